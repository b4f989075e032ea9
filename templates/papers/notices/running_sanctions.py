"""On checks and sanctions: 动态抽查, 督促整改, 拟取消告知, 取消资格, 取消认定评审资格."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.wordml import Row, Tag
from papers.notices.review_phrases import CITED
from papers.notices.running_words import cited, items, numbered, station_rows


def spot_check() -> bytes:
    """动态抽查通知, with the list of stations and the record to be filled in on the spot."""
    return o.letter(
        o.text(
            f"根据{CITED}有关规定，人力社保部门会同乡村振兴部门对已建成的“巴渝工匠”乡村驿站"
            "进行动态抽查。现将有关事项通知如下："
        ),
        o.level1("一、抽查对象"),
        o.text(
            "{% if f.drawn_how %}{{ f.drawn_how }}，{% endif %}"
            "本次抽查{{ f.count }}个乡村驿站（名单见附件1）。"
        ),
        o.level1("二、抽查内容"),
        items("points"),
        o.level1("三、抽查时间和方式"),
        o.text(
            "抽查时间为{{ f.check_from }}至{{ f.check_until }}"
            "{% if f.methods %}，采取{{ f.methods }}等方式进行{% endif %}。"
            "抽查情况现场记入动态抽查记录表（见附件2）。"
        ),
        o.when("f.requirements", o.level1("四、有关要求"), items("requirements")),
        annexes=(
            o.annex(1, o.grid([14, 50, 50, 42], station_rows())),
            o.annex(2, o.grid([34, 44, 34, 44], _record())),
        ),
    )


def _record() -> list[Row | Tag]:
    return [
        o.row(o.label("驿站名称"), o.cell("", span=3)),
        o.row(o.label("建设单位"), o.cell("", span=3)),
        o.row(o.label("抽查时间"), "", o.label("抽查地点"), ""),
        o.row(o.label("抽查内容", span=2), o.label("抽查情况", span=2)),
        Tag("{%tr for x in f.points %}"),
        o.row(o.cell("{{ x.short }}", span=2), o.cell("", span=2), height_mm=16),
        Tag("{%tr endfor %}"),
        o.row(o.label("发现的问题"), o.cell("", span=3), height_mm=24),
        o.row(o.label("处理意见"), o.cell("", span=3), height_mm=18),
        o.row(o.label("抽查人员签字"), "", o.label("驿站负责人签字"), "", height_mm=14),
    ]


def rectification() -> bytes:
    """督促整改通知: what is wrong, what is to be done, by when."""
    return o.letter(
        o.text(
            "{{ f.found_on }}，人力社保部门会同乡村振兴部门在{{ f.found_how }}中发现，"
            "你单位{{ f.station_name }}存在工作开展不力的问题。"
            f"根据{CITED}{{{{ f.ground }}}}，现就限期整改有关事项通知如下："
        ),
        o.level1("一、存在问题"),
        numbered("x in f.matters", "", "{{ x.problem }}"),
        o.level1("二、整改要求"),
        numbered("x in f.matters", "", "{{ x.demand }}，于{{ x.due }}前完成。"),
        o.level1("三、报送整改报告"),
        o.text(
            "请你单位明确专人负责，逐项落实整改，于{{ f.report_by }}前"
            "将整改报告{{ f.report_copies }}报送人力社保部门和乡村振兴部门，我们将适时组织复查。"
        ),
        o.text("逾期未整改或者整改不到位的，将按照上述规定研究取消资格处理。"),
    )


def hearing() -> bytes:
    """拟取消资格告知书: facts, ground, and the right to state one's case."""
    return o.letter(
        o.text("现将拟取消{{ f.subject }}的事实、依据和你单位享有的陈述申辩权利告知如下："),
        o.level1("一、查明的事实"),
        o.text(
            "经查，你单位{% if f.review %}在申报{{ f.station_name }}过程中存在以下弄虚作假行为："
            "{% else %}{{ f.station_name }}存在以下工作开展不力的情况：{% endif %}"
        ),
        items("facts"),
        o.level1("二、拟作出的处理和依据"),
        o.text(
            f"根据{CITED}{{{{ f.ground }}}}，拟取消{{{{ f.subject }}}}"
            "{% if f.review %}，自取消之日起{{ c.ban_years }}年内不得再次申报{% endif %}。"
        ),
        o.level1("三、陈述申辩"),
        o.text(
            "你单位对上述事实、依据和拟作出的处理有异议的，可以于{{ f.reply_by }}前"
            "提出书面陈述申辩，并附有关证据材料。逾期未提出的，视为放弃陈述申辩。"
        ),
        o.text("陈述申辩材料送达地址：{{ f.reply_address }}。"),
        o.text("特此告知。"),
    )


def revocation() -> bytes:
    """取消资格通知, by 五（四）: it bars nobody from applying again."""
    return o.document(
        o.text("经研究，决定取消{{ f.station_name }}资格。现将有关事项通知如下："),
        o.level1("一、查明的事实"),
        o.text("经查，你单位{{ f.station_name }}存在以下工作开展不力的情况："),
        items("facts"),
        _told(),
        o.level1("二、处理决定"),
        o.text(
            f"根据{CITED}{{{{ f.ground }}}}，取消{{{{ f.station_name }}}}的"
            "{{ f.tier_words }}乡村驿站资格。"
        ),
        o.when("f.measures", o.level1("三、后续事项"), items("measures")),
    )


def ban() -> bytes:
    """取消认定评审资格决定, by 七（二）, with the last day of the bar."""
    return o.document(
        o.text(
            "因你单位在申报过程中弄虚作假，经研究，决定取消你单位“巴渝工匠”乡村驿站认定评审资格。"
            "现将有关事实、依据和决定告知如下："
        ),
        o.level1("一、查明的事实"),
        o.text("经查，你单位在申报{{ f.station_name }}过程中存在以下弄虚作假行为："),
        items("facts"),
        _told(),
        o.level1("二、处理决定"),
        o.text(
            f"根据{CITED}{{{{ f.ground }}}}，取消你单位“巴渝工匠”乡村驿站认定评审资格，"
            "自取消之日起{{ c.ban_years }}年内不得再次申报。"
        ),
        o.text(
            "取消之日为{{ f.barred_from }}。你单位在{{ f.barred_until }}前（含当日）不得再次申报，"
            "自{{ f.open_from }}起可以再次申报。"
        ),
    )


def _told() -> o.Block:
    """What was told before, and what the unit said to it."""
    before = f"{{% if f.hearing_title %}}以{cited('hearing')}{{% else %}}书面{{% endif %}}"
    return o.when(
        "f.told_on or f.heard",
        o.text(
            "{% if f.told_on %}{{ f.told_on }}，"
            f"{before}告知你单位拟作出处理的事实、依据和陈述申辩的权利。{{% endif %}}"
            "{{ f.heard }}"
        ),
    )
