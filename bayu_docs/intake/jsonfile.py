"""A .json file -> Draft: plain UTF-8, each value with its line."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake import jsontext
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Place

MAX_JSON_BYTES = 10 * 1024 * 1024
MAX_ROSTER_BYTES = 200 * 1024 * 1024
_SAVE_AS = "请用文本编辑器另存为“UTF-8”（不带 BOM）后重新运行"


def read_json(path: Path) -> Draft:
    """The data of the file; origins: JSON pointer -> file name and 第N行.

    Raises SourceUnreadable, with line and column where the text itself is at fault.
    """
    advice = "申报数据只写文字；图片等佐证材料请放在 evidence 文件夹"
    data, lines = jsontext.parse(_text(path, MAX_JSON_BYTES, advice), path.name)
    origins = {pointer: Place(path.name, f"第{line}行", pointer) for pointer, line in lines.items()}
    return Draft(data, origins, path.parent, path.name)


def read_roster(path: Path) -> Any:
    """The values of a file of many papers' data; SourceUnreadable as by `read_json`."""
    text = _text(path, MAX_ROSTER_BYTES, "请把名单分成几个文件，分别生成")
    return jsontext.values(text, path.name)


def _text(path: Path, most_bytes: int, advice: str) -> str:
    """The file's text; it must be plain UTF-8 of at most that size."""
    try:
        if not path.is_file():
            problem = "不是普通文件" if path.exists() else "找不到这个文件"
            raise SourceUnreadable(f"{path.name}：{problem}", "请检查文件名和所在文件夹")
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise SourceUnreadable(
            f"{path.name}：无法打开", "请检查读取权限，或是否被别的程序占用"
        ) from error
    if len(content) > most_bytes:
        raise SourceUnreadable(f"{path.name}：文件超过 {most_bytes // 1024 // 1024} MB", advice)
    return _decoded(content, path.name)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith(codecs.BOM_UTF8):
        raise SourceUnreadable(f"{name} 第1行第1列：文件开头有字节顺序标记（BOM）", _SAVE_AS)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceUnreadable(f"{name}：文件是 UTF-16（Unicode）编码", _SAVE_AS)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        reason = f"{name} 第{line}行第{column}列：{_encoding_words(content)}"
        raise SourceUnreadable(reason, _SAVE_AS) from error


def _encoding_words(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "不是 UTF-8 文字"
    return "不是 UTF-8 文字，看来是 GBK（ANSI）编码"
