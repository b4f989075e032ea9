"""A generated campaign received: every number on the desk agrees with what was put in the inbox."""

from __future__ import annotations

import json
from datetime import datetime
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from bayu_docs.materials import pdf_look
from bayu_docs.model import desk
from bayu_docs.model.call import BOTH, DISTRICT, MUNICIPAL
from bayu_docs.model.desk import FAILS, MEETS, OPEN

pytestmark = pytest.mark.engine

DATA_DEFECTS = ("few_members", "few_partners", "few_months", "no_brand")


@pytest.fixture(scope="module")
def received(campaigns: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A campaign received by the documented command, twice."""
    return campaigns.received(tmp_path_factory)


def test_every_thing_received_has_a_row_but_the_same_file_twice(
    received: Any, campaigns: ModuleType
) -> None:
    for division, seen in received.desks.items():
        own = [plan for plan in received.plans if plan["division"] == division]
        wanted = {plan["number"] for plan in own if plan["share"] != "same_file"}
        assert set(seen.entries) == wanted
    wished = (campaigns.APPLICATIONS, campaigns.DISTRICTS)
    assert (len(received.plans), len(received.desks)) == wished


def test_numbers_follow_the_time_of_receipt(received: Any) -> None:
    for seen in received.desks.values():
        entries = list(seen.entries.values())
        entries.sort(key=lambda entry: (str(entry.receipt.received_at), entry.receipt.file))
        assert [entry.number for entry in entries] == [
            f"{number:03}" for number in range(1, len(entries) + 1)
        ]


def test_times_are_the_servers_or_the_registers_and_late_ones_are_told(received: Any) -> None:
    for plan in received.plans:
        if plan["share"] != "same_file":
            receipt = received.entry(plan).receipt
            assert receipt.received_at == datetime.fromisoformat(plan["received_at"])
            assert receipt.late is plan["late"]
            assert receipt.received_by == ("邮件服务器" if plan["form"] == "mail" else "登记")
    assert received.told("receive.late") == sum(plan["late"] for plan in received.plans) >= 1


def test_verdicts_agree_with_what_was_made_wrong(received: Any, campaigns: ModuleType) -> None:
    for plan in received.plans:
        if plan["share"] == "same_file":
            continue
        verdicts = received.entry(plan).receipt.verdicts
        tiers = (MUNICIPAL, DISTRICT) if plan["tier"] == BOTH else (plan["tier"],)
        own = [verdicts.get(tier, "") for tier in tiers]
        if plan["defect"] in DATA_DEFECTS:
            assert FAILS in own, plan
        elif plan["defect"] == "cut_short":
            assert own == [""] * len(own), plan
        elif plan["defect"] == "tampered" or plan["form"] not in campaigns.PACKED:
            assert own == [OPEN] * len(own), plan
        else:
            assert own == [MEETS] * len(own), plan
    assert {plan["defect"] for plan in received.plans} > {""}


def test_doubles_are_told_on_both_sides(received: Any) -> None:
    words = {
        "same_applicant": "同一申报主体",
        "same_certificate": "同一证书编号",
        "same_picture": "相同的佐证图片",
    }
    shares = {plan["share"]: plan for plan in received.plans}
    for share, word in words.items():
        plan = shares[share]
        one, other = received.entry(plan), received.entry({**plan, "number": plan["of"]})
        for entry, partner in ((one, other), (other, one)):
            reasons = [why for number, why in entry.receipt.duplicates if number == partner.number]
            assert any(why.startswith(word) for why in reasons), (share, entry.receipt.duplicates)
    plan = shares["same_file"]
    same = received.entry({**plan, "number": plan["of"]}).receipt
    assert any(why == "内容完全相同的文件" for _, why in same.duplicates)
    for share in filter(None, shares):
        assert received.told(f"receive.{share}") == 1


def test_the_workbook_shows_the_state_and_its_counts_add_up(received: Any) -> None:
    for seen in received.desks.values():
        book = openpyxl.load_workbook(seen.out / desk.ROSTER_FILE, data_only=True)
        sheet, entries = book["汇总表"], list(seen.entries.values())
        at = {cell.value: cell.column - 1 for cell in sheet[4]}
        rows = list(sheet.iter_rows(min_row=5, values_only=True))
        by_number = {row[at["收件序号"]]: row for row in rows}
        assert len(by_number) == len(rows) == len(entries)
        for entry in entries:
            row, receipt = by_number[entry.number], entry.receipt
            assert (row[at["申报主体"]] or "") == receipt.applicant
            assert (row[at["市级结论"]] or "") == receipt.verdicts.get(MUNICIPAL, "")
            assert (row[at["区县级结论"]] or "") == receipt.verdicts.get(DISTRICT, "")
            assert row[at["错误数"]] == receipt.errors
        verdicts = [cell.value for cells in book["统计"]["B5:C8"] for cell in cells]
        assert sum(verdicts) == 2 * len(entries)
        counts = book["统计"].iter_rows(min_row=9, max_col=2, values_only=True)
        table = dict(counts)
        assert table["申报（行）"] == len(entries)
        assert table["逾期"] == sum(bool(entry.receipt.late) for entry in entries)


def test_everybody_read_gets_a_receipt_and_only_the_faulty_a_correction(received: Any) -> None:
    for seen in received.desks.values():
        entries = [entry for entry in seen.entries.values() if entry.receipt.applicant]
        named = {entry.number for entry in entries}
        faulty = {e.number for e in entries if e.receipt.errors and not e.receipt.late}
        for folder, numbers in (
            (desk.RECEIPTS_FOLDER, named),
            (desk.CORRECTIONS_FOLDER, faulty),
        ):
            papers = list((seen.out / folder).glob("*"))
            assert {path.name[:3] for path in papers if path.suffix == ".pdf"} == numbers
            assert {path.name[:3] for path in papers if path.suffix == ".docx"} == numbers
        for entry in entries:
            (paper,) = (seen.out / desk.RECEIPTS_FOLDER).glob(f"{entry.number}_*.pdf")
            text = "".join("".join(pdf_look.page_texts(paper)).split())
            assert "".join(entry.receipt.applicant.split()) in text
            assert entry.number in text
    assert any(entry.receipt.errors for entry in received.entries)


def test_what_was_received_is_kept_and_the_whole_report_beside_it(received: Any) -> None:
    for seen in received.desks.values():
        for entry in seen.entries.values():
            kept = seen.out / desk.RECEIVED_FOLDER / entry.number
            assert [path for path in kept.iterdir() if path.name != "邮件头.txt"]
            checked = seen.out / desk.CHECKED_FOLDER / f"{entry.number}.json"
            counts = json.loads(checked.read_text(encoding="utf-8"))["counts"]
            assert counts["error"] == entry.receipt.errors


def test_a_second_run_adds_nothing(received: Any) -> None:
    for seen in received.desks.values():
        assert seen.log_after_second_run == seen.log
