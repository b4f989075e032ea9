"""Doubles are shown with the reason, and nothing is merged."""

from __future__ import annotations

from typing import Any

from bayu_docs.batch.inbox.duplicates import duplicates, findings
from bayu_docs.model.desk import Receipt


def receipt(name: str, uscc: str = "", number: str = "", **more: Any) -> Receipt:
    leads = [{"name": "甲", "qualifications": [{"number": number}]}] if number else []
    more = {"data": {"lead_artisans": leads}} | more
    return Receipt(f"{name}.zip", name, 1, "材料包", applicant=name, uscc=uscc, **more)


def why(one: Receipt, other: Receipt) -> list[str]:
    told = duplicates({"001": one, "002": other})
    assert [reason for _, reason in told["001"]] == [reason for _, reason in told["002"]]
    assert {number for number, _ in told["001"]} <= {"002"}
    return [reason for _, reason in told["001"]]


def codes(one: Receipt, other: Receipt) -> list[str]:
    return [finding.code for finding in findings({"001": one, "002": other})]


def test_one_code_is_one_applicant_whatever_the_name() -> None:
    assert why(receipt("甲公司", "91AB"), receipt("甲有限公司", "91ab")) == ["同一申报主体"]


def test_without_a_code_the_name_in_normal_form_counts() -> None:
    assert why(receipt("甲（示例）公司"), receipt("甲(示例) 公司", "91AB")) == ["同一申报主体"]


def test_two_codes_are_two_applicants_even_of_one_name() -> None:
    assert why(receipt("甲", "91AB"), receipt("甲", "91CD")) == []


def test_things_nobody_could_read_are_not_alike() -> None:
    assert why(receipt(""), receipt("")) == []


def test_a_certificate_is_known_across_applications() -> None:
    one, other = receipt("甲", "1", "yl 001"), receipt("乙", "2", "YL001")
    assert why(one, other) == ["同一证书编号 YL001"]
    found = next(iter(findings({"001": one, "002": other})))
    assert (found.code, found.doubt, found.place.file) == (
        "receive.same_certificate",
        "A45",
        "乙.zip",
    )


def test_several_certificates_of_one_pair_are_told_at_once() -> None:
    def holder(name: str, uscc: str) -> Receipt:
        qualifications = [{"number": "YL001"}, {"number": "YL002"}]
        leads = [{"name": "甲", "qualifications": qualifications}]
        return receipt(name, uscc, data={"lead_artisans": leads})

    assert why(holder("甲", "1"), holder("乙", "2")) == ["同一证书编号 YL001、YL002"]


def test_words_that_say_nothing_are_no_certificate() -> None:
    assert why(receipt("甲", "1", "无"), receipt("乙", "2", "无")) == []


def test_a_picture_of_two_applicants_is_a_hint_with_its_places() -> None:
    one = receipt("甲", "1", pictures=(("aa", "第2面"), ("bb", "第3面")))
    other = receipt("乙", "2", pictures=(("bb", "第5面"),))
    assert why(one, other) == ["相同的佐证图片（第3面与对方第5面）"]
    assert codes(one, other) == ["receive.same_picture"]


def test_the_same_applicants_own_certificates_and_pictures_are_no_further_word() -> None:
    shared = (("aa", "第2面"),)
    one, other = (receipt("甲", "1", "YL001", pictures=shared) for _ in range(2))
    assert why(one, other) == ["同一申报主体"]


def test_strange_data_do_no_harm() -> None:
    odd = Receipt("a", "a", 1, "Word", data={"lead_artisans": [1, {"qualifications": "x"}]})
    assert why(odd, Receipt("b", "b", 1, "Word", data={"lead_artisans": None})) == []


def test_three_of_one_applicant_are_told_in_pairs() -> None:
    numbered = {f"00{n}": receipt("甲", "1") for n in (1, 2, 3)}
    assert {number: len(told) for number, told in duplicates(numbered).items()} == {
        "001": 2,
        "002": 2,
        "003": 2,
    }
