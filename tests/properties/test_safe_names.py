"""safe_name never yields a name some disk refuses."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.materials.files import safe_name

ANY_TEXT = st.text(st.characters(codec=None), max_size=200) | st.sampled_from(
    ["con", "NUL.txt", "aux .x", "..", "COM9", "é" * 90, "𬭩" * 70 + ".", "\u3000", "a. . ."]
)
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


@given(ANY_TEXT)
def test_a_safe_name_is_safe(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 80
    assert len(name.encode("utf-8")) <= 240
    assert not set('<>:"/\\|?*') & set(name)
    assert not {unicodedata.category(char) for char in name} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert name[-1] not in " ." and name[0] not in " ."
    assert name.split(".")[0].strip().casefold() not in RESERVED
    assert unicodedata.is_normalized("NFC", name)


@given(ANY_TEXT)
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)
