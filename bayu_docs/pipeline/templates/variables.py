"""Findings on the variables of a user's template: unknown, used in the wrong way, missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bayu_docs.materials.word_variables import ASKED, ITEM, LOOPED, PRINTED, Use, paths
from bayu_docs.model.finding import Severity
from bayu_docs.pipeline.templates.faults import Noted, noted
from bayu_docs.pipeline.templates.shapes import BLOCK, FLAG, GROUP, LIST, TEXT, Shape, near

_ADVICE = "变量名见 bayu-docs templates export 写出的“变量说明.xlsx”"
_MISSING_ADVICE = {
    "h.title": "公文要有标题（GB/T 9704-2012 7.3.1），在标题处写 {{ h.title }}",
    "h.number": "有文号的公文在版头印发文字号；加 {{ h.number }}，没有文号时它印出空位",
    "h.number_line": "上行文在版头印发文字号和签发人；单独一段写 {{p h.number_line }}",
    "h.mark": "公文首页要有发文机关标志；单独一段写 {{p h.mark }}",
    "h.signature": "没有它就不印发文机关署名和成文日期；正文之后单独一段写 {{p h.signature }}",
    "h.date": "没有它就不印成文日期；在署名之后写 {{ h.date }}",
    "h.imprint": "没有它就不印版记（抄送、印发机关和日期）；最后单独一段写 {{p h.imprint }}",
    "h.to": "没有它就不印主送机关；在标题之后写 {{ h.to }}",
    "draft_mark": "没有它，未通过检查的稿子不会标明是草稿；在页眉写 {{ draft_mark }}",
}
_ON_PURPOSE = "有意不印的不必处理；要印的，参照导出的原模板补上"


def unknown(uses: Sequence[Use], known: Shape, file: str) -> Iterator[Noted]:
    """A finding for each tag with a variable there is not, or one used in the wrong way."""
    told: set[tuple[str, int]] = set()
    for use in uses:
        key = (use.path, id(use.tag))
        if key in told:
            continue
        found = _misused(use, known, file) if use.path in known else _unknown(use, known, file)
        if found is not None:
            told.add(key)
            yield found


def _unknown(use: Use, known: Shape, file: str) -> Noted | None:
    whole = _longest(use.path, known)
    rest = use.path[len(whole) :]
    shown = f"标签“{use.tag.shown}”"
    if whole and known[whole].kind == LIST and not rest.startswith(ITEM):
        said = f"{shown}里的 {whole}（{known[whole].title}）是名单，不能直接取 {rest.lstrip('.')}"
        advice = f"先写“{{% for 名 in {whole} %}}”，在循环里用“{{{{ 名{rest} }}}}”"
        return noted("templates.wrong_use", said, file, use.tag.spot, advice)
    if whole and rest.startswith(ITEM):
        if use.path != whole + ITEM and whole + ITEM not in known:
            return None  # told at the loop itself
        title = known[whole].title
        said = f"{shown}里的 {whole}（{title}）不是名单，没有第几项"
        return noted("templates.wrong_use", said, file, use.tag.spot, f"直接写 {whole}")
    if use.path.count(ITEM) and not _root_known(use.path, known):
        return None  # the list itself is unknown and told where its loop begins
    return _not_there(use, known, file)


def _not_there(use: Use, known: Shape, file: str) -> Noted:
    said = f"标签“{use.tag.shown}”用了没有的变量 {use.path}"
    if like := near(use.path, known):
        said += f"，最接近的是 {like}（{known[like].title}）"
    return noted("templates.unknown_variable", said, file, use.tag.spot, _ADVICE)


def _longest(path: str, known: Shape) -> str:
    """The longest beginning of a path that is known."""
    while path and path not in known:
        path = path.removesuffix(ITEM) if path.endswith(ITEM) else path.rpartition(".")[0]
    return path


def _root_known(path: str, known: Shape) -> bool:
    """Whether the innermost list a path walks is known."""
    return path[: path.rindex(ITEM)] in known


def _misused(use: Use, known: Shape, file: str) -> Noted | None:
    """A known variable walked though it is no list, or printed though it is no text."""
    kind, title = known[use.path].kind, known[use.path].title
    shown, spot = f"标签“{use.tag.shown}”", use.tag.spot
    block = use.tag.prefix == "p" and use.tag.shown.startswith("{{")
    if use.how == LOOPED and kind in (TEXT, FLAG, BLOCK):
        said = f"{shown}把 {use.path}（{title}）当作名单循环，它是{kind}"
        return noted("templates.wrong_use", said, file, spot, "循环只能用于名单；" + _ADVICE)
    if use.how != PRINTED or not use.bare:
        return None
    if kind in (LIST, GROUP):
        said = f"{shown}直接印{kind} {use.path}（{title}），印出来的是程序代码"
        advice = f"名单要循环，或写成 {{{{ {use.path} | join('、') }}}}"
        if kind == GROUP:
            advice = f"写到具体的一项，如 {{{{ {_first_text(use.path, known)} }}}}"
        return noted("templates.wrong_use", said, file, spot, advice)
    if kind == FLAG:
        said = f"{shown}直接印 {use.path}（{title}），印出来是 True 或 False"
        advice = f"它是条件，写成 {{% if {use.path} %}}…{{% endif %}}"
        return noted("templates.wrong_use", said, file, spot, advice)
    if kind == BLOCK and not block:
        said = f"{shown}里的 {use.path}（{title}）是整段内容，要写成 {{{{p {use.path} }}}}"
        return noted("templates.misplaced_tag", said, file, spot, "改写后让它独占一段")
    if kind == TEXT and block:
        said = f"{shown}里的 {use.path}（{title}）是文字，不是整段内容，这样写会丢掉这一段"
        advice = f"写成 {{{{ {use.path} }}}}"
        return noted("templates.misplaced_tag", said, file, spot, advice)
    return None


def _first_text(path: str, known: Shape) -> str:
    inside = (each for each, what in known.items() if each.startswith(f"{path}."))
    return next((each for each in inside if known[each].kind == TEXT), path)


def meant(theirs: Sequence[Use], broken: Sequence[str], known: Shape) -> set[str]:
    """The variables meant by tags that are told of anyway: the nearest to an unknown one, and
    those a broken tag's text names."""
    nearest = {near(path, known) for path in paths(theirs) if path not in known}
    words = set(re.findall(r"\w+", " ".join(broken)))
    return nearest | {path for path in known if path.rpartition(".")[2] in words}


def missing(
    theirs: Sequence[Use], ours: Sequence[Use], known: Shape, excused: set[str], file: str
) -> Iterator[Noted]:
    """A finding for each variable that the shipped template prints and theirs does not use.

    Of a list that is not used at all its columns are told together. excused: told elsewhere.
    """
    used = set(paths(theirs)) | excused
    inside = tuple(f"{path}{ITEM}" for path in excused)
    wanted = [path for path in paths(ours, PRINTED) if path not in used]
    wanted = [path for path in wanted if not path.startswith(inside)]
    lists: dict[str, list[str]] = {}
    for path in wanted:
        whole = _unused_list(path, used)
        if whole:
            lists.setdefault(whole, []).append(path)
        else:
            yield _missing(path, _titled(path, known), file)
    for whole, columns in lists.items():
        inner = [_titled(path, known) for path in columns if path != whole + ITEM]
        title = _titled(whole, known) + (f"：{'、'.join(inner)}" if inner else "")
        yield _missing(whole, title, file)


def _missing(path: str, title: str, file: str) -> Noted:
    said = f"没有印出 {path}（{title}），本工具的模板印它"
    advice = _MISSING_ADVICE.get(path, _ON_PURPOSE)
    return noted("templates.missing_variable", said, file, None, advice, Severity.WARNING)


def _titled(path: str, known: Shape) -> str:
    return known[path].title if path in known else path


def _unused_list(path: str, used: set[str]) -> str:
    """The outermost list of a path of which nothing is used, or empty."""
    at = path.find(ITEM)
    while at >= 0:
        whole = path[:at]
        if whole not in used and not any(each.startswith(whole + ITEM) for each in used):
            return whole
        at = path.find(ITEM, at + 1)
    return ""


def listed(uses: Sequence[Use], known: Shape) -> Iterator[tuple[str, str]]:
    """Each variable with its title and how it is used: for the reader of a report."""
    words = {PRINTED: "印出", LOOPED: "循环", ASKED: "条件"}
    for path in paths(uses):
        hows = dict.fromkeys(words[use.how] for use in uses if use.path == path)
        title = known[path].title if path in known else "没有这个变量"
        yield path, f"{title}　{'、'.join(hows)}"
