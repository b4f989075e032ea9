"""No box is ever printed: judged by the drawn page, for every official font.

Extracted text is right even where LibreOffice drew a box. So each character is rendered and
compared with what LibreOffice draws for characters no font has.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image, ImageChops

from bayu_docs.materials import fonts
from bayu_docs.office.session import Family, convert

pytestmark = pytest.mark.engine

_OFFICIAL = (
    "仿宋_GB2312",
    "仿宋",
    "楷体_GB2312",
    "楷体",
    "黑体",
    "方正小标宋简体",
    "宋体",
    "Times New Roman",
)
_HARD = tuple("R&D<中心>]😀𬭩㛃䶮㎡喆堃旻玥珺翀祎芃赟□■√☐☑“—…①Ⅲ℃\U00030000\ue000")
_UNDRAWABLE = ("\U00030000", "\U0001fbff", "\U0001fbfe")
_PITCH_PT = 30
_TOP_MM = 15
_SCALE = 3.0
_INK = 40


def _page(path: Path, characters: Sequence[str], official: str) -> Path:
    """One character a line, in 22 pt, at a fixed pitch; pages of 24 lines."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(_TOP_MM), Mm(20)
    for character in characters:
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_PITCH_PT)
        run = paragraph.add_run(character)
        run.font.size = Pt(22)
        names = run._r.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            names.set(qn(kind), official)
    document.save(str(path))
    return path


def _lines(pdf: Path, count: int) -> list[Image.Image]:
    """The picture of each line, cut to its ink; an empty picture when nothing was drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=_SCALE).to_pil().convert("L")
    cut = []
    for index in range(count):
        top = (_TOP_MM * 72 / 25.4 + index * _PITCH_PT) * _SCALE
        strip = page.crop((0, round(top), page.width, round(top + _PITCH_PT * _SCALE)))
        cut.append(strip.crop(ImageChops.invert(strip).getbbox() or (0, 0, 1, 1)))
    return cut


def _alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two cut pictures show the same drawing but for a pixel's shift."""
    if abs(one.width - other.width) > 2 or abs(one.height - other.height) > 2:
        return False
    difference = ImageChops.difference(one, other.resize(one.size))
    return sum(difference.histogram()[_INK * 3 :]) < 0.03 * one.width * one.height


def _groups(characters: Sequence[str]) -> list[Sequence[str]]:
    return [characters[index : index + 20] for index in range(0, len(characters), 20)]


def test_every_character_that_passes_is_drawn_and_every_other_is_refused(tmp_path: Path) -> None:
    fontset = fonts.resolve()
    plans = []
    for official in _OFFICIAL:
        refused = fontset.uncovered("".join(_HARD), official)
        assert {"😀", "\U00030000", "\ue000"} <= set(refused)
        assert not {"R", "&", "<", "中", "𬭩", "㛃", "䶮", "㎡", "□", "■", "√"} & set(refused)
        passed = [character for character in _HARD if character not in refused]
        plans += [(official, [*_UNDRAWABLE, *group]) for group in _groups(passed)]
    sources = [
        _page(tmp_path / f"{number}.docx", characters, official)
        for number, (official, characters) in enumerate(plans)
    ]
    made = convert(sources, tmp_path / "out", Family.WRITER, fontset, tmp_path / "work")
    boxed = []
    for conversion, (official, characters) in zip(made, plans, strict=True):
        assert conversion.pdf is not None and conversion.pages == 1
        lines = _lines(conversion.pdf, len(characters))
        boxes, drawn = lines[: len(_UNDRAWABLE)], lines[len(_UNDRAWABLE) :]
        assert all(box.width > 8 for box in boxes), "a missing character must show, to compare"
        for character, line in zip(characters[len(_UNDRAWABLE) :], drawn, strict=True):
            if line.size == (1, 1) or any(_alike(line, box) for box in boxes):
                boxed.append((official, character))
    assert boxed == []


def test_only_our_fonts_reach_the_page_whatever_a_document_asks_for(tmp_path: Path) -> None:
    source = _page(tmp_path / "a.docx", ["中", "A"], "Comic Sans MS")
    (made,) = convert([source], tmp_path / "out", Family.WRITER, fonts.resolve(), tmp_path / "w")
    assert made.pdf is not None
    ours = {path.stem.split("-")[0] for face in fonts.resolve().faces for path in face.files}
    for name in _font_names(made.pdf):
        assert any(name.startswith(stem) for stem in ours), name


def test_xiaobiaosong_is_drawn_in_a_bold_face(tmp_path: Path) -> None:
    if dict(fonts.resolve().substitutions).get("方正小标宋简体") != "FandolSong Bold":
        pytest.skip("the official 小标宋 is installed here, and is drawn itself")
    source = _page(tmp_path / "a.docx", ["中"], "方正小标宋简体")
    (made,) = convert([source], tmp_path / "out", Family.WRITER, fonts.resolve(), tmp_path / "w")
    assert made.pdf is not None
    assert _font_names(made.pdf) == {"FandolSong-Bold"}


def _font_names(pdf: Path) -> set[str]:
    """Names of the embedded fonts without their subset mark; every font must be embedded."""
    names = set()
    with pikepdf.open(pdf) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(thing.keys())
                names.add(str(thing["/FontName"])[1:].split("+")[-1])
    return names
