"""bayu-docs check SOURCE."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@options.source_argument
@click.option(
    "--mark",
    is_flag=True,
    help="另存一份标注副本（仅 Excel）：错处标红、加批注，附问题清单；原文件不动",
)
@options.common
def command(
    source: Path,
    mark: bool,
    call_name: str,
    district: Path | None,
    output_format: str,
    quiet: bool,
) -> int:
    """检查申报数据和佐证材料：逐条对照通知，列出问题和改法，不生成材料。

    SOURCE 是 .json、.xlsx、.docx 文件，或装有其中一个的工作文件夹；也可以是汇总表。
    """
    from bayu_docs.intake.source import source_file
    from bayu_docs.pipeline import story, today

    if mark and source_file(source).suffix.lower() != ".xlsx":
        raise click.UsageError("只有 Excel 工作簿（.xlsx）可以加 --mark 标注")
    order = story.Order(source, call_name, district, mark=mark)
    report = story.check(order, today.now(), options.progress(quiet))
    return options.say(report, output_format)
