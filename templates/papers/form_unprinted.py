"""The last part of the form to be filled: the list of proofs, and what no paper shows."""

from __future__ import annotations

from bayu_docs.gongwen.layout import label, list_cell, list_head, long_value, value
from bayu_docs.gongwen.wordml import Repeated, Row, Tag, paragraph, run, table
from papers.form_fields import field
from papers.form_lists import NUMBER


def part() -> str:
    """附 佐证材料清单和其他信息; nothing of it when the form is printed."""
    return "".join(
        (
            paragraph(run("{%p if blank %}")),
            paragraph("附：佐证材料清单和其他信息（不印在申报表上）", style="HeadingNewPage"),
            paragraph(
                run("文件放进 evidence 文件夹；“证明事项”从下列名称中选填，可填几项，用“、”隔开：")
                + run("{{ f.requirement_titles }}。"),
                style="Hint",
            ),
            _evidence(),
            paragraph("其他信息", style="Subheading"),
            table(
                [36.0, 124.0],
                [
                    Row(
                        (
                            label("申报批次编号"),
                            value(field("/call", "申报批次编号", hint="照原样保留")),
                        )
                    ),
                    Row((label("备注"), long_value(field("/remark", "备注")))),
                ],
            ),
            paragraph(run("{%p endif %}")),
        )
    )


def _evidence() -> str:
    row = "/evidence/-"
    cells = (
        list_cell(field(f"{row}/id", "编号", "e.id", hint="如E01"), centred=True),
        list_cell(field(f"{row}/title", "名称", "e.title")),
        list_cell(field(f"{row}/file", "文件", "e.file", hint="evidence/文件名")),
        list_cell(field(f"{row}/proves", "证明事项", "e.proves_words", hint="填写证明事项")),
        list_cell(
            field(f"{row}/original", "原件或复印件", "e.original", hint="选择"), centred=True
        ),
        list_cell(field(f"{row}/pages", "选用页", "e.pages", hint="如1,3-4"), centred=True),
    )
    rows: list[Row | Tag | Repeated] = [
        list_head("序号", "编号", "名称", "文件", "证明事项", "原件或复印件", "选用页"),
        Repeated("/evidence", "佐证材料", "e in f.evidence", (Row((NUMBER, *cells)),)),
    ]
    return table([9.0, 14.0, 38.0, 38.0, 30.0, 16.0, 15.0], rows)
