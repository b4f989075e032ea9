"""The electronic copy of the submission: letter, list, print sheet and 签收单 tell it alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.batch.handover import contents
from bayu_docs.batch.handover.candidates import Candidate
from bayu_docs.batch.handover.figures import print_sheet, sign_for
from bayu_docs.batch.handover.zipped import open_bag, zip_of
from bayu_docs.calls.load import load_call
from bayu_docs.intake.admit import admit
from bayu_docs.model.application import Draft
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import POOL, Entry, Receipt
from bayu_docs.model.submission import BUNDLE, FORM_PDF
from bayu_docs.notices.review_words import APART, BY_MAIL, PACKAGES_APART, PARTLY_APART
from bayu_docs.pipeline.notice_packages import Package

CALL = load_call()
DISTRICT = DistrictProfile()
SIDES = {"推荐函": 4}
MAILBOX = CALL.deadline_to_city.mailbox


@pytest.fixture
def chosen(municipal_data: dict[str, Any], tmp_path: Path) -> list[Candidate]:
    """Two candidates; their PDFs are looked into by nobody but a stand-in."""
    application = admit(Draft(municipal_data, {}, Path(), "application.json")).value
    assert application is not None
    made = []
    for rank in (1, 2):
        entry = Entry(f"00{rank}", Receipt("甲.zip", "", 0, "材料包"), POOL, {"rank": rank})
        package = Package("甲.zip", "a" * 64, application, 12, 18)
        folder = tmp_path / str(rank)
        made.append(Candidate(entry, package, folder, folder / "甲.zip", f"{rank}_甲"))
    return made


@pytest.mark.parametrize(
    ("held", "way"),
    [
        ((), PACKAGES_APART),
        ((FORM_PDF,), PARTLY_APART),
        ((BUNDLE,), PARTLY_APART),
        ((FORM_PDF, BUNDLE), APART),
    ],
)
def test_the_way_follows_what_is_held_back_from_the_mail(
    chosen: list[Candidate],
    held: tuple[str, ...],
    way: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contents, "numbers", lambda path: ("第1页",) if path.name in held else ())
    assert contents.way(chosen, CALL) == way


def test_one_candidate_held_back_whole_is_only_a_part(
    chosen: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = chosen[0].bag
    monkeypatch.setattr(
        contents, "numbers", lambda path: ("第1页",) if path.is_relative_to(first) else ()
    )
    assert contents.way(chosen, CALL) == PARTLY_APART
    assert contents.way(chosen[:1], CALL) == APART


def test_without_a_mailbox_all_goes_on_the_medium(
    chosen: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "numbers", lambda path: ())
    call = replace(CALL, deadline_to_city=replace(CALL.deadline_to_city, mailbox=""))
    assert contents.way(chosen, call) == APART
    assert contents.ways(call, APART) == contents.ON_MEDIUM


@pytest.mark.parametrize(
    ("way", "mailed"),
    [
        (PACKAGES_APART, "；PDF和汇总表发至"),
        (PARTLY_APART, "；不含身份证号码的PDF和汇总表发至"),
        (APART, "；公文PDF和汇总表发至"),
    ],
)
def test_the_print_sheet_says_what_is_mailed(
    chosen: list[Candidate], way: str, mailed: str
) -> None:
    fields = print_sheet(chosen, CALL, DISTRICT, SIDES, way)
    assert f"{contents.ON_MEDIUM}{mailed}{MAILBOX}" in str(fields)


@pytest.mark.parametrize("way", [PACKAGES_APART, PARTLY_APART, APART])
def test_the_medium_is_signed_for_last_with_its_number_left_open(
    chosen: list[Candidate], way: str
) -> None:
    rows = sign_for(chosen, CALL, DISTRICT, SIDES, way)["rows"]
    assert [row["no"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert (rows[-1]["name"], rows[-1]["copies"]) == ("光盘或U盘（材料包）", "")
    assert all(row["copies"] for row in rows[:-1])


def test_where_all_goes_by_mail_no_medium_is_signed_for(chosen: list[Candidate]) -> None:
    rows = sign_for(chosen, CALL, DISTRICT, SIDES, BY_MAIL)["rows"]
    assert len(rows) == 5
    assert not any("盘" in row["name"] for row in rows)


def test_an_open_bag_gives_one_zip_of_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    bag = tmp_path / "来件" / "甲社"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0", "utf-8")
    for received in (bag.parent, bag):
        assert open_bag(received) == bag
    made = []
    for name in "ab":
        (tmp_path / name).mkdir()
        made.append(zip_of(bag.parent, tmp_path / name))
    assert [path.name for path in made] == ["甲社.zip", "甲社.zip"]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_workspace_is_no_bag_and_a_zip_stays_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "application.json").write_text("{}", "utf-8")
    assert open_bag(tmp_path) is None
    zipped = tmp_path / "甲.zip"
    zipped.write_bytes(b"PK")
    assert open_bag(zipped) is None
    assert zip_of(zipped, tmp_path / "nowhere") == zipped
