"""The papers of an application as Word files, and some of them as PDFs with embedded fonts."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pikepdf

from studio import wordfiles
from studio.stable import pdf_bytes

_SONG, _BLACK = "Noto Serif CJK SC", "Noto Sans CJK SC"
_NOTE = "样例（虚构）：单位、人员与数据均为编造，仅供演示"


def equipment_list(application: dict[str, Any]) -> bytes:
    """职业（工种）设施设备清单, for conversion."""
    rows = [("序号", "职业（工种）", "用途", "主要设备名称及数量")]
    for number, row in enumerate(application["facilities"]["occupations"], 1):
        trade = f"（{row['trade']}）" if row.get("trade") else ""
        rows.append(
            (str(number), row["occupation"] + trade, "、".join(row["uses"]), row["equipment"])
        )
    return wordfiles.document(
        _title("职业（工种）设施设备清单"),
        _small(f"申报主体：{application['applicant']['name']}"),
        wordfiles.table(rows, (8, 22, 18, 52), _SONG, _BLACK, 12, pad=100),
        wordfiles.paragraph("", _SONG, 6, after_pt=0),
        _small("以上设施设备均已安装到位、可正常使用，实物照片另见本册照片页。"),
        _small(_NOTE),
    )


def notice(application: dict[str, Any]) -> bytes:
    """The applicant's own notice that sets up the task force, for conversion."""
    organization = application["organization"]
    name, station = application["applicant"]["name"], application["station_name"]
    year, month = application["filing_date"].split("-")[:2]
    people = [("姓名", "职务", "分工")]
    people += [(p["name"], p["position"], p["duty"]) for p in organization["task_force"]]
    staff = "、".join(f"{p['name']}（{p['duty']}）" for p in organization["dedicated_staff"])
    support = organization["support"]
    return wordfiles.document(
        _title(f"关于成立{station}专班的通知"),
        _body("各部门、各有关人员：", indent=False),
        _body(
            f"为做好{station}建设和运行工作，经研究，决定成立驿站专班，明确专门人员，"
            "落实支持措施。现将有关事项通知如下："
        ),
        _body("一、专班组成"),
        wordfiles.table(people, (18, 28, 54), _SONG, _BLACK, 12, pad=70),
        wordfiles.paragraph("", _SONG, 6, after_pt=0),
        _body(f"二、专门人员：{staff}。专门人员常驻驿站，负责日常事务，不得随意抽调。"),
        _body(
            "三、工作制度：专班每月例会一次，研究课程、师资、安全和经费事项，形成会议记录；"
            "培训台账一班一档，经费单独核算，按季度公开。"
        ),
        _body(f"四、所属单位支持：{support['policy']}{support['projects']}{support['funds']}"),
        wordfiles.paragraph(name, _SONG, 14, "right"),
        wordfiles.paragraph(f"{year}年{int(month)}月（印章略）", _SONG, 14, "right"),
        _small(_NOTE),
    )


def agreements(application: dict[str, Any]) -> bytes:
    """The key pages of all agreements as text, one after the other, for conversion."""
    parts = [_title("长期合作协议（首末页节录）"), _small(_NOTE)]
    for number, partner in enumerate(application["partners"], 1):
        kinds = "、".join(partner["kinds"])
        parts += [
            _body(f"（{number}）乙方：{partner['name']}", indent=False),
            _body(
                f"甲方{application['applicant']['name']}与乙方就{kinds}签订本协议，"
                f"合作内容：{partner['content']}。"
            ),
            _body(
                f"合作期限：{partner['starts_on']} 至 {partner['ends_on']}，期满双方无异议可续签。"
                "双方各指定联络人一名，每年会商不少于两次。"
            ),
            wordfiles.paragraph(
                "甲方（印章略）　　　　　　　　　乙方（印章略）", _SONG, 12, "center", after_pt=26
            ),
        ]
        if number == 3:
            parts.append(wordfiles.page_break())
    return wordfiles.document(*parts)


def pledge(application: dict[str, Any]) -> bytes:
    """领衔工匠驻站承诺书 as text, for conversion."""
    rows = [("序号", "姓名", "职业（工种）", "每年在站", "在站方式", "本人签字")]
    for number, lead in enumerate(application["lead_artisans"], 1):
        months = f"{lead['months_on_station']}个月"
        rows.append(
            (
                str(number),
                lead["name"],
                lead.get("trade") or lead["occupation"],
                months,
                lead["presence"],
                "（略）",
            )
        )
    return wordfiles.document(
        _title("领衔工匠驻站承诺书"),
        _body(
            f"我们自愿担任{application['station_name']}领衔工匠，承诺建站后每年在站工作时间"
            "不少于下表所列月数（均在六个月以上），在站期间承担带徒、授课和技术指导任务，"
            "自觉接受驿站管理和群众监督。"
        ),
        wordfiles.table(rows, (8, 16, 30, 16, 14, 16), _SONG, _BLACK, 12, pad=110),
        wordfiles.paragraph("", _SONG, 12),
        wordfiles.paragraph(application["applicant"]["name"] + "（印章略）", _SONG, 14, "right"),
        _small(_NOTE),
    )


def team_list(application: dict[str, Any], pad: int = 80) -> bytes:
    """驿站团队名单与服务年限 as an applicant's own Word file, with the usual font names.

    pad: twips above and below the words of a row.
    """
    rows = [("序号", "姓名", "性别", "领衔工匠", "人员类别", "年限", "依据")]
    for number, member in enumerate(application["team"], 1):
        years = f"{member['rural_years']}年" if "rural_years" in member else "—"
        basis = (
            member.get("employer")
            or member.get("venture")
            or (f"{member['school']}（{member['graduated_in']}毕业）")
        )
        rows.append(
            (
                str(number),
                member["name"],
                member["gender"],
                member["lead"],
                member["category"],
                years,
                basis,
            )
        )
    return wordfiles.document(
        wordfiles.paragraph("驿站团队名单与服务年限", "黑体", 18, "center", after_pt=8),
        wordfiles.paragraph(f"申报主体：{application['applicant']['name']}", "仿宋_GB2312", 12),
        wordfiles.table(rows, (6, 10, 6, 11, 20, 8, 39), "宋体", "黑体", 10.5, pad),
        wordfiles.paragraph(
            "经核对本人身份、从业证明和毕业证书，上表所列类别与年限属实。", "仿宋_GB2312", 12
        ),
        wordfiles.paragraph(_NOTE, "仿宋_GB2312", 10.5),
    )


def converted(papers: dict[str, bytes]) -> dict[str, bytes]:
    """Each Word file as a normalised PDF, all in one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, content in sorted(papers.items()):
            (work / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [
                _engine(),
                f"-env:UserInstallation={(work / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(work / "out"),
                *(str(work / f"{name}.docx") for name in sorted(papers)),
            ],
            check=True,
            capture_output=True,
            timeout=180,
            env={"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"},
        )
        return {name: _normalised(work / "out" / f"{name}.pdf") for name in sorted(papers)}


def turned_pdf(content: bytes) -> bytes:
    """The same pages stored lying on their side, with /Rotate 90 to set them upright."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(v) for v in page.mediabox)
            width, height = right - left, top - bottom
            page.contents_add(b"q 0 1 -1 0 %.3f 0 cm" % height, prepend=True)
            page.contents_add(b"Q")
            page.MediaBox = [0, 0, round(height, 3), round(width, 3)]
            if "/CropBox" in page:
                del page["/CropBox"]
            page.Rotate = 90
        return pdf_bytes(pdf)


def _normalised(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return pdf_bytes(pdf)


def _engine() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise FileNotFoundError("install libreoffice-writer-nogui: soffice is missing")
    return found


def _title(text: str) -> str:
    return wordfiles.paragraph(text, _BLACK, 18, "center", after_pt=10)


def _body(text: str, indent: bool = True) -> str:
    return wordfiles.paragraph(text, _SONG, 14, indent=indent)


def _small(text: str) -> str:
    return wordfiles.paragraph(text, _SONG, 11)
