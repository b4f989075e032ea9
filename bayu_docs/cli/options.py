"""Options that several commands share, and how a report leaves the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bayu_docs.model.report import Report

F = TypeVar("F", bound=Callable[..., Any])

source_argument = click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
call_option = click.option(
    "--call",
    "call_name",
    default="bayu-2022",
    help="申报批次：编号或 .json 文件，默认 bayu-2022",
)
format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="结果的格式，默认 text",
)
plain_format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="结果的格式，默认 text",
)
# main() looks for the flag itself, so that it also holds before a command has begun
debug_option = click.option("--debug", is_flag=True, expose_value=False, help="出错时显示程序细节")
_district_option = click.option(
    "--district",
    type=click.Path(path_type=Path, dir_okay=False),
    help="区县资料文件（.json）；不给时用工作文件夹里的 district.json",
)
workdays_option = click.option(
    "--workdays",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="日历库还没有的年份的放假调休安排（.json），可多次给出",
)
own_templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="用自己的模板：templates export 写出、改过的文件夹",
)
quiet_option = click.option("--quiet", is_flag=True, help="不显示进度")


def jobs_option(help_text: str) -> Callable[[F], F]:
    """--jobs; help_text: what is done side by side."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        help=f"{help_text}，默认为本机处理器核数",
    )


def common(function: F) -> F:
    """The options of commands that walk the road."""
    for option in (debug_option, quiet_option, format_option, _district_option, call_option):
        function = option(function)
    return function


def say(report: Report, output_format: str) -> int:
    """Print the report on stdout; gives its exit code."""
    from bayu_docs.reporting import html, json_report, text

    if output_format == "json":
        click.echo(json_report.to_json(report), nl=False)
    elif output_format == "html":
        click.echo(html.to_html(report), nl=False)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(text.render_text(report, colour=colour), color=colour, nl=False)
    return int(report.exit_code)


def progress(quiet: bool) -> Callable[[str], None]:
    """A function that tells each step on stderr when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None
    return lambda step: click.echo(f"… {step}", err=True)
