"""A user's template filled with made-up data, so that what prints wrongly is found in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.errors import OutputDisproved, TemplateFaulty
from bayu_docs.materials import word, word_faults, word_tag_places
from bayu_docs.pipeline.templates.contexts import Context
from bayu_docs.rendering import proof


@dataclass(frozen=True)
class Trial:
    """What came of filling a template. rendered: a document for each context that worked; fault:
    what went wrong, empty when nothing did; broken: the result is no Word file."""

    rendered: tuple[word.Rendered, ...]
    fault: str = ""
    broken: bool = False


def tried(name: str, docx: bytes, contexts: Sequence[Context]) -> Trial:
    """The template filled with each context's fields, up to the first fault."""
    made: list[word.Rendered] = []
    try:
        template = word.compiled(name, docx)
        for context in contexts:
            rendered = template.render(context.fields)
            proof.prove_docx(rendered, f"试填（{context.name}）")
            if cell := word_tag_places.empty_cell(rendered.docx):
                said = f"试填（{context.name}）后{cell}有单元格一段也不剩，Word 会说文件已损坏"
                return Trial(tuple(made), said, broken=True)
            made.append(rendered)
    except OutputDisproved as error:
        return Trial(tuple(made), error.message)
    except TemplateFaulty as error:
        said, broken = word_faults.told(error)
        return Trial(tuple(made), f"试填没有成功：{said}", broken)
    except (ValueError, LookupError, AttributeError, RecursionError):
        return Trial(tuple(made), "试填时标签里的运算做不下去")
    return Trial(tuple(made))
