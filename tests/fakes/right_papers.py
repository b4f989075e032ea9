"""Official papers without a fault, made by gongwen from invented heads and texts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.head import printed
from bayu_docs.materials import word
from bayu_docs.model.notice import (
    DOCUMENT,
    FORM,
    LETTER,
    MINUTES,
    PLAIN,
    Attachment,
    Head,
)

HR, RURAL = "示例县人力资源和社会保障局", "示例县乡村振兴局"
DAY = date(2022, 3, 2)
_MOMENT = datetime(2022, 3, 2, 9)

_TEXT = (
    o.text(
        "为贯彻落实乡村人才振兴有关要求，经研究，决定组织申报全县首批乡村驿站。"
        "现将有关事项通知如下："
    ),
    o.level1("一、申报范围"),
    o.text("凡设在本县、从事技能人才培养的实体单位，均可以申报。每个乡镇推荐1～2个。"),
    o.level1("二、工作要求"),
    o.level2("（一）认真组织。", "各单位要高度重视，逐项核对申报材料，保证真实有效。"),
    o.level2("（二）按时报送。", "请于2022年3月20日前报送，逾期不再受理。"),
    o.level3("1．纸质材料一式两份。"),
    o.level3("2．电子材料发送到指定邮箱。"),
)
_LISTED = (
    Attachment("乡村驿站申报表填写说明", ("申报表用钢笔或者签字笔填写，内容应当真实、完整。",)),
    Attachment("乡村驿站申报材料清单", ("申报表一式四份，佐证材料单独装订。",)),
)


def _document() -> tuple[bytes, Head]:
    head = Head(
        DOCUMENT, (HR,), "关于组织申报首批乡村驿站的通知", "示人社〔2022〕27号",
        to=("各乡镇人民政府", "有关单位"), signed_on=DAY, attachments=_LISTED,
        note="此件公开发布", copies_to=("示例县人民政府办公室",),
        printed_by="示例县人力资源和社会保障局办公室", printed_on=DAY,
    )  # fmt: skip
    return o.document(*_TEXT), head


def _joint() -> tuple[bytes, Head]:
    head = Head(
        DOCUMENT, (HR, RURAL), "关于公布首批乡村驿站建设名单的通知", "示人社〔2022〕40号",
        to=("各乡镇人民政府",), signed_on=DAY, copies_to=("示例县农业农村委员会",),
        printed_by="示例县人力资源和社会保障局办公室", printed_on=DAY,
    )  # fmt: skip
    return o.document(*_TEXT), head


def _letter() -> tuple[bytes, Head]:
    head = Head(
        LETTER, (HR, RURAL), "关于推荐首批乡村驿站建设对象的函", "示人社函〔2022〕3号",
        to=("重庆市人力资源和社会保障局",), signed_on=DAY,
        attachments=(Attachment("推荐对象汇总表", ("推荐对象见本表。",)),),
        copies_to=("示例县人民政府办公室",),
    )  # fmt: skip
    text = (
        o.text("按照通知要求，我们组织开展了申报、审核和会商，现将推荐对象函告如下。"),
        *(o.text("申报主体条件齐全，场地设施和专家团队符合要求，同意推荐。") for _ in range(9)),
        o.text("特此函达。"),
    )
    return o.letter(*text), head


def _upward() -> tuple[bytes, Head]:
    head = Head(
        DOCUMENT, (HR,), "关于区县级乡村驿站建设名单备案的报告", "示人社文〔2022〕8号", upward=True,
        signers=("张某某",), to=("重庆市人力资源和社会保障局",), signed_on=DAY,
        printed_by="示例县人力资源和社会保障局办公室", printed_on=DAY,
    )  # fmt: skip
    text = (
        o.text("按照通知要求，现将我县区县级乡村驿站建设名单报告如下。"),
        o.text("经评审和公示，确定建设区县级乡村驿站3个。"),
        o.text("特此报告。"),
    )
    return o.document(*text, upward=True), head


def _minutes() -> tuple[bytes, Head]:
    head = Head(
        MINUTES, (HR,), "乡村驿站推荐工作会商纪要", "〔2022〕1号", signed_on=DAY,
        copies_to=("示例县乡村振兴局",),
        printed_by="示例县人力资源和社会保障局办公室", printed_on=DAY,
    )  # fmt: skip
    text = (
        o.text("3月2日，会议研究了首批乡村驿站推荐工作。纪要如下："),
        o.text("会议同意推荐2个申报对象参加市级评审，其余对象参加区县级评审。"),
    )
    return o.minutes(*text), head


def _publicity() -> tuple[bytes, Head]:
    head = Head(PLAIN, (HR,), "首批区县级乡村驿站拟入围名单公示", signed_on=DAY)
    text = (
        o.text("经综合评审，现将拟入围名单予以公示，公示期5个工作日。"),
        o.text("公示期间如有异议，请向示例县人力资源和社会保障局反映，电话023-88000000。"),
    )
    return o.plain(*text), head


def _form() -> tuple[bytes, Head]:
    head = Head(FORM, (HR,), "申报材料收件登记单")
    rows = [
        o.head_row("栏目", "内容"),
        o.row("申报主体", "（示例）某村集体经济组织"),
        o.row("收件时间", "2022年3月2日9:30"),
        o.row("经办人签字", ""),
    ]
    return o.form(o.grid([40, 116], rows)), head


PAPERS: dict[str, Callable[[], tuple[bytes, Head]]] = {
    "document": _document,
    "joint": _joint,
    "letter": _letter,
    "upward": _upward,
    "minutes": _minutes,
    "publicity": _publicity,
    "form": _form,
}


def paper(name: str) -> bytes:
    """The finished .docx of that name."""
    template, head = PAPERS[name]()
    fields = {"h": printed(head), "f": {}, "c": {}, "d": {}, "blank": "", "draft_mark": ""}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.docx")
        path.write_bytes(template)
        return word.load(path).render(fields, moment=_MOMENT).docx
