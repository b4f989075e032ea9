"""The workbook made from the schema: complete, lossless, and sound in all its parts."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from bayu_docs.calls.load import load_call
from bayu_docs.eligibility.training import HIGH_SKILLED_LEVELS
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake import fields
from bayu_docs.intake.typed import kind_of
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.making import formulas, hints, rules
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.making.values import cell_of

CALL = load_call()
SAMPLE = Path(__file__).resolve().parents[3] / "samples/accepted/municipal/application.json"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LEAVES = [(sheet, column) for sheet in layout.sheets() for column in sheet.columns]


def sample() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return data


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def blank() -> bytes:
    return make(CALL)


@pytest.fixture(scope="module")
def roster() -> bytes:
    return make(CALL, [sample(), sample()], keys=["甲", "乙"], many=True)


def leaves(node: fields.Node, pointer: str = "") -> Iterator[str]:
    """Patterns of everything a person may type."""
    for name, child in node.get("properties", {}).items():
        inner = child.get("items", child)
        below = f"{pointer}/{name}/-" if "items" in child else f"{pointer}/{name}"
        if "properties" in inner:
            yield from leaves(inner, below)
        elif name != "schema_version":
            yield f"{pointer}/{name}"


def field_cell(book: Workbook, pattern: str) -> Any:
    """The cell of a single field of a workbook for one application."""
    sheet, title = next(
        (sheet.title, column.title) for sheet, column in LEAVES if column.pattern == pattern
    )
    labels = {str(row[0].value).removesuffix(layout.REQUIRED_MARK): row for row in book[sheet]}
    return labels[title][1]


def column_cells(book: Workbook, pattern: str) -> list[Any]:
    """The data cells of a table's column, found by its head."""
    sheet, title = next(
        (sheet.title, column.title) for sheet, column in LEAVES if column.pattern == pattern
    )
    page = book[sheet]
    heads = [str(cell.value).removesuffix(layout.REQUIRED_MARK) for cell in page[layout.HEAD_ROW]]
    number = heads.index(title) + 1
    return [page.cell(row, number) for row in range(layout.HEAD_ROW + 1, page.max_row + 1)]


def rules_at(sheet: Worksheet, coordinate: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if coordinate in rule.sqref]


def offered(book: Workbook, rule: Any) -> tuple[str, ...]:
    """The words of a drop-down, in the rule itself or behind a defined name."""
    if rule.formula1.startswith('"'):
        return tuple(rule.formula1[1:-1].split(","))
    sheet, cells = next(book.defined_names[rule.formula1].destinations)
    return tuple(row[0].value for row in book[sheet][cells])


def test_every_field_of_the_schema_has_exactly_one_cell_or_column(blank: bytes) -> None:
    assert Counter(column.pattern for _, column in LEAVES) == Counter(leaves(fields.root()))
    book = opened(blank)
    for sheet in layout.sheets():
        page = book[sheet.title]
        if sheet.table is None:
            shown = [cell.value for cell in page["A"]]
        else:
            shown = [cell.value for cell in page[layout.HEAD_ROW]]
        for column in sheet.columns:
            head = column.title + (layout.REQUIRED_MARK if column.required else "")
            assert shown.count(head) == 1, head


def test_a_roster_shows_every_field_as_a_column_behind_the_key(roster: bytes) -> None:
    book = opened(roster)
    for sheet in layout.sheets():
        heads = [cell.value for cell in book[sheet.title][layout.HEAD_ROW]]
        assert heads[0] == layout.KEY_TITLE + layout.REQUIRED_MARK
        for column in sheet.columns:
            head = column.title + (layout.REQUIRED_MARK if column.required else "")
            assert heads.count(head) == 1, head


def test_every_choice_offers_exactly_its_printed_words(blank: bytes) -> None:
    book, seen = opened(blank), 0
    for sheet, column in LEAVES:
        if kind_of(column.node) not in ("choice", "boolean"):
            continue
        cell = _first_cell(book, sheet, column)
        (rule,) = rules_at(book[sheet.title], cell.coordinate)
        words = ("是", "否")
        if "enum" in column.node:
            said = column.node.get("x-words", {})
            words = tuple(said.get(value, value) for value in column.node["enum"])
        assert (rule.type, offered(book, rule)) == ("list", words)
        assert rule.showErrorMessage and rule.errorStyle in (None, "stop") and rule.error
        seen += 1
    assert seen > 10


def _first_cell(book: Workbook, sheet: layout.Sheet, column: layout.Column) -> Any:
    if sheet.table is None:
        return field_cell(book, column.pattern)
    return column_cells(book, column.pattern)[0]


def test_several_words_may_stand_in_a_cell_that_offers_them(blank: bytes) -> None:
    book = opened(blank)
    proves = column_cells(book, hints.PROVES)[0]
    (rule,) = rules_at(book["佐证材料"], proves.coordinate)
    titles = {r.title for tier in CALL.tiers.values() for r in tier.requirements}
    assert set(offered(book, rule)) == titles
    assert not rule.showErrorMessage and rule.errorStyle == "warning"


def test_a_list_too_long_for_a_rule_stands_on_the_hidden_sheet() -> None:
    words = tuple(f"第{number}种很长很长很长的选择" for number in range(30))
    node = {"title": "选择", "type": "string", "enum": list(words)}
    lists = rules.Lists()
    made = rules.rule(layout.Column("/x", "选择", node, False), CALL, lists, {})
    assert made.words == () and lists.kept == {made.name: words}
    assert rules.rule(layout.Column("/y", "选择", node, False), CALL, lists, {}).name == made.name


def test_a_choice_with_a_comma_stands_on_the_hidden_sheet() -> None:
    node = {"title": "选择", "type": "string", "enum": ["甲,乙", "丙"]}
    lists = rules.Lists()
    made = rules.rule(layout.Column("/x", "选择", node, False), CALL, lists, {})
    assert lists.kept == {made.name: ("甲,乙", "丙")}


def test_numbers_and_days_are_validated_with_chinese_words(blank: bytes) -> None:
    book = opened(blank)
    months = column_cells(book, "/lead_artisans/-/months_on_station")[0]
    (rule,) = rules_at(book["领衔工匠"], months.coordinate)
    assert (rule.type, rule.formula1, rule.formula2) == ("decimal", "0", "12")
    assert "个月" in rule.error and "0 到 12" in rule.error
    (rule,) = rules_at(book["基本情况"], field_cell(book, "/filing_date").coordinate)
    assert rule.type == "date" and "2022-03-18" in rule.error
    (rule,) = rules_at(
        book["培训能力"], field_cell(book, "/training/person_times_per_year").coordinate
    )
    assert rule.type == "whole"


def test_words_appear_beside_a_cell_only_where_the_way_of_writing_matters(blank: bytes) -> None:
    book = opened(blank)
    for sheet, column in LEAVES:
        cell = _first_cell(book, sheet, column)
        told = [rule.prompt for rule in rules_at(book[sheet.title], cell.coordinate) if rule.prompt]
        asked = kind_of(column.node) in ("date", "month", "number", "integer", "words")
        assert bool(told) == asked, column.pattern
    month = column_cells(book, "/team/-/graduated_in")[0]
    (rule,) = rules_at(book["驿站团队"], month.coordinate)
    assert "2020-06" in rule.prompt


def test_texts_longer_than_their_field_are_asked_about(blank: bytes) -> None:
    book = opened(blank)
    (rule,) = rules_at(book["基本情况"], field_cell(book, "/station_name").coordinate)
    assert (rule.type, rule.formula2, rule.errorStyle) == ("textLength", "40", "warning")


@pytest.mark.parametrize("name", ["blank", "roster"])
def test_no_cell_has_two_validations_and_all_words_fit(
    name: str, request: pytest.FixtureRequest
) -> None:
    for sheet in opened(request.getfixturevalue(name)).worksheets:
        blocks = [
            range_boundaries(str(block))
            for rule in sheet.data_validations.dataValidation
            for block in rule.sqref.ranges
        ]
        for number, one in enumerate(blocks):
            assert not any(_overlap(one, other) for other in blocks[:number])
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255 and len(rule.error or "") <= 255
            assert len(rule.promptTitle or "") <= 32 and len(rule.errorTitle or "") <= 32
            assert len(rule.formula1 or "") <= 257


def _overlap(one: Any, other: Any) -> bool:
    return bool(
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
    )


@pytest.mark.parametrize("name", ["blank", "roster"])
def test_every_part_is_well_formed_and_every_name_is_allowed(
    name: str, request: pytest.FixtureRequest
) -> None:
    content = request.getfixturevalue(name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            etree.fromstring(archive.read(member))
    book = opened(content)
    assert all(len(title) <= 31 for title in book.sheetnames)
    assert book.sheetnames[0] == layout.COVER
    assert book.calculation.fullCalcOnLoad


def test_formulas_are_plain_but_for_what_stands_in_quotes(blank: bytes) -> None:
    book = opened(blank)
    found = [cell.value for row in book[layout.COVER] for cell in row if cell.data_type == "f"]
    found += [f"={name.attr_text}" for name in book.defined_names.values()]
    assert len(found) > 30
    for formula in found:
        assert re.sub(r"'[^']*'|\"[^\"]*\"", "", formula).isascii(), formula
        assert len(formula) < 8192


def test_the_stamp_names_version_kind_and_call(blank: bytes, roster: bytes) -> None:
    for content, kind in ((blank, "single"), (roster, "roster")):
        book = opened(content)
        stamp = [cell.value for cell in book["_bayu"][1][:4]]
        assert stamp == ["bayu-docs", layout.VERSION, kind, CALL.id]
        assert book["_bayu"].sheet_state == "veryHidden"
        cover = " ".join(str(cell.value) for row in book[layout.COVER] for cell in row)
        assert f"工作簿版本：{layout.VERSION}" in cover and "样表（非官方）" in cover


def test_the_cover_links_to_every_sheet(blank: bytes) -> None:
    book = opened(blank)
    cells = [cell for row in book[layout.COVER] for cell in row if cell.hyperlink]
    assert {cell.hyperlink.location for cell in cells} == {
        f"'{sheet.title}'!A1" for sheet in layout.sheets()
    }
    for sheet in layout.sheets():
        back = [cell.hyperlink.location for cell in book[sheet.title][1] if cell.hyperlink]
        assert back == [f"'{layout.COVER}'!A1"]


def test_clauses_stand_beside_the_limits(blank: bytes) -> None:
    book = opened(blank)
    texts = [str(c.value) for sheet in book.worksheets for row in sheet for c in row if c.value]
    for tier in CALL.tiers.values():
        for requirement in tier.requirements:
            if requirement.limit is not None:
                told = f"{requirement.demand}（{requirement.clause.number}）"
                assert any(told in text for text in texts), told


def test_heads_stay_in_sight_and_repeat_on_paper(blank: bytes, roster: bytes) -> None:
    for content in (blank, roster):
        book = opened(content)
        for sheet in layout.sheets():
            page = book[sheet.title]
            assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9
            assert page.page_setup.fitToHeight == 0
            assert page.freeze_panes is not None
            if sheet.table is not None:
                assert page.print_title_rows == f"${layout.HEAD_ROW}:${layout.HEAD_ROW}"
                assert page.freeze_panes.endswith(str(layout.HEAD_ROW + 1))
            assert not page.protection.sheet


def test_nothing_typed_becomes_a_formula_or_a_link() -> None:
    data = sample()
    texts = ["=1+1", "+8613900000000", "-5", "@甲", "http://example.org", "'甲", "=HYPERLINK(1)"]
    for row, text in zip(data["team"], texts, strict=False):
        row["venture"] = text
    cells = column_cells(opened(make(CALL, [data])), "/team/-/venture")
    assert [cell.value for cell in cells[: len(texts)]] == texts
    assert {cell.data_type for cell in cells[: len(texts)]} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


ODD = [
    "_x000D_",
    "_x000D_x000D_",
    "x005F_ 与 _x005F_",
    "<r>不是标记</r>",
    "a\rb\x07c",
    "\ue000私有\ue000",
    "\ufffe\uffff",
    "\ud800",
    "  前后空格  ",
    "第一行\n第二行",
    "𬭩㛃䶮\U00030000 < & > \" ' ]]>",
    "<r>\x01_x0041_</r>",
]


def test_every_character_stands_in_the_file_as_it_was_given() -> None:
    data = sample()
    for row, text in zip(data["team"], ODD, strict=False):
        row["venture"] = text
    with zipfile.ZipFile(io.BytesIO(make(CALL, [data]))) as archive:
        root = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    texts = {_decoded("".join(si.itertext(f"{MAIN}t"))) for si in root.iter(f"{MAIN}si")}
    assert set(ODD) <= texts


def _decoded(text: str) -> str:
    """ST_Xstring of ECMA-376, read from left to right."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda hit: chr(int(hit[1], 16)), text)


def test_values_stand_as_what_they_are() -> None:
    integer, number = {"type": "integer"}, {"type": "number"}
    day = {"type": "string", "format": "date"}
    text = {"type": "string"}
    assert cell_of(12, integer) == 12 and cell_of(2.5, number) == 2.5
    assert cell_of(0.1 + 0.2, number) == "0.30000000000000004"
    assert cell_of(10**15, integer) == str(10**15)
    assert cell_of(float("inf"), number) == "inf"
    assert cell_of("三年", number) == "三年"
    assert cell_of("2022-03-18", day) == date(2022, 3, 18)
    assert cell_of("1900-02-28", day) == "1900-02-28"
    assert cell_of("2022-02-30", day) == "2022-02-30"
    assert cell_of("20220318", day) == "20220318"
    assert cell_of("500101199001010017", text) == "500101199001010017"
    assert cell_of(True, {"type": "boolean"}) == "是"
    assert cell_of(["开发", "培、训"], {"items": text}) == '开发、"培、训"'
    assert cell_of({"a": "甲"}, text) == '{"a": "甲"}'
    assert [cell_of(nothing, text) for nothing in (None, "", [])] == [None, None, None]


def test_numbers_days_and_identifiers_have_their_cell_formats() -> None:
    book = opened(make(CALL, [sample()]))
    filed = field_cell(book, "/filing_date")
    assert filed.value == datetime(2022, 3, 18) and filed.number_format == "yyyy-mm-dd"
    code = field_cell(book, "/applicant/uscc")
    assert code.data_type == "s" and code.number_format == "@"
    months = column_cells(book, "/lead_artisans/-/birth_month")
    assert months[0].value == "1968-04" and months[0].number_format == "@"
    ids = column_cells(book, "/team/-/id_number")
    assert {cell.number_format for cell in ids} == {"@"}
    letters = get_column_letter(ids[0].column)
    below = book["驿站团队"].column_dimensions[letters]
    assert below.number_format == "@"  # also where no line is drawn


def owners(data: dict[str, Any]) -> list[Any]:
    book = opened(make(CALL, [data]))
    page = book["领衔工匠资格"]
    found = [page.cell(row, 1).value for row in range(5, page.max_row + 1)]
    return [word for word in found if word is not None]


def lead(name: str, numbers: int = 1) -> dict[str, Any]:
    rows = [{"path": "技能", "level": "二级/技师", "number": f"N{i}"} for i in range(numbers)]
    return {"name": name, "occupation": "园艺工", "qualifications": rows}


def test_rows_name_their_owner_and_count_where_the_name_would_not_do() -> None:
    assert owners({"lead_artisans": [lead("甲", 2), lead("乙")]}) == ["甲", "甲", "乙"]
    assert owners({"lead_artisans": [lead("甲"), lead("甲 "), lead("乙")]}) == [
        "第1人",
        "第2人",
        "乙",
    ]
    assert owners({"lead_artisans": [lead("第2人"), lead("")]}) == ["第1人", "第2人"]


def test_an_owner_whose_row_is_empty_is_named_by_no_number() -> None:
    nobody = {"qualifications": [{"path": "技能"}]}
    assert owners({"lead_artisans": [nobody, lead("")]}) == ["第1人"]


def test_empty_rows_are_not_written() -> None:
    data = {"team": [{}, {"name": "甲"}, {"name": "", "gender": None}, {"name": "乙"}]}
    cells = column_cells(opened(make(CALL, [data])), "/team/-/name")
    assert [cell.value for cell in cells][:3] == ["甲", "乙", None]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"nickname": "甲"}, "nickname"),
        ({"team": [{"name": "甲", "age": 3}]}, "age"),
        ({"team": {"name": "甲"}}, "驿站团队"),
        ({"team": ["甲"]}, "驿站团队 第1人"),
        ({"applicant": "甲"}, "申报主体基本情况"),
        ({"remark": "长" * 32768}, "备注"),
        ({"remark": "𬭩" * 16384}, "备注"),
    ],
)
def test_what_has_no_cell_is_refused_by_name(data: dict[str, Any], named: str) -> None:
    with pytest.raises(SourceUnreadable, match=named):
        make(CALL, [data])


def test_the_longest_text_of_a_cell_is_written_whole() -> None:
    text = "𬭩" + "长" * 32765
    assert field_cell(opened(make(CALL, [{"remark": text}])), "/remark").value == text


def test_the_same_input_gives_the_same_bytes(roster: bytes, blank: bytes) -> None:
    assert make(CALL) == blank
    assert make(CALL, [sample(), sample()], keys=["甲", "乙"], many=True) == roster
    odd = [{"remark": "_x000D_"}]
    assert make(CALL, odd) == make(CALL, odd)


def test_a_blank_workbook_states_its_call_and_takes_less_than_a_second(blank: bytes) -> None:
    begun = time.perf_counter()
    make(CALL)
    assert time.perf_counter() - begun < 1
    assert field_cell(opened(blank), "/call").value == CALL.id


def test_several_applications_ask_for_a_roster() -> None:
    with pytest.raises(ValueError, match="several"):
        make(CALL, [sample(), sample()])


def test_a_roster_names_the_application_in_every_row(roster: bytes) -> None:
    book = opened(roster)
    for sheet in layout.sheets():
        page = book[sheet.title]
        keys = [page.cell(row, 1).value for row in range(layout.HEAD_ROW + 1, page.max_row + 1)]
        written = [key for key in keys if key is not None]
        assert set(written) == {"甲", "乙"} and written == sorted(written, key="甲乙".index)
        if sheet.table is None:
            assert written == ["甲", "乙"]


def test_keys_that_are_not_given_are_numbers() -> None:
    book = opened(make(CALL, [{}, {}, {}], keys=["甲"], many=True))
    assert [book["基本情况"].cell(row, 1).value for row in (5, 6, 7)] == ["甲", "002", "003"]


def test_names_of_lead_artisans_are_offered_where_they_are_asked_for(blank: bytes) -> None:
    book = opened(blank)
    for title, column in (("领衔工匠资格", 1), ("驿站团队", 5)):
        cell = book[title].cell(5, column)
        (rule,) = rules_at(book[title], cell.coordinate)
        assert rule.type == "list" and rule.errorStyle == "warning"
        assert "'领衔工匠'!$A$5" in book.defined_names[rule.formula1].attr_text


def test_high_skilled_levels_are_those_the_rules_count() -> None:
    assert formulas.high_skilled_levels() == HIGH_SKILLED_LEVELS


def test_a_call_with_other_tiers_makes_a_workbook_without_a_line_changed() -> None:
    fewer = {
        key: replace(tier, requirements=tier.requirements[:3]) for key, tier in CALL.tiers.items()
    }
    other = replace(CALL, id="other", tiers=fewer)
    book = opened(make(other))
    assert [cell.value for cell in book["_bayu"][1][:4]][3] == "other"
