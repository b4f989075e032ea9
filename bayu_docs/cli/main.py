"""The front door: a lazy group of commands, and the only place where causes become exit codes."""

from __future__ import annotations

import signal
import sys
from importlib import import_module

import click

from bayu_docs import __version__
from bayu_docs.cli import chinese
from bayu_docs.errors import BayuError, ExitCode

# name -> (module that defines `command`, one line of help). Modules load when they are called,
# so that --help stays quick.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("bayu_docs.cli.init", "建一个申报工作文件夹：空白数据、佐证材料文件夹和说明"),
    "check": ("bayu_docs.cli.check", "检查申报数据和佐证材料，不生成材料"),
    "build": ("bayu_docs.cli.build", "生成申报表、佐证材料册和全套报送材料"),
    "verify": ("bayu_docs.cli.verify", "重新打开材料包，逐项核验"),
    "data": ("bayu_docs.cli.data", "在 JSON、Excel 和 Word 之间转换申报数据"),
    "notice": ("bayu_docs.cli.notice", "生成一份公文或业务表单：推荐函、公示、通知等"),
    "batch": ("bayu_docs.cli.batch", "按名单成批生成公文，中断后接着做"),
    "lint": ("bayu_docs.cli.lint", "按 GB/T 9704-2012 检查 Word 公文"),
    "call": ("bayu_docs.cli.call", "查看申报通知的条款、期限和存疑之处"),
    "receive": ("bayu_docs.cli.receive", "区县收件：逐份核验，生成汇总表和收件文书"),
    "desk": ("bayu_docs.cli.desk", "区县工作台：办理进度、读回决定、生成报市材料"),
    "templates": ("bayu_docs.cli.templates", "列出、导出、检查模板，把下发的表改作模板"),
    "explain": ("bayu_docs.cli.explain", "解释一个问题代码"),
    "doctor": ("bayu_docs.cli.doctor", "检查本机缺什么、怎样补上"),
}


class LazyGroup(chinese.Group):
    """Commands by name from COMMANDS; their one-line help needs no import."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def command_lines(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, line) for name, (_, line) in COMMANDS.items()]


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(
    __version__, "--version", prog_name="bayu-docs", message="%(prog)s %(version)s", help="显示版本"
)
@click.pass_context
def bayu_docs(ctx: click.Context) -> None:
    """申报数据和佐证材料进，核对过的报送材料出。

    \b
    常用：
      bayu-docs init 我的申报              建工作文件夹
      bayu-docs check 我的申报             检查，列出要改的地方
      bayu-docs build 我的申报 -o 报送材料   生成全套材料
      bayu-docs verify 报送材料            核验生成的材料
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; no traceback unless --debug.

    A request to end (SIGTERM, a closed terminal) counts as Ctrl-C, so that engines and temporary
    files go too.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            signal.signal(number, signal.default_int_handler)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """The exit code of these arguments."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result = bayu_docs.main(args=arguments, prog_name="bayu-docs", standalone_mode=False)
        return int(result) if isinstance(result, int) else ExitCode.OK
    except click.ClickException as error:
        click.echo(chinese.usage_error(error), err=True)
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断。", err=True)
        return ExitCode.INTERRUPTED
    except BayuError as error:
        if "--debug" in arguments:
            raise
        click.echo(f"× {error.message}", err=True)
        if error.advice:
            click.echo(f"  改法：{error.advice}", err=True)
        return error.exit_code
    except Exception as error:
        if "--debug" in arguments:
            raise
        click.echo(
            f"× 程序内部错误（{type(error).__name__}）。"
            "请加 --debug 重新运行，并把输出发给维护者。",
            err=True,
        )
        return ExitCode.OUR_BUG
