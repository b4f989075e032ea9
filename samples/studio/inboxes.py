"""The planned campaign as files: one inbox and one profile for each district."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.pipeline.fillable import render_form
from studio import season
from studio.packing import Wish, packed
from studio.season import CLOCK, Plan
from studio.stations import proof_picture, station

_SAMPLES = {"municipal": "municipal", "district": "district", "both": "both-tiers"}
_MOMENT = datetime(2022, 3, 22, 9, 0, tzinfo=CLOCK)
_SERVER = "mx.example.org"
_CERTIFICATES = 1  # which of the proofs shows the certificates


def filled(plans: Sequence[Plan], out: Path, work: Path) -> dict[int, dict[str, Any]]:
    """An inbox below `out` for each district named in the plans; gives the data by number, of a
    file sent twice under the first."""
    data = {plan.number: application(plan) for plan in plans if plan.share != season.SAME_FILE}
    zipped = _packages([plan for plan in plans if _is_packed(plan)], data, work)
    for division in dict.fromkeys(plan.division for plan in plans):
        folder = out / division
        (folder / "inbox").mkdir(parents=True)
        (folder / "district.json").write_text(_profile(division), encoding="utf-8")
        own = [plan for plan in plans if plan.division == division]
        register = [row for plan in own for row in _delivered(plan, folder, zipped, data)]
        _write_register(folder / "inbox" / "收件登记.csv", register)
    return data


def application(plan: Plan) -> dict[str, Any]:
    """The planned application's data, spoiled where that is planned."""
    path = season.ROOT / "samples/accepted" / _SAMPLES[plan.tier] / "application.json"
    base = json.loads(path.read_text(encoding="utf-8"))
    number = plan.of if plan.share == season.SAME_APPLICANT else plan.number
    data = station(base, plan.tier, plan.division, number)
    if plan.share == season.SAME_APPLICANT:
        data["vision"] += "（补充材料）"
    if plan.share == season.SAME_CERTIFICATE:
        other = station(base, plan.tier, plan.division, plan.of)
        lead, held = data["lead_artisans"][0], other["lead_artisans"][0]
        lead["qualifications"][0]["number"] = held["qualifications"][0]["number"]
    _spoil(data, plan.defect)
    return data


def _spoil(data: dict[str, Any], defect: str) -> None:
    if defect == "few_members":
        del data["team"][2:]
    elif defect == "few_partners":
        del data["partners"][1:]
    elif defect == "few_months":
        data["lead_artisans"][0]["months_on_station"] = 4
    elif defect == "no_brand":
        data["brands"] = []


def _is_packed(plan: Plan) -> bool:
    forms = (season.PACKAGE, season.MAIL, season.FOLDER)
    return plan.form in forms and plan.share != season.SAME_FILE


def _packages(
    plans: Sequence[Plan], data: dict[int, dict[str, Any]], work: Path
) -> dict[int, Path]:
    """Number -> its package."""
    wishes = []
    for plan in plans:
        files = {}
        for item, proof in enumerate(data[plan.number]["evidence"]):
            shared = plan.share == season.SAME_PICTURE and item == _CERTIFICATES
            files[proof["file"]] = proof_picture(plan.of if shared else plan.number, item)
        wishes.append(Wish(data[plan.number], files))
    made = packed(wishes, work, _MOMENT)
    return dict(zip((plan.number for plan in plans), made, strict=True))


def _delivered(
    plan: Plan, folder: Path, zipped: dict[int, Path], data: dict[int, dict[str, Any]]
) -> Iterable[tuple[str, str]]:
    """Put the thing into the inbox; gives its line of the register, unless a mail server has
    stamped it."""
    inbox = folder / "inbox"
    stem = f"来件{plan.number:03}"
    if plan.form == season.WORD:
        target = inbox / f"{stem}.docx"
        target.write_bytes(render_form(data[plan.number], load_call(), moment=_MOMENT))
    elif plan.form == season.WORKBOOK:
        target = inbox / f"{stem}.xlsx"
        target.write_bytes(make(load_call(), (data[plan.number],)))
    else:
        source = zipped[plan.of if plan.share == season.SAME_FILE else plan.number]
        content = _damaged(source.read_bytes(), plan.defect)
        target = inbox / f"{stem}_{source.name}"
        if plan.form == season.FOLDER:
            target = inbox / stem
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(target)
        elif plan.form == season.MAIL:
            target = inbox / f"{stem}.eml"
            target.write_bytes(_mail(plan, source.name, content))
            return
        else:
            target.write_bytes(content)
    yield target.name, f"{plan.received_at:%Y-%m-%d %H:%M}"


def _damaged(content: bytes, defect: str) -> bytes:
    """The package with a file changed after it was made, or cut short on its way."""
    if defect == "cut_short":
        return content[: len(content) // 2]
    if defect != "tampered":
        return content
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            raw = old.read(entry)
            if entry.filename.endswith("bag-info.txt"):
                raw += b"Contact-Name: somebody\n"
            new.writestr(entry, raw)
    return stream.getvalue()


def _mail(plan: Plan, name: str, content: bytes) -> bytes:
    """As a mail program saves it: our server's line on top, the sender's below."""
    message = EmailMessage()
    message["Received"] = (
        f"from mail.example.com by {_SERVER} with ESMTP; {format_datetime(plan.received_at)}"
    )
    message["Received"] = "from desk by mail.example.com; Tue, 1 Mar 2022 08:00:00 +0800"
    message["From"] = f"station-{plan.number:03}@example.org"
    message["To"] = "station@example.org"
    message["Subject"] = "申报材料"
    message.set_content("附件为申报材料，请查收。（样例，纯属虚构）\n")
    message.add_attachment(content, maintype="application", subtype="zip", filename=name)
    message.set_boundary(f"=_sample-{plan.number:05}")
    return message.as_bytes()


def _profile(division: str) -> str:
    """The example's profile, as this district's own."""
    path = season.ROOT / "schemas/districts/example.json"
    profile = json.loads(path.read_text(encoding="utf-8"))
    profile["division"] = division
    profile["deadline"] = season.DEADLINE.isoformat()
    for organ in profile["organs"]:
        for key in ("name", "seal_name"):
            organ[key] = organ[key].replace("荣昌区", division)
    return json.dumps(profile, ensure_ascii=False, indent=2) + "\n"


def _write_register(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([("文件名", "收件时间"), *rows])
    path.write_text(stream.getvalue(), encoding="utf-8-sig")
