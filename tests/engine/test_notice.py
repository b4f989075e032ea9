"""Every paper of the life cycle, with the real engine; and two packages recommended."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import ExitCode
from bayu_docs.gongwen.lint.check import lint
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials import fonts, pdf_look, word
from bayu_docs.materials.page_lines import read_pages
from bayu_docs.materials.word_reader import read_layout
from bayu_docs.model.finding import Severity
from bayu_docs.model.notice import Kind
from bayu_docs.model.report import Report
from bayu_docs.model.submission import FORM_PDF, REPORT_HTML, REPORT_JSON
from bayu_docs.notices import public
from bayu_docs.notices.kinds import kind_named, kinds
from bayu_docs.office.family import Family
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline import notice, papers, story, today

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples/notices"
DISTRICT = ROOT / "schemas/districts/example.json"
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)
KINDS = [kind.key for kind in kinds()]


def kind(key: str) -> Kind:
    found = kind_named(key)
    assert found is not None
    return found


def codes(report: Report) -> list[str]:
    return sorted(f.code for f in report.findings if f.severity is Severity.ERROR)


def made_of(key: str, sources: list[Path], out: Path, **more: Any) -> Report:
    wish = notice.Wish(kind(key), tuple(sources), district=DISTRICT, **more)
    return notice.make(wish, out, MOMENT, lambda _: None)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, papers.Printed]:
    """Every sample as a final paper, filled, converted in one start of the engine, and proved."""
    call, work = load_call(), tmp_path_factory.mktemp("notices")
    district = load_district(DISTRICT, call)
    wanted = []
    for each in kinds():
        draft = read_json(SAMPLES / f"{each.key}.json")
        made = notice.composed(
            each, draft.data, draft.origins, call, district, MOMENT.date(), final=True
        )
        assert made.value is not None, (each.key, made.findings)
        wrong = [f.message for f in made.findings if f.severity is Severity.ERROR]
        assert not wrong, (each.key, wrong)
        wanted.append(papers.Paper(each.key, notice.template_of(each, None), made.value))
    with OfficeSession(Family.WRITER, fonts.resolve(), work / "writer") as office:
        filled = papers.fill(wanted, work, MOMENT)
        conversions = office.convert(filled.sources, work / "pdf", last=True)
    return papers.prove(filled, conversions, MOMENT)


@pytest.mark.parametrize("key", KINDS)
def test_every_sample_is_printed_and_proved(key: str, printed: dict[str, papers.Printed]) -> None:
    paper = printed[key]
    assert 1 <= paper.pages <= 8
    assert not pdf_look.fonts_not_embedded(paper.pdf)
    text = "".join("".join(paper.texts).split())
    for forbidden in ("此页无正文", "None", "{{", "{%", "（盖章）" if not _is_form(key) else "{{"):
        assert forbidden not in text


@pytest.mark.parametrize("key", KINDS)
def test_every_sample_lints_without_error(key: str, printed: dict[str, papers.Printed]) -> None:
    paper = printed[key]
    linted = lint(paper.docx.name, read_layout(paper.docx), read_pages(paper.pdf))
    assert linted.checked
    wrong = [found for found in linted.findings if found.severity is Severity.ERROR]
    assert not wrong, [(found.code, found.message, found.place.spot) for found in wrong]


@pytest.mark.parametrize("key", KINDS)
def test_no_paper_carries_the_number_of_a_doubt(
    key: str, printed: dict[str, papers.Printed]
) -> None:
    text = "".join(printed[key].texts)
    for doubt in load_call().doubts:
        assert doubt.id not in text


@pytest.mark.parametrize("key", [each.key for each in kinds() if each.public])
def test_a_public_sample_holds_no_number_of_a_person(
    key: str, printed: dict[str, papers.Printed]
) -> None:
    paper = printed[key]
    assert not list(public.scan(paper.docx.read_bytes(), paper.pdf, key))


def test_the_conditions_of_a_call_out_stand_on_one_page(
    printed: dict[str, papers.Printed],
) -> None:
    pages = ["".join(text.split()) for text in printed["call-out"].texts]
    (annex,) = [text for text in pages if "实体单位申报主体为实体单位" in text]
    assert "所属单位支持所属单位给予" in annex


def _is_form(key: str) -> bool:
    return kind(key).format == "表单"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Two packages as `build` makes them: of 市级, and of both tiers at once."""
    folder, found = tmp_path_factory.mktemp("packages"), []
    for sample in ("municipal", "both-tiers"):
        order = story.Order(ROOT / "samples/accepted" / sample)
        report = story.build(order, folder / sample, MOMENT, lambda _: None)
        assert report.exit_code is ExitCode.OK
        (bag,) = (folder / sample).glob("*.zip")
        found.append(bag)
    yield found
    shutil.rmtree(folder)


def head_of(folder: Path) -> Path:
    """What the office adds to the packages: number and date, and why it recommends the second."""
    head = folder / "函头.json"
    data = {
        "schema_version": "1",
        "number": "示人社函〔2022〕3号",
        "signed_on": "2022-03-29",
        "stations": [
            {"station_name": "“巴渝工匠”荣昌示例夏布乡村驿站", "reason": "=示例理由"},
        ],
    }
    head.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return head


@pytest.fixture(scope="module")
def recommended(
    packages: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report]:
    """What `notice recommendation A.zip B.zip head.json` leaves."""
    folder = tmp_path_factory.mktemp("recommended")
    return folder / "out", made_of("recommendation", [*packages, head_of(folder)], folder / "out")


def test_two_packages_give_the_letter_the_roster_and_the_list(
    recommended: tuple[Path, Report],
) -> None:
    out, report = recommended
    assert report.exit_code is ExitCode.OK, report.findings
    assert {path.name for path in out.iterdir()} == {
        "推荐函.docx",
        "推荐函.pdf",
        "推荐对象汇总表.docx",
        "推荐对象汇总表.pdf",
        "推荐对象汇总表.xlsx",
        "报送材料清单.docx",
        "报送材料清单.pdf",
        REPORT_HTML,
        REPORT_JSON,
    }
    assert {made.path.name for made in report.artifacts} <= {path.name for path in out.iterdir()}


def test_the_letter_ranks_the_stations_as_they_were_given(
    recommended: tuple[Path, Report], packages: list[Path]
) -> None:
    out, _ = recommended
    names = [_application(bag)["station_name"] for bag in packages]
    text = "".join("".join(pdf_look.page_texts(out / "推荐函.pdf")).split())
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "重庆市人力资源和社会保障局：" in text
    for organ in ("（示例）荣昌区人力资源和社会保障局", "（示例）荣昌区乡村振兴局"):
        assert organ in text


def test_the_list_names_pages_copies_and_digests_of_the_packages(
    recommended: tuple[Path, Report], packages: list[Path]
) -> None:
    from bayu_docs.materials.files import sha256_of

    out, _ = recommended
    text = "".join(word.text_of((out / "报送材料清单.docx").read_bytes()).split())
    for bag in packages:
        assert sha256_of(bag) in text
        assert bag.name in text
        pages = pdf_look.page_count(bag.parent / FORM_PDF)
        assert str(pages) in text


def test_the_roster_workbook_holds_one_row_a_station(
    recommended: tuple[Path, Report], packages: list[Path]
) -> None:
    out, _ = recommended
    sheet = openpyxl.load_workbook(out / "推荐对象汇总表.xlsx")["汇总表"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    heads = list(rows[0])
    assert [row[0] for row in rows[1:]] == [1, 2]
    station = heads.index("驿站名称")
    assert [row[station] for row in rows[1:]] == [
        _application(bag)["station_name"] for bag in packages
    ]
    reason = sheet.cell(4, heads.index("推荐理由") + 1)
    assert (reason.value, reason.data_type) == ("=示例理由", "s")


def test_the_same_input_gives_the_same_bytes(
    recommended: tuple[Path, Report], packages: list[Path], tmp_path: Path
) -> None:
    out, _ = recommended
    made_of("recommendation", [*packages, head_of(tmp_path)], tmp_path / "out")
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


def test_a_third_package_is_refused_with_the_clause(packages: list[Path], tmp_path: Path) -> None:
    report = made_of("recommendation", [*packages, tmp_path / "third.zip"], tmp_path / "out")
    assert codes(report) == ["notice.too_many"]
    (found,) = report.findings
    assert found.clause is not None
    assert found.clause.number == "五（一）"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {REPORT_HTML, REPORT_JSON}


def test_a_damaged_package_is_refused_by_name(packages: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "坏包.zip"
    broken.write_bytes(packages[0].read_bytes()[:-4000])
    report = made_of("recommendation", [broken, packages[1]], tmp_path / "out")
    assert codes(report)
    assert all("坏包.zip" in found.place.file for found in report.findings)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {REPORT_HTML, REPORT_JSON}


def test_a_phone_slipped_into_a_public_paper_leaves_only_the_reports(tmp_path: Path) -> None:
    data = json.loads((SAMPLES / "publicity.json").read_text(encoding="utf-8"))
    data["channel"] += "，咨询13900001234"
    source = tmp_path / "公示.json"
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    report = made_of("publicity", [source], tmp_path / "out")
    assert report.exit_code is ExitCode.FINDINGS
    assert set(codes(report)) == {"notice.personal_data"}
    assert "13900001234" not in "".join(found.message for found in report.findings)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {REPORT_HTML, REPORT_JSON}


def test_ones_own_template_stands_in_for_ours(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(ROOT / "templates/notices", mine / "notices")
    template = mine / "notices/receipt.docx"
    _replaced(template, "收件", "收文")
    source = SAMPLES / "receipt.json"
    report = made_of("receipt", [source], tmp_path / "out", templates=mine)
    assert report.exit_code is ExitCode.OK
    made = (tmp_path / "out/收件登记单.docx").read_bytes()
    assert "收文" in word.text_of(made)


def _application(bag: Path) -> dict[str, Any]:
    with zipfile.ZipFile(bag) as archive:
        name = next(name for name in archive.namelist() if name.endswith("申报数据.json"))
        data: dict[str, Any] = json.loads(archive.read(name))
    return data


def _replaced(docx: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(docx) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    parts["word/document.xml"] = body.replace(old, new).encode("utf-8")
    with zipfile.ZipFile(docx, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
