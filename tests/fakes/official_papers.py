"""Official papers by seed: heads and bodies of every size an office meets, all names invented."""

from __future__ import annotations

import random
from datetime import date
from typing import NamedTuple

from bayu_docs.gongwen import official as o
from bayu_docs.model.notice import DOCUMENT, LETTER, PLAIN, Attachment, Head

PLACES = (
    "示例区",
    "示例县",
    "示例自治县",
    "示例新区",
    "示范高新技术产业开发区",
    "示例经济技术开发区",
)
TASKS = (
    "人力资源和社会保障",
    "乡村振兴",
    "农业农村",
    "财政",
    "民政",
    "文化和旅游发展",
    "规划和自然资源",
)
ENDS = ("局", "委员会", "办公室", "事务中心", "事业发展中心")
THINGS = (
    "“巴渝工匠”",
    "乡村驿站",
    "建设",
    "申报",
    "推荐",
    "对象",
    "评审",
    "结果",
    "首批",
    "年度",
    "工作",
    "示范",
    "基地",
    "技能人才",
    "培养",
    "2022年",
    "《实施办法》",
    "有关事项",
)
FORMATS = (DOCUMENT, LETTER, PLAIN)
GENRES = ("的通知", "的函", "的报告", "的决定")
SENTENCE = (
    "各单位要高度重视",
    "严格按照规定的条件和程序组织实施",
    "于2022年3月31日前报送材料",
    "共推荐2个驿站",
    "经费按150000元的标准执行",
    "结合实际抓好贯彻落实",
    "做到公开公平公正",
)


class Made(NamedTuple):
    """A paper to render: its head and the paragraphs of its text."""

    head: Head
    body: tuple[str, ...]


def template(paper_format: str) -> bytes:
    """The barest template of a format: the paragraphs of f.body."""
    build = {DOCUMENT: o.document, LETTER: o.letter, PLAIN: o.plain}[paper_format]
    return build(o.each("words in f.body", o.text("{{ words }}")))


def paper(seed: int) -> Made:
    """The paper of that seed: 1–4 organs with names of 8–24 characters, a title of 8–60, 0–6
    attachments, half a page to ten pages of text."""
    dice = random.Random(seed)
    paper_format = dice.choices(FORMATS, (6, 3, 1))[0]
    head = Head(
        format=paper_format,
        issuers=_names(dice, dice.choice((1, 1, 2, 2, 3, 4))),
        title=_title(dice, dice.randint(8, 60)),
        number=f"示人社〔2022〕{dice.randint(1, 300)}号",
        to=_names(dice, dice.randint(0, 3)),
        signed_on=date(2022, dice.randint(1, 12), dice.randint(1, 28)),
        sealed=dice.random() < 0.75,
        note=dice.choice(("", "此件公开发布", "联系人：示例；联系电话：023-00000000")),
        attachments=tuple(_attachment(dice) for _ in range(dice.choice((0, 0, 1, 2, 3, 6)))),
        copies_to=_names(dice, dice.choice((0, 1, 3, 6))),
        printed_by=dice.choice(("", "示例区人力资源和社会保障局办公室")),
        printed_on=date(2022, 12, 30) if dice.random() < 0.8 else None,
    )
    return Made(head, _body(dice, dice.choice((250, 400, 700, 1500, 3000, 6000))))


def _names(dice: random.Random, count: int) -> tuple[str, ...]:
    names: list[str] = []
    while len(names) < count:
        name = dice.choice(PLACES) + dice.choice(TASKS) + dice.choice(ENDS)
        if 8 <= len(name) <= 24 and name not in names:
            names.append(name)
    return tuple(names)


def _title(dice: random.Random, length: int) -> str:
    genre = dice.choice(GENRES)
    words = "关于" + dice.choice(THINGS)
    while len(words + genre) < length:
        fitting = [each for each in THINGS if len(words + each + genre) <= 60]
        if not fitting:
            break
        words += dice.choice(fitting)
    return words + genre


def _attachment(dice: random.Random) -> Attachment:
    title = "".join(dice.choice(THINGS) for _ in range(dice.randint(1, 8)))[:40]
    pages = ("".join(SENTENCE) + "。",) * dice.randint(1, 3) if dice.random() < 0.3 else ()
    return Attachment(title, pages)


def _body(dice: random.Random, length: int) -> tuple[str, ...]:
    paragraphs = []
    while sum(map(len, paragraphs)) < length:
        sentences = dice.choices(SENTENCE, k=dice.randint(1, 14))
        paragraphs.append("，".join(sentences) + "。")
    closing = dice.choice(
        ("特此通知。", "，".join(dice.choices(SENTENCE, k=dice.randint(1, 9))) + "。")
    )
    return (*paragraphs, closing)
