"""The controls of the form: what kind each is, what it asks for, what the form keeps in itself."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from bayu_docs.calls.load import load_call
from bayu_docs.materials import ooxml, word_data
from bayu_docs.pipeline.fillable import render_form
from bayu_docs.rendering.blank_form import fill_fields

CALL = load_call()
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
W = f"{{{NS['w']}}}"


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(raw: bytes) -> Any:
    return etree.fromstring(parts(raw)["word/document.xml"])


def control(root: Any, tag: str, at: int = 0) -> Any:
    return root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces=NS)[at]


def text(node: Any) -> str:
    return "".join(each.text or "" for each in node.iter(f"{W}t"))


@pytest.fixture(scope="module")
def blank() -> Any:
    return body(render_form({"call": CALL.id}, CALL))


@pytest.fixture
def filled(district_data: dict[str, Any]) -> Any:
    return body(render_form(district_data, CALL))


def test_an_enumeration_is_a_list_of_its_printed_words(filled: Any) -> None:
    tier = control(filled, "/tier")
    words = tier.xpath(".//w:listItem/@w:displayText", namespaces=NS)
    assert words == ["市级", "区县级", "市级和区县级（同时）"]
    assert text(tier) == "区县级"
    level = control(filled, "/lead_artisans/-/qualifications/-/level")
    assert len(level.xpath(".//w:listItem", namespaces=NS)) == 16


def test_a_date_knows_the_day_it_shows(filled: Any, blank: Any) -> None:
    filing, start = control(filled, "/filing_date"), control(filled, "/partners/-/starts_on")
    assert text(filing) == "2022年3月21日"
    assert filing.xpath(".//w:date/@w:fullDate", namespaces=NS) == ["2022-03-21T00:00:00Z"]
    assert filing.xpath(".//w:dateFormat/@w:val", namespaces=NS) == ["yyyy年M月d日"]
    assert text(start) == "2021-06-01"
    assert start.xpath(".//w:date/@w:fullDate", namespaces=NS) == ["2021-06-01T00:00:00Z"]
    assert not control(blank, "/filing_date").xpath(".//w:date/@w:fullDate", namespaces=NS)


def test_only_long_texts_take_several_lines(filled: Any) -> None:
    profile, name = control(filled, "/applicant/profile"), control(filled, "/applicant/name")
    assert profile.xpath(".//w:text/@w:multiLine", namespaces=NS) == ["1"]
    assert name.xpath(".//w:text", namespaces=NS)
    assert not name.xpath(".//w:text/@w:multiLine", namespaces=NS)


def test_single_fields_are_locked_and_those_of_rows_are_not(blank: Any) -> None:
    assert control(blank, "/applicant/name").xpath(".//w:lock", namespaces=NS)
    assert not control(blank, "/team/-/name").xpath(".//w:lock", namespaces=NS)


def test_what_is_empty_asks_in_grey(blank: Any, filled: Any) -> None:
    empty = control(blank, "/organization/head")
    assert text(empty) == "填写驿站负责人"
    assert empty.xpath("w:sdtPr/w:showingPlcHdr", namespaces=NS)
    assert empty.xpath(".//w:rStyle/@w:val", namespaces=NS) == ["PlaceholderText"]
    full = control(filled, "/organization/head")
    assert not full.xpath(".//w:showingPlcHdr|.//w:rStyle", namespaces=NS)


def test_every_list_is_a_section_word_can_add_to(filled: Any, district_data: Any) -> None:
    sections = filled.xpath("//w:sdt[w:sdtPr/w15:repeatingSection]", namespaces=NS)
    items = {
        each.xpath("string(w:sdtPr/w:tag/@w:val)", namespaces=NS): len(
            each.xpath("w:sdtContent/w:sdt[w:sdtPr/w15:repeatingSectionItem]", namespaces=NS)
        )
        for each in sections
    }
    assert set(items) == {
        "/facilities/occupations", "/lead_artisans", "/team", "/training/courses", "/brands",
        "/partners", "/organization/dedicated_staff", "/organization/task_force", "/evidence",
    }  # fmt: skip
    assert items["/lead_artisans"] == 2
    assert items["/evidence"] == len(district_data["evidence"])
    assert items["/brands"] == 3  # one of its own, and room for two


def test_a_list_without_rows_leaves_no_empty_section(district_data: dict[str, Any]) -> None:
    from bayu_docs.materials import assets, word

    names = fill_fields(district_data, CALL)
    names["f"]["brands"] = []
    made = word.load(assets.template("forms/application.docx")).render(names)
    tags = body(made.docx).xpath("//w:tag/@w:val", namespaces=NS)
    assert "/brands" not in tags
    assert "/partners" in tags


def test_unsound_values_stand_there_as_typed(district_data: dict[str, Any]) -> None:
    odd = district_data | {
        "tier": "县级",
        "filing_date": "三月八日",
        "team": "没有",
        "partners": None,
    }
    odd["applicant"] = district_data["applicant"] | {"kind": "公司", "name": 5}
    root = body(render_form(odd, CALL))
    assert text(control(root, "/tier")) == "县级"
    assert text(control(root, "/filing_date")) == "三月八日"
    assert not control(root, "/filing_date").xpath(".//w:date/@w:fullDate", namespaces=NS)
    assert text(control(root, "/applicant/name")) == "5"
    ticked = root.xpath("//w14:checked[@w14:val='1']", namespaces=NS)
    assert all("kind" not in text(each) for each in ticked)


class TestWhatItKeeps:
    def test_the_data_travel_in_a_part_of_their_own(self, district_data: dict[str, Any]) -> None:
        made = parts(render_form(district_data, CALL))
        kept = word_data.kept_in(made)
        assert kept is not None
        assert kept.data == district_data
        assert {"/applicant/name", "/applicant/kind", "/team/-/name", "/remark"} <= kept.tags
        assert b'PartName="/customXml/itemProps1.xml"' in made["[Content_Types].xml"]
        assert b"../customXml/item1.xml" in made["word/_rels/document.xml.rels"]
        assert b"itemProps1.xml" in made["customXml/_rels/item1.xml.rels"]

    def test_it_passes_the_gate(self, tmp_path: Any, district_data: dict[str, Any]) -> None:
        path = tmp_path / "申报表.docx"
        path.write_bytes(render_form(district_data, CALL))
        assert ooxml.inspect(path, "word") is None

    def test_the_same_data_give_the_same_bytes(self, district_data: dict[str, Any]) -> None:
        moment = datetime(2022, 3, 1, tzinfo=UTC)
        twin = json.loads(json.dumps(district_data))
        first, second = (render_form(each, CALL, moment=moment) for each in (district_data, twin))
        assert first == second

    def test_a_part_of_anothers_keeps_its_number(self) -> None:
        other = {"[Content_Types].xml": b"<T></T>", "customXml/item1.xml": b"<x/>"}
        made = word_data.members(other, '<w:tag w:val="/a=b"/>', {"a": "<&>"})
        assert "customXml/item2.xml" in made
        kept = word_data.kept_in(other | made)
        assert kept == word_data.Kept({"a": "<&>"}, frozenset({"/a"}))
