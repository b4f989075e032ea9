"""DATA of `notice` that is a desk's folder -> the files that `notice` reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bayu_docs.batch.opening import is_desk, opened, package_of, profile_data
from bayu_docs.batch.papers import LISTS, data_for, nothing, recommended
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import SourceUnreadable
from bayu_docs.pipeline.judging import DISTRICT_FILE
from bayu_docs.pipeline.notice import shared_data
from bayu_docs.pipeline.notice_packages import TAKE_PACKAGES

DATA_FILE = "台账.json"
"""The name under which the state's data are told to the user."""


@contextmanager
def from_desk(
    kind: str, data: Sequence[Path], workdays: Sequence[Path], day: date
) -> Iterator[tuple[Path, ...]]:
    """The sources as they are when none is a desk; else those made from it, while the block runs.

    SourceUnreadable when the desk has nothing for that kind, or more than one JSON file stands
    beside it.
    """
    desks = [path for path in data if is_desk(path)]
    if not desks:
        yield tuple(data)
        return
    others = [path for path in data if path not in desks]
    if len(desks) > 1 or len(others) > 1 or any(path.is_dir() for path in others):
        raise SourceUnreadable(
            "工作台文件夹只能给一个，另外最多给一个 .json 数据文件",
            "写成 notice 种类 工作台文件夹 数据.json -o 输出文件夹",
        )
    with tempfile.TemporaryDirectory(prefix="bayu-desk-") as work:
        with opened(desks[0], workdays=workdays) as campaign:
            stated = others[0] if others else None
            made = _sources(kind, desks[0], stated, campaign, Path(work), day)
        yield made


def _sources(kind: str, desk: Path, stated: Path | None, campaign: Campaign, work: Path, day: date
) -> tuple[Path, ...]:  # fmt: skip
    """What `notice` takes in place of a desk's folder: a JSON file in `work` with the district's
    profile beside it, and for the papers of the recommendation the packages in their rank."""
    given = dict(shared_data(stated)) if stated is not None else {}
    entries = campaign.entries()
    if kind in TAKE_PACKAGES:
        ranked = recommended(entries)
        if not ranked:
            raise nothing("没有会商意见为“推荐市级”并已排序的申报对象")
        data = {"schema_version": "1"} | given
        packages = tuple(package_of(desk, entry) for entry in ranked)
    elif kind in LISTS:
        data, packages = data_for(kind, entries, campaign.ground(day), given), ()
    else:
        raise SourceUnreadable(
            f"“{kind}”不能直接用工作台文件夹生成",
            f"可以的有 {'、'.join((*LISTS, *TAKE_PACKAGES))}；其他种类请给 .json 数据文件",
        )
    (work / DATA_FILE).write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    if campaign.district.division:
        profile = json.dumps(profile_data(campaign.district), ensure_ascii=False, indent=2)
        (work / DISTRICT_FILE).write_text(profile, "utf-8")
    return (work / DATA_FILE, *packages)
