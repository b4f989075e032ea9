"""The serial number inside a Type 1 font's encrypted part."""

from __future__ import annotations

from random import Random

import pytest
from fontTools.misc import eexec
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.materials import type1

TRAILER = b"0" * 64


def clear(serial: int) -> bytes:
    return b"%%!PS-AdobeFont-1.0: Sample\n/UniqueID %07d def\ncurrentfile eexec\n" % serial


def program(secret: bytes, serial: int = 4100001) -> bytes:
    """A font program whose encrypted part was made by another implementation."""
    return clear(serial) + eexec.encrypt(b"0000" + secret, 55665)[0] + TRAILER


def secret(serial: int, tail: bytes = b"") -> bytes:
    return b"dup /Private 8 dict dup begin\n/UniqueID %07d def\n" % serial + tail


def of(content: bytes, secret_length: int = 0) -> type1.Program:
    return type1.Program(content, len(clear(0)), secret_length)


def test_the_serial_is_read() -> None:
    assert of(program(secret(4100007), 4100007)).serial == 4100007


def test_a_serial_behind_a_long_beginning_is_renewed() -> None:
    far = [b" " * 700 + secret(number) for number in (4100001, 4100007)]
    changed = type1.renumbered([(of(program(far[0]), 4 + len(far[0])), 4100007)])
    assert changed == [program(far[1], 4100007)]


def test_a_program_without_a_serial_has_none() -> None:
    assert type1.Program(b"%!PS-AdobeFont-1.0: Sample\n", 27, 0).serial is None
    without = of(program(b"dup /Private 8 dict"), 7)
    with pytest.raises(ValueError, match="UniqueID"):
        type1.renumbered([(without, 4100001)])


@given(st.binary(max_size=300), st.integers(4_100_001, 4_199_999))
def test_a_new_serial_gives_the_program_made_with_it(tail: bytes, serial: int) -> None:
    length = 4 + len(secret(4100001, tail))
    changed = type1.renumbered([(of(program(secret(4100001, tail)), length), serial)])
    assert changed == [program(secret(serial, tail), serial)]


@given(st.lists(st.binary(max_size=900), min_size=12, max_size=40), st.randoms())
def test_many_together_become_what_each_becomes_alone(tails: list[bytes], chance: Random) -> None:
    given_ones, wanted = [], []
    for tail in tails:
        serial = chance.randint(4_100_001, 4_199_999)
        length = 4 + len(secret(4100001, tail))
        given_ones.append((of(program(secret(4100001, tail)), length), serial))
        wanted.append(program(secret(serial, tail), serial))
    assert type1.renumbered(given_ones) == wanted
