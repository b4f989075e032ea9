"""Comments written into a Word file: at their paragraphs, and nothing else changed."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document

from bayu_docs.materials.word_comments import AUTHOR, Note, annotated, is_ours
from bayu_docs.materials.word_layout import WordLayout
from bayu_docs.materials.word_reader import read_layout

_MOMENT = datetime(2022, 3, 2, 9)


def _sample(*, commented: bool = False) -> bytes:
    document = Document()
    first = document.add_paragraph("第一段")
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("格里")
    document.add_paragraph("最后一段")
    if commented:
        document.add_comment(first.runs, text="我自己的批注", author="张示例")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _read(content: bytes, folder: Path) -> WordLayout:
    path = folder / "a.docx"
    path.write_bytes(content)
    return read_layout(path)


def _commented(content: bytes) -> dict[str, str]:
    """Comment text -> the text of the paragraph it is laid over."""
    document = Document(io.BytesIO(content))
    texts = {str(each.comment_id): each.text for each in document.comments}
    found = {}
    for node in document.element.body.iter():
        if node.tag.endswith("}commentRangeStart"):
            number = next(value for key, value in node.attrib.items() if key.endswith("}id"))
            over = node.getparent().iter("{*}t")
            found[texts[number]] = "".join(each.text or "" for each in over)
    return found


def test_each_note_stands_over_its_paragraph_as_the_reader_counts(tmp_path: Path) -> None:
    original = _sample()
    numbers = {each.text: each.number for each in _read(original, tmp_path).paragraphs}
    notes = [
        Note(numbers["格里"], "在格里"),
        Note(numbers["最后一段"], "在末段"),
        Note(None, "全文"),
    ]
    assert _commented(annotated(original, notes)) == {
        "在格里": "格里", "在末段": "最后一段", "全文": "第一段",
    }  # fmt: skip


def test_the_user_s_own_comments_stay(tmp_path: Path) -> None:
    content = annotated(_sample(commented=True), [Note(0, "新批注")])
    comments = {each.text: each.author for each in Document(io.BytesIO(content)).comments}
    assert comments == {"我自己的批注": "张示例", "新批注": AUTHOR}
    assert set(_commented(content)) == {"我自己的批注", "新批注"}


def test_the_text_and_all_other_parts_are_unchanged(tmp_path: Path) -> None:
    original = _sample()
    content = annotated(original, [Note(1, "批注")], _MOMENT)
    before, after = _parts(original), _parts(content)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml",
        "word/document.xml",
    }  # fmt: skip
    old, new = _read(original, tmp_path), _read(content, tmp_path)
    assert [each.text for each in new.paragraphs] == [each.text for each in old.paragraphs]


def test_the_same_notes_give_the_same_bytes_and_none_leave_the_file_as_it_was() -> None:
    original = _sample()
    assert annotated(original, [Note(0, "批注")]) == annotated(original, [Note(0, "批注")])
    assert annotated(original, []) == original


def test_a_copy_of_ours_is_known_and_a_stranger_s_file_is_not() -> None:
    assert is_ours(_parts(annotated(_sample(), [Note(0, "批注")])))
    assert not is_ours(_parts(_sample()))
    assert not is_ours(_parts(_sample(commented=True)))


def test_lines_of_a_note_are_paragraphs_and_control_characters_are_dropped() -> None:
    content = annotated(_sample(), [Note(0, "第一行\n第二行\x07<&")])
    (comment,) = Document(io.BytesIO(content)).comments
    assert [each.text for each in comment.paragraphs] == ["第一行", "第二行<&"]
