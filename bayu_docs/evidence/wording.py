"""What went wrong with an evidence file, in the applicant's words: what, where, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from bayu_docs.evidence.kinds import Kind
from bayu_docs.materials.image import PictureError
from bayu_docs.materials.pdf_gate import GatedPdf
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import page_words
from bayu_docs.model.finding import Finding, Place, Severity

_RESAVE_PDF = "请用阅读器打开后“打印为 PDF”或重新扫描，再换上新文件"
_SPLIT = "请只保留与条件有关的页，另存为新文件"

# refusal of the PDF gate -> code, what is wrong, how to mend it
_REFUSALS = {
    "not_pdf": ("unreadable", "不是可读的 PDF 文件", _RESAVE_PDF),
    "too_large": ("too_large", "文件超过 50 MB", "请降低扫描分辨率或只保留需要的页，再换上新文件"),
    "encrypted": ("encrypted", "PDF 设有打开密码", "请先取消密码，再换上新文件"),
    "unreadable": ("unreadable", "PDF 已损坏，读不出来", _RESAVE_PDF),
    "no_pages": ("unreadable", "PDF 里没有页面", _RESAVE_PDF),
    "too_many_pages": ("too_many_file_pages", "PDF 超过 200 页", _SPLIT),
    "page_size": ("unreadable", "PDF 的页面尺寸不合理", _RESAVE_PDF),
    "xfa": (
        "xfa",
        "是 XFA 动态表单，页面内容由程序生成，转换后会变成空白",
        "请用 Adobe Reader 打开后“打印为 PDF”，再换上新文件",
    ),
    "counts_differ": (
        "page_counts_differ",
        "两种阅读方式数出的页数不同",
        "文件结构有问题，可能丢页。" + _RESAVE_PDF,
    ),
    "crashed": ("unreadable", "PDF 内容异常，在限定的内存和时间内无法处理", _RESAVE_PDF),
    "timeout": ("unreadable", "PDF 内容异常，处理超时", _RESAVE_PDF),
}

_PICTURE_REFUSALS = {
    "unreadable": ("unreadable", "图片已损坏，读不出来", "请重新拍照或扫描，再换上新文件"),
    "too_large": (
        "too_large",
        "图片超过 6000 万像素或 40 MB",
        "请用手机或看图软件缩小后另存为 JPG",
    ),
    "too_many_pages": ("too_many_file_pages", "图片文件超过 200 页", _SPLIT),
}

_SAVE_AS = {
    Kind.HEIC: ("unsupported", "是 HEIC 照片", "请在手机或看图软件里另存为 JPG"),
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


def refused_pdf(about: About, gated: GatedPdf) -> Finding:
    """A PDF that did not pass the gate."""
    code, words, advice = _REFUSALS[gated.refusal]
    if gated.refusal == "counts_differ":
        ours, other = gated.detail.split("/")
        words += f"（{ours} 页与 {other} 页）"
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


def low_resolution(about: About, page: int, size_px: tuple[int, int], dpi: int) -> Finding:
    """A picture too coarse for the paper it gets."""
    return about.finding(
        "low_resolution",
        Severity.WARNING,
        f"图片只有 {size_px[0]}×{size_px[1]} 像素，"
        f"印在 A4 上约 {dpi} dpi（宜不低于 150），可能看不清",
        "请用原图（不要用聊天软件压缩过的），或重新拍照、扫描",
        page,
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
                "带有数字签名，排进材料册后签名失效",
                "请妥善保存原文件，审核需要时另行提供",
            )
        )
    if gated.locked:
        words = "设有使用权限（如禁止复制），能正常打开，已按可读页面编入"
        found.append(about.finding("locked", Severity.INFO, words))
    return found + _drawn(about, gated)


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
            found.append(about.finding("page_rasterised", Severity.INFO, words))
    return found


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
