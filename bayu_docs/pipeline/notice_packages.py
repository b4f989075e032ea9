"""Packages made by `build` -> the data of the letter that recommends them, of roster and list."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bayu_docs.intake.admit import admit
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials import files
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.call import DISTRICT, Call
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.submission import APPLICATION_JSON, BAG_SUFFIX, PACKAGE_JSON
from bayu_docs.pipeline.inspection import inspect
from bayu_docs.submission.out_check import bags_in
from bayu_docs.submission.unpack import unpack_zip

RECOMMENDATION, ROSTER, TRANSMITTAL = "recommendation", "roster", "transmittal"
TAKE_PACKAGES = (RECOMMENDATION, ROSTER, TRANSMITTAL)
"""Kinds whose DATA may be packages."""


@dataclass(frozen=True)
class Package:
    """A package that passed, in the order it was given, which is its rank.

    file: its name; sha256: of the zip, empty for a folder; form_sides, bundle_sides: of one copy.
    """

    file: str
    sha256: str
    application: Application
    form_sides: int
    bundle_sides: int


def is_package(path: Path) -> bool:
    """True for a zip or a folder: what is no JSON file of data."""
    return path.is_dir() or path.suffix.lower() == BAG_SUFFIX


def read_packages(
    paths: Sequence[Path], call_name: str, district: Path | None, day: date
) -> tuple[tuple[Package, ...], tuple[Finding, ...]]:
    """Each package verified and read; errors and warnings on any of them, named by their file."""
    packages: list[Package] = []
    findings: list[Finding] = []
    for path in paths:
        report = inspect(path, call_name, district, day)
        told = [_in(path, found) for found in report.findings]
        if not any(found.severity is Severity.ERROR for found in told):
            packages.append(_read(path))
        findings += told
    findings += unfit(packages)
    return tuple(packages), tuple(findings)


def drafts(
    kinds: Iterable[str], packages: Sequence[Package], call: Call, head: Draft | None
) -> tuple[dict[str, Draft], tuple[Finding, ...]]:
    """Data for each kind: the packages' own, and what the head's file gives beside (issuers, 文号,
    reasons by station_name …); a finding for a station of the file that has no package."""
    stated = dict(head.data) if head is not None and isinstance(head.data, dict) else {}
    given = stated.pop("stations", [])
    listed = {"media": stated.pop("media")} if "media" in stated else {}
    rows = {row.get("station_name"): row for row in given if isinstance(row, dict)}
    names = {package.application.station_name for package in packages}
    strangers = tuple(
        _stranger(head, place, str(name)) for place, name in enumerate(rows) if name not in names
    )
    own = {
        "stations": [
            _station(package) | rows.get(package.application.station_name, {})
            for package in packages
        ],
        "materials": [row for package in packages for row in _materials(package, call)],
    }
    needs = {
        RECOMMENDATION: ("stations", "materials"),
        ROSTER: ("stations",),
        TRANSMITTAL: ("materials",),
    }
    base = head or Draft({}, {}, Path(), "")
    made = {}
    for kind in kinds:
        common = stated if kind == RECOMMENDATION else _shared(stated)
        data = {"schema_version": "1"} | common | {name: own[name] for name in needs[kind]}
        data |= listed if kind == TRANSMITTAL else {}
        made[kind] = replace(base, data=data)
    return made, strangers


# What the letter's head says that roster and list repeat.
_SHARED = ("schema_version", "invented", "issuers", "signed_on", "contact", "call_number")


def _shared(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in stated.items() if name in _SHARED}


def _stranger(head: Draft | None, index: int, name: str) -> Finding:
    pointer = f"/stations/{index}"
    file = head.origins.get(pointer, Place(head.source)).file if head else ""
    place = Place(file, f"推荐对象 第{index + 1}个", pointer)
    said = f"数据文件里的“{name}”没有对应的材料包"
    return Finding(
        "notice.rank", Severity.ERROR, said, place, advice="请核对驿站名称，或补上材料包"
    )


def too_many(paths: Sequence[Path], call: Call) -> tuple[Finding, ...]:
    """An error when more are recommended than the call allows; they need not be opened then."""
    limit = call.quotas["recommend_max"]
    if len(paths) <= limit.value:
        return ()
    said = f"给了 {len(paths)} 个推荐对象，通知要求推荐{limit.figure}"
    advice = f"会商确定后，只保留排在前面的 {limit.value} 个，其余转入区县级参评"
    place = Place(file=paths[limit.value].name)
    return (Finding("notice.too_many", Severity.ERROR, said, place, limit.clause, advice),)


def _in(path: Path, found: Finding) -> Finding:
    """The finding with its package's name before the file inside it."""
    place = found.place
    file = path.name if place.file in ("", path.name) else f"{path.name} › {place.file}"
    return replace(found, place=replace(place, file=file))


def unfit(packages: Sequence[Package]) -> Iterator[Finding]:
    """An error for each package that does not apply at the city's tier, or is given twice."""
    seen: set[str] = set()
    for package in packages:
        application, place = package.application, Place(file=package.file)
        if application.tier == DISTRICT:
            said = f"“{application.station_name}”只申报区县级，没有按市级条件核对"
            advice = "推荐参评市级的，应申报“市级”或“市级和区县级（同时）”"
            yield Finding("notice.package", Severity.ERROR, said, place, advice=advice)
        if application.station_name in seen:
            said = f"“{application.station_name}”的材料包给了不止一个"
            yield Finding("notice.package", Severity.ERROR, said, place, advice="每个驿站给一个")
        seen.add(application.station_name)


def _read(path: Path) -> Package:
    """A package that has just been verified."""
    bag = path if path.is_file() else next(iter(bags_in(path)), None)
    if bag is None:
        return _read_folder(path, path.name, "")
    with tempfile.TemporaryDirectory(prefix="bayu-notice-") as scratch:
        unpacked, _ = unpack_zip(bag, Path(scratch))
        if unpacked is None:
            raise ValueError("only a verified package is read")
        return _read_folder(unpacked.root, bag.name, files.sha256_of(bag))


def _read_folder(root: Path, name: str, sha256: str) -> Package:
    inner = root if (root / "data").is_dir() else next(root.iterdir())
    draft, listed = (read_json(inner / "data" / each) for each in (APPLICATION_JSON, PACKAGE_JSON))
    admitted = admit(draft)
    if admitted.value is None:
        raise ValueError("only a verified package is read")
    sides = (int(listed.data[part]["sides"]) for part in ("form", "bundle"))
    return Package(name, sha256, admitted.value, *sides)


def _station(package: Package) -> dict[str, Any]:
    application = package.application
    applicant, site, training = application.applicant, application.site, application.training
    return {
        "station_name": application.station_name,
        "applicant": applicant.name,
        "kind": applicant.kind,
        "site": f"{site.district}{site.town}{site.village}{site.address}",
        "occupations": list(
            dict.fromkeys(each.occupation for each in application.facilities.occupations)
        ),
        "leads": len(application.lead_artisans),
        "team": len(application.team),
        "training": training.person_times_per_year,
        "high_skilled": training.high_skilled_per_year,
        "brands": len(application.brands),
        "partners": len(application.partners),
        "contact": applicant.contact.name,
        "phone": applicant.contact.landline or applicant.contact.mobile,
    }


def _materials(package: Package, call: Call) -> list[dict[str, Any]]:
    """Form and bundle on paper as often as the city asks for, and the electronic copy."""
    copies = call.copies_to_city.value
    station = {"station_name": package.application.station_name}
    digest = {"sha256": package.sha256} if package.sha256 else {}
    return [
        {"name": "申报表", **station, "copies": copies, "pages": package.form_sides},
        {"name": "佐证材料", **station, "copies": copies, "pages": package.bundle_sides},
        {
            "name": "电子档",
            **station,
            "copies": 1,
            "pages": package.form_sides + package.bundle_sides,
            "file": package.file,
            **digest,
        },
    ]
