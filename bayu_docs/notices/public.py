"""Public papers: names of leads only with consent, no number of a person in the finished files.

What may stand in them is a whitelist: a public kind's schema has no field for such a number. The
scan is the last look at what came out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bayu_docs.materials import personal_scan
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.notices.situation import Situation

_NAMES, _CONSENT = "leads", "leads_consent"

_ADVICE = "公开发布的公文不得有个人信息：请从数据或模板里删去，需要联系方式的写办公电话"


def without_names(
    fields: Mapping[str, Any], situation: Situation
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The fields without names of leads who did not consent to publication, and a hint if any."""
    withheld: list[str] = []

    def cleared(value: Any) -> Any:
        if isinstance(value, list):
            return [cleared(item) for item in value]
        if not isinstance(value, dict) or not value:
            return value
        made = {name: cleared(inner) for name, inner in value.items()}
        if made.get(_NAMES) and not made.get(_CONSENT):
            withheld.append(str(made.get("station_name", "")))
            made[_NAMES] = []
        return made

    made = {name: cleared(value) for name, value in fields.items()}
    if not withheld:
        return made, ()
    said = f"{'、'.join(dict.fromkeys(withheld))}的领衔工匠没有写明同意公开姓名，没有印出"
    advice = "取得各人书面同意后，在该驿站把 leads_consent 填为 true"
    place = situation.place("/stations")
    return made, (Finding("notice.withheld", Severity.INFO, said, place, advice=advice),)


def scan(docx: bytes, pdf: Path, name: str) -> Iterator[Finding]:
    """An error for each number of a person in the .docx or its PDF; name: without suffix."""
    yield from _told(personal_scan.in_word(docx), f"{name}.docx")
    yield from _told(personal_scan.in_pdf(pdf), f"{name}.pdf")


def _told(found: Iterable[personal_scan.Found], file: str) -> Iterator[Finding]:
    for spot, hit in found:
        yield Finding(
            "notice.personal_data",
            Severity.ERROR,
            f"公开发布的公文里有{hit.kind} {hit.shown}",
            Place(file=file, spot=spot),
            advice=_ADVICE,
        )
