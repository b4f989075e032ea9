"""The data of the campaign's papers from its state: who is on the list, when it was posted.

What the state cannot know (where a meeting was, who signs, which channel) comes from the user's
own JSON file, whose every field goes before ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bayu_docs.batch.state.ground import Ground
from bayu_docs.errors import SourceUnreadable
from bayu_docs.model.call import DISTRICT
from bayu_docs.model.desk import (
    CHOSEN,
    MEETS,
    OBJECTION,
    RECOMMEND,
    REFUSE,
    TO_DISTRICT,
    Entry,
)
from bayu_docs.notices.facts import call_facts
from bayu_docs.notices.kinds import kind_named

Data = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """What a paper's data are made from. given: the user's own fields."""

    entries: Sequence[Entry]
    ground: Ground
    given: Mapping[str, Any]


def data_for(
    kind: str, entries: Sequence[Entry], ground: Ground, given: Mapping[str, Any] | None = None
) -> Data:
    """The data of that kind, the user's fields before ours; SourceUnreadable with the way out when
    the state has nothing for it, KeyError for a kind that does not come from a desk."""
    given = given or {}
    own = LISTS[kind](Scene(entries, ground, given))
    return {"schema_version": "1"} | own | dict(given)


def recommended(entries: Iterable[Entry]) -> list[Entry]:
    """Those recommended to the city and ranked, in their rank, whatever the city said since."""
    ranked = [
        entry
        for entry in entries
        if entry.decisions.get("consultation") == RECOMMEND and "rank" in entry.decisions
    ]
    return sorted(ranked, key=lambda entry: (entry.decisions["rank"], entry.number))


def _consultation(scene: Scene) -> Data:
    opinions = [(e, e.decisions.get("consultation")) for e in scene.entries]
    consulted = [entry for entry, opinion in opinions if opinion not in (None, REFUSE)]
    if not consulted:
        raise nothing("还没有一份申报填了会商意见")
    chosen = recommended(scene.entries)
    unranked = [e for e, opinion in opinions if opinion == RECOMMEND and e not in chosen]
    if unranked:
        raise nothing(f"{'、'.join(e.number for e in unranked)} 还没有推荐排序")
    accepted = [entry for entry, opinion in opinions if opinion != REFUSE]
    qualified = [e for e in accepted if MEETS in e.receipt.verdicts.values()]
    return {
        "received": len(accepted),
        "qualified": len(qualified),
        "recommended": [_short(entry) for entry in chosen],
        "remaining": [_short(e) for e, opinion in opinions if opinion == TO_DISTRICT],
    }


def _review(scene: Scene) -> Data:
    """The district's own review: the shortlist that its committee settles."""
    reviewed = [entry for entry in scene.entries if "review" in entry.decisions]
    shortlist = [entry for entry in reviewed if entry.decisions["review"] == CHOSEN]
    if not shortlist:
        raise nothing("还没有评审结果为“入围”的申报对象")
    return {
        "tier": DISTRICT,
        "reviewed": len(reviewed),
        "shortlisted": [_short(entry) for entry in shortlist],
    }


def _publicity(scene: Scene) -> Data:
    shortlist = [
        entry
        for entry in scene.entries
        if entry.standing == DISTRICT and entry.decisions.get("review") == CHOSEN
    ]
    if not shortlist:
        raise nothing("还没有评审结果为“入围”的申报对象")
    undated = [entry for entry in shortlist if "publicity_from" not in entry.decisions]
    if undated and len(undated) < len(shortlist) and "posted_on" not in scene.given:
        numbers = "、".join(entry.number for entry in undated)
        raise SourceUnreadable(
            f"入围的申报对象里，{numbers} 还没有公示起始日，其余的已公示",
            '请在 .json 数据文件里用 "posted_on" 写明这份公示的日期',
        )
    day = _one_day(scene, shortlist, "posted_on", "publicity_from", "公示起始日")
    members = [e for e in shortlist if _iso(e.decisions.get("publicity_from")) == day]
    posted = {"posted_on": day} if day else {}
    return posted | {"stations": [_public(entry) for entry in members or undated]}


def _publicity_result(scene: Scene) -> Data:
    posted = [e for e in scene.entries if "publicity_from" in e.decisions]
    day = _one_day(scene, posted, "posted_on", "publicity_from", "公示起始日")
    members = [e for e in posted if _iso(e.decisions["publicity_from"]) == day]
    open_ones = [e for e in members if "objection" not in e.decisions]
    if not members:
        raise nothing("还没有一份申报填了公示起始日")
    if open_ones:
        raise nothing(f"{'、'.join(e.number for e in open_ones)} 还没有登记公示异议（无/有）")
    objected = [e for e in members if e.decisions["objection"] == OBJECTION]
    return {
        "posted_on": day,
        "publicity_title": _title("publicity", scene),
        "tier": DISTRICT,
        "count": len(members),
        "outcome": "有异议" if objected else "无异议",
        "objections": [
            {
                "station_name": entry.receipt.station_name,
                "content": entry.decisions.get("remark") or "见异议登记与核查表",
            }
            for entry in objected
        ],
    }


def _award_list(scene: Scene) -> Data:
    listed = _listed(scene)
    day = _one_day(scene, listed, "posted_on", "publicity_from", "公示起始日")
    members = [e for e in listed if _iso(e.decisions["publicity_from"]) == day]
    return {"posted_on": day, "stations": [_public(entry) for entry in members]}


def _filing(scene: Scene) -> Data:
    listed = [e for e in _listed(scene) if "list_printed_on" in e.decisions]
    if not listed:
        raise nothing("列入名单的还没有填名单印发日期")
    day = _one_day(scene, listed, "listed_on", "list_printed_on", "名单印发日期")
    members = [e for e in listed if _iso(e.decisions["list_printed_on"]) == day]
    posted = _one_day(scene, members, "posted_on", "publicity_from", "公示起始日")
    return {
        "list_title": _title("award-list", scene),
        "listed_on": day,
        "posted_on": posted,
        "stations": [_public(entry) for entry in members],
    }


def _listed(scene: Scene) -> list[Entry]:
    """The district's own list."""
    listed = [
        entry
        for entry in scene.entries
        if entry.standing == DISTRICT and "listed" in entry.decisions
    ]
    if not listed:
        raise nothing("还没有一份申报填了“列入名单”")
    return listed


def _one_day(scene: Scene, members: Sequence[Entry], field: str, key: str, head: str) -> str | None:
    """The day that the user's file names, else the only one there is, None when there is none;
    several are the user's choice."""
    if field in scene.given:
        return str(scene.given[field])
    days = sorted({day for entry in members if (day := _iso(entry.decisions.get(key)))})
    if len(days) > 1:
        raise SourceUnreadable(
            f"台账里有几个{head}：{'、'.join(days)}",
            f'请在 .json 数据文件里用 "{field}" 写明是哪一批',
        )
    return days[0] if days else None


def _title(kind: str, scene: Scene) -> str:
    """The title that the paper of that kind has by itself."""
    wanted = kind_named(kind)
    assert wanted is not None
    return wanted.title.format(c=call_facts(scene.ground.call))


def _short(entry: Entry) -> Data:
    """A station for the papers of the offices; the site only when it is known."""
    receipt = entry.receipt
    known = _section(entry, "site")
    parts = [known.get(name, "") for name in ("district", "town", "village", "address")]
    whole = "".join(part for part in parts if isinstance(part, str)) or receipt.site
    site = {"site": whole} if whole else {}
    return {"station_name": receipt.station_name, "applicant": receipt.applicant} | site


def _public(entry: Entry) -> Data:
    """A station for papers that everybody may read: nothing but what stands here. Names of the
    leads need their consent, of which the state knows nothing."""
    receipt = entry.receipt
    rows = _section(entry, "facilities").get("occupations")
    items = rows if isinstance(rows, list) else ()
    told = [row.get("occupation") for row in items if isinstance(row, Mapping)]
    occupations = list(dict.fromkeys(name for name in told if name and isinstance(name, str)))
    named = {"station_name": receipt.station_name, "applicant": receipt.applicant}
    return named | ({"occupations": occupations} if occupations else {})


def _section(entry: Entry, name: str) -> Mapping[str, Any]:
    """A part of the application's data as it came in, empty when it is not what it should be."""
    part = entry.receipt.data.get(name)
    return part if isinstance(part, Mapping) else {}


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def nothing(said: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"台账里{said}", "请先在汇总表里填写，运行 bayu-docs desk update 读回后再生成"
    )


LISTS: Mapping[str, Callable[[Scene], Data]] = {
    "consultation-minutes": _consultation,
    "review-minutes": _review,
    "publicity": _publicity,
    "publicity-result": _publicity_result,
    "award-list": _award_list,
    "filing-report": _filing,
}
"""The papers about many that come from a desk, beside those of the recommendation."""
