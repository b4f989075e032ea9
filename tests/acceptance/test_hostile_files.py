"""A hundred hostile or odd files: each is shown right or refused with its own code, at a price."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from bayu_docs.evidence.collect import collect
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece
from bayu_docs.model.finding import Severity

MOST_SECONDS = 10  # of processor time, which a busy machine does not stretch
MOST_BYTES = 1536 * 1024 * 1024
# Said of the card for its size, and no matter here.
_ASIDE = {"low_resolution", "unlisted_file"}
_SPOTS = ((0.12, 0.12), (0.88, 0.12), (0.12, 0.88), (0.88, 0.88), (0.5, 0.5))
_COLOURS = {
    "R": (255, 0, 0),
    "G": (0, 255, 0),
    "B": (0, 0, 255),
    "W": (255, 255, 255),
    "D": (0, 0, 0),
}
_FORBIDDEN = (
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/XFA", "/URI",
    "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound",
    "/Rendition", "/OpenAction", "/AA", "/AcroForm", "/Annots", "/Names", "/Metadata",
)  # fmt: skip


class Shown(NamedTuple):
    """What became of a file: how many pages, the look and ratio of the first, all codes."""

    pages: int
    look: str
    ratio: float
    codes: tuple[str, ...]


class Collected(NamedTuple):
    """What became of the files, and the PDFs that were made, both by the file's name."""

    shown: dict[str, Shown]
    made: dict[str, Path]


def collected(files: Sequence[Any], folder: Path) -> Collected:
    """What `collect` makes of the files."""
    (folder / "evidence").mkdir()
    (folder / "work").mkdir()
    items = []
    for number, each in enumerate(files, 1):
        (folder / "evidence" / each.name).write_bytes(each.content)
        items.append(EvidenceItem(f"E{number:03d}", "材料", each.name, ("长期合作单位",)))
    outcome = collect(items, folder, folder / "work", {})
    answer = Collected({}, {})
    for item, each in zip(items, files, strict=True):
        pieces = [piece for piece in outcome.value or () if piece.item == item.id]
        found = [f for f in outcome.findings if f.place is not None and f.place.file == item.file]
        assert all(f.advice for f in found if f.severity is Severity.ERROR), each.name
        codes = {f.code.removeprefix("evidence.") for f in found} - _ASIDE
        answer.shown[each.name] = _shown(pieces, codes, bool(each.look))
        if pieces:
            answer.made[each.name] = Path(pieces[0].location)
    return answer


def _shown(pieces: Sequence[Piece], codes: set[str], looked_at: bool) -> Shown:
    if not pieces:
        return Shown(0, "", 0.0, tuple(sorted(codes)))
    first = pieces[0]
    look = seen(Path(first.location)) if looked_at else ""
    ratio = round(first.width / first.height, 2) if looked_at else 0.0
    return Shown(len(pieces), look, ratio, tuple(sorted(codes)))


def shown(file: Any) -> Shown:
    """What must become of the file."""
    if file.code:
        return Shown(0, "", 0.0, (file.code,))
    ratio = round(file.ratio, 2) if file.look else 0.0
    return Shown(file.pages, file.look, ratio, tuple(sorted(file.told)))


def seen(path: Path) -> str:
    """The colours at the five spots of the first page."""
    picture = drawn(path, 400)
    return "".join(_colour(picture, *spot) for spot in _SPOTS)


def drawn(path: Path, side_px: int) -> Image.Image:
    """The first page as a reader shows it, fields and annotations drawn."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0]
    picture = page.render(scale=side_px / max(page.get_size()), may_draw_forms=True).to_pil()
    page.close()
    document.close()
    return picture.convert("RGB")


def off_by(source: Path, made: Path) -> int:
    """The greatest difference of colour between the two first pages, in fields of 2 %."""
    before, after = (drawn(path, 1000).reduce(20) for path in (source, made))
    difference = ImageChops.difference(before, after.resize(before.size))
    return max(int(band.getextrema()[1]) for band in difference.split())


def _colour(picture: Image.Image, x: float, y: float) -> str:
    spot = picture.getpixel((int(picture.width * x), int(picture.height * y)))
    assert isinstance(spot, tuple)
    off = {
        letter: max(abs(a - b) for a, b in zip(spot, colour, strict=True))
        for letter, colour in _COLOURS.items()
    }
    letter = min(off, key=lambda each: off[each])
    return letter if off[letter] < 60 else "?"


def forbidden(path: Path) -> set[str]:
    """Names in the file that only active content or a way outside would have."""
    with pikepdf.open(path) as pdf:
        nodes = [pdf.trailer, *pdf.objects]
        return {name for node in nodes for name in _names(node) if name in _FORBIDDEN}


def _names(node: Any) -> Iterator[str]:
    """Every key and name in an object, streams' dictionaries and inner objects among them."""
    holder = node.stream_dict if isinstance(node, pikepdf.Stream) else node
    if isinstance(holder, pikepdf.Name):
        yield str(holder)
    elif isinstance(holder, pikepdf.Dictionary):
        for key, value in holder.items():
            yield key
            if not getattr(value, "is_indirect", False):
                yield from _names(value)
    elif isinstance(holder, pikepdf.Array):
        for value in holder:
            if not getattr(value, "is_indirect", False):
                yield from _names(value)


@pytest.mark.parametrize(
    "family",
    ["frames", "structure", "contents", "activity", "annotations", "pictures", "office"],
)
def test_each_file_is_shown_right_or_refused_with_its_own_code(
    family: str, hostile: ModuleType, tmp_path: Path
) -> None:
    files = hostile.files(family)
    answer = collected(files, tmp_path)
    assert answer.shown == {each.name: shown(each) for each in files}
    assert set(answer.made) == {each.name for each in files if not each.code}
    active = {name: forbidden(path) for name, path in answer.made.items()}
    assert {name: found for name, found in active.items() if found} == {}


# pdfium shows nothing of the one and a frame for a missing look of the other.
_READERS_DIFFER = {"crop elsewhere.pdf", "ticked by its value.pdf"}


@pytest.mark.parametrize("family", ["frames", "contents", "activity", "annotations"])
def test_what_was_seen_before_the_gate_is_seen_behind_it(
    family: str, hostile: ModuleType, tmp_path: Path
) -> None:
    files = [each for each in hostile.files(family) if not each.code]
    compared = [each for each in files if each.name not in _READERS_DIFFER]
    made = collected(compared, tmp_path).made
    off = {name: off_by(tmp_path / "evidence" / name, path) for name, path in made.items()}
    assert len(off) == len(compared)
    assert {name: by for name, by in off.items() if by > 40} == {}


def test_no_bomb_costs_more_than_ten_seconds_and_a_gigabyte_and_a_half(
    hostile: ModuleType, tmp_path: Path
) -> None:
    costs = {}
    for number, each in enumerate(hostile.files("bombs")):
        folder = tmp_path / str(number)
        folder.mkdir()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert collected([each], folder).shown == {each.name: shown(each)}
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs[each.name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        assert after.ru_maxrss * 1024 <= max(MOST_BYTES, before.ru_maxrss * 1024)
    assert {name: cost for name, cost in costs.items() if cost > MOST_SECONDS} == {}


def test_there_are_more_than_a_hundred_files_and_all_families_are_run(hostile: ModuleType) -> None:
    counts = {family: len(hostile.files(family)) for family in hostile.families()}
    assert sum(counts.values()) >= 100
    assert set(counts) == {
        "frames", "structure", "contents", "activity", "annotations", "bombs", "pictures", "office"
    }  # fmt: skip


def test_the_scan_sees_what_it_forbids(hostile: ModuleType, tmp_path: Path) -> None:
    blind = []
    for each in hostile.files("activity"):
        (tmp_path / each.name).write_bytes(each.content)
        if not forbidden(tmp_path / each.name):
            blind.append(each.name)
    assert blind == ["content elsewhere.pdf"]  # a stream's /F, which a font's flags share by name
