"""The proofs of one application: as fine as the e-mail allows, and what may be left out."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from bayu_docs.calls.load import load_call
from bayu_docs.intake.admit import admit
from bayu_docs.intake.source import read
from bayu_docs.model.application import Application
from bayu_docs.pipeline.proofs import Proofs, gather

ROOT = Path(__file__).resolve().parents[3]


def gathered(folder: Path, work: Path) -> Proofs:
    work.mkdir(parents=True, exist_ok=True)
    application = admit(read(folder)).value
    assert isinstance(application, Application)
    return gather(application, load_call(), work, None)


def codes(proofs: Proofs) -> list[str]:
    return [finding.code.removeprefix("evidence.") for finding in proofs.findings]


def noisy(path: Path) -> None:
    """A photo that no encoder can make small: 4 megapixels of noise."""
    size = (1700, 2400)
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(path, "JPEG", quality=90)


def test_pictures_are_made_smaller_until_the_mail_keeps_its_limit(
    tmp_path: Path, district_data: dict[str, Any], workspaces: ModuleType
) -> None:
    folder = workspaces.workspace(tmp_path / "a", district_data)
    assert "made_smaller" not in codes(gathered(folder, tmp_path / "small"))
    for path in sorted((folder / "evidence").iterdir())[:8]:
        noisy(path)
    proofs = gathered(folder, tmp_path / "large")
    assert "made_smaller" in codes(proofs)
    files = {Path(piece.location) for piece in proofs.pieces}
    assert sum(path.stat().st_size for path in files) <= (50_000_000 / 1.37 - 3_000_000) / 2


def test_taking_the_first_choice_makes_an_impossible_bundle_fit(tmp_path: Path) -> None:
    sample = ROOT / "samples/rejected/evidence-over_limit-impossible"
    proofs = gathered(sample, tmp_path / "work")
    (over,) = (found for found in proofs.findings if found.code == "evidence.over_limit")
    first, second = re.findall(r"（[12]）([^（]*)（", over.advice)[:2]
    assert (first, second) == ("删去 E04，减 20 面", "E04 的“选用页”填 1,20，减 18 面")
    data = json.loads((sample / "application.json").read_text(encoding="utf-8"))
    contract = data["evidence"][3]
    for number, evidence in enumerate(
        ([*data["evidence"][:3]], [*data["evidence"][:3], contract | {"pages": "1,20"}])
    ):
        mended = tmp_path / str(number)
        shutil.copytree(sample, mended)
        text = json.dumps(data | {"evidence": evidence}, ensure_ascii=False)
        (mended / "application.json").write_text(text, encoding="utf-8")
        again = gathered(mended, tmp_path / f"work{number}")
        assert again.plan.overflow == 0
        assert again.plan.total_pages == over_pages(over.message) - (20, 18)[number]


def over_pages(message: str) -> int:
    match = re.search(r"共 (\d+) 面", message)
    assert match is not None
    return int(match[1])


@pytest.mark.parametrize(("name", "sharing"), [("overfull", True), ("district", False)])
def test_certificates_and_photos_share_pages_only_where_they_must(
    name: str, sharing: bool, tmp_path: Path
) -> None:
    plan = gathered(ROOT / "samples/accepted" / name, tmp_path / "work").plan
    assert plan.total_pages <= 20
    assert (len(plan.slots) > len({slot.page for slot in plan.slots})) == sharing


def test_the_original_of_a_signed_pdf_is_kept_beside_the_bundle(
    tmp_path: Path, district_data: dict[str, Any], workspaces: ModuleType
) -> None:
    folder = workspaces.workspace(tmp_path / "a", district_data)
    signed = folder / "evidence" / "电子证书.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"))
        signature = Dictionary(FT=Name.Sig, T=String("s"), V=value)
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(signature)]), SigFlags=3)
        pdf.save(signed)
    data = json.loads((folder / "application.json").read_text(encoding="utf-8"))
    data["evidence"][2]["file"] = "evidence/电子证书.pdf"
    text = json.dumps(data, ensure_ascii=False)
    (folder / "application.json").write_text(text, encoding="utf-8")
    proofs = gathered(folder, tmp_path / "work")
    assert "signed" in codes(proofs)
    assert proofs.originals == {"原件/E03_电子证书.pdf": signed}
