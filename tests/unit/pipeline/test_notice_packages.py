"""Packages become the data of letter, roster and list; the head's file only adds to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.intake.admit import admit
from bayu_docs.model.application import Application, Draft
from bayu_docs.notices.admission import admit as admit_notice
from bayu_docs.pipeline import notice_packages as packages
from bayu_docs.pipeline.notice import kind_of

CALL = load_call()


@pytest.fixture
def application(municipal_data: dict[str, Any]) -> Application:
    admitted = admit(Draft(municipal_data, {}, Path(), "application.json"))
    assert admitted.value is not None
    return admitted.value


def package(application: Application, **changed: Any) -> packages.Package:
    return packages.Package("甲.zip", "a" * 64, replace(application, **changed), 12, 18)


def head(data: dict[str, Any]) -> Draft:
    return Draft(data, {}, Path(), "函头.json")


def test_letter_roster_and_list_are_admitted_as_they_come(application: Application) -> None:
    made, strangers = packages.drafts(packages.TAKE_PACKAGES, [package(application)], CALL, None)
    assert not strangers
    for key, draft in made.items():
        assert admit_notice(kind_of(key), draft).value is not None, key
    (station,) = made["roster"].data["stations"]
    assert station["leads"] == len(application.lead_artisans)
    assert station["site"].startswith(application.site.district)


def test_the_list_counts_the_citys_copies_and_the_electronic_one(application: Application) -> None:
    made, _ = packages.drafts(["transmittal"], [package(application)], CALL, None)
    rows = made["transmittal"].data["materials"]
    copies = CALL.copies_to_city.value
    assert [(row["name"], row["copies"], row["pages"]) for row in rows] == [
        ("申报表", copies, 12),
        ("佐证材料", copies, 18),
        ("电子档", 1, 30),
    ]
    assert (rows[2]["file"], rows[2]["sha256"]) == ("甲.zip", "a" * 64)


def test_the_head_adds_number_and_reasons_and_lends_only_its_organs_to_the_roster(
    application: Application,
) -> None:
    name = application.station_name
    stated = head(
        {
            "number": "示人社函〔2022〕3号",
            "issuers": ["示例局"],
            "stations": [{"station_name": name, "reason": "示例理由"}],
        }
    )
    made, strangers = packages.drafts(packages.TAKE_PACKAGES, [package(application)], CALL, stated)
    assert not strangers
    assert made["recommendation"].data["number"] == "示人社函〔2022〕3号"
    assert made["recommendation"].data["stations"][0]["reason"] == "示例理由"
    assert made["recommendation"].data["stations"][0]["applicant"] == application.applicant.name
    assert made["roster"].data["issuers"] == ["示例局"]
    assert "number" not in made["roster"].data


def test_a_station_of_the_head_without_a_package_is_told(application: Application) -> None:
    stated = head({"stations": [{"station_name": "别的驿站", "reason": "示例理由"}]})
    _, strangers = packages.drafts(["recommendation"], [package(application)], CALL, stated)
    assert [found.code for found in strangers] == ["notice.rank"]
    assert "别的驿站" in strangers[0].message


def test_a_third_package_is_told_with_the_clause_before_any_is_opened() -> None:
    paths = [Path(f"{name}.zip") for name in "甲乙丙"]
    (found,) = packages.too_many(paths, CALL)
    assert found.clause is not None
    assert found.clause.number == "五（一）"
    assert found.place.file == "丙.zip"
    assert packages.too_many(paths[:2], CALL) == ()


def test_a_package_of_the_district_tier_or_given_twice_is_refused(
    application: Application,
) -> None:
    district = package(application, tier="district")
    (found,) = packages.unfit([district])
    assert "只申报区县级" in found.message
    (found,) = packages.unfit([package(application), package(application)])
    assert "不止一个" in found.message
    assert not list(packages.unfit([package(application)]))


def test_the_head_may_say_how_the_electronic_copy_goes_and_only_the_list_repeats_it(
    application: Application,
) -> None:
    stated = head({"media": "光盘"})
    made, _ = packages.drafts(packages.TAKE_PACKAGES, [package(application)], CALL, stated)
    assert {key: draft.data.get("media") for key, draft in made.items()} == {
        "recommendation": None,
        "roster": None,
        "transmittal": "光盘",
    }
    for key, draft in made.items():
        assert admit_notice(kind_of(key), draft).value is not None, key
