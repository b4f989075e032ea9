"""One paper of the campaign: its data read, admitted and composed, then printed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.calls.workdays import load_calendar
from bayu_docs.errors import KindUnknown, OutputUnwritable, SourceUnreadable, TemplateFaulty
from bayu_docs.gongwen import head as heads
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials import assets, files, fonts, word
from bayu_docs.materials.workdays import OFFICIAL, Calendar
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Outcome, Place, has_errors
from bayu_docs.model.notice import Kind
from bayu_docs.model.report import Report
from bayu_docs.model.submission import REPORT_HTML, REPORT_JSON
from bayu_docs.notices import blanks
from bayu_docs.notices.admission import admit
from bayu_docs.notices.blank_data import blank_data
from bayu_docs.notices.compose import compose
from bayu_docs.notices.kinds import kind_named, kinds, nearest
from bayu_docs.notices.roster_sheet import ROSTER_XLSX
from bayu_docs.office.family import Family
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline import notice_packages as packages
from bayu_docs.pipeline.judging import DISTRICT_FILE
from bayu_docs.pipeline.notice_print import Part, printed
from bayu_docs.pipeline.order import Progress
from bayu_docs.pipeline.package import write_reports


@dataclass(frozen=True)
class Wish:
    """What is to be made.

    sources: a JSON file; or packages in their rank, with at most one JSON file for the head;
    district: the profile; where none is named, district.json beside the first source;
    templates: a folder whose notices/<kind>.docx stand in for ours; final: no blank may be left;
    workdays: files with years of working days that the calendar does not know; origins: where the
    values of the JSON file come from, when it was put together from several places.
    """

    kind: Kind
    sources: tuple[Path, ...]
    call_name: str = "bayu-2022"
    district: Path | None = None
    templates: Path | None = None
    final: bool = False
    workdays: tuple[Path, ...] = ()
    origins: Mapping[str, Place] = field(default_factory=dict)


def known_output() -> tuple[str, ...]:
    """Every file name that may stand in an OUT of `notice`."""
    names = [f"{kind.name}{suffix}" for kind in kinds() for suffix in (".docx", ".pdf")]
    return (*names, ROSTER_XLSX, REPORT_HTML, REPORT_JSON)


def make(wish: Wish, out: Path, moment: datetime, progress: Progress) -> Report:
    """The paper as .docx and PDF in OUT, which appears whole or not at all, with its report.

    After any error (data not admitted, a blank in a final paper, a person's number in a public
    one) only the reports are written. Raises SourceUnreadable, CallFaulty, TemplateFaulty,
    CalendarUnknown, EngineMissing and OutputUnwritable; then OUT is as it was.
    """
    fontset = fonts.resolve()
    with (
        files.OutputFolder(out, known_output()) as folder,
        _workshop() as work,
        OfficeSession(Family.WRITER, fontset, work / "writer") as office,
    ):
        progress("读取数据，拟写公文")
        parts, findings = _parts(wish, moment.date())
        report = _report(wish.kind, parts, findings)
        if parts and not has_errors(findings):
            progress("生成公文")
            report = printed(report, parts, fontset, office, work, folder.path, moment)
        write_reports(report, folder.path)
        folder.commit()
    moved = tuple(replace(made, path=out / made.path.name) for made in report.artifacts)
    names = "、".join(made.path.name for made in moved) or f"没有公文，只有 {REPORT_HTML}"
    return replace(report, artifacts=moved, facts=(*report.facts, ("输出", f"{out}（{names}）")))


def kind_of(word: str) -> Kind:
    """The kind of that key; KindUnknown names the nearest one."""
    if (kind := kind_named(word)) is not None:
        return kind
    guess = nearest(word)
    hint = f"是不是 {guess.key}（{guess.name}）？" if guess else ""
    raise KindUnknown(f"没有公文种类“{word}”", f"{hint}全部种类见 bayu-docs notice --list")


def unfit_sources(kind: Kind, sources: tuple[Path, ...]) -> str:
    """What is wrong with the number and kinds of the sources, in a sentence, or empty."""
    given = [path for path in sources if packages.is_package(path)]
    stated = len(sources) - len(given)
    if given and kind.key not in packages.TAKE_PACKAGES:
        takers = "、".join(packages.TAKE_PACKAGES)
        return f"{given[0].name} 不是 .json 数据文件；只有 {takers} 可以直接用材料包"
    if stated > 1 or not sources:
        return f"数据文件只能给一个，给了 {stated} 个"
    return ""


def write_blank(kind: Kind, path: Path) -> None:
    """A data file of that kind to fill in; OutputUnwritable when the path is taken."""
    if path.exists():
        raise OutputUnwritable(f"{path} 已经存在，没有改动", "请换一个文件名")
    files.write_whole(path, blank_data(kind).encode("utf-8"))


def shared_data(path: Path) -> Mapping[str, Any]:
    """What a JSON file gives for several papers; SourceUnreadable when it is no object."""
    data = read_json(path).data
    if not isinstance(data, dict):
        raise SourceUnreadable(f"{path.name}：应是一组字段", "请写成 { … }")
    return data


def composed(
    kind: Kind,
    data: Mapping[str, Any],
    origins: Mapping[str, Place],
    call: Call,
    district: DistrictProfile | None,
    day: date,
    *,
    final: bool = False,
    calendar: Calendar = OFFICIAL,
    template: Path | None = None,
) -> Outcome[dict[str, Any]]:
    """All fields of the kind's template, and what was found; None when not admitted.

    data: as typed, not yet admitted; template: the one it will be printed from, ours by default;
    final: a visible blank is an error.
    """
    admitted = admit(kind, Draft(data, origins, Path(), ""))
    if admitted.value is None:
        return Outcome(None, admitted.findings)
    made = compose(kind, admitted.value, call, district, day, calendar=calendar, origins=origins)
    text = _text_of(template or template_of(kind, None))
    findings = (*made.findings, *blanks.of_district(text, made.fields["d"]))
    head = {"h": heads.printed(made.head), "blank": False, "draft_mark": ""}
    return Outcome({**made.fields, **head}, blanks.final(findings) if final else findings)


def template_of(kind: Kind, own: Path | None) -> Path:
    """The path of the kind's template: in the user's own folder first, else ours."""
    if own is not None:
        if not own.is_dir():
            raise TemplateFaulty(f"没有文件夹 {own}", "请给出装有 notices/<种类>.docx 的文件夹")
        if (own / kind.template).is_file():
            return own / kind.template
    shipped = assets.template(kind.template)
    if not shipped.is_file():
        raise TemplateFaulty(f"缺少模板 {kind.template}", "请重新安装 bayu-docs")
    return shipped


@cache
def _text_of(template: Path) -> str:
    return word.text_of(template.read_bytes())


def _parts(wish: Wish, day: date) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """Every paper of the wish, none unless all are admitted; and what was found."""
    call = load_call(wish.call_name)
    profile = wish.district or _beside(wish.sources[0])
    district = load_district(profile, call) if profile else None
    calendar = load_calendar(wish.workdays)
    drafts, found = _drafts(wish, call, day)
    findings, parts = [*found], []
    for key, draft in drafts.items():
        kind = kind_of(key)
        template = template_of(kind, wish.templates)
        made = composed(
            kind, draft.data, draft.origins, call, district, day,
            final=wish.final, calendar=calendar, template=template,
        )  # fmt: skip
        findings += made.findings
        if made.value is not None:
            parts.append(Part(kind, made.value, template))
    whole = len(parts) == len(drafts)
    return (tuple(parts) if whole else ()), tuple(dict.fromkeys(findings))


def _beside(source: Path) -> Path | None:
    """The district's profile in the folder of the data, where there is one."""
    profile = source.parent / DISTRICT_FILE
    return profile if profile.is_file() else None


def _drafts(wish: Wish, call: Call, day: date) -> tuple[dict[str, Draft], tuple[Finding, ...]]:
    """The data of each paper: of the file itself, or put together from packages."""
    given = [path for path in wish.sources if packages.is_package(path)]
    stated = [read_json(path) for path in wish.sources if path not in given]
    if wish.origins:
        stated = [replace(draft, origins=wish.origins) for draft in stated]
    if not given:
        return {wish.kind.key: stated[0]}, ()
    if wish.kind.key != packages.TRANSMITTAL and (over := packages.too_many(given, call)):
        return {}, over
    read, findings = packages.read_packages(given, wish.call_name, wish.district, day)
    if has_errors(findings):
        return {}, findings
    alone = wish.kind.key != packages.RECOMMENDATION
    wanted = (wish.kind.key,) if alone else packages.TAKE_PACKAGES
    made, strangers = packages.drafts(wanted, read, call, stated[0] if stated else None)
    return made, (*findings, *strangers)


def _report(kind: Kind, parts: tuple[Part, ...], findings: tuple[Finding, ...]) -> Report:
    titles = [part.fields["h"]["title"] for part in parts if part.kind is kind]
    facts = (
        ("公文", kind.name),
        ("标题", "".join(titles[0].split()) if titles else ""),
        ("发送", kind.to),
        ("份数", str(kind.copies or "")),
        ("依据", f"通知{kind.basis}" if kind.basis else "自行设计"),
    )
    stated = tuple((label, value) for label, value in facts if value)
    return Report(kind.name, findings, checked=("notice",), facts=stated)


@contextmanager
def _workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
        yield Path(folder)
