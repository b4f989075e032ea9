"""Flat illustrations that stand in for photos: nobody and no place is shown."""

from __future__ import annotations

import io
import math

from PIL import Image

from studio.canvas import Colour, Sheet
from studio.fonts import font

_SIZE = (1280, 960)
_SCALE = 2  # drawn twice as large, then reduced: smooth edges
CAPTION = "样例照片（虚构）"


class Scene:
    """A drawing of 1280 × 960 with a caption; coordinates are those of the finished picture."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        self.sheet = Sheet(_SIZE[0] * _SCALE, _SIZE[1] * _SCALE)
        for y in range(_SIZE[1]):
            share = y / _SIZE[1]
            shade = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
            self.box(0, y, _SIZE[0], y + 1, (shade[0], shade[1], shade[2]))

    def box(self, x1: float, y1: float, x2: float, y2: float, fill: Colour, r: float = 0) -> None:
        """A rectangle with corners rounded by r."""
        spot = [v * _SCALE for v in (x1, y1, x2, y2)]
        self.sheet.draw.rounded_rectangle(spot, r * _SCALE, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """An ellipse about (x, y)."""
        self.sheet.draw.ellipse([v * _SCALE for v in (x - rx, y - ry, x + rx, y + ry)], fill=fill)

    def area(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A polygon."""
        self.sheet.draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: Colour, width: float = 3) -> None:
        """A stroke along the points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.sheet.draw.line(scaled, fill=fill, width=round(width * _SCALE), joint="curve")

    def words(self, x: float, y: float, text: str, size: int, fill: Colour) -> None:
        """Words centred on (x, y)."""
        self.sheet.words(x * _SCALE, y * _SCALE, text, size * _SCALE, "hei-bold", fill, "mm")

    def person(
        self,
        x: float,
        y: float,
        coat: Colour,
        size: float = 1.0,
        hair: int = 40,
        standing: bool = False,
    ) -> None:
        """A figure to the waist, or to the ground when standing; (x, y) is the chin."""
        s = size
        if standing:
            for side in (-1, 1):
                middle = x + side * 18 * s
                self.box(middle - 15 * s, y + 100 * s, middle + 15 * s, y + 250 * s, (58, 62, 70))
                self.box(
                    middle - 19 * s, y + 240 * s, middle + 19 * s, y + 256 * s, (36, 36, 38), 6 * s
                )
        self.box(x - 46 * s, y + 12 * s, x + 46 * s, y + 130 * s, coat, 30 * s)
        self.box(x - 11 * s, y - 10 * s, x + 11 * s, y + 24 * s, (222, 178, 148), 6 * s)
        self.oval(x, y - 28 * s, 30 * s, 36 * s, (236, 196, 166))
        self.oval(x, y - 50 * s, 32 * s, 22 * s, (hair, hair - 4, hair - 8))

    def finish(self) -> Image.Image:
        """The picture in its final size, with its caption."""
        image = self.sheet.image.resize(_SIZE, Image.Resampling.LANCZOS)
        final = Sheet(*_SIZE)
        final.image.paste(image, (0, 0))
        width = font("hei", 26).getlength(CAPTION) + 36
        final.draw.rounded_rectangle((1256 - width, 902, 1256, 942), 8, fill=(40, 44, 48))
        final.words(1256 - width / 2, 922, CAPTION, 26, "hei", (255, 255, 255), "mm")
        return final.image


def classroom() -> Image.Image:
    """A bright classroom: blackboard, windows, learners at their tables."""
    s = Scene((246, 241, 228), (238, 228, 208))
    s.box(0, 700, 1280, 960, (198, 168, 130))
    s.box(330, 120, 950, 430, (120, 86, 56), 10)
    s.box(346, 136, 934, 414, (46, 94, 78), 4)
    s.words(640, 220, "果树嫁接 · 理实一体课", 44, (240, 246, 240))
    s.line([(420, 290), (860, 290)], (200, 220, 208), 3)
    s.words(640, 345, "削 · 插 · 绑 · 封", 40, (246, 232, 170))
    for left in (60, 1010):
        s.box(left, 130, left + 210, 430, (255, 255, 255), 6)
        s.box(left + 12, 142, left + 198, 418, (186, 220, 240), 4)
        s.oval(left + 62, 380, 46, 38, (134, 178, 116))
        s.oval(left + 144, 372, 50, 46, (112, 160, 98))
        s.box(left + 101, 142, left + 109, 418, (255, 255, 255))
    s.person(1110, 490, (66, 104, 150), 1.15)
    s.box(1040, 570, 1190, 700, (150, 108, 70), 6)
    coats = [(176, 84, 70), (84, 124, 96), (214, 160, 74), (92, 104, 150), (150, 96, 128)]
    for row, (y, scale) in enumerate(((610, 0.8), (740, 1.0))):
        for column in range(5):
            x = 130 + column * 218 + row * 20
            s.person(x, y, coats[(column + row * 2) % 5], scale, 34 + column * 9)
            s.box(x - 88, y + 66 * scale, x + 88, y + 84 * scale, (226, 196, 154), 4)
            s.box(x - 78, y + 84 * scale, x - 68, y + 150, (130, 130, 134))
            s.box(x + 68, y + 84 * scale, x + 78, y + 150, (130, 130, 134))
            s.box(x - 26, y + 58 * scale, x + 26, y + 67 * scale, (250, 250, 246), 2)
    return s.finish()


def workshop() -> Image.Image:
    """A machine workshop: a small tractor, a tool wall, a work bench."""
    s = Scene((226, 232, 236), (206, 214, 220))
    s.box(0, 690, 1280, 960, (168, 172, 176))
    s.area([(0, 960), (0, 900), (1280, 830), (1280, 960)], (156, 160, 164))
    s.box(60, 90, 560, 330, (112, 132, 146), 8)
    tools = [(206, 92, 60), (230, 180, 70), (70, 120, 160), (236, 236, 236)]
    for column in range(8):
        x = 100 + column * 56
        s.box(x, 120, x + 14, 270, tools[column % 4], 6)
        s.oval(x + 7, 130, 20, 18, tools[column % 4])
        s.oval(x + 7, 130, 9, 8, (112, 132, 146))
    s.words(310, 300, "工具摆放 · 一用一归", 26, (244, 246, 248))
    s.box(640, 90, 1220, 300, (255, 255, 255), 8)
    s.words(930, 150, "农机检修实训室", 46, (44, 74, 100))
    s.words(930, 225, "断电 · 挂牌 · 检查 · 复位", 32, (180, 70, 50))
    red, dark, steel = (192, 62, 48), (44, 46, 50), (120, 124, 128)
    s.box(470, 470, 820, 590, red, 24)
    s.area([(700, 470), (730, 330), (900, 330), (930, 470)], (196, 216, 228))
    s.line([(704, 470), (734, 330)], (60, 62, 66), 12)
    s.line([(926, 470), (896, 330)], (60, 62, 66), 12)
    s.line([(815, 470), (815, 330)], (60, 62, 66), 6)
    s.box(690, 312, 942, 340, red, 8)
    s.box(800, 470, 980, 640, red, 20)
    s.box(520, 400, 536, 480, steel, 4)
    s.oval(528, 396, 16, 10, dark)
    for x, y, r in ((540, 660, 78), (900, 630, 120)):
        s.oval(x, y, r, r, dark)
        s.oval(x, y, r * 0.52, r * 0.52, (232, 190, 80))
        for spoke in range(6):
            a = spoke * math.pi / 3
            end = (x + r * 0.46 * math.cos(a), y + r * 0.46 * math.sin(a))
            s.line([(x, y), end], dark, 6)
    s.box(60, 610, 400, 640, (160, 112, 66), 4)
    for x in (80, 360):
        s.box(x, 640, x + 22, 800, (120, 84, 50))
    for x, c in ((110, tools[0]), (190, tools[2]), (270, tools[1])):
        s.box(x, 560, x + 60, 610, c, 6)
    s.person(330, 500, (52, 88, 132), 1.1)
    s.person(1110, 540, (52, 88, 132), 1.3, 52, standing=True)
    s.box(1078, 466, 1142, 484, (232, 190, 80), 8)
    return s.finish()


def village_centre(orchard_rows: int = 3) -> Image.Image:
    """A village service centre with an orchard on the slope behind it."""
    s = Scene((150, 200, 232), (232, 242, 236))
    s.oval(1080, 130, 56, 56, (252, 226, 140))
    s.area(
        [(0, 420), (330, 230), (640, 390), (900, 250), (1280, 420), (1280, 700), (0, 700)],
        (146, 182, 142),
    )
    s.area([(0, 520), (420, 380), (860, 500), (1280, 400), (1280, 760), (0, 760)], (120, 164, 104))
    for row in range(orchard_rows):
        for column in range(15):
            x, y = 30 + column * 90 + row * 30, 490 + row * 56
            s.box(x - 5, y, x + 5, y + 34, (112, 82, 54))
            s.oval(x, y - 8, 34, 30, (70, 124, 66))
            for dx, dy in ((-14, -12), (8, -20), (14, 4), (-6, 8)):
                s.oval(x + dx, y + dy, 6, 6, (236, 140, 50))
    s.box(0, 720, 1280, 960, (206, 200, 188))
    s.area([(500, 960), (580, 720), (700, 720), (780, 960)], (190, 184, 172))
    s.box(250, 440, 1030, 760, (250, 246, 236))
    s.area([(210, 450), (320, 350), (960, 350), (1070, 450)], (112, 74, 60))
    s.box(250, 560, 1030, 572, (214, 204, 186))
    for x in (300, 420, 800, 920):
        for y in (470, 600):
            s.box(x, y, x + 70, y + 74, (140, 178, 198), 3)
            s.box(x + 33, y, x + 37, y + 74, (250, 250, 250))
    s.box(560, 590, 720, 760, (120, 84, 60), 3)
    s.box(637, 590, 643, 760, (90, 62, 44))
    s.box(400, 500, 880, 548, (176, 52, 44), 4)
    s.words(640, 524, "示例村党群服务中心", 34, (255, 244, 214))
    for x, coat in ((420, (84, 124, 150)), (860, (190, 120, 70)), (930, (110, 140, 96))):
        s.person(x, 700, coat, 0.8, standing=True)
    return s.finish()


def bamboo_workshop() -> Image.Image:
    """People weaving bamboo; baskets on shelves."""
    s = Scene((244, 238, 222), (232, 220, 196))
    s.box(0, 700, 1280, 960, (190, 160, 120))
    s.words(640, 80, "竹编工坊", 52, (92, 66, 40))
    for shelf in (250, 430):
        s.box(90, shelf, 1190, shelf + 16, (146, 104, 64), 3)
        for number in range(8):
            _basket(s, 165 + number * 136, shelf, 44 + (number * 7 + shelf) % 17)
    coats = [(120, 84, 110), (70, 110, 120), (170, 92, 66), (96, 120, 76)]
    for number, coat in enumerate(coats):
        x = 200 + number * 290
        s.person(x, 570, coat, 1.25, 40 + number * 18)
        s.box(x - 116, 730, x + 116, 752, (170, 126, 80), 5)
        s.box(x - 96, 752, x - 78, 880, (130, 94, 58))
        s.box(x + 78, 752, x + 96, 880, (130, 94, 58))
        _basket(s, x, 732, 52)
        for strand in range(-3, 4):
            s.line([(x + strand * 12, 640), (x + strand * 26, 596)], (206, 176, 96), 4)
    return s.finish()


def _basket(s: Scene, x: float, base: float, size: float) -> None:
    light, dark = (214, 182, 112), (170, 132, 70)
    s.area(
        [
            (x - size, base - size * 1.4),
            (x + size, base - size * 1.4),
            (x + size * 0.7, base),
            (x - size * 0.7, base),
        ],
        light,
    )
    for level in range(1, 5):
        y = base - size * 1.4 * level / 5
        half = size * (0.7 + 0.3 * level / 5)
        s.line([(x - half, y), (x + half, y)], dark, 3)
    for upright in range(-2, 3):
        s.line(
            [(x + upright * size * 0.4, base - size * 1.4), (x + upright * size * 0.28, base)],
            dark,
            2,
        )
    s.oval(x, base - size * 1.4, size, size * 0.16, dark)


def loom_workshop() -> Image.Image:
    """Three looms with cloth, weavers behind them, bolts of ramie cloth on the wall."""
    s = Scene((240, 236, 226), (226, 218, 202))
    s.box(0, 720, 1280, 960, (176, 146, 112))
    s.words(640, 70, "夏布织造实训车间", 48, (78, 66, 54))
    cloth = [(238, 228, 204), (120, 150, 176), (214, 190, 140), (150, 100, 90), (132, 158, 126)]
    for number in range(10):
        x = 90 + number * 112
        s.box(x, 130, x + 84, 290, cloth[number % 5], 4)
        s.box(x, 118, x + 84, 136, (124, 90, 58), 5)
    for number in range(3):
        x = 90 + number * 400
        wood = (150, 106, 64)
        s.person(x + 155, 412, [(96, 116, 150), (168, 92, 84), (92, 128, 104)][number], 1.1)
        s.box(x + 105, 520, x + 205, 610, [(96, 116, 150), (168, 92, 84), (92, 128, 104)][number])
        for post in (x, x + 290):
            s.box(post, 420, post + 20, 880, wood, 4)
        for beam in (430, 600, 800):
            s.box(x, beam, x + 310, beam + 18, wood, 4)
        s.box(x + 30, 618, x + 280, 800, (240, 232, 212))
        for thread in range(25):
            s.line([(x + 36 + thread * 10, 450), (x + 36 + thread * 10, 600)], (236, 226, 200), 1.5)
        s.area([(x + 120, 690), (x + 190, 680), (x + 200, 694), (x + 130, 704)], (110, 74, 44))
        for weft in range(6):
            s.line([(x + 30, 720 + weft * 13), (x + 280, 720 + weft * 13)], (214, 202, 172), 1.5)
    return s.finish()


def brand_display() -> Image.Image:
    """A display stall: three banners and the goods below them."""
    s = Scene((228, 238, 232), (210, 226, 216))
    s.box(0, 740, 1280, 960, (180, 186, 176))
    s.box(60, 60, 1220, 130, (54, 96, 84), 10)
    s.words(640, 95, "乡村技能品牌展示", 46, (250, 248, 236))
    banners = [
        ("示例果匠", (214, 120, 48)),
        ("示例夏布织娘", (84, 110, 150)),
        ("示例乡厨", (176, 66, 54)),
    ]
    for number, (name, colour) in enumerate(banners):
        x = 110 + number * 370
        s.box(x, 170, x + 320, 480, colour, 8)
        s.box(x + 14, 184, x + 306, 466, (252, 250, 242), 4)
        s.words(x + 160, 250, name, 44, colour)
        s.words(
            x + 160,
            330,
            ["高接换种 · 果园托管", "公司下单 · 居家织造", "统一标准 · 预约上门"][number],
            26,
            (80, 80, 80),
        )
        s.box(x + 60, 390, x + 260, 430, colour, 20)
        s.words(x + 160, 410, "乡村驿站", 26, (255, 255, 255))
        s.box(x - 16, 640, x + 336, 780, (150, 112, 74), 6)
        s.box(x - 16, 630, x + 336, 656, (190, 150, 104), 4)
    for number in range(9):
        s.oval(
            150 + (number % 5) * 58 + (number // 5) * 29,
            606 - (number // 5) * 42,
            27,
            26,
            (236, 146, 52),
        )
    for number, colour in enumerate(((238, 228, 204), (120, 150, 176), (214, 190, 140))):
        s.box(500 + number * 96, 560 - number * 14, 580 + number * 96, 632, colour, 14)
    for number in range(4):
        s.oval(890 + number * 80, 616, 36, 16, (250, 250, 248))
        s.oval(
            890 + number * 80,
            606,
            24,
            14,
            [(176, 84, 50), (104, 140, 70), (222, 176, 80), (150, 60, 60)][number],
        )
    return s.finish()


def dye_yard() -> Image.Image:
    """Dyed cloth hung to dry in a yard, vats in front."""
    s = Scene((188, 216, 236), (236, 240, 228))
    s.area([(0, 520), (300, 380), (700, 500), (1280, 360), (1280, 760), (0, 760)], (150, 184, 138))
    s.box(0, 640, 1280, 960, (206, 196, 174))
    colours = [
        (52, 84, 140),
        (92, 130, 178),
        (220, 178, 82),
        (176, 92, 72),
        (130, 150, 96),
        (72, 104, 156),
        (232, 208, 150),
        (150, 84, 104),
    ]
    for x in (60, 1210):
        s.box(x, 150, x + 18, 720, (124, 90, 58), 4)
    s.line([(60, 176), (640, 196), (1220, 176)], (110, 84, 60), 6)
    for number, colour in enumerate(colours):
        x = 112 + number * 136
        length = 560 + (number * 53) % 70
        s.area(
            [(x, 190), (x + 108, 190), (x + 112, length), (x + 56, length + 16), (x - 4, length)],
            colour,
        )
        pale = tuple(min(255, c + 40) for c in colour)
        for ring in range(3):
            s.oval(x + 54, 290 + ring * 100, 24, 24, (pale[0], pale[1], pale[2]))
            s.oval(x + 54, 290 + ring * 100, 13, 13, colour)
    for number, colour in enumerate(((46, 72, 120), (196, 150, 60), (150, 70, 58), (96, 120, 74))):
        x = 190 + number * 300
        s.box(x - 90, 760, x + 90, 890, (150, 104, 66), 18)
        s.oval(x, 764, 90, 26, (110, 76, 48))
        s.oval(x, 764, 78, 20, colour)
    s.person(340, 660, (86, 110, 146), 1.0, standing=True)
    s.person(940, 660, (172, 104, 82), 1.0, 60, standing=True)
    return s.finish()


def photo(picture: Image.Image, quality: int = 64) -> bytes:
    """The picture as a camera without a memory saves it."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def sideways_photo(picture: Image.Image, quality: int = 78) -> bytes:
    """The same as a phone held upright saves it: turned, orientation 6, with a GPS position."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F], exif[0x0110] = "SAMPLE", "INVENTED CAMERA"
    exif[0x8825] = {1: "N", 2: (29.0, 0.0, 0.0), 3: "E", 4: (105.0, 0.0, 0.0)}
    buffer = io.BytesIO()
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    turned.save(buffer, "JPEG", quality=quality, optimize=True, exif=exif)
    return buffer.getvalue()
