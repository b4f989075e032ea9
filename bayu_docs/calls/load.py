"""Load a call or a district's profile: admitted by schema, proved, or refused with every fault."""

from __future__ import annotations

import re
from pathlib import Path

from bayu_docs.calls import coherence, proof
from bayu_docs.calls.admission import read_json, read_text, refuse, schema_faults
from bayu_docs.calls.build import build_call, build_district
from bayu_docs.errors import CallFaulty
from bayu_docs.materials import assets
from bayu_docs.model.call import Call, DistrictProfile

DEFAULT_CALL = "bayu-2022"

_SHIPPED_NAME = re.compile(r"[a-z0-9-]+")
_CALL_ADVICE = "请对照通知原文改正申报批次文件；引文须与原文一字不差，数字须与引文一致"
_DISTRICT_ADVICE = "请改正区县资料文件；不知道的项目请删去，不要留空或臆填"


def shipped_calls() -> tuple[str, ...]:
    """The ids of the calls that travel with the tool."""
    return tuple(sorted(path.stem for path in _folder().glob("*.json")))


def load_call(name_or_path: str = DEFAULT_CALL) -> Call:
    """The call of a shipped id, or of a JSON file whose `text` names the notice beside it.

    CallFaulty lists at once every mismatch with the schema, or else every quotation, number, date
    and name that disagrees with the notice's text.
    """
    path = _call_path(name_or_path)
    data = read_json(path)
    refuse(path.name, schema_faults("call", data), _CALL_ADVICE)
    moment = data["deadline_to_city"]["moment"]
    refuse(path.name, coherence.moment_faults("/deadline_to_city/moment", moment), _CALL_ADVICE)
    text = read_text(path.parent / data["text"])
    refuse(path.name, [*coherence.faults(data), *proof.faults(data, text)], _CALL_ADVICE)
    return build_call(data, text)


def load_district(path: str | Path, call: Call | None = None) -> DistrictProfile:
    """The district's profile in that JSON file; CallFaulty lists everything wrong with it.

    With `call`, the division must be one the call knows on the profile's deadline (on any day when
    the profile has none).
    """
    path = Path(path)
    data = read_json(path)
    refuse(path.name, schema_faults("district", data), _DISTRICT_ADVICE)
    faults = (
        *coherence.moment_faults("/deadline", data.get("deadline")),
        *coherence.period_faults("/organs", data.get("organs", ()), ("role",)),
    )
    refuse(path.name, faults, _DISTRICT_ADVICE)
    profile = build_district(data)
    if call is not None:
        refuse(path.name, _division_faults(profile, call), _DISTRICT_ADVICE)
    return profile


def _division_faults(profile: DistrictProfile, call: Call) -> list[str]:
    if not profile.division:
        return []
    rows = [division for division in call.divisions if division.name == profile.division]
    if not rows:
        return [f"/division：“{profile.division}”不是本批次所列的区县或功能区"]
    day = profile.deadline.date() if profile.deadline else None
    if day is not None and not any(row.valid_on(day) for row in rows):
        return [f"/division：“{profile.division}”在受理截止日 {day} 不存在"]
    return []


def _call_path(name_or_path: str) -> Path:
    if _SHIPPED_NAME.fullmatch(name_or_path):
        path = _folder() / f"{name_or_path}.json"
        if not path.is_file():
            raise CallFaulty(
                f"没有名为“{name_or_path}”的申报批次",
                f"随工具提供：{'、'.join(shipped_calls())}；也可给出 .json 文件的路径",
            )
        return path
    return Path(name_or_path)


def _folder() -> Path:
    return assets.SCHEMAS / "calls"
