"""Word and Excel files to PDFs, many per start; one bad file never stops the others.

with OfficeSession(Family.WRITER, fontset, work) as office:   # starts in the background
    ...                                                       # other work meanwhile
    conversions = office.convert(files, out)
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pikepdf

from bayu_docs.materials.fonts import FontSet
from bayu_docs.office.engine import Engine
from bayu_docs.office.family import Family
from bayu_docs.office.program import find_office, office_version

__all__ = ["Conversion", "Family", "OfficeSession", "convert", "find_office", "office_version"]

_LIMIT_S = 60.0
_LIMIT_S_PER_MB = 2.0
_REFUSED = "could not be loaded"

_Problems = dict[Path, str]
"""What went wrong, by staged file."""


@dataclass(frozen=True)
class Conversion:
    """One file's outcome. pdf: the PDF, None when it failed; pages: how many; problem: a Chinese
    sentence when pdf is None, else empty."""

    source: Path
    pdf: Path | None
    pages: int
    problem: str = ""


@dataclass(frozen=True)
class _Job:
    """A source, and the copy the engine sees: a plain name in a folder of its own, so that no
    lock file lands beside the user's file and two sources may have one name."""

    source: Path
    staged: Path

    @property
    def made(self) -> Path:
        return self.staged.with_suffix(".pdf")


class OfficeSession:
    """One family's conversions, each by an engine started ahead; use from one thread."""

    def __init__(
        self, family: Family, fontset: FontSet, work: Path, limit_s: float = _LIMIT_S
    ) -> None:
        """work: a folder for passing files; limit_s: seconds per start, plus 2 s per MB."""
        self._family = family
        self._fontset = fontset
        self._work = work
        self._limit_s = limit_s
        self._ahead: Engine | None = None

    def __enter__(self) -> OfficeSession:
        """Start the engine; returns at once. Raises EngineMissing."""
        self._work.mkdir(parents=True, exist_ok=True)
        self._program = find_office()
        self._fonts_conf = self._fontset.write_config(self._work)
        self.prepare()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self) -> None:
        """Have an engine standing ready for the next convert(); returns at once."""
        if self._ahead is None:
            engine = Engine(self._program, self._fonts_conf)
            self._ahead = engine
            engine.stand_ready()

    def convert(
        self, sources: Sequence[Path], out: Path, last: bool = False
    ) -> tuple[Conversion, ...]:
        """Convert all sources into `out`, named by their stems (-2, -3 … where stems repeat).

        In the order of sources. Meanwhile the next engine is started, unless this is the last
        call. A file that fails is a Conversion with a problem; nothing is raised for it.
        """
        if not sources:
            return ()
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="job-", dir=self._work) as name:
            folder = Path(name).resolve()
            jobs = [self._job(source, folder, index) for index, source in enumerate(sources)]
            wanted = [job for job in jobs if _is_office_file(job.staged)]
            problems = self._convert_group(wanted, self._taken(last)) if wanted else {}
            targets = _targets([job.source for job in jobs], out)
            return tuple(
                self._outcome(job, target, problems.get(job.staged, ""))
                for job, target in zip(jobs, targets, strict=True)
            )

    def close(self) -> None:
        """End what was started ahead, its process group and its profile."""
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def _taken(self, last: bool) -> Engine:
        engine = self._ahead or Engine(self._program, self._fonts_conf)
        self._ahead = None
        if not last:
            self.prepare()
        return engine

    def _job(self, source: Path, folder: Path, index: int) -> _Job:
        staged = folder / f"{index:04d}{self._family.suffix}"
        shutil.copyfile(source, staged)
        return _Job(source, staged)

    def _convert_group(self, jobs: list[_Job], engine: Engine, again: bool = True) -> _Problems:
        """Convert; where something is missing, again in halves, down to the file at fault.

        A single file that neither came nor was refused gets one more start: the first start of a
        new installation ends with exit 81, and engines crash now and then.
        """
        limit_s = self._limit_of(jobs)
        files = [job.staged for job in jobs]
        try:
            done = engine.run(self._family.arguments(files, files[0].parent), limit_s)
        finally:
            engine.close()
        missing = [job for job in jobs if _pages(job.made) == 0]
        if len(jobs) == 1 and missing:
            if done.code is None:
                return {files[0]: f"超过 {limit_s:.0f} 秒仍未完成，已停止"}
            if again and _REFUSED not in done.output:
                return self._convert_group(jobs, self._cold(), again=False)
            return {files[0]: f"办公软件无法把它作为{self._family.word}打开"}
        problems: _Problems = {}
        middle = (len(missing) + 1) // 2
        for half in (missing[:middle], missing[middle:]):
            if half:
                problems |= self._convert_group(half, self._cold())
        return problems

    def _cold(self) -> Engine:
        return Engine(self._program, self._fonts_conf)

    def _limit_of(self, jobs: Sequence[_Job]) -> float:
        size_mb = sum(job.staged.stat().st_size for job in jobs) / 1_000_000
        return self._limit_s + _LIMIT_S_PER_MB * size_mb

    def _outcome(self, job: _Job, target: Path, problem: str) -> Conversion:
        pages = _pages(job.made)
        if pages:
            shutil.move(job.made, target)
            return Conversion(job.source, target, pages)
        return Conversion(
            job.source,
            None,
            0,
            f"“{job.source.name}”转换不了：{problem or f'内容不是{self._family.word}'}。"
            "请用 Word 或 WPS 打开确认无误后另存，或另存为 PDF 再提交",
        )


def convert(
    sources: Sequence[Path], out: Path, family: Family, fontset: FontSet, work: Path
) -> tuple[Conversion, ...]:
    """One-off: start, convert, end. Raises EngineMissing; see OfficeSession.convert."""
    with OfficeSession(family, fontset, work) as office:
        return office.convert(sources, out, last=True)


def _is_office_file(path: Path) -> bool:
    """A zip with the part every .docx and .xlsx must hold; LibreOffice itself is less choosy."""
    try:
        with zipfile.ZipFile(path) as parts:
            return "[Content_Types].xml" in parts.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _targets(sources: Sequence[Path], out: Path) -> list[Path]:
    seen: dict[str, int] = {}
    targets = []
    for source in sources:
        seen[source.stem] = seen.get(source.stem, 0) + 1
        repeat = f"-{seen[source.stem]}" if seen[source.stem] > 1 else ""
        targets.append(out / f"{source.stem}{repeat}.pdf")
    return targets


def _pages(pdf: Path) -> int:
    """Number of pages of a PDF that really opens; 0 when there is none."""
    try:
        with pikepdf.open(pdf) as document:
            return len(document.pages)
    except (pikepdf.PdfError, OSError):
        return 0
