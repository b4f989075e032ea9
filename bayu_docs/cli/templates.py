"""bayu-docs templates list|export|check|adopt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bayu_docs.cli import chinese, options

if TYPE_CHECKING:
    from bayu_docs.pipeline.templates.catalogue import Shipped


@click.group(cls=chinese.Group)
def command() -> None:
    """自己的模板：列出、导出本工具的模板，检查改过的模板，把下发的表改作模板。"""


@command.command("list")
@options.plain_format_option
@options.debug_option
def listed(output_format: str) -> int:
    """列出全部模板：名称、文件、用它的命令、能不能换成自己的。"""
    from bayu_docs.pipeline.templates import listing

    click.echo(listing.as_json() if output_format == "json" else listing.as_text(), nl=False)
    return 0


@command.command()
@click.argument("names", metavar="[NAME]…", nargs=-1)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="放模板的文件夹；已有改动过的同名文件时不覆盖",
)
@options.format_option
@options.debug_option
def export(names: tuple[str, ...], output: Path, output_format: str) -> int:
    """导出模板和变量说明，供在 Word 或 WPS 里修改；不写 NAME 时导出全部能换的。

    NAME 是 list 列出的模板、文件名或名称，如 recommendation、推荐函。
    """
    from bayu_docs.pipeline.templates import catalogue
    from bayu_docs.pipeline.templates.export import export as exported

    wanted = [_named(name) for name in names]
    for each in wanted:
        if not each.replaceable:
            raise click.UsageError(f"{each.key} {each.replaced_by}，不导出")
    chosen = wanted or [each for each in catalogue.shipped() if each.replaceable]
    return options.say(exported(tuple(dict.fromkeys(chosen)), output), output_format)


@command.command()
@click.argument(
    "files",
    metavar="FILE.docx|DIR…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--against", metavar="NAME", help="要替换的模板；不写时按文件夹和文件名认")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="放批注副本的文件夹；不写时放在原文件旁边",
)
@options.format_option
@options.debug_option
def check(
    files: tuple[Path, ...], against: str | None, output: Path | None, output_format: str
) -> int:
    """检查自己的模板：标签、变量、试填和版式；问题逐处批注在“<文件名>（批注）.docx”里。"""
    from bayu_docs.pipeline import today
    from bayu_docs.pipeline.templates.check import check as checked

    meant = _named(against) if against else None
    return options.say(checked(files, meant, output, today.now()), output_format)


@command.command()
@click.argument("form", metavar="FORM.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="放模板和栏目对照表的文件夹",
)
@options.format_option
@options.debug_option
def adopt(form: Path, output: Path, output_format: str) -> int:
    """把下发的空白申报表改作模板：认出栏目，对应到申报数据的字段。

    FORM.docx 是空白的申报表（.docx）。第一次运行写出 DIR/栏目对照.xlsx；在“对应字段”一列改好后
    再运行同一条命令，以改过的为准。意见栏、签字栏、盖章处一律不填。
    """
    from bayu_docs.pipeline.templates.adopt import adopt as adopted

    return options.say(adopted(form, output), output_format)


def _named(name: str) -> Shipped:
    """The template of that name; a usage error with the nearest one when there is none."""
    from bayu_docs.pipeline.templates import catalogue

    found = catalogue.named(name)
    if found is None:
        near = catalogue.nearest(name)
        hint = f"，是不是 {near}？" if near else "；用 templates list 查看全部"
        raise click.UsageError(f"没有模板 {name}{hint}")
    return found
