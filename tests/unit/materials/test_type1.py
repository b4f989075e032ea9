"""The serial number inside a Type 1 font's encrypted part."""

from __future__ import annotations

from random import Random

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


def of(content: bytes, secret_length: int = 0) -> type1.Program:
    return type1.Program(content, len(CLEAR), secret_length)


def test_the_serial_is_read() -> None:
    assert of(program(secret(4100007))).serial == 4100007


def test_a_serial_behind_a_long_beginning_is_read() -> None:
    assert of(program(b" " * 700 + secret(4100007))).serial == 4100007


def test_a_program_without_a_serial_has_none() -> None:
    without = of(program(b"dup /Private 8 dict"), 7)
    assert without.serial is None
    with pytest.raises(ValueError, match="UniqueID"):
        type1.renumbered([(without, 4100001)])


@given(st.binary(max_size=300), st.integers(4_100_001, 4_199_999))
def test_a_new_serial_gives_the_program_made_with_it(tail: bytes, serial: int) -> None:
    length = 4 + len(secret(4100001, tail))
    changed = type1.renumbered([(of(program(secret(4100001, tail)), length), serial)])
    assert changed == [program(secret(serial, tail))]


@given(st.lists(st.binary(max_size=900), min_size=12, max_size=40), st.randoms())
def test_many_together_become_what_each_becomes_alone(tails: list[bytes], chance: Random) -> None:
    given_ones, wanted = [], []
    for tail in tails:
        serial = chance.randint(4_100_001, 4_199_999)
        length = 4 + len(secret(4100001, tail))
        given_ones.append((of(program(secret(4100001, tail)), length), serial))
        wanted.append(program(secret(serial, tail)))
    assert type1.renumbered(given_ones) == wanted
