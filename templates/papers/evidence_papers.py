"""The bundle's own papers: its index page and the stamp on every page."""

from __future__ import annotations

from bayu_docs.gongwen import docx, layout, spec, wordml
from bayu_docs.gongwen.docx import PageSetup, Style
from bayu_docs.gongwen.layout import list_cell, list_head
from bayu_docs.gongwen.wordml import Row, Tag, paragraph, run, table

# Two lines of 10.5 pt fit a row; the exact height makes the rows per page a fact, not a guess.
INDEX_ROW_HEIGHT_MM = 11.5
INDEX_ROWS_PER_PAGE = 17

_INDEX_PAGE = PageSetup(top=24.0, bottom=18.0, left=spec.BINDING_MARGIN_MM.value, right=22.0)
_INDEX_STYLES = (
    *layout.FORM_STYLES,
    Style("IndexTitle", "目录题目", "小标宋", spec.SIZE_PT["二号"], "center", after_pt=8),
    Style("IndexLine", "目录说明", "仿宋", spec.SIZE_PT["小四"], "center", after_pt=6),
    Style("IndexFoot", "目录脚注", "仿宋", spec.SIZE_PT["小四"], "left", before_pt=10),
)


def build_index() -> bytes:
    """目录: one row an item, a title on every page, and the foot line on the last."""
    row = Row(
        (
            list_cell(run("{{ item.id }}"), centred=True),
            list_cell(run("{{ item.title }}")),
            list_cell(run("{{ item.proves }}")),
            list_cell(run("{{ item.original }}"), centred=True),
            list_cell(run("{{ item.pages }}"), centred=True),
        ),
        height=INDEX_ROW_HEIGHT_MM,
        exact=True,
    )
    head = list_head("编号", "材料名称", "证明事项", "形式", "页码")
    body = "".join(
        (
            paragraph(run("{%p for page in f.index_pages %}")),
            paragraph(run("{%p if page.first %}")),
            paragraph("佐证材料目录", style="IndexTitle"),
            paragraph(run("{%p else %}")),
            paragraph("佐证材料目录（续）", style="IndexTitle", extra="<w:pageBreakBefore/>"),
            paragraph(run("{%p endif %}")),
            paragraph(run("{{ f.station_name }}　{{ f.applicant_name }}"), style="IndexLine"),
            table(
                [13.0, 74.0, 42.0, 16.0, 15.0],
                [head, Tag("{%tr for item in page.rows %}"), row, Tag("{%tr endfor %}")],
            ),
            paragraph(run("{%p endfor %}")),
            paragraph(run("{%p for line in f.foot_lines %}")),
            paragraph(run("{{ line }}"), style="IndexFoot"),
            paragraph(run("{%p endfor %}")),
            docx.section(_INDEX_PAGE, parts={}),
        )
    )
    return docx.package(
        body,
        _INDEX_STYLES,
        title="佐证材料目录",
        variables={"rows_per_page": str(INDEX_ROWS_PER_PAGE)},
    )


def build_stamps() -> bytes:
    """One page for each page of the bundle: item and title at the left, page x of y at the right,
    inside the band at the upper edge that the page plan keeps free."""
    page = PageSetup(top=6.0, bottom=10.0, left=14.0, right=14.0, header_mm=2.0, footer_mm=2.0)
    stamp = Style("Stamp", "页戳", "仿宋", 10, "left", line_pt=12, page_break=True)
    right = wordml.twips(182.0)
    body = (
        paragraph(run("{%p for stamp in f.stamps %}"))
        + paragraph(
            run("{{ stamp.left }}"),
            run("　{{ stamp.draft }}", colour="C00000"),
            wordml.tab(),
            run("佐证材料 第 {{ stamp.page }} 页 共 {{ f.total }} 页"),
            style="Stamp",
            extra=f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>',
        )
        + paragraph(run("{%p endfor %}"))
        + docx.section(page, parts={})
    )
    return docx.package(body, (stamp,), title="佐证材料页戳")
