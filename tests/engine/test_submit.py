"""The district's submission, with the real engine: every file, the bag, the mail."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import bagit
import openpyxl
import pytest

from bayu_docs.batch.columns import COLUMNS, SHEET
from bayu_docs.batch.handover import contents, electronic
from bayu_docs.batch.handover.candidates import candidates
from bayu_docs.batch.handover.papers import Setting
from bayu_docs.batch.inbox.found import digest_of
from bayu_docs.batch.notice_sources import from_desk
from bayu_docs.batch.opening import opened, package_of
from bayu_docs.batch.rosterbook.make import roster_book
from bayu_docs.batch.rosterbook.sheet import FIRST_ROW, column_number
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.batch.submit import Order, submit
from bayu_docs.batch.update import update
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import ExitCode, OutputUnwritable
from bayu_docs.materials import pdf_look, personal_scan
from bayu_docs.materials.files import sha256_of
from bayu_docs.materials.workdays import OFFICIAL
from bayu_docs.model.desk import ROSTER_FILE, STATE_FILE, Receipt
from bayu_docs.model.finding import Severity
from bayu_docs.model.report import Report
from bayu_docs.model.submission import BUNDLE, FORM_PDF, MAIL
from bayu_docs.office.program import find_office
from bayu_docs.pipeline import notice, story, today

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2022, 3, 28, 10, 0, tzinfo=today.SHANGHAI)
SAMPLES = ("municipal", "both-tiers")
LETTERS = ("推荐函", "推荐对象汇总表", "报送材料清单")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A desk with the packages of two samples, the second recommended before the first; it came
    as an open folder."""
    folder = tmp_path_factory.mktemp("desk")
    profile = load_district(ROOT / "schemas/districts/example.json", load_call())
    with Campaign.open(folder / STATE_FILE, call=load_call(), district=profile) as campaign:
        for number, sample in enumerate(SAMPLES, 1):
            out = folder / f"built-{sample}"
            order = story.Order(ROOT / "samples/accepted" / sample)
            assert story.build(order, out, MOMENT, lambda _: None).exit_code is ExitCode.OK
            (bag,) = out.glob("*.zip")
            if number == 2:
                bag = _unzipped(bag)
            (entry,) = campaign.record([_receipt(bag, number)], MOMENT, "receive")
            kept = package_of(folder, entry)
            kept.parent.mkdir(parents=True)
            shutil.move(bag, kept)
            shutil.rmtree(out)
        for number, rank in (("001", 2), ("002", 1)):
            for key, value in (("consultation", "推荐市级"), ("rank", rank), ("paper_copies", 4)):
                assert campaign.decide(number, key, value, MOMENT, "x") == ()
    yield folder
    shutil.rmtree(folder)


def _unzipped(bag: Path) -> Path:
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(bag.with_name("来件"))
    return bag.with_name("来件")


def _receipt(bag: Path, number: int) -> Receipt:
    sha256, size = digest_of(bag)
    return Receipt(
        bag.name,
        sha256,
        size,
        "材料包",
        applicant=f"（示例）申报主体{number}",
        tier="both",
        verdicts={"municipal": "符合", "district": "符合"},
    )


def submitted(desk: Path, out: Path) -> Report:
    with opened(desk) as campaign:
        order = Order(desk, campaign.call.id)
        return submit(order, campaign, OFFICIAL, out, MOMENT, lambda _: None)


@pytest.fixture(scope="module")
def made(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """What `desk submit` leaves."""
    out = tmp_path_factory.mktemp("submitted") / "out"
    return out, submitted(desk, out)


def mail_of(out: Path) -> EmailMessage:
    message = email.message_from_bytes((out / MAIL).read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_everything_that_goes_to_the_city_is_there(made: tuple[Path, Report]) -> None:
    out, report = made
    assert report.exit_code is ExitCode.OK, report.findings
    named = {f"{name}{suffix}" for name in (*LETTERS, "签收单") for suffix in (".docx", ".pdf")}
    folders = {"1_（示例）申报主体2", "2_（示例）申报主体1"}
    assert {path.name for path in out.iterdir()} == named | folders | {
        "推荐对象汇总表.xlsx",
        "打印装订单.pdf",
        "荣昌区_市级推荐材料.zip",
        MAIL,
        "检查报告.html",
        "report.json",
    }
    for folder in folders:
        assert {path.suffix for path in (out / folder).iterdir()} == {".docx", ".pdf", ".zip"}
    facts = dict(report.facts)
    assert facts["报市截止"] == "2022-03-31 18:00（还剩 3 天 8 小时）"
    assert "2022-03-30 18:00" in facts["星期存疑"]


def test_the_papers_name_both_in_their_rank_and_fit_their_pages(made: tuple[Path, Report]) -> None:
    out, _ = made
    for name in ("推荐函", "推荐对象汇总表", "签收单"):
        text = "".join("".join(pdf_look.page_texts(out / f"{name}.pdf")).split())
        assert 0 < text.index("荣昌示例夏布乡村驿站") < text.index("荣昌示例农科乡村驿站")
        assert "A01" not in text and "None" not in text
    assert pdf_look.page_count(out / "签收单.pdf") == 1
    assert pdf_look.page_count(out / "打印装订单.pdf") == 1


def test_the_print_sheet_counts_two_copies_of_every_page(made: tuple[Path, Report]) -> None:
    out, _ = made
    papers = [out / f"{name}.pdf" for name in LETTERS]
    papers += [
        folder / name for folder in sorted(out.glob("[12]_*")) for name in (FORM_PDF, BUNDLE)
    ]
    sheets = sum(2 * ((pdf_look.page_count(paper) + 1) // 2) for paper in papers)
    text = "".join("".join(pdf_look.page_texts(out / "打印装订单.pdf")).split())
    assert f"合计{sheets}" in text


def test_the_bag_is_valid_for_the_library_of_congress_tool(
    made: tuple[Path, Report], desk: Path, tmp_path: Path
) -> None:
    out, _ = made
    with zipfile.ZipFile(out / "荣昌区_市级推荐材料.zip") as archive:
        archive.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    bagit.Bag(str(root)).validate()
    held = {path.relative_to(root / "data").as_posix() for path in (root / "data").rglob("*.*")}
    assert {"推荐函.pdf", "推荐对象汇总表.xlsx", "签收单.docx"} <= held
    (kept,) = (desk / "材料").rglob("*.zip")
    (anew,), (same,) = ([*(root / "data").glob(f"{rank}_*/*.zip")] for rank in (1, 2))
    assert sha256_of(same) == sha256_of(kept)
    (folder,) = (desk / "材料/002/来件").iterdir()
    with zipfile.ZipFile(anew) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert held == {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files
    }
    told = "".join("".join(pdf_look.page_texts(made[0] / "报送材料清单.pdf")).split())
    assert {sha256_of(anew), sha256_of(same)} <= set(re.findall("[0-9a-f]{64}", told))


def test_the_mail_opens_with_right_names_and_sizes_and_no_identity_number(
    made: tuple[Path, Report], tmp_path: Path
) -> None:
    out, _ = made
    message = mail_of(out)
    assert message["To"] == load_call().deadline_to_city.mailbox
    names = {}
    for part in message.iter_attachments():
        content = part.get_content()
        names[part.get_filename()] = len(content)
        path = tmp_path / "attached.pdf"
        path.write_bytes(content)
        if str(part.get_filename()).endswith(".pdf"):
            kinds = {hit.kind for _, hit in personal_scan.in_pdf(path)}
            assert "身份证号码" not in kinds
    wanted = {f"{name}.pdf": out / f"{name}.pdf" for name in LETTERS}
    wanted["推荐对象汇总表.xlsx"] = out / "推荐对象汇总表.xlsx"
    for folder in out.glob("[12]_*"):
        wanted |= {f"{folder.name}_{name}": folder / name for name in (FORM_PDF, BUNDLE)}
    assert names == {name: path.stat().st_size for name, path in wanted.items()}
    body = message.get_body()
    assert body is not None and "一式 2 份" in body.get_content()
    told = "".join("".join(pdf_look.page_texts(out / "报送材料清单.pdf")).split())
    mailed = {name: path for name, path in wanted.items() if name[:2] in ("1_", "2_")}
    assert len(mailed) == 4
    assert {sha256_of(path) for path in mailed.values()} <= set(re.findall("[0-9a-f]{64}", told))
    assert contents.ON_MEDIUM in told and contents.ON_MEDIUM in body.get_content()


def words_of(out: Path, name: str) -> str:
    """The text of one of the papers' PDFs, without white space."""
    return "".join("".join(pdf_look.page_texts(out / f"{name}.pdf")).split())


def test_letter_and_receipt_name_the_medium_that_the_packages_are_on(
    made: tuple[Path, Report],
) -> None:
    said = "电子档发送至bayugj@163.com邮箱，材料包存入光盘或U盘，随纸质件移交。"
    assert said in words_of(made[0], "推荐函")
    assert words_of(made[0], "签收单").count("光盘或U盘（材料包）") == 1


def test_notice_lists_the_same_files_and_digests_as_the_submission(
    made: tuple[Path, Report], desk: Path, tmp_path: Path
) -> None:
    wish = notice.Wish(notice.kind_of("recommendation"), (desk,))
    with from_desk("recommendation", (desk,), (), MOMENT.date()) as sources:
        wish = replace(wish, sources=sources.paths, origins=sources.origins)
        report = notice.make(wish, tmp_path / "out", MOMENT, lambda _: None)
    assert report.exit_code is ExitCode.OK, report.findings
    listed = [words_of(out, "报送材料清单") for out in (tmp_path / "out", made[0])]
    for folder in made[0].glob("[12]_*"):
        (zipped,) = folder.glob("*.zip")
        said = f"文件名：{''.join(zipped.name.split())}SHA-256：{sha256_of(zipped)}"
        assert all(said in text for text in listed)


def test_an_open_package_with_a_link_slipped_in_is_judged_as_it_lies_there(
    desk: Path, tmp_path: Path
) -> None:
    copy = harmed(desk, tmp_path)
    (bag,) = (copy / "材料/002/来件").iterdir()
    (bag / "data" / "secret.txt").symlink_to(copy / STATE_FILE)
    with from_desk("recommendation", (copy,), (), MOMENT.date()) as sources:
        assert copy / "材料/002/来件" in sources.paths


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            (FORM_PDF,),
            "电子档中不含身份证号码的文件发送至bayugj@163.com邮箱，"
            "其余在材料包内，存入光盘或U盘，随纸质件移交。",
        ),
        ((FORM_PDF, BUNDLE), "一式两份随函报送，电子档存入光盘或U盘，随纸质件移交。"),
    ],
)
def test_the_letter_does_not_claim_that_withheld_files_were_mailed(
    desk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    held: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setattr(
        contents, "numbers", lambda path: ("第1页 500***1234",) if path.name.endswith(held) else ()
    )
    out = tmp_path / "out"
    report = submitted(desk, out)
    assert [found.code for found in report.findings].count("desk.mail_withheld") == 2 * len(held)
    assert said in words_of(out, "推荐函")
    assert words_of(out, "签收单").count("光盘或U盘（材料包）") == 1
    names = [str(part.get_filename()) for part in mail_of(out).iter_attachments()]
    assert not any(name.endswith(held) for name in names)


def test_a_file_with_an_identity_number_stays_out_of_the_mail(
    made: tuple[Path, Report], desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        contents,
        "numbers",
        lambda path: ("第1页 500***1234",) if path.name == FORM_PDF else (),
    )
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    with opened(desk) as campaign:
        day, work = MOMENT.date(), tmp_path / "work"
        chosen, _ = candidates(desk, campaign, campaign.call.id, None, day, work)
        setting = Setting(campaign.call, campaign.district, OFFICIAL, MOMENT)
    findings = electronic.write_mail(chosen, setting, out)
    held = [found for found in findings if found.code == "desk.mail_withheld"]
    assert len(held) == 2
    message = mail_of(out)
    assert not any(FORM_PDF in str(part.get_filename()) for part in message.iter_attachments())
    body = message.get_body()
    assert body is not None and FORM_PDF in body.get_content()


def test_the_same_state_gives_the_same_bytes_and_replaces_its_own_folder(
    made: tuple[Path, Report], desk: Path
) -> None:
    out, _ = made
    before = {path: sha256_of(path) for path in out.rglob("*") if path.is_file()}
    submitted(desk, out)
    assert {path: sha256_of(path) for path in out.rglob("*") if path.is_file()} == before


def test_a_folder_with_a_strangers_file_is_left_alone(
    made: tuple[Path, Report], desk: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    inner = next(out.glob("1_*")) / "我的笔记.txt"
    inner.write_text("留着", encoding="utf-8")
    with pytest.raises(OutputUnwritable):
        submitted(desk, out)
    assert inner.read_text(encoding="utf-8") == "留着"


def harmed(desk: Path, folder: Path) -> Path:
    """A copy of the desk that a test may harm."""
    copy = folder / "desk"
    shutil.copytree(desk, copy)
    return copy


def refusals(desk: Path, out: Path) -> list[str]:
    """The codes of the errors; nothing but reports may be left."""
    report = submitted(desk, out)
    assert report.exit_code is ExitCode.FINDINGS
    assert {path.name for path in out.iterdir()} == {"检查报告.html", "report.json"}
    return [found.code for found in report.findings if found.severity is Severity.ERROR]


def test_nobody_recommended_leaves_only_reports(desk: Path, tmp_path: Path) -> None:
    copy = harmed(desk, tmp_path)
    with opened(copy) as campaign:
        for number in ("001", "002"):
            campaign.decide(number, "rank", None, MOMENT, "x")
            campaign.decide(number, "consultation", "转区县级", MOMENT, "x")
    assert refusals(copy, tmp_path / "out") == ["desk.nobody"]


def test_a_second_without_a_first_leaves_only_reports(desk: Path, tmp_path: Path) -> None:
    copy = harmed(desk, tmp_path)
    with opened(copy) as campaign:
        campaign.decide("002", "rank", None, MOMENT, "x")
        campaign.decide("002", "consultation", "转区县级", MOMENT, "x")
    assert refusals(copy, tmp_path / "out") == ["desk.rank"]


def test_a_package_changed_since_it_came_leaves_only_reports(desk: Path, tmp_path: Path) -> None:
    copy = harmed(desk, tmp_path)
    (package,) = (copy / "材料/001").iterdir()
    package.write_bytes(package.read_bytes() + b"x")
    assert refusals(copy, tmp_path / "out") == ["desk.package"]


def saved_by_libreoffice(workbook: Path, folder: Path, profile: Path) -> None:
    """The workbook opened and saved into that folder; a new profile may want a second start."""
    command = [find_office(), "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, workbook]
    for _ in range(2):
        done = subprocess.run(command, check=False, capture_output=True, timeout=120)
        if done.returncode == 0 and (folder / workbook.name).is_file():
            return
    raise AssertionError(done.stderr)


def test_a_workbook_saved_by_libreoffice_with_a_tick_is_read_back_right(
    desk: Path, tmp_path: Path
) -> None:
    copy = harmed(desk, tmp_path)
    with opened(copy) as campaign:
        book = roster_book(
            campaign.entries(), campaign.call, campaign.district, campaign.revision, MOMENT
        )
    ticked = tmp_path / ROSTER_FILE
    ticked.write_bytes(book)
    loaded = openpyxl.load_workbook(ticked)
    sheet = loaded[SHEET]
    sheet.cell(FIRST_ROW, column_number("city_result"), "未入围")
    sheet.cell(FIRST_ROW + 1, column_number("paper_received_at"), datetime(2022, 3, 27, 9, 5))
    loaded.save(ticked)
    saved_by_libreoffice(ticked, copy, tmp_path / "profile")
    with opened(copy) as campaign:
        before = campaign.revision
        report = update(copy, campaign, MOMENT)
        assert report.exit_code is ExitCode.OK, report.findings
        first, second = campaign.entries()
        assert first.state == "pool" and first.decisions["city_result"] == "未入围"
        assert second.decisions["paper_received_at"] == datetime(2022, 3, 27, 9, 5)
        changed = [row.what for row in campaign.log()[before:]]
        assert changed == ["市级评审结果", "纸质收件时间", "状态"]
        assert update(copy, campaign, MOMENT).facts[0] == ("汇总表里改动", "0 格")
    assert len(COLUMNS) == openpyxl.load_workbook(copy / ROSTER_FILE)[SHEET].max_column


def test_an_illegal_tick_is_refused_at_its_cell_and_the_workbook_stays(
    desk: Path, tmp_path: Path
) -> None:
    copy = harmed(desk, tmp_path)
    with opened(copy) as campaign:
        campaign.record([_third(copy)], MOMENT, "receive")
        book = roster_book(
            campaign.entries(), campaign.call, campaign.district, campaign.revision, MOMENT
        )
        path = copy / ROSTER_FILE
        path.write_bytes(book)
        loaded = openpyxl.load_workbook(path)
        cell = loaded[SHEET].cell(FIRST_ROW + 2, column_number("consultation"), "推荐市级")
        loaded.save(path)
        typed = sha256_of(path)
        report = update(copy, campaign, MOMENT)
    (found,) = [each for each in report.findings if each.severity is Severity.ERROR]
    assert (found.code, found.place.spot) == ("desk.too_many", f"{SHEET}!{cell.coordinate}")
    assert report.exit_code is ExitCode.FINDINGS and sha256_of(path) == typed


def _third(desk: Path) -> Receipt:
    (package,) = (desk / "材料/001").iterdir()
    third = _receipt(package, 3)
    return Receipt(**{**third.__dict__, "sha256": "f" * 64})
