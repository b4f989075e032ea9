"""Identifiers of any make: right ones pass, and no single slip of the pen goes unseen."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from bayu_docs.intake import identifiers

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
KINDS = (
    *("11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49"),
    *("51", "52", "53", "54", "55", "59", "61", "62", "69", "71", "72", "79", "81", "89"),
    *("91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1"),
)
# The weights as GB 32100-2015 prints them.
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = ("11", "15", "21", "23", "31", "37", "41", "46", "50", "54", "61", "65", "71", "83")


def completed(body: str, choices: str, weights: tuple[int, ...], modulus: int, rest: int) -> str:
    """The body with the one check character that leaves `rest`; a value's rank is its value."""
    fitting = []
    for value, char in enumerate(choices):
        total = sum(int(c, 36) * w for c, w in zip(body, weights, strict=True)) + value
        if total % modulus == rest:
            fitting.append(body + char)
    (found,) = fitting
    return found


def ranked(body: str) -> str:
    """Letters of the 31-character alphabet as base-36 digits of the same rank."""
    return "".join("0123456789abcdefghijklmnopqrstu"[ALPHABET.index(c)] for c in body)


@st.composite
def uscc_codes(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(KINDS))
    region = "50" + draw(st.text("0123456789", min_size=4, max_size=4))
    inner = draw(st.text(ALPHABET, min_size=8, max_size=8))
    inner = completed(inner, "0123456789X", (3, 7, 9, 10, 5, 8, 4, 2), 11, 0)
    body = kind + region + inner
    return body + completed(ranked(body), ALPHABET, USCC_WEIGHTS, 31, 0)[-1]


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(PROVINCES)) + draw(st.text("123", min_size=4, max_size=4))
    born = draw(st.dates(date(1950, 1, 1), date(2000, 12, 31)))
    order = draw(st.text("0123456789", min_size=3, max_size=3))
    return completed(f"{region}{born:%Y%m%d}{order}", "0123456789X", ID_WEIGHTS, 11, 1)


@given(uscc_codes())
def test_every_rightly_made_code_passes(code: str) -> None:
    assert identifiers.check_uscc(code) == identifiers.IdentifierResult(code)


@given(uscc_codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_a_code_with_one_character_changed_never_passes(code: str, at: int, char: str) -> None:
    changed = code[:at] + char + code[at + 1 :]
    assert identifiers.check_uscc(changed).valid == (changed == code)


@given(id_numbers())
def test_every_rightly_made_number_passes(number: str) -> None:
    result = identifiers.check_id_number(number, on=date(2022, 3, 21))
    assert result == identifiers.IdentifierResult(number)


@given(id_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_a_number_with_one_digit_changed_never_passes(number: str, at: int, char: str) -> None:
    changed = number[:at] + char + number[at + 1 :]
    assert identifiers.check_id_number(changed).valid == (changed == number)


@given(id_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_message_holds_more_of_a_number_than_its_mask(number: str, at: int, char: str) -> None:
    changed = number[:at] + char + number[at + 1 :]
    for fault in identifiers.check_id_number(changed, on=date(2010, 1, 1)).faults:
        told = fault.message + fault.advice
        assert changed[6:14] not in told and changed[-6:] not in told


@given(st.text(max_size=30))
def test_any_text_gets_an_answer_and_its_normal_form_is_stable(typed: str) -> None:
    for check in (
        identifiers.check_uscc,
        identifiers.check_id_number,
        identifiers.normalise_mobile,
        identifiers.normalise_landline,
    ):
        result = check(typed)
        if result.valid:
            assert check(result.value) == result


@example("2010000")  # no number of Guangzhou, whose area is 020
@given(st.from_regex(r"(0[1-9][0-9]{1,2}-?)?[2-8][0-9]{6,7}(转[1-9][0-9]{0,3})?", fullmatch=True))
def test_a_printed_fixed_number_reads_back_as_itself(typed: str) -> None:
    result = identifiers.normalise_landline(typed)
    if result.valid:
        assert identifiers.normalise_landline(result.value) == result
