"""The office engines of one application: Writer started ahead of its work, Calc when needed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from bayu_docs.materials import pdf_normal, workbook_fit
from bayu_docs.materials.fonts import FontSet
from bayu_docs.office.family import Family
from bayu_docs.office.session import Conversion, OfficeSession


class Engines:
    """Use as a context: Writer starts at once, in parallel with reading and judging.

    moment: the date all PDFs get; sheets_likely: start Calc at once as well, otherwise it starts
    when a sheet turns up.
    """

    def __init__(
        self, fonts: FontSet, work: Path, moment: datetime, *, sheets_likely: bool = False
    ) -> None:
        self._moment = moment
        self._stack = ExitStack()
        self.writer = OfficeSession(Family.WRITER, fonts, _folder(work / "writer"))
        self._calc = OfficeSession(Family.CALC, fonts, _folder(work / "calc"))
        self._calc_started = sheets_likely

    def __enter__(self) -> Engines:
        self._stack.enter_context(self.writer)
        if self._calc_started:
            self._stack.enter_context(self._calc)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def convert_evidence(self, files: Mapping[Path, str], work: Path) -> Mapping[Path, Conversion]:
        """Word and Excel proofs (path -> "word" or "sheet") as PDFs, both families at once."""
        words = [path for path, kind in files.items() if kind == "word"]
        sheets = [path for path, kind in files.items() if kind == "sheet"]
        made: dict[Path, Conversion] = {}
        with ThreadPoolExecutor(1) as pool:
            later = pool.submit(self._sheets, sheets, _folder(work / "office-sheets"))
            if words:
                out = _folder(work / "office-words")
                made |= dict(zip(words, self.writer.convert(words, out), strict=True))
            made |= later.result()
        pdfs = [conversion.pdf for conversion in made.values() if conversion.pdf is not None]
        pdf_normal.normalise(pdfs, self._moment)
        return made

    def _sheets(self, sheets: list[Path], out: Path) -> dict[Path, Conversion]:
        if not sheets:
            return {}
        if not self._calc_started:
            self._stack.enter_context(self._calc)
            self._calc_started = True
        copies = [_fitted(sheet, out / f"{number:03}") for number, sheet in enumerate(sheets)]
        return dict(zip(sheets, self._calc.convert(copies, out, last=True), strict=True))


def _fitted(sheet: Path, folder: Path) -> Path:
    """A copy to print, one page wide, under the same name."""
    copy = _folder(folder) / sheet.name
    copy.write_bytes(workbook_fit.fitted(sheet))
    return copy


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
