"""bayu-docs init DIR."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bayu_docs.cli import chinese, options

INSTRUCTIONS = "填写说明.txt"


@click.command(cls=chinese.Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--tier",
    type=click.Choice(["municipal", "district", "both"]),
    default=None,
    help="申报级别：municipal 市级，district 区县级，both 市级和区县级（同时）",
)
@options.call_option
@options.debug_option
def command(folder: Path, tier: str | None, call_name: str) -> int:
    """建一个申报工作文件夹：空白的 application.json、evidence 文件夹和填写说明。

    已有的文件一律不动。
    """
    from bayu_docs.calls.load import load_call
    from bayu_docs.errors import OutputUnwritable
    from bayu_docs.intake.blank import blank_application, instructions
    from bayu_docs.materials.files import write_whole

    call = load_call(call_name)
    data = folder / "application.json"
    if data.exists():
        raise OutputUnwritable(f"{data} 已经存在，没有改动", "换一个文件夹，或直接修改已有的文件")
    try:
        (folder / "evidence").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(f"文件夹 {folder} 建不成", "换一个可以写入的位置") from error
    blank = json.dumps(blank_application(call, tier or ""), ensure_ascii=False, indent=2) + "\n"
    write_whole(data, blank.encode("utf-8"))
    write_whole(folder / INSTRUCTIONS, instructions(call).encode("utf-8-sig"))
    click.echo(
        f"已建好 {folder}：先看 {INSTRUCTIONS}，填写 application.json，佐证材料放进 evidence。"
    )
    return 0
