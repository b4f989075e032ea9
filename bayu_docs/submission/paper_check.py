"""The package's PDFs: they open, have the pages they state, A4, embedded fonts, and their words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bayu_docs.materials.pdf_survey import PdfSurvey
from bayu_docs.model.call import Call
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM
from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import BUNDLE, FORM_PDF
from bayu_docs.submission.faults import fault

A4_TOLERANCE_MM = 2.0
CHECKED_FILE = ("verify.pdf_broken", "verify.pdf_active", "verify.page_size", "verify.font")
CHECKED_BUNDLE = ("verify.pages", "verify.stamp", "verify.too_many_sides", "verify.index")
CHECKED_FORM = ("verify.pages", "verify.form_text", "verify.form_page_number")
_STAMP = re.compile(r"佐证材料第(\d+)页共(\d+)页")


def check_file(name: str, survey: PdfSurvey) -> tuple[Finding, ...]:
    """What holds for every PDF of the package; name as the user sees it."""
    if survey.trouble:
        return (fault("pdf_broken", f"PDF 打不开：{survey.trouble}", file=name),)
    return (*_active(name, survey), *_sizes(name, survey), *_fonts(name, survey))


def check_pages(name: str, survey: PdfSurvey, stated: int) -> tuple[Finding, ...]:
    """The page count against the one stated in the package's list."""
    if survey.trouble or survey.pages == stated:
        return ()
    message = f"应有 {stated} 页（见材料清单），实有 {survey.pages} 页"
    return (fault("pages", message, file=name),)


def check_bundle(survey: PdfSurvey, call: Call) -> tuple[Finding, ...]:
    """The bundle's stamps page by page, and its sides against the call's limit."""
    if survey.trouble:
        return ()
    return (*_stamps(survey), *_sides(survey, call))


def check_index(survey: PdfSurvey, items: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Every item's title stands on the index pages, and its pages are in the bundle.

    items: the list's own, each with title and pages.
    """
    if survey.trouble or not items:
        return ()
    index_pages = min(min(item["pages"]) for item in items) - 1
    if index_pages < 1:
        return (fault("index", "第 1 页应为佐证材料目录，清单却把它算作佐证", file=BUNDLE, page=1),)
    return tuple(_index_faults(survey, items, squeezed("".join(survey.texts[:index_pages]))))


def check_form(
    survey: PdfSurvey, wanted: Sequence[tuple[str, str]], *, numbered: bool
) -> tuple[Finding, ...]:
    """The words the form must show; wanted: pairs of a field's Chinese title and its value;
    numbered: whether it must carry our page numbers."""
    if survey.trouble:
        return ()
    text = squeezed("".join(survey.texts))
    return (
        *(_folios(survey) if numbered else ()),
        *tuple(
            fault("form_text", f"申报表上找不到{title}“{value}”", file=FORM_PDF, spot=title)
            for title, value in wanted
            if not shows(text, value)
        ),
    )


def _folios(survey: PdfSurvey) -> Iterator[Finding]:
    """Every page of the form but its cover carries its own number, — n —."""
    for page, text in enumerate(survey.texts, 1):
        if page > 1 and f"—{page}—" not in squeezed(text):
            message = f"应印页码“— {page} —”，没有找到，可能缺页、加页或乱序"
            yield fault("form_page_number", message, file=FORM_PDF, page=page)


def squeezed(text: str) -> str:
    """NFC without white space: how text on paper is compared."""
    return "".join(unicodedata.normalize("NFC", text).split())


def shows(text: str, value: str) -> bool:
    """True when the squeezed text holds the value; characters beyond the first plane are drawn
    from another font and may stand apart, so such a value counts when all its characters occur."""
    wanted = squeezed(value)
    if wanted in text:
        return True
    return any(ord(char) > 0xFFFF for char in wanted) and not Counter(wanted) - Counter(text)


def _active(name: str, survey: PdfSurvey) -> Iterator[Finding]:
    if survey.active:
        yield fault("pdf_active", f"PDF 里有不应有的内容：{'、'.join(survey.active)}", file=name)


def _sizes(name: str, survey: PdfSurvey) -> Iterator[Finding]:
    for page, (width, height) in enumerate(survey.sizes_mm, 1):
        off = max(abs(width - A4_WIDTH_MM), abs(height - A4_HEIGHT_MM))
        if off > A4_TOLERANCE_MM:
            message = f"页面为 {width:.0f}×{height:.0f} mm，应为竖向 A4（210×297 mm）"
            yield fault("page_size", message, file=name, page=page)


def _fonts(name: str, survey: PdfSurvey) -> Iterator[Finding]:
    if survey.fonts:
        message = f"字体没有嵌入，换一台电脑可能显示不对：{'、'.join(survey.fonts)}"
        yield fault("font", message, file=name)


def _stamps(survey: PdfSurvey) -> Iterator[Finding]:
    total = survey.pages
    for page, text in enumerate(survey.texts, 1):
        flat = squeezed(text)
        if f"佐证材料第{page}页共{total}页" in flat:
            continue
        found = _STAMP.search(flat)
        printed = f"印的是“第 {found[1]} 页 共 {found[2]} 页”" if found else "没有页码戳"
        message = f"应印“佐证材料 第 {page} 页 共 {total} 页”，{printed}，可能缺页、加页或乱序"
        yield fault("stamp", message, file=BUNDLE, page=page)


def _sides(survey: PdfSurvey, call: Call) -> Iterator[Finding]:
    limit = call.max_sides
    if survey.pages > limit.value:
        over = survey.pages - limit.value
        message = f"佐证材料共 {survey.pages} 面，上限 {limit.value} 面，超出 {over} 面"
        yield fault(
            "too_many_sides",
            message,
            file=BUNDLE,
            clause=limit.clause,
            advice="删减或合并佐证材料后重新生成",
        )


def _index_faults(
    survey: PdfSurvey, items: Sequence[Mapping[str, Any]], index: str
) -> Iterator[Finding]:
    for item in items:
        if not shows(index, item["title"]):
            message = f"目录里找不到“{item['id']} {item['title']}”"
            yield fault("index", message, file=BUNDLE, page=1)
        if max(item["pages"]) > survey.pages:
            message = (
                f"“{item['id']} {item['title']}”应到第 {max(item['pages'])} 页，材料没有这一页"
            )
            yield fault("index", message, file=BUNDLE)
