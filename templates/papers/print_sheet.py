"""打印装订单: how many copies, sides and sheets, how to bind, which copy goes where."""

from __future__ import annotations

from bayu_docs.gongwen import layout, wordml
from bayu_docs.gongwen.layout import label, list_cell, list_head, value
from bayu_docs.gongwen.wordml import Row, Tag, paragraph, run, table


def build() -> bytes:
    """The template's bytes."""
    numbers: list[Row | Tag] = [
        list_head("材料", "每份页数（面）", "每份纸张（张）", "份数", "合计纸张（张）", "装订"),
        Tag("{%tr for row in f.rows %}"),
        Row(
            (
                list_cell(run("{{ row.name }}")),
                list_cell(run("{{ row.sides }}"), centred=True),
                list_cell(run("{{ row.sheets }}"), centred=True),
                list_cell(run("{{ row.copies }}"), centred=True),
                list_cell(run("{{ row.total_sheets }}"), centred=True),
                list_cell(run("{{ row.binding }}")),
            ),
            height=10.0,
        ),
        Tag("{%tr endfor %}"),
    ]
    where: list[Row | Tag] = [
        list_head("份次", "去向"),
        Tag("{%tr for copy in f.copies %}"),
        Row(
            (
                list_cell(run("{{ copy.number }}"), centred=True),
                list_cell(run("{{ copy.goes_to }}")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
    facts: list[Row | Tag] = [
        Tag("{%tr for fact in f.facts %}"),
        Row((label("{{ fact.name }}"), value(run("{{ fact.text }}")))),
        Tag("{%tr endfor %}"),
    ]
    body = "".join(
        (
            paragraph("打印装订单", style="FormTitle", extra='<w:spacing w:after="200"/>'),
            table([34.0, 126.0], facts),
            paragraph("一、打印数量", style="Heading"),
            table([30.0, 24.0, 24.0, 16.0, 26.0, 40.0], numbers),
            paragraph("二、每份去向", style="Heading"),
            table([20.0, 140.0], where),
            paragraph("三、装订前核对", style="Heading"),
            paragraph(run("{%p for line in f.checks %}")),
            paragraph(run("□ {{ line }}"), style="SignLeft"),
            paragraph(run("{%p endfor %}")),
            wordml.section(layout.FORM_PAGE, parts={"header.default": "rId_header1"}),
        )
    )
    header = {"header1": layout.draft_header_parts()["header1"]}
    return wordml.package(body, layout.FORM_STYLES, title="打印装订单", parts=header)
