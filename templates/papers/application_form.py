"""The application form (申报表): our reasoned design, for the notice's annex was never published.

Order on paper: cover, instructions, applicant, conditions, site, artisans, team, training and
brands, partners, organisation, vision, commitment, opinions. The form to be filled (`blank`) shows
every optional row and has a last part for what is never printed; otherwise it is the same paper.
"""

from __future__ import annotations

from bayu_docs.gongwen import docx, layout, spec, wordml
from bayu_docs.gongwen.layout import label, list_cell, list_head, long_value, value
from bayu_docs.gongwen.wordml import Cell, Repeated, Row, Tag, paragraph, run, table
from bayu_docs.model.form import tag
from papers import form_lists, form_unprinted
from papers.form_fields import confirmed, field, ticks

WIDTH = 160.0
NO_PARENT = "不适用（无所属单位）"
COMMITMENTS = (
    ("truthful", "所填内容和所附材料真实有效"),
    ("persons_informed", "所列人员均已知情同意"),
)


def build() -> bytes:
    """The template's bytes."""
    body = "".join(
        (
            _cover(),
            _instructions(),
            _applicant(),
            _conditions(),
            _facilities(),
            form_lists.artisans(),
            form_lists.team(),
            _training(),
            form_lists.partners(),
            _organization(),
            _vision(),
            _commitment(),
            _opinions(),
            form_unprinted.part(),
            docx.section(
                layout.FORM_PAGE, parts=layout.HEADERS_AND_FOOTERS | {"header.first": "rId_header3"}
            ),
        )
    )
    headers = layout.draft_header_parts()
    parts = headers | {"header3": headers["header1"]} | layout.page_number_parts()
    return docx.package(
        body,
        layout.FORM_STYLES,
        title="“巴渝工匠”乡村驿站申报表（样表）",
        parts=parts,
        odd_even=True,
    )


_NO_BORDERS = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
_UNDERLINE = (
    '<w:top w:val="nil"/><w:left w:val="nil"/>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:right w:val="nil"/>'
)


def _cover() -> str:
    lines = (
        ("申报级别", field("/tier", "申报级别", "f.tier_name")),
        ("申报批次", run("{{ f.batch }}")),
        ("驿站名称", field("/station_name", "驿站名称")),
        ("申报主体（盖章）", field("/applicant/name", "单位全称")),
        ("所在区县", field("/site/district", "所在区县")),
        (
            "联系人及电话",
            field("/applicant/contact/name", "联系人姓名")
            + run("　")
            + field("/applicant/contact/mobile", "手机"),
        ),
        ("填报日期", field("/filing_date", "填报日期", "f.filing_date_words")),
    )
    rows = [
        Row(
            (
                Cell(paragraph(name, style="FormLabel"), align="bottom", borders=_NO_BORDERS),
                Cell(paragraph(content, style="FormValue"), align="bottom", borders=_UNDERLINE),
            ),
            height=14.0,
        )
        for name, content in lines
    ]
    foot = paragraph(
        run("样表（非官方），以主管部门下发的附件为准"),
        style="FormFoot",
        extra='<w:framePr w:w="9071" w:hSpace="0" w:wrap="around" w:vAnchor="margin" '
        'w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"/>',
    )
    title = paragraph(
        run("{{ f.form_title }}"),
        style="FormTitle",
        extra='<w:spacing w:before="2200" w:after="1500"/>',
    )
    anchor = paragraph(style="Gap")  # a frame belongs to the paragraph after it
    return title + table([50.0, 106.0], rows) + foot + anchor


def _instructions() -> str:
    return (
        paragraph(
            "填　表　说　明",
            style="HeadingNewPage",
            extra='<w:spacing w:after="240"/><w:jc w:val="center"/>',
        )
        + paragraph(run("{%p for line in f.instructions %}"))
        + paragraph(run("{{ loop.index }}．{{ line }}"), style="Note")
        + paragraph(run("{%p endfor %}"))
    )


def _heading(text: str, *, new_page: bool = False) -> str:
    return paragraph(text, style="HeadingNewPage" if new_page else "Heading")


def _applicant() -> str:
    widths = [28.0, 30.0, 24.0, 24.0, 24.0, 30.0]
    kinds = ticks("/applicant/kind", "主体类型", "f.applicant.kind == '{}'")
    registered = "f.applicant.registered_district or f.applicant.registered_address"
    apart = run("{{ '　' if blank else '' }}")
    rows: list[Row | Tag] = [
        Row((label("单位全称"), value(field("/applicant/name", "单位全称"), span=5))),
        Row((label("主体类型"), value(kinds, span=5))),
        Tag("{%tr if blank or f.applicant.kind_note %}"),
        Row((label("类型说明"), value(field("/applicant/kind_note", "主体类型说明"), span=5))),
        Tag("{%tr endif %}"),
        Row(
            (
                label("统一社会信用代码"),
                value(field("/applicant/uscc", "统一社会信用代码"), span=2),
                label("单位性质"),
                value(field("/applicant/nature", "单位性质"), span=2),
            )
        ),
        Tag("{%tr if blank or f.applicant.no_uscc_reason %}"),
        Row((label("无代码原因"), value(field("/applicant/no_uscc_reason", "无代码原因"), span=5))),
        Row(
            (
                label("主管（挂靠）单位"),
                value(field("/applicant/governing_body/name", "主管（挂靠）单位名称"), span=2),
                label("其统一社会信用代码"),
                value(field("/applicant/governing_body/uscc", "主管（挂靠）单位代码"), span=2),
            )
        ),
        Tag("{%tr endif %}"),
        Tag("{%tr if blank or f.applicant.seal_unit %}"),
        Row((label("用章单位"), value(field("/applicant/seal_unit", "用章单位"), span=5))),
        Tag("{%tr endif %}"),
        Row(
            (
                label("法定代表人（负责人）"),
                value(field("/applicant/legal_representative", "法定代表人（负责人）"), span=2),
                label("所属单位"),
                value(field("/applicant/parent", "所属单位"), span=2),
            )
        ),
        Tag(f"{{%tr if blank or {registered} %}}"),
        Row(
            (
                label("注册地区县"),
                value(field("/applicant/registered_district", "注册地区县")),
                label("注册地址"),
                value(field("/applicant/registered_address", "注册地址"), span=3),
            )
        ),
        Tag("{%tr endif %}"),
        Row(
            (
                label("驿站建设地址"),
                value(
                    field("/site/district", "所在区县"),
                    apart,
                    field("/site/town", "乡镇（街道）"),
                    apart,
                    field("/site/village", "村（社区）"),
                    apart,
                    field("/site/address", "详细地址"),
                    span=5,
                ),
            )
        ),
        Row(
            (
                label("联系人"),
                value(field("/applicant/contact/name", "联系人姓名"), centred=True),
                label("职务"),
                value(field("/applicant/contact/position", "联系人职务"), centred=True),
                label("手机"),
                value(field("/applicant/contact/mobile", "手机"), centred=True),
            )
        ),
        Tag("{%tr if blank or f.applicant.contact.landline %}"),
        Row((label("固定电话"), value(field("/applicant/contact/landline", "固定电话"), span=5))),
        Tag("{%tr endif %}"),
        Row((label("电子邮箱"), value(field("/applicant/contact/email", "电子邮箱"), span=5))),
        Tag("{%tr if blank or f.prior_station %}"),
        Row((label("已建区县级驿站"), value(field("/prior_station", "名单文件"), span=5))),
        Tag("{%tr endif %}"),
        *_optional_long("单位简介", "/applicant/profile", 5),
        *_optional_long("与乡村振兴紧密相关的说明", "/applicant/rural_relevance", 5),
        Tag("{%tr if blank %}"),
        Row(
            (
                label("曾被取消认定评审资格的日期"),
                value(
                    field(
                        "/applicant/disqualified_on",
                        "曾被取消资格的日期",
                        hint="没有的不填；有的选择日期",
                    ),
                    span=5,
                ),
            )
        ),
        Tag("{%tr endif %}"),
    ]
    return _heading("一、申报主体基本情况", new_page=True) + table(widths, rows)


def _long_row(title: str, pointer: str, span: int) -> Row:
    return Row((label(title), long_value(field(pointer, title), span=span)))


def _optional_long(title: str, pointer: str, span: int) -> tuple[Row | Tag, ...]:
    """A long text that takes no row when it is empty, except in the blank form."""
    expression = "f" + pointer.replace("/", ".")
    return (
        Tag(f"{{%tr if blank or {expression} %}}"),
        _long_row(title, pointer, span),
        Tag("{%tr endif %}"),
    )


def _conditions() -> str:
    rows: list[Row | Tag] = [
        list_head("条款", "要求", "申报情况", "佐证页码", "区县核验"),
        Tag("{%tr for row in f.conditions %}"),
        Row(
            (
                list_cell(run("{{ row.clause.replace(' / ', '\\n') }}"), centred=True),
                list_cell(run("{{ row.demand }}")),
                list_cell(run("{{ row.stated }}")),
                list_cell(run("{{ row.pages }}"), centred=True),
                list_cell(),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    return _heading("二、建设条件对照") + table([20.0, 44.0, 60.0, 18.0, 18.0], rows)


def _facilities() -> str:
    head = table(
        [26.0, 134.0],
        [
            _long_row("场地情况", "/facilities/premises", 1),
            _long_row("生活配套", "/facilities/living_support", 1),
            _long_row("公共设施", "/facilities/public_support", 1),
            *_optional_long("现有综合服务阵地整合情况", "/facilities/integration", 1),
        ],
    )
    row = "/facilities/occupations/-"
    rows: list[Row | Tag | Repeated] = [
        list_head("序号", "职业（工种）", "用途", "主要设备名称及数量", "与乡村振兴相关性"),
        Repeated(
            "/facilities/occupations",
            "职业（工种）设施设备",
            "o in f.facilities.occupations",
            (
                Row(
                    (
                        list_cell(run("{{ loop.index }}"), centred=True),
                        list_cell(
                            field(f"{row}/occupation", "职业", "o.occupation"),
                            run("{{ '／' if blank or o.trade else '' }}"),
                            field(f"{row}/trade", "工种", "o.trade"),
                        ),
                        list_cell(
                            field(f"{row}/uses", "用途", "o.uses_words", hint="可多选，见表下"),
                            centred=True,
                        ),
                        list_cell(field(f"{row}/equipment", "主要设备名称及数量", "o.equipment")),
                        list_cell(field(f"{row}/rural_relevance", "相关性", "o.rural_relevance")),
                    )
                ),
            ),
        ),
    ]
    uses = form_lists.choices_note("用途", f"{row}/uses")
    return (
        _heading("三、场地设施")
        + head
        + paragraph("职业（工种）开发、培训、实训等设施设备", style="Subheading")
        + table([10.0, 32.0, 22.0, 58.0, 38.0], rows)
        + uses
    )


def _training() -> str:
    row = "/training/courses/-"
    totals = table(
        [40.0, 34.0, 54.0, 32.0],
        [
            Row(
                (
                    label("年培训能力（人次）"),
                    value(field("/training/person_times_per_year", "年培训能力"), centred=True),
                    label("年培养高技能人才能力（名）"),
                    value(field("/training/high_skilled_per_year", "高技能人才能力"), centred=True),
                )
            )
        ],
    )
    cells = [
        list_cell(field(f"{row}/{name}", title, f"c.{name}", hint=hint), centred=True)
        for name, title, hint in (
            ("occupation", "职业（工种）", ""),
            ("level", "等级", ""),
            ("duration", "每期时长", "如10天"),
            ("people_per_session", "每期人数", "数字"),
            ("sessions_per_year", "年期数", "数字"),
            ("subtotal", "小计", "数字"),
        )
    ]
    number = list_cell(run("{{ loop.index }}"), centred=True)
    courses: list[Row | Tag | Repeated] = [
        list_head("序号", "职业（工种）", "等级", "每期时长", "每期人数", "年期数", "小计人次"),
        Repeated(
            "/training/courses",
            "培训能力测算表",
            "c in f.training.courses",
            (Row((number, *cells)),),
        ),
    ]
    brand = "/brands/-"
    brands: list[Row | Tag | Repeated] = [
        list_head("序号", "品牌名称", "对应职业", "状态", "特色与市场"),
        Repeated(
            "/brands",
            "乡村技能品牌",
            "b in f.brands",
            (
                Row(
                    (
                        number,
                        list_cell(field(f"{brand}/name", "品牌名称", "b.name"), centred=True),
                        list_cell(
                            field(f"{brand}/occupation", "对应职业", "b.occupation"), centred=True
                        ),
                        list_cell(
                            field(f"{brand}/state", "状态", "b.state", hint="选择"), centred=True
                        ),
                        list_cell(field(f"{brand}/feature", "特色与市场", "b.feature")),
                    )
                ),
            ),
        ),
    ]
    return (
        _heading("六、培训能力与乡村技能品牌")
        + totals
        + paragraph("培训能力测算表", style="Subheading")
        + table([10.0, 42.0, 28.0, 24.0, 19.0, 17.0, 20.0], courses)
        + paragraph("乡村技能品牌", style="Subheading")
        + table([10.0, 36.0, 26.0, 16.0, 72.0], brands)
    )


def _people(title: str, list_title: str, name: str) -> str:
    pointer = f"/organization/{name}"
    cells = [
        list_cell(field(f"{pointer}/-/name", "姓名", "p.name"), centred=True),
        list_cell(field(f"{pointer}/-/position", "职务", "p.position"), centred=True),
        list_cell(field(f"{pointer}/-/duty", "分工", "p.duty")),
    ]
    number = list_cell(run("{{ loop.index }}"), centred=True)
    rows: list[Row | Tag | Repeated] = [
        list_head("序号", "姓名", "职务", "分工"),
        Repeated(pointer, list_title, f"p in f.organization.{name}", (Row((number, *cells)),)),
    ]
    return paragraph(title, style="Subheading") + table([12.0, 26.0, 46.0, 76.0], rows)


def _organization() -> str:
    support = "/organization/support"
    rows: list[Row | Tag] = [
        Row((label("驿站负责人"), value(field("/organization/head", "驿站负责人")))),
        *_optional_long("建设单位重视情况", "/organization/attention", 1),
        Tag("{%tr if blank %}"),
        Row((label("所属单位支持"), value(confirmed(f"{support}/not_applicable", NO_PARENT)))),
        Tag("{%tr endif %}"),
        Tag("{%tr if not blank and f.organization.support.not_applicable %}"),
        Row(
            (
                label("所属单位支持"),
                value(
                    wordml.text_control(
                        tag(f"{support}/not_applicable"), NO_PARENT, f"'{NO_PARENT}'", locked=True
                    )
                ),
            )
        ),
        Tag("{%tr endif %}"),
        *_optional_long("政策支持", f"{support}/policy", 1),
        *_optional_long("项目支持", f"{support}/projects", 1),
        *_optional_long("资金支持", f"{support}/funds", 1),
    ]
    return (
        _heading("八、组织与保障")
        + table([36.0, 124.0], rows)
        + _people("专门人员（负责驿站建设运行）", "专门人员", "dedicated_staff")
        + _people("专班（负责日常管理）", "专班", "task_force")
    )


def _vision() -> str:
    chosen = ticks("/functions", "功能定位", "'{}' in f.functions")
    rows: list[Row | Tag] = [
        Tag("{%tr if blank or f.functions %}"),
        Row((label("功能定位"), value(chosen))),
        Tag("{%tr endif %}"),
        *_optional_long("建设思路", "/vision", 1),
    ]
    return (
        paragraph(run("{%p if blank or f.functions or f.vision %}"))
        + _heading("九、建设思路")
        + table([26.0, 134.0], rows)
        + paragraph(run("{%p endif %}"))
    )


def _commitment() -> str:
    sign = "".join(
        (
            layout.sign_line("法定代表人（负责人）签字：", right=58.0),
            layout.sign_line("申报主体（公章）", right=30.0, before=6.0),
            layout.sign_line("年　　月　　日", right=22.0, after=8.0),
        )
    )
    box = Cell(
        paragraph(run("{%p for line in f.oaths %}"))
        + paragraph(run("{{ line }}"), style="Oath")
        + paragraph(run("{%p endfor %}"))
        + paragraph(run("{%p if blank %}"))
        + "".join(
            paragraph(confirmed(f"/commitment/{name}", title), style="Oath")
            for name, title in COMMITMENTS
        )
        + paragraph(run("{%p endif %}"))
        + sign,
        align="bottom",
    )
    return paragraph("承　诺　书", style="Heading", extra='<w:jc w:val="center"/>') + table(
        [WIDTH], [Row((box,), height=80.0)]
    )


def _opinions() -> str:
    height = spec.SEAL_BOX_HEIGHT_MM.value
    district, city = spec.DISTRICT_BOX_HEIGHT_MM.value, spec.CITY_BOX_HEIGHT_MM.value
    gap = paragraph(style="Gap")

    def bodies(level: str) -> tuple[str, ...]:
        return tuple(f"{{{{ f.opinion_bodies.{level}[{at}] }}}}意见" for at in (0, 1))

    def boxes(titles: tuple[str, ...], condition: str = "", height: float = height) -> str:
        drawn = layout.opinion_box(titles, WIDTH, height) + gap
        if not condition:
            return drawn
        return paragraph(run(f"{{%p if {condition} %}}")) + drawn + paragraph(run("{%p endif %}"))

    return (
        paragraph("意　见", style="Heading", extra='<w:jc w:val="center"/>')
        + boxes(("申报主体意见", "所属（主管）单位意见"), "f.has_parent")
        + boxes(("申报主体意见",), "not f.has_parent")
        + boxes(bodies("district"), height=district)
        + boxes(bodies("city"), "f.reaches_city", city)
    )
