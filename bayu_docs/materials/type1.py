"""Type 1 font programs in PDFs: the serial number LibreOffice gives each, made the same each time.

LibreOffice numbers the fonts it embeds from 4100001 on, in an order that changes from run to run.
The number stands in the clear part of the program and again in its encrypted part (Adobe Type 1
Font Format, 7), where every byte depends on those before it, so changing it means encrypting that
part anew.
"""

from __future__ import annotations

import re

_UNIQUE_ID = re.compile(rb"/UniqueID (\d{7}) def")
_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
_HEAD_BYTES = 1500  # the number stands among the first lines


def serial_of(program: bytes, clear_length: int) -> int | None:
    """The program's number, or None when it has none; clear_length: bytes before encryption."""
    head = _decrypted(program[clear_length : clear_length + _HEAD_BYTES])
    found = _UNIQUE_ID.search(head)
    return int(found[1]) if found else None


def with_serial(program: bytes, clear_length: int, secret_length: int, serial: int) -> bytes:
    """The program with that seven-digit number; no length changes. ValueError when it has none."""
    end = clear_length + secret_length
    line = b"/UniqueID %07d def" % serial
    plain = _decrypted(program[clear_length:end])
    numbered, count = _UNIQUE_ID.subn(line, plain, 1)
    if not count or len(numbered) != len(plain):
        raise ValueError("no seven-digit UniqueID in this program")
    clear = _UNIQUE_ID.sub(line, program[:clear_length], 1)
    return clear + _encrypted(numbered) + program[end:]


def _decrypted(cipher: bytes) -> bytes:
    state, plain = _KEY, bytearray()
    for byte in cipher:
        plain.append(byte ^ (state >> 8))
        state = ((byte + state) * _FACTOR + _ADDEND) & 0xFFFF
    return bytes(plain)


def _encrypted(plain: bytes) -> bytes:
    state, cipher = _KEY, bytearray()
    for byte in plain:
        secret = byte ^ (state >> 8)
        cipher.append(secret)
        state = ((secret + state) * _FACTOR + _ADDEND) & 0xFFFF
    return bytes(cipher)
