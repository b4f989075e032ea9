"""Why `receive` does not begin: places that must not be mixed, and decisions not yet read back."""

from __future__ import annotations

from pathlib import Path

from bayu_docs.batch import decisions
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import OutputUnwritable, SourceUnreadable
from bayu_docs.model import desk


def refuse_unread(roster: Path, campaign: Campaign) -> None:
    """Raise OutputUnwritable when the workbook holds what was not read back from it."""
    if not roster.is_file():
        return
    read = decisions.changes(decisions.read(roster), campaign)
    if read.edits:
        spots = "、".join(edit.place.spot.rpartition("!")[2] for edit in read.edits[:5])
        raise OutputUnwritable(
            f"{roster.name} 里有 {len(read.edits)} 处填写还没有读回台账（{spots}"
            f"{' 等' if len(read.edits) > 5 else ''}），没有收件，也没有改动它",
            f"请先运行 bayu-docs desk update “{roster.parent}”，再收件",
        )


def refuse_places(inbox_as_given: Path, out_as_given: Path) -> None:
    """Raise SourceUnreadable for an inbox that is not there, OutputUnwritable for a desk that is
    somebody else's folder, or that holds the inbox or lies in it."""
    inbox, out = inbox_as_given.resolve(), out_as_given.resolve()
    if not inbox.is_dir():
        raise SourceUnreadable(f"找不到来件文件夹“{inbox_as_given}”", "请给出装有来件的文件夹")
    if out == inbox or out.is_relative_to(inbox) or inbox.is_relative_to(out):
        raise OutputUnwritable(
            "输出文件夹和来件文件夹不能互相包含，否则下次会把自己写的当作来件", "请换一个输出文件夹"
        )
    if out.exists() and not out.is_dir():
        raise OutputUnwritable(f"输出位置“{out_as_given.name}”不是文件夹", "请换一个输出文件夹")
    if out.is_dir() and any(out.iterdir()) and not (out / desk.STATE_FILE).is_file():
        raise OutputUnwritable(
            f"输出文件夹“{out_as_given.name}”里有不是本工具生成的内容，没有改动",
            "请换一个空的文件夹，或给出以前收件生成的工作台文件夹",
        )


def made(out: Path) -> None:
    """The folder, made where there is none; OutputUnwritable."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(f"文件夹 {out} 建不成", "请换一个可以写入的位置") from error
