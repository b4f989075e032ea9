"""The ledger of a batch: append-only JSON lines, one for each letter that came out or failed.

It is what a second run trusts, and only as far as the files on disk still have the digests it
names. A line torn by a crash is the last one and is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.errors import OutputUnwritable
from bayu_docs.materials import files
from bayu_docs.model.job import Letter, Made, Tools

LEDGER = "发文台账.jsonl"
_VERSION = 1


@dataclass(frozen=True)
class Line:
    """One letter. input, template, docx, pdf: SHA-256 digests; problem: empty when it is
    done."""

    key: str
    input: str
    template: str
    docx: str
    pdf: str
    pages: int
    problem: str
    tools: Tools


class Ledger:
    """The ledger of one output folder. moment: the time its documents are dated with."""

    def __init__(self, folder: Path, kind: str, moment: datetime, *, afresh: bool = False) -> None:
        """Read what is there; afresh: begin anew with this moment, whatever was done before."""
        self._path = folder / LEDGER
        self._folder = folder
        self.moment = moment
        self._lines: dict[str, Line] = {}
        self._names: dict[str, None] = {}
        heads = self._read()
        if afresh:
            heads = []
            self._lines.clear()
        mine = [head for head in heads if head["kind"] == kind]
        if heads and not mine:
            raise OutputUnwritable(
                f"输出文件夹“{folder.name}”里是另一种公文（{heads[-1]['kind']}）",
                "请换一个输出文件夹",
            )
        if mine:
            self.moment = datetime.fromisoformat(mine[-1]["moment"])
        self._begin = None if mine else {"v": _VERSION, "kind": kind, "moment": moment.isoformat()}

    def __enter__(self) -> Ledger:
        try:
            self._stream = self._path.open("ab")
        except OSError as error:
            raise OutputUnwritable(f"写不进“{LEDGER}”", "请关闭占用它的程序后重试") from error
        if self._stream.tell() and not self._path.read_bytes().endswith(b"\n"):
            self._stream.write(b"\n")  # a torn line stays alone
        if self._begin is not None:
            self._append(self._begin)
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def done(self, letter: Letter, template: str) -> Line | None:
        """The letter's line when it was made of the same input and its files are still whole."""
        line = self._lines.get(letter.key)
        if line is None or line.problem or line.template != template:
            return None
        if line.input != digest_of(letter.fields):
            return None
        for suffix, digest in (("docx", line.docx), ("pdf", line.pdf)):
            path = self._folder / f"{letter.key}.{suffix}"
            if not path.is_file() or files.sha256_of(path) != digest:
                return None
        return line

    def others(self, keys: Container[str]) -> tuple[str, ...]:
        """The letters of all runs before, begun afresh or killed, that are none of these; in the
        order they came. A name that leads out of the folder is none of ours."""
        return tuple(name for name in self._names if name not in keys and Path(name).name == name)

    def add(self, letters: Iterable[tuple[Letter, Made]], template: str, tools: Tools) -> None:
        """Write down letters whose files are already in place, all at once."""
        lines = (
            Line(
                letter.key,
                digest_of(letter.fields),
                template,
                _sha256(made.docx),
                _sha256(made.pdf),
                made.pages,
                made.problem,
                tools,
            )
            for letter, made in letters
        )
        self._append(*({"v": _VERSION, **asdict(line)} for line in lines))

    def _append(self, *entries: Mapping[str, Any]) -> None:
        texts = (json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in entries)
        try:
            self._stream.write("".join(f"{text}\n" for text in texts).encode("utf-8"))
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise OutputUnwritable(
                f"写不进“{LEDGER}”：磁盘可能已满", "请腾出空间后再次运行"
            ) from error

    def _read(self) -> list[dict[str, Any]]:
        """Take in all letters' lines; gives the lines that begin a run."""
        heads: list[dict[str, Any]] = []
        if not self._path.is_file():
            return heads
        with self._path.open(encoding="utf-8", errors="replace") as stream:
            for text in stream:
                try:
                    entry = json.loads(text)
                    version = entry.pop("v")
                    if version != _VERSION:
                        continue
                    if "moment" in entry:
                        heads.append(entry)
                        self._lines.clear()
                    else:
                        line = Line(**(entry | {"tools": Tools(**entry["tools"])}))
                        self._lines[line.key] = line
                        self._names[str(line.key)] = None
                except (ValueError, KeyError, TypeError, AttributeError):
                    continue  # a torn line: its letter is made again
        return heads


def digest_of(value: Any) -> str:
    """SHA-256 of a template's fields in their one written form; Fragments by their members."""
    plain = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=asdict
    )
    return _sha256(plain.encode("utf-8", "surrogatepass"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""
