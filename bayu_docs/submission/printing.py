"""The print sheet's figures: copies, sides, sheets, binding and which copy goes where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bayu_docs.model.call import DISTRICT
from bayu_docs.model.submission import BUNDLE, FORM_PDF, CopyRoute, PrintFacts, PrintLine

BINDING = (
    "申报表和佐证材料分别装订，不合订成一册。",
    "A4 纸双面打印，按长边翻转，左侧装订。",
    "按原大小打印，不要选“缩放到页面”。",
    "打印后由申报主体在盖章处逐份盖章。",
    "电子档（00_电子档.pdf）按区县指定的方式另行提交。",
)


def print_facts(
    *,
    tier: str,
    form_pages: int,
    bundle_pages: int,
    copies_to_district: int,
    copies_to_city: int,
    bodies: Mapping[str, Sequence[str]],
) -> PrintFacts:
    """The figures for one application; copies as the call sets them (备注2, 七（三）).

    bodies: the call's opinion_bodies, whose first of each level receives the copies; tier:
    municipal, district or both; only municipal candidates are forwarded to the city.
    ValueError when a page count is not positive.
    """
    if min(form_pages, bundle_pages, copies_to_district) < 1:
        raise ValueError("a document to print has at least one page and one copy")
    lines = (
        _line("申报表", FORM_PDF, copies_to_district, form_pages),
        _line("佐证材料", BUNDLE, copies_to_district, bundle_pages),
    )
    return PrintFacts(
        lines=lines,
        copies=copies_to_district,
        total_sides=sum(line.total_sides for line in lines),
        total_sheets=sum(line.total_sheets for line in lines),
        binding=BINDING,
        routes=_routes(tier, copies_to_district, copies_to_city, bodies),
    )


def print_fields(
    facts: PrintFacts, head: Sequence[tuple[str, str]] = (), notes: Sequence[str] = ()
) -> dict[str, Any]:
    """The same as plain values for the template print-sheet.docx.

    head: name and text of the sheet's first rows (驿站名称 …); notes: sentences below the routes.
    """
    return {
        "facts": [{"name": name, "text": text} for name, text in head],
        "notes": list(notes),
        "copies": facts.copies,
        "total_sides": facts.total_sides,
        "total_sheets": facts.total_sheets,
        "lines": [
            {
                "title": line.title,
                "file": line.file,
                "copies": line.copies,
                "sides": line.sides,
                "sheets": line.sheets,
                "total_sides": line.total_sides,
                "total_sheets": line.total_sheets,
            }
            for line in facts.lines
        ],
        "binding": list(facts.binding),
        "routes": [
            {"copies": route.copies, "goes_to": route.goes_to, "sent_by": route.sent_by}
            for route in facts.routes
        ],
    }


def _line(title: str, file: str, copies: int, sides: int) -> PrintLine:
    return PrintLine(title, file, copies, sides, sheets=(sides + 1) // 2)


def _routes(
    tier: str, to_district: int, to_city: int, bodies: Mapping[str, Sequence[str]]
) -> tuple[CopyRoute, ...]:
    district, city = bodies["district"][0], bodies["city"][0]
    handed_in = CopyRoute(to_district, f"所在{district}", "申报主体")
    if tier == DISTRICT or to_city > to_district:
        return (handed_in,)
    forwarded = CopyRoute(to_city, f"其中：{city}（仅限推荐参评市级的）", district)
    kept = CopyRoute(to_district - to_city, "其中：留在区县", district)
    return (handed_in, forwarded, kept) if kept.copies else (handed_in, forwarded)
