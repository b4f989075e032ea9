"""The fields a template is tried with, made by the same functions as a real paper's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.errors import SchemaFaulty
from bayu_docs.gongwen.head import printed
from bayu_docs.materials import assets
from bayu_docs.model.application import Draft
from bayu_docs.model.call import BOTH, Call
from bayu_docs.model.notice import FORMATS, Attachment, Head, Kind
from bayu_docs.notices.admission import admit
from bayu_docs.notices.compose import compose
from bayu_docs.notices.facts import DISTRICT_WORDS, call_facts
from bayu_docs.notices.fields import schema_of
from bayu_docs.notices.kinds import kind_named
from bayu_docs.pipeline.templates import filler
from bayu_docs.pipeline.templates.catalogue import NOTICES, Shipped
from bayu_docs.pipeline.templates.shapes import Shape, joined, shape
from bayu_docs.pipeline.templates.trial import sample
from bayu_docs.rendering.blank_form import fill_fields
from bayu_docs.rendering.form import DRAFT_MARK
from bayu_docs.submission import printing

WORDS = "template-variables"
_CALL = "bayu-2022"
_DAY = date(2022, 3, 21)
_PAGES = 9


@dataclass(frozen=True)
class Context:
    """A trial: what it is called, and the fields."""

    name: str
    fields: Mapping[str, Any]


@cache
def contexts(template: Shipped) -> tuple[Context, ...]:
    """The trials of a template, everything given first; none for one nobody may replace."""
    if template.folder == NOTICES:
        kind = _kind(template)
        root = schema_of(kind)
        given = (("全部填写", filler.full(root)), ("只填必填项", filler.least(root)))
        return tuple(Context(name, _notice(kind, data)) for name, data in given)
    made = _FORMS.get(template.key)
    return tuple(Context(name, fields) for name, fields in made()) if made is not None else ()


@cache
def shape_of(template: Shipped) -> Shape:
    """Every path there is for a template, with its title."""
    schema: Mapping[str, Any] = {}
    if template.folder == NOTICES:
        schema = schema_of(_kind(template))
    elif template.key == "forms/application":
        schema = assets.schema("application")
    made = [shape(schema, context.fields, words(template)) for context in contexts(template)]
    if template.folder == NOTICES:  # a block this paper leaves out is a block all the same
        made = [shape({}, {"h": head}, words(template)) for head in _heads()] + made
    return joined(made)


@cache
def words(template: Shipped) -> Mapping[str, str]:
    """Titles of the paths no schema names: path -> title."""
    told = assets.data(WORDS)
    made = {**told["all"], **told.get(template.key, {})}
    if template.folder == NOTICES:
        call = call_facts(_call())
        made |= {f"d.{name}": title for name, title in DISTRICT_WORDS.items()}
        for key, number in call["clause_numbers"].items():
            made[f"c.clauses.{key}"] = f"《通知》{number}的原文"
            made[f"c.clause_numbers.{key}"] = f"条款号（{number}）"
        made |= told["notices"]
    return made


def _kind(template: Shipped) -> Kind:
    kind = kind_named(template.name)
    if kind is None:
        raise SchemaFaulty(f"公文种类表里没有 {template.name}", "请重新安装 bayu-docs")
    return kind


def _notice(kind: Kind, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a notice of made-up data."""
    admitted = admit(kind, Draft(data, {}, Path(), kind.key)).value
    if admitted is None:
        raise SchemaFaulty(f"公文种类 {kind.key} 的数据规范拼不出试填的数据")
    made = compose(kind, admitted, _call(), None, _DAY)
    return {"h": printed(made.head), **made.fields, "blank": False, "draft_mark": ""}


@cache
def _heads() -> tuple[Mapping[str, Any], ...]:
    """What gongwen prints of a head in each format."""
    sample = "（示例）"
    attached = (Attachment(sample, (sample,)),)
    return tuple(
        printed(Head(each, (sample,), sample, "", True, (sample,), attachments=attached))
        for each in FORMATS
    )


def _application() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    data = sample(assets.schema("application"))
    return (
        ("全部填写", fill_fields(data, _call()) | {"blank": False, "draft_mark": DRAFT_MARK}),
        ("空白表", fill_fields({}, _call())),
    )


def _print_sheet() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    call = _call()
    facts = printing.print_facts(
        tier=BOTH,
        form_pages=_PAGES,
        bundle_pages=_PAGES,
        copies_to_district=call.copies_to_district.value,
        copies_to_city=call.copies_to_city.value,
        bodies=call.opinion_bodies,
    )
    full = printing.print_fields(facts, [("驿站名称", "（示例）驿站")], ["（示例）说明"])
    bare = printing.print_fields(facts)
    return (
        ("全部填写", {"f": full, "blank": False, "draft_mark": DRAFT_MARK}),
        ("只填必填项", {"f": bare, "blank": False, "draft_mark": ""}),
    )


_FORMS: Mapping[str, Callable[[], tuple[tuple[str, Mapping[str, Any]], ...]]] = {
    "forms/application": _application,
    "forms/print-sheet": _print_sheet,
}


@cache
def _call() -> Call:
    return load_call(_CALL)
