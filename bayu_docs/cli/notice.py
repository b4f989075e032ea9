"""bayu-docs notice KIND DATA… -o OUT."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bayu_docs.cli import chinese, options

if TYPE_CHECKING:
    from bayu_docs.pipeline.notice import Wish


@click.command(cls=chinese.Command)
@click.argument("kind", metavar="KIND", required=False, default="")
@click.argument("data", metavar="DATA…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help="列出全部公文种类")
@click.option(
    "--blank",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="写一份空白数据文件，附每个字段的说明",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="放公文的文件夹"
)
@click.option("--final", is_flag=True, help="出定稿：文号、日期等还有留空的就不生成")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="用自己的模板：DIR/notices/KIND.docx",
)
@options.workdays_option
@options.common
@click.pass_context
def command(
    ctx: click.Context,
    kind: str,
    data: tuple[Path, ...],
    listing: bool,
    blank: Path | None,
    output: Path | None,
    final: bool,
    templates: Path | None,
    workdays: tuple[Path, ...],
    call_name: str,
    district: Path | None,
    output_format: str,
    quiet: bool,
) -> int:
    """生成一份公文或业务表单：推荐函、公示、通知、登记单等。

    KIND 是公文种类（见 --list）；DATA 是一个 .json 数据文件。recommendation、roster、
    transmittal 也可以给 build 生成的材料包（.zip 或文件夹），按推荐顺序排列，另可给一个
    .json 写明机关、文号等。

    DATA 也可以是 receive 生成的工作台文件夹（会商纪要、推荐函、汇总表、报送清单、评审纪要、公示、
    公示结果、名单通知、备案报告），另可给一个 .json 写台账里没有的内容。

    \b
    例：
      bayu-docs notice --list
      bayu-docs notice publicity --blank 公示.json
      bayu-docs notice publicity 公示.json -o 公示
      bayu-docs notice recommendation 甲.zip 乙.zip -o 推荐
    """
    from bayu_docs.pipeline import notice

    if listing:
        return _list(output_format)
    if not kind:
        return _refuse(ctx, "缺少 KIND（公文种类）")
    chosen = notice.kind_of(kind)
    if blank is not None:
        notice.write_blank(chosen, blank)
        click.echo(f"已写 {blank}。填好后运行：bayu-docs notice {kind} {blank} -o 输出文件夹")
        return 0
    if not data:
        return _refuse(ctx, f"缺少 DATA（{chosen.name}的数据文件）；可先用 --blank 得到空白数据")
    if output is None:
        return _refuse(ctx, "缺少 -o/--output（放公文的文件夹）")
    wish = notice.Wish(chosen, data, call_name, district, templates, final, workdays)
    return _make(ctx, wish, output, output_format, quiet)


def _make(ctx: click.Context, wish: Wish, output: Path, output_format: str, quiet: bool) -> int:
    """The paper of the wish, its sources made from the desk when one is among them."""
    from bayu_docs.batch.notice_sources import from_desk
    from bayu_docs.pipeline import notice, today

    moment = today.now()
    with from_desk(wish.kind.key, wish.sources, wish.workdays, moment.date()) as made:
        if fault := notice.unfit_sources(wish.kind, made.paths):
            return _refuse(ctx, fault)
        wish = replace(wish, sources=made.paths, origins=made.origins)
        report = notice.make(wish, output, moment, options.progress(quiet))
    return options.say(report, output_format)


def _list(output_format: str) -> int:
    from bayu_docs.notices.kinds import kinds
    from bayu_docs.reporting import kinds_text

    say = kinds_text.kinds_json if output_format == "json" else kinds_text.render_kinds
    click.echo(say(kinds()), nl=False)
    return 0


def _refuse(ctx: click.Context, what: str) -> int:
    """The help on stderr, and what is wrong with the command line (exit code 2)."""
    click.echo(ctx.get_help() + "\n", err=True)
    raise click.UsageError(what, ctx)
