"""Papers: a template filled, converted by the office engine, and proved on the finished page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import pdf_look, pdf_normal, word
from bayu_docs.office.session import Conversion
from bayu_docs.rendering import proof


@dataclass(frozen=True)
class Paper:
    """A paper to make: its name among the working files, the path of its template, the fields.

    data: what the .docx is to keep in itself, for those who go on in it.
    """

    name: str
    template: Path
    fields: Mapping[str, Any]
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Printed:
    """A finished paper: the filled .docx, the PDF made from it, and the text of its pages."""

    docx: Path
    pdf: Path
    texts: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.texts)


@dataclass(frozen=True)
class Filled:
    """Papers filled but not yet converted: the .docx files and what each must show."""

    sources: tuple[Path, ...]
    rendered: tuple[word.Rendered, ...]


def fill(papers: Sequence[Paper], work: Path, moment: datetime) -> Filled:
    """Render each paper into `work` and prove the .docx. TemplateFaulty, OutputDisproved."""
    rendered = []
    for paper in papers:
        made = word.load(paper.template).render(paper.fields, moment=moment, data=paper.data)
        proof.prove_docx(made, paper.name)
        (work / f"{paper.name}.docx").write_bytes(made.docx)
        rendered.append(made)
    return Filled(tuple(work / f"{paper.name}.docx" for paper in papers), tuple(rendered))


def prove(
    filled: Filled, conversions: Sequence[Conversion], moment: datetime
) -> dict[str, Printed]:
    """The converted papers by name, each page read back.

    Raises EngineFailed, or OutputDisproved when a text did not reach the page. Not for threads:
    pdfium reads one file at a time.
    """
    pdfs = [_made(conversion) for conversion in conversions]
    pdf_normal.normalise(pdfs, moment)
    printed = {}
    for source, made, pdf in zip(filled.sources, filled.rendered, pdfs, strict=True):
        texts = pdf_look.page_texts(pdf)
        proof.prove_pdf(made, texts, source.stem)
        printed[source.stem] = Printed(source, pdf, texts)
    return printed


def _made(conversion: Conversion) -> Path:
    if conversion.pdf is None:
        raise EngineFailed(conversion.problem, "请运行 bayu-docs doctor 检查办公软件")
    return conversion.pdf
