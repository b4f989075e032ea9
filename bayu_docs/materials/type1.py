"""Type 1 font programs in PDFs: the serial number LibreOffice gives each, made what we say.

LibreOffice numbers the fonts it embeds from 4100001 on, one number after the other for all files
of a process, in the order of its memory. The number stands in the clear part of the program and
again in its encrypted part (Adobe Type 1 Font Format, 7), where every byte depends on those
before it, so changing it means encrypting that part anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_UNIQUE_ID = re.compile(rb"/UniqueID (\d{7}) def")
_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
_NEAR_BYTES, _HEAD_BYTES = 512, 1500  # where the number stands: nearly always, and at the most
_LANE_BYTES = 4  # room for the product of the factor and a state with a byte added
_FEW = 12  # fewer programs are quicker one by one


@dataclass(frozen=True)
class Program:
    """A font program: its bytes, how many of them are clear, and how many encrypted after those."""

    content: bytes
    clear_length: int
    secret_length: int

    @property
    def serial(self) -> int | None:
        """Its number, as its clear part tells it, or None when it has none."""
        found = _UNIQUE_ID.search(self.content[: self.clear_length])
        return None if found is None else int(found[1])


@dataclass(frozen=True)
class _Change:
    """A program with its new beginning, and the states the rest is to be moved between."""

    begun: bytes
    rest: bytes
    old: int
    new: int
    end: bytes


def renumbered(programs: Sequence[tuple[Program, int]]) -> list[bytes]:
    """Each program with the seven-digit number beside it; no length changes.

    ValueError when a program has no number.
    """
    changes = [_begun(program, serial) for program, serial in programs]
    moved: dict[int, bytes] = {}
    waiting = sorted(range(len(changes)), key=lambda index: len(changes[index].rest))
    while waiting:  # those of like length together, the longest first
        most = len(changes[waiting[-1]].rest)
        alike = [index for index in waiting if len(changes[index].rest) * 2 > most]
        waiting = waiting[: len(waiting) - max(len(alike), 1)]
        chosen = [changes[index] for index in alike]
        many = len(chosen) >= _FEW
        parts = _moved_together(chosen) if many else [_moved(change) for change in chosen]
        moved |= dict(zip(alike, parts, strict=True))
    return [
        change.begun + moved.get(index, b"") + change.end for index, change in enumerate(changes)
    ]


def _begun(program: Program, serial: int) -> _Change:
    content, clear_length = program.content, program.clear_length
    end = clear_length + program.secret_length
    line = b"/UniqueID %07d def" % serial
    secret = content[clear_length:end]
    for length in (_NEAR_BYTES, _HEAD_BYTES):
        plain, old = _decrypted(secret[:length])
        numbered, count = _UNIQUE_ID.subn(line, plain, 1)
        if count and len(numbered) == len(plain):
            head, new = _encrypted(numbered)
            clear = _UNIQUE_ID.sub(line, content[:clear_length], 1)
            return _Change(clear + head, secret[length:], old, new, content[end:])
    raise ValueError("no seven-digit UniqueID in this program")


def _decrypted(cipher: bytes) -> tuple[bytes, int]:
    """The plain bytes, and the state after them."""
    following, state, plain = _following(), _KEY, bytearray()
    for byte in cipher:
        plain.append(byte ^ (state >> 8))
        state = following[byte + state]
    return bytes(plain), state


def _encrypted(plain: bytes) -> tuple[bytes, int]:
    following, state, cipher = _following(), _KEY, bytearray()
    for byte in plain:
        secret = byte ^ (state >> 8)
        cipher.append(secret)
        state = following[secret + state]
    return bytes(cipher), state


def _moved(change: _Change) -> bytes:
    """The same plain bytes encrypted from another state; once the states meet, nothing changes."""
    following, moved, cipher = _following(), bytearray(), change.rest
    old, new = change.old, change.new
    for byte in cipher:
        if old == new:
            break
        secret = byte ^ ((old ^ new) >> 8)
        moved.append(secret)
        old = following[byte + old]
        new = following[secret + new]
    return bytes(moved) + cipher[len(moved) :]


def _moved_together(changes: Sequence[_Change]) -> list[bytes]:
    """The same for many at once: each program has a lane of four bytes in one long number."""
    width, steps = _LANE_BYTES * len(changes), max(len(change.rest) for change in changes)
    ciphers = bytearray(width * steps)
    for lane, change in enumerate(changes):
        row = change.rest.ljust(steps, b"\0")
        ciphers[lane * _LANE_BYTES :: width] = row
    ones = int.from_bytes(b"\1\0\0\0" * len(changes), "little")
    bytes_kept, states_kept, addends = ones * 0xFF, ones * 0xFFFF, ones * _ADDEND
    old = _lanes([change.old for change in changes])
    new = _lanes([change.new for change in changes])
    made: list[bytes] = []
    for start in range(0, width * steps, width):
        byte = int.from_bytes(ciphers[start : start + width], "little")
        secret = byte ^ (((old ^ new) >> 8) & bytes_kept)
        made.append(secret.to_bytes(width, "little"))
        old = ((old + byte) * _FACTOR + addends) & states_kept
        new = ((new + secret) * _FACTOR + addends) & states_kept
    whole = b"".join(made)
    return [
        whole[lane * _LANE_BYTES :: width][: len(change.rest)]
        for lane, change in enumerate(changes)
    ]


def _lanes(states: Sequence[int]) -> int:
    return int.from_bytes(b"".join(s.to_bytes(_LANE_BYTES, "little") for s in states), "little")


@cache
def _following() -> list[int]:
    """The state that follows, by the sum of a state and the encrypted byte after it."""
    return [(total * _FACTOR + _ADDEND) & 0xFFFF for total in range(0x10000 + 0xFF)]
