"""Four forms as bureaus hand them out, each laid out in its own way; all invented.

plain     a cover with fill-in lines, then tables of labels and values, lists with 序号
upright   one table: vertical heads, merged cells, heads of two levels, section rows
crowded   two fields in a cell, boxes □男 □女, lines with colons, lists without 序号
wps       the genre as WPS writes its XML: a run a character, floating tables, full-width blanks

A table is a list of rows, a row a list of cells: `7:文字` spans seven columns, `v:` begins a cell
merged downwards, `^` goes on with it, `|` parts paragraphs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CELL = re.compile(r"(v|\^)?(\d+)?:(.*)|(\^)(\d*)", re.DOTALL)
SIGNED = "||负责人（签字）：|（盖章）|年　　月　　日"


# --- plain: as python-docx makes it ------------------------------------------------------------


def plain() -> bytes:
    """A cover with lines to fill in, then label and value side by side."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].font.name = "宋体"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")

    def text(words: str, size: float, *, centred: bool = False, bold: bool = False) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.font.size, run.bold = Pt(size), bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(label: str) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}：").font.size = Pt(16)
        room = paragraph.add_run(" " * 40)
        room.font.size, room.underline = Pt(16), True

    def table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        made = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, words, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Cm(width)
                first, *more = words.split("|")
                cell.paragraphs[0].add_run(first)
                for each in more:
                    cell.add_paragraph(each)

    def rows(heads: Sequence[str], empty: int, widths: Sequence[float]) -> None:
        blank = [[str(n), *[""] * (len(heads) - 1)] for n in range(1, empty + 1)]
        table([heads, *blank], widths)

    text("“巴渝工匠”乡村驿站申报表", 22, centred=True, bold=True)
    for label in ("驿站名称", "申报单位（盖章）", "所 在 区 县", "联系人及电话"):
        line(label)
    text("申报级别：□市级　□区县级", 16)
    text("填报日期：　　　年　　月　　日", 16)
    text("示例区人力资源和社会保障局　制", 14, centred=True)
    document.add_page_break()
    text("一、申报单位基本情况", 14, bold=True)
    table(
        [
            ["单位名称", "", "单位性质", ""],
            ["主体类型", "", "统一社会信用代码", ""],
            ["法人代表", "", "联系电话", ""],
            ["联 系 人", "", "职　　务", ""],
            ["手机号码", "", "电子邮箱", ""],
            ["通讯地址", "", "开户银行", ""],
            ["驿站建设地址", "", "上级主管单位", ""],
        ],
        (3, 5, 3, 5),
    )
    text("", 6)
    table([["单位简介", ""], ["场地基本情况", ""], ["生活配套设施", ""], ["公共设施", ""]], (3, 13))
    text("二、职业（工种）设施设备", 14, bold=True)
    rows(
        ("序号", "职业（工种）", "用途", "主要设备及数量", "与乡村振兴相关性"), 3,
        (1.2, 3, 2.8, 5, 4),
    )  # fmt: skip
    text("三、领衔工匠情况", 14, bold=True)
    rows(
        (
            "序号",
            "姓名",
            "性别",
            "出生年月",
            "职业（工种）",
            "职业资格",
            "每年在站月数",
            "绝技绝活",
        ),
        3,
        (1.1, 1.6, 1.1, 1.8, 2.2, 3.6, 1.4, 3.2),
    )
    text("四、驿站团队成员情况", 14, bold=True)
    rows(
        ("序号", "姓名", "性别", "出生年月", "人员类别", "服务年限", "所属领衔工匠", "工作单位"),
        5,
        (1.1, 1.8, 1.1, 1.9, 2.6, 1.5, 2.2, 3.8),
    )
    text("五、培训能力", 14, bold=True)
    table([["年培训能力（人次）", "", "年培养高技能人才（名）", ""]], (4, 4, 4, 4))
    text("", 6)
    rows(
        ("序号", "职业（工种）", "等级", "每期人数", "年期数", "小计（人次）"), 2,
        (1.2, 4, 3, 2.6, 2.6, 2.6),
    )  # fmt: skip
    text("六、乡村技能品牌", 14, bold=True)
    rows(("序号", "品牌名称", "状态", "特色与市场"), 2, (1.2, 4, 2.8, 8))
    text("七、长期合作单位", 14, bold=True)
    rows(("序号", "单位名称", "合作类型", "合作起止时间", "合作内容"), 3, (1.2, 4, 2.8, 3, 5))
    text("八、组织保障", 14, bold=True)
    table([["驿站负责人", ""], ["政策支持", ""], ["项目支持", ""], ["资金支持", ""]], (4, 12))
    text("专门人员", 12)
    rows(("序号", "姓名", "职务", "分工"), 2, (1.2, 3, 5, 6.8))
    text("工作专班", 12)
    rows(("序号", "姓名", "职务", "分工"), 2, (1.2, 3, 5, 6.8))
    text("九、审核意见", 14, bold=True)
    boxes = ("申报单位意见", "区县人社部门意见", "市级主管部门意见")
    table([[body, SIGNED] for body in boxes], (4, 12))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# --- upright: vertical heads and merged cells ---------------------------------------------------


def upright() -> bytes:
    """One big table: heads written downwards, cells merged both ways, heads of two levels."""
    table = [
        ["v:基|本|情|况", "驿站名称", "7:"],
        ["^", "申报单位", "3:", "法定代表人", "3:"],
        ["^", "单位性质", "3:", "社会信用代码", "3:"],
        ["^", "主体类型", "3:", "申报级别", "3:"],
        ["^", "联系人", "", "职务", "", "手机", "3:"],
        ["^", "邮箱", "3:", "建设地点", "3:"],
        ["v:场|地|设|施", "场地条件", "7:"],
        ["^", "生活设施", "7:"],
        ["^", "基础设施", "7:"],
        ["9:职业（工种）开发、培训、实训设施设备"],
        ["2:职业（工种）", "2:用途", "3:主要设备", "2:服务产业"],
        ["2:", "2:", "3:", "2:"],
        ["2:", "2:", "3:", "2:"],
        ["v:领|衔|工|匠", "姓名", "性别", "工种名称", "2:技能等级及证书", "在站月数", "2:特长"],
        *[["^", "", "", "", "2:", "", "2:"]] * 3,
        ["", "姓名", "性别", "2:人员类别", "服务年限", "领衔工匠", "2:工作单位及职务"],
        ["v:团|队|成|员", "", "", "2:", "", "", "2:"],
        *[["^", "", "", "2:", "", "", "2:"]] * 3,
        ["9:培训能力"],
        ["2:年培训规模（人次）", "2:", "2:年培养高技能人才能力（名）", "3:"],
        ["v2:培训项目", "v2:等级", "2:每年计划", "v3:小计"],
        ["^2", "^2", "每期人数", "年期数", "^3"],
        *[["2:", "2:", "", "", "3:"]] * 2,
        ["9:乡村技能品牌"],
        ["3:品牌名称", "2:品牌状态", "4:品牌特色"],
        ["3:", "2:", "4:"],
        ["9:长期合作单位情况"],
        ["v3:单位名称", "v2:合作方式", "2:合作期限", "v2:合作事项"],
        ["^3", "^2", "开始时间", "结束时间", "^2"],
        *[["3:", "2:", "", "", "2:"]] * 2,
        ["v:组|织|保|障", "站长", "7:"],
        ["^", "政策支持", "7:"],
        ["^", "资金保障", "7:"],
        ["推荐单位意见", "8:经研究，同意推荐。||经办人：　　　　（盖章）|年　　月　　日"],
    ]
    body = (
        _paragraph("重庆市乡村驿站建设申请表", size=40, centred=True, bold=True)
        + _paragraph("填表日期：　　　　年　　月　　日", size=24)
        + _table(table, 9, exact=True)
    )
    return _package(body)


# --- crowded: two fields in a cell, boxes, lists without numbers --------------------------------


def crowded() -> bytes:
    """Cells with several labels, boxes to tick, lines with colons; lists without 序号."""
    first = [
        ["单位名称：", "单位性质：□机关 □事业单位 □企业 □社会组织 □其他"],
        ["统一社会信用代码：", "法定代表人（负责人）：　　　　性别：□男 □女"],
        ["2:主体类型：□乡镇公共服务中心　□村（社区）党群服务中心　□产业园区|"
         "□创业园区　□企业　□职业院校　□职业培训机构　□其他（请注明）"],
        ["联系人：　　　　　　职务：", "联系电话：　　　　　　邮箱："],
        ["2:驿站地址："],
        ["2:功能定位：□技艺传承推广　□人才培训培养　□技能评价开发认定　□岗位练兵比武|"
         "□创新创业　□招生实践　□大师指导服务"],
        ["2:场地情况（500字以内）：||"],
        ["2:生活配套：|", ],
        ["2:公共设施：|", ],
        ["2:建设思路||"],
    ]  # fmt: skip
    people = [
        ["5:领衔工匠（可加行）"],
        ["姓名及性别", "职业／工种", "资格证书", "每年在站", "绝技绝活"],
        ["姓名：|性别：□男 □女", "", "", "　　个月", ""],
        ["姓名：|性别：□男 □女", "", "", "　　个月", ""],
    ]
    members = [
        ["6:驿站团队成员（不含领衔工匠）"],
        ["姓名", "性别", "人员类别", "从业年限（年）", "所属工匠", "工作单位"],
        *[["", "男/女", "", "", "", ""]] * 3,
    ]
    devices = [
        ["职业（工种）", "用途", "主要设施设备", "与乡村振兴的相关性"],
        *[["", "", "", ""]] * 2,
    ]
    courses = [
        ["培训职业（工种）", "等级", "每期人数", "每年期数", "小计人次"],
        *[["", "", "", "", ""]] * 2,
    ]
    brands = [["品牌名称", "□已有□拟打造", "特色及市场"], *[["", "□已有　□拟打造", ""]] * 2]
    brands[0][1] = "打造情况"
    partners = [["合作单位", "合作类型", "协议起止日期", "主要合作内容"], *[["", "", "", ""]] * 3]
    staff = [
        ["组别", "姓名", "职务", "分工"],
        ["v:专门人员", "", "", ""],
        ["^", "", "", ""],
        ["v:工作专班", "", "", ""],
        ["^", "", "", ""],
    ]
    opinions = [
        ["2:申报单位承诺：以上内容真实有效。||法定代表人（签字）：　　　　（公章）|　　年　月　日"],
        ["区县人力社保局意见：||（盖章）|年　月　日", "区县农业农村委意见：||（盖章）|年　月　日"],
    ]
    body = (
        _paragraph("附件1", size=28)
        + _paragraph("乡村驿站申报书", size=44, centred=True, bold=True)
        + _paragraph("驿站名称________________________", size=32)
        + _paragraph("申报级别　□市级　□区县级　□市级和区县级（同时）", size=32)
        + _paragraph("申报时间：______年____月____日", size=32)
        + _paragraph("填表说明：本表一式四份，由申报单位如实填写。", size=24)
        + _paragraph("一、基本信息", size=28)
        + _table(first, 2)
        + _paragraph("二、人员", size=28)
        + _table(people, 5)
        + _paragraph("", size=12)
        + _table(members, 6)
        + _paragraph("三、设施设备情况", size=28)
        + _table(devices, 4)
        + _paragraph("四、培训能力", size=28)
        + _paragraph("年培训能力______人次，年培养高技能人才______名。", size=24)
        + _table(courses, 5)
        + _paragraph("五、品牌与合作", size=28)
        + _table(brands, 3)
        + _paragraph("", size=12)
        + _table(partners, 4)
        + _paragraph("六、组织保障", size=28)
        + _paragraph("驿站负责人：______________　　所属单位：______________", size=24)
        + _table(staff, 4)
        + _paragraph("七、意见", size=28)
        + _table(opinions, 2)
    )
    return _package(body, header="乡村驿站申报书（示例区）")


# --- wps: the XML as WPS Office writes it -------------------------------------------------------


def wps() -> bytes:
    """A run a character with font hints, floating tables, full-width blanks within labels."""
    basic = [
        ["单　位　全　称", "3:"],
        ["统一社会信用代码", "", "单　位　性　质", ""],
        ["负　　责　　人", "", "主　体　类　型", ""],
        ["所　属　单　位", "", "所　在　区　县", ""],
        ["乡　镇（街　道）", "", "村　（社　区）", ""],
        ["详　细　地　址", "3:"],
        ["联　　系　　人", "", "联　系　电　话", ""],
        ["固　定　电　话", "", "电　子　邮　箱", ""],
        ["单　位　简　介", "3:"],
        ["场　地　情　况", "3:"],
        ["生　活　配　套", "3:"],
        ["公　共　设　施", "3:"],
        ["建　设　思　路", "3:"],
    ]
    lists = [
        ["8:领　衔　工　匠"],
        ["序号", "姓　名", "性　别", "出生年月", "职　业", "工　种", "技能等级", "证书编号"],
        *[[str(n), *[""] * 7] for n in (1, 2, 3)],
        ["8:团　队　成　员"],
        ["序号", "姓　名", "性　别", "出生年月", "人员类别", "服务年限", "2:现单位及职务"],
        *[[str(n), "", "", "", "", "", "2:"] for n in (1, 2, 3)],
        ["……", "", "", "", "", "", "2:"],
        ["8:设　施　设　备"],
        ["序号", "2:职业（工种）", "2:用途", "3:主要设备名称及数量"],
        *[[str(n), "2:", "2:", "3:"] for n in (1, 2)],
        ["8:长　期　合　作　单　位"],
        ["序号", "2:单位名称", "合作类型", "2:协议期限", "2:合作内容"],
        *[[str(n), "2:", "", "2:", "2:"] for n in (1, 2)],
        ["8:乡村技能品牌"],
        ["序号", "2:品　牌　名　称", "状态", "4:特色与市场"],
        *[[str(n), "2:", "", "4:"] for n in (1, 2)],
        ["8:培训能力测算表"],
        ["序号", "2:职业（工种）", "等级", "每期人数", "年期数", "2:小计（人次）"],
        *[[str(n), "2:", "", "", "", "2:"] for n in (1, 2)],
        ["3:年培训能力（人次）", "", "3:年培养高技能人才能力（名）", ""],
        ["2:驿站负责人", "2:", "2:所属单位支持", "2:"],
        ["8:专　门　人　员"],
        ["序号", "2:姓　名", "2:职　务", "3:分　工"],
        *[[str(n), "2:", "2:", "3:"] for n in (1, 2)],
        ["8:专　班"],
        ["序号", "2:姓　名", "2:职　务", "3:分　工"],
        *[[str(n), "2:", "2:", "3:"] for n in (1, 2)],
        ["2:主管部门审核意见", "6:||　　　　　　（公章）|　　　　年　月　日"],
    ]
    body = (
        _paragraph("“巴渝工匠”乡村驿站申报表", size=36, centred=True, bold=True, wps=True)
        + _paragraph(
            "驿站名称：　　　　　　　　　　　　申报级别：□市级　□区县级", size=24, wps=True
        )
        + _paragraph("填表时间：　　　　年　　月　　日", size=24, wps=True)
        + _table(basic, 4, wps=True)
        + _paragraph("", size=12, wps=True)
        + _table(lists, 8, wps=True)
    )
    return _package(body, wps=True)


FORMS: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "upright": upright,
    "crowded": crowded,
    "wps": wps,
}


# --- the XML ------------------------------------------------------------------------------------


def _run(text: str, *, size: int, bold: bool = False, wps: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    if not wps:
        faces = '<w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>'
        properties = f'{faces}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        return _t(text, properties)
    faces = (
        '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" '
        'w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/>'
    )
    more = '<w:color w:val="000000"/><w:kern w:val="0"/>'
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/>'
    return "".join(_t(char, f"{faces}{weight}{more}{sizes}{language}") for char in text)


def _t(text: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(
    text: str, *, size: int = 21, centred: bool = False, bold: bool = False, wps: bool = False
) -> str:
    mark = f'<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:sz w:val="{size}"/></w:rPr>'
    snap = "<w:snapToGrid/>" if wps else ""
    snap += f'<w:spacing w:line="{360 if wps else 320}" w:lineRule="auto"/>'
    align = '<w:jc w:val="center"/>' if centred else ""
    runs = _run(text, size=size, bold=bold, wps=wps) if text else ""
    return f"<w:p><w:pPr>{snap}{align}{mark}</w:pPr>{runs}</w:p>"


def _table(
    rows: Sequence[Sequence[str]], columns: int, *, exact: bool = False, wps: bool = False
) -> str:
    width = 9000 // columns
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:color="auto" w:sz="4" w:space="0"/>' for side in sides
    )
    floating = (
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" '
        'w:horzAnchor="page" w:tblpX="1440" w:tblpY="60"/><w:tblOverlap w:val="never"/>'
        if wps and columns == 4
        else ""
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    body = "".join(_row(row, width, exact=exact, wps=wps) for row in rows)
    return (
        f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="{width * columns}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: Sequence[str], width: int, *, exact: bool, wps: bool) -> str:
    rule = ' w:hRule="exact"' if exact and not any("|" in cell for cell in row) else ""
    height = f'<w:trPr><w:trHeight w:val="{640 if rule else 480}"{rule}/></w:trPr>'
    return f"<w:tr>{height}{''.join(_cell(cell, width, wps=wps) for cell in row)}</w:tr>"


def _cell(cell: str, width: int, *, wps: bool) -> str:
    merge, span, text = "", 1, cell
    if found := _CELL.fullmatch(cell):
        merge = {"v": '<w:vMerge w:val="restart"/>', "^": "<w:vMerge/>", None: ""}[
            found[1] or found[4]
        ]
        span, text = int(found[2] or found[5] or 1), found[3] or ""
    properties = f'<w:tcW w:w="{width * span}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'{merge}<w:vAlign w:val="center"/>'
    centred = len(text) < 12 and "：" not in text
    lines = "".join(
        _paragraph(line, centred=centred, wps=wps, bold=bool(merge) and not wps)
        for line in text.split("|")
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def _package(body: str, *, header: str = "", wps: bool = False) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    spaces = f'xmlns:w="{_W}" xmlns:r="{office}"'
    if wps:
        spaces += (
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
            ' xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
            ' mc:Ignorable="w14 wpsCustomData"'
        )
    reference = '<w:headerReference w:type="default" r:id="rId9"/>' if header else ""
    section = (
        f"<w:sectPr>{reference}"
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
        'w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>'
        + ('<w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>' if wps else "")
        + "</w:sectPr>"
    )
    types = {"/word/document.xml": "document.main", "/word/settings.xml": "settings"}
    relations = {"rId1": ("settings", "settings.xml")}
    parts = {
        "word/document.xml": f"<w:document {spaces}><w:body>{body}{section}</w:body></w:document>",
        "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:compat/></w:settings>',
    }
    if header:
        types["/word/header1.xml"] = "header"
        relations["rId9"] = ("header", "header1.xml")
        parts["word/header1.xml"] = (
            f'<w:hdr xmlns:w="{_W}">{_paragraph(header, size=18, centred=True)}</w:hdr>'
        )
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{main}.{kind}+xml"/>'
        for part, kind in types.items()
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{target}"/>'
        for name, (kind, target) in relations.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{packed}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{packed}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{packed}/relationships">{related}</Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name), head + text)
    return buffer.getvalue()


def form_of(rows: Sequence[Sequence[str]], columns: int) -> bytes:
    """A form of one table and nothing else."""
    return _package(_table(rows, columns))
