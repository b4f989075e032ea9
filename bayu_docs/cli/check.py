"""bayu-docs check SOURCE."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@options.source_argument
@options.common
def command(
    source: Path, call_name: str, district: Path | None, output_format: str, quiet: bool
) -> int:
    """检查申报数据和佐证材料：逐条对照通知，列出问题和改法，不生成材料。

    SOURCE 是 application.json，或装有它的工作文件夹。
    """
    from bayu_docs.pipeline import story, today

    report = story.check(
        story.Order(source, call_name, district), today.now(), options.progress(quiet)
    )
    return options.say(report, output_format)
