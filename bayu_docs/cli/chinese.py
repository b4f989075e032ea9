"""click in Chinese: help headings, and the sentences for wrong command lines."""

from __future__ import annotations

import inspect
import re
from typing import Any

import click

from bayu_docs.reporting.columns import folded

_TOUCHING = re.compile(r"(?<=[，。；：！？、（）《》“”])\n|\n(?=[，。；：！？、（）《》“”])")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
_AS_WRITTEN = "\b\n"


class _ChineseHelp:
    """Help texts shared by commands and groups."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_help_text(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        paragraphs = inspect.cleandoc(self.help or "").partition("\f")[0].split("\n\n")
        with formatter.indentation():
            indent = " " * formatter.current_indent
            for paragraph in filter(None, paragraphs):
                formatter.write_paragraph()
                lines = _laid_out(paragraph, formatter.width - formatter.current_indent)
                formatter.write("".join(f"{indent}{line}\n" for line in lines))

    def format_options(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        rows = [
            (name, line.replace("[required]", "[必填]"))
            for name, line in filter(None, records)
            if line  # an argument without help stands in the usage line only
        ]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)
        if isinstance(self, Group):
            with formatter.section("命令"):
                formatter.write_dl(self.command_lines(ctx))

    def get_help_option(self: Any, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # a mixin before click's class
        if isinstance(option, click.Option):
            option.help = "显示帮助"
            return option
        return None


def _laid_out(paragraph: str, width: int) -> list[str]:
    """The paragraph's lines as help prints them: no space where a line ended between Han."""
    if paragraph.startswith(_AS_WRITTEN):
        return paragraph.removeprefix(_AS_WRITTEN).split("\n")
    joined = _BETWEEN_HAN.sub("", _TOUCHING.sub("", paragraph)).replace("\n", " ")
    return folded(joined, width, "").split("\n")


class Command(_ChineseHelp, click.Command):
    """A command whose help is Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]"} | kwargs)


class Group(_ChineseHelp, click.Group):
    """A group whose help is Chinese."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]…"}
        super().__init__(*args, **words | kwargs)

    def command_lines(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and one line of help for each command."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, command.get_short_help_str(60)) for name, command in commands if command]


def usage_error(error: click.ClickException) -> str:
    """A wrong command line, said in Chinese with the way to the help."""
    sentence = _sentence(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "bayu-docs"
    return f"× {sentence}\n  用法见：{path} --help"


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        maybe = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{maybe}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_named(error.param)}"
    if isinstance(error, click.BadParameter):
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        allowed = f"，可选：{'、'.join(choices)}" if choices else f"：{error.message}"
        return f"{_named(error.param)} 的值不对{allowed}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的用法不对"
    if isinstance(error, click.FileError):
        return f"文件 {error.ui_filename} 打不开"
    if error.message.startswith("No such command"):
        return f"没有命令 {error.message.split(maxsplit=3)[-1].rstrip('.')}"
    return error.message if not error.message.isascii() else f"命令行不对：{error.message}"


def _named(param: click.Parameter | None) -> str:
    """A parameter as it is typed: -o/--output, SOURCE."""
    if isinstance(param, click.Option):
        return "/".join(param.opts)
    return param.human_readable_name if param is not None else ""
