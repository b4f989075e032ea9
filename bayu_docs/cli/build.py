"""bayu-docs build SOURCE -o OUT."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@options.source_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="放报送材料的文件夹",
)
@click.option(
    "--no-copy-note",
    is_flag=True,
    help="目录页下不印“复印件与原件核对无误（申报主体盖章）”",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="用自己的模板：templates adopt 写出的文件夹",
)
@options.common
def command(
    source: Path,
    output: Path,
    no_copy_note: bool,
    templates: Path | None,
    call_name: str,
    district: Path | None,
    output_format: str,
    quiet: bool,
) -> int:
    """生成申报表、佐证材料册、打印装订单、邮件草稿和材料包。

    SOURCE 是 .json、.xlsx、.docx 文件，或装有其中一个的工作文件夹。
    检查未通过时只生成带“草稿”字样的 PDF 和检查报告。
    """
    from bayu_docs.pipeline import story, today

    report = story.build(
        story.Order(source, call_name, district, not no_copy_note, templates=templates),
        output,
        today.now(),
        options.progress(quiet),
    )
    return options.say(report, output_format)
