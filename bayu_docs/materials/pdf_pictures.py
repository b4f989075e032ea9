"""Pictures as PDF pages, by pikepdf: the encoded bytes are stored as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from bayu_docs.materials.image import Picture


def write_pictures(
    target: Path, pictures: Sequence[Picture], sizes: Sequence[tuple[float, float]]
) -> None:
    """One page a picture, of that size in points; no second encoding."""
    with pikepdf.new() as pdf:
        for picture, (width, height) in zip(pictures, sizes, strict=True):
            content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /P Do Q".encode()
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
                Resources=Dictionary(XObject=Dictionary(P=image_of(pdf, picture))),
                Contents=Stream(pdf, content),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        pdf.save(target, deterministic_id=True)


def image_of(pdf: pikepdf.Pdf, picture: Picture) -> Stream:
    """The picture as an image object of that file."""
    return Stream(
        pdf,
        picture.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width_px,
        Height=picture.height_px,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if picture.gray else Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
