"""bayu-docs receive INBOX -o DESK."""

from __future__ import annotations

from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.command(cls=chinese.Command)
@click.argument("inbox", metavar="INBOX", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DESK",
    help="工作台文件夹；已有的接着用，只增加不重建",
)
@options.jobs_option("同时核验几份")
@click.option(
    "--server",
    default="",
    metavar="NAME",
    help="本单位的邮件服务器名（Received: 行里 by 之后）；不给时用最上面一行",
)
@click.option(
    "--call",
    "call_name",
    default="",
    help="申报批次：编号或 .json 文件，默认用这个工作台原来的批次",
)
@click.option(
    "--district",
    type=click.Path(path_type=Path, dir_okay=False),
    help="区县资料文件（.json），给出后记入台账；不给时用上次收件的",
)
@options.format_option
@options.quiet_option
@options.debug_option
def command(
    inbox: Path,
    output: Path,
    jobs: int,
    server: str,
    call_name: str,
    district: Path | None,
    output_format: str,
    quiet: bool,
) -> int:
    """区县收件：逐份核验来件，生成汇总表、收件登记单和补正告知单。

    INBOX 是来件文件夹：材料包、邮件（.eml）、申报表（.docx）、申报工作簿（.xlsx）都放进去。
    收件时间取邮件服务器的记录，或“收件登记.xlsx”“收件登记.csv”里写的，从不用文件自身的日期。
    逐行结论写在 DESK/汇总表.xlsx，要看一看的写在 DESK/收件报告.html。
    """
    from bayu_docs.batch import receive
    from bayu_docs.pipeline import today

    order = receive.Order(inbox, output, call_name, district, jobs, server)
    report = receive.receive(order, today.now(), options.progress(quiet))
    return options.say(report, output_format)
