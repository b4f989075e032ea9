"""Everything to know about strangers' PDFs, looked up in a child process with limits.

A hostile file can make pdfium abort or take gigabytes; it then costs the child and not us. Run as
a program, the module writes the surveys of the files named on its command line as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from bayu_docs.materials import pdf_look

TIME_LIMIT_S = 60
MEMORY_LIMIT_BYTES = 1536 * 1024 * 1024
MAX_PAGES = 500
_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
)


@dataclass(frozen=True)
class PdfSurvey:
    """One file. trouble: why it cannot be read, then all else is empty; sizes_mm: width, height;
    fonts: names not embedded; active: kinds of active or hidden content, in Chinese."""

    trouble: str = ""
    sizes_mm: tuple[tuple[float, float], ...] = ()
    texts: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    active: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.texts)


def surveys(paths: Sequence[Path]) -> tuple[PdfSurvey, ...]:
    """One survey per file, in order; a file that breaks its reader is a survey with trouble."""
    together = _in_child(paths)
    if together is not None:
        return together
    alone = (_in_child([path]) for path in paths)
    broken = PdfSurvey(trouble="读取时出错或超出时间、内存限制，文件可能已损坏")
    return tuple(found[0] if found else broken for found in alone)


def survey(path: Path) -> PdfSurvey:
    """The survey of one file, made in this process."""
    try:
        active = _active_content(path)
        count = pdf_look.page_count(path)
        if not 1 <= count <= MAX_PAGES:
            return PdfSurvey(trouble=f"页数为 {count}，不在 1—{MAX_PAGES} 之内")
        return PdfSurvey(
            sizes_mm=pdf_look.page_sizes_mm(path),
            texts=pdf_look.page_texts(path),
            fonts=pdf_look.fonts_not_embedded(path),
            active=active,
        )
    except pdf_look.PdfUnreadable as error:
        return PdfSurvey(trouble=str(error))


def _in_child(paths: Sequence[Path]) -> tuple[PdfSurvey, ...] | None:
    """The surveys made by a child; None when it fails. -P: the current folder, which may be the
    stranger's, is no place to import from."""
    files = [str(path.resolve()) for path in paths]
    command = [sys.executable, "-P", "-m", __name__, *files]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=TIME_LIMIT_S, check=True, env=environment
        )
        return tuple(_from_plain(each) for each in json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError, TypeError):
        return None


def _from_plain(plain: dict[str, Any]) -> PdfSurvey:
    return PdfSurvey(
        trouble=plain["trouble"],
        sizes_mm=tuple((width, height) for width, height in plain["sizes_mm"]),
        texts=tuple(plain["texts"]),
        fonts=tuple(plain["fonts"]),
        active=tuple(plain["active"]),
    )


def _active_content(path: Path) -> tuple[str, ...]:
    """What a paper does not do: scripts, launches, attachments, XFA; plain links are no matter."""
    found: set[str] = set()
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise pdf_look.PdfUnreadable(f"文件已加密：{path.name}")
            found.update(_in_root(pdf.Root))
            for item in pdf.objects:
                found.update(_in_object(item))
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, RecursionError) as error:
        raise pdf_look.PdfUnreadable(f"无法打开：{path.name}") from error
    return tuple(sorted(found))


def _in_root(root: pikepdf.Object) -> Iterator[str]:
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield "脚本"
        if "/EmbeddedFiles" in names:
            yield "内嵌文件"
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary):
        action = root["/OpenAction"]
        if action.get("/S") != "/GoTo":
            yield "打开时自动执行的动作"
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield "XFA 表单"


def _in_object(item: pikepdf.Object) -> Iterator[str]:
    """Signs of active content in one object, and in the actions written directly inside it."""
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if not isinstance(item, pikepdf.Dictionary):
        return
    if "/AA" in item:
        yield "自动触发的动作"
    if "/EF" in item:
        yield "内嵌文件"
    if item.get("/Subtype") in ("/RichMedia", "/Movie", "/Sound", "/Screen", "/FileAttachment"):
        yield "多媒体或附件"
    action = item.get("/A")
    for holder in (item, action if isinstance(action, pikepdf.Dictionary) else None):
        if holder is not None and holder.get("/S") in _ACTIONS:
            yield "脚本" if holder.get("/S") == "/JavaScript" else "对外动作"


def _limit_ourselves() -> None:
    """Memory and time of this process, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit stands alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_S // 2, TIME_LIMIT_S // 2))


def _main(arguments: Sequence[str]) -> None:
    _limit_ourselves()
    found = [dataclasses.asdict(survey(Path(argument))) for argument in arguments]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1:])
