"""bayu-docs verify PACKAGE."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@click.argument("package", metavar="PACKAGE", type=click.Path(path_type=Path))
@options.call_option
@options.format_option
@options.debug_option
def command(package: Path, call_name: str, output_format: str) -> int:
    """重新打开材料包，逐项核验：校验值、页数、纸张、字体、文字，不多也不少。

    PACKAGE 是材料包 .zip、解开的材料包文件夹，或 build 生成的整个文件夹。
    """
    from bayu_docs.calls.load import load_call
    from bayu_docs.submission.verify import verify

    return options.say(verify(package, load_call(call_name)), output_format)
