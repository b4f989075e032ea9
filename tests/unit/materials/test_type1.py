"""The serial number inside a Type 1 font's encrypted part."""

from __future__ import annotations

import pytest
from fontTools.misc import eexec
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.materials import type1

CLEAR = b"%!PS-AdobeFont-1.0: Sample\ncurrentfile eexec\n"
TRAILER = b"0" * 64


def program(secret: bytes) -> bytes:
    """A font program whose encrypted part was made by another implementation."""
    return CLEAR + eexec.encrypt(b"0000" + secret, 55665)[0] + TRAILER


def secret(serial: int, tail: bytes = b"") -> bytes:
    return b"dup /Private 8 dict dup begin\n/UniqueID %07d def\n" % serial + tail


def test_the_serial_is_read() -> None:
    assert type1.serial_of(program(secret(4100007)), len(CLEAR)) == 4100007


def test_a_program_without_a_serial_has_none() -> None:
    assert type1.serial_of(program(b"dup /Private 8 dict"), len(CLEAR)) is None
    with pytest.raises(ValueError, match="UniqueID"):
        type1.with_serial(program(b"dup"), len(CLEAR), 7, 4100001)


@given(st.binary(max_size=300), st.integers(4_100_001, 4_199_999))
def test_a_new_serial_gives_the_program_made_with_it(tail: bytes, serial: int) -> None:
    length = 4 + len(secret(4100001, tail))
    changed = type1.with_serial(program(secret(4100001, tail)), len(CLEAR), length, serial)
    assert changed == program(secret(serial, tail))
