"""DATA of `notice` that is a desk's folder -> the files that `notice` reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bayu_docs.batch.handover.zipped import open_bag, zip_of
from bayu_docs.batch.inbox.found import digest_of
from bayu_docs.batch.opening import is_desk, opened, package_of, profile_data
from bayu_docs.batch.papers import LISTS, data_for, nothing, recommended
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.model.desk import STATE_FILE, Entry
from bayu_docs.model.finding import Place
from bayu_docs.pipeline.judging import DISTRICT_FILE
from bayu_docs.pipeline.notice import shared_data
from bayu_docs.pipeline.notice_packages import TAKE_PACKAGES

DATA_FILE = "台账.json"
"""The file that carries the desk's data to `notice`; nobody is sent there, see Sources."""


@dataclass(frozen=True)
class Sources:
    """What `notice` reads. origins: JSON pointer -> where the value comes from, the clerk's own
    file or the desk; empty when each source speaks for itself."""

    paths: tuple[Path, ...]
    origins: Mapping[str, Place] = field(default_factory=dict)


@contextmanager
def from_desk(
    kind: str, data: Sequence[Path], workdays: Sequence[Path], day: date
) -> Iterator[Sources]:
    """The sources as they are when none is a desk; else those made from it, while the block runs.

    SourceUnreadable when the desk has nothing for that kind, or more than one JSON file stands
    beside it.
    """
    desks = [path for path in data if is_desk(path)]
    if not desks:
        yield Sources(tuple(data))
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
) -> Sources:  # fmt: skip
    """What `notice` takes in place of a desk's folder: a JSON file in `work` with the district's
    profile beside it, and for the papers of the recommendation the packages in their rank."""
    given = dict(shared_data(stated)) if stated is not None else {}
    entries = campaign.entries()
    if kind in TAKE_PACKAGES:
        ranked = recommended(entries)
        if not ranked:
            raise nothing("没有会商意见为“推荐市级”并已排序的申报对象")
        data = {"schema_version": "1"} | given
        packages = tuple(_package(desk, entry, work) for entry in ranked)
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
    origins = _origins(data, stated, entries)
    return Sources((work / DATA_FILE, *packages), origins)


def _package(desk: Path, entry: Entry, work: Path) -> Path:
    """The received package in the form in which `desk submit` hands it over; what is no longer as
    it was received stays as it lies there, for `notice` to judge."""
    path = package_of(desk, entry)
    if open_bag(path) is None or any(inner.is_symlink() for inner in path.rglob("*")):
        return path
    if digest_of(path)[0] != entry.receipt.sha256:
        return path
    into = work / entry.number
    into.mkdir()
    return zip_of(path, into)


def _origins(
    data: Mapping[str, Any], stated: Path | None, entries: Iterable[Entry]
) -> dict[str, Place]:
    """Where each value comes from: the clerk's file and line for what he gave, else the desk, by
    收件序号 for what is about one entry."""
    lines = read_json(stated).origins if stated is not None else {}
    origins = {"": Place(STATE_FILE)} | {at: place for at, place in lines.items() if at}
    given = {pointer.split("/")[1] for pointer in lines if pointer}
    numbers: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        names = entry.receipt.applicant, entry.receipt.station_name
        numbers.setdefault(names, []).append(entry.number)
    for name, value in data.items():
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if name in given or not isinstance(item, Mapping):
                continue
            known = numbers.get((item.get("applicant", ""), item.get("station_name", "")), [])
            if len(known) == 1:
                origins[f"/{name}/{index}"] = Place(STATE_FILE, f"收件序号{known[0]}")
    return origins
