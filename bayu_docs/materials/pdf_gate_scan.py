"""What stands inside a stranger's PDF (inside the gate's child only): boxes, activity, looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Rect = tuple[float, float, float, float]

_MAX_DEPTH = 100
_MAX_FORM_DEPTH = 28
_MAX_OBJECTS = 200_000
_A4: Rect = (0.0, 0.0, 595.276, 841.89)

_ACTIVE_ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/URI": "link",
    "/GoToR": "external",
    "/GoToE": "external",
    "/SubmitForm": "external",
    "/ImportData": "external",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
}
_ACTIVE_KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/RichMediaContent": "media",
    "/XFA": "form_program",
    "/OpenAction": "action",
    "/AA": "action",
    "/F": "external_stream",
}
# Entries of resources that lead out of what is seen: metadata, private data, structure, the page.
_DEAD_ENTRIES = (
    "/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref", "/Alternates", "/StructParent",
    "/StructParents", "/LastModified", "/Parent", "/P", "/AA", "/A",
)  # fmt: skip
_DRAWN_ANNOTATIONS = {
    "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Circle", "/Square",
    "/FreeText", "/Line", "/Polygon", "/PolyLine", "/Stamp",
}  # fmt: skip
# Of the other two kinds, Type 3 draws itself and Type 0 has one of these below it.
_FONTS_WITH_GLYPHS = ("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2")


# --- the page's frame ---------------------------------------------------------------------------


def inherited(page: pikepdf.Page, key: str) -> Any:
    """The page's entry, or the nearest ancestor's; None when there is none."""
    node: Any = page.obj
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def visible_box(page: pikepdf.Page) -> Rect:
    """CropBox ∩ MediaBox in the page's own units; the MediaBox when they do not meet."""
    media = _rect(inherited(page, "/MediaBox")) or _A4
    crop = _rect(inherited(page, "/CropBox")) or media
    both = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return both if both[0] < both[2] and both[1] < both[3] else media


def rotation(page: pikepdf.Page) -> int:
    """0, 90, 180 or 270 degrees clockwise; anything else counts as 0."""
    value = inherited(page, "/Rotate")
    turn = int(value) % 360 if _is_number(value) else 0
    return turn if turn in (0, 90, 180, 270) else 0


def user_unit(page: pikepdf.Page) -> float:
    """Points a user space unit stands for; 1 when absent or senseless."""
    value: Any = page.obj.get("/UserUnit")
    return float(value) if _is_number(value) and float(value) > 0 else 1.0


def _rect(value: Any) -> Rect | None:
    if not isinstance(value, Array) or len(value) != 4 or not all(map(_is_number, value)):
        return None
    x0, y0, x1, y1 = (float(side) for side in value)
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


# --- activity -----------------------------------------------------------------------------------


def has_xfa(pdf: pikepdf.Pdf) -> bool:
    """A form whose pages are a program (XFA), of which the PDF's own pages show nothing."""
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and "/XFA" in form


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """A signature field with a signature in it."""
    return any(
        _inherited_of(field, "/FT") == Name.Sig and isinstance(field.get("/V"), Dictionary)
        for field in _fields(pdf)
    )


def active_kinds(pdf: pikepdf.Pdf) -> list[str]:
    """Kinds of active content anywhere in the file, sorted: script, launch, attachment, …"""
    kinds: set[str] = set()
    for item in pdf.objects:
        kinds |= _kinds_in(item, 0)
    return sorted(kinds)


def _kinds_in(item: Any, depth: int) -> set[str]:
    """The kinds in an object and in what is written directly inside it."""
    if depth > _MAX_DEPTH:
        return set()
    kinds: set[str] = set()
    stream = isinstance(item, pikepdf.Stream)
    node = item.stream_dict if stream else item
    if isinstance(node, Dictionary):
        action = _ACTIVE_ACTIONS.get(str(node.get("/S", "")))
        kinds |= {action} if action and _is_action(node) else set()
        for key, value in node.items():
            if key in _ACTIVE_KEYS and (key != "/F" or stream):
                kinds.add(_ACTIVE_KEYS[key])
            if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                kinds |= _kinds_in(value, depth + 1)
    elif isinstance(node, Array):
        for value in node:
            if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                kinds |= _kinds_in(value, depth + 1)
    return kinds


def _is_action(node: Any) -> bool:
    """Not a structure element or a transition, which name their kind with /S too."""
    return "/K" not in node and node.get("/Type") not in (Name.StructElem, Name.Trans)


# --- what a plain copy would lose ---------------------------------------------------------------


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
    for annotation in _dictionaries(page.obj.get("/Annots")):
        subtype = annotation.get("/Subtype")
        look = annotation.get("/AP")
        normal = look.get("/N") if isinstance(look, Dictionary) else None
        if subtype == Name.Widget:
            if (regenerate or normal is None) and _is_typed_in(annotation):
                return "form"
        elif str(subtype) in _DRAWN_ANNOTATIONS and normal is None:
            return "annotation"
    return ""


def _is_typed_in(widget: Any) -> bool:
    """A text or choice field with a value."""
    if _inherited_of(widget, "/FT") not in (Name.Tx, Name.Ch):
        return False
    value = _inherited_of(widget, "/V")
    if isinstance(value, Array):
        return len(value) > 0
    return isinstance(value, pikepdf.String) and bool(str(value))


def _lacks_fonts(page: pikepdf.Page) -> bool:
    resources = inherited(page, "/Resources")
    nodes = _reachable(resources) if isinstance(resources, Dictionary) else iter(())
    annotations = [
        node
        for annotation in _dictionaries(page.obj.get("/Annots"))
        if isinstance(look := annotation.get("/AP"), Dictionary)
        for node in _reachable(look)
    ]
    return any(_is_bare_font(node) for nodes_of in (nodes, annotations) for node in nodes_of)


def _is_bare_font(node: Any) -> bool:
    """A font without its glyphs; of a composite font its descendant is asked."""
    if not isinstance(node, Dictionary) or str(node.get("/Subtype", "")) not in _FONTS_WITH_GLYPHS:
        return False
    descriptor = node.get("/FontDescriptor")
    return not isinstance(descriptor, Dictionary) or not any(
        isinstance(descriptor.get(key), pikepdf.Stream)
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def draws_itself(page: pikepdf.Page) -> bool:
    """A form that, by way of others or directly, draws itself without end; or nests too deep."""
    resources = inherited(page, "/Resources")
    return isinstance(resources, Dictionary) and _is_endless(resources, frozenset(), set())


def _is_endless(
    resources: Any, above: frozenset[tuple[int, int]], done: set[tuple[int, int]]
) -> bool:
    if len(above) > _MAX_FORM_DEPTH:
        return True
    forms = resources.get("/XObject")
    for form in forms.values() if isinstance(forms, Dictionary) else ():
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != Name.Form:
            continue
        if form.objgen in above:
            return True
        inner = form.get("/Resources")
        if form.objgen not in done and isinstance(inner, Dictionary):
            if _is_endless(inner, above | {form.objgen}, done):
                return True
            done.add(form.objgen)
    return False


# --- copying ------------------------------------------------------------------------------------


def copied_clean(out: pikepdf.Pdf, pdf: pikepdf.Pdf, node: Any) -> Any:
    """The dictionary in the new file, without the entries that lead out of what is seen."""
    for each in _reachable(node):
        stream = isinstance(each, pikepdf.Stream)
        holder = each.stream_dict if stream else each
        # A dictionary without a type lists names of fonts or forms, and any name is good there.
        if isinstance(holder, Dictionary) and (stream or "/Type" in holder):
            for key in (*_DEAD_ENTRIES, *(("/F",) if stream else ())):
                if key in holder:
                    del holder[key]
    return out.copy_foreign(node if node.is_indirect else pdf.make_indirect(node))


def _reachable(root: Any) -> Iterator[Any]:
    """Every dictionary, stream and array reachable from the root, the root first."""
    stack, seen, count = [root], set(), 0
    while stack:
        node = stack.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        count += 1
        if count > _MAX_OBJECTS:
            raise ValueError("too many objects")
        yield node
        holder = node.stream_dict if isinstance(node, pikepdf.Stream) else node
        values = holder.values() if isinstance(holder, Dictionary) else holder
        stack += [v for v in values if isinstance(v, (Dictionary, Array, pikepdf.Stream))]


# --- small walks --------------------------------------------------------------------------------


def _fields(pdf: pikepdf.Pdf) -> Iterator[Any]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    stack = list(_dictionaries(form.get("/Fields")))
    seen: set[tuple[int, int]] = set()
    while stack:
        field = stack.pop()
        if field.is_indirect and field.objgen in seen:
            continue
        seen.add(field.objgen)
        yield field
        stack += list(_dictionaries(field.get("/Kids")))


def _inherited_of(node: Any, key: str) -> Any:
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _dictionaries(array: Any) -> Iterator[Any]:
    if isinstance(array, Array):
        for item in array:
            if isinstance(item, Dictionary):
                yield item
