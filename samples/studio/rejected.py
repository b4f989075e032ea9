"""The rejected samples: a small sound application, and one defect in each copy of it."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from studio import certificates, scenes, wordfiles
from studio.defect_list import DEFECTS, Change

Application = dict[str, Any]
Files = dict[str, bytes]

_FONT = "Noto Serif CJK SC"
_PAPER, _PICTURE, _CARD = "E03-合作协议与保障文件.pdf", "E01-挂牌与场地.jpg", "E02-证书.png"
_LONG = "E01-佐证材料.pdf"
_CONTRACT = "E04-合作协议全本.pdf"
_PROVES = {
    _PICTURE: ["实体单位", "场地", "职业（工种）设施设备", "配套设施"],
    _CARD: ["领衔工匠", "领衔工匠资格", "在站工作"],
    _PAPER: ["驿站团队", "服务年限", "培训能力", "高技能人才培养", "乡村技能品牌", "长期合作单位"],
}
_PROVES[_PAPER] += ["专门人员", "专班", "所属单位支持"]
_TITLES = {
    _PICTURE: "单位挂牌与场地照片",
    _CARD: "领衔工匠证书",
    _PAPER: "团队、培训、合作与保障文件",
}
_EXAMPLE_DISTRICT = Path(__file__).parents[2] / "schemas/districts/example.json"
REMARK = "样例数据，纯属虚构；本样例只有一处错误，见 expected.json"
_PDF_PASSWORD = "sample"  # anyone may open it; the defect is that one has to


@dataclass(frozen=True)
class Defect:
    """One sample: its folder, the codes it must yield, why, and what is in it."""

    name: str
    errors: tuple[str, ...]
    note: str
    application: Application
    evidence: Files

    def files(self) -> Files:
        """The workspace's files by their path."""
        expected = {"errors": list(self.errors), "note": self.note}
        profile = {"district.json": _EXAMPLE_DISTRICT.read_bytes()}
        return {
            "application.json": json_bytes(self.application),
            "expected.json": json_bytes(expected),
            # only a district's own deadline can be missed
            **(profile if "filing.deadline" in self.errors else {}),
            **{f"evidence/{name}": content for name, content in self.evidence.items()},
        }


def papers_to_convert() -> Files:
    """The Word files that become the rejected samples' PDFs."""
    lines = [
        "团队、培训、品牌、合作协议和专班文件的样例页，内容从略。",
    ]
    title = wordfiles.paragraph("佐证摘要（样例，虚构）", _FONT, 18, "center")
    body = "".join(wordfiles.paragraph(line, _FONT, 14, indent=True) for line in lines)
    pages = wordfiles.page_break().join(
        wordfiles.paragraph(f"佐证材料样例（虚构）第{number}页", _FONT, 18, "center")
        for number in range(1, 21)
    )
    return {
        "rejected-paper": wordfiles.document(title, body),
        "rejected-long": wordfiles.document(pages),
    }


def defects(applications: dict[str, Application], pdfs: Files) -> list[Defect]:
    """All rejected samples, in the order of their folders."""
    made = [_made(change, applications, pdfs) for change in DEFECTS]
    return sorted(made, key=lambda defect: defect.name)


def _made(change: Change, applications: dict[str, Application], pdfs: Files) -> Defect:
    application = copy.deepcopy(applications[change.base])
    application["remark"] = REMARK
    evidence = _small_evidence(application, pdfs)
    if change.evidence:
        evidence = _BREAKERS[change.evidence](application, evidence, pdfs)
    change.apply(application)
    words = change.words.replace(" ", "-")
    name = f"{change.codes[0].replace('.', '-')}-{words}"
    return Defect(name, change.codes, change.note, application, evidence)


def _small_evidence(application: Application, pdfs: Files) -> Files:
    """Three small files that prove everything, and the items that name them."""
    picture = scenes.village_centre(orchard_rows=0).resize((1150, 862))
    files = {
        _PICTURE: scenes.photo(picture, 22),
        _CARD: certificates.small_certificate(application["lead_artisans"][0]),
        _PAPER: pdfs["rejected-paper"],
    }
    application["evidence"] = [
        _item(number, _TITLES[name], name, _PROVES[name]) for number, name in enumerate(files, 1)
    ]
    return files


def _item(number: int, title: str, file: str, proves: list[str]) -> dict[str, Any]:
    return {"id": f"E{number:02}", "title": title, "file": file, "proves": list(proves)}


def _too_long(application: Application, _files: Files, pdfs: Files) -> Files:
    every = [title for titles in _PROVES.values() for title in titles]
    application["evidence"] = [_item(1, "合作协议及其他佐证材料", _LONG, every)]
    return {_LONG: pdfs["rejected-long"]}


def _whole_contract(application: Application, files: Files, pdfs: Files) -> Files:
    """A contract of twenty pages in full: its pages may not shrink, but its first and last do."""
    application["evidence"].append(_item(4, "合作协议（全本）", _CONTRACT, ["长期合作单位"]))
    return {**files, _CONTRACT: pdfs["rejected-long"]}


def _missing(_application: Application, files: Files, _pdfs: Files) -> Files:
    return {name: content for name, content in files.items() if name != _PAPER}


def _truncated(_application: Application, files: Files, _pdfs: Files) -> Files:
    return {**files, _PAPER: files[_PAPER][: len(files[_PAPER]) // 4]}


def _broken_picture(_application: Application, files: Files, _pdfs: Files) -> Files:
    return {**files, _CARD: files[_CARD][:200]}


def _locked(_application: Application, files: Files, _pdfs: Files) -> Files:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(files[_PAPER])) as pdf:
        lock = pikepdf.Encryption(
            user=_PDF_PASSWORD, owner=_PDF_PASSWORD, R=3, aes=False, metadata=False
        )
        pdf.save(buffer, encryption=lock, static_id=True)
    return {**files, _PAPER: buffer.getvalue()}


def _other_format(application: Application, files: Files, _pdfs: Files) -> Files:
    name = "E02-证书.txt"
    application["evidence"][1]["file"] = name
    kept = {key: content for key, content in files.items() if key != _CARD}
    return kept | {name: "这是一份纯文本，不能作为佐证。\n".encode()}


_BREAKERS: dict[str, Callable[[Application, Files, Files], Files]] = {
    "too long": _too_long,
    "whole contract": _whole_contract,
    "missing": _missing,
    "truncated": _truncated,
    "broken picture": _broken_picture,
    "locked": _locked,
    "other format": _other_format,
}


def json_bytes(data: Any) -> bytes:
    """Readable JSON; with escapes only where a lone surrogate leaves no other way."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:
        return (json.dumps(data, indent=2) + "\n").encode()
