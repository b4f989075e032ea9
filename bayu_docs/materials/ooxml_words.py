"""What the OOXML gate says: why a file is not opened, and the way out, in the user's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WORD, WORKBOOK = "word", "workbook"
_SHOWN_CHARACTERS = 80

_OPEN = {WORD: "用 Word 或 WPS 打开", WORKBOOK: "用 Excel 或 WPS 打开"}
_SAVE = {
    WORD: "点“文件→另存为”，文件类型选 .docx（Word 文档）",
    WORKBOOK: "点“文件→另存为”，文件类型选 .xlsx（Excel 工作簿）",
}
_OPEN_EITHER = "用 Word、Excel 或 WPS 打开"
_SAVE_EITHER = "点“文件→另存为”，文件类型文字稿选 .docx、表格选 .xlsx"
NAMES = {WORD: "Word 文档（.docx）", WORKBOOK: "Excel 工作簿（.xlsx）"}

# kind -> why, and the way out. {detail} names the format, part or target; {wanted} what is wanted,
# {save} how to open and save it as that, {keep} how to save it when it is open already.
_SENTENCES = {
    "empty": ("文件是空的（0 字节）", "请重新复制或保存后换上新文件"),
    "not_office": ("文件不是 {wanted}，而是{detail}", "请{way}{save}；没有原稿的，请重新填写"),
    "odf": ("文件是 OpenDocument 格式（.odt、.ods 等）", "请{save}"),
    "ofd": (
        "文件是 OFD 版式文件，不能当作 {wanted}读取",
        "请找到生成它的原稿，{save}；只有 OFD 的，请重新填写",
    ),
    "old_format": ("文件是{detail}", "请{save}"),
    "wps": ("文件是{detail}", "请{save}"),
    "binary": ("文件是 Excel 二进制工作簿（.xlsb）", "请{save}"),
    "template": ("文件是 Office 模板（.dotx 或 .xltx），不是 {wanted}", "请{save}"),
    "strict": (
        "文件是“Strict Open XML”格式，多数软件读不全",
        "请{save}，不要选带“Strict”或“严格”字样的类型",
    ),
    "wrong_kind": (
        "文件是 {detail}，这里需要 {wanted}",
        "请换上 {wanted}；选错了文件的，重新选一个即可",
    ),
    "locked": (
        "文件设有打开密码",
        "请先取消密码后另存：打开文件并输入密码，在“文件→信息→保护”"
        "（WPS 为“文件→文档加密”）里清空密码，再保存",
    ),
    "macro": ("文件里有宏（{detail}），为了安全不予打开", "请{save}，不要选“启用宏”的类型"),
    "ole": (
        "文件里嵌入了其他文件或对象（{detail}），为了安全不予打开",
        "请删除嵌入的对象或图表，需要的内容改为图片或文字；再{keep}",
    ),
    "activex": (
        "文件里有 ActiveX 控件（{detail}），为了安全不予打开",
        "请在“开发工具→设计模式”里删除控件，改用普通文字；再{keep}",
    ),
    "afchunk": (
        "文件里夹带了另一份网页或文档（{detail}），多由网页系统导出",
        "请{save}，夹带的内容会变成普通正文",
    ),
    "external": ("文件引用了外部内容：{detail}", "请{way}；再{keep}"),
    "dtd": (
        "文件的 {detail} 里有 DTD 声明，正常的 Office 文件没有，为了安全不予打开",
        "请{save}",
    ),
    "too_large": ("文件过大：{detail}", "请压缩其中的图片、删除无关的内容；再{keep}"),
    "too_many_parts": ("文件内部的部件过多：{detail}", "请把内容复制到新建的文件里；再{keep}"),
    "bomb": (
        "文件的 {detail} 压缩比异常，像是压缩炸弹，不予打开",
        "请确认文件来源；内容无误的，请{save}",
    ),
    "names": (
        "文件内部的部件名称不安全或重复（{detail}），不予打开",
        "请{save}；仍不行的，把内容复制到新建的文件里",
    ),
    "missing": (
        "文件引用了自己没有的部件（{detail}），多由其他软件生成",
        "请{save}，由它补全",
    ),
    "broken": ("文件已损坏或不完整，读不出来（{detail}）", "请重新复制一份；能打开的，请{save}"),
}

# Last word of a relationship's type -> what it points at, and how to be rid of it.
_EXTERNAL = {
    "image": ("图片", "选中链接的图片，剪切后用“选择性粘贴→图片”贴回原处"),
    "attachedtemplate": ("文档模板", "在“开发工具→文档模板”里改用 Normal 模板"),
    "externallinkpath": ("其他工作簿", "在“数据→编辑链接”里断开链接"),
    "connections": ("数据连接", "在“数据→查询和连接”里删除连接"),
    "video": ("视频", "删除视频"),
    "audio": ("声音", "删除声音"),
    "subdocument": ("子文档", "在大纲视图里展开子文档并取消链接"),
    "mailmergesource": ("邮件合并数据", "在“邮件→开始邮件合并”里改为“普通 Word 文档”"),
}
_OTHER_EXTERNAL = ("其他内容", "删除链接到外部的内容")


@dataclass(frozen=True)
class Refusal:
    """Why a file is not opened: `reason` and `advice` are Chinese sentences; `kind` a stable word.

    Kinds: empty not_office odf ofd old_format wps binary template strict wrong_kind locked macro
    ole activex afchunk external dtd too_large too_many_parts bomb names missing broken.
    """

    kind: str
    reason: str
    advice: str


class Unfit(Exception):
    """Raised inside the gate at the first fault; the door turns it into a Refusal.

    kind: as in Refusal; detail: Chinese, names the place; way: what is to be done before saving
    anew; want: what the file would have to be saved as, where the file itself says so.
    """

    def __init__(self, kind: str, detail: str = "", way: str = "", want: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail, self.way, self.want = kind, detail, way, want

    def refusal(self, wants: Sequence[str]) -> Refusal:
        """The same in sentences, for one who wants these kinds (WORD, WORKBOOK or both)."""
        saved_as = (self.want,) if self.want else wants
        one = saved_as[0] if len(saved_as) == 1 else ""
        keep = _SAVE.get(one, _SAVE_EITHER)
        words = {
            "detail": self.detail,
            "way": self.way,
            "wanted": "或 ".join(NAMES[want] for want in wants),
            "keep": keep,
            "save": f"{_OPEN.get(one, _OPEN_EITHER)}，{keep}",
        }
        reason, advice = _SENTENCES[self.kind]
        return Refusal(self.kind, reason.format(**words), advice.format(**words))


def external(part: str, relation: str, target: str) -> Unfit:
    """A relationship that leads out of the file; relation: the last word of its type."""
    what, way = _EXTERNAL.get(relation, _OTHER_EXTERNAL)
    return Unfit("external", f"{shown(part)} 指向外部的{what} {shown(target)}", way)


def shown(name: str) -> str:
    """A name out of the file, fit to be read: printable and not too long."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in name)
    half = _SHOWN_CHARACTERS // 2
    return clean if len(clean) <= _SHOWN_CHARACTERS else f"{clean[:half]}…{clean[-half:]}"
