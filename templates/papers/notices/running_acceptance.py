"""On acceptance: 验收通知, 验收意见, 验收结果通知."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.wordml import Cell, Row, Tag
from papers.notices.review_phrases import CITED, FORM_WIDTH_MM
from papers.notices.running_words import cited, headed, items, numbered, station_rows


def acceptance() -> bytes:
    """验收通知: by the dimensions of the notice, with the list of stations attached."""
    return o.letter(
        o.text(
            f"根据{CITED}的规定，“巴渝工匠”乡村驿站第一个建设年度为筹建期，"
            "筹建期满后，由人力社保部门会同乡村振兴部门组织验收。现将有关事项通知如下："
        ),
        o.level1("一、验收对象"),
        o.text(
            "筹建期满的{{ f.count }}个乡村驿站（名单见附件），"
            "筹建期自{{ f.build_from }}起至{{ f.build_until }}止。"
        ),
        o.level1("二、验收内容"),
        o.text(
            "组成专家评估组{% if f.dimensions %}，从{{ f.dimensions }}等方面{% endif %}进行验收。"
        ),
        headed("focus"),
        o.level1("三、时间安排"),
        o.level2(
            "（一）自评。",
            "请各建设单位对照建设方案开展自评，于{{ f.self_report_by }}前"
            "报送自评报告{{ f.self_report_copies }}。",
        ),
        o.level2(
            "（二）评估。",
            "{{ f.visit_from }}至{{ f.visit_until }}，专家评估组通过查阅资料、"
            "实地查看等方式进行评估，提出验收意见。",
        ),
        o.level2("（三）结果。", "验收结果另行通知。验收通过后，正式投入运营。"),
        o.when("f.requirements", o.level1("四、有关要求"), items("requirements")),
        annexes=(o.annex(1, o.grid([14, 50, 50, 42], station_rows())),),
    )


def acceptance_opinion() -> bytes:
    """验收意见: a form whose assessments, opinions, signatures and dates are left blank."""
    facts: list[Row | Tag] = [
        o.row(o.label("驿站名称"), o.cell("{{ f.station_name }}", span=3)),
        o.row(o.label("建设单位"), o.cell("{{ f.applicant }}", span=3)),
        o.row(o.label("级别"), "{{ f.tier_words }}", o.label("评估日期"), "{{ f.visited_on }}"),
        o.row(o.label("建设地址"), o.cell("{{ f.site }}", span=3)),
        o.row(
            o.label("筹建期"),
            o.cell(
                "{% if f.build_from and f.build_until %}"
                "{{ f.build_from }}至{{ f.build_until }}{% endif %}",
                span=3,
            ),
        ),
        Tag("{%tr for x in f.dimensions %}"),
        o.row(o.label("{{ x.title }}"), o.cell("", span=3), height_mm=16),
        Tag("{%tr endfor %}"),
    ]
    panel: list[Row | Tag] = [
        o.head_row("评估组", "姓名", "单位和职务（职称）", "签字"),
        Tag("{%tr for x in f.panel %}"),
        o.row(
            o.cell("{{ x.role }}", align="center"),
            o.cell("{{ x.name }}", align="center"),
            "{{ x.unit }}",
            "",
            height_mm=11,
        ),
        Tag("{%tr endfor %}"),
    ]
    opinion = [
        o.row(
            o.label("专家评估组验收意见"),
            o.cell("", "", "", "组长签字：　　　　　　　　　　年　　月　　日", at="bottom"),
            height_mm=52,
        )
    ]
    return o.form(
        o.grid([30, 50, 30, 50], facts),
        o.empty(),
        o.grid([24, 30, 66, 40], panel),
        o.empty(),
        o.grid([30, 130], opinion),
        o.empty(),
        _opinions("人力社保部门意见", "乡村振兴部门意见"),
    )


def _opinions(*bodies: str) -> o.Block:
    """The opinions of the bureaux, side by side and empty."""
    foot = "".join(
        (
            o.cell("负责人签字：").content,
            o.cell(
                "　　　　　　　　（公章）", "　　　　　　年　　月　　日", align="center"
            ).content,
        )
    )
    boxes = o.row(*(Cell(foot, align="bottom") for _ in bodies), height_mm=55)
    width = FORM_WIDTH_MM / len(bodies)
    return o.grid([width] * len(bodies), [o.row(*map(o.label, bodies)), boxes])


def acceptance_result() -> bytes:
    """验收结果通知: 通过, 限期整改后复验, 不通过, as far as each occurs."""
    return o.document(
        o.text(
            f"根据{CITED}"
            f"{{% if f.acceptance_title %}}和{cited('acceptance')}{{% endif %}}有关规定，"
            "人力社保部门会同乡村振兴部门组成专家评估组，对筹建期满的“巴渝工匠”乡村驿站进行了验收。"
            "经研究，现将验收结果通知如下："
        ),
        o.each(
            "g in f.groups",
            o.level1("{{ g.cn }}、{{ g.heading }}"),
            o.text("{{ g.lead }}"),
            numbered(
                "x in g.stations",
                "",
                "{{ x.station_name }}（建设单位：{{ x.applicant }}）。{{ x.words }}",
            ),
        ),
        o.level1("{{ f.next_cn }}、后续工作"),
        o.text("验收通过的乡村驿站，须按年度向人力社保部门报送当年工作计划及工作开展情况。"),
        items("requirements"),
    )
