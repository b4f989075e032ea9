"""Four forms of different make adopted: every place matched as a clerk would, filled and proved."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
from docx import Document

from bayu_docs.errors import ExitCode, SourceUnreadable
from bayu_docs.materials import word
from bayu_docs.materials.word_grid import WordPaper
from bayu_docs.model.evidence import PagePlan
from bayu_docs.model.finding import Severity
from bayu_docs.model.report import Report
from bayu_docs.pipeline import today
from bayu_docs.pipeline.judging import judge_order
from bayu_docs.pipeline.order import Order
from bayu_docs.pipeline.templates import mapping
from bayu_docs.pipeline.templates.adopt import TEMPLATE, adopt
from bayu_docs.pipeline.templates.matching import match
from bayu_docs.pipeline.templates.places import read
from bayu_docs.rendering import proof
from bayu_docs.rendering.form import form_fields

NAMES = ("plain", "upright", "crowded", "wps")
SAMPLES = Path(__file__).resolve().parents[3] / "samples/accepted"
TABLES = Path(__file__).parent / "adopt_tables"
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)


@pytest.fixture(params=NAMES)
def form(request: pytest.FixtureRequest, official_forms: ModuleType, tmp_path: Path) -> Path:
    """Each of the four forms as a file."""
    return written(official_forms, request.param, tmp_path)


def written(official_forms: ModuleType, name: str, folder: Path) -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(official_forms.FORMS[name]())
    return path


def table_of(form: Path) -> list[str]:
    """The whole mapping as text: a line for each place."""
    return [
        f"{each.slot.where}｜{each.slot.label}｜"
        f"{each.target.title if each.target else ''}｜{each.how_words}"
        for each in match(read(WordPaper(form).body).slots)
    ]


def fields_of(sample: str, *, draft: bool = False) -> dict[str, Any]:
    """What `build` gives to the form's template."""
    judged = judge_order(Order(SAMPLES / sample), MOMENT)
    assert judged.application is not None
    assert judged.verdict is not None
    plan = PagePlan(0, (), (), 0, judged.call.max_sides.value)
    return form_fields(
        judged.application, judged.call, judged.verdict.assessments, plan, draft=draft
    )


def filled(folder: Path, sample: str) -> word.Rendered:
    return word.load(folder / TEMPLATE).render(fields_of(sample), moment=MOMENT)


def put(folder: Path, where: str, field: str, *, label: str = "") -> int:
    """Write a field into 对应字段 as a user does; gives the row's number."""
    book = openpyxl.load_workbook(folder / mapping.NAME)
    for row in book[mapping.SHEET].iter_rows(min_row=2):
        if row[0].value == where and label in (row[1].value, ""):
            row[2].value = field or None
            book.save(folder / mapping.NAME)
            return int(row[0].row)
    raise AssertionError(f"no row {where}")


def codes(report: Report, severity: Severity) -> list[str]:
    return [each.code for each in report.findings if each.severity is severity]


def test_every_place_is_matched_as_a_clerk_would(form: Path) -> None:
    expected = (TABLES / f"{form.stem}.txt").read_text(encoding="utf-8").splitlines()
    assert table_of(form) == expected


@pytest.mark.parametrize("sample", ["municipal", "district", "both-tiers"])
def test_the_adopted_form_takes_real_data_and_is_proved(
    form: Path, tmp_path: Path, sample: str
) -> None:
    report = adopt(form, tmp_path / sample)
    assert report.exit_code is ExitCode.OK
    made = filled(tmp_path / sample, sample)
    proof.prove_docx(made, form.stem)
    text = proof.squeezed(word.text_of(made.docx))
    fields = fields_of(sample)["f"]
    for person in (*fields["lead_artisans"], *fields["team"]):
        assert proof.squeezed(person["name"]) in text
    assert fields["station_name"] in text
    assert "{" not in text


def test_a_list_has_a_row_for_each_entry_and_no_spare_one(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    adopt(written(official_forms, "plain", tmp_path), tmp_path / "mine")
    made = Document(io.BytesIO(filled(tmp_path / "mine", "municipal").docx))
    team = made.tables[4]
    assert team.rows[0].cells[1].text == "姓名"
    numbers = [row.cells[0].text for row in team.rows[1:]]
    members = fields_of("municipal")["f"]["team"]
    assert numbers == [str(number) for number in range(1, len(members) + 1)]


def test_a_head_written_downwards_stands_once_beside_all_rows(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    adopt(written(official_forms, "upright", tmp_path), tmp_path / "mine")
    xml = document_xml(filled(tmp_path / "mine", "municipal").docx)
    assert len(re.findall(r"<w:t[^>]*>团</w:t>", xml)) == 1
    assert xml.count('<w:vMerge w:val="restart"/>') == document_xml(
        (tmp_path / "upright.docx").read_bytes()
    ).count('<w:vMerge w:val="restart"/>')


def document_xml(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def test_boxes_are_ticked_by_the_value_and_nothing_else(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    adopt(written(official_forms, "crowded", tmp_path), tmp_path / "mine")
    text = word.text_of(filled(tmp_path / "mine", "municipal").docx)
    assert "■市级　□区县级　□市级和区县级（同时）" in text
    assert "■职业院校" in text
    assert "□企业　■职业院校" in text
    assert text.count("■男") + text.count("■女") == len(
        fields_of("municipal")["f"]["lead_artisans"]
    )
    both = word.text_of(filled(tmp_path / "mine", "both-tiers").docx)
    assert "□市级　□区县级　■市级和区县级（同时）" in both


def test_two_boxes_stand_for_both_tiers_where_there_is_no_third(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    adopt(written(official_forms, "plain", tmp_path), tmp_path / "mine")
    assert "■市级　■区县级" in word.text_of(filled(tmp_path / "mine", "both-tiers").docx)


def test_boxes_of_authorities_stay_as_they_are(form: Path, tmp_path: Path) -> None:
    adopt(form, tmp_path / "mine")
    before = word.text_of(form.read_bytes())
    after = word.text_of(filled(tmp_path / "mine", "municipal").docx)
    for words in (
        "负责人（签字）：",
        "（盖章）",
        "（公章）",
        "经研究，同意推荐。",
        "法定代表人（签字）：",
    ):
        assert after.count(words) == before.count(words)


def test_what_is_not_touched_is_kept_byte_for_byte(form: Path, tmp_path: Path) -> None:
    adopt(form, tmp_path / "mine")
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(tmp_path / "mine" / TEMPLATE) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {
        "word/document.xml",
        "word/header1.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


def test_a_value_takes_the_look_of_its_place(official_forms: ModuleType, tmp_path: Path) -> None:
    adopt(written(official_forms, "plain", tmp_path), tmp_path / "mine")
    xml = document_xml(filled(tmp_path / "mine", "municipal").docx)
    control = re.search(r'<w:tag w:val="/station_name"/>.*?</w:sdt>', xml, re.DOTALL)
    assert control is not None
    assert '<w:sz w:val="32"/><w:u w:val="single"/>' in control[0]


def test_rows_of_fixed_height_may_grow_and_floating_tables_break(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    adopt(written(official_forms, "upright", tmp_path), tmp_path / "u")
    adopt(written(official_forms, "wps", tmp_path), tmp_path / "w")
    grown = document_xml((tmp_path / "u" / TEMPLATE).read_bytes())
    before = document_xml((tmp_path / "upright.docx").read_bytes())
    assert grown.count('w:hRule="exact"') < before.count('w:hRule="exact"') / 3
    assert "w:tblpPr" not in document_xml((tmp_path / "w" / TEMPLATE).read_bytes())


class TestTheMappingFile:
    def test_the_users_choice_wins_and_stays(
        self, official_forms: ModuleType, tmp_path: Path
    ) -> None:
        form, mine = written(official_forms, "plain", tmp_path), tmp_path / "mine"
        adopt(form, mine)
        put(mine, "表1第6行第4格", "申报主体基本情况 › 联系人 › 固定电话")
        put(mine, "表1第6行第2格", "")
        word.load.cache_clear()
        for _ in range(2):
            report = adopt(form, mine)
            assert report.exit_code is ExitCode.OK
            shown = dict(report.facts)
            assert shown["表1第6行第4格　开户银行"].endswith("固定电话　人工")
            assert shown["表1第6行第2格　通讯地址"] == "（留空）　人工"
        tags = document_xml((mine / TEMPLATE).read_bytes())
        assert '"/applicant/contact/landline"' in tags
        assert '"/applicant/registered_address"' not in tags

    def test_an_unknown_field_is_said_at_its_cell_and_nothing_is_written(
        self, official_forms: ModuleType, tmp_path: Path
    ) -> None:
        form, mine = written(official_forms, "plain", tmp_path), tmp_path / "mine"
        adopt(form, mine)
        number = put(mine, "表1第6行第4格", "申报主体基本情况 › 单位全程")
        kept = [(mine / name).read_bytes() for name in (mapping.NAME, TEMPLATE)]
        report = adopt(form, mine)
        assert report.exit_code is ExitCode.FINDINGS
        (found,) = [each for each in report.findings if each.severity is Severity.ERROR]
        assert found.code == "templates.unknown_field"
        assert found.place.spot == f"栏目对照!C{number}"
        assert "申报主体基本情况 › 单位全称" in found.message
        assert kept == [(mine / name).read_bytes() for name in (mapping.NAME, TEMPLATE)]

    @pytest.mark.parametrize(
        ("where", "field"),
        [
            ("正文第2段", "领衔工匠 › 姓名"),
            ("正文第6段", "驿站名称"),
            ("表4第2行第2格", "驿站名称"),
            ("表4第2行第2格", "驿站团队 › 姓名"),
        ],
    )
    def test_a_field_that_cannot_stand_there_is_refused(
        self, official_forms: ModuleType, tmp_path: Path, where: str, field: str
    ) -> None:
        form, mine = written(official_forms, "plain", tmp_path), tmp_path / "mine"
        adopt(form, mine)
        number = put(mine, where, field)
        report = adopt(form, mine)
        assert set(codes(report, Severity.ERROR)) == {"templates.misplaced_field"}
        assert f"栏目对照!C{number}" in {each.place.spot for each in report.findings}

    def test_a_file_made_for_another_form_is_an_error_and_stays(
        self, official_forms: ModuleType, tmp_path: Path
    ) -> None:
        mine = tmp_path / "mine"
        adopt(written(official_forms, "plain", tmp_path), mine)
        kept = (mine / mapping.NAME).read_bytes()
        report = adopt(written(official_forms, "wps", tmp_path), mine)
        assert set(codes(report, Severity.ERROR)) == {"templates.mapping_stale"}
        assert (mine / mapping.NAME).read_bytes() == kept

    def test_a_file_without_its_head_is_refused(
        self, official_forms: ModuleType, tmp_path: Path
    ) -> None:
        form, mine = written(official_forms, "plain", tmp_path), tmp_path / "mine"
        adopt(form, mine)
        book = openpyxl.load_workbook(mine / mapping.NAME)
        book[mapping.SHEET]["C1"] = "字段"
        book.save(mine / mapping.NAME)
        with pytest.raises(SourceUnreadable, match="对应字段"):
            adopt(form, mine)

    def test_it_offers_every_field_by_name(
        self, official_forms: ModuleType, tmp_path: Path
    ) -> None:
        adopt(written(official_forms, "wps", tmp_path), tmp_path / "mine")
        book = openpyxl.load_workbook(tmp_path / "mine" / mapping.NAME)
        offered = {row[0].value for row in book[mapping.FIELDS].iter_rows()}
        used = {row[2].value for row in book[mapping.SHEET].iter_rows(min_row=2)}
        assert used - {None} <= offered
        (rule,) = book[mapping.SHEET].data_validations.dataValidation
        assert rule.type == "list"
        assert str(rule.sqref) == f"C2:C{book[mapping.SHEET].max_row}"


def test_a_person_described_in_single_cells_is_printed_once_for_each(
    official_forms: ModuleType, tmp_path: Path
) -> None:
    rows = [
        ["v:领|衔|工|匠", "姓名", "", "性别", ""],
        ["^", "职业", "", "绝技绝活", ""],
        ["单位名称", "4:"],
    ]
    form = tmp_path / "block.docx"
    form.write_bytes(official_forms.form_of(rows, 5))
    adopt(form, tmp_path / "mine")
    text = proof.squeezed(word.text_of(filled(tmp_path / "mine", "municipal").docx))
    data = fields_of("municipal")["f"]
    printed = "".join(
        f"领衔工匠姓名{lead['name']}性别{lead['gender']}职业{lead['occupation']}"
        f"绝技绝活{lead['special_skill']}"
        for lead in data["lead_artisans"]
    )
    assert text == proof.squeezed(f"{printed}单位名称{data['applicant']['name']}")


@pytest.mark.parametrize("sign", ["{{ f.x }}", "{% if %}", "a }} b"])
def test_template_signs_in_their_text_are_refused(
    official_forms: ModuleType, tmp_path: Path, sign: str
) -> None:
    form = tmp_path / "signs.docx"
    form.write_bytes(official_forms.form_of([["单位名称", ""], ["说明" + sign, ""]], 2))
    with pytest.raises(SourceUnreadable, match="模板记号"):
        adopt(form, tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_a_file_without_places_is_no_form(official_forms: ModuleType, tmp_path: Path) -> None:
    form = tmp_path / "letter.docx"
    form.write_bytes(official_forms.form_of([["通知", "正文内容不需填写"]], 2))
    with pytest.raises(SourceUnreadable, match="没有找到可以填写的栏目"):
        adopt(form, tmp_path / "mine")


def test_a_file_that_is_no_word_document_is_refused_with_the_way_out(tmp_path: Path) -> None:
    form = tmp_path / "old.docx"
    form.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(SourceUnreadable) as refused:
        adopt(form, tmp_path / "mine")
    assert refused.value.advice


def test_the_same_form_gives_the_same_bytes(form: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        adopt(form, tmp_path / name)
    for file in (TEMPLATE, Path(mapping.NAME)):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
