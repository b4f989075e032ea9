"""The figures of the submission: what is printed how often, and what the city signs for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bayu_docs.batch.desk import city_deadline
from bayu_docs.batch.handover import contents
from bayu_docs.batch.handover.candidates import Candidate
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.submission import CopyRoute, PrintFacts, PrintLine
from bayu_docs.notices.spoken import moment_words
from bayu_docs.submission.printing import print_fields

_BINDING = (
    "推荐函、推荐对象汇总表、报送材料清单由两部门审核签章，未签章的不报送。",
    "申报表、佐证材料用盖过章的原件，不够再补印；申报表由两部门签意见、盖章。",
    "补印用 A4 纸双面、原大小、长边翻转，左侧装订，申报表和佐证材料分开。",
)


def print_sheet(
    chosen: Sequence[Candidate],
    call: Call,
    district: DistrictProfile,
    sides: Mapping[str, int],
    way: str,
) -> dict[str, Any]:
    """The fields of 打印装订单; sides: of each letter of the submission, by its name; way: how the
    electronic copy goes (contents.way)."""
    copies = call.copies_to_city.value
    lines = tuple(_lines(chosen, copies, sides))
    deadline = call.deadline_to_city
    facts = PrintFacts(
        lines=lines,
        copies=copies,
        total_sides=sum(line.total_sides for line in lines),
        total_sheets=sum(line.total_sheets for line in lines),
        binding=_BINDING,
        routes=(CopyRoute(copies, deadline.address, _sender(district, call)),),
    )
    due = city_deadline(call)
    head = (
        ("报送单位", _sender(district, call)),
        ("报送截止", f"{moment_words(deadline.moment)}前"),
        ("推荐对象", "；".join(candidate.package.application.station_name for candidate in chosen)),
    )
    kept = call.copies_to_district.value - copies
    notes = [
        f"申报主体交来的 {call.copies_to_district.value} 份里，{copies} 份报市，"
        f"{kept} 份留在区县。{contents.ways(call, way)}。",
    ]
    if due.note:
        notes.append("通知所写的星期与日期不符，请按较早的一天准备，并电话核实。")
    notes.append("另打印签收单两份，送交时请接收单位签收。")
    return print_fields(facts, head, notes)


def sign_for(
    chosen: Sequence[Candidate],
    call: Call,
    district: DistrictProfile,
    sides: Mapping[str, int],
    way: str,
) -> dict[str, Any]:
    """The fields of 签收单, with a row for the medium where there is one; who signs, and when, is
    left to the receiving office."""
    copies = call.copies_to_city.value
    rows: list[dict[str, Any]] = [
        {"no": 0, "name": name, "station": "", "copies": copies, "sides": number}
        for name, number in sides.items()
    ]
    for candidate in chosen:
        package = candidate.package
        station = package.application.station_name
        for name, number in (("申报表", package.form_sides), ("佐证材料", package.bundle_sides)):
            row = {"name": name, "station": station, "copies": copies, "sides": number}
            rows.append({"no": 0, **row})
    rows += ({"no": 0, **row} for row in contents.medium_row(way))
    deadline = call.deadline_to_city
    return {
        "facts": [
            {"name": "报送单位", "text": _sender(district, call)},
            {"name": "接收单位", "text": call.issuers[0]},
            {"name": "事项", "text": f"{call.batch}“巴渝工匠”乡村驿站市级申报推荐材料"},
            {"name": "报送截止", "text": f"{moment_words(deadline.moment)}前"},
        ],
        "rows": [{**row, "no": number} for number, row in enumerate(rows, 1)],
        "closing": "本单一式两份，报送单位和签收单位各留一份。",
    }


def _lines(
    chosen: Sequence[Candidate], copies: int, sides: Mapping[str, int]
) -> Iterator[PrintLine]:
    for name, number in sides.items():
        yield _line(name, "PDF", copies, number)
    for candidate in chosen:
        package, whose = candidate.package, f"第{candidate.entry.decisions['rank']}推荐"
        yield _line("申报表", whose, copies, package.form_sides)
        yield _line("佐证材料", whose, copies, package.bundle_sides)


def _line(title: str, file: str, copies: int, sides: int) -> PrintLine:
    return PrintLine(title, file, copies, sides, sheets=(sides + 1) // 2)


def _sender(district: DistrictProfile, call: Call) -> str:
    """The district's office by its own name, else by what it is."""
    organ = district.organ("人力社保", call.deadline_to_city.moment.date())
    if organ is not None:
        return organ.name
    return f"{district.division}人力社保部门" if district.division else "区县人力社保部门"
