"""SOURCE is found, read with the line of every value, or refused with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from bayu_docs.errors import ExitCode, SourceUnreadable
from bayu_docs.intake import source
from bayu_docs.model.finding import Place


def written(folder: Path, content: str | bytes, name: str = "application.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceUnreadable) as caught:
        source.read(path)
    assert caught.value.exit_code is ExitCode.SOURCE_UNREADABLE
    assert caught.value.advice
    return caught.value.message


def test_a_draft_remembers_the_line_of_every_value(tmp_path: Path) -> None:
    path = written(tmp_path, '{\n "a": [1,\n  {"b/c": "\\" { \\n"}],\n\n "d": {}}')
    draft = source.read(path)
    assert draft.data == {"a": [1, {"b/c": '" { \n'}], "d": {}}
    assert {pointer: place.spot for pointer, place in draft.origins.items()} == {
        "": "第1行",
        "/a": "第2行",
        "/a/0": "第2行",
        "/a/1": "第3行",
        "/a/1/b~1c": "第3行",
        "/d": "第5行",
    }
    assert draft.origins["/d"] == Place("application.json", "第5行", "/d")
    assert (draft.base, draft.source) == (tmp_path, "application.json")


def test_a_workspace_folder_stands_for_its_one_source(tmp_path: Path) -> None:
    written(tmp_path, '{"tier": "district"}')
    written(tmp_path, "{}", "notes.json")
    assert source.read(tmp_path).data == {"tier": "district"}
    assert source.read(tmp_path).base == tmp_path


def test_two_sources_in_a_folder_are_both_named(tmp_path: Path) -> None:
    written(tmp_path, "{}")
    written(tmp_path, "", "申报数据.xlsx")
    message = refusal(tmp_path)
    assert "application.json" in message and "申报数据.xlsx" in message


def test_an_empty_folder_a_missing_file_and_a_stranger_are_refused(tmp_path: Path) -> None:
    assert "没有申报数据" in refusal(tmp_path)
    assert "找不到" in refusal(tmp_path / "missing.json")
    assert "不认识" in refusal(written(tmp_path, "", "data.txt"))


@pytest.mark.parametrize(
    "name", ["申报数据.xlsx", "申报表.docx", "OTHER.XLSX", "旧.xls", "表.et", "旧.doc", "文字.wps"]
)
def test_no_library_opens_an_excel_or_word_file_the_gate_refuses(tmp_path: Path, name: str) -> None:
    assert "0 字节" in refusal(written(tmp_path, "", name))
    assert "密码" in refusal(written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "a.xlsx"))


@pytest.mark.parametrize(
    ("content", "spot", "said"),
    [
        ('{"a": 1,\n "a": 2}', "第2行第2列", "“a”在同一处写了两次"),
        ('{"a": {"b": 1, "b": 2}}', "第1行第16列", "两次"),
        ('{"a":\n NaN}', "第2行第2列", "NaN"),
        ("[-Infinity]", "第1行第2列", "-Infinity"),
        ("[1e999]", "第1行第2列", "过大"),
        ("[" + "1" * 40 + "]", "第1行第2列", "位数过多"),
        ('{"a": 1,}', "第1行第9列", "最后一项后面不能有逗号"),
        ('{"a": 1\n "b": 2}', "第2行第2列", "缺少英文逗号"),
        ('{"a"， 1}', "第1行第5列", "这里的 ， 是中文标点"),
        ('{“a”: 1}', "第1行第2列", "改成英文标点 \""),
        ('{"a": "一\n二"}', "第1行第9列", "引号内有换行"),
        ('{"a": "一', "第1行第7列", "缺少收尾"),
        ("{} {}", "第1行第4列", "多余"),
        ("", "第1行第1列", "这里应是一个值"),
        ("[" * 51 + "]" * 51, "第1行第51列", "50 层"),
        (b'\xef\xbb\xbf{}', "第1行第1列", "BOM"),
        ('{\n"a": "万州"}'.encode("gbk"), "第2行第7列", "GBK"),
        (b'{"a": "\xff"}', "第1行第8列", "不是 UTF-8"),
    ],
)  # fmt: skip
def test_what_is_not_plain_json_is_refused_by_line_and_column(
    tmp_path: Path, content: str | bytes, spot: str, said: str
) -> None:
    message = refusal(written(tmp_path, content))
    assert message.startswith(f"application.json {spot}：")
    assert said in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 100_000, "50 层"),
        (b"[" + b"1" * 5000 + b"]", "位数过多"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b" " * (10 * 1024 * 1024 + 1), "10 MB"),
    ],
)
def test_what_is_too_large_or_too_deep_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    assert said in refusal(written(tmp_path, content))


def test_fifty_levels_are_read(tmp_path: Path) -> None:
    assert source.read(written(tmp_path, "[" * 50 + "]" * 50)).data
