"""A fontconfig file for one run: our fonts under their official names, and no others.

The fonts are given a second family name of ours when scanned, and requests for an official name
are led to it. Both rules rest on files and never on what a font calls itself, so a font with
Chinese or odd names works too. LibreOffice asks fontconfig in this way for every name it does not
know; measured, it overlooks collections behind symbolic links, hence the real folders.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from bayu_docs.materials import caches, font_copy
from bayu_docs.materials.font_files import Face

_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
_UNUSED = "bayu-unused"
_LAST_RESORT = ("Times New Roman", "宋体", "黑体")


def write(faces: Sequence[Face], folder: Path) -> Path:
    """Write `folder/fonts.conf` and return it; fit for FONTCONFIG_FILE.

    The scan's result is cached per content of the rules, apart from the user's own fontconfig
    caches, because the rules change what a scan says.
    """
    body = _rules([_apart(face, folder) for face in faces if face.files])
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    cache = (caches.cache_folder() or folder) / f"fontconfig-{digest}"
    path = folder / "fonts.conf"
    whole = f"{_HEAD}<fontconfig>\n{_element('cachedir', str(cache))}{body}</fontconfig>\n"
    path.write_text(whole, encoding="utf-8")
    return path


def _apart(face: Face, folder: Path) -> Face:
    """The face drawn by a copy of its own, when its family draws another one too."""
    if not face.apart:
        return face
    copies = (font_copy.renamed(file, family_of(face), folder) for file in face.files)
    return replace(face, files=tuple(copies))


def _fallback(faces: Sequence[Face], wanted: Face) -> list[Face]:
    """The faces for rare characters, the one most like the wanted face first."""
    known = [face for face in faces if face.fallback]
    return sorted(known, key=lambda face: not face.official.endswith(wanted.official))


def _rules(faces: Sequence[Face]) -> str:
    files = sorted({file for face in faces for file in face.files})
    parts = [_element("dir", str(folder)) for folder in sorted({file.parent for file in files})]
    parts.append(_selection(files))
    for face in faces:
        parts += [_named(face, file) for file in face.files]
    parts += [_other_faces_unused(file, family) for file, family in _collections(faces)]
    for face in faces:
        if not face.fallback:
            families = [family_of(face), *map(family_of, _fallback(faces, face))]
            parts += [_led(name, families) for name in (face.official, *face.aliases)]
    last = [family_of(f) for name in _LAST_RESORT for f in faces if f.official == name]
    parts.append(_edit("pattern", [], "family", "append_last", last))
    return "".join(parts)


def family_of(face: Face) -> str:
    """Our second family name of a face."""
    return f"bayu-{face.official}"


def _collections(faces: Iterable[Face]) -> list[tuple[Path, str]]:
    return sorted({(face.files[0], face.family) for face in faces if face.family})


def _selection(files: Sequence[Path]) -> str:
    """Only these files, and of a collection only the one face: LibreOffice reads each file once
    for every face it is offered."""
    accepted = "".join(_element("glob", _literal(str(file))) for file in files)
    unused = f'<pattern><patelt name="family"><string>{_UNUSED}</string></patelt></pattern>'
    return (
        f"<selectfont><rejectfont><glob>*</glob>{unused}</rejectfont>\n"
        f"<acceptfont>{accepted}</acceptfont></selectfont>\n"
    )


def _literal(path: str) -> str:
    """A path as a glob that means itself; `?` stands for what a glob would misread."""
    return "".join("?" if character in "*[]\\" else character for character in path)


def _named(face: Face, file: Path) -> str:
    tests = [_test("file", "eq", str(file))]
    if face.family:
        tests.append(_test("family", "eq", face.family))
    return _edit("scan", tests, "family", "append", [family_of(face)])


def _other_faces_unused(file: Path, family: str) -> str:
    tests = [
        _test("file", "eq", str(file)),
        _test("family", "not_eq", family, qual="all"),
    ]
    return _edit("scan", tests, "family", "assign_replace", [_UNUSED])


def _led(name: str, families: Sequence[str]) -> str:
    return _edit("pattern", [_test("family", "eq", name)], "family", "assign", families)


def _test(name: str, compare: str, value: str, qual: str = "any") -> str:
    return (
        f'<test qual="{qual}" name="{name}" compare="{compare}">'
        f"<string>{escape(value)}</string></test>"
    )


def _edit(target: str, tests: Sequence[str], name: str, mode: str, values: Sequence[str]) -> str:
    strings = "".join(_element("string", value) for value in values)
    return (
        f'<match target="{target}">{"".join(tests)}'
        f'<edit name="{name}" mode="{mode}" binding="same">{strings}</edit></match>\n'
    )


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>\n" if tag == "dir" else f"<{tag}>{escape(text)}</{tag}>"
