"""Each tag of a Word template parsed by itself, so that one fault hides no other.

What comes out is a text for Jinja with a tag a line, in which a faulty tag is replaced by a sound
one that binds the same names and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bayu_docs.materials.word_tag_texts import statement
from bayu_docs.materials.word_tags import Tag

_OPENERS = {"for": "endfor", "if": "endif"}
_WORDS = ("for", "endfor", "if", "elif", "else", "endif", "set")
_LIKENESS = 0.5  # words of two characters with one wrong
_NEUTRAL = {
    "for": "{% for nothing in [] %}",
    "if": "{% if 1 %}",
    "elif": "{% elif 1 %}",
    "else": "{% else %}",
    "endfor": "{% endfor %}",
    "endif": "{% endif %}",
}
_FOR_NAMES = re.compile(r"{%[-+]?\s*\w+\s+([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s")
_CELL_WORDS = re.compile(r"{%\s*(?:colspan|cellbg)\s+([^%]*?)\s*%}")
_MERGE_WORDS = re.compile(r"{%\s*[vh]m\s*%}")
_WIDE = re.compile(r"[，。：；！？（）【】｛｝％．＝＋－＊／｜　]")
_SAYINGS = (
    (re.compile(r"unexpected char '(.+?)' at"), "有不认识的字符“{}”"),
    (re.compile(r"expected token 'end of (?:print statement|statement block)', got '(.+?)'"),
     "“{}”在这里多余，或它前面少了运算符"),
    (re.compile(r"expected token 'in', got"), "for 少了 in，要写成“for 名 in 名单”"),
    (re.compile(r"expected token '(.+?)', got"), "少了“{}”"),
    (re.compile(r"[Ee]xpected an expression, got"), "标签里没有写变量，或写了一半"),
    (re.compile(r"unexpected '(.+?)'"), "“{}”不配对"),
    (re.compile(r"unexpected end of template|Unexpected end of template"), "没有写完"),
)  # fmt: skip


@dataclass(frozen=True)
class SyntaxFault:
    """A tag the parser does not take. kind: syntax or structure; name: the word, when there is
    one; why: in Chinese."""

    kind: str
    name: str
    tag: Tag
    why: str


@dataclass(frozen=True)
class Repaired:
    """A part's tags as one text that parses. lines: a tag's text each; faults in order."""

    lines: tuple[str, ...]
    tags: tuple[Tag, ...]
    faults: tuple[SyntaxFault, ...]

    @property
    def source(self) -> str:
        """The text for Jinja."""
        return "\n".join(self.lines)

    def tag_at(self, line: int) -> Tag:
        """The tag on a line, as Jinja counts lines."""
        return self.tags[min(max(line, 1), len(self.tags)) - 1]


def environment() -> ImmutableSandboxedEnvironment:
    """An environment with the filters and tests templates have, to parse and not to run."""
    return ImmutableSandboxedEnvironment()


def repaired(tags: Sequence[Tag]) -> Repaired:
    """The tags with faulty ones replaced, loops and conditions closed."""
    parser = environment()
    faults: list[SyntaxFault] = []
    lines = [_plain(tag.text) for tag in tags]
    if _parses("\n".join(lines), parser):
        return Repaired(tuple(lines), tuple(tags), ())
    lines = []
    for tag in tags:
        line, why, name = _line(tag.text, parser)
        if why:
            faults.append(SyntaxFault("syntax", name, tag, _with_hint(why, tag.text)))
        lines.append(line)
    closing = list(_structure(tags, lines, faults))
    order = {id(tag): number for number, tag in enumerate(tags)}
    faults.sort(key=lambda fault: order[id(fault.tag)])
    return Repaired((*lines, *closing), tuple(tags), tuple(faults))


def _line(text: str, parser: jinja2.Environment) -> tuple[str, str, str]:
    """The line for a tag, what is wrong with it or empty, and the word that is not known."""
    text = _plain(text)
    word = statement(text)
    why = _why(text, word, parser)
    if not why:
        return text, "", ""
    if not text.startswith("{%"):
        return "", why, ""
    near = (
        word if word in _NEUTRAL else next(iter(get_close_matches(word, _WORDS, 1, _LIKENESS)), "")
    )
    return _neutral(text, near), *_unknown(why, word, near)


def _plain(text: str) -> str:
    """A tag without what docxtpl makes of table cells before Jinja sees it."""
    if cell := _CELL_WORDS.fullmatch(text):
        return f"{{{{ {cell[1]} }}}}"
    return "" if _MERGE_WORDS.fullmatch(text) else text


def _parses(source: str, parser: jinja2.Environment) -> bool:
    try:
        parser.parse(source)
    except jinja2.TemplateSyntaxError:
        return False
    return True


def _unknown(why: str, word: str, near: str) -> tuple[str, str]:
    if why != _UNKNOWN:
        return why, ""
    hint = f"；是不是“{near}”？" if near else f"；可用的有 {'、'.join(_WORDS)}"
    return f"没有命令“{word}”{hint}", word


_UNKNOWN = "unknown"


def _neutral(text: str, word: str) -> str:
    """A sound statement in the place of a faulty one."""
    if word == "for" and (names := _FOR_NAMES.match(text)):
        return f"{{% for {names[1]} in [] %}}"
    return _NEUTRAL.get(word, "")


def _why(text: str, word: str, parser: jinja2.Environment) -> str:
    """Why Jinja does not take the tag, in Chinese; empty when it does."""
    told = ""
    for whole in _wholes(text, word):
        try:
            parser.parse(whole)
        except jinja2.TemplateSyntaxError as error:
            told = told or _said(error.message or "")
        else:
            return ""
    return told


def _wholes(text: str, word: str) -> Iterator[str]:
    """The tag completed to a template, in the ways it may be meant."""
    if word in _OPENERS:
        yield f"{text}{{% {_OPENERS[word]} %}}"
    elif word in ("elif", "else", "endif"):
        yield f"{{% if 1 %}}{text}" + ("" if word == "endif" else "{% endif %}")
    elif word == "endfor":
        yield f"{{% for each in [] %}}{text}"
    elif word.startswith("end"):
        yield f"{{% {word[3:]} %}}{text}"
        yield f"{{% {word[3:]} each %}}{text}"
    else:
        yield text
        if word:
            yield f"{text}{{% end{word} %}}"


def _said(message: str) -> str:
    if "unknown tag" in message:
        return _UNKNOWN
    for pattern, words in _SAYINGS:
        if match := pattern.search(message):
            return words.format(*match.groups())
    return "写法不对"


def _with_hint(why: str, text: str) -> str:
    wide = "".join(dict.fromkeys(_WIDE.findall(text)))
    if wide:
        return f"{why}；标签里的标点要用英文半角，这里有“{wide}”"
    return why


def _structure(tags: Sequence[Tag], lines: list[str], faults: list[SyntaxFault]) -> Iterator[str]:
    """What is still to be closed at the end; `lines` and `faults` are mended on the way."""
    open_ones: list[tuple[str, Tag]] = []
    for number, tag in enumerate(tags):
        word = statement(lines[number])
        if word in _OPENERS:
            open_ones.append((word, tag))
        elif word in ("elif", "else", "endfor", "endif"):
            lines[number] = _closed(word, tag, open_ones, lines[number], faults)
    for word, tag in reversed(open_ones):
        why = f"没有结尾“{{% {_OPENERS[word]} %}}”"
        faults.append(SyntaxFault("structure", word, tag, why))
        yield _NEUTRAL[_OPENERS[word]]


def _closed(
    word: str,
    tag: Tag,
    open_ones: list[tuple[str, Tag]],
    line: str,
    faults: list[SyntaxFault],
) -> str:
    """The line for a statement that goes on with or ends an open one."""
    if not open_ones:
        faults.append(SyntaxFault("structure", word, tag, "前面没有它的开头"))
        return ""
    opened, first = open_ones[-1]
    if word == "else":
        return line
    if word == "elif":
        if opened == "if":
            return line
        faults.append(SyntaxFault("structure", word, tag, f"它在“{first.shown}”里面，不属于 if"))
        return ""
    open_ones.pop()
    if word == _OPENERS[opened]:
        return line
    why = f"与“{first.shown}”对不上，这里应当是“{{% {_OPENERS[opened]} %}}”"
    faults.append(SyntaxFault("structure", word, tag, why))
    return _NEUTRAL[_OPENERS[opened]]
