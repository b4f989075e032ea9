"""How far a piece may shrink, and what is said of pages that can hardly be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bayu_docs.evidence.layout import picture_size, shares
from bayu_docs.evidence.legibility import (
    LEAST_TEXT_PT,
    Use,
    judge_legibility,
    measured,
    page_facts,
    readable_from,
    use_of,
)
from bayu_docs.evidence.plan import plan
from bayu_docs.materials.page_look import PageLook
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece
from bayu_docs.model.finding import Finding, Severity

PHOTO = PageLook(pictured=True, image_px=(1600, 1200), image_dpi=214, fingerprint=0xF0F0)
TEXT = PageLook(smallest_text_pt=10.5, words="a", fingerprint=0x0F0F)


def item(name: str, title: str = "合作协议") -> EvidenceItem:
    return EvidenceItem(name, title, f"{name}.pdf", ("长期合作单位",))


def page(key: str, kind: str = "pdf") -> Piece:
    name, number = key.split(".")
    size = picture_size(1600, 1200) if kind == "picture" else (595.28, 841.89)
    return Piece(key, name, kind, *size, f"{name}.pdf", int(number))


def legible_counts(piece: Piece, title: str) -> list[int]:
    """On a page of how many pieces the picture of that title can be read."""
    sized = replace(piece, least_scale=readable_from(piece, title, PHOTO))
    return [count for count, share in enumerate(shares(sized), 1) if share is not None]


def judged(looks: dict[str, PageLook], kind: str = "pdf", most: int = 20) -> list[Finding]:
    """What is said of a bundle of those pages, all of one kind."""
    items = [item(name) for name in dict.fromkeys(key.split(".")[0] for key in looks)]
    pieces = [page(key, kind) for key in looks]
    return list(judge_legibility(plan(items, pieces, most, 17), pieces, items, looks))


def said(found: list[Finding]) -> list[tuple[str, Severity]]:
    return [(each.code.removeprefix("evidence."), each.severity) for each in found]


def test_text_shrinks_to_the_least_height_and_no_further() -> None:
    scale = readable_from(page("a.1"), "团队名单", TEXT)
    assert scale is not None and scale * 10.5 == pytest.approx(LEAST_TEXT_PT)
    tiny = replace(TEXT, smallest_text_pt=5.0)
    assert readable_from(page("a.1"), "团队名单", tiny) == 1.0


def test_a_contract_keeps_its_page_however_large_its_letters() -> None:
    large = replace(TEXT, smallest_text_pt=22.0)
    assert readable_from(page("a.1"), "合作协议首末页", large) == 1.0


@pytest.mark.parametrize(
    ("title", "kind", "most"),
    [
        ("教室现场照片", "picture", 6),
        ("领衔工匠证书（陈德厚）", "picture", 4),
        ("营业执照", "picture", 4),
        ("来历不明的图", "picture", 4),
        ("合作协议（手机拍摄）", "picture", 1),
        ("职业资格证书扫描件", "pdf", 4),
        ("未说明的扫描件", "pdf", 1),
    ],
)
def test_a_picture_shares_its_page_by_what_it_shows(title: str, kind: str, most: int) -> None:
    upright = (538.0, 762.0) if kind == "picture" else (595.0, 842.0)
    assert legible_counts(
        replace(page("a.1", kind), width=upright[0], height=upright[1]), title
    ) == (list(range(1, most + 1)))


@pytest.mark.parametrize(
    ("title", "use"),
    [
        ("签约现场照片（合作协议）", Use.PHOTO),
        ("学员结业证书发放名单", Use.TEXT),
        ("年度培训能力测算表", Use.TEXT),
        ("区级表彰证书", Use.CERTIFICATE),
        ("荣誉奖牌", Use.CERTIFICATE),
        ("其他", Use.PHOTO),
    ],
)
def test_the_title_tells_what_a_picture_shows(title: str, use: Use) -> None:
    assert use_of(title, Use.PHOTO) is use


def test_what_nobody_could_measure_stays_as_its_kind_says() -> None:
    drawing = PageLook()
    assert readable_from(page("a.1"), "平面图", drawing) is None
    assert measured([page("a.1")], [item("a")], {}) == (page("a.1"),)
    [known] = measured([page("a.1")], [item("a", "名单")], {"a.1": TEXT})
    assert known.least_scale == pytest.approx(LEAST_TEXT_PT / 10.5)


@pytest.mark.parametrize(
    ("dpi", "expected"),
    [(150, []), (149, [Severity.WARNING]), (100, [Severity.WARNING]), (99, [Severity.ERROR])],
)
def test_a_picture_is_judged_by_its_dpi_on_paper(dpi: int, expected: list[Severity]) -> None:
    found = judged({"a.1": replace(PHOTO, image_dpi=dpi)}, "picture")
    assert said(found) == [("low_resolution", severity) for severity in expected]
    for each in found:
        assert f"约 {dpi} dpi" in each.message and "第 2 页" in each.message
        assert "1600×1200" in each.message and each.place.page == 1


def test_a_page_made_smaller_is_finer_and_its_letters_are_smaller() -> None:
    assert said(judged({"a.1": replace(PHOTO, image_dpi=136)})) == []  # 136 ÷ 0.905 is 150
    assert said(judged({"a.1": replace(PHOTO, image_dpi=135)})) == [
        ("low_resolution", Severity.WARNING)
    ]
    assert said(judged({"a.1": replace(TEXT, smallest_text_pt=7.2)})) == []
    [small] = judged({"a.1": replace(TEXT, smallest_text_pt=7.1)})
    assert said([small]) == [("small_text", Severity.WARNING)] and "约 6.4 磅" in small.message


def test_a_coarse_picture_in_a_text_is_never_an_error() -> None:
    mixed = replace(TEXT, image_dpi=40, image_px=(300, 200))
    assert said(judged({"a.1": mixed})) == [("low_resolution", Severity.WARNING)]


def test_an_item_is_told_once_with_all_its_pages_and_the_worst_of_them() -> None:
    looks = {
        "a.1": replace(PHOTO, image_dpi=140, fingerprint=0),
        "a.2": TEXT,
        "a.3": replace(PHOTO, image_dpi=120, fingerprint=0xFFFF_FFFF),
        "a.4": replace(PHOTO, image_dpi=50, fingerprint=0xFFFF_FFFF_FFFF),
    }
    severe, low = judged(looks)
    assert said([severe]) == [("low_resolution", Severity.ERROR)] and "第 4 页的" in severe.message
    assert said([low]) == [("low_resolution", Severity.WARNING)]
    assert "第 3 页的" in low.message and low.place.page == 3


def test_blank_blurred_and_overturned_pages_are_hints() -> None:
    found = judged(
        {
            "a.1": replace(TEXT, upside_down=True),
            "a.2": PageLook(blank=True),
            "a.3": PageLook(blank=True),
            "b.1": replace(PHOTO, blurred=True),
        }
    )
    assert said(found) == [(code, Severity.INFO) for code in ("blank", "upside_down", "blurred")]
    assert "第 2—3 页的看起来是空白页" in found[0].message
    assert found[2].message.endswith("（b.pdf）：图片看起来模糊（可能没有对上焦，或手抖、缩放过）")


def test_two_pages_alike_are_named_both() -> None:
    grain = (12, 12, bytes(144))
    one, two = (replace(PHOTO, fingerprint=bits, grain=grain) for bits in (0b0000, 0b1111))
    far = replace(PHOTO, fingerprint=0b11111, grain=grain)
    found = judged({"a.1": one, "a.2": far, "b.1": two, "b.2": one})
    assert said(found) == [("duplicate", Severity.INFO)]
    assert "第 1 页与 a“合作协议”（a.pdf）第 1 页；第 2 页与 a“合作协议”" in found[0].message
    [inside] = judged({"a.1": one, "a.2": one})
    assert "第 2 页与本件第 1 页看起来相同" in inside.message


def test_the_facts_name_blank_pages_and_copies_for_the_choices() -> None:
    grain = (12, 12, bytes(144))
    photo = replace(PHOTO, grain=grain)
    looks = {"a.1": photo, "a.2": PageLook(blank=True), "a.3": TEXT, "b.1": photo, "b.2": photo}
    assert page_facts([page(key) for key in looks], looks) == {
        "a.2": {"blank"},
        "b.1": {"copy_of:a.1"},
        "b.2": {"copy_of:a.1"},
    }
