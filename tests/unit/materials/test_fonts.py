"""Fonts by official name, on invented font files: no installed font is needed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import font_copy, font_coverage, font_files, fonts
from bayu_docs.materials.font_files import Face


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    font_coverage.of_file.cache_clear()
    fonts.resolve.cache_clear()
    yield
    font_coverage.of_file.cache_clear()
    fonts.resolve.cache_clear()


def _font(path: Path, characters: str) -> Path:
    """A font file that draws just these characters, all as empty glyphs."""
    names = {ord(character): f"g{ord(character)}" for character in characters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = [".notdef", *names.values()]
    builder.setupGlyf({name: Glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": path.stem})
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _face(official: str, *files: Path, role: str = "", fallback: bool = False) -> Face:
    return Face(
        official, role or official, (), "pkg", fallback, fallback, used=official, files=files
    )


def test_code_points_become_half_open_ranges() -> None:
    assert font_coverage.as_bounds({7, 1, 2, 3}) == (1, 4, 7, 8)
    assert font_coverage.as_bounds(()) == ()


def test_coverage_says_exactly_what_the_cmap_holds(tmp_path: Path) -> None:
    coverage = font_coverage.of_file(_font(tmp_path / "a.ttf", "ABD龙"))
    assert [character for character in "@ABCDE龙龚" if coverage.draws(character)] == list("ABD龙")


def test_remembered_coverage_is_the_measured_one(tmp_path: Path) -> None:
    path = _font(tmp_path / "a.ttf", "ABD龙")
    measured = font_coverage.of_file(path)
    font_coverage.of_file.cache_clear()
    assert list((tmp_path / "cache" / "bayu-docs").glob("coverage-*.json"))
    assert font_coverage.of_file(path) == measured


def test_a_font_that_changed_is_measured_anew(tmp_path: Path) -> None:
    path = _font(tmp_path / "a.ttf", "A")
    assert not font_coverage.of_file(path).draws("中")
    _font(path, "A中")
    font_coverage.of_file.cache_clear()
    assert font_coverage.of_file(path).draws("中")


def test_a_broken_cache_file_is_ignored(tmp_path: Path) -> None:
    path = _font(tmp_path / "a.ttf", "A")
    font_coverage.of_file(path)
    for kept in (tmp_path / "cache" / "bayu-docs").glob("coverage-*.json"):
        kept.write_text('{"bounds": [9, 3], "version": "1"}')
    font_coverage.of_file.cache_clear()
    assert font_coverage.of_file(path).draws("A")


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    path = tmp_path / "坏.ttf"
    path.write_bytes(b"no font at all")
    with pytest.raises(EngineMissing, match=r"坏\.ttf"):
        font_coverage.of_file(path)


def test_a_character_is_drawn_by_the_face_the_western_face_or_the_fallback(tmp_path: Path) -> None:
    chosen = fonts.FontSet(
        (
            _face("仿宋_GB2312", _font(tmp_path / "f.ttf", "中")),
            _face("黑体", _font(tmp_path / "h.ttf", "黑")),
            _face("Times New Roman", _font(tmp_path / "t.ttf", "R&"), role="西文"),
            _face("生僻字", _font(tmp_path / "r.ttf", "喆\ue000"), fallback=True),
        )
    )
    assert chosen.uncovered("中R&喆\n\t", "仿宋_GB2312") == ()
    assert chosen.uncovered("黑中黑", "仿宋_GB2312") == ("黑",)
    assert chosen.uncovered("中", "黑体") == ("中",)


@pytest.mark.parametrize("character", ["\ue000", "\x07", "\ud800", "\U000f0000"])
def test_what_no_document_may_carry_is_refused_whatever_fonts_say(
    character: str, tmp_path: Path
) -> None:
    drawn = "A" if character == "\ud800" else "A" + character
    chosen = fonts.FontSet((_face("黑体", _font(tmp_path / "h.ttf", drawn)),))
    assert chosen.uncovered("A" + character, "黑体") == (character,)


def test_an_unknown_font_name_is_an_error_and_not_a_pass(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match="幼圆"):
        fonts.FontSet((_face("黑体", _font(tmp_path / "h.ttf", "A")),)).uncovered("A", "幼圆")


def _install(monkeypatch: pytest.MonkeyPatch, *paths: str) -> None:
    files = {Path(path).name.lower(): Path(path) for path in paths}
    monkeypatch.setattr(font_files, "installed_files", lambda: files)


_FREE = (
    "/f/FandolFang-Regular.otf",
    "/f/FandolKai-Regular.otf",
    "/f/FandolSong-Bold.otf",
    "/f/NotoSansCJK-Regular.ttc",
    "/f/NotoSerifCJK-Regular.ttc",
    "/f/LiberationSerif-Regular.ttf",
)


def test_free_fonts_are_named_as_substitutions(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, *_FREE)
    assert dict(fonts.resolve().substitutions) == {
        "仿宋_GB2312": "FandolFang R",
        "楷体_GB2312": "FandolKai",
        "黑体": "Noto Sans CJK SC",
        "方正小标宋简体": "FandolSong Bold",
        "宋体": "Noto Serif CJK SC",
        "Times New Roman": "Liberation Serif",
    }


def test_an_official_font_wins_and_is_no_substitution(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, *_FREE, "/w/SIMFANG.TTF", "/w/simhei.ttf")
    assert {"仿宋_GB2312", "黑体"}.isdisjoint(dict(fonts.resolve().substitutions))


def test_what_is_missing_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _install(monkeypatch, *(path for path in _FREE if "Fandol" not in path))
    with pytest.raises(EngineMissing) as caught:
        fonts.resolve()
    assert caught.value.message == "缺少中文排版所需的字体：仿宋、楷体、小标宋"
    assert caught.value.advice.endswith("--no-install-recommends -y texlive-lang-chinese")


def test_the_font_configuration_offers_our_files_and_no_others(tmp_path: Path) -> None:
    odd = _font(tmp_path / "a & b" / "小标宋[1].ttf", "A")
    plain = _font(tmp_path / "fonts" / "f.ttf", "中")
    path = fonts.FontSet((_face("仿宋_GB2312", plain), _face("小标宋", odd))).write_config(tmp_path)
    root = ElementTree.parse(path).getroot()
    assert {element.text for element in root.findall("dir")} == {str(odd.parent), str(plain.parent)}
    assert [element.text for element in root.findall("selectfont/rejectfont/glob")] == ["*"]
    accepted = {element.text for element in root.findall("selectfont/acceptfont/glob")}
    assert accepted == {str(plain), str(odd).replace("[", "?").replace("]", "?")}
    assert not root.findall("include")


def test_a_face_apart_is_offered_as_a_copy_of_another_family(tmp_path: Path) -> None:
    font = _font(tmp_path / "Song.ttf", "中")
    apart = replace(_face("宋体", font), apart=True)
    path = fonts.FontSet((_face("小标宋", _font(tmp_path / "Bold.ttf", "中")), apart)).write_config(
        tmp_path
    )
    offered = ElementTree.parse(path).getroot().findall("selectfont/acceptfont/glob")
    copies = [Path(str(glob.text)) for glob in offered if "cache" in str(glob.text)]
    assert len(offered) == 2 and len(copies) == 1 and not any(g.text == str(font) for g in offered)
    with TTFont(copies[0]) as copy, TTFont(font) as original:
        assert copy["name"].getDebugName(1) == "bayu-宋体"
        assert copy["name"].getDebugName(6) == original["name"].getDebugName(6)
        for table in ("glyf", "hmtx", "cmap"):
            assert copy.reader[table] == original.reader[table]


def test_a_damaged_file_is_no_copy(tmp_path: Path) -> None:
    broken = tmp_path / "Song.otf"
    broken.write_bytes(b"no font")
    with pytest.raises(EngineMissing, match="损坏"):
        font_copy.renamed(broken, "bayu-宋体", tmp_path)
    assert not list((tmp_path / "cache").rglob("*.otf"))
