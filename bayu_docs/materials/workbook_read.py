"""The door to reading workbooks: the parts of an .xlsx, each sheet's cells when it is asked for."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.workbook_cells import (
    Block,
    Broken,
    CellValue,
    Grid,
    Shared,
    formats,
    grid,
    texts,
)

__all__ = ["Block", "Book", "Broken", "CellValue", "Grid", "letter", "open_workbook", "spot"]

_USUAL_MAIN = "xl/workbook.xml"
_ADVICE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试"
# What zipfile, zlib and lxml raise for damaged parts, and the numbers in them for odd ones.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Book:
    """An open workbook; valid inside the `with` block of open_workbook.

    titles: its sheets' names in the order of their tabs; sizes: the bytes of XML of each; epoch:
    day 0 of its dates.
    """

    titles: tuple[str, ...]
    sizes: Mapping[str, int]
    _path: Path
    _archive: zipfile.ZipFile
    _parts: Mapping[str, str]
    _shared: Shared

    @property
    def epoch(self) -> date:
        """The day whose serial number is 0."""
        return self._shared.epoch.date()

    def grid(self, title: str) -> Grid:
        """The cells of one sheet, read anew at each call; SourceUnreadable."""
        with _refusing(self._path), self._archive.open(self._parts[title]) as stream:
            return grid(stream, title, self._shared)


def spot(sheet: str, row: int, column: int) -> str:
    """A cell as people name it: 专家团队!C7; row and column are 1-based."""
    return f"{sheet}!{letter(column)}{row}"


def letter(column: int) -> str:
    """A column as people name it: 28 is AB."""
    return get_column_letter(column)


@contextmanager
def open_workbook(path: Path) -> Iterator[Book]:
    """The workbook at that path; SourceUnreadable when it cannot be opened or is damaged."""
    with _refusing(path):
        archive = zipfile.ZipFile(path)
    with archive:
        with _refusing(path):
            book = _book(path, archive)
        yield book


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """SourceUnreadable in place of what the libraries raise for a damaged part."""
    try:
        yield
    except OSError as error:
        raise SourceUnreadable(
            f"{path.name}：无法打开", "请检查文件名、读取权限，或是否被别的程序占用"
        ) from error
    except _DAMAGED as error:
        raise SourceUnreadable(
            f"{path.name}：读不出来，文件已损坏，或不是规范的 Excel 工作簿", _ADVICE
        ) from error


def _book(path: Path, archive: zipfile.ZipFile) -> Book:
    main = next(iter([*_related(archive, "", "officeDocument").values(), _USUAL_MAIN]))
    with archive.open(main) as stream:
        root = etree.parse(stream, etree.XMLParser(resolve_entities=False, no_network=True))
    sheets = _related(archive, main, "worksheet")
    parts = {
        str(node.get("name")): sheets[relation]
        for node in root.iterfind("{*}sheets/{*}sheet")
        if (relation := _relation(node)) in sheets
    }
    sizes = {title: archive.getinfo(part).file_size for title, part in parts.items()}
    shared = _shared(archive, main, _epoch(root))
    return Book(tuple(parts), sizes, path, archive, parts, shared)


def _epoch(root: etree._ElementTree) -> datetime:
    properties = root.find("{*}workbookPr")
    old = properties is not None and properties.get("date1904") in ("1", "true")
    return MAC_EPOCH if old else WINDOWS_EPOCH


def _shared(archive: zipfile.ZipFile, main: str, epoch: datetime) -> Shared:
    kept: list[list[str]] = []
    for name, read in (("sharedStrings", texts), ("styles", formats)):
        kept.append([])
        for part in _related(archive, main, name).values():
            with archive.open(part) as stream:
                kept[-1] = read(stream)
    return Shared(kept[0], epoch, kept[1])


def _relation(node: etree._Element) -> str:
    """The r:id of an element, in the transitional or the strict name space."""
    return next(
        (str(value) for name, value in node.items() if str(name).endswith("}id")),
        "",
    )


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """Relation id -> name of each part of that kind that `part` ("" for the package) refers to."""
    folder, name = posixpath.split(part)
    stream: IO[bytes]
    try:
        stream = archive.open(posixpath.join(folder, "_rels", f"{name}.rels"))
    except KeyError:
        return {}
    with stream:
        root = etree.parse(stream, etree.XMLParser(resolve_entities=False, no_network=True))
    return {
        str(node.get("Id")): posixpath.normpath(
            posixpath.join("/", folder, str(node.get("Target")))
        ).lstrip("/")
        for node in root.iterfind("{*}Relationship")
        if str(node.get("Type")).endswith(f"/{kind}") and node.get("TargetMode") != "External"
    }
