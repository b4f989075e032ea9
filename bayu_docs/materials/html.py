"""The door to jinja2 for the report page and the mail's text (Word templates have their own)."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from bayu_docs.errors import TemplateFaulty
from bayu_docs.materials import assets


def filled_page(name: str, **values: Any) -> str:
    """The template templates/<name> filled; values are escaped in .html.j2 and plain in .txt.j2.

    TemplateFaulty when it is missing, broken or names something that is not given.
    """
    try:
        return _environment().get_template(name).render(**values)
    except TemplateError as error:
        raise TemplateFaulty(f"模板 {name} 有误：{error}", "请重新安装 bayu-docs") from error


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(assets.TEMPLATES),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
