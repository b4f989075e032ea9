"""The electronic copy: one bag with everything, and the mail to the city's own mailbox.

The bag holds the packages as they came, with whatever the applicants stated in them. The mail goes
over open lines: only PDFs without an identity number in their text, and the roster, travel in it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bayu_docs.batch.handover import contents
from bayu_docs.batch.handover.candidates import Candidate
from bayu_docs.batch.handover.papers import Setting, kind_name
from bayu_docs.errors import OutputDisproved
from bayu_docs.materials.files import safe_name
from bayu_docs.materials.html import filled_page
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.submission import BAG_SUFFIX, BUNDLE, FORM_DOCX, FORM_PDF, MAIL
from bayu_docs.notices.roster_sheet import ROSTER_XLSX
from bayu_docs.pipeline.notice_packages import TAKE_PACKAGES
from bayu_docs.submission import bag, bag_check, mail
from bayu_docs.submission.unpack import unpack_zip, walk

TEMPLATE = "report/city-mail.txt.j2"


def lay_out(chosen: Sequence[Candidate], out: Path) -> None:
    """Each candidate's form, bundle and package in a folder of its own."""
    for candidate in chosen:
        folder = out / candidate.folder
        folder.mkdir()
        for name in (FORM_DOCX, FORM_PDF, BUNDLE):
            shutil.copyfile(candidate.bag / "data" / name, folder / name)
        shutil.copyfile(candidate.zipped, folder / safe_name(candidate.zipped.name))


def write_bag(chosen: Sequence[Candidate], setting: Setting, out: Path) -> Path:
    """The zip with all that lies in `out`, re-opened from disk; OutputDisproved."""
    name = bag_name(setting)
    payload: dict[str, Path | bytes] = {
        path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()
    }
    info = {
        "Source-Organization": setting.district.division or "区县",
        "External-Description": f"{setting.call.batch}“巴渝工匠”乡村驿站市级申报推荐材料",
        "External-Identifier": f"{setting.call.id}/recommendation/{len(chosen)}",
    }
    target = out / f"{name}{BAG_SUFFIX}"
    bag.write_bag(target, name, payload, info, setting.moment)
    _prove(target, set(payload))
    return target


def bag_name(setting: Setting) -> str:
    """The bag's own name."""
    return safe_name(f"{setting.district.division or '区县'}_市级推荐材料")


def write_mail(chosen: Sequence[Candidate], setting: Setting, out: Path) -> tuple[Finding, ...]:
    """邮件草稿.eml in `out`, and what to know of it."""
    with tempfile.TemporaryDirectory(prefix="bayu-mail-") as scratch:
        names = _attachments(chosen, out)
        held = {name: hits for name, path in names.items() if (hits := contents.numbers(path))}
        files = []
        for name, path in names.items():
            if name not in held:
                files.append(Path(shutil.copyfile(path, Path(scratch, name))))
        draft = mail.write_draft(
            out / MAIL,
            to=setting.call.deadline_to_city.mailbox,
            subject=_subject(setting),
            body=_body(chosen, setting, files, list(held)),
            attachments=files,
            clause=setting.call.deadline_to_city.clause,
        )
    return (*draft.findings, *_withheld(held, setting.call), _look_through(setting.call))


def _attachments(chosen: Sequence[Candidate], out: Path) -> dict[str, Path]:
    """Name in the mail -> file: the letters, the roster, each candidate's two PDFs."""
    letters = (*(f"{kind_name(key)}.pdf" for key in TAKE_PACKAGES), ROSTER_XLSX)
    named = {name: out / name for name in letters}
    for candidate in chosen:
        for name in (FORM_PDF, BUNDLE):
            named[contents.mail_name(candidate, name)] = out / candidate.folder / name
    return named


def _subject(setting: Setting) -> str:
    return f"{setting.district.division or '区县'}报送{setting.call.batch}乡村驿站市级申报推荐材料"


def _body(
    chosen: Sequence[Candidate], setting: Setting, files: Sequence[Path], held: Sequence[str]
) -> str:
    call, district = setting.call, setting.district
    organ = district.organ("人力社保", setting.moment.date())
    given = setting.head.data.get("contact") if setting.head is not None else None
    contact = f"{given['name']}，{given['phone']}" if given else district.phone
    return filled_page(
        TEMPLATE,
        to=call.issuers[0],
        district=district.division,
        batch=call.batch,
        stations=[
            {
                "name": candidate.package.application.station_name,
                "applicant": candidate.package.application.applicant.name,
            }
            for candidate in chosen
        ],
        files=[{"name": path.name, "size": mail.size_words(path.stat().st_size)} for path in files],
        withheld=list(held),
        on_medium=contents.ON_MEDIUM,
        copies=call.copies_to_city.value,
        address=call.deadline_to_city.address,
        contact=contact,
        sender=organ.name if organ else district.division,
    )


def _withheld(held: Mapping[str, Sequence[str]], call: Call) -> Iterator[Finding]:
    for name, spots in held.items():
        yield Finding(
            "desk.mail_withheld",
            Severity.WARNING,
            f"“{name}”里有身份证号码（{'、'.join(spots[:3])}），没有附入邮件",
            Place(file=MAIL),
            call.deadline_to_city.clause,
            "电子档也须报送：请与市级联系人商定方式（如加密压缩、当面拷贝），用材料包里的文件报送",
        )


def _look_through(call: Call) -> Finding:
    """What no program reads for sure."""
    return Finding(
        "desk.mail_pictures",
        Severity.INFO,
        "邮件附件已按文字查过身份证号码；照片、扫描件里的号码查不出来",
        Place(file=MAIL),
        call.deadline_to_city.clause,
        "发送前请翻看佐证材料里的证件照片；不宜外发的，改用其他方式报送电子档",
    )


def _prove(target: Path, payload: set[str]) -> None:
    """The bag once more as a stranger would open it."""
    with tempfile.TemporaryDirectory(prefix="bayu-bag-") as scratch:
        unpacked, findings = unpack_zip(target, Path(scratch))
        if unpacked is not None:
            files, links = walk(unpacked.root)
            held = {name.removeprefix("data/") for name in files if name.startswith("data/")}
            checked = bag_check.check_bag(files, required=sorted(payload), free=("",))
            findings = (*links, *checked)
            if held != payload:
                raise OutputDisproved(f"{target.name} 写成后文件不齐")
    if findings:
        raise OutputDisproved(f"{target.name} 写成后核验不通过：{findings[0].message}")
