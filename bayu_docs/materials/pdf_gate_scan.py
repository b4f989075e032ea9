"""What stands inside a stranger's PDF (inside the gate's child only): boxes, activity, copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Rect = tuple[float, float, float, float]

_MAX_DEPTH = 100
_MAX_OBJECTS = 200_000
_LETTER: Rect = (0.0, 0.0, 612.0, 792.0)  # what readers take for a page without a size

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
    media = _rect(inherited(page, "/MediaBox")) or _LETTER
    crop = _rect(inherited(page, "/CropBox")) or media
    both = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return both if both[0] < both[2] and both[1] < both[3] else media


def rotation(page: pikepdf.Page) -> int:
    """0, 90, 180 or 270 degrees clockwise; cut down to full quarters, as pdfium does."""
    value = inherited(page, "/Rotate")
    return int(float(value) / 90) % 4 * 90 if _is_number(value) else 0


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
    """A signature field with a signature in it, in the form or on a page; or a certification."""
    fields = [*_fields(pdf), *(each for page in pdf.pages for each in annotations_of(page))]
    signed = any(
        inherited_of(field, "/FT") == Name.Sig and isinstance(inherited_of(field, "/V"), Dictionary)
        for field in fields
    )
    permissions = pdf.Root.get("/Perms")
    return signed or (isinstance(permissions, Dictionary) and "/DocMDP" in permissions)


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


# --- copying ------------------------------------------------------------------------------------


def copied_clean(out: pikepdf.Pdf, pdf: pikepdf.Pdf, node: Any) -> Any:
    """The dictionary in the new file, without the entries that lead out of what is seen."""
    for each in reachable(node):
        stream = isinstance(each, pikepdf.Stream)
        holder = each.stream_dict if stream else each
        # A dictionary without a type lists names of fonts or forms, and any name is good there.
        if isinstance(holder, Dictionary) and (stream or "/Type" in holder):
            for key in (*_DEAD_ENTRIES, *(("/F",) if stream else ())):
                if key in holder:
                    del holder[key]
    return out.copy_foreign(node if node.is_indirect else pdf.make_indirect(node))


def reachable(root: Any) -> Iterator[Any]:
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


def annotations_of(page: pikepdf.Page) -> Iterator[Any]:
    """The page's annotations, form fields among them."""
    return dictionaries(page.obj.get("/Annots"))


def _fields(pdf: pikepdf.Pdf) -> Iterator[Any]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    stack = list(dictionaries(form.get("/Fields")))
    seen: set[tuple[int, int]] = set()
    while stack:
        field = stack.pop()
        if field.is_indirect and field.objgen in seen:
            continue
        seen.add(field.objgen)
        yield field
        stack += list(dictionaries(field.get("/Kids")))


def inherited_of(node: Any, key: str) -> Any:
    """The node's entry, or the nearest ancestor's; None when there is none."""
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def dictionaries(array: Any) -> Iterator[Any]:
    """The dictionaries among the array's items; nothing when it is no array."""
    if isinstance(array, Array):
        for item in array:
            if isinstance(item, Dictionary):
                yield item
