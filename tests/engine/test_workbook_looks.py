"""The workbook in another program: it opens, counts right, keeps its rules, and prints whole."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from bayu_docs.calls.load import load_call
from bayu_docs.intake import fields
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.making.values import cell_of
from bayu_docs.intake.workbook.mark import mark
from bayu_docs.materials import fonts
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.office.session import Family, convert

pytestmark = pytest.mark.engine

CALL = load_call()
SAMPLES = Path(__file__).resolve().parents[2] / "samples/accepted"
_COUNTERS_FROM = "有设施设备的不同职业（工种）（个）"


def sample(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        (SAMPLES / name / "application.json").read_text(encoding="utf-8")
    )
    return data


def without_results(content: bytes) -> bytes:
    """The workbook with no formula's result in it, so that the other program has to count."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            raw = old.read(member)
            if member.startswith("xl/worksheets/sheet"):
                raw = re.sub(rb"</f><v>[^<]*</v>", b"</f>", raw)
            new.writestr(member, raw)
    return made.getvalue()


def counted(path: Path) -> list[tuple[Any, ...]]:
    """The rows of the counters as the file has them."""
    rows = load_workbook(path, data_only=True)[layout.COVER].iter_rows(values_only=True)
    found = list(rows)
    start = next(number for number, row in enumerate(found) if row[0] == _COUNTERS_FROM)
    return [tuple("" if v is None else v for v in row[:7]) for row in found[start : start + 13]]


def doubtful() -> dict[str, Any]:
    """A draft with gaps, repetitions and words where numbers belong."""
    data = sample("district")
    data["lead_artisans"] += [{"name": " "}, dict(data["lead_artisans"][0]), {"name": "*甲"}]
    data["team"] += [{"name": data["lead_artisans"][0]["name"]}, {"gender": "男"}]
    data["facilities"]["occupations"] += [
        {"occupation": "园艺工"},
        {"occupation": " 竹编工", "trade": "甲", "equipment": "刀"},
        {"occupation": "竹编工", "trade": "甲 ", "equipment": "刀"},
    ]
    data["training"]["courses"].append({"level": "三级/高级工", "subtotal": "三十"})
    data["training"]["courses"].append({"level": "二级/技师", "subtotal": 7})
    data["training"]["high_skilled_per_year"] = "五十名"
    data["evidence"].append({"id": "E99", "title": "没有文件的一件"})
    data["brands"], data["partners"] = [], data["partners"][:1]
    return data


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "blank": dict,
    "municipal": lambda: sample("municipal"),
    "district": lambda: sample("district"),
    "both-tiers": lambda: sample("both-tiers"),
    "doubtful": doubtful,
}


@pytest.mark.parametrize("name", CASES)
def test_the_counters_come_to_what_the_file_says_before_anybody_counts(
    name: str, tmp_path: Path, clerk: ModuleType
) -> None:
    made = make(CALL, [CASES[name]()])
    told, bare = tmp_path / "told.xlsx", tmp_path / "bare.xlsx"
    told.write_bytes(made)
    bare.write_bytes(without_results(made))
    assert all(row[1] == "" for row in counted(bare))
    saved = clerk.saved_by_libreoffice(bare, tmp_path / "saved")
    assert counted(saved) == counted(told)


def test_the_counters_say_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make(CALL, [doubtful()]))
    rows = {row[0]: row[1:] for row in counted(path)}
    leads = rows["领衔工匠人数（名）"]
    assert leads[0] == 4 and leads[2] == "还差 1 名" and leads[4] == "已达到"
    assert rows["乡村技能品牌（个）"][4] == "还差 1 个"
    assert rows["年培养高技能人才能力（填写的）（名）"][0] == "待填"
    assert "1 件没有登记文件" in rows["已登记文件的件数（件）"][5]


def test_another_program_keeps_lists_rules_and_values(tmp_path: Path, clerk: ModuleType) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make(CALL, [sample("municipal")]))
    saved = clerk.saved_by_libreoffice(path, tmp_path / "saved")
    before, after = load_workbook(path), load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    for sheet in layout.sheets():
        old, new = before[sheet.title], after[sheet.title]
        assert _values(new) == _values(old)
        assert _rules(new) == _rules(old)
    assert set(before.defined_names) <= set(after.defined_names)


def _values(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}


def _rules(sheet: Any) -> dict[str, tuple[str, str]]:
    """First cell of each validation that checks -> its kind and its list or lower bound."""
    return {
        str(block).partition(":")[0]: (rule.type, rule.formula1)
        for rule in sheet.data_validations.dataValidation
        for block in rule.sqref.ranges
        if rule.type != "none" and rule.type is not None
    }


def texts(data: Any, node: fields.Node) -> Iterator[str]:
    """Every value of the data as a person reads it."""
    for field in fields.walk(data):
        inner = field.node
        if "properties" in inner or "properties" in inner.get("items", {}):
            continue
        if field.pointer.rpartition("/")[2].isdigit() or field.pointer == "/schema_version":
            continue
        yield str(cell_of(field.value, inner))


@pytest.mark.parametrize("kind", ["single", "marked", "roster"])
def test_every_value_reaches_the_printed_page(kind: str, tmp_path: Path) -> None:
    data = sample("municipal")
    content = make(CALL, [data], many=kind == "roster")
    if kind == "marked":
        place = Place("a.xlsx", "领衔工匠!C7")
        content = mark(content, [Finding("a.b", Severity.ERROR, "写错了", place)], "a.xlsx")
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    (done,) = convert([path], tmp_path / "out", Family.CALC, fonts.resolve(), tmp_path / "work")
    assert done.pdf is not None, done.problem
    pdf = pypdfium2.PdfDocument(done.pdf)
    printed = _bare("".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    missing = [text for text in texts(data, fields.root()) if _bare(text) not in printed]
    assert not missing


def _bare(text: str) -> str:
    """Without blanks, and without hyphens, which pdfium alters where a line ends."""
    return re.sub("[\\s\ufffe\x02-]", "", text)
