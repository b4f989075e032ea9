"""Make every sample again: `.venv/bin/python samples/generate.py`.

The accepted applications are written by hand and only read here; their evidence, and the rejected
samples with one defect each, are made from them. The same machine makes the same bytes each time.
Needs LibreOffice, fonts-noto-cjk and the Fandol fonts; using the samples needs none of them.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from studio import accepted, budget, mistyped, papers, rejected  # noqa: E402 - the studio stands beside this script
from studio.stable import write  # noqa: E402

MAKERS = {
    "municipal": accepted.municipal,
    "district": accepted.district,
    "both-tiers": accepted.both_tiers,
}


def main() -> None:
    """Rewrite samples/accepted/*/evidence and samples/rejected."""
    applications = {name: _application(name) for name in MAKERS}
    pdfs = papers.converted(accepted.papers_to_convert(applications) | rejected.papers_to_convert())
    for name, make in MAKERS.items():
        folder = HERE / "accepted" / name / "evidence"
        _replaced(folder, make(applications[name], pdfs))
        _say(folder.parent)
    application, files = budget.overfull(applications["municipal"], pdfs)
    folder = HERE / "accepted" / "overfull"
    _replaced(folder, {"application.json": rejected.json_bytes(application)})
    _replaced(folder / "evidence", files)
    _say(folder)
    shutil.rmtree(HERE / "rejected", ignore_errors=True)
    for defect in rejected.defects(applications, pdfs):
        folder = HERE / "rejected" / defect.name
        _replaced(folder, defect.files())
        _say(folder)
    for name, files in mistyped.samples(applications["district"]):
        _replaced(HERE / "rejected" / name, files)
        _say(HERE / "rejected" / name)


def _application(name: str) -> dict[str, Any]:
    path = HERE / "accepted" / name / "application.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _replaced(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        write(folder / name, content)


def _say(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"{folder.relative_to(HERE)}: {len(files)} files, {size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
