"""The trial of an adopted template: a complete sample in memory, every value back on the paper."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bayu_docs.errors import OutputDisproved, TemplateFaulty
from bayu_docs.materials import assets, word
from bayu_docs.pipeline.templates.matching import Match
from bayu_docs.pipeline.templates.targets import words
from bayu_docs.rendering import proof
from bayu_docs.rendering.words import completed

_ROWS = 2  # more than one, so that a row repeated wrongly is seen


def prove(template: bytes, matches: Sequence[Match]) -> None:
    """Raise TemplateFaulty unless the template compiles, and prints each field it has a place for.

    Tried with every field given, with none, and blank.
    """
    with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
        path = Path(folder) / "application.docx"
        path.write_bytes(template)
        compiled = word.load(path)
    try:
        whole = compiled.render(_fields(sample(assets.schema("application"))))
        proof.prove_docx(whole, "试填")
        for blank in (False, True):
            proof.prove_docx(compiled.render(_fields({}, blank=blank)), "试填")
    except OutputDisproved as error:
        raise TemplateFaulty(f"试填原表没有成功：{error.message}", _ADVICE) from error
    printed = set(whole.printed)
    for each in matches:
        if each.target is not None and not each.slot.ticks:
            lost = [part.title for part in each.target.parts if not _shown(part.tag, printed)]
            if lost:
                raise TemplateFaulty(
                    f"试填原表没有成功：{each.slot.where}“{each.slot.label}”没有印出{lost[0]}",
                    _ADVICE,
                )


_ADVICE = "请在“栏目对照.xlsx”里清空这一栏再运行，或用 Word、WPS 把原表另存一份后再试"


def sample(node: Mapping[str, Any], pointer: str = "") -> Any:
    """A value for every field of a schema node; a text tells its own pointer."""
    if "properties" in node:
        return {
            name: sample(child, f"{pointer}/{name}") for name, child in node["properties"].items()
        }
    if "items" in node:
        inner = sample(node["items"], f"{pointer}/-")
        return [inner] * (1 if "enum" in node["items"] else _ROWS)
    if "enum" in node:
        return node["enum"][0]
    return {"boolean": True, "integer": 7, "number": 7}.get(node.get("type", ""), pointer)


def _shown(tag: str, printed: set[str]) -> bool:
    """Whether a text field's sample is among what was printed; others have no telling value."""
    return not tag or tag in printed or not _tells(tag)


def _tells(tag: str) -> bool:
    node: Mapping[str, Any] = assets.schema("application")
    for part in tag.split("/")[1:]:
        node = node["items"] if part == "-" else node["properties"][part]
    special = tag in words()["printed"]
    return node.get("type") == "string" and "enum" not in node and not special


def _fields(data: Any, *, blank: bool = False) -> dict[str, Any]:
    """The names an adopted template uses."""
    fields = completed(assets.schema("application"), data)
    extras = {
        expression.removeprefix("f."): "试填" if data else ""
        for expression in words()["printed"].values()
    }
    lists = {
        key: [dict.fromkeys(entry["columns"], "试填")] * (_ROWS if data else 0)
        for key, entry in words()["printed_lists"].items()
    }
    return {
        "f": fields | extras | lists | {"team_summary": ""},
        "blank": blank,
        "draft_mark": "草稿" if data else "",
    }
