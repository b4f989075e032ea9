"""On plans and money: 同意建设方案, 建设补助, 配套支持措施, 年度考核及绩效奖励."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.wordml import Row, Tag
from papers.notices.review_phrases import CITED
from papers.notices.running_words import cited, headed, items, listed


def plan_reply() -> bytes:
    """关于同意……建设方案的函; a 批复 when a subordinate's 请示 is answered."""
    return o.letter(
        o.text(f"你单位{cited('incoming')}收悉。经研究，现{{{{ f.reply_verb }}}}如下："),
        o.level1("一、总体意见"),
        o.text("同意{{ f.station_name }}建设方案（以下简称建设方案），请认真组织实施。"),
        o.level1("二、组织实施"),
        o.text(
            "请你单位按照建设方案明确的建设目标任务和具体举措，落实专门人员和工作专班，"
            "统筹政策、项目和资金，扎实推进驿站建设。"
        ),
        o.when(
            "f.build_from and f.build_until",
            o.text("建设期自{{ f.build_from }}起至{{ f.build_until }}止。"),
        ),
        o.text(
            "建设过程中，目标任务、建设地址、领衔工匠等重要内容需要调整的，"
            "应当报人力社保和乡村振兴部门同意后予以实施。"
        ),
        o.when("f.requirements", o.level1("三、有关要求"), items("requirements")),
        o.text("{{ f.reply_close }}"),
    )


def subsidy() -> bytes:
    """建设补助拨付通知, with the receipt to be signed as its attachment."""
    return o.letter(
        o.text(
            f"根据{CITED}{{{{ f.quoted }}}}的规定"
            f"{{% if f.list_title %}}和{cited('list')}{{% endif %}}，"
            "现将市级“巴渝工匠”乡村驿站一次性建设补助拨付有关事项通知如下："
        ),
        o.level1("一、补助金额"),
        o.text(
            "按照每个驿站{{ c.subsidy }}元（大写：人民币{{ c.subsidy_words }}）的标准，"
            "对{{ f.count }}个市级乡村驿站给予一次性建设补助，"
            "合计{{ f.total }}元（大写：人民币{{ f.total_words }}）。具体如下："
        ),
        o.grid([14, 58, 58, 26], _sums()),
        o.level1("二、资金使用"),
        o.when("f.requirements", items("requirements")),
        o.when(
            "not f.requirements",
            o.text(
                "补助资金用于驿站建设。请各建设单位严格执行财务管理有关规定，自觉接受监督检查。"
            ),
        ),
        o.level1("三、办理手续"),
        o.text(
            "请各建设单位于{{ f.receipt_by }}前，将签章的收款凭据（见附件）"
            "{{ f.receipt_copies }}送交我局。"
        ),
        annexes=(o.annex(1, *_receipt()),),
    )


def _sums() -> list[Row | Tag]:
    return [
        *listed(
            ("序号", "建设单位", "驿站名称", "金额（元）"),
            "s in f.stations",
            ("{{ s.no }}", "{{ s.applicant }}", "{{ s.station_name }}", "{{ c.subsidy }}"),
            centred=(0, 3),
        ),
        o.row(
            o.cell("合计", span=3, align="center"),
            o.cell("{{ f.total }}", align="center"),
        ),
    ]


def _receipt() -> tuple[o.Block, ...]:
    rows = [
        o.row(o.label("收款单位"), ""),
        o.row(o.label("驿站名称"), ""),
        o.row(o.label("款项内容"), "市级“巴渝工匠”乡村驿站一次性建设补助"),
        o.row(o.label("金额（大写）"), "人民币{{ c.subsidy_words }}"),
        o.row(o.label("金额（小写）"), "¥{{ f.each_figures }}"),
        o.row(o.label("开户银行"), ""),
        o.row(o.label("银行账号"), ""),
        o.row(o.label("经办人及电话"), ""),
        o.row(
            o.label("收款单位确认"),
            o.cell("单位负责人签字：", "", "单位印章：", "", "收款日期："),
        ),
    ]
    return (o.grid([42, 114], rows), o.text("本凭据由收款单位填写，每个驿站一张。"))


def support_policy() -> bytes:
    """关于支持……建设有关措施的通知."""
    return o.document(
        o.text(
            f"为落实{CITED}{{{{ f.quoted }}}}的要求，"
            "经研究，现将支持区县级“巴渝工匠”乡村驿站建设的有关措施通知如下："
        ),
        o.level1("一、支持对象"),
        o.text(
            f"{{% if f.list_title %}}列入{cited('list')}的区县级“巴渝工匠”乡村驿站。"
            "{% else %}按程序印发的建设名单所列区县级“巴渝工匠”乡村驿站。{% endif %}"
        ),
        o.level1("二、支持措施"),
        headed("measures"),
        o.level1("三、资金安排"),
        o.text("支持资金从{{ f.fund_source }}中安排，额度为{{ f.fund_amount }}。"),
        o.when("f.requirements", o.level1("四、工作要求"), items("requirements")),
        o.text("本通知自{{ f.effective_from }}起施行，有效期至{{ f.effective_until }}。"),
    )


def appraisal() -> bytes:
    """年度考核结果及绩效奖励通知; the notice sets no amount."""
    return o.document(
        o.text(
            f"根据{CITED}有关考核和绩效奖励的规定，经考核，"
            "现将{{ f.year }}年度市级“巴渝工匠”乡村驿站考核结果及绩效奖励有关事项通知如下："
        ),
        o.level1("一、考核结果"),
        o.text(
            "{{ f.year }}年度参加考核的市级乡村驿站共{{ f.count }}个，其中"
            "{% for g in f.grades %}{{ g.grade }}等次{{ g.count }}个"
            "{% if not loop.last %}，{% endif %}{% endfor %}。考核结果见附件。"
        ),
        o.level1("二、绩效奖励"),
        o.when(
            "f.rewarded",
            o.text(
                "对考核为{{ f.rewarded_grade }}等次的{{ f.rewarded }}个市级乡村驿站给予"
                "经费绩效奖励，标准为每个驿站{{ f.award }}，合计{{ f.award_total }}。"
                "奖励资金从{{ f.award_payer }}中列支。"
            ),
        ),
        o.when(
            "not f.rewarded",
            o.text("本年度没有考核为{{ f.rewarded_grade }}等次的驿站，不安排绩效奖励。"),
        ),
        o.when("f.requirements", o.level1("三、有关要求"), items("requirements")),
        annexes=(
            o.annex(
                1,
                o.grid(
                    [14, 26, 48, 46, 22],
                    listed(
                        ("序号", "所在区县", "驿站名称", "建设单位", "等次"),
                        "s in f.stations",
                        (
                            "{{ s.no }}",
                            "{{ s.division }}",
                            "{{ s.station_name }}",
                            "{{ s.applicant }}",
                            "{{ s.grade }}",
                        ),
                        centred=(0, 1, 4),
                    ),
                ),
            ),
        ),
    )
