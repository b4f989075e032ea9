"""The bag: valid for the Library of Congress' program and for sha256sum, and reproducible."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bayu_docs.submission.bag import write_bag
from bayu_docs.submission.names import package_name

MOMENT = datetime(2022, 3, 21, 9, 30, tzinfo=UTC)


def test_the_unzipped_bag_validates_with_bagit(bag_folder: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(bag_folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this system")
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_the_manifests_hold_for_sha256sum(name: str, bag_folder: Path) -> None:
    done = subprocess.run(["sha256sum", "--strict", "-c", name], cwd=bag_folder)
    assert done.returncode == 0


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    payload = {"b.txt": b"2", "a.txt": b"1"}
    for name, order in (("1.zip", ["a.txt", "b.txt"]), ("2.zip", ["b.txt", "a.txt"])):
        write_bag(tmp_path / name, "包", {key: payload[key] for key in order}, {}, MOMENT)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_names_are_marked_utf8_and_dates_are_the_moments(bag_zip: Path) -> None:
    with zipfile.ZipFile(bag_zip) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2022, 3, 21, 9, 30, 0)}
    assert all(entry.flag_bits & 0x800 for entry in entries)


def test_the_description_states_date_and_size_and_names_no_authority(bag_folder: Path) -> None:
    text = (bag_folder / "bag-info.txt").read_text(encoding="utf-8")
    assert "Bagging-Date: 2022-03-21" in text
    assert "Source-Organization: 重庆样例竹编有限公司" in text
    assert "人力社保" not in text and "乡村振兴" not in text


@pytest.mark.parametrize(
    ("name", "payload", "info"),
    [
        ("../x", {"a": b""}, {}),
        ("x/y", {"a": b""}, {}),
        ("x", {"a/../b": b""}, {}),
        ("x", {"/b": b""}, {}),
        ("x", {"CON": b""}, {}),
        ("x", {"a": b"", "A": b""}, {}),
        ("x", {"a": b""}, {"Label": "two\nlines"}),
    ],
)
def test_unsafe_names_and_broken_lines_are_refused(name, payload, info, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        write_bag(tmp_path / "x.zip", name, payload, info, MOMENT)
    assert not (tmp_path / "x.zip").exists()


def test_a_long_applicants_name_never_costs_the_level() -> None:
    name = package_name("万州区", "某" * 60, "both")
    assert name.startswith("万州区_某")
    assert name.endswith("_市级和区县级（同时）")
    assert len(name.encode("utf-8")) <= 240
    assert package_name("万州区", "甲/乙公司", "municipal") == "万州区_甲_乙公司_市级"
