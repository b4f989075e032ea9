"""The evidence bundle in the report: thumbnails and matrix for people, the matrix for programs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from bayu_docs.materials import schema
from bayu_docs.model.report import BundleOverview, MatrixItem, MatrixRow, PagePicture, Report
from bayu_docs.reporting.columns import width_of
from bayu_docs.reporting.html import to_html
from bayu_docs.reporting.json_report import to_json
from bayu_docs.reporting.text import render_text

ID_NUMBER = "500101199003071234"  # invented
PLAN = MatrixItem("E01", "平面图 <新>", (2, 3))
LIST = MatrixItem("E02", f"名单 {ID_NUMBER}", (), unknown=True)
LOST = MatrixItem("E03", "照片", ())
BUNDLE = BundleOverview(
    used="已用 4 / 3 面（2 张）",
    words=" 1  目录\n 2  E01.1\n 3  E01.2\n 4  E04.1",
    matrix=(
        MatrixRow("四（一）1", "场地", (PLAN, LOST)),
        MatrixRow("四（一）2", "团队", (LIST,)),
        MatrixRow("四（一）3", "培训能力", ()),
        MatrixRow("四（一）4", "品牌", (LOST,)),
        MatrixRow("四（一）5", "所属单位支持", (), excused=True),
    ),
    loose=(MatrixItem("E04", "旧照片", (4,)),),
    pages=(
        PagePicture(1, ()),
        PagePicture(2, ("E01",), b"\xff\xd8one"),
        PagePicture(3, ("E01",), b"\xff\xd8two"),
        PagePicture(4, ("E04",), b"\xff\xd8six"),
    ),
    max_pages=3,
)
REPORT = Report("样例驿站", (), checked=("evidence",), bundle=BUNDLE)


def cells(page: str) -> list[str]:
    """The words of the matrix, cell by cell."""
    matrix = page.partition('<table class="matrix">')[2].partition("</table>")[0]
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", matrix, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found[3:]]


def test_html_shows_budget_and_every_page_with_number_and_items() -> None:
    page = to_html(REPORT)
    assert "已用 4 / 3 面（2 张）" in page
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page) == [
        "第 2 页：E01",
        "第 3 页：E01",
        "第 4 页：E04",
    ]
    assert page.count('src="data:image/jpeg;base64,/9h') == 3
    assert page.count('<li class="over">') == 1 and page.count("超出上限") == 1
    assert '<span class="sheet">目录</span>' in page


def test_html_still_fetches_nothing_and_runs_nothing() -> None:
    page = to_html(REPORT)
    assert set(re.findall(r'(?:src|href)="(\w+):', page)) == {"data"}
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    assert "<script" not in page


def test_html_with_a_bundle_is_well_formed() -> None:
    open_tags: list[str] = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "img", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Checker().feed(to_html(REPORT))
    assert open_tags == []


def test_the_matrix_says_where_each_requirement_is_proved_and_what_is_missing() -> None:
    assert cells(to_html(REPORT)) == [
        *("场地 四（一）1", "E01 平面图 &lt;新&gt;", "第 2—3 页", "E03 照片", "没有编入"),
        *("团队 四（一）2", "E02 名单 500101********1234", "页数未知"),
        *("培训能力 四（一）3", "× 缺佐证"),
        *("品牌 × 缺佐证 四（一）4", "E03 照片", "没有编入"),
        *("所属单位支持 四（一）5", "不适用"),
        *("（未对应任何条件）", "E04 旧照片", "第 4 页"),
    ]


def test_json_carries_the_matrix_and_no_pictures() -> None:
    text = to_json(REPORT)
    data = json.loads(text)
    assert schema.problems("report", data) == []
    bundle = data["bundle"]
    assert (bundle["used_pages"], bundle["max_pages"]) == (4, 3)
    states = [(row["requirement"], row["state"]) for row in bundle["matrix"]]
    assert states == [
        ("场地", "proved"),
        ("团队", "proved"),
        ("培训能力", "missing"),
        ("品牌", "missing"),
        ("所属单位支持", "excused"),
    ]
    assert bundle["matrix"][0]["items"][0] == {"id": "E01", "title": "平面图 <新>", "pages": [2, 3]}
    assert bundle["loose"] == [{"id": "E04", "title": "旧照片", "pages": [4]}]
    assert bundle["pages"][1] == {"number": 2, "items": ["E01"]}
    assert "/9h" not in text and ID_NUMBER not in text


def test_a_report_without_a_bundle_says_nothing_of_one() -> None:
    bare = replace(REPORT, bundle=None)
    assert json.loads(to_json(bare))["bundle"] is None
    assert schema.problems("report", json.loads(to_json(bare))) == []
    assert "佐证" not in to_html(bare) and "佐证" not in render_text(bare)


def test_a_report_of_an_earlier_release_still_fits_the_schema() -> None:
    data = json.loads(to_json(REPORT))
    del data["bundle"]
    assert schema.problems("report", data) == []


def test_text_draws_the_plan_with_the_limit_and_lists_the_matrix() -> None:
    lines = render_text(REPORT).splitlines()
    at = lines.index("排页：")
    assert lines[at + 1 : at + 6] == [
        "   1  目录",
        "   2  E01.1",
        "   3  E01.2",
        "  —— 以下超出上限 3 面 ——",
        "   4  E04.1",
    ]
    at = lines.index("佐证对照：")
    assert lines[at + 1 : at + 7] == [
        "  场地：E01 第 2—3 页；E03 没有编入",
        "  团队：E02 页数未知",
        "  培训能力：× 缺佐证",
        "  品牌：E03 没有编入；× 缺佐证",
        "  所属单位支持：不适用",
        "  （未对应任何条件）：E04 第 4 页",
    ]


def test_no_line_of_the_matrix_is_wider_than_asked() -> None:
    many = tuple(MatrixItem(f"E{n:02}", "照片", (n,)) for n in range(2, 40))
    wide = replace(BUNDLE, matrix=(MatrixRow("四（一）1", "场地", many),))
    text = render_text(replace(REPORT, bundle=wide), width=60)
    assert max(width_of(line) for line in text.splitlines()) <= 60
