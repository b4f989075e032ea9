"""bayu-docs doctor."""

from __future__ import annotations

import click

from bayu_docs.cli import chinese
from bayu_docs.errors import ExitCode


@click.command(cls=chinese.Command)
def command() -> int:
    """检查本机：办公软件、字体、工作日历、磁盘，缺什么就给出补上的一条命令。"""
    from bayu_docs.office import doctor

    checks = doctor.examine()
    for check in checks:
        click.echo(f"{'√' if check.ok else '×'} {check.name}：{check.detail}")
        if not check.ok and check.mend:
            click.echo(f"  改法：{check.mend}")
    mend = doctor.mend_command(checks)
    if mend:
        click.echo(f"\n一条命令补齐（Debian 12 以上、Ubuntu 24.04 以上）：\n  {mend}")
    return int(ExitCode.OK if all(check.ok for check in checks) else ExitCode.ENGINE_MISSING)
