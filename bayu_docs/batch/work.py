"""One job on one worker: letters filled, proved, converted in one start of the engine, proved.

A worker keeps an engine standing ready between jobs. Errors come back as values: one bad letter
never stops the others.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from bayu_docs import __version__
from bayu_docs.errors import BayuError, EngineFailed, OutputDisproved
from bayu_docs.materials import fonts, pdf_look, pdf_normal, word
from bayu_docs.model.job import Job, JobResult, Letter, Made, Tools
from bayu_docs.notices import public
from bayu_docs.office.family import Family
from bayu_docs.office.program import office_version
from bayu_docs.office.session import Conversion, OfficeSession
from bayu_docs.rendering import proof

_BODY_FACE = "仿宋_GB2312"


def do(job: Job) -> JobResult:
    """All letters of the job, in order. EngineMissing when this machine cannot print at all."""
    office = _office()
    template = word.compiled(job.name, job.template)
    filled = [_filled(template, letter, job) for letter in job.letters]
    with tempfile.TemporaryDirectory(prefix="bayu-job-") as name:
        folder = Path(name)
        sources = [folder / f"{number:05}.docx" for number in range(len(filled))]
        sound = [
            (source, rendered)
            for source, rendered in zip(sources, filled, strict=True)
            if isinstance(rendered, word.Rendered)
        ]
        for source, rendered in sound:
            source.write_bytes(rendered.docx)
        conversions = office.convert([source for source, _ in sound], folder / "pdf")
        converted = {conversion.source: conversion for conversion in conversions}
        made, number = [], pdf_normal.FIRST_SERIAL
        numbered = job.numbered or (0,) * len(job.letters)
        for letter, source, outcome, taken in zip(
            job.letters, sources, filled, numbered, strict=True
        ):
            number += taken
            made.append(_finished(letter, outcome, converted.get(source), job.moment, number))
            number += made[-1].numbers
    return JobResult(job.number, tuple(made), tools())


@cache
def tools() -> Tools:
    """What this machine makes documents with. EngineMissing."""
    faces = "；".join(f"{name} {version}" for name, version in fonts.resolve().versions)
    return Tools(__version__, office_version(), faces)


@cache
def _office() -> OfficeSession:
    """This process's engine, ended with it."""
    work = Path(tempfile.mkdtemp(prefix="bayu-worker-"))
    office = OfficeSession(Family.WRITER, fonts.resolve(), work)
    office.__enter__()
    Finalize(None, _end, (office, work), exitpriority=10)  # pool processes run no atexit
    return office


def _end(office: OfficeSession, work: Path) -> None:
    office.close()
    shutil.rmtree(work, ignore_errors=True)


def _filled(template: word.Template, letter: Letter, job: Job) -> word.Rendered | str:
    """The letter's .docx with its proof, or why there is none."""
    try:
        rendered = template.render(letter.fields, moment=job.moment)
        proof.prove_docx(rendered, letter.key)
    except BayuError as error:
        return error.message
    missing = [char for char in dict.fromkeys("".join(rendered.printed)) if not _drawn(char)]
    if missing:
        return f"没有字体可以印出：{'、'.join(f'“{char}”' for char in missing)}"
    return rendered


@cache
def _drawn(char: str) -> bool:
    """Whether some font of this machine draws the character, in the face values are printed in."""
    return not fonts.resolve().uncovered(char, _BODY_FACE)


def _finished(
    letter: Letter,
    rendered: word.Rendered | str,
    conversion: Conversion | None,
    moment: datetime,
    number: int,
) -> Made:
    """The letter proved on its pages; number: the first free font number."""
    if isinstance(rendered, str) or conversion is None:
        return Made(letter.key, problem=str(rendered))
    try:
        return _proved(letter, rendered, conversion, moment, number)
    except BayuError as error:
        return Made(letter.key, problem=error.message)


def _proved(
    letter: Letter,
    rendered: word.Rendered,
    conversion: Conversion,
    moment: datetime,
    number: int,
) -> Made:
    if (pdf := conversion.pdf) is None:
        raise EngineFailed(conversion.problem)
    numbers = pdf_normal.normalise(pdf, moment, number)
    texts = pdf_look.page_texts(pdf)
    proof.prove_pdf(rendered, texts, letter.key)
    if letter.public:
        for found in public.scan(rendered.docx, pdf, letter.key):
            raise OutputDisproved(found.message)
    return Made(letter.key, rendered.docx, pdf.read_bytes(), len(texts), numbers)
