"""A district's profile is the district's own: nothing is composed, nothing wrong is taken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import CallFaulty
from bayu_docs.materials import assets

EXAMPLE = assets.SCHEMAS / "districts" / "example.json"


def _write(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_example_is_a_real_division_with_invented_particulars() -> None:
    profile = load_district(EXAMPLE, load_call())
    assert profile.invented
    assert profile.division == "荣昌区"
    assert profile.deadline is not None
    assert profile.deadline.isoformat() == "2022-03-24T18:00:00+08:00"
    assert profile.mailbox.endswith("@example.org")
    assert "虚构" in profile.address
    assert all("示例" in organ.name for organ in profile.organs)


def test_organs_are_those_of_the_day() -> None:
    profile = load_district(EXAMPLE)
    assert profile.organ("乡村振兴", date(2022, 3, 24)) is not None
    assert profile.organ("乡村振兴", date(2025, 1, 1)) is None


def test_what_is_not_set_stays_empty(tmp_path: Path) -> None:
    bare = _write(tmp_path / "bare.json", {"schema_version": "1", "invented": False})
    profile = load_district(bare, load_call())
    assert (profile.division, profile.deadline, profile.address) == ("", None, "")
    assert (profile.mailbox, profile.phone, profile.organs) == ("", "", ())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"deadline": "2022-03-24"}, "受理截止时间：写法不对"),
        ({"deadline": "2022-02-30T18:00:00+08:00"}, "没有这一天或这一刻"),
        ({"mailbox": "station"}, "邮箱"),
        ({"address": ""}, "收件地址：不得为空"),
        ({"division": "不存在区"}, "不是本批次所列的区县或功能区"),
        ({"division": "江北区", "deadline": "2026-03-24T18:00:00+08:00"}, "不存在"),
        ({"mayor": "某人"}, "有不认识的项目 mayor"),
        ({"organs": [{"role": "财政", "name": "某局"}]}, "只能是 人力社保、乡村振兴 之一"),
        (
            {
                "organs": [
                    {"role": "人力社保", "name": "甲局"},
                    {"role": "人力社保", "name": "乙局"},
                ]
            },
            "有两行的有效期重叠",
        ),
        (
            {
                "organs": [
                    {
                        "role": "人力社保",
                        "name": "甲局",
                        "valid_from": "2023-01-01",
                        "valid_until": "2022-01-01",
                    }
                ]
            },
            "起止颠倒",
        ),
    ],
)
def test_a_faulty_profile_is_refused(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    data = {"schema_version": "1", "invented": True} | change
    with pytest.raises(CallFaulty) as caught:
        load_district(_write(tmp_path / "profile.json", data), load_call())
    assert told in caught.value.message
