"""Every finding this stage can emit is explained, and nothing else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import bayu_docs
from bayu_docs.evidence import wording
from bayu_docs.materials import assets

# Emitted where the proofs are gathered: the office engine is spoken to, the e-mail is weighed.
ELSEWHERE = {"evidence.office_failed", "evidence.made_smaller"}


def emitted() -> set[str]:
    folder = Path(bayu_docs.__file__).parent / "evidence"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    tables = (wording._REFUSALS, wording._PICTURE_REFUSALS, wording._SAVE_AS)
    listed = {entry[0] for table in tables for entry in table.values()}  # type: ignore[attr-defined]
    spoken = re.findall(r'about\.(?:error|finding)\(\s*"([a-z_]+)"', text)
    whole = re.findall(r'"evidence\.([a-z_]+)"', text)
    return {f"evidence.{code}" for code in (*listed, *spoken, *whole)}


def test_the_catalogue_and_the_code_name_the_same_findings() -> None:
    catalogue = assets.SCHEMAS / "findings" / "evidence.json"
    explained = set(json.loads(catalogue.read_text(encoding="utf-8")))
    assert explained == emitted() | ELSEWHERE
