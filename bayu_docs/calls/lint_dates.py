"""The dates of a notice: weekdays that do not fit, deadlines not set, years without a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bayu_docs.calls.figures import WEEKDAYS, PrintedDate, dates
from bayu_docs.calls.remarks import clause_number, remark
from bayu_docs.calls.wording import squeeze
from bayu_docs.materials.workdays import calendar_years
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Clause, Finding, Severity


def weekdays(call: Call) -> Iterator[Finding]:
    """Dates that do not exist, or whose printed weekday is another."""
    for number, printed in _printed_dates(call):
        if printed.day is None:
            yield remark(
                call,
                "calls.impossible_date",
                Severity.WARNING,
                f"通知写有“{printed.words}”，历法上没有这一天",
                Clause(number, printed.words, call.source_name),
                "请向发文机关核实日期",
            )
        elif printed.weekday is not None and printed.day.weekday() != printed.weekday:
            yield _weekday_finding(call, number, printed, printed.day)


def _weekday_finding(call: Call, number: str, printed: PrintedDate, day: date) -> Finding:
    wanted = printed.weekday or 0
    near = min(
        (day + timedelta(days=shift) for shift in range(-3, 4)),
        key=lambda other: (other.weekday() != wanted, abs(other - day), other),
    )
    phones = "、".join(contact.phone for contact in call.contacts)
    return remark(
        call,
        "calls.weekday_contradiction",
        Severity.WARNING,
        f"{_day_words(day)}是星期{WEEKDAYS[day.weekday()]}，通知写作星期{WEEKDAYS[wanted]}"
        f"（最近的星期{WEEKDAYS[wanted]}是{_day_words(near)}）",
        Clause(number, printed.words, call.source_name),
        f"请电话核实（{phones}）；核实之前按较早的{_day_words(min(day, near))}准备",
    )


def deadlines(call: Call) -> Iterator[Finding]:
    """No other deadline than the districts' towards the city."""
    others = [
        printed
        for _, printed in _printed_dates(call)
        if printed.moment is not None and printed.moment != call.deadline_to_city.moment
    ]
    if not others:
        yield remark(
            call,
            "calls.no_applicant_deadline",
            Severity.WARNING,
            f"通知只有一个截止时间（{_day_words(call.deadline_to_city.moment.date())}"
            f"{call.deadline_to_city.moment:%H:%M}），约束的是{call.deadline_to_city.binds}报市；"
            "申报主体报区县的截止时间没有规定",
            call.deadline_to_city.clause,
            "请向所在区县问明受理截止时间、地址和邮箱，写入区县资料",
        )


def calendar(call: Call) -> Iterator[Finding]:
    """No official working days for the call's year."""
    if call.year not in calendar_years():
        years = calendar_years()
        yield remark(
            call,
            "calls.calendar_unknown",
            Severity.WARNING,
            f"没有{call.year}年的放假调休数据（现有{years[0]}—{years[-1]}年），"
            f"公示“{call.publicity_days.figure}”等工作日无法计算",
            call.publicity_days.clause,
            "待国务院办公厅公布当年放假安排后，升级 chinesecalendar",
        )


def _printed_dates(call: Call) -> Iterator[tuple[str, PrintedDate]]:
    """Every date of the text with the narrowest clause it stands in."""
    for printed in dates(squeeze(call.text)):
        yield clause_number(call, printed.words), printed


def _day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
