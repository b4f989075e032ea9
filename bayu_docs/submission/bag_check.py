"""The bag against its own manifests (RFC 8493), read without the code that writes bags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from bayu_docs.materials.files import sha256_of
from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import BAG_PAYLOAD, ORIGINALS
from bayu_docs.submission.faults import fault

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (DECLARATION, INFO, MANIFEST, TAG_MANIFEST)
CHECKED = (
    "verify.bag_declaration",
    "verify.bag_info",
    "verify.manifest",
    "verify.missing",
    "verify.extra",
    "verify.hash",
)
_ROW = re.compile(r"^([0-9a-fA-F]{64})[ \t]+\*?(.+)$")


def check_bag(
    files: Mapping[str, Path],
    required: Collection[str] = BAG_PAYLOAD,
    free: tuple[str, ...] = (ORIGINALS,),
) -> tuple[Finding, ...]:
    """Findings on declaration, description, both manifests, and what is missing or too many.

    files: every file of the bag by its `/`-path from the bag's folder; required: what data/ must
    hold; free: beginnings of paths in data/ of what it may hold besides.
    """
    findings = [*_declaration(files), *_info(files)]
    payload, payload_faults = _manifest(files, MANIFEST)
    tags, tag_faults = _manifest(files, TAG_MANIFEST)
    findings += [*payload_faults, *tag_faults]
    findings += _hashes(files, {**tags, **payload})
    findings += _presence(files, payload, tags, required, free)
    return tuple(findings)


def _declaration(files: Mapping[str, Path]) -> Iterator[Finding]:
    text = _text(files, DECLARATION)
    if text is None:
        return
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines != ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"]:
        yield fault("bag_declaration", "不是 BagIt 1.0 的声明", file=DECLARATION)


def _info(files: Mapping[str, Path]) -> Iterator[Finding]:
    text = _text(files, INFO)
    if text is None:
        return
    rows = [line.partition(":") for line in text.splitlines() if line and not line[0].isspace()]
    stated = {label.strip().lower(): value.strip() for label, _, value in rows}
    data = [path for name, path in files.items() if name.startswith("data/")]
    actual = f"{sum(path.stat().st_size for path in data)}.{len(data)}"
    oxum = stated.get("payload-oxum", "")
    if oxum != actual:
        message = f"Payload-Oxum 写的是“{oxum or '（没有）'}”，实际为 {actual}（字节数.文件数）"
        yield fault("bag_info", message, file=INFO)


def _manifest(files: Mapping[str, Path], name: str) -> tuple[dict[str, str], list[Finding]]:
    """Path -> digest as the manifest states them."""
    text = _text(files, name)
    stated: dict[str, str] = {}
    findings: list[Finding] = []
    for number, line in enumerate((text or "").splitlines(), 1):
        row = _ROW.match(line)
        if row is None or unquote(row[2]) in stated:
            reason = "写法不对" if row is None else "重复"
            findings.append(fault("manifest", f"第 {number} 行{reason}", file=name))
            continue
        stated[unquote(row[2])] = row[1].lower()
    if text is not None and not stated:
        findings.append(fault("manifest", "校验清单是空的", file=name))
    return stated, findings


def _hashes(files: Mapping[str, Path], stated: Mapping[str, str]) -> Iterator[Finding]:
    for name, digest in stated.items():
        path = files.get(name)
        if path is not None and sha256_of(path) != digest:
            yield fault("hash", "内容与校验清单不符，文件被改动过", file=name)


def _presence(
    files: Mapping[str, Path],
    payload: Mapping[str, str],
    tags: Mapping[str, str],
    wanted: Collection[str],
    free: tuple[str, ...],
) -> Iterator[Finding]:
    required = {*TAG_FILES, *(f"data/{name}" for name in wanted)}
    besides = tuple(f"data/{beginning}" for beginning in free)
    allowed_tags = set(TAG_FILES)
    for name in sorted(required | set(payload) | set(tags)):
        if name not in files:
            yield fault("missing", "缺少这个文件", file=name)
    for name in sorted(files):
        if name not in required and not (name.startswith(besides) and name in payload):
            yield fault("extra", "多出这个文件，它不属于材料包", file=name)
        elif name.startswith("data/") and name not in payload and MANIFEST in files:
            yield fault("manifest", f"“{name}”没有列入校验清单", file=MANIFEST)
        elif name in allowed_tags - {TAG_MANIFEST} and name not in tags and TAG_MANIFEST in files:
            yield fault("manifest", f"“{name}”没有列入校验清单", file=TAG_MANIFEST)


def _text(files: Mapping[str, Path], name: str) -> str | None:
    """The tag file's text, None when absent; bytes that are not UTF-8 become replacement marks."""
    path = files.get(name)
    return None if path is None else path.read_bytes().decode("utf-8", errors="replace")
