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

source_argument = click.argument(
    "source", metavar="SOURCE", type=click.Path(path_type=Path), required=True
)


def common(function: F) -> F:
    """--call --district --format --quiet --debug."""
    for option in (
        click.option("--debug", is_flag=True, help="出错时显示程序细节"),
        click.option("--quiet", is_flag=True, help="不显示进度"),
        click.option("--format", "output_format", type=click.Choice(["text", "json", "html"]),
                     default="text", help="检查结果的格式，默认 text"),
        click.option("--district", type=click.Path(path_type=Path, dir_okay=False),
                     help="区县资料文件（.json）；不给时用工作文件夹里的 district.json"),
        call_option,
    ):
        function = option(function)
    return function


call_option = click.option(
    "--call", "call_name", default="bayu-2022", show_default=False,
    help="申报批次：编号或 .json 文件，默认 bayu-2022",
)


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
        return lambda step: None
    return lambda step: click.echo(f"… {step}", err=True)
