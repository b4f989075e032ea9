"""What 补正告知单 says to an applicant, in whose hands is paper and no program."""

from __future__ import annotations

import pytest

from bayu_docs.batch.defects import MOST_ROWS, rows
from bayu_docs.calls.load import load_call
from bayu_docs.evidence import wording
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.finding import Clause, Finding, Place, Severity

CALL = load_call()


def lost(number: int) -> Finding:
    item = EvidenceItem(f"E{number:02}", f"合作协议{number}", f"evidence/e{number}.pdf", ())
    return wording.missing(wording.About(item, number), ("e01.PDF",))


def unfilled(pointer: str, title: str) -> Finding:
    place = Place("甲.docx", "表3第2行", pointer)
    return Finding("intake.required", Severity.ERROR, f"“{title}”没有填写", place, advice="请补填")


def test_proofs_that_did_not_come_are_one_row_listing_them() -> None:
    assert rows([lost(1), lost(2), lost(2)], CALL) == [
        {
            "field": "佐证材料",
            "problem": "没有收到：E01“合作协议1”、E02“合作协议2”",
            "clause": "备注2",
            "mend": "补交所列佐证材料",
        }
    ]


def test_a_single_missing_proof_is_named_as_the_material() -> None:
    (row,) = rows([lost(3)], CALL)
    assert (row["field"], row["problem"]) == ("佐证材料：E03“合作协议3”", "没有收到")
    assert row["mend"] == "补交该件佐证材料"


def test_a_list_too_long_for_its_row_goes_on_in_the_next_with_nothing_lost() -> None:
    made = rows(map(lost, range(1, 41)), CALL)
    whole = "".join(row["problem"] for row in made)
    assert len(made) > 1
    assert all(len(row["problem"]) <= 200 for row in made)
    assert all(f"“合作协议{number}”" in whole for number in range(1, 41))


def test_fields_left_empty_are_listed_by_their_part_of_the_form_with_its_clause() -> None:
    made = rows(
        [
            unfilled("/lead_artisans/0/special_skill", "领衔工匠 第1人 › 绝技绝活"),
            unfilled("/lead_artisans/2/special_skill", "领衔工匠 第3人 › 绝技绝活"),
        ],
        CALL,
    )
    assert [(row["field"], row["problem"]) for row in made] == [
        ("领衔工匠", "没有填写：第1人：绝技绝活、第3人：绝技绝活")
    ]
    assert made[0]["clause"] == "四（一）2、四（二）2"


def test_a_column_of_every_row_is_told_without_a_row() -> None:
    (row,) = rows([unfilled("/lead_artisans/-/special_skill", "领衔工匠表 › 绝技绝活")], CALL)
    assert row["field"] == "领衔工匠：绝技绝活"


@pytest.mark.parametrize(
    "found",
    [
        lost(1),
        wording.unsafe(wording.About(EvidenceItem("E01", "协议", "../e.pdf", ()), 0)),
        Finding(
            "verify.hash",
            Severity.ERROR,
            "“data/申报表.pdf”被改动",
            advice="用 bayu-docs build 重新生成材料包",
        ),
        Finding(
            "brand.count",
            Severity.ERROR,
            "证书（扫描件.jpg）› 缺第二页",
            Place("甲.json", "甲.json › 第3行"),
            advice="请补页；或运行 bayu-docs check 查看",
        ),
    ],
)
def test_no_folder_file_or_command_is_named(found: Finding) -> None:
    (row,) = rows([found], CALL)
    said = "".join(row.values())
    assert not [
        word
        for word in ("evidence", "/", ".pdf", ".jpg", ".json", "扩展名", " › ", "bayu-docs")
        if word in said
    ]


def test_the_findings_own_clause_goes_before_that_of_its_field() -> None:
    found = Finding("lead.count", Severity.ERROR, "差1名", Place(pointer="/lead_artisans"),
                    Clause("四（一）2", "5名以上"), "请补充")  # fmt: skip
    assert rows([found], CALL)[0]["clause"] == "四（一）2"


def test_the_paper_ends_with_what_found_no_room() -> None:
    many = [Finding("a.b", Severity.ERROR, f"第{n}处不对", advice="请改正") for n in range(90)]
    made = rows(many, CALL)
    assert len(made) == MOST_ROWS
    assert made[-1]["problem"].startswith(f"另有 {90 - MOST_ROWS + 1} 处需补正")
