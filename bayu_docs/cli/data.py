"""bayu-docs data SOURCE… -o TARGET."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@click.argument(
    "sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="TARGET",
    help="写成哪个文件：.json、.xlsx、.docx，或一个文件夹",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="先列出与这个旧文件的差别，再覆盖",
)
@options.call_option
@options.format_option
@options.quiet_option
@options.debug_option
def command(
    sources: tuple[Path, ...],
    output: Path,
    against: Path | None,
    call_name: str,
    output_format: str,
    quiet: bool,
) -> int:
    """在 JSON、Excel 工作簿和 Word 申报表之间转换申报数据，一处不丢。

    SOURCE 是 .json、.xlsx、.docx 文件或工作文件夹；写几个来源、目标是 .xlsx 时合成一份汇总表。
    汇总表写到文件夹时，一个申报一个子文件夹。
    """
    from bayu_docs.pipeline import conversion, today

    wish = conversion.Wish(sources, output, call_name, against)
    converted = conversion.convert(wish, today.now(), options.progress(quiet))
    code = options.say(converted.report, output_format)
    if not converted.files or not _agreed(against):
        return code
    converted.write()
    if output_format == "text":
        click.echo(f"已写入 {output}")
    return code


def _agreed(against: Path | None) -> bool:
    """Ask before overwriting when somebody sits at the keyboard; scripts have said so already."""
    if against is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    return click.confirm("写入？", default=True, err=True)
