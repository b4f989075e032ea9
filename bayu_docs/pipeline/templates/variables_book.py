"""变量说明.xlsx: every variable with its Chinese title, and how tags are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from math import ceil
from typing import NamedTuple

from bayu_docs.materials import word_variables
from bayu_docs.materials.word_tags import tagged_parts
from bayu_docs.materials.word_variables import ITEM, code_of, paths
from bayu_docs.materials.workbook_write import Book, Look, Page
from bayu_docs.pipeline.templates.catalogue import NOTICES, Shipped, shipped
from bayu_docs.pipeline.templates.contexts import shape_of
from bayu_docs.pipeline.templates.shapes import BLOCK, FLAG, GROUP, LIST, Shape
from bayu_docs.reporting.columns import width_of

NAME = "变量说明.xlsx"
WAYS, VARIABLES = "写法", "变量"
EVERY_NOTICE = "（所有公文）"
HEAD = ("模板", "名称", "变量", "中文名", "种类", "写法", "原模板用到")
_WIDTHS = (28.0, 24.0, 38.0, 40.0, 10.0, 56.0, 12.0)
_LINE_PT = 15.0
_CREATED = datetime(2022, 3, 1)  # nothing asks the clock; the file's own date tells when
_HEAD_LOOK = Look(bold=True, fill="DDE6F0", border="808080", wrap=True)
_LOOK = Look(border="C0C0C0", wrap=True, number_format="@")

_WAYS = (
    (
        "印出一个变量",
        "{{ f.reason }}",
        "两层半角花括号里写变量名；字体、字号随所在处的格式。",
    ),
    ("印出整段内容", "{{p h.signature }}", "种类为“整段”的变量这样写，并独占一段。"),
    (
        "一段一段循环",
        "{%p for s in f.stations %}\n{{ s.station_name }}\n{%p endfor %}",
        "三行各占一段。s 是自己取的名字，代表名单里的一项；{%p … %} 所在的段落会整个去掉。",
    ),
    (
        "表格里一行一行循环",
        "{%tr for s in f.stations %}\n{{ s.no }}　{{ s.station_name }}\n{%tr endfor %}",
        "三行各占表格的一行；{%tr … %} 所在的行会整个去掉，行里不要写别的。",
    ),
    (
        "在一行文字里循环",
        "{% for s in f.stations %}{{ s.station_name }}、{% endfor %}",
        "开头和结尾在同一段里。名单里是文字的，也可写 {{ f.list | join('、') }}。",
    ),
    (
        "条件",
        "{%p if f.reason %}\n{{ f.reason }}\n{%p else %}\n（无）\n{%p endif %}",
        "变量有内容时印第一段，否则印第二段；不需要 else 的可以不写。同一段里用 {% if … %}。",
    ),
    (
        "标点",
        "{{ }} {% %} ' ( ) ,",
        "标签里只用英文半角标点；引号被 Word 自动改成弯引号的，程序会认得。",
    ),
    (
        "检查",
        "bayu-docs templates check 文件夹",
        "改好后先检查：写错的标签、没有的变量、漏掉的变量都会批注在副本里。",
    ),
)


class Line(NamedTuple):
    """A row of the sheet 变量."""

    file: str
    title: str
    path: str
    words: str
    kind: str
    way: str
    used: str


@cache
def written() -> bytes:
    """The workbook's bytes, always the same for the same templates."""
    book = Book("变量说明", _CREATED)
    page = book.sheet(WAYS)
    _table(page, ("要做什么", "写法", "说明"), (22.0, 52.0, 70.0), (*_WAYS, *_called()))
    page.paper(NAME, repeated_row=1)
    page = book.sheet(VARIABLES)
    _table(page, HEAD, _WIDTHS, lines())
    page.paper(NAME, repeated_row=1)
    return book.finished()


def lines() -> Iterator[Line]:
    """A row for each variable: what all notices share once, then each template's own."""
    own = [each for each in shipped() if each.replaceable]
    shared: dict[str, str] = {}
    for each in own:
        if each.folder == NOTICES:
            shared |= {path: each.key for path in shape_of(each) if not _is_own(path)}
    used = {each.key: _used(each) for each in own}
    by_key = {each.key: each for each in own}
    anywhere = set[str]().union(*(used[each.key] for each in own if each.folder == NOTICES))
    for path, key in shared.items():
        yield _line(EVERY_NOTICE, "", path, shape_of(by_key[key]), anywhere)
    for each in own:
        shape = shape_of(each)
        for path in shape:
            if _is_own(path) or each.folder != NOTICES:
                yield _line(each.file, each.title, path, shape, used[each.key])


def _is_own(path: str) -> bool:
    """Whether a path is of the template's own data."""
    return path == "f" or path.startswith("f.")


def _used(template: Shipped) -> set[str]:
    parts = tagged_parts(template.path.read_bytes())
    return {path for part in parts for path in paths(code_of(part).uses)}


def _line(file: str, title: str, path: str, shape: Shape, used: set[str]) -> Line:
    known = shape[path]
    mark = "是" if path in used else ""
    return Line(file, title, path, known.title, known.kind, way(path, shape), mark)


def way(path: str, shape: Shape) -> str:
    """How the variable of a path is written, the loops around it included."""
    begin, end, name = "", "", ""
    at = 0
    for depth, place in enumerate(_items(path)):
        whole = name + path[at:place]
        loop = "sabcd"[min(depth, 4)]
        begin += f"{{% for {loop} in {whole} %}}"
        end += "{% endfor %}"
        at, name = place + len(ITEM), loop
    rest = name + path[at:]
    kind = shape[path].kind
    if kind == LIST:
        return f"{begin}{{% for x in {rest} %}}…{{% endfor %}}{end}"
    if kind == GROUP:
        return begin + "…" + end if begin else ""
    if kind == FLAG:
        return f"{begin}{{% if {rest} %}}…{{% endif %}}{end}"
    return begin + ("{{p " if kind == BLOCK else "{{ ") + rest + " }}" + end


def _items(path: str) -> Iterator[int]:
    """Where in a path each [] stands."""
    at = path.find(ITEM)
    while at >= 0:
        yield at
        at = path.find(ITEM, at + 1)


def _called() -> Sequence[tuple[str, str, str]]:
    names = "、".join(sorted(word_variables.functions()))
    return (("可用的函数", names, "表单里的填写提示、方框等用到它们；自己的模板一般不需要。"),)


def _table(
    page: Page, titles: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]
) -> None:
    """A head and its rows, each as high as its longest cell needs."""
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        page.column(column, width, Look(number_format="@", wrap=True))
        page.text(1, column, title, _HEAD_LOOK)
    page.freeze(1, 0)
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            page.text(number, column, text, _LOOK)
        page.height(number, _LINE_PT * max(map(_lines_of, row, widths)))


def _lines_of(text: str, width: float) -> int:
    """Lines a text takes in a column of that many characters."""
    return sum(max(1, ceil(width_of(line) / (width - 1))) for line in text.split("\n"))
