"""What the schema cannot say of a value: characters, identifiers, numbers given twice.

Every check follows the schema's annotations (x-multiline, x-check, x-unique), so that a new
field needs none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bayu_docs.errors import RuleFaulty
from bayu_docs.intake import fields, identifiers
from bayu_docs.intake.identifiers import IdentifierResult
from bayu_docs.intake.words import Remark, shown
from bayu_docs.materials import text

_LISTED = 5


def characters(data: Any) -> Iterator[Remark]:
    """Every text that holds what cannot be printed, or a line break where one line is asked."""
    for field in fields.walk(data):
        if not isinstance(field.value, str):
            continue
        refusals = text.refused(field.value)
        if refusals:
            yield _character_remark(field.pointer, refusals)
        elif "\n" in field.value and not field.node.get("x-multiline"):
            said = f"只能写一行，第{field.value.index(chr(10)) + 1}个字处有换行"
            yield Remark("intake.character", field.pointer, said, "请删去换行")


def _character_remark(pointer: str, refusals: list[text.Refusal]) -> Remark:
    named = [f"第{r.position}个字是 {text.code_points(r.char)}（{r.why}）" for r in refusals]
    rest = f"；共 {len(named)} 处" if len(named) > _LISTED else ""
    said = f"里有不能使用的字符：{'；'.join(named[:_LISTED])}{rest}"
    return Remark("intake.character", pointer, said, "请删去该字符，或换成可以正常显示的字")


def identified(data: Any) -> tuple[dict[str, str], list[Remark]]:
    """Pointer -> normal form of every identifier and phone, and what is wrong with them."""
    on = _filing_date(data)
    values: dict[str, str] = {}
    remarks: list[Remark] = []
    for field in fields.walk(data):
        if "x-check" not in field.node or not isinstance(field.value, str):
            continue
        result = _check(field, on)
        values[field.pointer] = result.value
        for fault in result.faults:
            said = f"：{fault.message}"
            remarks.append(Remark(fault.code, field.pointer, said, fault.advice, fault.severity))
    return values, remarks


def _check(field: fields.Field, on: date | None) -> IdentifierResult:
    name = field.node["x-check"]
    if name == "id_number":
        gender, birth_month = (_stated(field.parent, key) for key in ("gender", "birth_month"))
        return identifiers.check_id_number(
            field.value, on=on, gender=gender, birth_month=birth_month
        )
    if name not in _CHECKS:
        raise RuleFaulty(f"数据规范要求的检查 {name} 不存在", "请重新安装 bayu-docs")
    return _CHECKS[name](field.value)


_CHECKS: Mapping[str, Callable[[str], IdentifierResult]] = {
    "uscc": identifiers.check_uscc,
    "mobile": identifiers.normalise_mobile,
    "landline": identifiers.normalise_landline,
}


def _stated(row: Any, key: str) -> str:
    value = row.get(key, "") if isinstance(row, dict) else ""
    return value if isinstance(value, str) else ""


def _filing_date(data: Any) -> date | None:
    """The filing date, or None when it is missing or no date (told by the schema)."""
    try:
        return date.fromisoformat(_stated(data, "filing_date"))
    except ValueError:
        return None


def repeated(data: Any) -> Iterator[Remark]:
    """Numbers that must differ within a list (x-unique) and do not; case does not tell apart."""
    first: dict[tuple[str, str], str] = {}
    for field in fields.walk(data):
        if not field.node.get("x-unique") or not isinstance(field.value, str):
            continue
        names = fields.parts(field.pointer)
        group = "/".join("-" if name.isdigit() else name for name in names)
        earlier = first.setdefault((group, field.value.casefold()), field.pointer)
        if earlier != field.pointer:
            where = fields.path_words(earlier.rpartition("/")[0])
            said = f"填的是{shown(field.value, field.node)}，与“{where}”重复"
            yield Remark("intake.duplicate_value", field.pointer, said, "请核对并改正其中一个")
