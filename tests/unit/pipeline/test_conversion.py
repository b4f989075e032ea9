"""`data`: from one kind of file into another, and nothing is lost on the way."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.errors import OutputUnwritable, SourceUnreadable
from bayu_docs.intake.admit import normal_form
from bayu_docs.intake.differences import pruned
from bayu_docs.intake.source import read, read_all
from bayu_docs.model.finding import Finding
from bayu_docs.pipeline import today
from bayu_docs.pipeline.conversion import Converted, Wish, convert

MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)
Data = dict[str, Any]


def source(folder: Path, data: Data, name: str = "application.json") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def converted(*paths: Path, to: Path, against: Path | None = None) -> Converted:
    wish = Wish(paths, to, against=against)
    return convert(wish, MOMENT, lambda _: None)


def codes(made: Converted) -> list[str]:
    return [finding.code for finding in made.report.findings]


def told(made: Converted, code: str) -> list[Finding]:
    return [finding for finding in made.report.findings if finding.code == code]


@pytest.mark.parametrize("name", ["b.json", "申报数据.xlsx", "申报表.docx"])
def test_every_kind_of_file_gives_back_what_json_held(
    name: str, tmp_path: Path, municipal_data: Data
) -> None:
    first = source(tmp_path, municipal_data)
    made = converted(first, to=tmp_path / "neu" / name)
    made.write()
    assert codes(made) == []
    back = normal_form(read(tmp_path / "neu" / name))
    assert pruned(back) == pruned(normal_form(read(first)))


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, district_data: Data) -> None:
    first = source(tmp_path, district_data)
    for name in ("a.json", "a.xlsx", "a.docx"):
        target = tmp_path / name
        assert converted(first, to=target).files == converted(first, to=target).files


def test_half_filled_data_travel_too_and_are_said_to_be_unfinished(tmp_path: Path) -> None:
    first = source(tmp_path, {"tier": "district", "training": {"high_skilled_per_year": "五十"}})
    for name in ("a.xlsx", "a.docx"):
        made = converted(first, to=tmp_path / name)
        made.write()
        assert codes(made) == ["data.unfinished"]
        back = normal_form(read(tmp_path / name))
        assert back["training"]["high_skilled_per_year"] == "五十"


def test_what_no_cell_can_hold_stops_the_conversion(tmp_path: Path, district_data: Data) -> None:
    first = source(tmp_path, district_data | {"floor_area": 300})
    with pytest.raises(SourceUnreadable, match="floor_area"):
        converted(first, to=tmp_path / "a.xlsx")


def test_nothing_is_overwritten_before_it_was_compared(tmp_path: Path, district_data: Data) -> None:
    first = source(tmp_path / "a", district_data)
    second = source(tmp_path / "b", district_data | {"vision": "育一方工匠。"})
    with pytest.raises(OutputUnwritable, match="已经存在"):
        converted(second, to=first)
    made = converted(second, to=first, against=first)
    assert [finding.message for finding in told(made, "data.changed")] == [
        "“建设思路”：原来是“立足当地特色产业，培养乡村工匠。”，现在是“育一方工匠。”"
    ]
    made.write()
    assert read(first).data["vision"] == "育一方工匠。"


def test_several_applications_make_a_roster_and_come_apart_again(
    tmp_path: Path, district_data: Data, municipal_data: Data
) -> None:
    sources = [
        source(tmp_path / "甲镇", district_data),
        source(tmp_path / "乙镇", municipal_data),
        source(tmp_path / "别处" / "甲镇", municipal_data | {"vision": "另一份"}),
    ]
    roster = tmp_path / "汇总.xlsx"
    converted(*sources, to=roster).write()
    drafts = read_all(roster)
    assert [draft.key for draft in drafts] == ["甲镇", "乙镇", "甲镇-2"]
    converted(roster, to=tmp_path / "分开").write()
    for first, key in zip(sources, ("甲镇", "乙镇", "甲镇-2"), strict=True):
        apart = tmp_path / "分开" / key / "application.json"
        assert pruned(read(apart).data) == pruned(normal_form(read(first)))


def test_one_file_takes_one_application_but_for_the_workbook(
    tmp_path: Path, district_data: Data
) -> None:
    sources = [source(tmp_path / name, district_data) for name in ("a", "b")]
    with pytest.raises(SourceUnreadable, match="2 个申报"):
        converted(*sources, to=tmp_path / "x.json")
    with pytest.raises(SourceUnreadable, match="不认识的目标"):
        converted(sources[0], to=tmp_path / "x.pdf")
