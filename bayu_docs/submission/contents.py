"""材料清单.json: what the package says of itself."""

from __future__ import annotations

import json
from typing import Any

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import schema
from bayu_docs.model.submission import PackageFacts

SCHEMA = "package"
SCHEMA_VERSION = "1"


def contents_json(facts: PackageFacts) -> bytes:
    """The list as UTF-8 JSON, admitted by schemas/package.schema.json.

    sides are printed sides, sheets are sheets of A4 printed on both sides, of one copy each.
    """
    data = _plain(facts)
    wrong = schema.problems(SCHEMA, data)
    if wrong:
        raise OutputDisproved(f"材料清单不符合数据规范：{wrong[0].pointer}")
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _plain(facts: PackageFacts) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "bayu-docs", "version": facts.tool_version},
        "call": {"id": facts.call_id, "sha256": facts.call_sha256},
        "tier": facts.tier,
        "station_name": facts.station_name,
        "applicant": facts.applicant,
        "district": facts.district,
        "form": _counts(facts.form_pages),
        **({} if facts.form_shows is None else {"form_shows": list(facts.form_shows)}),
        "bundle": _counts(facts.bundle_pages),
        "files": [
            {"name": file.name, "sha256": file.sha256, "size": file.size}
            | ({} if file.pages is None else {"pages": file.pages})
            for file in facts.files
        ],
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "proves": list(item.proves),
                "pages": list(item.pages),
            }
            for item in facts.items
        ],
    }


def _counts(pages: int) -> dict[str, int]:
    return {"sides": pages, "sheets": (pages + 1) // 2}
