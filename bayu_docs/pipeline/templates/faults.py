"""Findings on the tags of a user's template, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bayu_docs.materials import word_tag_places, word_variables
from bayu_docs.materials.word_tag_syntax import environment
from bayu_docs.materials.word_tags import Tag, TagFault, TaggedPart
from bayu_docs.materials.word_variables import Code, CodeFault
from bayu_docs.materials.word_written import Spot
from bayu_docs.model.finding import Finding, Place, Severity

_SEE = "见 bayu-docs templates export 写出的“变量说明.xlsx”"
_STATEMENTS = "循环写“{% for 名 in 名单 %}…{% endfor %}”，条件写“{% if 变量 %}…{% endif %}”"


@dataclass(frozen=True)
class Noted:
    """A finding and where in the template it belongs; without a spot it is of the whole file."""

    finding: Finding
    spot: Spot | None = None


def noted(
    code: str,
    message: str,
    file: str,
    spot: Spot | None,
    advice: str,
    severity: Severity = Severity.ERROR,
) -> Noted:
    """A finding at a spot."""
    place = Place(file=file, spot=spot.words if spot else "")
    return Noted(Finding(code, severity, message, place, advice=advice), spot)


def tag_faults(part: TaggedPart, code: Code, file: str) -> Iterator[Noted]:
    """What is wrong with the tags of a part, whatever variables there are."""
    for fault in (*part.faults, *word_tag_places.misplaced(part)):
        yield _of_text(fault, file)
    for each in code.faults:
        yield _of_code(each, file)


def _of_text(fault: TagFault, file: str) -> Noted:
    code, said, advice = {
        "full_width": (
            "templates.full_width_tag",
            f"“{fault.text}”用了全角的花括号，不会被填写，会原样印出来",
            "改成半角：{{ 变量 }}、{% for … %}；输入法切换到英文再打",
        ),
        "single": (
            "templates.broken_tag",
            f"“{fault.text}”只有一层花括号，不会被填写，会原样印出来",
            "变量要用两层半角花括号：{{ 变量 }}",
        ),
        "unclosed": (
            "templates.broken_tag",
            f"标签“{fault.text}”没有写完整，开头和结尾的括号不成对",
            "变量写成 {{ 变量 }}，语句写成 {% … %}，同一个标签要在同一段里",
        ),
        "misplaced": (
            "templates.misplaced_tag",
            f"标签“{fault.text}”的位置不对：{fault.why}",
            "{%tr … %} 独占表格的一行，{%p … %} 独占一段；循环和条件的开头、结尾用同样的写法",
        ),
    }[fault.kind]
    return noted(code, said, file, fault.spot, advice)


def _of_code(fault: CodeFault, file: str) -> Noted:
    shown = f"标签“{fault.tag.shown}”"
    if fault.kind in ("syntax", "structure"):
        said = f"{shown}写错了：{fault.why}"
        return noted("templates.broken_tag", said, file, fault.spot, f"{_STATEMENTS}；{_SEE}")
    if fault.kind == "forbidden":
        said = f"{shown}用了不准用的“{fault.name}”"
        advice = "模板里只能用列出的变量，不能用以下划线开头的名字，也不能引入别的文件"
        return noted("templates.forbidden_name", said, file, fault.spot, advice)
    if fault.kind == "outside":
        said = f"{shown}里的“{fault.name}”只在它的循环里有效，这里已经在循环外面"
        advice = "把标签移到 {% for … %} 和 {% endfor %} 之间"
        return noted("templates.unknown_variable", said, file, fault.spot, advice)
    what, names = _called(fault.kind)
    near = get_close_matches(fault.name, names, 1)
    hint = f"，是不是“{near[0]}”？" if near else ""
    said = f"{shown}用了没有的{what}“{fault.name}”{hint}"
    return noted("templates.unknown_function", said, file, fault.spot, "改成有的名字，或删去")


def _called(kind: str) -> tuple[str, Sequence[str]]:
    """What a kind of name is called, and the names there are."""
    if kind == "filter":
        return "过滤器", sorted(environment().filters)
    if kind == "test":
        return "判断", sorted(environment().tests)
    return "函数", sorted(word_variables.functions())


def torn_tags(parts: Sequence[TaggedPart]) -> list[Tag]:
    """Tags that stand half in a link, a control or a tracked change."""
    return [tag for part in parts for tag in part.tags if tag.torn]
