"""bayu-docs lint FILE.docx…"""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options
from bayu_docs.errors import ExitCode


@click.command(cls=chinese.Command)
@click.argument(
    "papers", metavar="FILE.docx…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--profile",
    type=click.Choice(["公文", "公示", "表单"]),
    help="按哪一类检查；不给时按文件自己的样子判断",
)
@click.option(
    "--annotate", is_flag=True, help="另存“<原名>（批注）.docx”，每个问题是一条批注；原文件不动"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="放批注副本的文件夹，默认放在原文件旁边",
)
@click.option("--no-render", is_flag=True, help="不排出页面，只看文件本身；要看页面的规则不检查")
@options.format_option
@options.quiet_option
@options.debug_option
def command(
    papers: tuple[Path, ...],
    profile: str | None,
    annotate: bool,
    output: Path | None,
    no_render: bool,
    output_format: str,
    quiet: bool,
) -> int:
    """按 GB/T 9704-2012《党政机关公文格式》检查 Word 文件：找到什么、应当怎样、依据哪一条、怎么改。

    FILE.docx 可以是任何单位用 Word、WPS 写的公文、公示或表单。只有标准“规定”的才算错误，
    “一般”“推荐”的是警告。加 --no-render 时，没有排出页面不影响退出码。
    """
    from bayu_docs.pipeline import linting, today

    if output is not None and not annotate:
        raise click.UsageError("-o 是放批注副本的文件夹，要和 --annotate 一起用")
    wish = linting.Wish(papers, profile, not no_render, annotate, output)
    report = linting.lint(wish, today.now(), options.progress(quiet))
    code = options.say(report, output_format)
    return int(ExitCode.OK) if no_render and code == ExitCode.ENGINE_MISSING else code
