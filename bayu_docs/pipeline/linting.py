"""Any office's Word files against GB/T 9704-2012: read, set by the engine, judged, annotated."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import EngineMissing, OutputUnwritable, SourceUnreadable
from bayu_docs.gongwen.lint import check
from bayu_docs.gongwen.lint.check import Linted, Noted
from bayu_docs.materials import files, fonts, word_comments, word_reader
from bayu_docs.materials.page_lines import Page, read_pages
from bayu_docs.materials.pdf_look import PdfUnreadable
from bayu_docs.materials.word_comments import Note
from bayu_docs.materials.word_layout import WordLayout
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import Report
from bayu_docs.office.session import Family, convert
from bayu_docs.pipeline.order import Progress

ANNOTATED = "（批注）"


@dataclass(frozen=True)
class Wish:
    """What to examine. profile: one of paper.PROFILES, None to choose by the file; render: look at
    the set pages too; annotate: write copies with comments, beside the files or into `output`."""

    files: tuple[Path, ...]
    profile: str | None = None
    render: bool = True
    annotate: bool = False
    output: Path | None = None


@dataclass(frozen=True)
class _Set:
    """A file's set pages, or in words why there are none."""

    pages: tuple[Page, ...] | None
    reason: str = ""


def lint(wish: Wish, moment: datetime, progress: Progress) -> Report:
    """One report on all files, each finding's place naming its file.

    Raises SourceUnreadable for a file that does not pass the gate, OutputUnwritable for a copy's
    place that is taken.
    """
    layouts = {path: word_reader.read_layout(path) for path in dict.fromkeys(wish.files)}
    names = _names(tuple(layouts))
    targets = {path: _target(path, wish.output) for path in layouts} if wish.annotate else {}
    pages = _pages(layouts, wish.render, progress)
    results: dict[Path, Linted] = {}
    for path, layout in layouts.items():
        progress(f"检查 {path.name}")
        results[path] = check.lint(names[path], layout, pages[path].pages, wish.profile)
    artifacts = tuple(
        _annotate(path, target, results[path], moment)
        for path, target in targets.items()
        if results[path].noted
    )
    return _report(names, results, pages, artifacts)


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """A name to tell each file by: its own, with the folder where two share one."""
    counts = Counter(path.name for path in paths)
    return {path: path.name if counts[path.name] == 1 else str(path) for path in paths}


def _pages(
    layouts: Mapping[Path, WordLayout], render: bool, progress: Progress
) -> dict[Path, _Set]:
    """The set pages of each file."""
    if not render:
        return dict.fromkeys(layouts, _Set(None, "没有排出页面（--no-render）"))
    progress("排出页面")
    try:
        fontset = fonts.resolve()
        with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
            work = Path(folder)
            made = convert(tuple(layouts), work / "pdf", Family.WRITER, fontset, work / "office")
            return {
                each.source: _read(each.pdf)
                if each.pdf is not None
                else _Set(None, "办公软件排不出页面")
                for each in made
            }
    except EngineMissing as error:
        return dict.fromkeys(layouts, _Set(None, f"{error.message}（{error.advice}）"))


def _read(pdf: Path) -> _Set:
    try:
        return _Set(read_pages(pdf))
    except PdfUnreadable:
        return _Set(None, "排出的页面读不出来")


def _target(path: Path, output: Path | None) -> Path:
    """Where the annotated copy goes; OutputUnwritable when something else stands there."""
    target = (output or path.parent) / f"{path.stem}{ANNOTATED}.docx"
    if target.exists() and not _is_ours(target):
        raise OutputUnwritable(
            f"{target.name} 已经存在，而且不是本工具写的批注副本",
            "请把它移走或改名，或用 -o 换一个文件夹",
        )
    return target


def _is_ours(target: Path) -> bool:
    try:
        return word_comments.is_ours(word_reader.read_parts(target))
    except SourceUnreadable:
        return False


def _annotate(path: Path, target: Path, result: Linted, moment: datetime) -> Artifact:
    notes = [Note(each.paragraph, _note(each)) for each in result.noted]
    content = word_comments.annotated(path.read_bytes(), notes, moment)
    target.parent.mkdir(parents=True, exist_ok=True)
    files.write_whole(target, content)
    return Artifact("annotated", target, files.sha256_of(target), len(content), None, (path.name,))


def _note(noted: Noted) -> str:
    """A finding as the words of a comment."""
    finding = noted.finding
    lines = [f"{finding.severity.label}：{finding.message}"]
    if noted.paragraph is None:
        lines.insert(0, f"位置：{finding.place.spot}")
    if finding.clause is not None:
        clause = finding.clause
        lines.append(f"依据：{clause.source} {clause.number}“{clause.words}”")
    if finding.advice:
        lines.append(f"改法：{finding.advice}")
    return "\n".join([*lines, f"[{finding.code}]"])


def _report(
    names: Mapping[Path, str],
    results: Mapping[Path, Linted],
    pages: Mapping[Path, _Set],
    artifacts: tuple[Artifact, ...],
) -> Report:
    many = len(results) > 1
    first = next(iter(names.values()))
    checked = dict.fromkeys(code for result in results.values() for code in result.checked)
    return Report(
        f"公文格式检查：{f'{len(results)} 个文件' if many else first}",
        tuple(finding for result in results.values() for finding in result.findings),
        artifacts,
        tuple(checked),
        tuple(_unchecked(names, results, pages)),
        tuple(_facts(names, results, pages, artifacts)),
    )


def _unchecked(
    names: Mapping[Path, str], results: Mapping[Path, Linted], pages: Mapping[Path, _Set]
) -> Iterator[str]:
    for path, result in results.items():
        if result.unchecked:
            rules = "、".join(dict.fromkeys(rule.name for rule in result.unchecked))
            yield f"{names[path]}：{pages[path].reason}，没有检查{rules}"


def _facts(
    names: Mapping[Path, str],
    results: Mapping[Path, Linted],
    pages: Mapping[Path, _Set],
    artifacts: Sequence[Artifact],
) -> Iterator[tuple[str, str]]:
    for path, result in results.items():
        set_pages = pages[path].pages
        length = f"，{len(set_pages)} 页" if set_pages is not None else ""
        form = f"（{result.format}格式）" if result.profile == "公文" else ""
        yield names[path], f"按{result.profile}{form}检查{length}：{_counts(result.findings)}"
    for artifact in artifacts:
        yield "批注副本", str(artifact.path)


def _counts(findings: Sequence[Finding]) -> str:
    parts = [
        f"{severity.label} {count} 处"
        for severity in Severity
        if (count := sum(each.severity is severity for each in findings))
    ]
    return "，".join(parts) or "没有发现问题"
