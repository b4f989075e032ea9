"""Papers of every size: text on the first page, seals beside their text, 版记 at the last foot."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.head import printed
from bayu_docs.materials import fonts, pdf_look, word
from bayu_docs.materials.word import Fragment
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.notice import FORMATS, Head
from bayu_docs.office.session import Family, OfficeSession
from bayu_docs.rendering import proof

pytestmark = pytest.mark.engine

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STARTS = 25 if LONG else 1
PAPERS_PER_START = 12
FOOT_PT = spec.BOTTOM_MARGIN_MM.value * POINTS_PER_MM


@dataclass(frozen=True)
class Page:
    """A rendered paper: what was asked for, what was printed, what its pages say."""

    head: Head
    body: tuple[str, ...]
    fields: dict[str, Any]
    rendered: word.Rendered
    pdf: Path
    texts: tuple[str, ...]

    @property
    def signed_page(self) -> int:
        """Index of the page that holds the signature with its date."""
        day = proof.squeezed(self.fields["date"])
        return max(at for at, text in enumerate(self.texts) if day in text.split("抄送：")[0])


@settings(
    max_examples=STARTS,
    phases=(Phase.generate,),
    suppress_health_check=(HealthCheck.too_slow,),
)
@given(seed=st.integers(0, 10**6))
def test_generated_papers_keep_together_what_belongs_together(
    official_papers: ModuleType, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    work = tmp_path_factory.mktemp("papers")
    seeds = range(seed * PAPERS_PER_START, (seed + 1) * PAPERS_PER_START)
    problems = [
        f"{number}: {problem}"
        for number, page in _rendered(official_papers, work, seeds)
        for problem in _problems(page)
    ]
    assert problems == []


def _rendered(papers: ModuleType, work: Path, seeds: range) -> Iterator[tuple[int, Page]]:
    templates = {}
    for paper_format in (each for each in FORMATS if each in papers.FORMATS):
        path = work / f"{paper_format}.docx"
        path.write_bytes(papers.template(paper_format))
        templates[paper_format] = word.load(path)
    made, filled, files = [], [], []
    for seed in seeds:
        paper = papers.paper(seed)
        fields = printed(paper.head)
        values = {"h": fields, "f": {"body": list(paper.body)}, "draft_mark": ""}
        rendered = templates[paper.head.format].render(values)
        proof.prove_docx(rendered, str(seed))
        files.append(work / f"{seed}.docx")
        files[-1].write_bytes(rendered.docx)
        made.append((paper, fields))
        filled.append(rendered)
    with OfficeSession(Family.WRITER, fonts.resolve(), work / "office") as office:
        conversions = office.convert(files, work / "pdf", last=True)
    together = zip(seeds, made, filled, conversions, strict=True)
    for seed, (paper, fields), rendered, conversion in together:
        assert conversion.pdf is not None, conversion.problem
        texts = tuple(map(proof.squeezed, pdf_look.page_texts(conversion.pdf)))
        yield seed, Page(paper.head, paper.body, fields, rendered, conversion.pdf, texts)


def _problems(page: Page) -> Iterator[str]:
    """What an office would send back."""
    proof.prove_pdf(page.rendered, pdf_look.page_texts(page.pdf), page.pdf.stem)
    if proof.squeezed(page.body[0])[:8] not in page.texts[0]:
        yield "the first page shows no text"
    for at, text in enumerate(page.texts, 1):
        if text.replace(f"—{at}—", "") == "":
            yield f"page {at} is empty"
        if "此页无正文" in text:
            yield "此页无正文"
    yield from _signature_problems(page)
    yield from _imprint_problems(page)


def _signature_problems(page: Page) -> Iterator[str]:
    """Names and date on one page, right below the end of the text or of 附件说明."""
    text = page.texts[page.signed_page]
    signed = proof.squeezed("".join(page.fields["signature"].texts))
    if signed not in text:
        yield f"names and date do not stand together: {signed}"
        return
    end = page.head.attachments[-1].title if page.head.attachments else page.body[-1]
    if not text[: text.rindex(signed)].endswith(proof.squeezed(end)[-6:]):
        yield f"the signature is parted from “{end[-6:]}”"


def _imprint_problems(page: Page) -> Iterator[str]:
    """版记 on the last page, its foot at the foot of the text area, nothing written over."""
    imprint = page.fields["imprint"]
    if not isinstance(imprint, Fragment):
        return
    last = len(page.texts)
    boxes = pdf_look.find_texts(page.pdf, last, imprint.texts)
    if not all(boxes):
        yield "版记 does not stand on the last page"
        return
    lines = [max(found, key=lambda box: -box.bottom) for found in boxes]
    lowest, highest = min(box.bottom for box in lines), max(box.top for box in lines)
    if not FOOT_PT - 3 <= lowest <= FOOT_PT + 12:
        yield f"版记 ends {lowest - FOOT_PT:.1f} pt above the foot of the text area"
    words = page.texts[-1].split(proof.squeezed(imprint.texts[0]))[0].removesuffix(f"—{last}—")
    (above,) = pdf_look.find_texts(page.pdf, last, [words[-8:]])
    if not above:
        yield "版记 stands alone on its page"
    elif max(box.bottom for box in above) < highest - 1:
        yield "版记 is written over the text"
