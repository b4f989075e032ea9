"""One job on one worker: letters filled, proved, converted in one start of the engine, proved.

A worker keeps an engine standing ready between jobs. Errors come back as values: one bad letter
never stops the others.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from bayu_docs import __version__
from bayu_docs.errors import BayuError, EngineFailed, EngineMissing, OutputDisproved
from bayu_docs.materials import fonts, pdf_look, pdf_normal, word
from bayu_docs.model.job import Job, JobResult, Letter, Made, Tools
from bayu_docs.notices import public
from bayu_docs.office.family import Family
from bayu_docs.office.program import office_version
from bayu_docs.office.session import OfficeSession
from bayu_docs.rendering import proof

_BODY_FACE = "仿宋_GB2312"


def get_ready() -> None:
    """Start this process's engine while there are no letters yet, and learn its version."""
    with suppress(EngineMissing):  # the first job tells
        _office()
        tools()


def do(job: Job) -> JobResult:
    """All letters of the job, in order. EngineMissing when this machine cannot print at all."""
    office = _office()
    template = word.compiled(job.name, job.template)
    filled = {letter.key: _filled(template, letter, job.moment) for letter in job.letters}
    with tempfile.TemporaryDirectory(prefix="bayu-job-") as name:
        pdfs = _printed(filled, office, Path(name), job)
        made = tuple(
            _finished(letter, filled[letter.key], pdfs.get(letter.key, ""), Path(name))
            for letter in job.letters
        )
    return JobResult(job.number, made, tools())


def _printed(
    filled: Mapping[str, word.Rendered | str], office: OfficeSession, folder: Path, job: Job
) -> dict[str, bytes | str]:
    """The PDF of each letter that could be filled, or why it could not be converted."""
    sources = {}
    for number, (key, rendered) in enumerate(filled.items()):
        if isinstance(rendered, word.Rendered):
            sources[key] = folder / f"{number:05}.docx"
            sources[key].write_bytes(rendered.docx)
    conversions = office.convert(tuple(sources.values()), folder / "pdf", last=job.last)
    outcomes = dict(zip(sources, conversions, strict=True))
    read = {key: each.pdf.read_bytes() for key, each in outcomes.items() if each.pdf is not None}
    normal = dict(zip(read, pdf_normal.normalised(tuple(read.values()), job.moment), strict=True))
    return {
        key: outcomes[key].problem if (made := normal.get(key)) is None else _content(made)
        for key in outcomes
    }


def _content(made: bytes | EngineFailed) -> bytes | str:
    return made.message if isinstance(made, EngineFailed) else made


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


def _filled(template: word.Template, letter: Letter, moment: datetime) -> word.Rendered | str:
    """The letter's .docx with its proof, or why there is none."""
    try:
        rendered = template.render(letter.fields, moment=moment)
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
    letter: Letter, rendered: word.Rendered | str, pdf: bytes | str, folder: Path
) -> Made:
    """The letter proved on its pages; a text in place of either says why there is none."""
    if isinstance(rendered, str) or isinstance(pdf, str):
        return Made(letter.key, problem=rendered if isinstance(rendered, str) else str(pdf))
    try:
        texts = pdf_look.page_texts(pdf)
        proof.prove_pdf(rendered, texts, letter.key)
        if letter.public:
            looked_at = folder / "public.pdf"
            looked_at.write_bytes(pdf)
            for found in public.scan(rendered.docx, looked_at, letter.key):
                raise OutputDisproved(found.message)
    except BayuError as error:
        return Made(letter.key, problem=error.message)
    return Made(letter.key, rendered.docx, pdf, len(texts))
