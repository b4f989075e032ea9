"""From the consultation to the city: minutes, letter of recommendation, its two lists."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.notices.review_words import APART, PACKAGES_APART, PARTLY_APART
from papers.notices.review_phrases import CITED, decision, fact, point

_MAILBOX = "{{ c.mailbox_to_city }}邮箱"
_HANDED_OVER = "存入光盘或U盘，随纸质件移交"
_WHEN = "　　　年　月　日　时"


def consultation_minutes() -> bytes:
    """会商纪要: who met, who goes to the city and in which order, who stays."""
    return o.minutes(
        o.text(
            "{{ f.met_on }}，{{ f.chaired_by }}在{{ f.place }}主持召开会商会议，"
            f"根据{CITED}要求，研究确定{{{{ c.batch }}}}“巴渝工匠”乡村驿站推荐对象。现纪要如下："
        ),
        o.level1("一、申报受理情况"),
        o.text(
            "{% if f.received %}共受理申报{{ f.received }}个"
            "{% if f.qualified != '' %}，其中符合建设基本条件{{ f.qualified }}个{% endif %}"
            "。{% endif %}"
            "会议听取了申报材料审核情况的汇报。"
        ),
        o.level1("二、会商意见"),
        o.when(
            "f.recommended",
            o.level2(
                "（一）推荐参评市级的对象。",
                "{% if f.recommended|length > 1 %}按推荐顺序为{% else %}推荐对象为{% endif %}：",
            ),
            o.each(
                "s in f.recommended",
                *point(
                    "s",
                    "{{ s.station_name }}，申报主体为{{ s.applicant }}"
                    "{% if s.site %}，建设地址为{{ s.site }}{% endif %}。{{ s.reason }}",
                ),
            ),
        ),
        o.when(
            "not f.recommended",
            o.level2(
                "（一）推荐参评市级的对象。",
                "本次没有推荐对象。{% if f.none_reason %}原因：{{ f.none_reason }}{% endif %}",
            ),
        ),
        o.level2(
            "（二）参评区县级的对象。",
            "{% if f.remaining %}{% for s in f.remaining %}{{ s.station_name }}"
            "（{{ s.applicant }}）{% if not loop.last %}、{% endif %}{% endfor %}"
            "参评区县级乡村驿站{% if f.recommended %}；市级落选对象一并参评{% endif %}。"
            "{% else %}市级落选对象参评区县级乡村驿站。{% endif %}",
        ),
        o.when(
            "f.decisions",
            o.level1("三、其他议定事项"),
            o.each("x in f.decisions", *decision()),
        ),
        *attendance(),
    )


def attendance() -> tuple[o.Block, ...]:
    """出席、请假、列席 and 记录, each name list behind its word."""
    return (
        o.empty(),
        o.level1("出席：", "{{ f.attendees|join('、') }}"),
        o.when("f.absent", o.level1("请假：", "{{ f.absent|join('、') }}")),
        o.when("f.observers", o.level1("列席：", "{{ f.observers|join('、') }}")),
        o.when("f.recorder", o.level1("记录：", "{{ f.recorder }}")),
    )


def recommendation() -> bytes:
    """推荐函: the stations in order, with 汇总表 and 报送清单 as its annexes."""
    return o.letter(
        o.text(
            f"根据{CITED}要求，"
            "{{ d.division }}组织开展了{{ c.batch }}“巴渝工匠”乡村驿站申报"
            "{% if f.received %}，共受理申报{{ f.received }}个{% endif %}。"
            "经审核申报材料，{{ d.hr }}会同{{ d.rural }}会商，"
            "现推荐下列{{ f.count }}个对象参评市级“巴渝工匠”乡村驿站"
            "{% if f.count > 1 %}（按推荐顺序排列）{% endif %}："
        ),
        o.each(
            "s in f.stations",
            *point(
                "s",
                "{{ s.station_name }}，申报主体为{{ s.applicant }}，"
                "建设地址为{{ s.site }}。{{ s.reason }}",
            ),
        ),
        o.text(
            "上述对象的申报材料已经审核签章，纸质件一式{{ f.copies }}份随函报送，"
            f"{_electronic()}。"
        ),
        o.text("特此推荐，请予评审。"),
        annexes=(
            o.annex(1, _stations(156.0)),
            o.annex(2, _materials(156.0)),
        ),
    )


def _electronic() -> str:
    """How the electronic copy goes, by f.electronic."""
    return (
        f"{{% if f.electronic == '{PARTLY_APART}' %}}"
        f"电子档中不含身份证号码的文件发送至{_MAILBOX}，其余在材料包内，{_HANDED_OVER}"
        f"{{% elif f.electronic == '{APART}' %}}电子档{_HANDED_OVER}"
        f"{{% else %}}电子档发送至{_MAILBOX}"
        f"{{% if f.electronic == '{PACKAGES_APART}' %}}，材料包{_HANDED_OVER}{{% endif %}}"
        "{% endif %}"
    )


def roster() -> bytes:
    """推荐对象汇总表 on a page of its own."""
    return o.form(
        o.line("填报单位：{{ h.issuers|join('、') }}"),
        _stations(160.0),
        o.empty(),
        o.right("（公章）", 6),
        o.right("{{ f.signed_on or '　　　　年　　月　　日' }}", 2),
    )


def transmittal() -> bytes:
    """报送材料清单: what goes to the city, with room for whoever receives it."""
    return o.form(
        o.line("报送单位：{{ h.issuers|join('、') }}"),
        _materials(160.0),
        o.text("SHA-256为电子档文件的校验值，接收后可以重新计算，与本清单比对。"),
        o.grid(
            [28, 52, 28, 52],
            [
                fact("纸质件合计", "{{ f.pages }}页", "电子档送达", "{{ f.media }}"),
                fact("移交单位", "（公章）", "接收单位", "（公章）"),
                fact("移交人签字", "", "接收人签字", ""),
                fact("移交时间", _WHEN, "接收时间", _WHEN),
            ],
        ),
    )


def _stations(width_mm: float) -> o.Block:
    rest = width_mm - 14 - 34 - 34 - 32
    return o.grid(
        [14, 34, 34, 32, rest],
        [
            o.head_row("推荐顺序", "驿站名称", "申报主体", "职业（工种）", "建设条件和联系人"),
            *o.each_row(
                "s in f.stations",
                o.cell("{{ s.no }}", align="center"),
                "{{ s.station_name }}",
                o.cell("{{ s.applicant }}", "（{{ s.site }}）"),
                "{{ s.occupations|join('、') }}",
                o.cell(
                    "领衔工匠{{ s.leads or '　' }}名",
                    "团队成员{{ s.team or '　' }}名",
                    "年培训{{ s.training or '　' }}人次",
                    "高技能人才{{ s.high_skilled or '　' }}名",
                    "技能品牌{{ s.brands or '　' }}个",
                    "合作单位{{ s.partners or '　' }}家",
                    "{{ s.contact }}{{ s.phone }}",
                ),
            ),
        ],
    )


def _materials(width_mm: float) -> o.Block:
    rest = width_mm - 12 - 52 - 30 - 14 - 18
    return o.grid(
        [12, 52, 30, 14, 18, rest],
        [
            o.head_row("序号", "驿站名称", "材料名称", "份数", "每份页数", "备注"),
            o.Tag("{%tr for m in f.materials %}"),
            o.row(
                o.cell("{{ m.no }}", align="center"),
                "{{ m.station_name }}",
                "{{ m.name }}",
                o.cell("{{ m.copies }}", align="center"),
                o.cell("{{ m.pages }}", align="center"),
                "{% if m.file %}电子{% else %}纸质{% endif %}",
            ),
            o.Tag("{%tr if m.sha256 %}"),
            o.row(
                o.cell(""),
                o.cell("文件名：{{ m.file }}", "SHA-256：{{ m.sha256 }}", span=5),
            ),
            o.Tag("{%tr endif %}"),
            o.Tag("{%tr endfor %}"),
        ],
    )
