"""The wheel carries templates and schemas: installed in a new environment it builds a sample."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_every_template_and_schema(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for folder in ("schemas", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in {".json", ".txt", ".docx", ".j2"}:
                assert f"bayu_docs/_assets/{path.relative_to(ROOT)}" in inside
    assert not [name for name in inside if name.endswith("build.py") and "_assets" in name]


def test_installed_in_a_new_environment_it_builds_a_sample(wheel: Path, tmp_path: Path) -> None:
    """The environment is empty but for pip; the libraries are lent to it by a path file, which
    does not carry this tree along (path files inside it are not followed)."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin/python"
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    out = tmp_path / "out"
    start = "import sys; from bayu_docs.cli.main import main; main(sys.argv[1:])"
    command = [str(python), "-c", start, "build", str(ROOT / "samples/accepted/district")]
    done = subprocess.run(
        [*command, "-o", str(out)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    where = subprocess.run(
        [str(python), "-c", "import bayu_docs; print(bayu_docs.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in where.stdout
    assert list(out.glob("*.zip"))
