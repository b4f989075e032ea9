"""Which fonts of an open PDF carry no glyphs of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def not_embedded(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Names of the fonts without a font program, sorted; Type 3 fonts always have theirs."""
    missing = {_font_name(font) for font in _fonts(pdf) if not _is_embedded(font)}
    return tuple(sorted(missing))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every font dictionary in any resources, of pages, forms, patterns and appearances alike."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            item = item.stream_dict
        if not isinstance(item, pikepdf.Dictionary):
            continue
        if _is_font(item):
            yield item
        yield from _inline_fonts(item)


def _inline_fonts(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Fonts written directly inside a page's or a form's resources."""
    holder = item.get("/Resources", item)
    fonts = holder.get("/Font") if isinstance(holder, pikepdf.Dictionary) else None
    if isinstance(fonts, pikepdf.Dictionary):
        for font in fonts.values():
            if isinstance(font, pikepdf.Dictionary) and _is_font(font):
                yield font


def _is_font(item: pikepdf.Object) -> bool:
    """A font a page can name: the descendants of Type 0 fonts are judged with their parent."""
    subtype = str(item.get("/Subtype", ""))
    return item.get("/Type") == "/Font" and not subtype.startswith("/CIDFont")


def _is_embedded(font: pikepdf.Object) -> bool:
    subtype = font.get("/Subtype")
    if subtype == "/Type3":
        return True
    if subtype == "/Type0":
        inner = font.get("/DescendantFonts")
        descendants = list(inner.as_list()) if isinstance(inner, pikepdf.Array) else []
        return bool(descendants) and all(_has_program(each) for each in descendants)
    return _has_program(font)


def _has_program(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, pikepdf.Dictionary) and any(
        isinstance(descriptor.get(key), pikepdf.Stream)
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _font_name(font: pikepdf.Object) -> str:
    return str(font.get("/BaseFont", "/无名字体")).lstrip("/")
