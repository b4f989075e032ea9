"""The bag: BagIt 1.0 (RFC 8493), sha256 manifests, zipped; same input, same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bayu_docs import __version__
from bayu_docs.errors import OutputDisproved
from bayu_docs.materials.files import safe_name, write_whole
from bayu_docs.model.submission import PackageFacts

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_NO_DATE = datetime(1980, 1, 1)  # the first that a zip can hold


def bag_info(facts: PackageFacts) -> dict[str, str]:
    """The bag's description: what the applicant stated, no word of any authority."""
    return {
        "Source-Organization": facts.applicant,
        "External-Description": f"{facts.station_name}申报材料",
        "External-Identifier": f"{facts.call_id}/{facts.tier}/{facts.station_name}",
    }


def write_bag(
    target: Path,
    name: str,
    payload: Mapping[str, Path | bytes],
    info: Mapping[str, str],
    moment: datetime,
) -> None:
    """Write the zip `target` with one top folder `name/` holding the bag.

    payload: path below data/ -> a file or its bytes; info: further lines of bag-info.txt;
    moment: the bagging date and every member's date. The finished zip is opened again and
    compared (OutputDisproved when it differs). ValueError for a name that is not safe.
    """
    members = _members(payload, info, moment)
    for part in (name, *(part for path in payload for part in path.split("/"))):
        if part != safe_name(part):
            raise ValueError(f"not a safe name: {part!r}")
    if len({part.casefold() for part in payload}) != len(payload):
        raise ValueError("payload names differ in case only")
    full = {f"{name}/{path}": content for path, content in members.items()}
    write_whole(target, _zipped(full, moment))
    _prove(target, full)


def zip_bag(folder: Path, target: Path) -> None:
    """Write the zip `target` with a bag that lies open in `folder`, every file as it is there.

    The same files give the same bytes, whenever it is done. OutputDisproved as in write_bag.
    """
    full = {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    write_whole(target, _zipped(full, _NO_DATE))
    _prove(target, full)


def _members(
    payload: Mapping[str, Path | bytes], info: Mapping[str, str], moment: datetime
) -> dict[str, bytes]:
    """Path inside the bag -> bytes, payload and tag files."""
    data = {
        f"data/{name}": source if isinstance(source, bytes) else source.read_bytes()
        for name, source in sorted(payload.items())
    }
    size = sum(len(content) for content in data.values())
    lines = {
        **info,
        "Bagging-Date": moment.date().isoformat(),
        "Payload-Oxum": f"{size}.{len(data)}",
        "Bag-Software-Agent": f"bayu-docs {__version__}",
    }
    tags = {
        "bagit.txt": DECLARATION.encode("ascii"),
        "bag-info.txt": _info_text(lines).encode("utf-8"),
        "manifest-sha256.txt": _manifest(data),
    }
    return {**tags, "tagmanifest-sha256.txt": _manifest(tags), **data}


def _info_text(lines: Mapping[str, str]) -> str:
    for label, value in lines.items():
        if not label.isascii() or any(char in label + value for char in "\r\n") or ":" in label:
            raise ValueError(f"not a bag-info line: {label!r}")
    return "".join(f"{label}: {value}\n" for label, value in lines.items())


def _manifest(files: Mapping[str, bytes]) -> bytes:
    rows = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return "".join(rows).encode("utf-8")


def _zipped(members: Mapping[str, bytes], moment: datetime) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in sorted(members.items()):
            entry = zipfile.ZipInfo(path, date_time=moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same byte on every system
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _prove(target: Path, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(target) as archive:
        if sorted(archive.namelist()) != sorted(members):
            raise OutputDisproved(f"材料包 {target.name} 写成后文件名不一致")
        for path, content in members.items():
            if archive.read(path) != content:
                raise OutputDisproved(f"材料包 {target.name} 写成后内容不一致：{path}")
