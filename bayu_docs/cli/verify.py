"""bayu-docs verify PACKAGE."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@click.argument("package", metavar="PACKAGE", type=click.Path(path_type=Path))
@options.common
def command(
    package: Path, call_name: str, district: Path | None, output_format: str, quiet: bool
) -> int:
    """重新打开材料包，逐项核验：校验值、页数、纸张、字体、文字，不多也不少；数据按通知重新判断。

    PACKAGE 是材料包 .zip、解开的材料包文件夹，或 build 生成的整个文件夹。
    """
    from bayu_docs.pipeline import inspection, today

    options.progress(quiet)("逐项核验")
    report = inspection.inspect(package, call_name, district, today.now().date())
    return options.say(report, output_format)
