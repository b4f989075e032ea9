"""The call-out of a district, and the plain forms it hands to applicants."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen import spec
from bayu_docs.gongwen.wordml import Cell, paragraph, run
from papers.notices.review_phrases import CITED, CITED_SHORT, fact, seal_lines, wide


def call_out() -> bytes:
    """关于组织申报的通知, with what is to be handed in as its first annex."""
    return o.document(
        o.text(
            f"根据{CITED_SHORT}要求，"
            "现就组织申报{{ c.batch }}“巴渝工匠”乡村驿站有关事项通知如下："
        ),
        o.level1("一、申报主体"),
        o.text("{{ d.division }}区域内的{{ f.kinds }}。申报主体必须为实体单位。"),
        o.level1("二、申报级别和条件"),
        o.level2(
            "（一）申报级别。",
            "“巴渝工匠”乡村驿站分市级、区县级两级。"
            "{% if f.both_tiers %}市级、区县级乡村驿站可以同时申报。{% endif %}",
        ),
        o.level2(
            "（二）建设基本条件。",
            "按照《通知》第四部分执行，主要条件见附件1，以《通知》原文为准。",
        ),
        o.level1("三、申报材料"),
        o.text(
            "申报主体如实填写{{ c.form_title }}，连同佐证材料一式{{ f.copies }}份报送，"
            "并提交电子档。具体要求见附件2。"
        ),
        o.level1("四、受理和推荐"),
        o.level2("（一）受理单位。", "{{ d.hr }}。"),
        o.level2("（二）受理时间。", "自本通知印发之日起至{{ f.deadline }}，逾期不再受理。"),
        o.level2(
            "（三）报送方式。",
            "纸质件报送到{{ f.address }}，电子档发送至{{ f.mailbox }}邮箱。",
        ),
        o.level2(
            "（四）审核推荐。",
            "{{ d.hr }}会同{{ d.rural }}审核申报材料，会商确定{{ f.recommended }}个申报对象，"
            "推荐参评市级乡村驿站；剩余申报对象及市级落选对象参评区县级乡村驿站。",
        ),
        o.level1("五、工作要求"),
        o.level2(
            "（一）积极组织申报。",
            "各单位要高度重视，做好宣传发动，组织符合条件的单位积极申报。",
        ),
        o.level2(
            "（二）杜绝弄虚作假。",
            "申报主体要认真填写申报材料，保证真实有效。在申报过程中存在弄虚作假行为的，"
            "取消认定评审资格，自取消之日起{{ c.ban_years }}年内不得再次申报。",
        ),
        o.when(
            "f.extra",
            o.level2("（三）其他要求。", "{% for each in f.extra %}{{ each }}{% endfor %}"),
        ),
        annexes=(o.annex(1, *_conditions()), o.annex(2, *_materials())),
    )


def _conditions() -> tuple[o.Block, ...]:
    """The conditions in 五号, so that all of them and their head stand on one page."""
    return (
        o.grid(
            [30, 63, 63],
            [
                o.head_row("条件", "市级", "区县级"),
                o.Tag("{%tr for row in f.conditions %}"),
                o.Tag("{%tr if row.same %}"),
                o.row(_small("{{ row.title }}"), _small("{{ row.municipal }}", span=2)),
                o.Tag("{%tr else %}"),
                o.row(
                    _small("{{ row.title }}"),
                    _small("{{ row.municipal }}"),
                    _small("{{ row.district }}"),
                ),
                o.Tag("{%tr endif %}"),
                o.Tag("{%tr endfor %}"),
            ],
        ),
    )


def _small(words: str, *, span: int = 1) -> Cell:
    content = paragraph(run(words, size_pt=spec.SIZE_PT["五号"]), style="TableText")
    return Cell(content, span=span)


def _materials() -> tuple[o.Block, ...]:
    return (
        o.grid(
            [14, 40, 22, 80],
            [
                o.head_row("序号", "材料", "份数", "要求"),
                o.row(
                    o.cell("1", align="center"),
                    "{{ c.form_title }}",
                    o.cell("{{ c.copies_to_district }}", align="center"),
                    "如实填写，由法定代表人（负责人）签字并加盖公章",
                ),
                o.row(
                    o.cell("2", align="center"),
                    "佐证材料",
                    o.cell("{{ c.copies_to_district }}", align="center"),
                    "单独装订，不超过{{ c.max_sides }}页，双面A4纸打印",
                ),
                o.row(
                    o.cell("3", align="center"),
                    "电子档",
                    o.cell("1", align="center"),
                    "与纸质件一致。{{ f.electronic }}",
                ),
            ],
        ),
        o.text("申报表填报说明："),
        o.level3("1．", "申报表以市级主管部门随《通知》下发的附件为准，不得改动栏目。"),
        o.level3("2．", "“申报主体”填写实体单位全称，与公章一致；用章单位不一致的，应当说明。"),
        o.level3("3．", "“建设地址”填写驿站实际建设地点，具体到村（社区）和门牌号。"),
        o.level3("4．", "人员、证书、协议等内容与佐证材料一致，并注明佐证材料页码。"),
        o.level3("5．", "各级意见栏由相应单位填写，申报主体不得代填。"),
    )


def receipt() -> bytes:
    """申报材料收件登记单."""
    return o.form(
        o.grid(
            [28, 52, 28, 52],
            [
                fact("登记编号", "{{ f.register_no }}", "收件时间", "{{ f.received_at }}"),
                wide("驿站名称", "{{ f.station_name }}", span=3),
                fact("申报主体", "{{ f.applicant }}", "申报级别", "{{ f.tier_words }}"),
                fact("送件人", "{{ f.delivered_by }}", "联系电话", "{{ f.delivered_phone }}"),
            ],
        ),
        o.line("收到的材料"),
        o.grid(
            [14, 50, 16, 22, 58],
            [
                o.head_row("序号", "材料名称", "份数", "每份页数", "文件名"),
                *o.each_row(
                    "m in f.materials",
                    o.cell("{{ m.no }}", align="center"),
                    "{{ m.name }}",
                    o.cell("{{ m.copies }}", align="center"),
                    o.cell("{{ m.pages }}", align="center"),
                    "{{ m.file }}",
                ),
            ],
        ),
        o.line("当面核对"),
        o.grid(
            [14, 110, 18, 18],
            [
                o.head_row("序号", "核对项目", "是", "否"),
                *o.each_row(
                    "k in f.checks",
                    o.cell("{{ k.no }}", align="center"),
                    "{{ k.title }}",
                    o.cell("{{ k.yes }}", align="center"),
                    o.cell("{{ k.no_box }}", align="center"),
                ),
            ],
        ),
        o.grid(
            [28, 52, 28, 52],
            [
                wide("备注", "{{ f.note }}", span=3, height_mm=12),
                o.row(o.label("送件人签字"), "", o.label("收件人签字"), "", height_mm=12),
                o.row(
                    o.label("受理单位"),
                    "　　　　　（公章）",
                    o.label("登记日期"),
                    "{{ f.signed_on or '　　　年　　月　　日' }}",
                    height_mm=14,
                ),
            ],
        ),
        o.text(
            "本单一式{{ f.copies }}份，申报主体和受理单位各执一份。"
            "本单只登记收件情况，不作为审核结论。"
        ),
    )


def correction() -> bytes:
    """申报材料补正告知单: each defect with its field and clause, and until when."""
    return o.form(
        o.line("{{ f.applicant }}："),
        o.text(
            "你单位{% if f.received_on %}于{{ f.received_on }}{% endif %}递交的"
            "{{ f.station_name }}申报材料，申报级别为{{ f.tier_words }}。"
            "经核对，下列事项需要补正："
        ),
        o.grid(
            [12, 34, 46, 24, 44],
            [
                o.head_row("序号", "材料或栏目", "存在问题", "依据条款", "补正要求"),
                *o.each_row(
                    "x in f.defects",
                    o.cell("{{ x.no }}", align="center"),
                    "{{ x.field }}",
                    "{{ x.problem }}",
                    o.cell("{{ x.clause }}", align="center"),
                    "{{ x.mend }}",
                ),
            ],
        ),
        o.text(f"依据条款为{CITED}的条款。"),
        o.text(
            "请于{{ f.until }}前将补正材料报送到受理单位。受理截止时间为{{ f.deadline }}，"
            "补正只能在此之前进行，逾期不再受理；本单不延长受理时间。"
        ),
        o.when(
            "f.contact.name",
            o.text("联系人及联系电话：{{ f.contact.name }}，{{ f.contact.phone }}。"),
        ),
        *seal_lines("受理单位"),
        o.empty(),
        o.grid(
            [40, 120],
            [o.row(o.label("申报主体签收"), "签字：　　　　　　　　　　　　日期：", height_mm=14)],
        ),
    )


def outcome() -> bytes:
    """评审去向告知单: whether a station goes to the city or is reviewed here."""
    return o.form(
        o.line("{{ f.applicant }}："),
        o.text(
            f"根据{CITED}关于申报推荐的规定，"
            "{% if f.consulted_on %}{{ f.consulted_on }}，{% endif %}{{ d.hr }}会同{{ d.rural }}"
            "对申报对象进行了会商。你单位申报的{{ f.station_name }}，"
            "申报级别为{{ f.tier_words }}，评审去向如下："
        ),
        o.text(
            "{% if f.to_city %}推荐到市人力社保局，参评市级乡村驿站。未入选市级的，"
            "转入参评区县级乡村驿站。"
            "{% elif f.after_city %}参评市级乡村驿站未入选，转入参评区县级乡村驿站。"
            "{% elif f.for_city %}未列入市级推荐对象，参评区县级乡村驿站。"
            "{% else %}参评区县级乡村驿站。{% endif %}"
        ),
        o.text("本单只告知评审去向，不作为评审结论。{{ f.note }}"),
        o.when(
            "f.contact.name",
            o.text("联系人及联系电话：{{ f.contact.name }}，{{ f.contact.phone }}。"),
        ),
        *seal_lines("告知单位"),
        o.empty(),
        o.grid(
            [40, 120],
            [o.row(o.label("申报主体签收"), "签字：　　　　　　　　　　　　日期：", height_mm=14)],
        ),
    )
