"""bayu-docs call show|lint|calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bayu_docs.cli import chinese, options


@click.group(cls=chinese.Group, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """申报通知作为数据：条款、期限、份数和存疑之处；不写子命令时等于 show。"""
    return 0 if ctx.invoked_subcommand else int(ctx.invoke(show))


@command.command()
@options.call_option
@options.debug_option
def show(call_name: str) -> int:
    """列出通知的全部条件、数字和期限，逐条附原文。"""
    from bayu_docs.calls.load import load_call
    from bayu_docs.reporting.call_text import render_call

    click.echo(render_call(load_call(call_name)), nl=False)
    return 0


@command.command()
@options.call_option
@options.format_option
@options.debug_option
def lint(call_name: str, output_format: str) -> int:
    """查出通知里自相矛盾、容易误读和没有写明的地方，能计算的都计算。"""
    from bayu_docs.calls.lint import lint as examine
    from bayu_docs.calls.load import load_call
    from bayu_docs.model.report import Report

    call = load_call(call_name)
    return options.say(Report(call.title, examine(call), checked=("calls.lint",)), output_format)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value} 不是日期，应写成 2022-06-02 的样子") from error


@command.command()
@click.option("--posted", callback=_day, metavar="日期", help="名单发布（公示）的日期")
@click.option("--listed", callback=_day, metavar="日期", help="区县名单印发的日期")
@click.option(
    "--district",
    type=click.Path(path_type=Path, dir_okay=False),
    help="区县资料文件（.json），列出区县自己的受理截止时间",
)
@options.workdays_option
@options.call_option
@options.plain_format_option
@options.debug_option
def calendar(
    posted: date | None,
    listed: date | None,
    district: Path | None,
    workdays: tuple[Path, ...],
    call_name: str,
    output_format: str,
) -> int:
    """列出各个日期；给出 --posted、--listed（如 2022-06-02）就逐日算出公示和备案的截止日。"""
    from bayu_docs.calls.calendar import events
    from bayu_docs.calls.load import load_call, load_district
    from bayu_docs.calls.workdays import load_calendar
    from bayu_docs.reporting import calendar_text

    call = load_call(call_name)
    profile = load_district(district, call) if district else None
    days = load_calendar(workdays, estimating=True)
    listed_events = events(call, profile, days, posted=posted, listed=listed)
    as_json = output_format == "json"
    render = calendar_text.calendar_json if as_json else calendar_text.render_calendar
    click.echo(render(call.title, listed_events), nl=False)
    return 0
