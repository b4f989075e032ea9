"""The package's own name."""

from __future__ import annotations

from bayu_docs.materials.files import NAME_MAX_BYTES, NAME_MAX_CHARACTERS, safe_name
from bayu_docs.model.call import TIER_NAMES


def package_name(district: str, applicant: str, tier: str) -> str:
    """`<区县>_<申报主体>_<级别>`, safe on every disk; a long applicant's name is cut, the level
    never. tier is the key (municipal …); KeyError for an unknown one."""
    head, tail = f"{district}_", f"_{TIER_NAMES[tier]}"
    while applicant and not _fits(head + applicant + tail):
        applicant = applicant[:-1]
    return safe_name(head + applicant + tail)


def _fits(name: str) -> bool:
    return len(name) <= NAME_MAX_CHARACTERS and len(name.encode()) <= NAME_MAX_BYTES
