"""A package re-opened from disk and judged by the installed call, trusting nothing in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.pdf_survey import PdfSurvey, surveys
from bayu_docs.model.call import TIER_NAMES, Call
from bayu_docs.model.finding import Finding
from bayu_docs.model.report import Report
from bayu_docs.model.submission import (
    APPLICATION_JSON,
    BUNDLE,
    FORM_DOCX,
    FORM_PDF,
    MERGED,
    PACKAGE_JSON,
    PRINT_SHEET,
)
from bayu_docs.submission import bag_check, data_check, out_check, paper_check, word_check
from bayu_docs.submission.faults import fault
from bayu_docs.submission.unpack import unpack_zip, walk

CHECKED_OPENING = (
    "verify.not_a_package",
    "verify.zip_broken",
    "verify.zip_bomb",
    "verify.unsafe_member",
    "verify.member_damaged",
    "verify.top_folder",
)


# Judges the bag's application data anew by the installed call: findings, and the checks that ran.
Judge = Callable[[Mapping[str, Any]], tuple[tuple[Finding, ...], tuple[str, ...]]]


@dataclass
class _Notes:
    """What one verification has gathered so far; judge: see Judge."""

    judge: Judge | None = None
    findings: list[Finding] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def add(self, findings: tuple[Finding, ...], checked: tuple[str, ...]) -> None:
        self.findings += findings
        self.checked += [code for code in checked if code not in self.checked]


def verify(package: Path, call: Call, judge: Judge | None = None) -> Report:
    """The report on a bag as zip, an unzipped bag, or the whole folder `build` leaves.

    judge: what judges the application data in the bag once more; without it only form and paper
    are checked.

    Raises SourceUnreadable when there is nothing at that path, or it cannot be read. All checks
    that can still run do run; each finding names the file and, in a PDF, the page.
    """
    if not package.exists():
        raise SourceUnreadable(f"找不到“{package}”", "请给出材料包 .zip 或解压后的文件夹")
    notes = _Notes(judge)
    try:
        with tempfile.TemporaryDirectory(prefix="bayu-verify-") as scratch:
            _verify_any(package, Path(scratch), call, notes)
    except PermissionError as error:
        raise SourceUnreadable(f"没有权限读取“{package}”", "请检查文件权限后重试") from error
    return Report(
        subject=package.name,
        findings=tuple(notes.findings),
        checked=tuple(notes.checked),
        facts=tuple(notes.facts),
    )


def _verify_any(package: Path, scratch: Path, call: Call, notes: _Notes) -> None:
    if package.is_file():
        _verify_zip(package, scratch, call, notes)
        return
    bag_root = _bag_root(package)
    if bag_root is not None:
        _verify_bag(bag_root, call, notes)
        return
    zips = out_check.bags_in(package)
    if len(zips) == 1:
        _verify_output(package, zips[0], scratch, call, notes)
        return
    message = f"这里不是材料包：没有 bagit.txt，文件夹内有 {len(zips)} 个 .zip（应为 1 个）"
    advice = "请给出材料包 .zip、解压后的文件夹，或 build 的整个输出文件夹"
    finding = fault("not_a_package", message, file=package.name, advice=advice)
    notes.add((finding,), CHECKED_OPENING)


def _bag_root(folder: Path) -> Path | None:
    """The bag's folder: this one, or its only entry, as unpacking programs leave it."""
    if (folder / bag_check.DECLARATION).is_file() or (folder / "data").is_dir():
        return folder
    entries = list(folder.iterdir())
    inner = entries[0] if len(entries) == 1 and entries[0].is_dir() else None
    if inner is not None and not inner.is_symlink() and (inner / "data").is_dir():
        return inner
    return None


def _verify_zip(package: Path, scratch: Path, call: Call, notes: _Notes) -> dict[str, Path]:
    unpacked, findings = unpack_zip(package, scratch)
    notes.add(findings, CHECKED_OPENING)
    return {} if unpacked is None else _verify_bag(unpacked.root, call, notes)


def _verify_output(folder: Path, bag: Path, scratch: Path, call: Call, notes: _Notes) -> None:
    """The folder `build` leaves: its bag first, then what stands beside it."""
    files = _verify_zip(bag, scratch, call, notes)
    findings = [
        *out_check.check_presence(folder, bag),
        *out_check.check_loose(folder, files),
        *out_check.check_mail(folder, bag, call),
        *out_check.check_report(folder),
    ]
    loose = _surveyed({name: folder / name for name in (MERGED, FORM_PDF, BUNDLE, PRINT_SHEET)})
    for name in (MERGED, PRINT_SHEET):
        if name in loose:
            findings += paper_check.check_file(name, loose[name])
    if {MERGED, FORM_PDF, BUNDLE} <= loose.keys():
        findings += out_check.check_merged(loose[MERGED], loose[FORM_PDF], loose[BUNDLE])
    notes.add(tuple(findings), out_check.CHECKED)


def _verify_bag(root: Path, call: Call, notes: _Notes) -> dict[str, Path]:
    """All checks of one bag; gives its files by their path."""
    files, links = walk(root)
    notes.add(links, CHECKED_OPENING)
    notes.add(bag_check.check_bag(files), bag_check.CHECKED)
    listed = _check_list(files, call, notes)
    data = _check_data(files, listed, notes)
    if data is not None and notes.judge is not None:
        notes.add(*notes.judge(data))
    words = data_check.form_words(data, listed) if data else []
    _check_papers(files, listed, words, call, notes)
    word = files.get(f"data/{FORM_DOCX}")
    if word is not None:
        notes.add(word_check.check_word(word, words), word_check.CHECKED)
    return files


def _check_list(files: Mapping[str, Path], call: Call, notes: _Notes) -> dict[str, Any] | None:
    name = f"data/{PACKAGE_JSON}"
    if name not in files:
        return None
    listed, findings = data_check.read_admitted(files[name], name, "package", "list")
    if listed is not None:
        findings = data_check.check_list(listed, files, call)
        tier = TIER_NAMES[listed["tier"]]
        notes.facts += [("驿站名称", listed["station_name"]), ("申报主体", listed["applicant"])]
        notes.facts += [("级别", tier), ("申报批次", listed["call"]["id"])]
    notes.add(findings, data_check.CHECKED_LIST)
    return listed


def _check_data(
    files: Mapping[str, Path], listed: dict[str, Any] | None, notes: _Notes
) -> dict[str, Any] | None:
    name = f"data/{APPLICATION_JSON}"
    if name not in files:
        return None
    data, findings = data_check.read_admitted(files[name], name, "application", "data")
    if data is not None and listed is not None:
        findings = data_check.check_data(data, listed)
    notes.add(findings, data_check.CHECKED_DATA)
    return data


def _check_papers(
    files: Mapping[str, Path],
    listed: dict[str, Any] | None,
    words: Sequence[tuple[str, str]],
    call: Call,
    notes: _Notes,
) -> None:
    names = (FORM_PDF, BUNDLE)
    wanted = {name: files[f"data/{name}"] for name in names if f"data/{name}" in files}
    seen = _surveyed(wanted)
    for name, survey in seen.items():
        notes.add(paper_check.check_file(name, survey), paper_check.CHECKED_FILE)
    form, bundle = seen.get(FORM_PDF), seen.get(BUNDLE)
    if form is not None:
        stated = listed["form"]["sides"] if listed else form.pages
        found = paper_check.check_pages(FORM_PDF, form, stated)
        ours = listed is None or "form_shows" not in listed
        found += paper_check.check_form(form, words, numbered=ours)
        notes.add(found, paper_check.CHECKED_FORM)
        notes.facts.append(("申报表", f"{form.pages} 面"))
    if bundle is not None:
        stated = listed["bundle"]["sides"] if listed else bundle.pages
        found = paper_check.check_pages(BUNDLE, bundle, stated)
        found += paper_check.check_bundle(bundle, call)
        found += paper_check.check_index(bundle, listed["items"] if listed else [])
        notes.add(found, paper_check.CHECKED_BUNDLE)
        notes.facts.append(("佐证材料", f"{bundle.pages} 面（{(bundle.pages + 1) // 2} 张）"))


def _surveyed(paths: Mapping[str, Path]) -> dict[str, PdfSurvey]:
    """The surveys of those files that are there, by name."""
    there = {name: path for name, path in paths.items() if path.is_file()}
    return dict(zip(there, surveys(list(there.values())), strict=True)) if there else {}
