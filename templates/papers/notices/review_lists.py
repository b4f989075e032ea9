"""The lists: publicity, objections, the list itself, its filing, and the city's side."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from papers.notices.review_phrases import CITED, fact, point, wide

_SIGNED = "　" * 16 + "年　　月　　日"


def publicity() -> bytes:
    """区县级拟入围名单的公示."""
    return _publicity(
        "经申报受理、综合评审和实地考察，并报评审委员会确定，拟将下列{{ f.count }}个对象列为"
        "{{ d.division }}{{ c.batch }}区县级“巴渝工匠”乡村驿站，现予公示。",
        city=False,
    )


def city_publicity() -> bytes:
    """市级拟入围名单的公示."""
    return _publicity(
        "经区县推荐、综合评审和实地考察，并报评审委员会确定，拟将下列{{ f.count }}个对象列为"
        "全市{{ c.batch }}市级“巴渝工匠”乡村驿站，现予公示。",
        city=True,
    )


def _publicity(opening: str, *, city: bool) -> bytes:
    return o.plain(
        o.text(f"根据{CITED}要求，{opening}"),
        o.level1("一、拟入围名单"),
        *listed(city=city),
        o.level1("二、公示时间"),
        o.text(
            "公示期为{{ c.publicity_days }}个工作日，自{{ f.posted_on }}发布，发布当日不计入，"
            "至{{ f.ends_on }}止。计入的工作日为：{{ f.counted_days }}"
            "{% if f.worked_weekends %}（其中{{ f.worked_weekends }}为调休上班日）{% endif %}。"
        ),
        o.text(
            "上述通知规定“公示{{ c.publicity_days }}个工作日”，没有写明发布当日是否计入。"
            "发布当日计入的，至{{ f.other_end }}止；本公示以{{ f.ends_on }}为期满日。"
        ),
        o.level1("三、公示渠道"),
        o.text("{{ f.channel }}。"),
        o.level1("四、异议反映"),
        o.text(
            "公示期内对拟入围名单有异议的，可以向{{ h.issuers|join('、') }}反映。"
            "联系电话：{{ f.objection_phone }}"
            "{% if f.objection_mailbox %}；电子邮箱：{{ f.objection_mailbox }}{% endif %}"
            "{% if f.objection_address %}；地址：{{ f.objection_address }}{% endif %}。"
            "{% for each in f.objection_rules %}{{ each }}{% endfor %}"
        ),
    )


def listed(*, city: bool) -> tuple[o.Block, ...]:
    """The public list: only unit, station, occupations, and names of leads who consented."""
    heads = ["序号", "驿站名称", "建设单位"] + (["区县"] if city else [])
    words = ["{{ s.station_name }}", "{{ s.applicant }}"] + (["{{ s.district }}"] if city else [])
    widths = [12.0, 36.0, 34.0, 17.0] if city else [12.0, 45.0, 41.0]
    job = "{{ s.occupations|join('、') }}"
    leads = "{% if s.leads_consent %}{{ s.leads|join('、') }}{% endif %}"
    named = _list([*heads, "职业（工种）", "领衔工匠"], [*words, job, leads], widths)
    unnamed = _list([*heads, "职业（工种）"], [*words, job], widths)
    return (o.when("f.with_leads", named), o.when("not f.with_leads", unnamed))


def _list(heads: list[str], words: list[str], widths: list[float]) -> o.Block:
    free = 156.0 - sum(widths)
    last = [free] if len(heads) == len(widths) + 1 else [free - 21.0, 21.0]
    return o.grid(
        [*widths, *last],
        [
            o.head_row(*heads),
            *o.each_row("s in f.stations", o.cell("{{ s.no }}", align="center"), *words),
        ],
    )


def objection() -> bytes:
    """异议登记与核查表: the objection as received; what was found is left to the office."""
    return o.form(
        o.grid(
            [30, 50, 30, 50],
            [
                fact("登记编号", "{{ f.register_no }}", "收到时间", "{{ f.received_at }}"),
                wide("公示名称", "{{ f.publicity_title }}", span=3),
                wide("涉及驿站", "{{ f.station_name }}", span=3),
                fact("申报主体", "{{ f.applicant }}", "反映方式", "{{ f.manner }}"),
                fact("反映人", "{{ f.raised_by }}", "联系方式", "{{ f.raised_phone }}"),
                wide("异议内容", "{{ f.content }}", span=3, height_mm=34),
                wide("所附材料", "{{ f.evidence }}", span=3, height_mm=12),
                wide("登记人签字", _SIGNED, span=3, height_mm=12),
                wide("核查情况", "{{ f.inquiry }}", span=3, height_mm=38),
                wide("核查人签字", _SIGNED, span=3, height_mm=12),
                o.row(
                    o.label("核查结论"),
                    o.cell("{{ f.conclusion }}", "　" * 14 + "（公章）　　年　　月　　日", span=3),
                    height_mm=26,
                ),
                wide("答复情况", "{{ f.reply }}", span=3, height_mm=18),
            ],
        ),
        o.text("反映人的身份和联系方式不得对外公开。"),
    )


def publicity_result() -> bytes:
    """公示结果说明: when the period ended and what came in."""
    return o.plain(
        o.text(
            f"根据{CITED}要求，"
            "{{ f.posted_on }}，{{ h.issuers|join('、') }}在{{ f.channel }}"
            "发布《{{ f.publicity_title }}》，"
            "对{{ f.count }}个{{ f.tier_words }}拟入围对象进行公示。"
            "公示期为{{ c.publicity_days }}个工作日，自发布次日起计算，至{{ f.ends_on }}期满，"
            "计入的工作日为：{{ f.counted_days }}。"
        ),
        o.when("not f.objected", o.text("公示期间没有收到异议。")),
        o.when(
            "f.objected",
            o.text("公示期间收到异议{{ f.objection_count }}件，情况如下："),
            o.each(
                "x in f.objections",
                *point("x", "{{ x.station_name }}：{{ x.content }}。{{ x.result }}。"),
            ),
        ),
        o.text("特此说明。"),
    )


def award_list() -> bytes:
    """区县级建设名单通知, the list as its annex."""
    return o.document(
        o.text(
            f"根据{CITED}要求，经申报、评审、公示，确定{{{{ f.count }}}}个单位建设"
            "{{ d.division }}{{ c.batch }}区县级“巴渝工匠”乡村驿站。现将建设名单予以公布，"
            "并就有关事项通知如下："
        ),
        *_duties(
            "{{ d.hr }}和{{ d.rural }}",
            "{{ d.hr }}、{{ d.rural }}按照上述通知要求，制定出台配套支持政策，并争取资金支持。",
        ),
        annexes=(o.annex(1, *listed(city=False)),),
    )


def city_award_list() -> bytes:
    """市级建设名单通知, the list as its annex."""
    return o.document(
        o.text(
            f"根据{CITED}要求，经区县推荐、综合评审、公示，确定{{{{ f.count }}}}个单位建设"
            "全市{{ c.batch }}市级“巴渝工匠”乡村驿站。现将建设名单予以公布，并就有关事项通知如下："
        ),
        *_duties(
            "市人力社保局和市乡村振兴局",
            "{{ c.clauses.subsidy }}。",
        ),
        annexes=(o.annex(1, *listed(city=True)),),
    )


def _duties(approving: str, support: str) -> tuple[o.Block, ...]:
    return (
        o.level1("一、制定建设方案"),
        o.text(
            f"各建设单位应当制定建设方案，明确建设目标任务和具体举措，报{approving}同意后予以实施。"
            "{% if f.plan_until %}建设方案于{{ f.plan_until }}前报送。{% endif %}"
        ),
        o.level1("二、做好筹建和验收"),
        o.text(
            "第一个建设年度为筹建期。筹建期满后，由人力社保部门会同乡村振兴部门组成专家评估组，"
            "从人才效益、经济效益、品牌效益、技能成果等方面进行验收。验收通过后，正式投入运营。"
        ),
        o.level1("三、加强运行管理"),
        o.text(
            "正式投入运营后，各建设单位须按年度向人力社保部门报送当年工作计划及工作开展情况。"
            "人力社保部门会同乡村振兴部门进行动态抽查，对工作开展不力的给予督促整改或取消资格处理。"
        ),
        o.level1("四、落实支持措施"),
        o.text(support),
        o.when(
            "f.requirements",
            o.level1("五、其他要求"),
            o.each("each in f.requirements", o.text("{{ each }}")),
        ),
    )


def filing_report() -> bytes:
    """备案报告: the list, when it was issued, until when it was to be filed, and whether late."""
    return o.document(
        o.text(
            f"根据{CITED}要求，"
            "现将{{ d.division }}{{ c.batch }}区县级“巴渝工匠”乡村驿站建设名单报告如下："
        ),
        o.level1("一、评审公示情况"),
        o.text(
            "经申报受理、综合评审、实地考察和评审委员会确定，"
            "拟入围名单于{{ f.posted_on }}发布公示，"
            "公示期{{ c.publicity_days }}个工作日，自发布次日起计算，至{{ f.ends_on }}期满。"
        ),
        o.level1("二、名单印发情况"),
        o.text(
            "{{ f.listed_on }}，《{{ f.list_title }}》（{{ f.list_number }}）会签印发，"
            "确定建设{{ f.count }}个区县级乡村驿站，名单见附件。"
        ),
        o.level1("三、备案时间"),
        o.text(
            "自名单印发次日起第{{ c.filing_days }}个工作日为{{ f.due_on }}；"
            "自公示期满次日起计算的，为{{ f.stricter_on }}。"
        ),
        o.when(
            "f.late",
            o.text(
                "本次备案逾期{% if f.late_days %}{{ f.late_days }}个工作日{% endif %}。"
                "逾期原因：{{ f.late_reason }}。"
            ),
        ),
        o.when("f.in_time", o.text("本次备案未逾期。")),
        o.text("特此报告。"),
        annexes=(o.annex(1, *listed(city=False)),),
        upward=True,
    )
