"""Identifiers: the standards' arithmetic, and the judgments the standards leave open.

Numbers are constructed; none belongs to a person. 91110000600037341L is a published example.
"""

from __future__ import annotations

from datetime import date

import pytest

from bayu_docs.intake import identifiers
from bayu_docs.model.finding import Severity

FILED = date(2022, 3, 21)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(body: str) -> str:
    """A 17-digit body with its check character, by trying all eleven (ISO 7064)."""
    for candidate in "0123456789X":
        value = 10 if candidate == "X" else int(candidate)
        total = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) + value
        if total % 11 == 1:
            return body + candidate
    raise AssertionError(body)


def codes(result: identifiers.IdentifierResult) -> list[str]:
    return [fault.code for fault in result.faults]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("91500101MA0000007H", "91500101MA0000007H"),
        (" ９１５００１０１ｍａ0000007ｈ ", "91500101MA0000007H"),
        ("91500101-MA000000-7H", "91500101MA0000007H"),
    ],
)
def test_a_code_is_normalised_and_accepted(typed: str, value: str) -> None:
    assert identifiers.check_uscc(typed) == identifiers.IdentifierResult(value)


def test_a_code_registered_outside_chongqing_is_only_warned_of() -> None:
    result = identifiers.check_uscc("91110000600037341L")
    assert codes(result) == ["intake.uscc_region"]
    assert result.valid


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("91500101MA0000007", "现在是 17 位"),
        ("91500101MA00000I7H", "第16位“I”"),
        ("9150010AMA0000007H", "第3—8位"),
        ("97500101MA0000007H", "前两位“97”"),
        ("91500101MA0000008H", "第9—17位"),
        ("91500101MA0000007J", "校验码"),
        ("9150010１MA000000甲7H"[:18], "第17位“甲”"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(typed: str, said: str) -> None:
    (fault,) = identifiers.check_uscc(typed).faults
    assert fault.code == "intake.uscc"
    assert said in fault.message


@pytest.mark.parametrize(
    "body", ["50010119900307123", "50010619850307123", "50023519920307123", "51020219800307123",
             "65270119800307123", "81000019900307123", "82000019900307123", "83000019900307123",
             "44190019900307123", "71000019900307123"],
)  # fmt: skip
def test_a_number_whose_county_came_later_or_is_gone_is_accepted(body: str) -> None:
    assert identifiers.check_id_number(id_number(body), on=FILED).faults == ()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (id_number("50010119900230123"), "出生日期"),
        (id_number("50010118991231123"), "出生日期"),
        (id_number("50010120220322123"), "晚于填报日期"),
        (id_number("99010119900307123"), "省级"),
        ("500101900307123", "15 位"),
        ("50010119900307123", "17 位"),
        ("5001011990030712XX", "前 17 位"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(number: str, said: str) -> None:
    (fault,) = identifiers.check_id_number(number, on=FILED).faults
    assert fault.code == "intake.id_number"
    assert said in fault.message
    assert fault.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("50000019900307123", ["intake.id_region"]),
        ("50010120040322123", ["intake.id_age"]),
        ("50010120040321123", []),
        ("50010119410321123", ["intake.id_age"]),
        ("50010119410322123", []),
    ],
)
def test_region_and_age_only_warn(body: str, expected: list[str]) -> None:
    result = identifiers.check_id_number(id_number(body), on=FILED)
    assert codes(result) == expected
    assert result.valid


def test_a_row_that_disagrees_with_its_number_is_warned_of() -> None:
    number = id_number("50010119900307123")  # 17th digit 3: male
    agreed = identifiers.check_id_number(number, gender="男", birth_month="1990-03")
    assert agreed.faults == ()
    result = identifiers.check_id_number(number, gender="女", birth_month="1990-04")
    assert codes(result) == ["intake.id_gender", "intake.id_birth"]
    assert result.valid


def test_full_width_digits_and_a_small_x_are_normalised() -> None:
    number = next(n for i in range(999) if (n := id_number(f"50010119900307{i:03d}"))[17] == "X")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number.lower())
    assert identifiers.check_id_number(f"{wide[:6]} {wide[6:]}").value == number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("19900138000", "19900138000"),
    ],
)
def test_a_mobile_number_becomes_eleven_digits(typed: str, value: str) -> None:
    assert identifiers.normalise_mobile(typed) == identifiers.IdentifierResult(value)


@pytest.mark.parametrize(
    "typed", ["14100138000", "1380013800", "02388126972", "电话", "+85221234567"]
)
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    assert codes(identifiers.normalise_mobile(typed)) == ["intake.mobile"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("88126972", "023-88126972"),
        ("8812 6972", "023-88126972"),
        ("８８１２６９７２", "023-88126972"),
        ("(023)88126972", "023-88126972"),
        ("+86 23 88126972", "023-88126972"),
        ("023—88126972", "023-88126972"),
        ("023-88126972转801", "023-88126972-801"),
        ("88126972-801", "023-88126972-801"),
        ("010-12345678", "010-12345678"),
        ("0830-2345678", "0830-2345678"),
        ("400 123 4567", "400-123-4567"),
    ],
)
def test_a_fixed_number_is_printed_with_its_area_code(typed: str, value: str) -> None:
    assert identifiers.normalise_landline(typed) == identifiers.IdentifierResult(value)
    assert identifiers.normalise_landline(value).value == value


@pytest.mark.parametrize(
    ("typed", "said"), [("13800138000", "手机号"), ("2345678", "不是有效"), ("12", "不是有效")]
)
def test_what_is_no_fixed_number_is_refused(typed: str, said: str) -> None:
    (fault,) = identifiers.normalise_landline(typed).faults
    assert fault.code == "intake.landline"
    assert said in fault.message
