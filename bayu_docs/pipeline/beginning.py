"""A new workspace: blank data of the wished kind, a folder for proofs, a page of instructions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import OutputUnwritable
from bayu_docs.intake.blank import blank_application, instructions
from bayu_docs.intake.source import FORM_NAME, JSON_NAME, SOURCE_NAMES, WORKBOOK_NAME
from bayu_docs.materials.files import write_whole
from bayu_docs.model.call import Call

INSTRUCTIONS = "填写说明.txt"
_NAMES = {"json": JSON_NAME, "xlsx": WORKBOOK_NAME, "docx": FORM_NAME}


@dataclass(frozen=True)
class Begun:
    """The files of a new workspace."""

    data: Path
    instructions: Path


def begin(folder: Path, call: Call, kind: str, tier: str, moment: datetime) -> Begun:
    """Make the workspace; kind: json, xlsx or docx; tier: its key, or empty when undecided.

    OutputUnwritable when the folder already holds data of any kind, or cannot be written.
    """
    for name in SOURCE_NAMES:
        if (folder / name).exists():
            raise OutputUnwritable(
                f"{folder / name} 已经存在，没有改动", "换一个文件夹，或直接修改已有的文件"
            )
    try:
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(f"文件夹 {folder} 建不成", "换一个可以写入的位置") from error
    begun = Begun(folder / _NAMES[kind], folder / INSTRUCTIONS)
    write_whole(begun.data, _blank(call, kind, tier, moment))
    write_whole(begun.instructions, instructions(call, begun.data.name).encode("utf-8-sig"))
    return begun


def _blank(call: Call, kind: str, tier: str, moment: datetime) -> bytes:
    stated = {"call": call.id} | ({"tier": tier} if tier else {})
    if kind == "xlsx":
        from bayu_docs.intake.workbook.making.make import make

        return make(call, (stated,))
    if kind == "docx":
        from bayu_docs.pipeline.fillable import render_form

        return render_form(stated, call, moment=moment)
    text = json.dumps(blank_application(call, tier), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8")
