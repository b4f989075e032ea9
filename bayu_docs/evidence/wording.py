"""What went wrong with an evidence file, in the applicant's words: what, where, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bayu_docs.evidence.kinds import Kind
from bayu_docs.materials.image import PictureError
from bayu_docs.materials.pdf_gate import GatedPdf
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import page_words
from bayu_docs.model.finding import Finding, Place, Severity

_RESAVE_PDF = "请用阅读器打开后“打印为 PDF”或重新扫描，再换上新文件"
_SPLIT = "请只保留与条件有关的页，另存为新文件"
_SPLIT_OR_RESAVE = _SPLIT + "；仍不行的话，" + _RESAVE_PDF

# refusal of the PDF gate -> code, what is wrong, how to mend it
_REFUSALS = {
    "not_pdf": ("unreadable", "不是可读的 PDF 文件", _RESAVE_PDF),
    "too_large": ("too_large", "文件超过 50 MB", "请降低扫描分辨率或只保留需要的页，再换上新文件"),
    "encrypted": ("encrypted", "PDF 设有打开密码", "请先取消密码，再换上新文件"),
    "unreadable": ("unreadable", "PDF 已损坏，读不出来", _RESAVE_PDF),
    "truncated": (
        "truncated",
        "PDF 不完整，末尾缺了一截（多因下载或复制中断），可能少页、少内容",
        "请重新下载或复制完整的文件；没有的话，" + _RESAVE_PDF,
    ),
    "no_pages": ("no_pages", "PDF 里没有页面", "请重新导出或扫描，再换上新文件"),
    "too_many_pages": ("too_many_file_pages", "PDF 超过 200 页", _SPLIT),
    "page_size": (
        "page_size",
        "PDF 的页面尺寸不合理",
        "请按 A4 重新导出或打印为 PDF，再换上新文件",
    ),
    "xfa": (
        "xfa",
        "是 XFA 动态表单，页面内容由程序生成，转换后会变成空白",
        "请用阅读器（如 Adobe Reader）打开后“打印为 PDF”，再换上新文件",
    ),
    "counts_differ": (
        "page_counts_differ",
        "两种阅读方式数出的页数不同",
        "文件结构有问题，可能丢页。" + _RESAVE_PDF,
    ),
    "too_costly": ("too_costly", "PDF 内容异常，展开后过大或没有尽头", _RESAVE_PDF),
    "crashed": ("too_costly", "PDF 内容异常，在限定的内存和时间内无法处理", _SPLIT_OR_RESAVE),
    "timeout": ("too_costly", "PDF 内容异常，处理超时", _SPLIT_OR_RESAVE),
}

_PICTURE_REFUSALS = {
    "unreadable": ("unreadable", "图片已损坏，读不出来", "请重新拍照或扫描，再换上新文件"),
    "too_large": (
        "too_large",
        "图片超过 6000 万像素或 40 MB，或各页合计超过 8 亿像素",
        "请用手机或看图软件缩小后另存为 JPG",
    ),
    "too_many_pages": ("too_many_file_pages", "图片文件超过 200 页", _SPLIT),
}

_SAVE_AS = {
    Kind.OFD: ("unsupported", "是 OFD 文件", "请用 OFD 阅读器打开，另存或打印为 PDF"),
    Kind.OLD_OFFICE: (
        "unsupported",
        "是旧版 Office 或 WPS 格式（.doc、.xls、.wps、.et 等）",
        "请用 Word 或 WPS 打开，文字稿另存为 .docx 或 PDF，表格另存为 .xlsx 或 PDF",
    ),
    Kind.LOCKED_OFFICE: ("encrypted", "Office 文件设有密码", "请先取消密码，再换上新文件"),
    Kind.HUGE_OFFICE: (
        "too_large",
        "Office 文件过大，或展开后过大",
        "请压缩其中的图片或另存为 PDF",
    ),
    Kind.MACRO_OFFICE: (
        "macro",
        "Office 文件里有宏",
        "请用 Word、Excel 或 WPS 打开，另存为 PDF，或不带宏的 .docx、.xlsx",
    ),
    Kind.DTD_OFFICE: (
        "unsupported",
        "Office 文件里有 DTD 声明，正常的文件没有，为了安全不予打开",
        "请用 Word、Excel 或 WPS 打开，另存为 PDF",
    ),
    Kind.CHUNK_OFFICE: (
        "unsupported",
        "Word 文件里夹带了另一份网页或文档（多由网页系统导出），转换后会缺内容",
        "请用 Word 或 WPS 打开，另存为 PDF",
    ),
    Kind.BROKEN_ZIP: ("unreadable", "文件已损坏，读不出来", "请重新保存后换上新文件"),
    Kind.EMPTY: ("unreadable", "文件是空的（0 字节）", "请重新复制或保存后换上新文件"),
    Kind.OTHER: (
        "unsupported",
        "不是能识别的格式",
        "请改用 PDF、JPG、PNG、DOCX 或 XLSX",
    ),
}

_DRAWN = {
    "form": "填写的内容只有部分阅读器能显示",
    "annotation": "批注没有固定的样子",
    "layer": "文件里有隐藏的图层",
    "active": "无法彻底清除其中的程序",
    "look": "批注、表单或透明效果照搬后会与原来不同",
    "damaged": "页面内容有损坏，只显示读得出的部分",
}
_REMOVED = {
    "script": "脚本",
    "launch": "启动程序的动作",
    "attachment": "附件",
    "media": "音视频",
    "external": "访问外部的动作",
    "external_stream": "外部内容",
}


@dataclass(frozen=True)
class About:
    """One evidence item and its position in the application, to speak of."""

    item: EvidenceItem
    position: int

    def finding(
        self, code: str, severity: Severity, words: str, advice: str = "", page: int | None = None
    ) -> Finding:
        """A finding of this item: `佐证材料 E03“合作协议”（a.pdf）：…`."""
        item = self.item
        return Finding(
            code=f"evidence.{code}",
            severity=severity,
            message=f"佐证材料 {item.id}“{item.title}”（{item.file}）：{words}",
            place=Place(
                file=item.file,
                spot=f"佐证材料 {item.id}",
                pointer=f"/evidence/{self.position}/file",
                page=page,
            ),
            advice=advice,
        )

    def error(self, code: str, words: str, advice: str) -> Finding:
        """An error of this item."""
        return self.finding(code, Severity.ERROR, words, advice)


def missing(about: About, alike: tuple[str, ...]) -> Finding:
    """The file is not there; names that look alike are offered."""
    guess = f"是不是“{'”或“'.join(alike)}”？" if alike else ""
    advice = guess + "请把文件放进 evidence 文件夹，文件名与填写的完全一致（含扩展名）"
    return about.error("missing_file", "找不到这个文件", advice)


def unsafe(about: About) -> Finding:
    """The path leads elsewhere."""
    return about.error(
        "unsafe_path",
        "文件路径不在申报文件夹内，或是快捷方式（链接）",
        "请把文件本身复制到 evidence 文件夹，只填文件名",
    )


def unreadable(about: About) -> Finding:
    """The system does not let us read the file."""
    return about.error("unreadable", "没有读取这个文件的权限", "请检查文件权限后重试")


def cannot_take(about: About, kind: Kind) -> Finding:
    """A kind of file that is not accepted, and how to save it as one that is."""
    return about.error(*_SAVE_AS[kind])


def refused_picture(about: About, error: PictureError) -> Finding:
    """A picture that Pillow or our limits refuse."""
    code, words, advice = _PICTURE_REFUSALS[error.reason]
    if error.pixels:
        words += f"（{error.pixels[0]}×{error.pixels[1]}）"
    return about.error(code, words, advice)


def first_frame_only(about: About) -> Finding:
    """An animation or a burst of shots, of which the first is printed."""
    return about.finding(
        "first_frame_only",
        Severity.INFO,
        "是动图或连拍照片，纸上只能印一幅，已取第一帧",
        "如需其他画面，请另存为单张图片，作为单独的材料",
    )


def refused_pdf(about: About, gated: GatedPdf) -> Finding:
    """A PDF that did not pass the gate."""
    code, words, advice = _REFUSALS[gated.refusal]
    if gated.refusal == "counts_differ":
        ours, other = gated.detail.split("/")
        words += f"（{ours} 页与 {other} 页）"
    elif gated.refusal == "page_size":
        words += f"（{gated.detail} 磅）"
    elif gated.refusal == "too_many_pages":
        words += f"（{gated.detail} 页）"
    return about.error(code, words, advice)


def pages_unknown(about: About) -> Finding:
    """An Office file that no engine turned into pages here."""
    return about.finding(
        "pages_unknown",
        Severity.WARNING,
        "没有办公软件可用，Office 文件的页数还不知道，未计入面数",
        "请安装 LibreOffice（运行 bayu-docs doctor 查看命令），或把它另存为 PDF",
    )


def remarks(about: About, gated: GatedPdf) -> list[Finding]:
    """What the gate did to a PDF that passed."""
    found = []
    removed = [words for kind, words in _REMOVED.items() if kind in gated.removed]
    if removed:
        words = f"已去除{'、'.join(removed)}，页面内容不变"
        found.append(about.finding("active_content_removed", Severity.INFO, words))
    if gated.signed:
        found.append(
            about.finding(
                "signed",
                Severity.WARNING,
                "带有数字签名，排进材料册后签名失效，页面上看得见的内容不变",
                "未改动的原文件会一并放进材料包的“原件”文件夹，请保留，审核需要时可以验签",
            )
        )
    if gated.locked:
        words = "设有使用权限（如禁止复制），能正常打开，已按可读页面编入"
        found.append(about.finding("locked", Severity.INFO, words))
    return found + _losses(about, gated) + _drawn(about, gated)


def _losses(about: About, gated: GatedPdf) -> list[Finding]:
    """What may be missing on the pages, for somebody to look at."""
    found = []
    if gated.repaired:
        words = "PDF 的结构有损坏，已修复后编入，可能缺内容，请逐页核对"
        found.append(about.finding("repaired", Severity.WARNING, words, _RESAVE_PDF))
    if gated.unseen:
        words = (
            f"第 {page_words(gated.unseen)} 页有批注（图章、线条等）没有保存样子，"
            "各阅读器显示不同，没有编入"
        )
        advice = "如果需要这些批注，请用能看见它们的阅读器“打印为 PDF”，再换上新文件"
        found.append(about.finding("annotation_lost", Severity.WARNING, words, advice))
    return found


def _drawn(about: About, gated: GatedPdf) -> list[Finding]:
    found = []
    for why in sorted(set(gated.rasterised.values())):
        pages = page_words(tuple(page for page, w in gated.rasterised.items() if w == why))
        if why == "font":
            words = f"第 {pages} 页的字体没有嵌入文件，已按 200 dpi 转为图片，请核对字形"
            advice = "重新导出 PDF 时选择“嵌入字体”，可以更清晰"
            found.append(about.finding("font_not_embedded", Severity.INFO, words, advice))
        else:
            words = f"第 {pages} 页已按 200 dpi 转为图片：{_DRAWN[why]}"
            severity = Severity.WARNING if why == "damaged" else Severity.INFO
            advice = _RESAVE_PDF if why == "damaged" else ""
            found.append(about.finding("page_rasterised", severity, words, advice))
    return found


def no_such_pages(about: About, why: str) -> Finding:
    """The item selects pages that its file does not have, or writes no pages at all."""
    finding = about.error(
        "pages_selected", f"“选用页”不对：{why}", "写成 1,3-4 的样子，或清空（全部都用）"
    )
    pointer = finding.place.pointer.rpartition("/")[0] + "/pages"
    return replace(finding, place=replace(finding.place, pointer=pointer))


def unlisted(name: str) -> Finding:
    """A file in the evidence folder that no item names."""
    return Finding(
        code="evidence.unlisted_file",
        severity=Severity.INFO,
        message=f"文件“{name}”没有列入佐证材料，不会编入材料册",
        place=Place(file=name),
        advice="如需编入，请在佐证材料中增加一项；不需要就移出 evidence 文件夹",
    )


def duplicate_id(about: About) -> Finding:
    """Two items of one id."""
    return about.error("duplicate_id", "编号与前面的材料重复，未编入", "请给每件材料不同的编号")
