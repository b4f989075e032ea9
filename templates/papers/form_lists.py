"""The form's lists of people and bodies: lead artisans, team, partners.

In the form to be filled, a cell of several fields has a line for each, with its words before it.
"""

from __future__ import annotations

from bayu_docs.gongwen.layout import list_cell, list_head
from bayu_docs.gongwen.wordml import Cell, Repeated, Row, Tag, paragraph, run, table
from papers.form_fields import either, field, line, node_of, when

NUMBER = list_cell(run("{{ loop.index }}"), centred=True)
ISO_DAY = "yyyy-MM-dd"


def choices_note(title: str, pointer: str) -> str:
    """Below a table, in the form to be filled: what a field of several words may hold."""
    words = "、".join(node_of(pointer)["items"]["enum"])
    return unprinted(f"“{title}”可填：{words}；可填几项，用“、”隔开。")


def unprinted(text: str) -> str:
    """A line that stands only in the form to be filled."""
    return (
        paragraph(run("{%p if blank %}"))
        + paragraph(run(text, colour="808080"), style="Hint")
        + paragraph(run("{%p endif %}"))
    )


def artisans() -> str:
    """四、领衔工匠."""
    rows: list[Row | Tag | Repeated] = [
        list_head("序号", "姓名、职业（工种）及在站", "资格", "绝技绝活"),
        Repeated(
            "/lead_artisans",
            "领衔工匠",
            "a in f.lead_artisans",
            (
                Row(
                    (
                        NUMBER,
                        Cell(either("blank", _person_to_fill(), _person())),
                        Cell(_qualifications()),
                        Cell(_skill()),
                    )
                ),
            ),
        ),
    ]
    return paragraph("四、领衔工匠", style="Heading") + table([10.0, 48.0, 50.0, 52.0], rows)


def _lead(name: str, title: str, hint: str = "") -> str:
    return field(f"/lead_artisans/-/{name}", title, f"a.{name}", hint=hint)


def _person() -> str:
    return "".join(
        (
            line(
                _lead("name", "姓名"),
                run("　"),
                _lead("gender", "性别"),
                run("　"),
                _lead("birth_month", "出生年月"),
            ),
            line(
                _lead("occupation", "职业"),
                run("{{ '／' if a.trade else '' }}"),
                _lead("trade", "工种"),
            ),
            line(
                run("每年在站"),
                _lead("months_on_station", "每年在站月数"),
                run("个月{{ '，' if a.presence else '' }}"),
                _lead("presence", "在站方式"),
            ),
            when("a.employer", line(run("现任："), _lead("employer", "现单位及职务"))),
            when(
                "a.leads_elsewhere",
                line(run("在其他驿站领衔："), _lead("leads_elsewhere", "其他驿站领衔情况")),
            ),
        )
    )


def _person_to_fill() -> str:
    lines = (
        ("姓名：", "name", "姓名", "", ""),
        ("性别：", "gender", "性别", "", ""),
        ("出生年月：", "birth_month", "出生年月", "", ""),
        ("职业：", "occupation", "职业", "", ""),
        ("工种：", "trade", "工种", "", ""),
        ("每年在站：", "months_on_station", "每年在站月数", "数字", "个月"),
        ("在站方式：", "presence", "在站方式", "", ""),
        ("现任：", "employer", "现单位及职务", "", ""),
        ("在其他驿站领衔：", "leads_elsewhere", "其他驿站领衔情况", "没有填否", ""),
    )
    return "".join(
        line(run(before), _lead(name, title, hint), run(after) if after else "")
        for before, name, title, hint, after in lines
    )


def _qualifications() -> str:
    return "".join(
        (
            line("{%p for q in a.qualifications %}"),
            either("blank", _qualification_to_fill(), _qualification()),
            line("{%p endfor %}"),
            when("not a.qualifications", line(run("（未填写）"))),
        )
    )


def _proof(name: str, title: str, hint: str = "") -> str:
    return field(f"/lead_artisans/-/qualifications/-/{name}", title, f"q.{name}", hint=hint)


def _qualification() -> str:
    def after(mark: str, name: str, title: str) -> str:
        return run(f"{{{{ '{mark}' if q.{name} else '' }}}}") + _proof(name, title)

    return line(
        run("{{ loop.index }}．"),
        _proof("path", "资格路径"),
        run("："),
        _proof("level", "等级（级别）"),
        after("，", "name", "职称或项目名称"),
        after("，", "certificate_kind", "证书类型"),
        after("，编号", "number", "证书编号或文号"),
        after("，", "issuer", "发证机构"),
        after("，", "issued_on", "发证日期"),
    )


def _qualification_to_fill() -> str:
    fields = (
        ("路径：", "path", "资格路径", "选择"),
        ("　等级：", "level", "等级（级别）", "选择"),
        ("　名称：", "name", "职称或项目名称", "职称、非遗填"),
        ("　证书：", "certificate_kind", "证书类型", "技能选"),
        ("　编号：", "number", "证书编号或文号", "填写"),
        ("　发证机构：", "issuer", "发证机构", "填写"),
        ("　发证日期：", "issued_on", "发证日期", "选择"),
    )
    content = "".join(
        run(before) + _proof(name, title, hint) for before, name, title, hint in fields
    )
    return line(run("{{ loop.index }}．"), content)


def _skill() -> str:
    return line(_lead("special_skill", "绝技绝活")) + when(
        "blank or a.exception_note", line(run("例外说明："), _lead("exception_note", "例外说明"))
    )


def team() -> str:
    """五、驿站团队."""
    rows: list[Row | Tag | Repeated] = [
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
        Repeated("/team", "驿站团队", "m in f.team", _member()),
    ]
    note = paragraph(run("{{ f.team_summary }}"), style="Subheading")
    widths = [9.0, 16.0, 9.0, 18.0, 23.0, 18.0, 17.0, 22.0, 28.0]
    return paragraph("五、驿站团队", style="Heading") + note + table(widths, rows)


def _control(name: str, title: str, hint: str = "") -> str:
    return field(f"/team/-/{name}", title, f"m.{name}", hint=hint)


def _member() -> tuple[Row | Tag, ...]:
    plain = (
        ("name", "姓名", ""),
        ("gender", "性别", "选"),
        ("birth_month", "出生年月", ""),
        ("category", "人员类别", "选择类别"),
    )
    rest = (("lead", "所属领衔工匠", "填写姓名"), ("occupation", "职业（工种）及等级", ""))
    row = Row(
        (
            NUMBER,
            *(list_cell(_control(*each), centred=True) for each in plain),
            list_cell(
                _control("rural_years", "服务年限", "数字"),
                run("{{ '' if blank or m.rural_years else '—' }}"),
                centred=True,
            ),
            *(list_cell(_control(*each), centred=True) for each in rest),
            Cell(either("blank", _background_to_fill(), _background())),
        )
    )
    note = Row(
        (
            list_cell(),
            list_cell("例外说明", centred=True),
            list_cell(_control("exception_note", "例外说明"), span=7),
        )
    )
    return (row, Tag("{%tr if m.exception_note and not blank %}"), note, Tag("{%tr endif %}"))


def _background() -> str:
    return line(
        _control("employer", "现单位及职务"),
        run("{{ '；' if m.employer and m.school else '' }}"),
        _control("school", "毕业院校"),
        run("{{ '，' if m.school and m.graduated_in else '' }}"),
        _control("graduated_in", "毕业年月"),
        run("{{ '毕业' if m.graduated_in else '' }}"),
        run("{{ '；' if (m.employer or m.school) and m.venture else '' }}"),
        _control("venture", "返乡创业项目"),
    )


def _background_to_fill() -> str:
    lines = (
        ("单位职务：", "employer", "现单位及职务", "填写"),
        ("毕业院校：", "school", "毕业院校", "填写"),
        ("毕业年月：", "graduated_in", "毕业年月", "填写"),
        ("创业项目：", "venture", "返乡创业项目", "填写"),
        ("例外说明：", "exception_note", "例外说明", "填写"),
    )
    return "".join(line(run(before), _control(*control)) for before, *control in lines)


def partners() -> str:
    """七、长期合作单位."""
    row = "/partners/-"
    rows: list[Row | Tag | Repeated] = [
        list_head("序号", "单位名称", "合作类型", "协议起止", "合作内容"),
        Repeated(
            "/partners",
            "长期合作单位",
            "p in f.partners",
            (
                Row(
                    (
                        NUMBER,
                        list_cell(field(f"{row}/name", "单位名称", "p.name")),
                        list_cell(
                            field(f"{row}/kinds", "合作类型", "p.kinds_words", hint="见表下"),
                            centred=True,
                        ),
                        list_cell(
                            field(f"{row}/starts_on", "协议开始日期", "p.starts_on", day=ISO_DAY),
                            run("至"),
                            field(f"{row}/ends_on", "协议结束日期", "p.ends_on", day=ISO_DAY),
                            centred=True,
                        ),
                        list_cell(field(f"{row}/content", "合作内容", "p.content")),
                    )
                ),
            ),
        ),
    ]
    return (
        paragraph("七、长期合作单位", style="Heading")
        + table([10.0, 48.0, 22.0, 24.0, 56.0], rows)
        + choices_note("合作类型", f"{row}/kinds")
    )
