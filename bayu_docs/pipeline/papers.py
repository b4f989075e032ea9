"""Papers: a template filled, converted by the office engine, and proved on the finished page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import assets, pdf_look, pdf_normal, word
from bayu_docs.office.session import OfficeSession
from bayu_docs.rendering import proof


@dataclass(frozen=True)
class Paper:
    """A paper to make: its name among the working files, its template, and the fields."""

    name: str
    template: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Printed:
    """A finished paper: the filled .docx and the PDF made from it."""

    docx: Path
    pdf: Path
    pages: int


def print_papers(
    papers: Sequence[Paper],
    engine: OfficeSession,
    work: Path,
    moment: datetime,
    *,
    last: bool = False,
) -> dict[str, Printed]:
    """Every paper rendered, converted in one go and proved; by name.

    last: no further work for the engine is to come.
    Raises TemplateFaulty, EngineFailed, or OutputDisproved when a text did not reach the page.
    """
    rendered = {}
    for paper in papers:
        made = word.load(assets.template(paper.template)).render(paper.fields, moment=moment)
        proof.prove_docx(made, paper.name)
        (work / f"{paper.name}.docx").write_bytes(made.docx)
        rendered[paper.name] = made
    sources = [work / f"{paper.name}.docx" for paper in papers]
    printed = {}
    for source, conversion in zip(sources, engine.convert(sources, work, last), strict=True):
        if (pdf := conversion.pdf) is None:
            raise EngineFailed(conversion.problem, "请运行 bayu-docs doctor 检查办公软件")
        pdf_normal.normalise(pdf, moment)
        texts = pdf_look.page_texts(pdf)
        proof.prove_pdf(rendered[source.stem], texts, source.stem)
        printed[source.stem] = Printed(source, pdf, len(texts))
    return printed
