"""One result, three reporters: the same findings, in the user's words, numbers masked."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bayu_docs.materials import schema
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Clause, Finding, Place, Severity
from bayu_docs.model.report import Report
from bayu_docs.reporting.columns import folded, width_of
from bayu_docs.reporting.html import to_html
from bayu_docs.reporting.json_report import to_json
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import MARKS
from bayu_docs.reporting.text import render_text

ID_NUMBER = "500101199003071234"  # invented
HINT = Finding("filing.clock", Severity.INFO, "未填写区县截止日期")
WARNING = Finding(
    "members.ratio",
    Severity.WARNING,
    "团队人数按一种读法不足",
    Place(pointer="/team"),
    doubt="A05",
)
ERROR = Finding(
    "leads.too_few",
    Severity.ERROR,
    f"领衔工匠 4 名，要求 5 名以上，差 1 名（{ID_NUMBER}）",
    Place("申报数据.xlsx", "领衔工匠!C7"),
    Clause("四（一）2", "领衔人数5名以上", "通知"),
    "补充 1 名领衔工匠",
)
REPORT = Report(
    subject="样例驿站 <application.json>",
    findings=(HINT, WARNING, ERROR),
    artifacts=(Artifact("form", Path("/secret/out/01_申报表.pdf"), "a" * 64, 12345, 11),),
    checked=("leads.too_few", "members.ratio"),
    unchecked=("E03 的页数不能检查",),
    facts=(("级别", "市级"), ("申报主体", "某公司")),
)


def test_text_says_what_where_by_which_clause_and_how_to_mend_errors_first() -> None:
    text = render_text(REPORT, width=200)
    assert "× 申报数据.xlsx › 领衔工匠!C7：领衔工匠 4 名，要求 5 名以上，差 1 名" in text
    assert "    依据：四（一）2“领衔人数5名以上”（通知）\n" in text
    assert "    改法：补充 1 名领衔工匠  [leads.too_few]\n" in text
    assert text.index("× ") < text.index("！ ") < text.index("· ")
    assert "！ /team：团队人数" in text
    assert "存疑：A05" in text
    assert "未通过：有 1 处错误" in text and "错误 1 处，警告 1 处，提示 1 处" in text


def test_text_is_plain_without_colour_and_says_the_same_with_it() -> None:
    plain, coloured = render_text(REPORT), render_text(REPORT, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_the_marks_exist_in_gbk() -> None:
    for mark in MARKS.values():
        assert mark.encode("gbk")


def test_no_line_is_wider_than_asked_and_no_word_is_lost() -> None:
    wide = render_text(REPORT, width=40)
    assert max(width_of(line) for line in wide.splitlines()) <= 44
    squeezed = "".join(wide.split())
    assert squeezed == "".join(render_text(REPORT, width=1000).split())


def test_folding_keeps_words_whole_and_punctuation_off_the_first_place() -> None:
    assert folded("甲乙丙丁，戊 verify.hash 己", 8, "  ") == "甲乙丙\n  丁，戊\n  verify.hash\n  己"


def test_json_fits_its_schema_and_hides_folders() -> None:
    data = json.loads(to_json(REPORT))
    assert schema.problems("report", data) == []
    assert data["tool"]["name"] == "bayu-docs"
    assert [each["severity"] for each in data["findings"]] == ["error", "warning", "info"]
    assert data["findings"][0]["clause"]["words"] == "领衔人数5名以上"
    assert data["exit_code"] == 1
    assert data["artifacts"][0]["file"] == "01_申报表.pdf"
    assert "/secret" not in to_json(REPORT)


def test_html_is_one_page_that_fetches_and_runs_nothing() -> None:
    page = to_html(REPORT)
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert "src=" not in page and "href=" not in page
    assert "样例驿站 &lt;application.json&gt;" in page
    assert "× 错误" in page and "！ 警告" in page
    assert "补充 1 名领衔工匠" in page and "四（一）2“领衔人数5名以上”" in page


def test_html_is_well_formed() -> None:
    open_tags: list[str] = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Checker().feed(to_html(REPORT))
    assert open_tags == []


@pytest.mark.parametrize("render", [render_text, to_json, to_html])
def test_no_report_holds_a_whole_identity_number(render) -> None:
    assert ID_NUMBER not in render(REPORT)
    assert "500101********1234" in render(REPORT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("号码500101199003071234。", "号码500101********1234。"),
        ("50010119900307123x", "500101********123x"),
        ("5001011990030712345", "500101*********2345"),
        ("500101900307123", "500101*****7123"),
        ("13800138000", "13800138000"),
        ("91500101MA0000007H", "91500101MA0000007H"),
        ("a" * 40 + "500101199003071234", "a" * 40 + "500101199003071234"),
    ],
)
def test_long_numbers_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_nothing_checked_is_not_a_pass() -> None:
    for render in (render_text, to_json, to_html):
        assert "不能视为通过" in render(Report("空", ()))
        assert "通过：没有发现错误" in render(Report("好", (), checked=("a.b",)))
        assert "没有查完" in render(Report("半", (), checked=("a.b",), unchecked=("缺引擎",)))
