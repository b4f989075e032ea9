"""The Word form for people to fill in: blank, or with the data there is so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bayu_docs.materials import assets, word
from bayu_docs.model.call import Call
from bayu_docs.rendering import proof
from bayu_docs.rendering.blank_form import fill_fields

_TEMPLATE = "forms/application.docx"


def render_form(data: Mapping[str, Any], call: Call, *, moment: datetime | None = None) -> bytes:
    """The form's .docx with these data, sound or not, which it also keeps in itself.

    The same input gives the same bytes. TemplateFaulty, OutputDisproved: our fault.
    """
    template = word.load(assets.template(_TEMPLATE))
    made = template.render(fill_fields(data, call), moment=moment, data=data)
    proof.prove_docx(made, "申报表")
    return made.docx
