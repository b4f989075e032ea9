"""Word is strict about the order of properties: a wrong one makes it offer to repair the file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bayu_docs.calls.load import load_call
from bayu_docs.pipeline.fillable import render_form

ROOT = Path(__file__).resolve().parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500-4: the sequences of the complex types, as far as our templates use them.
ORDER = {
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
    "comboBox date dropDownList picture richText text checkbox repeatingSection "
    "repeatingSectionItem",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tblBorders": "top start left bottom end right insideH insideV",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblCellMar": "top start left bottom end right",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader "
    "tblCellSpacing jc hidden ins del trPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr sdt",
    "tc": "tcPr p",
    "settings": "evenAndOddHeaders characterSpacingControl compat docVars",
}
MIXED = {"tbl", "tc", "sectPr"}  # what may come in turns after the properties


def documents() -> dict[str, bytes]:
    """All templates, and the form as it is handed out."""
    found = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted(ROOT.glob("templates/*/*.docx"))
    }
    text = (ROOT / "samples/accepted/district/application.json").read_text(encoding="utf-8")
    call = load_call()
    found["the blank form"] = render_form({"call": call.id}, call)
    found["the form with data"] = render_form(json.loads(text), call)
    return found


DOCUMENTS = documents()


def elements(raw: bytes) -> Iterator[Any]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield from etree.fromstring(archive.read(name)).iter(etree.Element)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_properties_stand_in_the_order_of_the_standard(name: str) -> None:
    seen = set()
    for element in elements(DOCUMENTS[name]):
        kind = etree.QName(element).localname
        if not element.tag.startswith(W) or kind not in ORDER:
            continue
        seen.add(kind)
        order = ORDER[kind].split()
        children = [etree.QName(child).localname for child in element]
        places = [order.index(child) for child in children]  # ValueError: nothing of ours
        if kind not in MIXED:
            assert places == sorted(places), (kind, children)
            assert kind == "sdt" or len(set(children)) == len(children), (kind, children)
        else:
            assert not children or places[0] == min(places), (kind, children)
    assert {"pPr", "rPr"} <= seen
    assert ("tbl" in seen) == ({"tcPr", "tblPr"} <= seen)


@pytest.mark.parametrize("name", ["the blank form", "the form with data"])
def test_the_form_is_one_word_opens(name: str) -> None:
    """Ids differ, tags fit, cells end with a paragraph, sections have items."""
    ids, boxes = [], 0
    for element in elements(DOCUMENTS[name]):
        if element.tag == f"{W}sdtPr":
            ids.append(element.find(f"{W}id").get(f"{W}val"))
            tag = element.find(f"{W}tag")
            assert tag is None or len(tag.get(f"{W}val")) <= 64
            boxes += element.find(f"{W}showingPlcHdr") is not None
        elif element.tag == f"{W}tc":
            assert element[-1].tag == f"{W}p"
        elif element.tag == f"{W}sdtContent":
            assert len(element)
        elif element.tag == f"{W}tbl":
            assert element.getnext().tag != f"{W}tbl"
    assert len(set(ids)) == len(ids)
    assert all(0 < int(each) < 2**31 for each in ids)
    assert boxes > 20
