"""How the pages of our own normalised PDFs look: text height, resolution, blank, blurred, alike.

Only files that passed the gate come here: a page that kills pdfium has killed the gate's child
before. Nothing is decided about paper: sizes are natural, and what a plan makes of them is for the
planner to know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image as Pillow

from bayu_docs.materials import page_picture, page_walk
from bayu_docs.materials.page_picture import Grain
from bayu_docs.materials.page_walk import Image, Run, Standing
from bayu_docs.materials.pdf_look import PDFIUM_LOCK, PdfUnreadable

_WORKERS = 2
_SMALLEST_SHARE = 0.02  # by character: a stray dot or a lone index does not speak for the page
_LARGE_SHARE = 1 / 6  # of the page: a picture to look at, not a seal, a logo or a rule
_WHOLE_SHARE = 0.5  # of the page: such pictures lie upon each other (layers of one scan)
_ALONE_SHARE = 0.95  # of the page: the page is that picture
_OVERTURNED_SHARE = 0.9
_OVERTURNED_CHARACTERS = 20
ALIKE_BITS = 4  # of 64
ALIKE_MEANS = 10  # of 255


@dataclass(frozen=True)
class PageLook:
    """One page at its natural size.

    smallest_text_pt: height of the smallest printed text (its 2nd percentile by character), None
    without text; image_px, image_dpi: pixels and dpi of the coarsest large picture, None without
    one; pictured: the page is a picture, without printed text; blank, blurred, upside_down: as the
    names say, blurred only of pages that are pictures and upside_down only of printed text;
    fingerprint, mean: difference hash and mean of the grey picture; grain: that picture, small;
    words: digest of the page's text, empty without text; thumbnail: a JPEG of at most 6 kB.
    """

    smallest_text_pt: float | None = None
    image_px: tuple[int, int] | None = None
    image_dpi: float | None = None
    pictured: bool = False
    blank: bool = False
    blurred: bool = False
    upside_down: bool = False
    fingerprint: int = 0
    mean: int = 0
    grain: Grain = field(default=(0, 0, b""), repr=False)
    words: str = ""
    thumbnail: bytes = field(default=b"", repr=False)

    def is_like(self, other: PageLook) -> bool:
        """True when the two pages show the same and are not blank."""
        return (
            not (self.blank or other.blank)
            and self.words == other.words
            and (self.fingerprint ^ other.fingerprint).bit_count() <= ALIKE_BITS
            and abs(self.mean - other.mean) <= ALIKE_MEANS
            and page_picture.show_the_same(self.grain, other.grain)
        )


@dataclass(frozen=True)
class _Facts:
    """What pdfium says of a page: what stands on it, the digest of its words, its area, and the
    JPEG that is the whole page or else the page as drawn."""

    standing: Standing
    words: str
    area: float
    jpeg: bytes
    drawn: Pillow.Image | None


def looks(paths: Sequence[Path]) -> Mapping[Path, tuple[PageLook, ...]]:
    """The looks of several files, pictures decoded in threads; each path once. As look()."""
    once = tuple(dict.fromkeys(paths))
    with ThreadPoolExecutor(_WORKERS) as pool:
        return dict(zip(once, pool.map(look, once), strict=True))


def look(pdf: Path) -> tuple[PageLook, ...]:
    """The pages of a file that passed the gate; PdfUnreadable when pdfium cannot open it."""
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            raise PdfUnreadable(f"无法打开：{pdf.name}") from error
        count = len(document)
    try:
        return tuple(_look(document, index) for index in range(count))
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadable(f"无法读取：{pdf.name}") from error
    finally:
        with PDFIUM_LOCK:
            document.close()


def _facts(document: Any, index: int) -> _Facts:
    """All that needs pdfium, so that the lock is free while Pillow works."""
    with _opened(document, index) as (page, text_page):
        width, height = page.get_size()
        standing = page_walk.walk(page, text_page)
        jpeg = _jpeg(standing, width * height)
        drawn = None if jpeg else _drawn(page)
        return _Facts(standing, _digest(text_page.get_text_range()), width * height, jpeg, drawn)


@contextmanager
def _opened(document: Any, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text, under the lock."""
    with PDFIUM_LOCK:
        page = document[index]
        text_page = page.get_textpage()
        try:
            yield page, text_page
        finally:
            text_page.close()
            page.close()


def _digest(text: str) -> str:
    bare = "".join(text.split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else ""


def _jpeg(standing: Standing, area: float) -> bytes:
    """The encoded picture when the page is one JPEG and nothing else: reading it at an eighth of
    its size is many times faster than drawing the page."""
    images = standing.images
    if len(images) != 1 or standing.runs or standing.others or not images[0].straight:
        return b""
    if images[0].width_pt * images[0].height_pt < _ALONE_SHARE * area:
        return b""
    return page_walk.jpeg_of(images[0])


def _drawn(page: Any) -> Pillow.Image:
    """The page drawn small."""
    bitmap = page.render(scale=page_picture.SIDE_PX / max(page.get_size()))
    picture: Pillow.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def _look(document: Any, index: int) -> PageLook:
    facts = _facts(document, index)
    read = page_picture.from_jpeg(facts.jpeg) if facts.jpeg else None
    picture = read or facts.drawn
    if picture is None:  # a JPEG of a kind that only pdfium shows right
        with _opened(document, index) as (page, _text):
            picture = _drawn(page)
    grey = picture.convert("L")
    fingerprint, mean = page_picture.fingerprint(grey)
    standing = facts.standing
    large = _large(standing.images, facts.area)
    pictured = bool(large) and not standing.runs
    # A picture that pdfium fails to draw leaves white paper; one that Pillow has read is white.
    unseen = bool(large) and read is None
    blank = not standing.runs and not unseen and page_picture.is_white(grey)
    coarsest = min(large, key=lambda image: image.dpi, default=None)
    return PageLook(
        smallest_text_pt=_smallest(standing.runs),
        image_px=(coarsest.width_px, coarsest.height_px) if coarsest else None,
        image_dpi=round(coarsest.dpi, 1) if coarsest else None,
        pictured=pictured,
        blank=blank,
        blurred=pictured and not blank and page_picture.sharpness(grey) < page_picture.SHARP_FROM,
        upside_down=_overturned(standing.runs),
        fingerprint=fingerprint,
        mean=mean,
        grain=page_picture.grain(grey),
        words=facts.words,
        thumbnail=page_picture.thumbnail(picture),
    )


def _large(images: Sequence[Image], area: float) -> list[Image]:
    """The pictures one looks at; of several layers of one scan the finest speaks for all."""
    shares = [(image.width_pt * image.height_pt / area, image) for image in images]
    whole = [image for share, image in shares if share >= _WHOLE_SHARE]
    parts = [image for share, image in shares if _LARGE_SHARE <= share < _WHOLE_SHARE]
    return [*([max(whole, key=lambda image: image.dpi)] if whole else []), *parts]


def _smallest(runs: Sequence[Run]) -> float | None:
    """The height below which only _SMALLEST_SHARE of the characters are."""
    ordered = sorted(runs, key=lambda run: run.height_pt)
    left = _SMALLEST_SHARE * sum(run.characters for run in runs)
    for run in ordered:
        left -= run.characters
        if left < 0:
            return round(run.height_pt, 2)
    return None


def _overturned(runs: Sequence[Run]) -> bool:
    """True when nearly all of a page's text stands on its head."""
    total = sum(run.characters for run in runs)
    heads = sum(run.characters for run in runs if run.overturned)
    return total >= _OVERTURNED_CHARACTERS and heads >= _OVERTURNED_SHARE * total
