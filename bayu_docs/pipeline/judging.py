"""The first half of the road: call, intake and eligibility, for `check` and `build` alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.eligibility.judge import judge
from bayu_docs.intake.admit import admit
from bayu_docs.intake.source import read, read_all
from bayu_docs.materials import assets
from bayu_docs.materials.fonts import FontSet
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.verdict import Verdict
from bayu_docs.pipeline.order import Order, Progress

DISTRICT_FILE = "district.json"
_BODY_FACE = "仿宋_GB2312"  # the face every value is printed in


@dataclass(frozen=True)
class Judged:
    """An application as far as it can be judged without its proofs, and the draft it came from."""

    draft: Draft
    call: Call
    district: DistrictProfile | None
    application: Application | None
    verdict: Verdict | None
    findings: tuple[Finding, ...]
    checked: tuple[str, ...]


def judge_order(order: Order, moment: datetime) -> Judged:
    """Read, admit and judge; SourceUnreadable, CallFaulty or RuleFaulty when that cannot be."""
    return _judged(read(order.source), load_call(order.call_name), order, moment)


def judge_all(order: Order, moment: datetime, progress: Progress) -> tuple[Judged, ...]:
    """Every application of a roster, or the one of any other source. Raises as judge_order."""

    def told(done: int, total: int) -> None:
        progress(f"读取汇总表 {done}/{total}")

    call = load_call(order.call_name)
    drafts = read_all(order.source, told)
    return tuple(_judged(draft, call, order, moment) for draft in drafts)


def _judged(draft: Draft, call: Call, order: Order, moment: datetime) -> Judged:
    profile = order.district or _beside(draft.base)
    district = load_district(profile, call) if profile else None
    return judge_draft(draft, call, district, moment.date())


def judge_draft(draft: Draft, call: Call, district: DistrictProfile | None, day: date) -> Judged:
    """One draft admitted and judged; nothing beside it is looked at."""
    admitted = admit(draft)
    if admitted.value is None:
        return Judged(draft, call, district, None, None, admitted.findings, ("intake",))
    verdict = judge(admitted.value, call, district, day)
    findings = (*admitted.findings, *verdict.findings)
    checked = ("intake", *verdict.checked)
    return Judged(draft, call, district, admitted.value, verdict, findings, checked)


def uncovered_characters(application: Application, fonts: FontSet) -> Iterator[Finding]:
    """A finding for every printed value with a character no font of this machine can draw."""
    schema = assets.schema("application")
    for pointer, text in _texts(application.data):
        missing = fonts.uncovered(text, _BODY_FACE)
        if missing:
            shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing)
            yield Finding(
                "text.uncovered",
                Severity.ERROR,
                f"{_title(schema, pointer)}里的字符 {shown} 没有字体可以印出",
                application.place(pointer),
                advice="改用字库里有的写法（如加注拼音或以部件说明），或在本机安装含有该字的字体",
            )


def _beside(folder: Path) -> Path | None:
    profile = folder / DISTRICT_FILE
    return profile if profile.is_file() else None


def _texts(node: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _texts(child, f"{pointer}/{name}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _texts(child, f"{pointer}/{index}")


def _title(schema: dict[str, Any], pointer: str) -> str:
    """The field's printed title, with the row in lists: 驿站团队第3行“姓名”."""
    node, words = schema, ""
    for part in pointer.split("/")[1:]:
        if part.isdigit():
            node, words = node.get("items", {}), f"{words}第{int(part) + 1}行"
        else:
            node = node.get("properties", {}).get(part, {})
            title = str(node.get("title", part))
            words = f"{words}“{title}”" if words.endswith("行") else title
    return words
