"""bayu-docs call show|lint."""

from __future__ import annotations

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
