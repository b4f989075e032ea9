"""The numbers of a notice: open ranges, unequal copies, and sums that are easily misread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayu_docs.calls.remarks import divisions_on, remark
from bayu_docs.model.call import Call, Division, Limit
from bayu_docs.model.finding import Finding, Severity


def quota_minima(call: Call, day: date, zones: bool) -> int:
    """The divisions' minimum numbers of stations added up, for the divisions valid on that day.

    zones: count reporting zones that are not districts as well.
    """
    return sum(
        limit.value
        for division in divisions_on(call, day)
        if (zones or not division.zone) and (limit := _quota_of(call, division)) is not None
    )


def ranges(call: Call) -> Iterator[Finding]:
    """Limits printed as a range with 以上, whose lower bound is open."""
    for tier in call.tiers.values():
        for requirement in tier.requirements:
            limit = requirement.limit
            if limit is None or not limit.other_values:
                continue
            others = "、".join(map(str, limit.other_values))
            yield remark(
                call,
                "calls.range_limit",
                Severity.WARNING,
                f"{tier.name}“{requirement.title}”写作“{limit.figure}”，"
                f"下限是{limit.value}{limit.unit}还是{others}{limit.unit}不明",
                limit.clause,
                f"有条件的按{others}{limit.unit}准备",
                limit.doubts,
            )


def copies(call: Call) -> Iterator[Finding]:
    """Copies for the district and for the city that differ in number or in spelling."""
    first, second = call.copies_to_district, call.copies_to_city
    if first.value != second.value or first.figure != second.figure:
        yield remark(
            call,
            "calls.copies_differ",
            Severity.INFO,
            f"申报主体报区县{first.value}{first.unit}（{first.clause.number}“{first.figure}”），"
            f"区县报市{second.value}{second.unit}（{second.clause.number}“{second.figure}”）："
            "对象不同，并不矛盾，但容易误读",
            first.clause,
            f"申报主体准备{first.value}{first.unit}",
        )


def minima(call: Call) -> Iterator[Finding]:
    """The divisions' minima added up against the total asked."""
    total = call.quotas["district_total"]
    plain = quota_minima(call, call.issued_on, zones=False)
    with_zones = quota_minima(call, call.issued_on, zones=True)
    parts = _group_words(call)
    zones = f"（功能区另计则为{with_zones}个）" if with_zones != plain else ""
    if plain == total.value and not zones:
        return
    relation = "少于" if plain < total.value else "不少于"
    yield remark(
        call,
        "calls.quota_minima",
        Severity.INFO,
        f"各区县最低建设数之和为{plain}个：{parts}，{relation}总数要求的{total.figure}{zones}；"
        "两项要求同时成立，并不矛盾，但容易误读",
        total.clause,
        "安排建设数量时同时满足各区县最低数和总数",
        total.doubts,
    )


def _group_words(call: Call) -> str:
    districts = [one for one in divisions_on(call, call.issued_on) if not one.zone]
    groups = dict.fromkeys(division.group for division in districts)
    words = []
    for group in groups:
        members = [division for division in districts if division.group == group]
        limit = _quota_of(call, members[0])
        if limit is not None:
            words.append(f"{group}{len(members)}×{limit.value}")
    return "＋".join(words)


def recommendations(call: Call) -> Iterator[Finding]:
    """Recommendations due from all districts against the places there are."""
    units = sum(not division.zone for division in divisions_on(call, call.issued_on))
    low, high = call.quotas["recommend_min"], call.quotas["recommend_max"]
    places = call.quotas["municipal_total"]
    if units * low.value > places.value:
        yield remark(
            call,
            "calls.recommendations_exceed_places",
            Severity.INFO,
            f"{units}个区县各推荐{high.figure}，共{units * low.value}至{units * high.value}个，"
            f"而市级只建设{places.value}个，至少有{units * low.value - places.value}个落选",
            high.clause,
            "申报市级的，宜同时申报区县级",
        )


def subsidy(call: Call) -> Iterator[Finding]:
    """The subsidy of all municipal stations, which the notice does not state."""
    places, each = call.quotas["municipal_total"], call.subsidy
    yield remark(
        call,
        "calls.subsidy_total",
        Severity.INFO,
        f"市级补助每个{each.value}{each.unit}，{places.value}个共"
        f"{places.value * each.value}{each.unit}（推算，通知未写总额）",
        each.clause,
        "",
        each.doubts,
    )


def _quota_of(call: Call, division: Division) -> Limit | None:
    """The quota whose quotation names the division's group."""
    return next((one for one in call.quotas.values() if division.group in one.clause.words), None)
