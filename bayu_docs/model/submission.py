"""The package: its file names in one place, what its bag holds, and the figures for the printer."""

from __future__ import annotations

from dataclasses import dataclass

MERGED = "00_电子档.pdf"
FORM_DOCX = "01_申报表.docx"
FORM_PDF = "01_申报表.pdf"
BUNDLE = "02_佐证材料.pdf"
PRINT_SHEET = "03_打印装订单.pdf"
REPORT_HTML = "检查报告.html"
REPORT_JSON = "report.json"
MAIL = "邮件草稿.eml"
BAG_SUFFIX = ".zip"

APPLICATION_JSON = "申报数据.json"
PACKAGE_JSON = "材料清单.json"

BAG_PAYLOAD = (FORM_DOCX, FORM_PDF, BUNDLE, APPLICATION_JSON, PACKAGE_JSON)
"""What the bag's data/ folder holds: exactly these, and the originals."""

ORIGINALS = "原件/"
"""Where in data/ the untouched files of signed PDFs are kept: a page that is put into the bundle
loses its signature."""

OUTPUT_NAMES = (
    MERGED,
    FORM_DOCX,
    FORM_PDF,
    BUNDLE,
    PRINT_SHEET,
    REPORT_HTML,
    REPORT_JSON,
    MAIL,
)
"""What OUT holds beside the one bag."""

KNOWN_OUTPUT = (*OUTPUT_NAMES, BAG_SUFFIX)
"""For OutputFolder: what may stand in an OUT that this tool made."""


@dataclass(frozen=True)
class PackageFile:
    """One payload file as 材料清单.json names it; size in bytes, pages of a PDF or None."""

    name: str
    sha256: str
    size: int
    pages: int | None = None


@dataclass(frozen=True)
class PackageItem:
    """An evidence item and its pages in the bundle, 1-based."""

    id: str
    title: str
    proves: tuple[str, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True)
class PackageFacts:
    """What 材料清单.json states of the package.

    call_sha256: digest of the call the package was judged by; tier: its key; form_pages,
    bundle_pages: sides of one copy; files: the other payload files; form_shows: patterns of the
    fields on a bureau's own form, None for ours, which shows all.
    """

    call_id: str
    call_sha256: str
    tier: str
    station_name: str
    applicant: str
    district: str
    tool_version: str
    form_pages: int
    bundle_pages: int
    files: tuple[PackageFile, ...]
    items: tuple[PackageItem, ...]
    form_shows: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PrintLine:
    """One document to print.

    sides: printed sides of one copy; sheets: sheets of A4 of one copy, both sides printed.
    """

    title: str
    file: str
    copies: int
    sides: int
    sheets: int

    @property
    def total_sides(self) -> int:
        """Sides of all copies."""
        return self.copies * self.sides

    @property
    def total_sheets(self) -> int:
        """Sheets of all copies: each copy begins on a new sheet."""
        return self.copies * self.sheets


@dataclass(frozen=True)
class CopyRoute:
    """Where a number of copies goes, and who sends them."""

    copies: int
    goes_to: str
    sent_by: str


@dataclass(frozen=True)
class PrintFacts:
    """The print sheet's figures and sentences."""

    lines: tuple[PrintLine, ...]
    copies: int
    total_sides: int
    total_sheets: int
    binding: tuple[str, ...]
    routes: tuple[CopyRoute, ...]
