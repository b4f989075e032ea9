"""Read every proof, whatever it is, and make upright pages of it in our own PDFs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.evidence import locate, wording
from bayu_docs.evidence.kinds import Kind, kind_of
from bayu_docs.evidence.locate import MissingFileError, UnsafePathError
from bayu_docs.evidence.plan import BOX_MM, picture_size
from bayu_docs.evidence.selection import SelectionError, selected
from bayu_docs.evidence.wording import About
from bayu_docs.materials import image, pdf_gate, pdf_pictures
from bayu_docs.materials.image import PictureError
from bayu_docs.materials.image_level import BEST, Fineness
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece
from bayu_docs.model.finding import Finding, Outcome

_WORKERS = 2


@dataclass(frozen=True)
class _Source:
    """One item whose file was found and whose kind is accepted; pdf: what the gate shall read."""

    about: About
    kind: Kind
    path: Path
    pdf: Path | None = None


@dataclass(frozen=True)
class _Pages:
    """What a file became: a normalised PDF with pages of these sizes in points, or a refusal."""

    location: Path
    sizes: tuple[tuple[float, float], ...] = ()
    moving: bool = False  # the picture is the first frame of several
    refusal: PictureError | None = None
    gated: pdf_gate.GatedPdf | None = None


def collect(
    items: Sequence[EvidenceItem],
    folder: Path,
    work: Path,
    office_pdfs: Mapping[str, Path | None],
    fineness: Fineness = BEST,
) -> Outcome[tuple[Piece, ...]]:
    """The pieces of all items in order, and everything found on the way.

    folder: what the items' files are relative to; work: an existing folder for the normalised
    PDFs; office_pdfs: an Office item's `file` -> the PDF made of it, None or absent when no engine
    could (finding evidence.pages_unknown); fineness: how fine pictures are stored. A file that
    fails is a finding and gives no pieces.
    """
    sources, findings = _sources(items, folder, office_pdfs)
    pages = _normalised(sources, work, fineness)
    pieces: list[Piece] = []
    for number, source in enumerate(sources):
        own, found = _pieces(source, pages[_key(source)])
        pieces += own
        findings += [(source.about.position, number, each) for each in found]
    told = [finding for _position, _number, finding in sorted(findings, key=lambda f: f[:2])]
    told += [wording.unlisted(name) for name in locate.unlisted(items, folder)]
    return Outcome(tuple(pieces), tuple(told))


def office_files(
    items: Sequence[EvidenceItem], folder: Path
) -> tuple[tuple[EvidenceItem, Path, str], ...]:
    """The items the office engine must convert first: (item, path, "word" or "sheet")."""
    found = []
    for item in items:
        try:
            path = locate.locate(item.file, folder)
            kind = kind_of(path)
        except (MissingFileError, UnsafePathError, OSError):
            continue  # collect() says so
        if kind.is_office:
            found.append((item, path, kind.value))
    return tuple(found)


def unknown_ids(items: Sequence[EvidenceItem], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Ids of the items whose pages stayed unknown, for the plan."""
    pointers = {f.place.pointer for f in findings if f.code == "evidence.pages_unknown"}
    return tuple(
        item.id for position, item in enumerate(items) if f"/evidence/{position}/file" in pointers
    )


def _sources(
    items: Sequence[EvidenceItem], folder: Path, office_pdfs: Mapping[str, Path | None]
) -> tuple[list[_Source], list[tuple[int, int, Finding]]]:
    """Each item as a source, or the finding that says why it is none."""
    sources: list[_Source] = []
    findings: list[tuple[int, int, Finding]] = []
    seen: set[str] = set()
    for position, item in enumerate(items):
        about = About(item, position)
        if item.id in seen:
            findings.append((position, 0, wording.duplicate_id(about)))
            continue
        seen.add(item.id)
        source = _source(about, folder, office_pdfs)
        if isinstance(source, Finding):
            findings.append((position, 0, source))
        else:
            sources.append(source)
    return sources, findings


def _source(
    about: About, folder: Path, office_pdfs: Mapping[str, Path | None]
) -> _Source | Finding:
    try:
        path = locate.locate(about.item.file, folder)
        kind = kind_of(path)
    except MissingFileError as error:
        return wording.missing(about, error.alike)
    except UnsafePathError:
        return wording.unsafe(about)
    except OSError:
        return wording.unreadable(about)
    if kind.is_office:
        made = office_pdfs.get(about.item.file)
        return wording.pages_unknown(about) if made is None else _Source(about, kind, path, made)
    if kind is Kind.PDF:
        return _Source(about, kind, path, path)
    if kind is Kind.PICTURE:
        return _Source(about, kind, path)
    return wording.cannot_take(about, kind)


def _key(source: _Source) -> Path:
    """One file is normalised once, however many items name it."""
    return source.pdf or source.path


def _normalised(sources: Sequence[_Source], work: Path, fineness: Fineness) -> dict[Path, _Pages]:
    """All files at once: pictures in threads, PDFs in the gate's children."""
    targets = {
        key: work / f"evidence-{number:03d}.pdf"
        for number, key in enumerate(dict.fromkeys(map(_key, sources)))
    }
    pdfs = [key for key in targets if any(s.pdf == key for s in sources)]
    with ThreadPoolExecutor(_WORKERS + 1) as pool:
        gate = pool.submit(pdf_gate.pass_gate, [(key, targets[key]) for key in pdfs], BOX_MM)
        pictures = {
            key: pool.submit(_picture_pages, key, target, fineness)
            for key, target in targets.items()
            if key not in pdfs
        }
        pages = {key: future.result() for key, future in pictures.items()}
        for key, gated in zip(pdfs, gate.result(), strict=True):
            pages[key] = _Pages(targets[key], gated.sizes, gated=gated)
    return pages


def _picture_pages(path: Path, target: Path, fineness: Fineness) -> _Pages:
    try:
        pictures = image.read_pictures(path, BOX_MM, fineness.quality, fineness.dpi)
    except PictureError as error:
        return _Pages(target, refusal=error)
    sizes = [picture_size(picture.width_px, picture.height_px) for picture in pictures]
    pdf_pictures.write_pictures(target, pictures, sizes)
    moving = any(picture.moving for picture in pictures)
    return _Pages(target, tuple(sizes), moving)


def _pieces(source: _Source, pages: _Pages) -> tuple[list[Piece], list[Finding]]:
    about = source.about
    if pages.refusal is not None:
        return [], [wording.refused_picture(about, pages.refusal)]
    if pages.gated is not None and pages.gated.refusal:
        return [], [wording.refused_pdf(about, pages.gated)]
    found = wording.remarks(about, pages.gated) if pages.gated is not None else []
    if pages.moving:
        found.append(wording.first_frame_only(about))
    try:
        chosen = selected(about.item.pages, len(pages.sizes))
    except SelectionError as error:
        return [], [*found, wording.no_such_pages(about, str(error))]
    pieces = [
        Piece(
            key=f"{about.item.id}.{number}",
            item=about.item.id,
            kind=source.kind.value,
            width=pages.sizes[number - 1][0],
            height=pages.sizes[number - 1][1],
            source=about.item.file,
            source_page=number,
            location=str(pages.location),
            page_index=number - 1,
        )
        for number in chosen
    ]
    return pieces, found
