"""How fast photos become a bundle against plain Pillow on the same photos, in the same run.

    python tests/benchmarks/picture_speed.py [--photos N] [--runs N]

Makes photos of 12 megapixels with the noise of a phone's sensor (3 to 4 MB each, every second one
held upright, as its EXIF orientation says) and prints the median of

    Pillow one after the other / collect + one bundle

Pillow: decode, turn upright, LANCZOS to the very pixels that our picture has on paper, save as
PDF. Ours: read, turned, reduced, encoded, planned and written as one bundle. Promised: at least 4,
the pictures at 200 to 300 dpi on paper, on two cores that nobody else uses. The processors' own
seconds, printed beside, say what is left of it on one.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageOps

from bayu_docs.evidence.collect import collect
from bayu_docs.evidence.plan import BOX_MM, plan
from bayu_docs.materials import pdf_write
from bayu_docs.materials.image import read_pictures
from bayu_docs.materials.pdf_write import Placed, Sheetful
from bayu_docs.model.application import EvidenceItem

SIZE = (4000, 3000)
GRAIN = 5.5  # the noise's spread, by which the files get 3 to 4 MB
QUALITY = 92  # what phones write
UPRIGHT_BY_EXIF = 6
MM_PER_INCH = 25.4


def scene() -> Image.Image:
    """Soft shapes with a grain: what a phone's photo costs to decode."""
    coarse = [Image.effect_noise((40, 30), 90).resize(SIZE) for _ in range(3)]
    grain = Image.effect_noise(SIZE, GRAIN)
    return Image.merge("RGB", [ImageChops.add(each, grain, 1, -128) for each in coarse])


def photos(folder: Path, many: int) -> list[Path]:
    """So many photos in the folder: the same scene, each looking elsewhere."""
    paths = [folder / f"{number:02}.jpg" for number in range(many)]
    whole = scene()
    for number, path in enumerate(paths):
        exif = Image.Exif()
        exif[0x0112] = UPRIGHT_BY_EXIF if number % 2 else 1
        shot = ImageChops.offset(whole, number * SIZE[0] // many, 0)
        shot.save(path, "JPEG", quality=QUALITY, exif=exif)
    return paths


def by_pillow(paths: Sequence[Path], sizes: Sequence[tuple[int, int]], work: Path) -> None:
    """Each photo as a PDF of its own, one after the other."""
    for path, size in zip(paths, sizes, strict=True):
        with Image.open(path) as photo:
            upright = ImageOps.exif_transpose(photo)
            small = upright.resize(size, Image.Resampling.LANCZOS)
            small.save(work / f"{path.stem}.pdf", "PDF")


def by_us(paths: Sequence[Path], folder: Path, work: Path) -> int:
    """The photos as one bundle; its bytes."""
    items = [EvidenceItem(path.stem, "照片", path.name, ("照片",)) for path in paths]
    pieces = collect(items, folder, work, {}).value or ()
    planned = plan(items, pieces, len(items) + 1, len(items))
    located = {piece.key: piece for piece in pieces}
    sheets = [
        Sheetful(
            (
                Placed(
                    Path(located[slot.piece].location),
                    located[slot.piece].page_index,
                    (slot.x, slot.y, slot.width, slot.height),
                ),
            )
        )
        for slot in planned.slots
    ]
    target = work / "bundle.pdf"
    pdf_write.write_pages(target, sheets, [], [], "照片", datetime(2022, 3, 8, tzinfo=UTC))
    with pikepdf.open(target) as bundle:
        assert len(bundle.pages) == len(paths)
    return target.stat().st_size


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processors."""
    clock, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - clock, sum(after[:2]) - sum(before[:2])


def on_paper(paths: Sequence[Path]) -> tuple[list[tuple[int, int]], str]:
    """The pixels of our pictures, and what they are on paper."""
    pictures = [read_pictures(path, BOX_MM)[0] for path in paths]
    sizes = [(picture.width_px, picture.height_px) for picture in pictures]
    dpi = [max(width / BOX_MM[0], height / BOX_MM[1]) * MM_PER_INCH for width, height in sizes]
    shown = [Image.open(io.BytesIO(picture.jpeg)).size for picture in pictures]
    assert shown == sizes
    return sizes, f"{min(dpi):.0f} to {max(dpi):.0f} dpi"


def main() -> None:
    """Print the sizes and the ratio, runs taken in turn so that drift hits both alike."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--photos", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, work = Path(name, "photos"), Path(name, "work")
        folder.mkdir()
        work.mkdir()
        paths = photos(folder, asked.photos)
        sizes, dpi = on_paper(paths)
        theirs, ours = [], []
        for _ in range(asked.runs):
            theirs.append(timed(lambda: by_pillow(paths, sizes, work)))
            ours.append(timed(lambda: by_us(paths, folder, work)))
        megabytes = sum(path.stat().st_size for path in paths) / len(paths) / 1e6
        bundle = (work / "bundle.pdf").stat().st_size / 1e6
    clock = statistics.median(a[0] / b[0] for a, b in zip(theirs, ours, strict=True))
    cpu = statistics.median(a[1] / b[1] for a, b in zip(theirs, ours, strict=True))
    print(f"{len(paths)} photos of {megabytes:.1f} MB, {dpi} on paper, bundle {bundle:.1f} MB")
    print(f"Pillow {statistics.median(t for t, _ in theirs):.2f} s", end=", ")
    print(f"ours {statistics.median(t for t, _ in ours):.2f} s: {clock:.1f} times (promised: 4)")
    print(f"processor seconds: {cpu:.1f} times")


if __name__ == "__main__":
    main()
