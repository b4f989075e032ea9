"""A whole small package, made without an office engine, that every test may damage."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.gongwen import docx, wordml
from bayu_docs.materials.files import sha256_of
from bayu_docs.model.call import Call
from bayu_docs.model.report import Report
from bayu_docs.model.submission import PackageFacts, PackageFile, PackageItem
from bayu_docs.reporting.json_report import to_json
from bayu_docs.submission.bag import bag_info, write_bag
from bayu_docs.submission.call_digest import call_digest
from bayu_docs.submission.contents import contents_json
from bayu_docs.submission.mail import write_draft
from bayu_docs.submission.merge import merge

MOMENT = datetime(2022, 3, 21, 9, 30, tzinfo=UTC)
NAME = "万州区_重庆样例竹编有限公司_区县级"
BUNDLE_PAGES = 4


def _load_fake() -> ModuleType:
    path = Path(__file__).parents[2] / "fakes" / "pdf_pages.py"
    spec = importlib.util.spec_from_file_location("bayu_fakes_pdf_pages", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PDF_PAGES = _load_fake()


@dataclass
class Parts:
    """The payload's sources; a test may change them before the bag is written."""

    folder: Path
    data: dict[str, Any]
    call: Call
    form_pages: int = 1
    bundle_pages: int = BUNDLE_PAGES
    form_shows: tuple[str, ...] | None = None

    def words(self) -> list[str]:
        """What verification looks for on the form."""
        data = self.data
        applicant = data["applicant"]
        words = [data["station_name"], applicant["name"], applicant["legal_representative"]]
        words += [applicant["contact"]["name"]]
        for key in ("lead_artisans", "team", "partners"):
            words.append(" ".join(each["name"] for each in data[key]))
        return words

    def form(self, *, size: tuple[float, float] = PDF_PAGES.A4, embed: bool = True) -> Path:
        """Draw the form with every word verification looks for."""
        path = self.folder / "01_申报表.pdf"
        written: Path = PDF_PAGES.write_pdf(
            path, [self.words()], size=size, embed=embed, bookmarks=[("基本情况", 1)]
        )
        return written

    def bundle(self, stamps: list[tuple[int, int]] | None = None, *, titles: bool = True) -> Path:
        """Draw the bundle: an index page, then pages that bear only their stamps."""
        total = self.bundle_pages
        stamps = stamps or [(page, total) for page in range(1, total + 1)]
        pages = [[f"佐证材料 第 {page} 页 共 {of} 页"] for page, of in stamps]
        if titles:
            pages[0] += [f"{item['id']} {item['title']}" for item in self.data["evidence"]]
        path = self.folder / "02_佐证材料.pdf"
        written: Path = PDF_PAGES.write_pdf(path, pages, bookmarks=[("E01", 2)], links=[(1, 2)])
        return written

    def word(self, *names: str) -> Path:
        """A minimal .docx holding these words, by default all that is looked for."""
        words = names or self.words()
        path = self.folder / "01_申报表.docx"
        path.write_bytes(docx.package("".join(map(wordml.paragraph, words)), (), title="申报表"))
        return path

    def facts(self) -> PackageFacts:
        """What the list says, from the files as they are now."""
        names = ["01_申报表.docx", "01_申报表.pdf", "02_佐证材料.pdf", "申报数据.json"]
        names += [f"原件/{path.name}" for path in sorted(self.folder.glob("原件/*"))]
        pages = {"01_申报表.pdf": self.form_pages, "02_佐证材料.pdf": self.bundle_pages}
        files = tuple(
            PackageFile(name, sha256_of(path), path.stat().st_size, pages.get(name))
            for name, path in ((name, self.folder / name) for name in names)
        )
        items = tuple(
            PackageItem(item["id"], item["title"], tuple(item["proves"]), (2 + n % 3,))
            for n, item in enumerate(self.data["evidence"])
        )
        return PackageFacts(
            call_id=self.call.id,
            call_sha256=call_digest(self.call),
            tier=self.data["tier"],
            station_name=self.data["station_name"],
            applicant=self.data["applicant"]["name"],
            district=self.data["site"]["district"],
            tool_version="0.1.0",
            form_pages=self.form_pages,
            bundle_pages=self.bundle_pages,
            files=files,
            items=items,
            form_shows=self.form_shows,
        )

    def write_data(self) -> Path:
        """The application as JSON."""
        path = self.folder / "申报数据.json"
        path.write_text(json.dumps(self.data, ensure_ascii=False), encoding="utf-8")
        return path

    def bag(self, target: Path, contents: bytes | None = None) -> Path:
        """The bag over the files as they are; contents: another 材料清单.json than the true one."""
        self.write_data()
        facts = self.facts()
        names = [file.name for file in facts.files]
        payload: dict[str, Path | bytes] = {name: self.folder / name for name in names}
        payload["材料清单.json"] = contents_json(facts) if contents is None else contents
        write_bag(target, NAME, payload, bag_info(facts), MOMENT)
        return target


@pytest.fixture(scope="session")
def call() -> Call:
    """The shipped call."""
    return load_call()


@pytest.fixture
def parts(tmp_path: Path, district_data: dict[str, Any], call: Call) -> Parts:
    """All payload files of a sound package."""
    folder = tmp_path / "parts"
    folder.mkdir()
    made = Parts(folder, district_data, call)
    made.form()
    made.bundle()
    made.word()
    return made


@pytest.fixture
def bag_zip(parts: Parts, tmp_path: Path) -> Path:
    """A sound bag as zip."""
    return parts.bag(tmp_path / f"{NAME}.zip")


@pytest.fixture
def bag_folder(bag_zip: Path, tmp_path: Path) -> Path:
    """The same bag unzipped: the folder that holds bagit.txt."""
    with zipfile.ZipFile(bag_zip) as archive:
        archive.extractall(tmp_path / "unzipped")
    return tmp_path / "unzipped" / NAME


@pytest.fixture
def out_folder(parts: Parts, tmp_path: Path) -> Path:
    """Everything `build` leaves, made from the same files."""
    out = tmp_path / "out"
    out.mkdir()
    bag = parts.bag(out / f"{NAME}.zip")
    for name in ("01_申报表.docx", "01_申报表.pdf", "02_佐证材料.pdf"):
        (out / name).write_bytes((parts.folder / name).read_bytes())
    merged = out / "00_电子档.pdf"
    merge(out / "01_申报表.pdf", out / "02_佐证材料.pdf", merged, "申报表", "佐证材料", MOMENT)
    PDF_PAGES.write_pdf(out / "03_打印装订单.pdf", [["打印装订单"]])
    (out / "检查报告.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    report = Report(subject="样例", findings=(), checked=("verify.hash",))
    (out / "report.json").write_text(to_json(report), encoding="utf-8")
    draft = out / "邮件草稿.eml"
    write_draft(draft, to="", subject="样例", body="您好", attachments=[merged, bag])
    return out


@pytest.fixture
def rehash() -> Callable[[Path], None]:
    """Recompute Payload-Oxum and both manifests of an unzipped bag, as a forger would."""

    def recompute(bag: Path) -> None:
        data = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
        oxum = f"{sum(path.stat().st_size for path in data)}.{len(data)}"
        info = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()
        lines = [f"Payload-Oxum: {oxum}" if line.startswith("Payload-") else line for line in info]
        (bag / "bag-info.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        _write_manifest(bag, "manifest-sha256.txt", data)
        tags = [bag / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
        _write_manifest(bag, "tagmanifest-sha256.txt", tags)

    return recompute


def _write_manifest(bag: Path, name: str, files: list[Path]) -> None:
    rows = io.StringIO()
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        rows.write(f"{digest}  {path.relative_to(bag).as_posix()}\n")
    (bag / name).write_text(rows.getvalue(), encoding="utf-8")
