"""Free Chinese fonts by style, found where the usual packages put them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/share/texlive/texmf-dist/fonts/opentype"))
# style -> (file, face in the collection); face 2 of the Noto collections is simplified Chinese.
_FILES = {
    "song": ("NotoSerifCJK-Regular.ttc", 2),
    "song-bold": ("NotoSerifCJK-Bold.ttc", 2),
    "hei": ("NotoSansCJK-Regular.ttc", 2),
    "hei-bold": ("NotoSansCJK-Bold.ttc", 2),
    "kai": ("FandolKai-Regular.otf", 0),
    "fang": ("FandolFang-Regular.otf", 0),
}


@cache
def font(style: str, size_px: int) -> ImageFont.FreeTypeFont:
    """The font of that style at that size; FileNotFoundError names the file that is missing."""
    name, face = _FILES[style]
    return ImageFont.truetype(
        str(_found(name)), size_px, index=face, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _found(name: str) -> Path:
    for folder in _FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FileNotFoundError(f"install fonts-noto-cjk and texlive-lang-chinese: {name} is missing")
