"""bayu-docs desk show|update|submit DESK."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bayu_docs.cli import chinese, options

_desk_argument = click.argument(
    "desk", metavar="DESK", type=click.Path(path_type=Path, file_okay=False)
)
_call_option = click.option(
    "--call", "call_name", default="", help="申报批次：编号或 .json 文件，默认用收件时的批次"
)
_district_option = click.option(
    "--district",
    type=click.Path(path_type=Path, dir_okay=False),
    help="区县资料文件（.json），给出后记入台账；不给时用收件时的",
)


@click.group(cls=chinese.Group)
def command() -> None:
    """区县工作台：办到哪一步、何时到期，读回汇总表里的决定，生成报市材料。

    DESK 是 receive 生成的文件夹。
    """


@command.command()
@_desk_argument
@_call_option
@_district_option
@options.workdays_option
@options.plain_format_option
@options.debug_option
def show(
    desk: Path,
    call_name: str,
    district: Path | None,
    workdays: tuple[Path, ...],
    output_format: str,
) -> int:
    """列出各申报办到哪一步、期限还剩多少、有哪些要留意的。"""
    from bayu_docs.batch import desk_words
    from bayu_docs.batch.desk import overview
    from bayu_docs.batch.opening import opened
    from bayu_docs.pipeline import today

    with opened(desk, call_name, district, workdays) as campaign:
        seen = overview(campaign, today.now())
    if output_format == "json":
        click.echo(desk_words.to_json(seen), nl=False)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(desk_words.to_text(seen, colour), color=colour, nl=False)
    return 0


@command.command()
@_desk_argument
@_call_option
@_district_option
@options.workdays_option
@options.format_option
@options.debug_option
def update(
    desk: Path,
    call_name: str,
    district: Path | None,
    workdays: tuple[Path, ...],
    output_format: str,
) -> int:
    """读回汇总表里的决定和纸质件登记，逐项检查后记入台账。

    不合规定的不记入，指出在哪一格、依据哪一条、怎样改；这时汇总表保持原样，改好再运行一次。
    全部记入后，汇总表按台账重新写出。
    """
    from bayu_docs.batch.opening import opened
    from bayu_docs.batch.update import update as read_back
    from bayu_docs.pipeline import today

    with opened(desk, call_name, district, workdays) as campaign:
        report = read_back(desk, campaign, today.now())
    return options.say(report, output_format)


@command.command()
@_desk_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="放报市材料的文件夹",
)
@click.option(
    "--with",
    "head",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="推荐函自己的内容：文号、成文日期、联系人、推荐理由等（notice recommendation --blank）",
)
@options.own_templates_option
@_call_option
@_district_option
@options.workdays_option
@options.format_option
@options.quiet_option
@options.debug_option
def submit(
    desk: Path,
    output: Path,
    head: Path | None,
    templates: Path | None,
    call_name: str,
    district: Path | None,
    workdays: tuple[Path, ...],
    output_format: str,
    quiet: bool,
) -> int:
    """生成报市材料：推荐函、汇总表、报送清单、签收单、打印装订单、材料包和邮件草稿。

    只报会商意见为“推荐市级”的；材料包重新核验，不再通过的不生成。
    """
    from bayu_docs.batch import submit as submission
    from bayu_docs.batch.opening import opened
    from bayu_docs.calls.workdays import load_calendar
    from bayu_docs.pipeline import today

    with opened(desk, call_name, district, workdays) as campaign:
        order = submission.Order(desk, call_name or campaign.call.id, head, templates)
        report = submission.submit(
            order,
            campaign,
            load_calendar(workdays),
            output,
            today.now(),
            options.progress(quiet),
        )
    return options.say(report, output_format)
