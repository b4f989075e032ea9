"""bayu-docs templates adopt."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.group(cls=chinese.Group)
def command() -> None:
    """主管部门下发的表：改作本工具的模板，供 build --templates 填写。"""


@command.command()
@click.argument("form", metavar="FORM.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="放模板和栏目对照表的文件夹",
)
@options.format_option
@options.debug_option
def adopt(form: Path, output: Path, output_format: str) -> int:
    """把下发的空白申报表改作模板：认出栏目，对应到申报数据的字段。

    FORM.docx 是空白的申报表（.docx）。第一次运行写出 DIR/栏目对照.xlsx；在“对应字段”一列改好后
    再运行同一条命令，以改过的为准。意见栏、签字栏、盖章处一律不填。
    """
    from bayu_docs.pipeline.templates.adopt import adopt as adopted

    return options.say(adopted(form, output), output_format)
