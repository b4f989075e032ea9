"""bayu-docs init DIR."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--tier",
    type=click.Choice(["municipal", "district", "both"]),
    default=None,
    help="申报级别：municipal 市级，district 区县级，both 市级和区县级（同时）",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["xlsx", "docx", "json"]),
    default="xlsx",
    help="用什么填写：xlsx Excel 工作簿（默认），docx Word 申报表，json",
)
@options.call_option
@options.debug_option
def command(folder: Path, tier: str | None, kind: str, call_name: str) -> int:
    """建一个申报工作文件夹：空白的申报数据、evidence 文件夹和填写说明。

    已有的文件一律不动。
    """
    from bayu_docs.calls.load import load_call
    from bayu_docs.pipeline import beginning, today

    made = beginning.begin(folder, load_call(call_name), kind, tier or "", today.now())
    click.echo(
        f"已建好 {folder}：先看 {made.instructions.name}，填写 {made.data.name}，"
        "佐证材料放进 evidence。"
    )
    return 0
