"""The application form (申报表): our reasoned design, for the notice's annex was never published.

Order on paper: cover, instructions, applicant, conditions, site, artisans, team, training and
brands, partners, organisation, vision, commitment, opinions.
"""

from __future__ import annotations

from bayu_docs.gongwen import docx, layout, spec, wordml
from bayu_docs.gongwen.layout import label, list_cell, list_head, long_value, value
from bayu_docs.gongwen.wordml import Cell, Row, Tag, paragraph, run, table
from bayu_docs.model.form import choice_tag, tag

WIDTH = 160.0
KINDS = (
    "乡镇公共服务中心",
    "村（社区）党群服务中心",
    "产业园区",
    "创业园区",
    "企业",
    "职业院校",
    "职业培训机构",
    "其他",
)
FUNCTIONS = (
    "技艺传承推广",
    "人才培训培养",
    "技能评价开发认定",
    "岗位练兵比武",
    "创新创业",
    "招生实践",
    "大师指导服务",
)
TIERS = (("municipal", "市级"), ("district", "区县级"), ("both", "市级和区县级（同时）"))


def field(pointer: str, title: str, expression: str = "") -> str:
    """A field of the form; its expression is its pointer below `f` unless given."""
    return wordml.text_control(tag(pointer), title, expression or "f" + pointer.replace("/", "."))


def ticks(pointer: str, title: str, choices: tuple[tuple[str, str], ...], condition: str) -> str:
    """Tick boxes, every choice printed; `condition` names `{}` for the choice's value.

    The line breaks after the third choice, so that no box parts from its word.
    """
    boxes = [
        wordml.tick_control(
            choice_tag(pointer, stored), f"{title}：{printed}", condition.format(stored)
        )
        + run(f"{printed}　")
        for stored, printed in choices
    ]
    return "".join(boxes[:3]) + wordml.line_break() + "".join(boxes[3:])


def build() -> bytes:
    """The template's bytes."""
    body = "".join(
        (
            _cover(),
            _instructions(),
            _applicant(),
            _conditions(),
            _facilities(),
            _artisans(),
            _team(),
            _training(),
            _partners(),
            _organization(),
            _vision(),
            _commitment(),
            _opinions(),
            docx.section(
                layout.FORM_PAGE, parts=layout.HEADERS_AND_FOOTERS | {"header.first": "rId_header3"}
            ).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"),
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
        ("申报级别", wordml.text_control("/tier", "申报级别", "f.tier_name")),
        ("申报批次", run("{{ f.batch }}")),
        ("驿站名称", field("/station_name", "驿站名称")),
        ("申报主体（盖章）", field("/applicant/name", "单位全称")),
        ("所在区县", field("/site/district", "所在区县")),
        ("联系人及电话", run("{{ f.contact_line }}")),
        ("填报日期", wordml.text_control("/filing_date", "填报日期", "f.filing_date_words")),
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
    kinds = ticks(
        "/applicant/kind", "主体类型", tuple((k, k) for k in KINDS), "f.applicant.kind == '{}'"
    )
    rows: list[Row | Tag] = [
        Row((label("单位全称"), value(field("/applicant/name", "单位全称"), span=5))),
        Row((label("主体类型"), value(kinds, span=5))),
        Tag("{%tr if f.applicant.kind_note %}"),
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
        Tag("{%tr if f.applicant.no_uscc_reason %}"),
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
        Tag("{%tr if f.applicant.seal_unit %}"),
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
        Tag("{%tr if f.applicant.registered_district or f.applicant.registered_address %}"),
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
                    field("/site/town", "乡镇（街道）"),
                    field("/site/village", "村（社区）"),
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
        Tag("{%tr if f.prior_station %}"),
        Row((label("已建区县级驿站"), value(field("/prior_station", "名单文件"), span=5))),
        Tag("{%tr endif %}"),
        *_optional_long("单位简介", "/applicant/profile", 5),
        *_optional_long("与乡村振兴紧密相关的说明", "/applicant/rural_relevance", 5),
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
                list_cell(run("{{ row.clause }}"), centred=True),
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
    rows: list[Row | Tag] = [
        list_head("序号", "职业（工种）", "用途", "主要设备名称及数量", "与乡村振兴相关性"),
        Tag("{%tr for o in f.facilities.occupations %}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                list_cell(
                    field(f"{row}/occupation", "职业", "o.occupation"),
                    run("{{ '／' if o.trade else '' }}"),
                    field(f"{row}/trade", "工种", "o.trade"),
                ),
                list_cell(wordml.text_control(f"{row}/uses", "用途", "o.uses_words"), centred=True),
                list_cell(field(f"{row}/equipment", "主要设备名称及数量", "o.equipment")),
                list_cell(field(f"{row}/rural_relevance", "相关性", "o.rural_relevance")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    return (
        _heading("三、场地设施")
        + head
        + paragraph("职业（工种）开发、培训、实训等设施设备", style="Subheading")
        + table([10.0, 32.0, 22.0, 58.0, 38.0], rows)
    )


def _artisans() -> str:
    row = "/lead_artisans/-"
    quality = f"{row}/qualifications/-"

    def control(name: str, title: str) -> str:
        return field(f"{row}/{name}", title, f"a.{name}")

    def proof(name: str, title: str, before: str = "，") -> str:
        lead_in = run(f"{{{{ '{before}' if q.{name} else '' }}}}") if before else ""
        return lead_in + field(f"{quality}/{name}", title, f"q.{name}")

    def line(*content: str) -> str:
        return paragraph(*content, style="ListText")

    def when(condition: str, *content: str) -> str:
        return line(f"{{%p if {condition} %}}") + line(*content) + line("{%p endif %}")

    person = (
        line(
            control("name", "姓名"),
            run("　"),
            control("gender", "性别"),
            run("　"),
            control("birth_month", "出生年月"),
        ),
        line(
            control("occupation", "职业"),
            run("{{ '／' if a.trade else '' }}"),
            control("trade", "工种"),
        ),
        line(
            run("每年在站"),
            control("months_on_station", "每年在站月数"),
            run("个月{{ '，' if a.presence else '' }}"),
            control("presence", "在站方式"),
        ),
        when("blank or a.employer", run("现任："), control("employer", "现单位及职务")),
        when(
            "blank or a.leads_elsewhere",
            run("在其他驿站领衔："),
            control("leads_elsewhere", "其他驿站领衔情况"),
        ),
    )
    qualifications = (
        line("{%p for q in a.qualifications %}"),
        line(
            run("{{ loop.index }}．"),
            proof("path", "资格路径", ""),
            run("："),
            proof("level", "等级（级别）", ""),
            proof("name", "职称或项目名称"),
            proof("certificate_kind", "证书类型"),
            proof("number", "证书编号或文号", "，编号"),
            proof("issuer", "发证机构"),
            proof("issued_on", "发证日期"),
        ),
        line("{%p endfor %}"),
        when("not a.qualifications", run("（未填写）")),
    )
    skill = (
        line(control("special_skill", "绝技绝活")),
        when("blank or a.exception_note", run("例外说明："), control("exception_note", "例外说明")),
    )
    number = list_cell(run("{{ loop.index }}"), centred=True)
    rows: list[Row | Tag] = [
        list_head("序号", "姓名、职业（工种）及在站", "资格", "绝技绝活"),
        Tag("{%tr for a in f.lead_artisans %}"),
        Row((number, *(Cell("".join(part)) for part in (person, qualifications, skill)))),
        Tag("{%tr endfor %}"),
    ]
    return _heading("四、领衔工匠") + table([10.0, 48.0, 50.0, 52.0], rows)


def _team() -> str:
    row = "/team/-"

    def control(name: str, title: str) -> str:
        return field(f"{row}/{name}", title, f"m.{name}")

    rows: list[Row | Tag] = [
        list_head(
            "序号",
            "姓名",
            "性别",
            "出生年月",
            "人员类别",
            "服务年限（年）",
            "所属领衔工匠",
            "职业（工种）及等级",
            "单位、院校或创业项目",
        ),
        Tag("{%tr for m in f.team %}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                list_cell(control("name", "姓名"), centred=True),
                list_cell(control("gender", "性别"), centred=True),
                list_cell(control("birth_month", "出生年月"), centred=True),
                list_cell(control("category", "人员类别"), centred=True),
                list_cell(
                    control("rural_years", "服务年限"),
                    run("{{ '' if m.rural_years else '—' }}"),
                    centred=True,
                ),
                list_cell(control("lead", "所属领衔工匠"), centred=True),
                list_cell(control("occupation", "职业（工种）及等级"), centred=True),
                list_cell(
                    control("employer", "现单位及职务"),
                    run("{{ '；' if m.employer and m.school else '' }}"),
                    control("school", "毕业院校"),
                    run("{{ '，' if m.school and m.graduated_in else '' }}"),
                    control("graduated_in", "毕业年月"),
                    run("{{ '毕业' if m.graduated_in else '' }}"),
                    run("{{ '；' if (m.employer or m.school) and m.venture else '' }}"),
                    control("venture", "返乡创业项目"),
                ),
            )
        ),
        Tag("{%tr if m.exception_note %}"),
        Row(
            (
                list_cell(),
                list_cell("例外说明", centred=True),
                list_cell(control("exception_note", "例外说明"), span=7),
            )
        ),
        Tag("{%tr endif %}"),
        Tag("{%tr endfor %}"),
    ]
    note = paragraph(run("{{ f.team_summary }}"), style="Subheading")
    widths = [9.0, 16.0, 9.0, 18.0, 23.0, 18.0, 17.0, 22.0, 28.0]
    return _heading("五、驿站团队") + note + table(widths, rows)


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
    courses: list[Row | Tag] = [
        list_head("序号", "职业（工种）", "等级", "每期时长", "每期人数", "年期数", "小计人次"),
        Tag("{%tr for c in f.training.courses %}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                *(
                    list_cell(field(f"{row}/{name}", title, f"c.{name}"), centred=True)
                    for name, title in (
                        ("occupation", "职业（工种）"),
                        ("level", "等级"),
                        ("duration", "每期时长"),
                        ("people_per_session", "每期人数"),
                        ("sessions_per_year", "年期数"),
                        ("subtotal", "小计"),
                    )
                ),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    brand = "/brands/-"
    brands: list[Row | Tag] = [
        list_head("序号", "品牌名称", "对应职业", "状态", "特色与市场"),
        Tag("{%tr for b in f.brands %}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                list_cell(field(f"{brand}/name", "品牌名称", "b.name"), centred=True),
                list_cell(field(f"{brand}/occupation", "对应职业", "b.occupation"), centred=True),
                list_cell(field(f"{brand}/state", "状态", "b.state"), centred=True),
                list_cell(field(f"{brand}/feature", "特色与市场", "b.feature")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    return (
        _heading("六、培训能力与乡村技能品牌")
        + totals
        + paragraph("培训能力测算表", style="Subheading")
        + table([10.0, 42.0, 28.0, 24.0, 19.0, 17.0, 20.0], courses)
        + paragraph("乡村技能品牌", style="Subheading")
        + table([10.0, 36.0, 26.0, 16.0, 72.0], brands)
    )


def _partners() -> str:
    row = "/partners/-"
    rows: list[Row | Tag] = [
        list_head("序号", "单位名称", "合作类型", "协议起止", "合作内容"),
        Tag("{%tr for p in f.partners %}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                list_cell(field(f"{row}/name", "单位名称", "p.name")),
                list_cell(
                    wordml.text_control(f"{row}/kinds", "合作类型", "p.kinds_words"), centred=True
                ),
                list_cell(
                    field(f"{row}/starts_on", "协议开始日期", "p.starts_on"),
                    run("至"),
                    field(f"{row}/ends_on", "协议结束日期", "p.ends_on"),
                    centred=True,
                ),
                list_cell(field(f"{row}/content", "合作内容", "p.content")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    return _heading("七、长期合作单位") + table([10.0, 48.0, 22.0, 24.0, 56.0], rows)


def _people(title: str, pointer: str, name: str) -> str:
    rows: list[Row | Tag] = [
        list_head("序号", "姓名", "职务", "分工"),
        Tag(f"{{%tr for p in f.organization.{name} %}}"),
        Row(
            (
                list_cell(run("{{ loop.index }}"), centred=True),
                list_cell(field(f"{pointer}/-/name", "姓名", "p.name"), centred=True),
                list_cell(field(f"{pointer}/-/position", "职务", "p.position"), centred=True),
                list_cell(field(f"{pointer}/-/duty", "分工", "p.duty")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    return paragraph(title, style="Subheading") + table([12.0, 26.0, 46.0, 76.0], rows)


def _organization() -> str:
    support = "/organization/support"
    rows: list[Row | Tag] = [
        Row((label("驿站负责人"), value(field("/organization/head", "驿站负责人")))),
        *_optional_long("建设单位重视情况", "/organization/attention", 1),
        Tag("{%tr if f.organization.support.not_applicable %}"),
        Row((label("所属单位支持"), value("不适用（无所属单位）"))),
        Tag("{%tr endif %}"),
        *_optional_long("政策支持", f"{support}/policy", 1),
        *_optional_long("项目支持", f"{support}/projects", 1),
        *_optional_long("资金支持", f"{support}/funds", 1),
    ]
    return (
        _heading("八、组织与保障")
        + table([36.0, 124.0], rows)
        + _people(
            "专门人员（负责驿站建设运行）", "/organization/dedicated_staff", "dedicated_staff"
        )
        + _people("专班（负责日常管理）", "/organization/task_force", "task_force")
    )


def _vision() -> str:
    chosen = ticks(
        "/functions", "功能定位", tuple((f, f) for f in FUNCTIONS), "'{}' in f.functions"
    )
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
