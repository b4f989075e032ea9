"""Official papers each made wrong by one mutation of a right one, with the rule that must name it.

A row: a name, the right paper it comes from, the code expected, and what is changed in the parts
of the .docx. `page` says that the rule looks at the set page, so that the paper must be rendered.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

MAIN, STYLES = "word/document.xml", "word/styles.xml"
ODD_FOOTER, EVEN_FOOTER, SETTINGS = "word/footer1.xml", "word/footer2.xml", "word/settings.xml"
Edit = Callable[[dict[str, str]], None]


class Wrong(NamedTuple):
    """One wrong paper."""

    name: str
    paper: str
    code: str
    edits: tuple[Edit, ...]
    page: bool = False

    def of(self, right: bytes) -> bytes:
        """The wrong paper, made from the right one."""
        with zipfile.ZipFile(io.BytesIO(right)) as archive:
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        for edit in self.edits:
            edit(parts)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return buffer.getvalue()


def anywhere(old: str, new: str) -> Edit:
    """Put `new` for `old` in every part that has it."""

    def edit(parts: dict[str, str]) -> None:
        found = [name for name, text in parts.items() if old in text]
        assert found, f"{old!r} is nowhere"
        parts |= {name: parts[name].replace(old, new) for name in found}

    return edit


def swap(old: str, new: str, part: str = MAIN, *, all_: bool = False) -> Edit:
    """Put `new` for `old`, which must be there: the first time, or every time."""

    def edit(parts: dict[str, str]) -> None:
        assert old in parts[part], f"{old!r} is not in {part}"
        parts[part] = parts[part].replace(old, new, -1 if all_ else 1)

    return edit


def same(source: str, target: str) -> Edit:
    """Let one part say what another says."""

    def edit(parts: dict[str, str]) -> None:
        assert parts[source] != parts[target]
        parts[target] = parts[source]

    return edit


def style(identifier: str, old: str, new: str) -> Edit:
    """The same within one style."""

    def edit(parts: dict[str, str]) -> None:
        found = re.search(rf'<w:style [^>]*w:styleId="{identifier}".*?</w:style>', parts[STYLES])
        assert found is not None and old in found[0], f"{old!r} is not in style {identifier}"
        changed = found[0].replace(old, new)
        parts[STYLES] = parts[STYLES].replace(found[0], changed)

    return edit


def paragraph(text: str, change: Callable[[str], str]) -> Edit:
    """Change the whole paragraph that holds this text."""

    def edit(parts: dict[str, str]) -> None:
        found = [each for each in re.findall(r"<w:p>.*?</w:p>", parts[MAIN]) if text in each]
        assert found, f"no paragraph says {text!r}"
        parts[MAIN] = parts[MAIN].replace(found[0], change(found[0]), 1)

    return edit


def last_paragraph(text: str, change: Callable[[str], str]) -> Edit:
    """Change the last paragraph that holds this text."""

    def edit(parts: dict[str, str]) -> None:
        found = [each for each in re.findall(r"<w:p>.*?</w:p>", parts[MAIN]) if text in each]
        assert found, f"no paragraph says {text!r}"
        before, _, after = parts[MAIN].rpartition(found[-1])
        parts[MAIN] = before + change(found[-1]) + after

    return edit


def properties(xml: str) -> Callable[[str], str]:
    """Add to a paragraph's properties, at their end."""
    return lambda found: found.replace("</w:pPr>", f"{xml}</w:pPr>", 1)


def opening(xml: str) -> Callable[[str], str]:
    """Add to a paragraph's properties, behind the style."""
    return lambda found: re.sub(r'(<w:pStyle w:val="\w+"/>)', rf"\1{xml}", found, count=1)


def runs(xml: str) -> Callable[[str], str]:
    """Add to the properties of a paragraph's plain runs."""
    return lambda found: found.replace("<w:r><w:t", f"<w:r><w:rPr>{xml}</w:rPr><w:t")


def without(pattern: str) -> Callable[[str], str]:
    """Take out what matches."""

    def change(found: str) -> str:
        assert re.search(pattern, found), f"{pattern!r} is not there"
        return re.sub(pattern, "", found)

    return change


def before(xml: str) -> Callable[[str], str]:
    """Put a paragraph before it."""
    return lambda found: f'<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr>{xml}</w:p>{found}'


def gone(_: str) -> str:
    """Nothing in its place."""
    return ""


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_NUMBER = "示人社〔2022〕27号"
_TITLE = "关于组织申报首批乡村驿站的通知"
_UPRIGHT = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId_footer1"/>'
    '<w:footerReference w:type="even" r:id="rId_footer2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="680" '
    'w:footer="1446" w:gutter="0"/></w:sectPr>'
)
_ACROSS = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" '
    'w:right="2098" w:bottom="1474" w:left="1984" w:header="680" w:footer="1446" w:gutter="0"/>'
    "</w:sectPr>"
)
_LINE_END = (
    '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p><w:p><w:pPr>'
    '<w:pStyle w:val="Line"/><w:spacing w:line="76"'
)
_SPACING = '<w:spacing w:val="-5"/>'


def _number(written: str, name: str) -> Wrong:
    return Wrong(name, "document", "lint.H01", (swap(_NUMBER, written),))


def _text(name: str, code: str, old: str, new: str, paper: str = "document") -> Wrong:
    return Wrong(name, paper, code, (swap(old, new),))


WRONG: tuple[Wrong, ...] = (
    Wrong("letter paper", "publicity", "lint.P01",
          (swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),)),
    Wrong("margins of 28 and 27 mm", "publicity", "lint.P02",
          (swap('w:top="2098"', 'w:top="1587"'), swap('w:bottom="1984"', 'w:bottom="1531"'))),
    Wrong("binding margin of 25 mm", "document", "lint.P02",
          (swap('w:left="1587" w:header', 'w:left="1417" w:header'),)),
    Wrong("text on a landscape page", "document", "lint.P03",
          (paragraph("此件公开发布", properties(_UPRIGHT)),
           paragraph("申报表用钢笔", properties(_ACROSS)))),
    Wrong("a gutter", "publicity", "lint.P04", (swap('w:gutter="0"', 'w:gutter="284"'),)),
    Wrong("pitch of 30 pt", "document", "lint.P05",
          (swap('w:line="579"', 'w:line="600"', STYLES, all_=True),)),
    Wrong("pitch of one and a half", "document", "lint.P05",
          (style("Body", 'w:line="579" w:lineRule="exact"', 'w:line="360" w:lineRule="auto"'),)),
    Wrong("27 characters a line", "document", "lint.P06",
          (swap(_SPACING, "", STYLES, all_=True),)),
    Wrong("text in 宋体", "document", "lint.P07", (style("Body", "仿宋_GB2312", "宋体"),)),
    Wrong("text in 小三", "document", "lint.P07",
          (style("Body", '<w:sz w:val="32"/>', '<w:sz w:val="30"/>'),)),
    Wrong("no face for Latin", "document", "lint.P07",
          (swap('w:ascii="Times New Roman" w:hAnsi="Times New Roman" ', "", STYLES, all_=True),
           swap('w:ascii="Times New Roman" w:hAnsi="Times New Roman" ', "", all_=True))),
    Wrong("blue text", "document", "lint.P08",
          (paragraph("凡设在本县", runs('<w:color w:val="0000FF"/>')),)),
    _number("示人社［2022］27号", "full-width square brackets"),
    _number("示人社[2022]27号", "square brackets"),
    _number("示人社【2022】27号", "black brackets"),
    _number("示人社（2022）27号", "round brackets"),
    _number("示人社〔2022〕第27号", "第 before the number"),
    _number("示人社〔2022〕027号", "a leading zero"),
    _number("示人社〔22〕27号", "a short year"),
    _text("two numbers", "lint.H02", "示人社〔2022〕40号", "示人社〔2022〕40号　示乡振〔2022〕12号",
          "joint"),
    Wrong("a black mark", "document", "lint.H03", (swap('<w:color w:val="FF0000"/>', ""),)),
    Wrong("the mark 7 mm too high", "document", "lint.H03",
          (swap('w:line="1799"', 'w:line="1402"'),), page=True),
    Wrong("a letter's mark 7 mm too low", "letter", "lint.H03",
          (anywhere('w:header="1474"', 'w:header="1871"'),), page=True),
    Wrong("no red line", "document", "lint.H04",
          (swap('<w:pBdr><w:top w:val="single" w:sz="12" w:space="0" w:color="FF0000"/></w:pBdr>',
                ""),), page=True),
    Wrong("a short red line", "document", "lint.H04",
          (swap('w:color="FF0000"/></w:pBdr><w:spacing w:line="20" w:lineRule="exact"/>',
                'w:color="FF0000"/></w:pBdr><w:spacing w:line="20" w:lineRule="exact"/>'
                '<w:ind w:left="567" w:right="567"/>'),), page=True),
    Wrong("a letter's upper line upside down", "letter", "lint.H04",
          (anywhere('<w:top w:val="single" w:sz="18"', '<w:top w:val="single" w:sz="4"'),),
          page=True),
    Wrong("a letter without its lower line", "letter", "lint.H04",
          (anywhere('w:y="15704"/><w:pBdr>', 'w:y="15704"/><w:x>'),
           anywhere(f"</w:pBdr>{_LINE_END}", f"</w:x>{_LINE_END}")), page=True),
    Wrong("a letter's lines as wide as the text", "letter", "lint.H04",
          (anywhere('w:w="9638"', 'w:w="8844"'),), page=True),
    Wrong("a report without 签发人", "upward", "lint.H05",
          (paragraph("签发人：", without(r"<w:r><w:tab/></w:r>.*(?=</w:p>)")),)),
    _text("签发人 on a notice downwards", "lint.H05", _NUMBER, f"{_NUMBER}　　签发人：张某某"),
    _text("a title without 文种", "lint.T01", _TITLE, "关于组织申报首批乡村驿站的安排"),
    _text("a full stop after the title", "lint.T02", _TITLE, f"{_TITLE}。"),
    _text("a comma in the title", "lint.T02", _TITLE, "关于组织申报，推荐首批乡村驿站的通知"),
    _text("one character on a title's line", "lint.T03", _TITLE,
          f"关于组织申报首批乡村驿站的通{_BREAK}知"),
    _text("a quoted word parted in the title", "lint.T03", _TITLE,
          f"关于组织申报首批“乡村{_BREAK}驿站”的通知"),
    _text("a title like an hourglass", "lint.T03", _TITLE,
          f"关于组织申报全县{_BREAK}首批乡村{_BREAK}驿站建设对象的通知"),
    _text("a title like a brick", "lint.T03", _TITLE, f"关于组织申报{_BREAK}乡村驿站通知"),
    _text("主送 without colon", "lint.B01", "有关单位：", "有关单位"),
    _text("主送 with a half-width colon", "lint.B01", "有关单位：", "有关单位:"),
    Wrong("nobody addressed", "document", "lint.B01", (paragraph("有关单位：", gone),)),
    Wrong("主送 indented", "document", "lint.B01",
          (paragraph("有关单位：", lambda found: found.replace('"Line"', '"Body"')),)),
    Wrong("no text on the first page", "document", "lint.B02",
          (paragraph("为贯彻落实", opening("<w:pageBreakBefore/>")),), page=True),
    _text("一、 then 三、", "lint.B03", "二、工作要求", "三、工作要求"),
    _text("（一） twice", "lint.B03", "（二）按时", "（一）按时"),
    _text("1． then 3．", "lint.B03", "2．电子材料", "3．电子材料"),
    Wrong("first level in 仿宋", "document", "lint.B04", (style("Level1", "黑体", "仿宋_GB2312"),)),
    Wrong("second level in 黑体", "document", "lint.B04",
          (style("Level2", "楷体_GB2312", "黑体"),)),
    Wrong("bold heads", "document", "lint.B04", (style("Level1", "<w:sz ", "<w:b/><w:sz "),)),
    Wrong("bold text", "document", "lint.B04", (paragraph("凡设在本县", runs("<w:b/>")),)),
    Wrong("no indent", "document", "lint.B05",
          (paragraph("凡设在本县", properties('<w:ind w:firstLineChars="0" w:firstLine="0"/>')),)),
    Wrong("an indent of blanks", "document", "lint.B05",
          (paragraph("凡设在本县", properties('<w:ind w:firstLineChars="0" w:firstLine="0"/>')),
           swap("凡设在本县", "　　凡设在本县"))),
    Wrong("an attachment's title differs", "document", "lint.A01",
          (last_paragraph("乡村驿站申报材料清单",
                          lambda found: found.replace("申报材料清单", "申报材料目录")),)),
    _text("a full stop after an attachment", "lint.A01", "2．乡村驿站申报材料清单",
          "2．乡村驿站申报材料清单。"),
    _text("an attachment in 《》", "lint.A01", "2．乡村驿站申报材料清单",
          "2．《乡村驿站申报材料清单》"),
    _text("an attachment with another number", "lint.A01", "附件2<", "附件3<"),
    Wrong("attachments nobody announced", "letter", "lint.A01",
          (paragraph("附件：推荐对象汇总表", gone),)),
    Wrong("an attachment on the same page", "letter", "lint.A02",
          (style("AnnexLabel", "<w:pageBreakBefore/>", ""),)),
    Wrong("an attachment's label in 仿宋", "document", "lint.A02",
          (paragraph("附件1<", runs('<w:rFonts w:eastAsia="仿宋_GB2312"/>')),)),
    Wrong("an attachment's title on the second line", "document", "lint.A02",
          (swap('附件1</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Line"/></w:pPr></w:p>',
                "附件1</w:t></w:r></w:p>"),)),
    _text("zeros in the date", "lint.S01", "2022年3月2日<", "2022年03月02日<"),
    _text("the date in Chinese numerals", "lint.S01", "2022年3月2日<", "二〇二二年三月二日<"),
    _text("a day that never was", "lint.S01", "2022年3月2日<", "2022年2月30日<"),
    _text("signed after it was printed", "lint.S01", "2022年3月2日<", "2022年5月9日<"),
    Wrong("one name on a joint paper", "joint", "lint.S02",
          (last_paragraph("示例县乡村振兴局",
                          without(r"<w:r><w:tab/></w:r><w:r><w:t[^>]*>示例县乡村振兴局</w:t></w:r>")),)),
    Wrong("another organ's name", "upward", "lint.S02",
          (last_paragraph(">示例县人力资源和社会保障局<",
                          lambda found: found.replace("人力资源和社会保障局", "乡村振兴局")),)),
    Wrong("the date at the edge", "upward", "lint.S03",
          (paragraph("2022年3月2日<", without(r"<w:ind [^>]*/>")),), page=True),
    Wrong("此页无正文", "upward", "lint.S04",
          (last_paragraph(">示例县人力资源和社会保障局<", before(_run("（此页无正文）"))),)),
    Wrong("the seal's place parted from the text", "upward", "lint.S04",
          (last_paragraph(">示例县人力资源和社会保障局<", opening("<w:pageBreakBefore/>")),),
          page=True),
    Wrong("no last line of the 版记", "document", "lint.I01",
          (last_paragraph("日印发", without(r"<w:bottom [^>]*/>")),), page=True),
    Wrong("no first line of the 版记", "document", "lint.I01",
          (paragraph("抄送：", without(r"<w:top [^>]*/>")),), page=True),
    Wrong("a 版记 adrift", "upward", "lint.I01",
          (last_paragraph("日印发",
                          lambda found: found.replace('w:y="14374"', 'w:y="13240"')),), page=True),
    Wrong("a letter's 版记 with lines", "letter", "lint.I01",
          (last_paragraph("抄送：", lambda found: found.replace(
              "<w:tabs>", '<w:pBdr><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
              "</w:pBdr><w:tabs>")),), page=True),
    _text("抄送 without a full stop", "lint.I02", "县人民政府办公室。<", "县人民政府办公室<"),
    _text("抄送 with a half-width colon", "lint.I02", "抄送：", "抄送:"),
    _text("no 印发", "lint.I03", "日印发<", "日<"),
    Wrong("印发机关 on a letter", "letter", "lint.I03",
          (last_paragraph("抄送：", lambda found: found + (
              '<w:p><w:pPr><w:pStyle w:val="Line"/></w:pPr>'
              + _run("示例县人力资源和社会保障局办公室　2022年3月2日印发") + "</w:p>")),)),
    Wrong("hyphens about the page number", "document", "lint.N01",
          (swap("—", "-", ODD_FOOTER, all_=True), swap("—", "-", EVEN_FOOTER, all_=True))),
    Wrong("page numbers in the middle", "document", "lint.N01",
          (style("PageNumberOdd", 'w:val="right"', 'w:val="center"'),
           style("PageNumberEven", 'w:val="left"', 'w:val="center"'))),
    Wrong("all page numbers at the right", "document", "lint.N01",
          (swap("<w:evenAndOddHeaders/>", "", SETTINGS),)),
    Wrong("no page number", "document", "lint.N01",
          (swap("<w:fldSimple", "<w:x", ODD_FOOTER), swap("</w:fldSimple>", "</w:x>", ODD_FOOTER),
           swap("<w:fldSimple", "<w:x", EVEN_FOOTER),
           swap("</w:fldSimple>", "</w:x>", EVEN_FOOTER))),
    Wrong("a number on a letter's first page", "letter", "lint.N01",
          (same(ODD_FOOTER, "word/footer3.xml"),), page=True),
    Wrong("the page number too low", "document", "lint.N01",
          (swap('w:footer="', 'w:footer="5" w:was="'),), page=True),
    _text("a weekday that does not fit", "lint.X01", "3月20日前", "3月20日（星期三）前"),
    _text("a deadline that never comes", "lint.X01", "2022年3月20日前", "2022年2月30日前"),
    _text("zeros in a date of the text", "lint.X01", "2022年3月20日前", "2022年05月09日前"),
    _text("a request in a report", "lint.X02", "特此报告。", "妥否，请批示。", "upward"),
    Wrong("an inner unit signs", "upward", "lint.X03",
          (last_paragraph(">示例县人力资源和社会保障局<",
                          lambda found: found.replace("保障局<", "保障局职业能力建设科<")),)),
    _text("a half-width comma", "lint.X04", "经研究，决定", "经研究,决定"),
    _text("half-width brackets", "lint.X04", "有关事项通知", "有关事项(附后)通知"),
    _text("straight quotes", "lint.X04", "全县首批乡村驿站。", '全县首批"乡村驿站"。'),
    _text("1、", "lint.X04", "1．纸质", "1、纸质"),
    _text("（一）、", "lint.X04", "（一）认真", "（一）、认真"),
    _text("a range with a hyphen", "lint.X04", "1～2个", "1－2个"),
    _text("a stop between quoted titles", "lint.X04", "逾期不再受理。", "《甲》、《乙》不再受理。"),
    _text("a blank between Han and figures", "lint.X04", "推荐1～2个", "推荐 1～2个"),
    _text("人社局", "lint.X05", "逾期不再受理。", "逾期人社局不再受理。"),
    _text("a template's tag left", "lint.X06", "逾期不再受理。", "逾期由{{ f.office }}处理。"),
    _text("XX left", "lint.X06", "逾期不再受理。", "逾期由XX局处理。"),
    _text("【待补】 left", "lint.X06", "逾期不再受理。", "【联系人待补】"),
    _text("a blank number", "lint.X06", _NUMBER, "示人社〔　　〕　　号"),
    _text("a mobile in a public paper", "lint.X07", "023-88000000", "13800138000", "publicity"),
    _text("an identity number in a public paper", "lint.X07", "电话023-88000000",
          "公民身份号码11010519491231002X", "publicity"),
    _text("a character 仿宋_GB2312 lacks", "lint.X08", "逾期不再受理。", "逾期由吴㛃处理。"),
)  # fmt: skip
