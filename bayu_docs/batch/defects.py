"""The rows of 补正告知单: findings in the words of an office, like ones joined into one row.

Applicants of a county get the paper, most of whom have never run this program: they read what
paper to hand in, never a folder, a file's name or a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bayu_docs.intake.fields import node_at, path_words
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding
from bayu_docs.reporting.mask import masked

MOST_ROWS = 30
"""More than two pages of rows nobody works through."""

# What the kind's schema allows.
_FIELD_CHARACTERS, _WORDS_CHARACTERS, _CLAUSE_CHARACTERS = 60, 200, 30
_NAMED_CHARACTERS = 60  # of one item in a row that lists several
_EVIDENCE, _EVIDENCE_NOTE = "佐证材料", "fill_note_2"
_MATERIALS = "申报材料"

_SCAN = "请重新扫描或另存后补交该件佐证材料"
_PACKAGE = ("电子档不完整、打不开或内容前后不一致", "请重新提交完整的电子档，内容与纸质件一致")
_OFFICE_WORDS = {
    "evidence.missing_file": ("没有收到", "补交该件佐证材料"),
    "evidence.unsafe_path": ("没有收到", "补交该件佐证材料"),
    "evidence.unreadable": ("电子件打不开或已损坏", _SCAN),
    "evidence.truncated": ("电子件不完整，末尾有缺失", _SCAN),
    "evidence.no_pages": ("电子件里没有内容", _SCAN),
    "evidence.too_costly": ("电子件内容异常，无法编入", _SCAN),
    "evidence.page_counts_differ": ("电子件结构有问题，可能缺页", _SCAN),
    "evidence.page_size": ("电子件的页面尺寸不合要求", "请按 A4 重新扫描或打印后补交该件佐证材料"),
    "evidence.encrypted": ("电子件设有密码", "请取消密码后补交该件佐证材料"),
    "evidence.unsupported": ("电子件的格式不能编入", "请另存为 PDF 或扫描后补交该件佐证材料"),
    "evidence.macro": ("电子件里有宏", "请另存为 PDF 后补交该件佐证材料"),
    "evidence.xfa": ("电子件是动态表单，内容印不出来", "请打印为 PDF 后补交该件佐证材料"),
    "evidence.office_failed": ("电子件不能转换成 PDF", "请另存为 PDF 后补交该件佐证材料"),
    "evidence.too_large": ("电子件过大", "请降低扫描分辨率，只保留与条件有关的页，再补交"),
    "evidence.too_many_file_pages": ("电子件页数过多", "请只保留与条件有关的页，再补交"),
    "intake.unknown_field": ("不是申报表里的栏目", "请改正栏目名称，或删去这一项"),
    "commitment.truthful": ("没有作出承诺", "请核对全部内容后作出承诺"),
    "commitment.informed": ("没有确认知情同意", "请逐一告知并取得同意后确认"),
}
"""Finding code -> what is wrong and what to do, for findings that speak of files and data."""

_ITEM = re.compile(rf"^{_EVIDENCE} (\S+?)“(.*?)”")
_FILE = re.compile(r"（[^（）]*\.[A-Za-z0-9]{2,5}）|\S*?/\S*\.[A-Za-z0-9]{2,5}")
_COMMAND = re.compile(r"(bayu-docs|JSON|\.json|evidence 文件夹|扩展名|命令)")


@dataclass(frozen=True)
class _Row:
    """One finding as it will be told. field: what it is about; item: the same, for a list."""

    field: str
    item: str
    problem: str
    clause: str
    mend: str

    @property
    def likeness(self) -> tuple[str, str, str, str]:
        """Rows with the same one are joined: they are about the same part, and say the same."""
        return _part(self.field), self.problem, self.clause, self.mend


def rows(findings: Iterable[Finding], call: Call) -> list[dict[str, str]]:
    """The rows of 补正告知单, at most MOST_ROWS; the last names what found no room."""
    alike: dict[tuple[str, str, str, str], list[_Row]] = {}
    for row in dict.fromkeys(_row(found, call) for found in findings):
        alike.setdefault(row.likeness, []).append(row)
    made = [made for group in alike.values() for made in _joined(group)]
    if len(made) <= MOST_ROWS:
        return made
    shown, rest = made[: MOST_ROWS - 1], made[MOST_ROWS - 1 :]
    fields = "、".join(dict.fromkeys(row["field"] for row in rest))
    problem = _cut(f"另有 {len(rest)} 处需补正：{fields}", _WORDS_CHARACTERS)
    mend = "请向收件机关查询各处的说明，一并补正"
    return [*shown, {"field": _MATERIALS, "problem": problem, "mend": mend}]


def _row(found: Finding, call: Call) -> _Row:
    clause = _clause(found, call)
    words = _office_words(found.code)
    path = path_words(found.place.pointer) or _spot(found)
    if words is not None and (proof := _ITEM.match(found.message)) is not None:
        path = f"{_EVIDENCE} › {proof[1]}“{proof[2]}”"
    field = _cut(masked(path.replace(" › ", "：")), _FIELD_CHARACTERS)
    item = _cut(field.removeprefix(_part(field)).strip(" ："), _NAMED_CHARACTERS)
    if words is None:
        words = _problem(found.message, path), _mend(found.advice)
    problem, mend = (_cut(masked(each), _WORDS_CHARACTERS) for each in words)
    return _Row(field, item, problem or "填写有误", clause, mend or "请改正后重新报送")


def _part(field: str) -> str:
    """The part of the form: 领衔工匠 of 领衔工匠 第2人：姓名."""
    return field.partition("：")[0].partition(" 第")[0]


def _problem(message: str, path: str) -> str:
    """What is wrong, without the field that the row names already."""
    bare = message.removeprefix(f"“{path}”")
    if bare != message:
        bare = bare.lstrip("：").removeprefix("里").strip()
    return _plain(bare)


def _office_words(code: str) -> tuple[str, str] | None:
    return _PACKAGE if code.startswith("verify.") else _OFFICE_WORDS.get(code)


def _spot(found: Finding) -> str:
    """Where it stands when no field is known, unless that is only a file's name."""
    spot = found.place.spot
    return spot if spot and not _COMMAND.search(spot) else _MATERIALS


def _plain(text: str) -> str:
    """The text without names of files."""
    return _FILE.sub("", text).replace("（不加引号）", "").replace(" › ", "：").strip()


def _mend(advice: str) -> str:
    """The advice without those of its sentences that tell how to work a program."""
    parts = [part for part in re.split(r"[；。]", advice) if not _COMMAND.search(part)]
    return "；".join(plain for part in parts if (plain := _plain(part)))


def _clause(found: Finding, call: Call) -> str:
    """The number of the finding's clause, or of the one its field or the evidence rests on."""
    if found.clause is not None and found.clause.number:
        number = found.clause.number
    elif found.code.startswith("evidence."):
        note = call.facts.get(_EVIDENCE_NOTE)
        number = f"{note.clause.number}2" if note else ""
    else:
        number = str(node_at(found.place.pointer).get("x-clause", ""))
    return number if len(number) <= _CLAUSE_CHARACTERS else ""


def _joined(alike: list[_Row]) -> Iterator[dict[str, str]]:
    """Rows that say the same as few rows: their items listed, none left out."""
    first = alike[0]
    listed = [row.item for row in alike if row.item]
    if len(alike) == 1 or len(listed) < len(alike):
        for row in alike:
            yield _printed(row.field, row.problem, row)
        return
    part = _part(first.field)
    room = _WORDS_CHARACTERS - len(first.problem) - 1
    if room < _NAMED_CHARACTERS:
        for row in alike:
            yield _printed(row.field, row.problem, row)
        return
    first = replace(first, mend=first.mend.replace("该件", "所列"))
    line = ""
    for item in dict.fromkeys(listed):
        longer = f"{line}、{item}" if line else item
        if len(longer) > room:
            yield _printed(part, f"{first.problem}：{line}", first)
            longer = item
        line = longer
    yield _printed(part, f"{first.problem}：{line}", first)


def _printed(field: str, problem: str, row: _Row) -> dict[str, str]:
    clause = {"clause": row.clause} if row.clause else {}
    return {"field": field, "problem": problem, **clause, "mend": row.mend}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
