"""A sheet to draw on: words at a place, wrapped words, and saving small."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from studio.fonts import font

Colour = tuple[int, int, int]
INK: Colour = (38, 38, 38)
GREY: Colour = (120, 120, 120)
PAPER: Colour = (255, 255, 255)
SAMPLE = "样例（虚构）"
_NO_LINE_START = "，。、；：！？）》”』】"
_NO_LINE_END = "（《“『【"


class Sheet:
    """A picture with helpers; all measures are pixels from the upper left corner."""

    def __init__(self, width: int, height: int, paper: Colour = PAPER) -> None:
        self.image = Image.new("RGB", (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.width, self.height = width, height

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        style: str = "song",
        fill: Colour = INK,
        anchor: str = "la",
    ) -> None:
        """One line of text; anchor as in Pillow (la: left top, ma: middle top, ra: right top)."""
        self.draw.text((x, y), text, font=font(style, size), fill=fill, anchor=anchor)

    def block(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        width: float,
        style: str = "song",
        leading: float = 1.6,
        indent: bool = False,
    ) -> float:
        """A paragraph within `width`; gives the y below it."""
        for line in wrapped(("　　" if indent else "") + text, size, width, style):
            self.words(x, y, line, size, style)
            y += size * leading
        return y

    def slanted(self, text: str, size: int, fill: Colour, angle: float = 28) -> None:
        """Large pale words across the middle, under what is drawn later."""
        face = font("hei-bold", size)
        left, top, right, bottom = face.getbbox(text)
        mask = Image.new("L", (int(right - left) + 40, int(bottom - top) + 40), 0)
        ImageDraw.Draw(mask).text((20 - left, 20 - top), text, font=face, fill=255)
        turned = mask.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        spot = ((self.width - turned.width) // 2, (self.height - turned.height) // 2)
        self.image.paste(fill, spot, turned)

    def jpeg(self, quality: int = 80, exif: Image.Exif | None = None, grey: bool = False) -> bytes:
        """The sheet as a JPEG."""
        buffer = io.BytesIO()
        image = self.image.convert("L") if grey else self.image
        extra = {"exif": exif} if exif else {}
        image.save(buffer, "JPEG", quality=quality, optimize=True, dpi=(150, 150), **extra)
        return buffer.getvalue()

    def png(self, colours: int = 32) -> bytes:
        """The sheet as a PNG with a small palette."""
        buffer = io.BytesIO()
        flat = self.image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither(0))
        flat.save(buffer, "PNG", optimize=True, dpi=(150, 150))
        return buffer.getvalue()


def wrapped(text: str, size: int, width: float, style: str = "song") -> list[str]:
    """The text in lines no wider than `width`; marks never stand at its wrong end."""
    face = font(style, size)
    lines, line = [], ""
    for character in text:
        if face.getlength(line + character) > width and character not in _NO_LINE_START:
            kept = line.rstrip(_NO_LINE_END)
            lines.append(kept)
            line = line[len(kept) :]
        line += character
    return [*lines, line]
