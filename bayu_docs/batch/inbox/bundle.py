"""A package's bundle looked into: how many pages it has, and which pictures are on them."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

from bayu_docs.batch.inbox.found import BAG_FOLDER, Item
from bayu_docs.materials.pdf_images import image_digests
from bayu_docs.model.finding import Severity
from bayu_docs.model.report import Report
from bayu_docs.model.submission import BUNDLE
from bayu_docs.submission.unpack import MAX_TOTAL_BYTES

Pictures = tuple[tuple[str, str], ...]

# With one of these the zip was not opened, and is not opened here either.
_SHUT = ("verify.zip_broken", "verify.zip_bomb", "verify.unsafe_member", "verify.member_damaged")
# By its ASCII part: a zip made anew on a Chinese Windows spells the rest in GBK.
_BUNDLE = re.compile(r"/data/02_[^/]*[.]pdf$")


def bundle_look(item: Item, report: Report, scratch: Path) -> tuple[int | None, Pictures]:
    """The sides that verification counted, and each picture's sha256 with its page in words."""
    if any(found.code in _SHUT and found.severity is Severity.ERROR for found in report.findings):
        return None, ()
    bundle = _in_folder(item.path) if item.kind == BAG_FOLDER else _in_zip(item.path, scratch)
    pictures = image_digests(bundle) if bundle else ()
    return _sides(report), tuple((digest, f"第{page}面") for digest, page in pictures)


def _sides(report: Report) -> int | None:
    """What the report's head says of the bundle: `18 面（9 张）`."""
    said = dict(report.facts).get("佐证材料", "")
    number = re.match(r"\d+", said)
    return int(number.group()) if number else None


def _in_folder(folder: Path) -> Path | None:
    bundles = [path for path in sorted(folder.rglob(BUNDLE)) if not path.is_symlink()]
    return next(iter(bundles), None)


def _in_zip(package: Path, scratch: Path) -> Path | None:
    """The bundle taken out of the bag; what the gate of `verify` let pass is small enough."""
    try:
        with zipfile.ZipFile(package) as archive:
            for entry in archive.infolist():
                if _BUNDLE.search(entry.filename) and entry.file_size < MAX_TOTAL_BYTES:
                    with archive.open(entry) as source, (scratch / BUNDLE).open("wb") as sink:
                        shutil.copyfileobj(source, sink)
                    return scratch / BUNDLE
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    return None
