"""Shipped templates copied for a user to change, and a workbook on their variables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bayu_docs.errors import OutputUnwritable
from bayu_docs.materials import files
from bayu_docs.model.report import Report
from bayu_docs.pipeline.templates import variables_book
from bayu_docs.pipeline.templates.catalogue import Shipped

_SHOWN = 3


def export(templates: Sequence[Shipped], out: Path) -> Report:
    """The templates in `out` at the same relative places, and 变量说明.xlsx.

    A file that is there already with the same content stays; with any other, nothing is written
    and OutputUnwritable names it.
    """
    wanted = {each.file: each.path.read_bytes() for each in templates}
    wanted[variables_book.NAME] = variables_book.written()
    standing = [name for name in wanted if (out / name).exists()]
    changed = [name for name in standing if (out / name).read_bytes() != wanted[name]]
    if changed:
        more = f"等 {len(changed)} 个文件" if len(changed) > _SHOWN else ""
        raise OutputUnwritable(
            f"“{out}”里已有改动过的 {'、'.join(changed[:_SHOWN])}{more}，没有覆盖，也没有写出别的",
            "请换一个文件夹，或先把它们移走",
        )
    for name, content in wanted.items():
        if name not in standing:
            files.write_whole(out / name, content)
    facts = [(each.file, f"{each.title}　{each.replaced_by}") for each in templates]
    return Report(
        f"{len(templates)} 个模板",
        (),
        checked=("export",),
        facts=tuple(facts),
        closing=_closing(out),
    )


def _closing(out: Path) -> str:
    return (
        f"已写到 {out}；变量和写法见其中的“{variables_book.NAME}”。"
        f"改好后先用 bayu-docs templates check {out} 检查，再用 --templates {out} 生成"
    )
