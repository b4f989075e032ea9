"""The bundle at a glance: the matrix, the plan in words, and a picture of each page."""

from __future__ import annotations

import io

from PIL import Image

from bayu_docs.evidence.overview import PICTURES_BYTES, overview
from bayu_docs.evidence.plan import plan
from bayu_docs.materials.page_look import PageLook
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece
from bayu_docs.model.report import BundleOverview, MatrixItem
from bayu_docs.model.verdict import Assessment

ROWS = [
    Assessment(key, f"四（一）{number}", title, "", "")
    for number, (key, title) in enumerate(
        {
            "site": "场地",
            "leads": "领衔工匠",
            "parent_support": "所属单位支持",
            "team": "团队",
        }.items()
    )
]
ITEMS = [
    EvidenceItem("E01", "平面图", "a.pdf", ("场地", "团队")),
    EvidenceItem("E02", "名单", "b.docx", ("领衔工匠",)),
    EvidenceItem("E03", "照片", "c.jpg", ("场地",)),
    EvidenceItem("E04", "旧照片", "d.jpg", ("从前的条件",)),
]


def jpeg(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (85, 120), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def shown(pages: int = 1) -> BundleOverview:
    """E02 is of unknown length; E01 has so many landscape pages, E03 and E04 one each."""
    pieces = [Piece(f"E01.{n}", "E01", "pdf", 842, 595, "a.pdf", n) for n in range(1, pages + 1)]
    pieces += [Piece(f"{name}.1", name, "picture", 400, 500, "c.jpg") for name in ("E03", "E04")]
    looks = {piece.key: PageLook(thumbnail=jpeg("green")) for piece in pieces}
    made = plan(ITEMS, pieces, 20, 17, ["E02"])
    return overview(made, ROWS, looks, excused=["parent_support"])


def test_each_requirement_stands_with_its_items_and_their_pages() -> None:
    found = shown()
    assert [(row.requirement, [item.id for item in row.items]) for row in found.matrix] == [
        ("场地", ["E01", "E03"]),
        ("领衔工匠", ["E02"]),
        ("所属单位支持", []),
        ("团队", ["E01"]),
    ]
    assert found.matrix[0].items[1] == MatrixItem("E03", "照片", (3,))
    assert [row.missing for row in found.matrix] == [False] * 4
    assert found.loose == (MatrixItem("E04", "旧照片", (4,)),)


def test_a_requirement_without_a_page_is_missing_unless_excused_or_not_yet_known() -> None:
    made = plan(ITEMS[:1], [], 20, 17)
    rows = overview(made, ROWS, {}, excused=["parent_support"]).matrix
    assert [row.missing for row in rows] == [True, True, False, True]


def test_the_plan_in_words_is_for_the_applicant() -> None:
    assert shown().words.splitlines() == [" 1  目录", " 2  E01.1（横放）", " 3  E03.1", " 4  E04.1"]
    assert shown().used == "已用 4 / 20 面（2 张），另有 1 件页数未知（E02）"


def test_every_page_of_the_bundle_is_shown_with_what_stands_on_it() -> None:
    pages = shown().pages
    assert [(page.number, page.items) for page in pages] == [
        (1, ()),
        (2, ("E01",)),
        (3, ("E03",)),
        (4, ("E04",)),
    ]
    assert pages[0].jpeg == b""
    for page in pages[1:]:
        picture = Image.open(io.BytesIO(page.jpeg)).convert("RGB")
        assert picture.size == (85, 120)
        red, green, _blue = picture.getpixel((42, 60))
        assert green > red + 60


def test_the_pictures_of_a_long_bundle_stay_small_together() -> None:
    pages = shown(pages=400).pages
    total = sum(len(page.jpeg) for page in pages)
    assert len(pages) > 100 and 0 < total <= PICTURES_BYTES
    assert all(len(page.jpeg) <= 6000 for page in pages)
