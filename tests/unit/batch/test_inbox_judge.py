"""One thing of the inbox judged: by the installed call, at both tiers, whatever form it has."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.batch.inbox.found import Item, digest_of, kind_of
from bayu_docs.batch.inbox.judge import Basis, Looked, look
from bayu_docs.calls.load import load_call
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.model import desk
from bayu_docs.model.desk import Receipt
from bayu_docs.pipeline.fillable import render_form
from bayu_docs.pipeline.today import SHANGHAI

MOMENT = datetime(2022, 3, 22, 9, 0, tzinfo=SHANGHAI)
BASIS = Basis(load_call(), None, MOMENT)


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here has a proof to convert."""
    monkeypatch.setattr("bayu_docs.batch.inbox.judge._machine", lambda: (None, False))


def looked(path: Path) -> Looked:
    return look(Item(path.name, path, kind_of(path), *digest_of(path)), BASIS)


def only(path: Path) -> Receipt:
    seen = looked(path).seen
    assert len(seen) == 1
    return seen[0].receipt


def codes(result: Looked) -> list[str]:
    return [finding.code for finding in result.findings]


def written(path: Path, data: dict[str, Any]) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def workspace(workspaces: ModuleType, folder: Path, data: dict[str, Any]) -> Receipt:
    """The receipt of a workspace with all its proofs in one picture."""
    proves = [title for item in data["evidence"] for title in item["proves"]]
    data["evidence"] = [{**data["evidence"][0], "proves": proves}]
    made: Path = workspaces.workspace(folder, data)
    return only(made)


def test_a_workspace_is_judged_at_both_tiers(
    workspaces: ModuleType, tmp_path: Path, district_data: dict[str, Any]
) -> None:
    receipt = workspace(workspaces, tmp_path / "甲", district_data)
    assert receipt.form == desk.FOLDER
    assert receipt.verdicts == {"municipal": desk.FAILS, "district": desk.MEETS}
    assert receipt.errors == 0
    assert (receipt.applicant, receipt.uscc) == ("重庆样例竹编有限公司", "91500101MA0000007H")
    assert (receipt.site, receipt.division, receipt.tier) == ("样例镇样例村", "万州区", "district")
    assert receipt.distances == ()
    assert receipt.pages == 2
    assert len(receipt.pictures) == 1


def test_distances_are_told_in_words_of_the_tiers_that_count(
    workspaces: ModuleType, tmp_path: Path, municipal_data: dict[str, Any]
) -> None:
    del municipal_data["lead_artisans"][4:]
    del municipal_data["partners"][1:]
    receipt = workspace(workspaces, tmp_path / "甲", municipal_data)
    assert receipt.verdicts == {"municipal": desk.FAILS, "district": desk.FAILS}
    assert "市级：领衔工匠4名，要求5名以上，差1名" in receipt.distances
    assert "区县级：长期合作单位1家，要求2家以上，差1家" in receipt.distances


def test_a_doubt_the_verdict_rests_on_is_named(
    workspaces: ModuleType, tmp_path: Path, district_data: dict[str, Any]
) -> None:
    del district_data["lead_artisans"][1:]
    for member in district_data["team"]:
        member["lead"] = district_data["lead_artisans"][0]["name"]
    receipt = workspace(workspaces, tmp_path / "甲", district_data)
    assert receipt.verdicts["district"] == desk.MEETS
    assert receipt.doubts
    assert not any(title.startswith("A0") for title in receipt.doubts)


def test_a_word_form_without_its_proofs_is_left_open(
    tmp_path: Path, municipal_data: dict[str, Any]
) -> None:
    path = tmp_path / "申报表.docx"
    path.write_bytes(render_form(municipal_data, load_call(), moment=MOMENT))
    receipt = only(path)
    assert receipt.form == desk.WORD
    assert receipt.verdicts == {"municipal": desk.OPEN, "district": desk.OPEN}
    assert receipt.errors >= 1


def test_a_roster_gives_a_receipt_for_each_application(
    tmp_path: Path, municipal_data: dict[str, Any], district_data: dict[str, Any]
) -> None:
    district_data["applicant"]["name"] = "另一家（示例）"
    path = tmp_path / "多家.xlsx"
    path.write_bytes(make(load_call(), (municipal_data, district_data), many=True))
    receipts = [seen.receipt for seen in looked(path).seen]
    assert [receipt.file for receipt in receipts] == ["多家.xlsx/001", "多家.xlsx/002"]
    assert [receipt.applicant for receipt in receipts][1] == "另一家（示例）"
    assert len({receipt.sha256 for receipt in receipts}) == 2
    assert {receipt.form for receipt in receipts} == {desk.WORKBOOK}


def test_one_changed_application_of_a_roster_leaves_the_others_known(
    tmp_path: Path, municipal_data: dict[str, Any], district_data: dict[str, Any]
) -> None:
    path = tmp_path / "多家.xlsx"
    digests = []
    for name in ("甲（示例）", "乙（示例）"):
        district_data["applicant"]["name"] = name
        path.write_bytes(make(load_call(), (municipal_data, district_data), many=True))
        digests.append([seen.receipt.sha256 for seen in looked(path).seen])
    assert digests[0][0] == digests[1][0]
    assert digests[0][1] != digests[1][1]


def test_data_that_are_not_admitted_are_open_and_still_name_the_applicant(
    tmp_path: Path, district_data: dict[str, Any]
) -> None:
    district_data["applicant"]["contact"]["mobile"] = "123"
    receipt = only(written(tmp_path / "甲.json", district_data))
    assert receipt.form == desk.JSON
    assert receipt.verdicts == {"municipal": desk.OPEN, "district": desk.OPEN}
    assert receipt.applicant == "重庆样例竹编有限公司"
    assert receipt.errors == 1


def test_data_of_odd_types_do_no_harm(tmp_path: Path) -> None:
    receipt = only(written(tmp_path / "甲.json", {"applicant": 7, "site": [], "tier": None}))
    assert (receipt.applicant, receipt.site, receipt.tier) == ("", "", "")
    assert receipt.errors


def test_a_profile_the_applicant_sends_has_no_say(
    workspaces: ModuleType, tmp_path: Path, district_data: dict[str, Any]
) -> None:
    assert workspace(workspaces, tmp_path / "甲", district_data).errors == 0
    folder = tmp_path / "甲"
    profile = {
        "schema_version": "1", "invented": True, "division": "万州区",
        "deadline": "2022-03-02T18:00:00+08:00",
    }  # fmt: skip
    written(folder / "district.json", profile)
    assert only(folder).errors == 0


def test_what_lies_beside_a_form_in_the_inbox_is_not_its_evidence(
    workspaces: ModuleType, tmp_path: Path, district_data: dict[str, Any]
) -> None:
    assert workspace(workspaces, tmp_path / "inbox", district_data).errors == 0
    receipt = only(tmp_path / "inbox" / "application.json")
    assert "evidence.missing_file" in {found.code for found in receipt.findings}


@pytest.mark.parametrize(
    ("name", "content"),
    [("申报表.docx", b"no word file"), ("数据.xlsx", b""), ("a.json", b"{"), ("b.json", b"\xff")],
)
def test_a_file_nobody_can_read_is_told_with_a_way_out(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = looked(path)
    assert result.seen == ()
    assert codes(result) == ["receive.unreadable"]
    assert result.findings[0].place.file == name
    assert result.findings[0].advice


def test_a_zip_that_is_no_package_has_a_row_and_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "照片.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("照片.jpg", b"x")
    receipt = only(path)
    assert (receipt.form, receipt.verdicts, receipt.applicant) == (desk.UNKNOWN, {}, "")
    assert receipt.errors


def test_a_zip_bomb_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "弹.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("袋/data/02_佐证材料.pdf", b"\0" * 50_000_000)
    receipt = only(path)
    assert receipt.form == desk.UNKNOWN
    assert "verify.unsafe_member" in {found.code for found in receipt.findings}


def test_a_fault_of_ours_is_that_things_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("bayu_docs.batch.inbox.judge.inspect_by", broken)
    path = tmp_path / "甲.zip"
    path.write_bytes(b"PK\x03\x04")
    result = looked(path)
    assert codes(result) == ["receive.crashed"]
    assert "ZeroDivisionError" in result.findings[0].message
