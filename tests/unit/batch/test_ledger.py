"""The ledger: what is done is known again, what is torn or changed is not trusted."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bayu_docs.batch.ledger import LEDGER, Ledger, digest_of
from bayu_docs.errors import OutputUnwritable
from bayu_docs.model.job import Letter, Made, Tools

MOMENT = datetime(2022, 3, 2, 8, tzinfo=UTC)
LATER = datetime(2022, 3, 3, 8, tzinfo=UTC)
TOOLS = Tools("0", "engine 1", "faces 1")
LETTER = Letter("0001_甲", {"f": {"name": "甲"}})


def write(folder: Path, letter: Letter = LETTER, template: str = "t") -> None:
    made = Made(letter.key, b"docx", b"pdf", 2)
    for suffix, content in (("docx", made.docx), ("pdf", made.pdf)):
        (folder / f"{letter.key}.{suffix}").write_bytes(content)
    with Ledger(folder, "outcome", MOMENT) as ledger:
        ledger.add([(letter, made)], template, TOOLS)


def test_a_done_letter_is_known_again_with_its_moment(tmp_path: Path) -> None:
    write(tmp_path)
    with Ledger(tmp_path, "outcome", LATER) as ledger:
        line = ledger.done(LETTER, "t")
        assert line is not None
        assert (line.pages, line.tools) == (2, TOOLS)
        assert line.docx == hashlib.sha256(b"docx").hexdigest()
        assert ledger.moment == MOMENT


def test_other_input_template_or_files_are_not_done(tmp_path: Path) -> None:
    write(tmp_path)
    with Ledger(tmp_path, "outcome", LATER) as ledger:
        assert ledger.done(Letter(LETTER.key, {"f": {"name": "乙"}}), "t") is None
        assert ledger.done(LETTER, "another") is None
        (tmp_path / f"{LETTER.key}.pdf").write_bytes(b"pd")
        assert ledger.done(LETTER, "t") is None
        (tmp_path / f"{LETTER.key}.pdf").unlink()
        assert ledger.done(LETTER, "t") is None


def test_a_failed_letter_is_tried_again(tmp_path: Path) -> None:
    with Ledger(tmp_path, "outcome", MOMENT) as ledger:
        ledger.add([(LETTER, Made(LETTER.key, problem="坏了"))], "t", TOOLS)
    with Ledger(tmp_path, "outcome", MOMENT) as ledger:
        assert ledger.done(LETTER, "t") is None


def test_a_torn_last_line_costs_only_its_letter(tmp_path: Path) -> None:
    write(tmp_path)
    second = Letter("0002_乙", {"f": {}})
    write(tmp_path, second)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes()[:-40])
    with Ledger(tmp_path, "outcome", LATER) as ledger:
        assert ledger.done(LETTER, "t") is not None
        assert ledger.done(second, "t") is None
        ledger.add([(second, Made(second.key, b"docx", b"pdf", 1))], "t", TOOLS)
    with Ledger(tmp_path, "outcome", LATER) as ledger:
        assert ledger.done(second, "t") is not None


def test_begun_afresh_nothing_is_done_and_nothing_is_lost(tmp_path: Path) -> None:
    write(tmp_path)
    before = (tmp_path / LEDGER).read_bytes()
    with Ledger(tmp_path, "outcome", LATER, afresh=True) as ledger:
        assert ledger.moment == LATER
        assert ledger.done(LETTER, "t") is None
    assert (tmp_path / LEDGER).read_bytes().startswith(before)
    with Ledger(tmp_path, "outcome", MOMENT) as ledger:
        assert ledger.moment == LATER
        assert ledger.done(LETTER, "t") is None


def test_letters_that_are_no_longer_wanted_are_named_whatever_was_begun_since(
    tmp_path: Path,
) -> None:
    second = Letter("0002_乙", {"f": {}})
    write(tmp_path)
    with Ledger(tmp_path, "outcome", LATER, afresh=True) as ledger:
        assert ledger.others({}) == (LETTER.key,)
    write(tmp_path, second)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes() + b'{"v":1,"key":"0003_')  # killed while it wrote
    with Ledger(tmp_path, "outcome", LATER) as ledger:
        assert ledger.others({second.key}) == (LETTER.key,)
        assert ledger.others({LETTER.key, second.key}) == ()


def test_a_name_that_leads_out_of_the_folder_is_none_of_the_letters(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write(out, Letter("../0001_甲", {"f": {}}))
    with Ledger(out, "outcome", LATER) as ledger:
        assert ledger.others({}) == ()


def test_a_folder_holds_one_kind(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(OutputUnwritable, match="另一种公文"):
        Ledger(tmp_path, "receipt", MOMENT)


def test_the_digest_of_fields_heeds_values_and_not_the_order_of_names() -> None:
    assert digest_of({"a": 1, "b": "二"}) == digest_of({"b": "二", "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": "1"})
