"""The whole road, with the real engine: samples, a second call, same bytes, awkward texts."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.errors import ExitCode
from bayu_docs.materials import fonts, pdf_look, pdf_normal
from bayu_docs.model import submission as names
from bayu_docs.model.finding import Severity
from bayu_docs.model.report import Report
from bayu_docs.pipeline import story, today
from bayu_docs.pipeline.inspection import inspect
from bayu_docs.submission.verify import verify

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = sorted((ROOT / "samples/accepted").iterdir())
REJECTED = sorted(path.parent for path in ROOT.glob("samples/rejected/*/application.json"))
# Each takes seconds to build, and what is found in it is shown without building, too
# (tests/acceptance): every sixth is built here, all of them by `make test-long`.
BUILT = REJECTED if os.environ.get("HYPOTHESIS_PROFILE") == "long" else REJECTED[::6]
# Not admitted, as the tests of the samples show for each of them: a few stand for their build.
TYPED = sorted(path.parent for path in ROOT.glob("samples/rejected/*/*.xlsx"))[::12]
INVENTED_CALL = ROOT / "tests/fakes/calls/invented-2031.json"
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)


def build(source: Path, out: Path, call: str = "bayu-2022") -> Report:
    return story.build(story.Order(source, call), out, MOMENT, lambda _: None)


def errors(report: Report) -> list[str]:
    return sorted(f.code for f in report.findings if f.severity is Severity.ERROR)


@pytest.mark.parametrize("sample", ACCEPTED, ids=lambda path: path.name)
def test_an_accepted_sample_gives_exactly_the_promised_files(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = build(sample, out)
    assert report.exit_code is ExitCode.OK, errors(report)
    made = {path.name for path in out.iterdir()}
    bags = {name for name in made if name.endswith(".zip")}
    assert len(bags) == 1
    assert made - bags == set(names.OUTPUT_NAMES)
    assert verify(out, load_call()).exit_code is ExitCode.OK
    assert pdf_look.page_count(out / names.BUNDLE) <= 20
    for pdf in out.glob("*.pdf"):
        checked = subprocess.run(["qpdf", "--check", pdf], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout
        assert not pdf_look.fonts_not_embedded(pdf)


def test_the_municipal_form_is_even_and_at_most_twelve_sides(tmp_path: Path) -> None:
    build(ROOT / "samples/accepted/municipal", tmp_path / "out")
    form = tmp_path / "out" / names.FORM_PDF
    pages = pdf_look.page_count(form)
    assert pages <= 12
    assert pages % 2 == 0
    titles = [mark.title for mark in pdf_look.bookmarks(form)]
    assert "五、驿站团队" in titles
    smallest = pdf_look.smallest_text_pt(form)
    assert smallest is not None
    assert smallest >= 10 - 0.01


@pytest.mark.parametrize("sample", [*BUILT, *TYPED], ids=lambda path: path.name)
def test_a_rejected_sample_fails_with_exactly_its_codes(sample: Path, tmp_path: Path) -> None:
    expected = json.loads((sample / "expected.json").read_text(encoding="utf-8"))["errors"]
    out = tmp_path / "out"
    report = build(sample, out)
    assert errors(report) == sorted(expected)
    assert report.exit_code is ExitCode.FINDINGS
    made = {path.name for path in out.iterdir()}
    assert {names.REPORT_HTML, names.REPORT_JSON} <= made
    assert not {names.FORM_DOCX, names.MAIL} & made
    assert not [name for name in made if name.endswith(".zip")]
    for pdf in out.glob("*.pdf"):
        for text in pdf_look.page_texts(pdf):
            assert "草稿（未通过检查）" in "".join(text.split())


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for name in ("a", "b"):
        build(ROOT / "samples/accepted/municipal", tmp_path / name / "out")
        digests.append(
            {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (tmp_path / name / "out").iterdir()
            }
        )
    assert digests[0] == digests[1]


def test_how_the_engine_packs_its_fonts_does_not_show(tmp_path: Path) -> None:
    build(ROOT / "samples/accepted/district", tmp_path / "out")
    plain, other = tmp_path / "plain.pdf", tmp_path / "other.pdf"
    shutil.copyfile(tmp_path / "out" / names.FORM_PDF, plain)
    with pikepdf.open(plain) as pdf:
        fonts_packed = 0
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
                raw = zlib.compress(thing.FontFile.read_bytes(), 1)
                thing.FontFile.write(raw, filter=pikepdf.Name.FlateDecode)
                fonts_packed += 1
        assert fonts_packed
        pdf.save(other)
    assert plain.stat().st_size != other.stat().st_size
    for path in (plain, other):
        pdf_normal.normalise([path], MOMENT)
    assert plain.read_bytes() == other.read_bytes()


def test_the_bag_validates_with_the_library_of_congress_tool(tmp_path: Path) -> None:
    build(ROOT / "samples/accepted/district", tmp_path / "out")
    (bag,) = (tmp_path / "out").glob("*.zip")
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(tmp_path / "bag")
    (folder,) = (tmp_path / "bag").iterdir()
    tool = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(folder)]
    assert subprocess.run(tool, check=False).returncode == 0
    sums = subprocess.run(["sha256sum", "-c", "manifest-sha256.txt"], cwd=folder, check=False)
    assert sums.returncode == 0


def moved_to_the_invented_call(data: dict[str, Any]) -> dict[str, Any]:
    """The same application under tests/fakes/calls/invented-2031.json: its dates and places."""
    data |= {"call": "invented-2031", "filing_date": "2031-04-20", "prior_station": "虚构名单1号"}
    data["site"]["district"] = "甲川区"
    data["applicant"]["registered_district"] = "甲川区"
    data["station_name"] = "“示例工匠”甲川竹编乡村小站"
    for partner in data["partners"]:
        partner |= {"starts_on": "2030-01-01", "ends_on": "2033-12-31"}
    for member in data["team"]:
        if "graduated_in" in member:
            member["graduated_in"] = "2028-06"
    return data


def test_a_second_call_passes_the_whole_road_without_a_line_changed(
    tmp_path: Path, workspaces: ModuleType, municipal_data: dict[str, Any]
) -> None:
    data = moved_to_the_invented_call(municipal_data)
    data["evidence"] = data["evidence"][:8]
    for number, item in enumerate(data["evidence"]):
        both = (data["evidence"][number]["proves"][0], ALL_TITLES[number + 8])
        item["proves"] = list(both)
    source = workspaces.workspace(tmp_path / "in", data)
    report = build(source, tmp_path / "out", str(INVENTED_CALL))
    assert report.exit_code is ExitCode.OK, errors(report)
    form = "".join("".join(pdf_look.page_texts(tmp_path / "out" / names.FORM_PDF)).split())
    assert "“示例工匠”乡村小站申报表" in form
    assert "区县田园发展局意见" in form
    assert "巴渝" not in form
    sheet = "".join(pdf_look.page_texts(tmp_path / "out" / names.PRINT_SHEET))
    assert "一式三份" in sheet
    assert verify(tmp_path / "out", load_call(str(INVENTED_CALL))).exit_code is ExitCode.OK


ALL_TITLES = [requirement.title for requirement in load_call().tier("municipal").requirements]


def test_the_second_call_counts_fifteen_sides(
    tmp_path: Path, workspaces: ModuleType, municipal_data: dict[str, Any]
) -> None:
    source = workspaces.workspace(tmp_path / "in", moved_to_the_invented_call(municipal_data))
    report = build(source, tmp_path / "out", str(INVENTED_CALL))
    assert errors(report) == ["evidence.over_limit"]
    assert any("15" in finding.message for finding in report.findings)


AWKWARD = ("R&D <中心>", "]]>", "{{ 1 }}", "𬭩㛃䶮", "😀", "\U00030000", "\ue000")


@pytest.mark.parametrize("awkward", AWKWARD)
def test_awkward_texts_arrive_whole_on_paper_or_are_refused_by_name(
    awkward: str, tmp_path: Path, workspaces: ModuleType, municipal_data: dict[str, Any]
) -> None:
    """In every free text field at once: each one printed, or each one named in a finding."""
    data = municipal_data
    data["evidence"] = data["evidence"][:16]
    fields = free_texts(workspaces, data)
    for pointer in fields:
        workspaces.put(data, pointer, awkward + workspaces.get(data, pointer)[:60])
    source = workspaces.workspace(tmp_path / "in", data)
    out = tmp_path / "out"
    report = build(source, out)
    refused = {
        finding.place.pointer
        for finding in report.findings
        if finding.code in ("text.uncovered", "intake.character")
    }
    if refused:
        assert refused == set(fields)
        assert not list(out.glob("*.pdf"))
    else:
        assert report.exit_code is ExitCode.OK, errors(report)
        squeezed = "".join("".join(pdf_look.page_texts(out / names.FORM_PDF)).split())
        wanted = "".join(awkward.split())
        assert sum(map(squeezed.count, wanted)) >= len(fields) - len(data["evidence"])
        fontset = fonts.resolve()
        assert not fontset.uncovered(awkward, "仿宋_GB2312")


FIXED = (
    "/schema_version", "/call", "/tier", "/filing_date", "/remark",
    "/site/district", "/applicant/registered_district", "/applicant/kind", "/applicant/nature",
    "/applicant/uscc", "/applicant/contact/mobile", "/applicant/contact/landline",
    "/applicant/contact/email", "/station_name",
)  # fmt: skip
FIXED_NAMES = (
    "category", "gender", "birth_month", "path", "level", "certificate_kind", "issued_on", "lead",
    "state", "starts_on", "ends_on", "id", "file", "proves", "original", "uses", "kinds",
    "presence", "functions", "id_number", "graduated_in", "subtotal",
)  # fmt: skip


def free_texts(workspaces: ModuleType, data: dict[str, Any]) -> list[str]:
    """Pointers of the texts an applicant is free to word (no identifier, date or choice)."""
    leads = [f"/lead_artisans/{at}/name" for at in range(len(data["lead_artisans"]))]
    return [
        pointer
        for pointer in workspaces.texts(data)
        if pointer not in FIXED
        and pointer not in leads  # members name their lead
        and not set(pointer.split("/")) & set(FIXED_NAMES)
    ]


def test_a_missing_engine_leaves_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bayu_docs.errors import EngineMissing

    monkeypatch.setattr("bayu_docs.office.session.find_office", _no_office)
    with pytest.raises(EngineMissing):
        build(ROOT / "samples/accepted/district", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.iterdir()) == []


def _no_office() -> Path:
    from bayu_docs.errors import EngineMissing

    raise EngineMissing("没有找到 LibreOffice")


def test_texts_of_full_length_in_index_and_lists_are_printed_whole(
    tmp_path: Path, workspaces: ModuleType, district_data: dict[str, Any]
) -> None:
    """The finished pages are read back, so a clipped line would end the build."""
    data = district_data
    for item in data["evidence"]:
        item["title"] = (item["id"] + "复印件与原件核对" * 10)[:40]
    data["station_name"] = ("“巴渝工匠”" + "万州样例竹编乡村驿站" * 4)[:40]
    for lead in data["lead_artisans"]:
        lead["special_skill"] = "技艺精湛，远近闻名。" * 20
    member = data["team"][0]
    member |= {"employer": "样例村合作社" * 10, "exception_note": "情况特殊，已核实。" * 20}
    report = build(workspaces.workspace(tmp_path / "in", data), tmp_path / "out")
    assert report.exit_code is ExitCode.OK, errors(report)


def test_an_output_among_the_proofs_is_refused(tmp_path: Path) -> None:
    from bayu_docs.errors import OutputUnwritable

    source = tmp_path / "in"
    shutil.copytree(ROOT / "samples/accepted/district", source)
    with pytest.raises(OutputUnwritable):
        build(source, source / "evidence" / "out")
    assert not (source / "evidence" / "out").exists()


def test_an_output_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    from bayu_docs.errors import OutputUnwritable

    out = tmp_path / "out"
    out.mkdir()
    (out / "论文.docx").write_text("我的", encoding="utf-8")
    with pytest.raises(OutputUnwritable):
        build(ROOT / "samples/accepted/district", out)
    assert (out / "论文.docx").read_text(encoding="utf-8") == "我的"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One unzipped bag of the district sample."""
    folder = tmp_path_factory.mktemp("built")
    build(ROOT / "samples/accepted/district", folder / "out")
    (bag,) = (folder / "out").glob("*.zip")
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(folder / "bag")
    (unzipped,) = (folder / "bag").iterdir()
    return unzipped


def payload() -> list[str]:
    return [f"data/{name}" for name in names.BAG_PAYLOAD] + ["bag-info.txt", "bagit.txt"]


@pytest.mark.parametrize("name", payload())
@pytest.mark.parametrize("harm", ["flip", "remove"])
def test_verify_names_a_harmed_file(built: Path, tmp_path: Path, name: str, harm: str) -> None:
    bag = tmp_path / built.name
    shutil.copytree(built, bag)
    target = bag / name
    if harm == "flip":
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 1
        target.write_bytes(content)
    else:
        target.unlink()
    report = verify(bag, load_call())
    assert report.exit_code is ExitCode.FINDINGS
    said = " ".join(f"{f.message} {f.place}" for f in report.findings)
    assert Path(name).name in said


def sealed_anew(bag: Path) -> None:
    """Make both manifests and the list of contents agree with what is there."""
    listed = bag / "data" / names.PACKAGE_JSON
    contents = json.loads(listed.read_text(encoding="utf-8"))
    for entry in contents["files"]:
        raw = (bag / "data" / entry["name"]).read_bytes()
        entry |= {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    listed.write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")
    octets = [path.stat().st_size for path in (bag / "data").iterdir()]
    info = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in info if not line.startswith("Payload-Oxum")]
    kept.append(f"Payload-Oxum: {sum(octets)}.{len(octets)}")
    (bag / "bag-info.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        lines = []
        for line in (bag / manifest).read_text(encoding="utf-8").splitlines():
            path = line.split(maxsplit=1)[1]
            digest = hashlib.sha256((bag / path).read_bytes()).hexdigest()
            lines.append(f"{digest}  {path}\n")
        (bag / manifest).write_text("".join(lines), encoding="utf-8")


def test_verify_judges_the_data_in_the_bag_once_more(built: Path, tmp_path: Path) -> None:
    bag = tmp_path / built.name
    shutil.copytree(built, bag)
    path = bag / "data" / names.APPLICATION_JSON
    data = json.loads(path.read_text(encoding="utf-8"))
    data["training"]["person_times_per_year"] += 5555
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    sealed_anew(bag)
    report = inspect(bag, "bayu-2022", None, MOMENT.date())
    assert errors(report) == ["training.sums"]


def test_verify_names_a_form_with_its_pages_in_another_order(built: Path, tmp_path: Path) -> None:
    import pikepdf

    bag = tmp_path / built.name
    shutil.copytree(built, bag)
    form = bag / "data" / names.FORM_PDF
    with pikepdf.open(form, allow_overwriting_input=True) as pdf:
        pdf.pages.reverse()
        pdf.save(form)
    sealed_anew(bag)
    report = inspect(bag, "bayu-2022", None, MOMENT.date())
    assert "verify.form_page_number" in errors(report)


def test_verify_names_a_file_added(built: Path, tmp_path: Path) -> None:
    bag = tmp_path / built.name
    shutil.copytree(built, bag)
    (bag / "data/多余.txt").write_text("x", encoding="utf-8")
    report = verify(bag, load_call())
    assert report.exit_code is ExitCode.FINDINGS
    assert any("多余.txt" in f"{f.message} {f.place}" for f in report.findings)


def test_verify_names_a_page_dropped_with_the_manifest_made_anew(
    built: Path, tmp_path: Path
) -> None:
    import pikepdf

    bag = tmp_path / built.name
    shutil.copytree(built, bag)
    bundle = bag / "data" / names.BUNDLE
    with pikepdf.open(bundle, allow_overwriting_input=True) as pdf:
        del pdf.pages[2]
        pdf.save(bundle)
    sealed_anew(bag)
    report = verify(bag, load_call())
    assert report.exit_code is ExitCode.FINDINGS
    assert any(names.BUNDLE in f"{f.message} {f.place}" for f in report.findings)
