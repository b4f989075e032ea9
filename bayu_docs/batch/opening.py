"""A desk's folder -> its campaign, by the call and the district named or those kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.calls.workdays import load_calendar
from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.files import safe_name
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import RECEIVED_FOLDER, STATE_FILE, Entry


def is_desk(path: Path) -> bool:
    """True for the folder of a desk."""
    return (path / STATE_FILE).is_file()


def package_of(desk: Path, entry: Entry) -> Path:
    """Where the entry's received file is kept."""
    name = safe_name(entry.receipt.file.rpartition("/")[2])
    return desk / RECEIVED_FOLDER / entry.number / name


def opened(
    desk: Path, call_name: str = "", district: Path | None = None, workdays: Sequence[Path] = ()
) -> Campaign:
    """The campaign of that folder, to be closed; SourceUnreadable when it is no desk."""
    if not is_desk(desk):
        raise SourceUnreadable(
            f"“{desk}”不是工作台文件夹：没有 {STATE_FILE}",
            "请先用 bayu-docs receive 来件文件夹 -o 工作台文件夹 收件",
        )
    call = load_call(call_name) if call_name else None
    profile = load_district(district, call) if district else None
    return Campaign.open(
        desk / STATE_FILE, call=call, district=profile, calendar=load_calendar(workdays)
    )


def profile_data(profile: DistrictProfile) -> dict[str, Any]:
    """The profile as its own file states it, only what is known."""
    known: dict[str, Any] = {"schema_version": "1", "invented": profile.invented}
    for name in ("division", "address", "mailbox", "phone"):
        known |= {name: value} if (value := getattr(profile, name)) else {}
    if profile.deadline is not None:
        known["deadline"] = profile.deadline.isoformat()
    organs = [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name in ("role", "name", "seal_name", "valid_from", "valid_until")
            if (value := getattr(organ, name))
        }
        for organ in profile.organs
    ]
    return known | ({"organs": organs} if organs else {})
