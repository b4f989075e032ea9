"""Type 1 font programs in PDFs: the serial number LibreOffice gives each, made what we say.

LibreOffice numbers the fonts it embeds from 4100001 on, one number after the other for all files
of a process. The number stands in the clear part of the program and again in its encrypted part
(Adobe Type 1 Font Format, 7), where every byte depends on those before it, so changing it means
encrypting that part anew.
"""

from __future__ import annotations

import re
from functools import cache

_UNIQUE_ID = re.compile(rb"/UniqueID (\d{7}) def")
_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
_HEAD_BYTES = 1500  # the number stands among the first lines


def serial_of(program: bytes, clear_length: int) -> int | None:
    """The program's number, or None when it has none; clear_length: bytes before encryption."""
    head, _ = _decrypted(program[clear_length : clear_length + _HEAD_BYTES])
    found = _UNIQUE_ID.search(head)
    return int(found[1]) if found else None


def with_serial(program: bytes, clear_length: int, secret_length: int, serial: int) -> bytes:
    """The program with that seven-digit number; no length changes. ValueError when it has none."""
    end = clear_length + secret_length
    line = b"/UniqueID %07d def" % serial
    secret = program[clear_length:end]
    plain, old_state = _decrypted(secret[:_HEAD_BYTES])
    numbered, count = _UNIQUE_ID.subn(line, plain, 1)
    if not count or len(numbered) != len(plain):
        raise ValueError("no seven-digit UniqueID in this program")
    head, new_state = _encrypted(numbered)
    clear = _UNIQUE_ID.sub(line, program[:clear_length], 1)
    return clear + head + _moved(secret[_HEAD_BYTES:], old_state, new_state) + program[end:]


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


def _moved(cipher: bytes, old: int, new: int) -> bytes:
    """The same plain bytes encrypted from another state; once the states meet, nothing changes."""
    following, moved = _following(), bytearray()
    for byte in cipher:
        if old == new:
            break
        secret = byte ^ (old >> 8) ^ (new >> 8)
        moved.append(secret)
        old = following[byte + old]
        new = following[secret + new]
    return bytes(moved) + cipher[len(moved) :]


@cache
def _following() -> list[int]:
    """The state that follows, by the sum of a state and the encrypted byte after it."""
    return [(total * _FACTOR + _ADDEND) & 0xFFFF for total in range(0x10000 + 0xFF)]
