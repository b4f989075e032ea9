"""bayu-docs batch KIND ROSTER -o OUT."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bayu_docs.cli import chinese, options

if TYPE_CHECKING:
    from collections.abc import Callable

    from bayu_docs.batch.run import Told


@click.command(cls=chinese.Command)
@click.argument("kind", metavar="KIND")
@click.argument("roster", metavar="ROSTER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="OUT",
    help="放公文的文件夹；再次运行时接着做没做完的",
)
@click.option(
    "--with",
    "shared",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="每份都一样的内容：文号、日期、主送等",
)
@options.jobs_option("同时用几个进程")
@click.option(
    "--scheduler",
    default="",
    metavar="ADDR",
    help="交给 Dask：tcp://地址:端口，或 local",
)
@click.option("--force", is_flag=True, help="全部重做，包括已完成的")
@click.option("--final", is_flag=True, help="定稿：还有待填空白的不生成")
@options.own_templates_option
@options.common
def command(
    kind: str,
    roster: Path,
    output: Path,
    shared: Path | None,
    jobs: int,
    scheduler: str,
    force: bool,
    final: bool,
    templates: Path | None,
    call_name: str,
    district: Path | None,
    output_format: str,
    quiet: bool,
) -> int:
    """按名单成批生成公文：每行一份，中断后接着做。

    KIND 见 notice --list。ROSTER 是 .xlsx（第一行写栏目名称，每行一份）、.json，或 receive 生成的
    区县工作台文件夹。一行有错不影响其他行，结果写在 OUT/发文结果.xlsx。
    """
    from bayu_docs.batch import letters
    from bayu_docs.pipeline import today

    letters.refuse_foreign(output)
    order = letters.Order(
        kind,
        roster,
        output,
        call_name,
        district,
        shared,
        jobs,
        scheduler,
        force,
        templates,
        final,
    )
    return options.say(letters.write(order, today.now(), _teller(quiet)), output_format)


def _teller(quiet: bool) -> Callable[[Told], None]:
    """Progress with rate and time left, on stderr when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None

    def tell(told: Told) -> None:
        left = f"，还需 {int(told.left_s // 60)}:{int(told.left_s % 60):02}" if told.rate else ""
        line = f"\r… {told.done}/{told.total} 份，每秒 {told.rate:.1f} 份{left}   "
        click.echo(line, err=True, nl=told.done >= told.total)

    return tell
