"""Whether what is printed can be read: how far a piece may shrink, and what to say of a plan.

Text is measured in points, pictures in dots an inch, both on paper. Blank, blurred, overturned and
double pages are hints to look again; they never block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bayu_docs.evidence.choices import BLANK, COPY_OF
from bayu_docs.evidence.layout import PICTURE, scale_among
from bayu_docs.evidence.wording import About
from bayu_docs.materials.page_look import PageLook
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import PagePlan, PageSlot, Piece, page_words
from bayu_docs.model.finding import Finding, Severity

# 小六 (6.5 pt, 2.29 mm). A Chinese character fills about 0.85 of its height: 1.95 mm. GB 7718-2011
# 3.9 wants 1.8 mm of a text everybody must be able to read; 七号 (5.5 pt) would leave 1.65 mm.
LEAST_TEXT_PT = 6.5
LOW_DPI, LEAST_DPI = 150, 100  # below: a warning, an error


class Use(Enum):
    """What a picture shows, and the most pieces that may share its page with it."""

    TEXT = 1
    CERTIFICATE = 4
    PHOTO = 6


# By the item's title, the first that fits. A photo of a signing is a photo; a list of certificates
# is a text. 表 alone is a table, but 表彰 is an award.
_USES = (
    (Use.PHOTO, re.compile("照片|相片|现场|实景|风貌|图片|剪影|合影|外景|内景")),
    (
        Use.TEXT,
        re.compile(
            "协议|合同|承诺|名单|名册|花名|台账|清单|通知|通报|文件|章程|制度|办法|方案|计划|总结"
            "|报告|说明|证明|纪要|记录|流水|发票|账|平面图|表(?!彰|扬|演)"
        ),
    ),
    (Use.CERTIFICATE, re.compile("证|执照|奖|牌|聘书|荣誉|表彰|称号")),
)
# A contract keeps its page however large its letters are.
_NEVER_SHARED = re.compile("协议|合同")


@dataclass(frozen=True)
class _Printed:
    """A piece where the plan puts it."""

    piece: Piece
    look: PageLook
    page: int
    scale: float

    @property
    def dpi(self) -> int | None:
        """Of its coarsest large picture, on paper."""
        natural = self.look.image_dpi
        return None if natural is None else round(natural / self.scale)

    @property
    def text_pt(self) -> float | None:
        """The height of its smallest text, on paper, to a tenth."""
        natural = self.look.smallest_text_pt
        return None if natural is None else round(natural * self.scale, 1)


def measured(
    pieces: Sequence[Piece], items: Sequence[EvidenceItem], looks: Mapping[str, PageLook]
) -> tuple[Piece, ...]:
    """The pieces with the smallest scale at which each can be read; looks: by piece key."""
    titles = {item.id: item.title for item in items}
    return tuple(
        replace(piece, least_scale=readable_from(piece, titles[piece.item], looks[piece.key]))
        if piece.item in titles and piece.key in looks
        else piece
        for piece in pieces
    )


def readable_from(piece: Piece, title: str, look: PageLook) -> float | None:
    """Printed ÷ natural size below which the piece cannot be read; None when nothing tells.

    Text stays at LEAST_TEXT_PT, and a contract at full size. A picture keeps what a page of four
    (a certificate) or of six (a photo) leaves it, a picture of a text the whole page.
    """
    if look.smallest_text_pt is not None:
        if _NEVER_SHARED.search(title):
            return 1.0
        return min(1.0, LEAST_TEXT_PT / look.smallest_text_pt)
    if piece.kind != PICTURE and not look.pictured:
        return None
    use = use_of(title, Use.CERTIFICATE if piece.kind == PICTURE else Use.TEXT)
    if use is Use.TEXT:
        return scale_among(piece, 1)
    return min(scale_among(piece, count) for count in range(1, use.value + 1))


def use_of(title: str, otherwise: Use) -> Use:
    """What the picture of an item of that title shows."""
    return next((use for use, words in _USES if words.search(title)), otherwise)


def page_facts(pieces: Sequence[Piece], looks: Mapping[str, PageLook]) -> dict[str, frozenset[str]]:
    """By piece key what was seen on it that speaks for leaving it out: `blank`, `copy_of:E02.1`."""
    copies = _copies(pieces, looks)
    facts: dict[str, frozenset[str]] = {}
    for piece in pieces:
        words = {BLANK} if piece.key in looks and looks[piece.key].blank else set()
        if piece.key in copies:
            words.add(COPY_OF + copies[piece.key].key)
        if words:
            facts[piece.key] = frozenset(words)
    return facts


def judge_legibility(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    items: Sequence[EvidenceItem],
    looks: Mapping[str, PageLook],
) -> tuple[Finding, ...]:
    """What can hardly be read on paper, and the pages to look at again, item by item."""
    slots = {slot.piece: slot for slot in page_plan.slots}
    copies = _copies(pieces, looks)
    titles = {item.id: item.title for item in items}
    found: list[Finding] = []
    for position, item in enumerate(items):
        about = About(item, position)
        own = [
            _Printed(
                piece, looks[piece.key], slots[piece.key].page, _scale(piece, slots[piece.key])
            )
            for piece in pieces
            if piece.item == item.id and piece.key in looks and piece.key in slots
        ]
        found += _coarse(about, own)
        found += _small(about, own)
        found += _hints(about, own)
        found += _double(about, own, copies, titles)
    return tuple(found)


def _scale(piece: Piece, slot: PageSlot) -> float:
    return slot.width / (piece.height if slot.turned else piece.width)


def _copies(pieces: Sequence[Piece], looks: Mapping[str, PageLook]) -> dict[str, Piece]:
    """By piece key the first piece before it that shows the same."""
    copies: dict[str, Piece] = {}
    firsts: list[Piece] = []
    for piece in pieces:
        look = looks.get(piece.key)
        if look is None:
            continue
        like = next((first for first in firsts if look.is_like(looks[first.key])), None)
        if like is None:
            firsts.append(piece)
        else:
            copies[piece.key] = like
    return copies


def _coarse(about: About, own: Sequence[_Printed]) -> Iterator[Finding]:
    """An error for pages that are too coarse, a warning for those that may be; each once."""
    low = [each for each in own if each.dpi is not None and each.dpi < LOW_DPI]
    severe = [each for each in low if (each.dpi or 0) < LEAST_DPI and _is_picture(each)]
    for severity, these in (
        (Severity.ERROR, severe),
        (Severity.WARNING, [each for each in low if each not in severe]),
    ):
        if these:
            worst = min(these, key=lambda each: each.dpi or 0)
            width, height = worst.look.image_px or (0, 0)
            verdict = "看不清" if severity is Severity.ERROR else "可能看不清"
            yield about.finding(
                "low_resolution",
                severity,
                f"{_which(these, own)}图片只有 {width}×{height} 像素，印在材料册第 {worst.page} 页"
                f"约 {worst.dpi} dpi（宜不低于 {LOW_DPI}，不得低于 {LEAST_DPI}），{verdict}",
                "请用原图（不要用聊天软件压缩过的），或重新拍照、扫描（200 dpi 以上）",
                worst.piece.source_page,
            )


def _is_picture(printed: _Printed) -> bool:
    """A page that is nothing but a picture; one in the midst of a text is only warned of."""
    return printed.look.pictured or printed.piece.kind == PICTURE


def _small(about: About, own: Sequence[_Printed]) -> Iterator[Finding]:
    these = [each for each in own if each.text_pt is not None and each.text_pt < LEAST_TEXT_PT]
    if these:
        worst = min(these, key=lambda each: each.text_pt or 0)
        yield about.finding(
            "small_text",
            Severity.WARNING,
            f"{_which(these, own)}最小的字印在材料册第 {worst.page} 页约 {worst.text_pt} 磅"
            f"（宜不小于 {LEAST_TEXT_PT} 磅，即小六号），可能看不清",
            "请放大原文件的字号、减少一页上的内容后重新导出",
            worst.piece.source_page,
        )


def _hints(about: About, own: Sequence[_Printed]) -> Iterator[Finding]:
    """Blank, blurred and overturned pages, to be looked at again."""
    blank = [each for each in own if each.look.blank]
    if blank:
        yield about.finding(
            "blank",
            Severity.INFO,
            f"{_which(blank, own)}看起来是空白页",
            "请核对；确是空白的，去掉后再交，可以省下版面",
            blank[0].piece.source_page,
        )
    blurred = [each for each in own if each.look.blurred]
    if blurred:
        yield about.finding(
            "blurred",
            Severity.INFO,
            f"{_which(blurred, own)}图片看起来模糊（可能没有对上焦，或手抖、缩放过）",
            "请核对；看不清的，重新拍照或扫描",
            blurred[0].piece.source_page,
        )
    overturned = [each for each in own if each.look.upside_down]
    if overturned:
        yield about.finding(
            "upside_down",
            Severity.INFO,
            f"{_which(overturned, own)}文字上下颠倒",
            "请把这些页旋转 180 度后保存，换上新文件",
            overturned[0].piece.source_page,
        )


def _double(
    about: About, own: Sequence[_Printed], copies: Mapping[str, Piece], titles: Mapping[str, str]
) -> Iterator[Finding]:
    """Pages that show what an earlier page shows, each with that page."""
    double = [(each, copies[each.piece.key]) for each in own if each.piece.key in copies]
    if double:
        pairs = "；".join(
            f"第 {each.piece.source_page} 页与{_other(first, about, titles)}"
            for each, first in double
        )
        yield about.finding(
            "duplicate",
            Severity.INFO,
            f"{pairs}看起来相同",
            "请核对；确是同一份的只留一件，在它的“证明事项”里写明全部条件，可以省下版面",
            double[0][0].piece.source_page,
        )


def _other(first: Piece, about: About, titles: Mapping[str, str]) -> str:
    """The other page: `本件第 2 页` or `E01“合作协议”（a.pdf）第 2 页`."""
    other = f" {first.item}“{titles.get(first.item, '')}”（{first.source}）"
    return f"{'本件' if first.item == about.item.id else other}第 {first.source_page} 页"


def _which(these: Sequence[_Printed], own: Sequence[_Printed]) -> str:
    """The pages of the file that are meant, empty when it has only the one: `第 2、4 页的`."""
    if len(own) == 1 and own[0].piece.source_page == 1:
        return ""
    return f"第 {page_words(tuple(each.piece.source_page for each in these))} 页的"
