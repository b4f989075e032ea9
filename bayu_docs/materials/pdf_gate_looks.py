"""What a reader saw on a page and a plain copy would lose (inside the gate's child only)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bayu_docs.materials.pdf_gate_scan import annotations_of, inherited, inherited_of, reachable

# Without an appearance of their own, pdfium draws these from their entries …
_DRAWN_BARE = {
    "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Circle", "/Square",
    "/FreeText",
}  # fmt: skip
# … and leaves these out, which other readers draw each in its own way.
_UNSEEN_BARE = {"/Line", "/Polygon", "/PolyLine", "/Stamp", "/Caret", "/Redact"}
_LEFT_ALONE = {"/Link", "/Popup"}
# Of the other two kinds, Type 3 draws itself and Type 0 has one of these below it.
_FONTS_WITH_GLYPHS = ("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2")
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5  # ISO 32000-2, 12.5.3


def pages_to_draw(pdf: pikepdf.Pdf) -> dict[int, str]:
    """1-based pages that must be drawn by pdfium to stay as they were seen, and why."""
    if _has_hidden_layers(pdf):
        return dict.fromkeys(range(1, len(pdf.pages) + 1), "layer")
    regenerate = _needs_appearances(pdf)
    reasons: dict[int, str] = {}
    for number, page in enumerate(pdf.pages, 1):
        why = _annotation_trouble(page, regenerate)
        if not why and _lacks_fonts(page):
            why = "font"
        if why:
            reasons[number] = why
    return reasons


def pages_to_compare(pdf: pikepdf.Pdf) -> list[int]:
    """1-based pages on which annotations or blending may come out otherwise than they were seen."""
    return [
        number
        for number, page in enumerate(pdf.pages, 1)
        if "/Group" in page.obj
        or any(str(each.get("/Subtype")) not in _LEFT_ALONE for each in annotations_of(page))
    ]


def pages_with_unseen(pdf: pikepdf.Pdf) -> list[int]:
    """1-based pages with an annotation that has no look of its own and that pdfium leaves out."""
    return [
        number
        for number, page in enumerate(pdf.pages, 1)
        if any(
            str(each.get("/Subtype")) in _UNSEEN_BARE and _look(each) is None
            for each in annotations_of(page)
            if not _is_hidden(each)
        )
    ]


def drop_hidden(pdf: pikepdf.Pdf) -> None:
    """Take away the annotations that no reader showed, so that flattening does not."""
    for page in pdf.pages:
        shown = [each for each in annotations_of(page) if not _is_hidden(each)]
        if "/Annots" in page.obj:
            page.obj.Annots = Array(shown)


def _is_hidden(annotation: Any) -> bool:
    flags = annotation.get("/F")
    hidden = isinstance(flags, int) and bool(flags & (_HIDDEN | _NO_VIEW))
    return hidden or annotation.get("/Subtype") == Name.Popup


def _has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, Dictionary) else None
    if not isinstance(default, Dictionary):
        return False
    off = default.get("/OFF")
    hidden = isinstance(off, Array) and len(off) > 0
    return hidden or default.get("/BaseState") == Name.OFF


def _needs_appearances(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))


def _annotation_trouble(page: pikepdf.Page, regenerate: bool) -> str:
    for annotation in annotations_of(page):
        if _is_hidden(annotation):
            continue
        bare = _look(annotation) is None
        if annotation.get("/Subtype") == Name.Widget:
            if (_is_typed_in(annotation) and (regenerate or bare)) or (
                _is_ticked(annotation) and bare
            ):
                return "form"
        elif str(annotation.get("/Subtype")) in _DRAWN_BARE and bare:
            return "annotation"
    return ""


def _look(annotation: Any) -> Any:
    """The annotation's normal appearance; None when it has none."""
    look = annotation.get("/AP")
    return look.get("/N") if isinstance(look, Dictionary) else None


def _is_typed_in(widget: Any) -> bool:
    """A text or choice field with a value."""
    if inherited_of(widget, "/FT") not in (Name.Tx, Name.Ch):
        return False
    value = inherited_of(widget, "/V")
    if isinstance(value, Array):
        return len(value) > 0
    return isinstance(value, pikepdf.String) and bool(str(value))


def _is_ticked(widget: Any) -> bool:
    """A check box or radio button that is on."""
    if inherited_of(widget, "/FT") != Name.Btn:
        return False
    state = widget.get("/AS", inherited_of(widget, "/V"))
    return isinstance(state, Name) and state != Name.Off


def _lacks_fonts(page: pikepdf.Page) -> bool:
    roots = [inherited(page, "/Resources"), *(each.get("/AP") for each in annotations_of(page))]
    return any(
        _is_bare_font(node)
        for root in roots
        if isinstance(root, Dictionary)
        for node in reachable(root)
    )


def _is_bare_font(node: Any) -> bool:
    """A font without its glyphs; of a composite font its descendant is asked."""
    if not isinstance(node, Dictionary) or str(node.get("/Subtype", "")) not in _FONTS_WITH_GLYPHS:
        return False
    descriptor = node.get("/FontDescriptor")
    return not isinstance(descriptor, Dictionary) or not any(
        isinstance(descriptor.get(key), pikepdf.Stream)
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
