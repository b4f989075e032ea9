"""The variables of a Word template, read by Jinja's own parser and never run.

Every tag is put on a line of its own, so that a line of Jinja's is a tag's place in the document.
A path is written as f.stations[].station_name: a loop's name is resolved to the list it walks.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from bayu_docs.materials import word
from bayu_docs.materials.word_tag_syntax import Repaired, environment, repaired
from bayu_docs.materials.word_tags import Tag, TaggedPart
from bayu_docs.materials.word_written import Spot

PRINTED, LOOPED, ASKED = "printed", "looped", "asked"
ITEM = "[]"
_KEEPS_ITEMS = frozenset(
    ("sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "list")
)
_FORBIDDEN = (
    nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block,
)  # fmt: skip
_METHODS = frozenset(name for kind in (str, list, dict, int) for name in dir(kind))
_LOOP = frozenset(
    ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0",
     "previtem", "nextitem", "cycle", "changed")
)  # fmt: skip


@dataclass(frozen=True)
class Use:
    """A variable where it is used. path: as above; how: PRINTED, LOOPED or ASKED (in a condition
    only); bare: printed just as it is, so that it must be a text or a number."""

    path: str
    how: str
    tag: Tag
    bare: bool = False


@dataclass(frozen=True)
class CodeFault:
    """What the parser does not take. kind: syntax, function, filter, test, forbidden, structure,
    outside (a loop's name beyond its loop); name: the word it is about; why: in Chinese."""

    kind: str
    name: str
    tag: Tag
    why: str = ""

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.tag.spot


@dataclass(frozen=True)
class Code:
    """What the tags of a part say."""

    uses: tuple[Use, ...]
    faults: tuple[CodeFault, ...]


def code_of(part: TaggedPart) -> Code:
    """The variables of a part and the faults of its tags, in the order of the document."""
    mended = repaired(part.tags)
    faults = [CodeFault(each.kind, each.name, each.tag, each.why) for each in mended.faults]
    reader = _Reader(mended)
    reader.read()
    return Code(tuple(reader.uses), tuple(faults + reader.faults))


def functions() -> frozenset[str]:
    """The functions a template may call."""
    return frozenset(word.function_names())


class _Reader:
    """One walk through a part's syntax tree."""

    def __init__(self, mended: Repaired) -> None:
        self.uses: list[Use] = []
        self.faults: list[CodeFault] = []
        self._mended = mended
        self._environment = environment()
        self._names: list[dict[str, str]] = [{}]  # name -> its path, empty for a computed value
        self._loop_names: set[str] = set()

    def read(self) -> None:
        """Fill `uses` and `faults`."""
        try:
            tree = self._environment.parse(self._mended.source)
        except jinja2.TemplateSyntaxError as error:  # each tag alone was sound
            tag = self._mended.tag_at(error.lineno)
            self.faults.append(CodeFault("structure", "", tag, "开头和结尾对不上"))
            return
        self._loop_names = {
            name.name
            for loop in tree.find_all(nodes.For)
            for name in [loop.target, *loop.target.find_all(nodes.Name)]
            if isinstance(name, nodes.Name)
        }
        self._all(tree.body)

    def _all(self, statements: Sequence[nodes.Node]) -> None:
        for node in statements:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self._value(part, PRINTED, bare=True)
        elif isinstance(node, nodes.For):
            self._for(node)
        elif isinstance(node, nodes.If):
            self._value(node.test, ASKED)
            for body in (node.body, node.elif_, node.else_):
                self._all(body)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self._value(node.node, ASKED))
        elif isinstance(node, _FORBIDDEN):
            self._fault("forbidden", type(node).__name__.casefold(), node)
        else:
            self._other(node)

    def _for(self, node: nodes.For) -> None:
        walked = self._value(node.iter, LOOPED)
        self._names.append({"loop": ""})
        self._bind(node.target, walked + ITEM if walked else "")
        if node.test is not None:
            self._value(node.test, ASKED)
        self._all(node.body)
        self._names.pop()
        self._all(node.else_)

    def _other(self, node: nodes.Node) -> None:
        """A macro, a with block and the like: its names are bound, its parts are read."""
        self._names.append({})
        for name in node.find_all(nodes.Name):
            if name.ctx in ("param", "store"):
                self._names[-1][name.name] = ""
        if isinstance(node, nodes.Macro):
            self._names[-2][node.name] = ""
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self._statement(child)
            elif not (isinstance(child, nodes.Name) and child.ctx != "load"):
                self._value(child, PRINTED)
        self._names.pop()

    def _bind(self, target: nodes.Node, path: str) -> None:
        if isinstance(target, nodes.Name):
            self._names[-1][target.name] = path
        else:
            for name in target.find_all(nodes.Name):
                self._names[-1][name.name] = ""

    def _value(self, node: nodes.Node, how: str, *, bare: bool = False) -> str:
        """The path of a value, empty for a computed one; what it uses is noted."""
        path, known = self._path(node, how)
        if known:
            if path:
                tag = self._mended.tag_at(node.lineno)
                self.uses.append(Use(path, how, tag, bare))
            return path
        if isinstance(node, nodes.Filter):
            return self._filtered(node, how)
        if isinstance(node, nodes.Test):
            self._known(node.name, "test", self._environment.tests, node)
        if isinstance(node, nodes.CondExpr):
            self._value(node.test, ASKED)
            for part in (node.expr1, node.expr2):
                if part is not None:
                    self._value(part, how, bare=bare)
            return ""
        for child in node.iter_child_nodes():  # what is compared to choose a box is shown by it
            self._value(child, how)
        return ""

    def _filtered(self, node: nodes.Filter, how: str) -> str:
        self._known(node.name, "filter", self._environment.filters, node)
        path = self._value(node.node, how) if node.node is not None else ""
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(child, how)
        return path if node.name in _KEEPS_ITEMS else ""

    def _path(self, node: nodes.Node, how: str) -> tuple[str, bool]:
        """The path of a name with its members, and whether the node is such a one."""
        if isinstance(node, nodes.Name):
            return self._root(node), True
        if isinstance(node, nodes.Getattr):
            return self._member(node, node.attr, how), True
        if isinstance(node, nodes.Getitem):
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._member(node, node.arg.value, how), True
            base = self._base(node.node, how)
            if isinstance(node.arg, nodes.Slice):
                return base, True
            self._value(node.arg, ASKED)
            return (base + ITEM if base else ""), True
        if isinstance(node, nodes.Call):
            self._call(node, how)
            return "", True
        return "", False

    def _root(self, node: nodes.Name) -> str:
        if node.name.startswith("_"):
            self._fault("forbidden", node.name, node)
            return ""
        for names in reversed(self._names):
            if node.name in names:
                return names[node.name]
        if node.name in self._loop_names:
            self._fault("outside", node.name, node)
            return ""
        return node.name

    def _base(self, node: nodes.Node, how: str) -> str:
        """The path of what stands before a member."""
        path, known = self._path(node, how)
        return path if known else self._value(node, how)

    def _member(self, node: nodes.Getattr | nodes.Getitem, name: str, how: str) -> str:
        base = self._base(node.node, how)
        if name.startswith("_"):
            self._fault("forbidden", name, node)
            return ""
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and name not in _LOOP:
            self._fault("function", f"loop.{name}", node)
        return f"{base}.{name}" if base else ""

    def _call(self, node: nodes.Call, how: str) -> None:
        called = node.node
        if isinstance(called, nodes.Name):
            bound = any(called.name in names for names in self._names)
            if not bound and called.name not in functions():
                self._fault("function", called.name, node)
        elif isinstance(called, nodes.Getattr):
            name = called.attr
            if name.startswith("_"):
                self._fault("forbidden", name, node)
            elif name not in _METHODS and name not in _LOOP:
                self._fault("function", name, node)
            self._value(called.node, how)
        else:
            self._value(called, how)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(child, how)

    def _known(self, name: str, kind: str, table: Container[str], node: nodes.Node) -> None:
        if name not in table:
            self._fault(kind, name, node)

    def _fault(self, kind: str, name: str, node: nodes.Node) -> None:
        self.faults.append(CodeFault(kind, name, self._mended.tag_at(node.lineno)))


def paths(uses: Sequence[Use], how: str = "") -> Iterator[str]:
    """Each path once, in order; only those used in that way when one is named."""
    yield from dict.fromkeys(use.path for use in uses if not how or use.how == how)
