"""SOURCE -> Drafts: which file is meant, what kind it is, and its data with each value's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials import ooxml
from bayu_docs.model.application import Draft

JSON_NAME = "application.json"
WORKBOOK_NAME = "申报数据.xlsx"
FORM_NAME = "申报表.docx"
SOURCE_NAMES = (JSON_NAME, WORKBOOK_NAME, FORM_NAME)

# Formats of before and of others are named by what they hold, so that the gate says the way out.
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
_FORMS = (".docx", ".docm", ".doc", ".wps", ".odt", ".rtf")

Progress = Callable[[int, int], None]
"""Told how many applications of how many have been read."""


def read(source: Path) -> Draft:
    """The one application of a file, or of a workspace folder that holds exactly one such file.

    origins: JSON pointer -> where it was typed (第N行, 领衔工匠!C7, 表3第2行 …); base: the folder
    evidence files are sought in. Raises SourceUnreadable for what is no source, or holds several
    applications.
    """
    drafts = read_all(source)
    if len(drafts) != 1:
        raise SourceUnreadable(
            f"{drafts[0].source}：里面有 {len(drafts)} 个申报，这里一次只能处理一个",
            "请先用 bayu-docs data 汇总表 -o 文件夹，把它们拆成一个申报一个文件夹",
        )
    return drafts[0]


def read_all(source: Path, progress: Progress | None = None) -> tuple[Draft, ...]:
    """Every application of a file or folder; several only where a workbook is a roster."""
    path = source_file(source)
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        ooxml.require(path, ooxml.WORKBOOK)
        from bayu_docs.intake.workbook.reading.read import read_workbook

        return read_workbook(path, progress)
    if suffix in _FORMS:
        from bayu_docs.intake.wordform.read import read_form

        return (read_form(path),)
    if suffix == ".json":
        from bayu_docs.intake.jsonfile import read_json

        return (read_json(path),)
    raise SourceUnreadable(
        f"{path.name}：不认识的申报数据文件",
        f"请给出 .json、.xlsx 或 .docx 文件，或存放 {'、'.join(SOURCE_NAMES)} 之一的文件夹",
    )


def source_file(source: Path) -> Path:
    """The file SOURCE means: itself, or the one source file of a workspace folder."""
    try:
        return _in_folder(source) if source.is_dir() else source
    except OSError as error:
        raise SourceUnreadable(f"{source.name}：无法打开", "请检查读取权限") from error


def _in_folder(folder: Path) -> Path:
    """The one source file of a workspace folder."""
    present = [name for name in SOURCE_NAMES if (folder / name).exists()]
    if not present:
        raise SourceUnreadable(
            f"文件夹“{folder.name}”里没有申报数据",
            f"请放入 {'、'.join(SOURCE_NAMES)} 中的一个；空白文件可用 bayu-docs init 生成",
        )
    if len(present) > 1:
        raise SourceUnreadable(
            f"文件夹“{folder.name}”里同时有 {'、'.join(present)}，不知道以哪一个为准",
            "请只留下一个，把其余的移到别处",
        )
    return folder / present[0]
