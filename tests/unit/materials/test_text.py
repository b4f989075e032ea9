"""Text: one normal form, and every refused character named with its position."""

from __future__ import annotations

import pytest

from bayu_docs.materials import text


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("e\u0301", "\u00e9"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("\u3000 单位\u00a0\n", "单位"),
        ("\ufeff单位", "单位"),
        ("甲\t乙", "甲 乙"),
        ("\t", ""),
        ("甲  乙", "甲  乙"),
    ],
)
def test_a_text_takes_its_normal_form(typed: str, normal: str) -> None:
    assert text.normalise(typed) == normal


REFUSED = [
    "\ud800", "\udfff", "\x00", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x85",
    "\x9f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufdd0", "\ufdef", "\ufffc",
    "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\U0002ffff", "\ue000", "\uf8ff", "\U000f0000",
    "\U0010fffd", "\U0010ffff", "{_{", "}_}",
]  # fmt: skip


@pytest.mark.parametrize("char", REFUSED)
def test_a_character_no_document_can_carry_is_refused_where_it_stands(char: str) -> None:
    (refusal,) = text.refused(f"甲乙{char}丙")
    assert (refusal.position, refusal.char) == (3, char)
    assert refusal.why


def test_every_refused_character_of_a_text_is_named() -> None:
    assert [(r.position, r.char) for r in text.refused("\ue000甲\x00")] == [
        (1, "\ue000"),
        (3, "\x00"),
    ]


@pytest.mark.parametrize(
    "harmless",
    ["{{ 1 }}", "{% x %}", "<a>", "]]>", "R&D <中心>", "😀", "𬭩㛃䶮", "\U00030000", "一\n二",
     "é", "A\u200bB"],
)  # fmt: skip
def test_what_word_can_carry_passes(harmless: str) -> None:
    assert text.refused(harmless) == []
    assert text.normalise(harmless) == harmless


def test_a_quoted_value_shows_nothing_invisible_and_stays_on_one_line() -> None:
    assert text.visible("甲\n乙\ud800\u202e") == "甲 乙[U+D800][U+202E]"
    assert text.visible("字" * 100, 10) == "字" * 9 + "…"
