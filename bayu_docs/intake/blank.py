"""A blank application and the page that explains its fields, both made from the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bayu_docs.intake import fields
from bayu_docs.materials import assets
from bayu_docs.model.call import Call


def blank_application(call: Call, tier: str = "") -> dict[str, Any]:
    """Every field of the schema, empty, with one empty row in each list.

    Empty fields are dropped at admission, so what stays empty and is optional does no harm.
    """
    blank = _blank(assets.schema("application"))
    if not isinstance(blank, dict):
        raise TypeError("the application schema describes no object")
    return blank | {"schema_version": fields.version(), "call": call.id, "tier": tier}


_HOW = {
    ".json": "在 application.json 里填写，每个字段的含义见第三部分；不适用又非必填的留空。",
    ".xlsx": "用 Excel 或 WPS 表格填写{name}，一张表一部分，带 * 的必填；不适用又非必填的留空。",
    ".docx": "用 Word 或 WPS 文字填写{name}：点灰色提示处输入；列表不够时复制整行；"
    "不适用又非必填的留空。",
}


def instructions(call: Call, name: str) -> str:
    """填写说明 as plain text: what to do, what evidence may prove, and every field.

    name: the file to fill in, application.json, 申报数据.xlsx or 申报表.docx.
    """
    titles = {
        requirement.title: requirement.clause.number
        for tier in call.tiers.values()
        for requirement in tier.requirements
    }
    lines = [
        f"《{call.form_title}》填写说明（{call.batch}）",
        "",
        "通知附件的表体未公开，本工具的表式为样表（非官方），以主管部门下发的附件为准。",
        "",
        "一、怎么做",
        f"1．{_HOW[name[name.rindex('.') :]].format(name=name)}",
        "2．佐证材料（PDF、照片、DOCX、XLSX）放进 evidence 文件夹，在“佐证材料”里逐件登记。",
        "3．运行 bayu-docs check 本文件夹，按提示修改；",
        "   没有错误后运行 bayu-docs build 本文件夹 -o 报送材料。",
        f"4．佐证材料连同目录不超过 {call.max_sides.value} 面（双面打印，一张纸算两面）。",
        "",
        "二、每件佐证材料的“证明事项”从下面的名称里选，可以选几项",
        *(f"  {title}（{clause}）" for title, clause in titles.items()),
        "",
        "三、字段",
        *_field_lines(assets.schema("application")),
        "",
    ]
    return "\n".join(lines)


def _blank(node: Mapping[str, Any]) -> Any:
    if "properties" in node:
        return {name: _blank(child) for name, child in node["properties"].items()}
    if "items" in node:
        inner = _blank(node["items"])
        return [inner] if isinstance(inner, dict) else []
    return None if node.get("type") in ("integer", "number", "boolean") else ""


def _field_lines(node: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    for name, child in node.get("properties", {}).items():
        must = "必填" if name in node.get("required", ()) else "可不填"
        yield f"{'  ' * depth}{child.get('title', name)}〔{name}〕{must}{_rules(child)}"
        inner = child.get("items", child)
        yield from _field_lines(inner, depth + 1)


def _rules(node: Mapping[str, Any]) -> str:
    parts = []
    if "enum" in node:
        words = node.get("x-words", {})
        parts.append(
            "可选："
            + "、".join(
                f"{value}（{words[value]}）" if value in words else str(value)
                for value in node["enum"]
            )
        )
    elif node.get("items", {}).get("enum"):
        parts.append("可多选：" + "、".join(node["items"]["enum"]))
    if "maxLength" in node and "enum" not in node:
        parts.append(f"不超过 {node['maxLength']} 字")
    if "x-unit" in node:
        parts.append(f"单位：{node['x-unit']}")
    if node.get("format") == "date":
        parts.append("日期，如 2022-03-18")
    if "x-clause" in node:
        parts.append(f"依据 {node['x-clause']}")
    if "description" in node:
        parts.append(str(node["description"]))
    return "；" + "；".join(parts) if parts else ""
