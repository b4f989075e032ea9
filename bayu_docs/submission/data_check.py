"""The package's data: list and application admitted, agreeing with each other, files and call."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bayu_docs.materials import schema
from bayu_docs.materials.files import sha256_of
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.submission import APPLICATION_JSON, BAG_PAYLOAD, ORIGINALS, PACKAGE_JSON
from bayu_docs.submission.call_digest import call_digest
from bayu_docs.submission.faults import fault

MAX_JSON_BYTES = 10_000_000
CHECKED_LIST = ("verify.list", "verify.list_disagrees", "verify.call", "verify.call_changed")
CHECKED_DATA = ("verify.data", "verify.data_disagrees")


def read_admitted(
    path: Path, name: str, schema_name: str, code: str
) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """The JSON object at path when its schema admits it; else None and what is wrong."""
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            return None, (fault(code, "文件过大", file=name),)
        data = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):
        return None, (fault(code, "不是有效的 JSON 文件", file=name),)
    wrong = schema.problems(schema_name, data)
    if wrong:
        return None, tuple(_misfit(code, name, problem) for problem in wrong[:20])
    return data, ()


def check_list(
    listed: Mapping[str, Any], files: Mapping[str, Path], call: Call
) -> tuple[Finding, ...]:
    """The list against the payload on disk and the installed call."""
    return (*_files_agree(listed, files), *_call_agrees(listed["call"], call), *_sheets(listed))


def check_data(data: Mapping[str, Any], listed: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The application against the list: the same station, applicant, tier, call and proofs."""
    pairs = (
        ("驿站名称", data["station_name"], listed["station_name"]),
        ("申报主体", data["applicant"]["name"], listed["applicant"]),
        ("申报级别", data["tier"], listed["tier"]),
        ("所在区县", data["site"]["district"], listed["district"]),
        ("申报批次", data.get("call") or listed["call"]["id"], listed["call"]["id"]),
        ("佐证材料编号", _ids(data["evidence"]), _ids(listed["items"])),
    )
    return tuple(
        fault(
            "data_disagrees",
            f"{title}是“{own}”，材料清单里是“{other}”",
            file=f"data/{APPLICATION_JSON}",
            spot=title,
        )
        for title, own, other in pairs
        if own != other
    )


# Pattern of the field -> the title by which it is told; what any form must show if it has it.
_ON_PAPER = {
    "/station_name": "驿站名称",
    "/applicant/name": "申报主体",
    "/applicant/legal_representative": "法定代表人（负责人）",
    "/applicant/contact/name": "联系人",
    "/lead_artisans/-/name": "领衔工匠",
    "/team/-/name": "团队成员",
    "/partners/-/name": "长期合作单位",
}


def form_words(data: Mapping[str, Any], listed: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """What the printed form must show, as pairs of the field's Chinese title and its value.

    listed: 材料清单, which names the fields of a bureau's own form.
    """
    shown = (listed or {}).get("form_shows", _ON_PAPER)
    return [
        (title, value)
        for pattern, title in _ON_PAPER.items()
        if pattern in shown
        for value in _values(data, pattern.split("/")[1:])
    ]


def _values(node: Any, path: Sequence[str]) -> Iterator[str]:
    if not path:
        yield str(node)
    elif path[0] == "-":
        for row in node:
            yield from _values(row, path[1:])
    else:
        yield from _values(node[path[0]], path[1:])


def _ids(items: list[Mapping[str, Any]]) -> str:
    return "、".join(sorted(str(item["id"]) for item in items))


def _misfit(code: str, name: str, problem: schema.Problem) -> Finding:
    title = problem.subschema.get("title", "") if isinstance(problem.subschema, dict) else ""
    where = title or problem.pointer or "整个文件"
    return fault(code, f"“{where}”不符合数据规范", file=name, spot=problem.pointer)


def _files_agree(listed: Mapping[str, Any], files: Mapping[str, Path]) -> Iterator[Finding]:
    place = f"data/{PACKAGE_JSON}"
    names = [file["name"] for file in listed["files"]]
    data = {path.removeprefix("data/") for path in files if path.startswith("data/")}
    originals = {name for name in data if name.startswith(ORIGINALS)}
    wanted = sorted({*BAG_PAYLOAD, *originals} - {PACKAGE_JSON})
    if sorted(names) != wanted:
        message = f"清单列的文件应为 {'、'.join(wanted)}，现为 {'、'.join(sorted(names))}"
        yield fault("list_disagrees", message, file=place)
    for file in listed["files"]:
        path = files.get(f"data/{file['name']}")
        if path is None:
            continue
        if path.stat().st_size != file["size"] or sha256_of(path) != file["sha256"]:
            message = "文件与材料清单里记的大小或校验值不符，生成后被改动过"
            yield fault("list_disagrees", message, file=f"data/{file['name']}")


def _call_agrees(stated: Mapping[str, str], call: Call) -> Iterator[Finding]:
    place = f"data/{PACKAGE_JSON}"
    if stated["id"] != call.id:
        message = f"材料包按申报批次“{stated['id']}”生成，现在核验的是“{call.id}”"
        yield fault(
            "call", message, file=place, advice="用对应申报批次的数据重新生成，或换批次核验"
        )
    elif stated["sha256"] != call_digest(call):
        yield fault(
            "call_changed",
            "材料包生成时的批次数据与本机安装的不同，已按本机的核验",
            file=place,
            advice="确认两边的 bayu-docs 版本一致；不一致的升级后重新生成",
            severity=Severity.WARNING,
        )


def _sheets(listed: Mapping[str, Any]) -> Iterator[Finding]:
    for key, title in (("form", "申报表"), ("bundle", "佐证材料")):
        counts = listed[key]
        if counts["sheets"] != (counts["sides"] + 1) // 2:
            message = f"{title} {counts['sides']} 面双面打印应为 {(counts['sides'] + 1) // 2} 张"
            yield fault("list_disagrees", message, file=f"data/{PACKAGE_JSON}", spot=title)
