"""What the papers after the lists share: citations, rows of tables, the lists of a user."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.wordml import Row, Tag


def cited(name: str) -> str:
    """Another paper of the data, by its fields <name>_title and <name>_number."""
    number = f"{{% if f.{name}_number %}}（{{{{ f.{name}_number }}}}）{{% endif %}}"
    return f"《{{{{ f.{name}_title }}}}》{number}"


def items(name: str) -> o.Block:
    """（一） and the text, for each sentence of a list; a single one has no number."""
    return numbered(f"x in f.{name}", "", "{{ x.text }}")


def headed(name: str) -> o.Block:
    """（一）小标题。 and the text behind it, further paragraphs below, for each row of a list."""
    more = o.each("y in x.more", o.text("{{ y }}"))
    return numbered(f"x in f.{name}", "{{ x.title }}。", "{{ x.text }}", more)


def numbered(loop: str, heading: str, text: str, *below: o.Block) -> o.Block:
    """A paragraph for each `x` of a loop, with its ordinal unless it is the only one."""
    return o.each(
        loop,
        o.when("loop.length > 1", o.level2(f"（{{{{ x.cn }}}}）{heading}", text)),
        o.when("loop.length == 1", o.text(heading + text)),
        *below,
    )


def station_rows(loop: str = "s in f.stations") -> list[Row | Tag]:
    """序号, unit, station, site of a list of stations."""
    return listed(
        ("序号", "建设单位", "驿站名称", "建设地址"),
        loop,
        ("{{ s.no }}", "{{ s.applicant }}", "{{ s.station_name }}", "{{ s.site }}"),
    )


def listed(
    titles: Sequence[str], loop: str, texts: Sequence[str], centred: Sequence[int] = (0,)
) -> list[Row | Tag]:
    """A table's head and one row for each item; centred: indexes of columns in the middle."""
    cells = [
        o.cell(text, align="center" if index in centred else "left")
        for index, text in enumerate(texts)
    ]
    return [
        o.head_row(*titles),
        Tag(f"{{%tr for {loop} %}}"),
        o.row(*cells),
        Tag("{%tr endfor %}"),
    ]
