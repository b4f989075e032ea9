"""Build every shipped Word template from the styles and blocks of bayu_docs.gongwen.

python templates/build.py            write them
python templates/build.py --check    exit 1 when a committed template differs
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from papers import application_form, evidence_papers, print_sheet, sign_for  # noqa: E402
from papers.notices import NOTICES  # noqa: E402

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "forms/application.docx": application_form.build,
    "forms/print-sheet.docx": print_sheet.build,
    "forms/sign-for.docx": sign_for.build,
    "evidence/index.docx": evidence_papers.build_index,
    "evidence/stamps.docx": evidence_papers.build_stamps,
    **{f"notices/{kind}.docx": build for kind, build in NOTICES.items()},
}


def main() -> int:
    """Write the templates, or with --check only compare; 1 when one differs."""
    check = "--check" in sys.argv[1:]
    differing = []
    for name, build in TEMPLATES.items():
        path, made = HERE / name, build()
        if check:
            if not path.is_file() or path.read_bytes() != made:
                differing.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
    for name in differing:
        print(f"differs from what the script builds: {name}")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
