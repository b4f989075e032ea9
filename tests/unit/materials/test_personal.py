"""Numbers of persons are found however they are written; what is none is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.materials.personal import (
    BANK_CARD,
    ID_NUMBER,
    MOBILE,
    id_check_character,
    numbers_in,
)

ID = "50010119800101001" + id_check_character("50010119800101001")


def luhn(body: str) -> str:
    """The body with its check digit."""
    for digit in "0123456789":
        total = 0
        for place, each in enumerate(reversed(body + digit)):
            doubled = int(each) * (1 + place % 2)
            total += doubled - 9 if doubled > 9 else doubled
        if total % 10 == 0:
            return body + digit
    raise AssertionError(body)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证{ID}。", ID_NUMBER),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", ID_NUMBER),
        (f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", ID_NUMBER),
        ("手机13900001234", MOBILE),
        ("139 0000 1234", MOBILE),
        ("139-0000-1234", MOBILE),
        ("１３９００００１２３４", MOBILE),
        ("+86 13900001234", MOBILE),
        ("139\u200b00001234", MOBILE),
        ("139\n00001234", MOBILE),
        (luhn("622202123456789012"), BANK_CARD),
        ("6222 0212 3456 7890 " + luhn("622202123456789012")[16:], BANK_CARD),
        (luhn("411111111111111"), BANK_CARD),
    ],
)
def test_a_number_of_a_person_is_found_and_masked(text: str, kind: str) -> None:
    (hit,) = numbers_in(text)
    assert hit.kind == kind
    assert "*" in hit.shown
    assert hit.shown not in text


@pytest.mark.parametrize(
    "text",
    [
        "023-88126972",
        "联系电话：023-00000000，023-00000001",
        "2022年3月31日18:00",
        "示人社〔2022〕127号",
        "150000元（壹拾伍万元整）",
        "5-05-01-00",
        "91500101MA5U000000",
        "a" * 10 + "13900001234" + "b" * 43,  # inside a digest
        ID[:17] + ("0" if ID[17] != "0" else "1"),  # the check character does not hold
        luhn("622202123456789012")[:18] + "x",
        "20220331202206022022061020220617",
    ],
)
def test_what_is_no_number_of_a_person_is_left_alone(text: str) -> None:
    assert numbers_in(text) == ()


@given(st.integers(1940, 2005), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999))
def test_every_valid_identity_number_is_found(year: int, month: int, day: int, tail: int) -> None:
    body = f"500101{year}{month:02}{day:02}{tail:03}"
    (hit,) = numbers_in(f"（{body}{id_check_character(body)}）")
    assert hit.kind == ID_NUMBER


@given(st.text(alphabet="0123456789 -年月日〔〕号", max_size=60))
def test_masks_never_show_the_whole_number(text: str) -> None:
    for hit in numbers_in(text):
        assert "****" in hit.shown
