"""bayu-docs explain CODE."""

from __future__ import annotations

import difflib

import click

from bayu_docs.cli import chinese


@click.command(cls=chinese.Command)
@click.argument("code", metavar="[CODE]", required=False, default="")
def command(code: str) -> int:
    """解释一个问题代码：什么意思、怎样改、反例和正例。不给代码时列出全部。"""
    from bayu_docs.materials.assets import finding_catalogue

    catalogue = finding_catalogue()
    if not code:
        for name, entry in sorted(catalogue.items()):
            click.echo(f"{name}　{entry['name']}")
        return 0
    if code not in catalogue:
        near = difflib.get_close_matches(code, catalogue, 3)
        hint = f"，是不是 {'、'.join(near)}？" if near else "；不给代码可列出全部"
        raise click.UsageError(f"没有问题代码 {code}{hint}")
    entry = catalogue[code]
    labels = (("means", "含义"), ("mend", "改法"), ("bad", "反例"), ("good", "正例"))
    click.echo(f"{code}　{entry['name']}")
    for key, label in labels:
        if entry.get(key):
            click.echo(f"  {label}：{entry[key]}")
    return 0
