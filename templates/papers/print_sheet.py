"""打印装订单: how many copies, sides and sheets, how to bind, which copy goes where."""

from __future__ import annotations

from bayu_docs.gongwen import docx, layout
from bayu_docs.gongwen.layout import label, list_cell, list_head, value
from bayu_docs.gongwen.wordml import Row, Tag, paragraph, run, table


def build() -> bytes:
    """The template's bytes."""
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
            table([52.0, 18.0, 24.0, 24.0, 42.0], _numbers()),
            paragraph("二、打印和装订", style="Heading"),
            paragraph(run("{%p for line in f.binding %}")),
            paragraph(run("□ {{ line }}"), style="SignLeft"),
            paragraph(run("{%p endfor %}")),
            paragraph("三、每份去向", style="Heading"),
            table([20.0, 84.0, 56.0], _routes()),
            paragraph(run("{%p for line in f.notes %}")),
            paragraph(run("{{ line }}"), style="SignLeft"),
            paragraph(run("{%p endfor %}")),
            docx.section(layout.FORM_PAGE, parts={"header.default": "rId_header1"}),
        )
    )
    header = {"header1": layout.draft_header_parts()["header1"]}
    return docx.package(body, layout.FORM_STYLES, title="打印装订单", parts=header)


def _numbers() -> list[Row | Tag]:
    return [
        list_head("材料", "份数", "每份面数", "每份张数", "合计纸张（张）"),
        Tag("{%tr for line in f.lines %}"),
        Row(
            (
                list_cell(run("{{ line.title }}（{{ line.file }}）")),
                list_cell(run("{{ line.copies }}"), centred=True),
                list_cell(run("{{ line.sides }}"), centred=True),
                list_cell(run("{{ line.sheets }}"), centred=True),
                list_cell(run("{{ line.total_sheets }}"), centred=True),
            )
        ),
        Tag("{%tr endfor %}"),
        Row(
            (
                list_cell("合计", centred=True, span=4),
                list_cell(run("{{ f.total_sheets }}"), centred=True),
            )
        ),
    ]


def _routes() -> list[Row | Tag]:
    return [
        list_head("份数", "去向", "由谁送交"),
        Tag("{%tr for route in f.routes %}"),
        Row(
            (
                list_cell(run("{{ route.copies }}"), centred=True),
                list_cell(run("{{ route.goes_to }}")),
                list_cell(run("{{ route.sent_by }}")),
            )
        ),
        Tag("{%tr endfor %}"),
    ]
