"""The review: its plan, an expert's sheet, the draw of visits, the committee's minutes."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from papers.notices.review_phrases import CITED, decision, fact, point, wide
from papers.notices.review_recommend import attendance


def review_plan() -> bytes:
    """评审工作方案 of either tier."""
    return o.plain(
        o.text(
            f"根据{CITED}要求，"
            "为做好{{ c.batch }}{{ f.tier_words }}“巴渝工匠”乡村驿站评审工作，制定本方案。"
        ),
        o.level1("一、评审对象"),
        o.text(
            "{% if f.tier == 'municipal' %}各区县推荐的市级乡村驿站申报对象"
            "{% else %}区县级乡村驿站申报对象及市级落选对象{% endif %}"
            "{% if f.candidates %}，共{{ f.candidates }}个{% endif %}。"
        ),
        o.level1("二、组织领导"),
        o.text("人力社保部门会同乡村振兴部门组建评审委员会，负责评审工作的组织和评审结果的确定。"),
        o.each(
            "m in f.committee",
            o.text("{{ m.role }}：{{ m.name }}{% if m.unit %}（{{ m.unit }}）{% endif %}"),
        ),
        o.text("评审委员会办公室设在{{ f.office }}，承担日常工作。"),
        o.level1("三、评审专家"),
        o.text("{{ f.experts }}。"),
        o.level1("四、评审指标"),
        o.when(
            "f.criteria",
            o.text("由评审委员会确定，专家按照下列指标独立评审："),
            _criteria(),
        ),
        o.when("not f.criteria", o.text("由评审委员会另行确定。")),
        o.level1("五、评审程序"),
        o.level2("（一）综合评审。", "专家审阅申报材料，对照建设基本条件和评审指标提出评审意见。"),
        o.level2(
            "（二）实地考察。",
            "从申报对象中随机抽选，抽取数量为{{ f.visits }}。"
            "抽取过程当场记录，考察情况书面反馈评审委员会。",
        ),
        o.level2("（三）比选。", "根据综合评审和实地考察情况，比选提出拟入围名单。"),
        o.level2("（四）确定。", "拟入围名单报评审委员会确定。"),
        o.level2(
            "（五）公示。",
            "{% if f.tier == 'municipal' %}在重庆市人力资源和社会保障网上公示"
            "{% else %}由区县人力社保部门自行公示{% endif %}"
            "{{ c.publicity_days }}个工作日。无异议后，按程序会签印发建设名单。",
        ),
        o.when(
            "f.schedule",
            o.level1("六、时间安排"),
            o.each("x in f.schedule", o.level2("（{{ x.cn }}）{{ x.what }}。", "{{ x.when }}。")),
        ),
        o.when(
            "f.discipline",
            o.level1("{% if f.schedule %}七{% else %}六{% endif %}、工作要求"),
            o.each("each in f.discipline", o.text("{{ each }}")),
        ),
    )


def _criteria() -> o.Block:
    return o.grid(
        [14, 40, 82, 20],
        [
            o.head_row("序号", "指标", "评审内容", "满分"),
            *o.each_row(
                "x in f.criteria",
                o.cell("{{ x.no }}", align="center"),
                "{{ x.name }}",
                "{{ x.standard }}",
                o.cell("{{ x.points }}", align="center"),
            ),
        ],
    )


def score_sheet() -> bytes:
    """专家评审表: one station, one expert; scores, opinion and signature are left to the expert."""
    return o.form(
        o.grid(
            [28, 76, 28, 28],
            [
                fact("驿站名称", "{{ f.station_name }}", "评审编号", "{{ f.review_no }}"),
                fact("申报主体", "{{ f.applicant }}", "级别", "{{ f.tier_words }}"),
            ],
        ),
        o.empty(),
        o.grid(
            [14, 36, 74, 18, 18],
            [
                o.head_row("序号", "指标", "评审内容", "满分", "得分"),
                *o.each_row(
                    "x in f.criteria",
                    o.cell("{{ x.no }}", align="center"),
                    "{{ x.name }}",
                    "{{ x.standard }}",
                    o.cell("{{ x.points }}", align="center"),
                    "",
                    height_mm=12,
                ),
                o.row(
                    o.cell("合计", span=3, align="center"),
                    o.cell("{{ f.total }}", align="center"),
                    "",
                    height_mm=10,
                ),
                o.row(o.label("评审意见", span=2), o.cell("", span=3), height_mm=42),
                o.row(
                    o.label("专家签字", span=2),
                    o.cell("　　　　　　　　　　　　　　年　　月　　日", span=3),
                    height_mm=14,
                ),
            ],
        ),
        o.text("得分、评审意见由专家本人填写。与申报主体有利害关系的，应当回避。"),
    )


def site_visit() -> bytes:
    """实地考察抽取记录: the rule of the draw on the paper, so that anybody can recompute it."""
    return o.form(
        o.grid(
            [30, 50, 30, 50],
            [
                fact("级别", "{{ f.tier_words }}", "抽取数量", "{{ f.draw_count }}个"),
                fact("抽取时间", "{{ f.drawn_at }}", "抽取地点", "{{ f.place }}"),
                fact("抽取种子", "{{ f.seed }}", "种子的产生", "{{ f.seed_source }}"),
                wide(
                    "抽取规则",
                    "对每个驿站，把“抽取种子|驿站名称|申报主体”按UTF-8编码连写"
                    "（中间各加一个半角竖线），计算SHA-256值；按十六进制值从小到大排列，"
                    "取排在最前的{{ f.draw_count }}个。任何人用同一种子和名单重新计算，结果相同。",
                    span=3,
                ),
            ],
        ),
        o.line("抽取名单"),
        o.grid(
            [14, 52, 44, 36, 14],
            [
                o.head_row(
                    "序号", "驿站名称", "申报主体", "SHA-256（前{{ f.shown_digits }}位）", "结果"
                ),
                *o.each_row(
                    "s in f.draw",
                    o.cell("{{ s.no }}", align="center"),
                    "{{ s.station_name }}",
                    "{{ s.applicant }}",
                    "{{ s.digest }}",
                    o.cell("{{ s.drawn }}", align="center"),
                ),
            ],
        ),
        o.line("考察情况（考察后填写）"),
        o.grid(
            [14, 52, 30, 30, 34],
            [
                o.head_row("序号", "抽中的驿站", "考察时间", "考察人员", "考察情况"),
                *o.each_row(
                    "s in f.picked",
                    o.cell("{{ s.no }}", align="center"),
                    "{{ s.station_name }}",
                    "",
                    "",
                    "",
                    height_mm=14,
                ),
            ],
        ),
        o.empty(),
        o.grid(
            [27, 27, 27, 26, 27, 26],
            [
                o.row(
                    o.label("抽取人签字"),
                    "",
                    o.label("监督人签字"),
                    "",
                    o.label("记录人签字"),
                    "",
                    height_mm=14,
                ),
            ],
        ),
    )


def review_minutes() -> bytes:
    """评审委员会纪要: what was reviewed and visited, and the list the committee settled on."""
    return o.minutes(
        o.text(
            "{{ f.met_on }}，{{ f.chaired_by }}在{{ f.place }}主持召开评审委员会会议，"
            f"根据{CITED}要求，"
            "研究确定{{ c.batch }}{{ f.tier_words }}“巴渝工匠”乡村驿站拟入围名单。现纪要如下："
        ),
        o.level1("一、评审情况"),
        o.text(
            "{% if f.reviewed %}本次参评对象{{ f.reviewed }}个。{% endif %}"
            "{% if f.experts %}评审委员会组织专家{{ f.experts }}名进行了综合评审。{% endif %}"
            "{% if f.visited %}随机抽选{{ f.visited|join('、') }}进行了实地考察。{% endif %}"
            "会议听取了综合评审和实地考察情况的汇报。"
        ),
        o.level1("二、拟入围名单"),
        o.text("会议确定下列{{ f.shortlisted|length }}个对象为拟入围对象，按程序公示："),
        o.each(
            "s in f.shortlisted",
            *point("s", "{{ s.station_name }}，申报主体为{{ s.applicant }}。"),
        ),
        o.when(
            "f.decisions",
            o.level1("三、其他议定事项"),
            o.each("x in f.decisions", *decision()),
        ),
        *attendance(),
    )
