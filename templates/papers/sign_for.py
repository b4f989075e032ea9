"""签收单: what the receiving office signs for, one row a material; who and when is left to it."""

from __future__ import annotations

from bayu_docs.gongwen import docx, layout
from bayu_docs.gongwen.layout import label, list_cell, list_head, value
from bayu_docs.gongwen.wordml import Row, Tag, paragraph, run, table

_SIGNING_ROW_MM = 14.0
_SEAL_ROW_MM = 44.0  # a seal measures 42 mm


def build() -> bytes:
    """The template's bytes."""
    facts: list[Row | Tag] = [
        Tag("{%tr for fact in f.facts %}"),
        Row((label("{{ fact.name }}"), value(run("{{ fact.text }}")))),
        Tag("{%tr endfor %}"),
    ]
    signing = [
        Row((label("签收意见"), value("")), height=_SIGNING_ROW_MM),
        Row((label("签收人"), value("")), height=_SIGNING_ROW_MM),
        Row((label("签收时间"), value("　　　　年　　月　　日　　时　　分"))),
        Row((label("签收单位"), value("（盖章）")), height=_SEAL_ROW_MM),
    ]
    body = "".join(
        (
            paragraph("签收单", style="FormTitle", extra='<w:spacing w:after="200"/>'),
            table([34.0, 126.0], facts),
            paragraph("一、移交材料", style="Heading"),
            table([12.0, 58.0, 62.0, 14.0, 14.0], _materials()),
            paragraph("二、签收", style="Heading"),
            table([34.0, 126.0], signing),
            paragraph(run("{{ f.closing }}"), style="SignLeft"),
            docx.section(layout.FORM_PAGE, parts={"header.default": "rId_header1"}),
        )
    )
    header = {"header1": layout.draft_header_parts()["header1"]}
    return docx.package(body, layout.FORM_STYLES, title="签收单", parts=header)


def _materials() -> list[Row | Tag]:
    return [
        list_head("序号", "材料", "申报对象", "份数", "每份面数"),
        Tag("{%tr for row in f.rows %}"),
        Row(
            (
                list_cell(run("{{ row.no }}"), centred=True),
                list_cell(run("{{ row.name }}")),
                list_cell(run("{{ row.station }}")),
                list_cell(run("{{ row.copies or '　件' }}"), centred=True),
                list_cell(run("{{ row.sides }}"), centred=True),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
