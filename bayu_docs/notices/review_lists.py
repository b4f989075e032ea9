"""What the papers around the lists compute: publicity periods, filing dates, numbers asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bayu_docs.model.call import Division, Limit
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.review_words import days_listed
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import Blank, day_words

_SATURDAY = 5
_NO_REASON = Blank("　" * 10)
_MAIN_CITY = "主城都市区"


def publicity(situation: Situation) -> Computed:
    """Every counted day of the period, its end, and the end by the other reading."""
    return Computed(_period(situation) | _stations(situation), _too_few(situation))


def city_publicity(situation: Situation) -> Computed:
    """The same for the city's list, with the number the notice means to build."""
    return Computed(_period(situation) | _stations(situation), _over_target(situation))


def publicity_result(situation: Situation) -> Computed:
    """The period that has passed, and the objections counted."""
    count = len(situation.data.get("objections", ()))
    said = {"objected": situation.data["outcome"] == "有异议", "objection_count": count}
    return Computed(_period(situation) | said, _period_running(situation))


def award_list(situation: Situation) -> Computed:
    """The period behind the list; a list signed before its end, or shorter than asked for."""
    found = (*_period_running(situation), *_too_few(situation))
    return Computed(_period(situation) | _stations(situation), found)


def city_award_list(situation: Situation) -> Computed:
    """The same for the city's list."""
    found = (*_period_running(situation), *_over_target(situation))
    return Computed(_period(situation) | _stations(situation), found)


def filing_report(situation: Situation) -> Computed:
    """Until when the list is to be filed, by both ways of counting, and by how much it is late."""
    data, calendar, n = situation.data, situation.calendar, situation.call.filing_days.value
    due = calendar.counted(data["listed_on"], n)[-1]
    filed = data.get("signed_on")
    late_on: date | None = filed if filed is not None and filed > due else None
    values = {
        **_period(situation),
        **_stations(situation),
        "due_on": due,
        "stricter_on": calendar.counted(_ends_on(situation), n)[-1],
        "late": late_on is not None,
        "late_days": calendar.counts_between(due, late_on) if late_on else 0,
        "late_reason": data.get("late_reason", _NO_REASON),
        "in_time": filed is not None and late_on is None,
    }
    return Computed(values, tuple(_late(situation, due, late_on)) if late_on else ())


def transfer(situation: Situation) -> Mapping[str, Any]:
    """How many stations go back to the districts."""
    return _stations(situation)


def _stations(situation: Situation) -> dict[str, Any]:
    """How many stations are listed, and whether a column for their leads has anything to show."""
    rows = situation.data["stations"]
    shown = any(row.get("leads") and row.get("leads_consent") for row in rows)
    return {"count": len(rows), "with_leads": shown}


def _period(situation: Situation) -> dict[str, Any]:
    posted, n = situation.data["posted_on"], situation.call.publicity_days.value
    days = situation.calendar.counted(posted, n)
    worked = [day for day in days if day.weekday() >= _SATURDAY]
    return {
        "posted_on": posted,
        "first_counted": days[0],
        "ends_on": days[-1],
        "counted_days": days_listed(days),
        "worked_weekends": days_listed(worked),
        "other_end": situation.calendar.counted(posted, n, include_first=True)[-1],
    }


def _ends_on(situation: Situation) -> date:
    n = situation.call.publicity_days.value
    return situation.calendar.counted(situation.data["posted_on"], n)[-1]


def _period_running(situation: Situation) -> tuple[Finding, ...]:
    """An error when the period has not ended by any reading, a warning when only by one."""
    signed, limit = situation.data.get("signed_on"), situation.call.publicity_days
    ends = _ends_on(situation)
    if signed is None or signed > ends:
        return ()
    other = situation.calendar.counted(
        situation.data["posted_on"], limit.value, include_first=True
    )[-1]
    open_by_all = signed <= other
    return (
        Finding(
            "notice.period_running",
            Severity.ERROR if open_by_all else Severity.WARNING,
            f"成文日期{day_words(signed)}不晚于公示期满日{day_words(ends)}"
            + ("" if open_by_all else f"（发布当日计入的，期满日为{day_words(other)}）"),
            situation.place("/signed_on"),
            limit.clause,
            f"公示{limit.figure}期满后再成文",
            doubt="" if open_by_all else "A23",
        ),
    )


def _late(situation: Situation, due: date, filed: date) -> Iterator[Finding]:
    yield Finding(
        "notice.filed_late",
        Severity.WARNING,
        f"逾期：备案截止日期为{day_words(due)}，报告成文日期为{day_words(filed)}",
        situation.place("/signed_on"),
        situation.call.filing_days.clause,
        "在“逾期原因”里写明原因，尽快报送",
        doubt="A24",
    )
    if "late_reason" not in situation.data:
        yield Finding(
            "notice.blank",
            Severity.INFO,
            situation.unfilled("/late_reason", "“逾期原因”"),
            situation.place("/late_reason"),
            advice="起草时可以留空；定稿前在数据里补填",
        )


def _too_few(situation: Situation) -> tuple[Finding, ...]:
    """A warning when the list is shorter than the district's quota."""
    limit, count = _quota(situation), len(situation.data["stations"])
    if limit is None or count >= limit.value:
        return ()
    return (
        Finding(
            "notice.below_quota",
            Severity.WARNING,
            f"名单有{count}个，通知要求每个区县建设{limit.figure}，还差{limit.value - count}个",
            situation.place("/stations"),
            limit.clause,
            "核对名单；分批公布的可以不理会",
            doubt="A15",
        ),
    )


def _over_target(situation: Situation) -> tuple[Finding, ...]:
    limit, count = situation.call.quotas["municipal_total"], len(situation.data["stations"])
    if count <= limit.value:
        return ()
    return (
        Finding(
            "notice.over_target",
            Severity.WARNING,
            f"名单有{count}个，通知写明{limit.figure}",
            situation.place("/stations"),
            limit.clause,
            "核对名单",
            doubt="A40",
        ),
    )


def _quota(situation: Situation) -> Limit | None:
    """The least number of stations the notice asks of this district, None when unknown."""
    name, day = situation.district.division, situation.data.get("signed_on") or situation.day
    known: Division | None = next(
        (each for each in situation.call.divisions if each.name == name and each.valid_on(day)),
        None,
    )
    if known is None:
        return None
    quotas = situation.call.quotas
    return quotas["main_city_min"] if known.group == _MAIN_CITY else quotas["clusters_min"]
