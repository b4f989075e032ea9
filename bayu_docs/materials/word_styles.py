"""What a Word file's styles make of a paragraph or a run: defaults, then the chain, then its own.

Properties are kept as plain mappings, element -> attributes, both without namespaces. Faces,
indents and spacings are merged attribute by attribute, as Word does; all else is replaced whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from bayu_docs.materials.word_grid import parser, w

Properties = dict[str, dict[str, str]]
_MERGED = frozenset({"rFonts", "ind", "spacing", "lang"})
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What an attribute of a nearer level puts out of force.
_OUTDONE = {
    "firstLine": ("hanging",),
    "hanging": ("firstLine",),
    "firstLineChars": ("hangingChars",),
    "hangingChars": ("firstLineChars",),
    "ascii": ("asciiTheme",),
    "hAnsi": ("hAnsiTheme",),
    "eastAsia": ("eastAsiaTheme",),
    "cs": ("cstheme",),
    "start": ("left",),
    "end": ("right",),
}
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme"}


class Styles:
    """The styles of one file."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        root = tree(members, "word/styles.xml")
        self._styles: dict[str, Any] = {}
        self._chains: dict[str, list[Any]] = {}
        self._merged: dict[tuple[str, str], Properties] = {}
        self._default = ""
        self._defaults: tuple[Properties, Properties] = ({}, {})
        self._faces = dict(_theme_faces(tree(members, "word/theme/theme1.xml")))
        if root is None:
            return
        for node in root.findall(w("style")):
            self._styles[node.get(w("styleId"), "")] = node
            is_default = node.get(w("default"), "0") in ("1", "true", "on")
            if node.get(w("type")) == "paragraph" and is_default:
                self._default = node.get(w("styleId"), "")
        defaults = root.find(w("docDefaults"))
        if defaults is not None:
            self._defaults = (
                properties(defaults.find(f"{w('pPrDefault')}/{w('pPr')}")),
                properties(defaults.find(f"{w('rPrDefault')}/{w('rPr')}")),
            )

    def name(self, style: str) -> str:
        """A style's name as Word shows it."""
        node = self._styles.get(style or self._default)
        found = None if node is None else node.find(w("name"))
        return "" if found is None else str(found.get(w("val"), ""))

    def of_paragraph(self, style: str, own: Properties) -> Properties:
        """A paragraph's properties in force."""
        merged = self._in_force(style or self._default, "pPr")
        self._over(merged, own)
        return merged

    def of_run(self, paragraph_style: str, own: Properties) -> Properties:
        """A run's properties in force; `own` may name a character style."""
        merged = self._in_force(paragraph_style or self._default, "rPr")
        for node in self._chain(own.get("rStyle", {}).get("val", "")):
            self._over(merged, properties(node.find(w("rPr"))))
        self._over(merged, own)
        return merged

    def list_reference(self, style: str, paragraph: Any) -> Any | None:
        """The w:numPr in force for a paragraph element, None when it is in no list."""
        return next(iter(reversed(self.elements(style, paragraph, "numPr"))), None)

    def elements(self, style: str, paragraph: Any, name: str) -> list[Any]:
        """What styles and paragraph say under one name of w:pPr, the nearest last."""
        nodes = (*self._chain(style or self._default), paragraph)
        found = (node.find(f"{w('pPr')}/{w(name)}") for node in nodes)
        return [each for each in found if each is not None]

    def face(self, run: Properties, script: str) -> str:
        """The face a run declares for a script (ascii, hAnsi, eastAsia, cs); empty for none."""
        faces = run.get("rFonts", {})
        if themed := faces.get(_THEMED.get(script, "cstheme"), ""):
            return self._faces.get(themed, "")
        return faces.get(script, "")

    def _in_force(self, style: str, kind: str) -> Properties:
        """A copy of what defaults and a paragraph style set; kind: pPr or rPr."""
        known = self._merged.get((style, kind))
        if known is None:
            known = {}
            self._over(known, self._defaults[kind == "rPr"])
            for node in self._chain(style):
                self._over(known, properties(node.find(w(kind))))
            self._merged[style, kind] = known
        return {name: dict(attributes) for name, attributes in known.items()}

    def _chain(self, style: str) -> list[Any]:
        """The style and what it is based on, the oldest first."""
        if style in self._chains:
            return self._chains[style]
        asked, found = style, list[Any]()
        while style in self._styles and self._styles[style] not in found:
            node = self._styles[style]
            found.insert(0, node)
            based = node.find(w("basedOn"))
            style = "" if based is None else str(based.get(w("val"), ""))
        self._chains[asked] = found
        return found

    @staticmethod
    def _over(merged: Properties, nearer: Properties) -> None:
        for name, attributes in nearer.items():
            if name not in _MERGED or name not in merged:
                merged[name] = dict(attributes)
                continue
            for key in attributes:
                for outdone in _OUTDONE.get(key, ()):
                    merged[name].pop(outdone, None)
            merged[name] |= attributes


def properties(node: Any | None) -> Properties:
    """The children of a property element as plain mappings."""
    if node is None:
        return {}
    return {
        etree.QName(child).localname: {
            etree.QName(key).localname: str(value) for key, value in child.attrib.items()
        }
        for child in node
        if isinstance(child.tag, str)
    }


def is_on(run: Properties, name: str) -> bool:
    """Whether a property that is there or not is in force."""
    return name in run and run[name].get("val", "1") not in ("0", "false", "off", "none")


def number(attributes: Mapping[str, str], name: str) -> float | None:
    """A numeric attribute, None when it is missing or no number."""
    try:
        return float(attributes[name])
    except (KeyError, ValueError):
        return None


def tree(members: Mapping[str, bytes], name: str) -> Any | None:
    """A part's root element; None when there is no such part."""
    raw = members.get(name)
    return None if raw is None else etree.fromstring(raw, parser())


def _theme_faces(root: Any | None) -> Iterator[tuple[str, str]]:
    """Theme face (minorEastAsia …) -> name, simplified Chinese for the East Asian ones."""
    if root is None:
        return
    for kind in ("major", "minor"):
        scheme = next(root.iter(f"{_DRAWING}{kind}Font"), None)
        if scheme is None:
            continue
        latin = scheme.find(f"{_DRAWING}latin")
        face = "" if latin is None else str(latin.get("typeface", ""))
        yield f"{kind}Ascii", face
        yield f"{kind}HAnsi", face
        east = scheme.find(f"{_DRAWING}ea")
        name = "" if east is None else str(east.get("typeface", ""))
        scripts = scheme.findall(f"{_DRAWING}font")
        hans = [str(node.get("typeface")) for node in scripts if node.get("script") == "Hans"]
        yield f"{kind}EastAsia", name or (hans[0] if hans else "")
