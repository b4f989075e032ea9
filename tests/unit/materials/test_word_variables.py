"""The variables of a Word template: paths, loops resolved, and what is no sound tag."""

from __future__ import annotations

import io
import zipfile

import pytest

from bayu_docs.gongwen.wordml import Cell as Box
from bayu_docs.gongwen.wordml import Row, Tag, paragraph, run, table
from bayu_docs.materials import word_origin, word_variables
from bayu_docs.materials.word_tag_places import empty_cell, misplaced
from bayu_docs.materials.word_tags import TaggedPart, tagged_parts
from bayu_docs.materials.word_variables import ASKED, LOOPED, PRINTED, Code, code_of, paths

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(*blocks: str, header: str = "") -> bytes:
    """A document of these blocks; plain texts become paragraphs."""
    body = "".join(each if each.startswith("<") else paragraph(run(each)) for each in blocks)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", main)
        if header:
            text = f'<w:hdr xmlns:w="{W}">{paragraph(run(header))}</w:hdr>'
            archive.writestr("word/header1.xml", text)
    return buffer.getvalue()


def _part(*blocks: str) -> TaggedPart:
    return tagged_parts(_docx(*blocks))[0]


def _code(*blocks: str) -> Code:
    return code_of(_part(*blocks))


def test_a_loops_name_is_resolved_to_its_list() -> None:
    code = _code("{%p for s in f.stations %}", "{{ s.name }}", "{%p endfor %}")
    assert [(use.path, use.how) for use in code.uses] == [
        ("f.stations", LOOPED),
        ("f.stations[].name", PRINTED),
    ]


def test_loops_within_loops_are_resolved_in_depth() -> None:
    code = _code(
        "{% for s in f.stations %}{% for q in s.leads %}{{ q }}{{ s['name'] }}{% endfor %}"
        "{% endfor %}"
    )
    assert list(paths(code.uses, PRINTED)) == ["f.stations[].leads[]", "f.stations[].name"]


@pytest.mark.parametrize(
    "walk", ["f.stations | sort(attribute='no')", "f.stations[1:]", "f.stations | list"]
)
def test_a_list_sorted_or_cut_is_the_list(walk: str) -> None:
    code = _code(f"{{% for s in {walk} %}}{{{{ s.name }}}}{{% endfor %}}")
    assert list(paths(code.uses, PRINTED)) == ["f.stations[].name"]


def test_a_name_given_by_set_stands_for_its_path() -> None:
    code = _code("{% set s = f.site %}{{ s.town }}")
    assert list(paths(code.uses, PRINTED)) == ["f.site.town"]


def test_what_stands_in_a_condition_only_is_not_printed() -> None:
    code = _code("{% if f.a and not f.b %}{{ f.c if f.d else f.e }}{% elif f.g %}{% endif %}")
    assert list(paths(code.uses, ASKED)) == ["f.a", "f.b", "f.d", "f.g"]
    assert list(paths(code.uses, PRINTED)) == ["f.c", "f.e"]


def test_a_variable_within_a_function_a_filter_or_a_method_is_found() -> None:
    code = _code("{{ show(f.a, '填写') }}{{ f.b | join('、') }}{{ f.c.strip() }}{{ tick(f.d) }}")
    assert list(paths(code.uses)) == ["f.a", "f.b", "f.c", "f.d"]
    assert code.faults == ()


def test_the_loops_own_words_are_no_variables() -> None:
    code = _code("{% for s in f.a %}{{ loop.index }}{% if loop.first %}、{% endif %}{% endfor %}")
    assert list(paths(code.uses)) == ["f.a"]
    assert code.faults == ()


def test_tags_in_attributes_are_read_in_their_place() -> None:
    indent = '<w:ind w:left="{{ s.indent }}"/>'
    code = _code(
        "{%p for s in f.a %}", paragraph(run("{{ s.text }}"), extra=indent), "{%p endfor %}"
    )
    assert list(paths(code.uses, PRINTED)) == ["f.a[].indent", "f.a[].text"]


def test_one_faulty_tag_hides_no_other_and_no_variable() -> None:
    code = _code("{{ f.a b }}", "{{ f.c }}", "{% for x in %}{{ x }}{% endfor %}", "{{ f.d + }}")
    assert [fault.tag.shown for fault in code.faults] == [
        "{{ f.a b }}",
        "{% for x in %}",
        "{{ f.d + }}",
    ]
    assert list(paths(code.uses)) == ["f.c"]


def test_no_fault_is_told_in_the_parsers_english() -> None:
    broken = ["{{ }}", "{{ a b }}", "{{ 1 + }}", "{{ (a }}", "{% for x %}{% endfor %}",
              "{% if %}{% endif %}", "{% fro x in y %}", "{{ '}}", "{{ a。b }}", "{{ a[ }}",
              "{% endfor %}", "{% if a %}"]  # fmt: skip
    for text in broken:
        faults = _code(text).faults
        assert faults, text
        for fault in faults:
            said = fault.why.replace(fault.name or "\0", "")
            assert any("\u4e00" <= char <= "\u9fff" for char in said), (text, fault.why)
            assert "expected" not in said and "unexpected" not in said and "block" not in said


@pytest.mark.parametrize("name", ["_printed", "f.__class__", "f['__init__']", "f.x.__len__()"])
def test_names_with_a_leading_underscore_are_forbidden(name: str) -> None:
    assert [fault.kind for fault in _code(f"{{{{ {name} }}}}").faults] == ["forbidden"]


def test_every_function_of_templates_is_known() -> None:
    assert {"show", "tick", "next_id"} <= word_variables.functions()
    assert _code("{{ show(f.a, 'x') }}{{ next_id() }}").faults == ()


def test_the_place_of_a_tag_is_what_a_reader_finds() -> None:
    rows = [
        Row((Box(paragraph("名称")),)),
        Tag("{%tr for s in f.stations %}"),
        Row((Box(paragraph("{{ s.name }}")),)),
        Tag("{%tr endfor %}"),
    ]
    docx = _docx("", "标题", table([50.0], rows), "{{ f.end }}", header="{{ draft_mark }}")
    main, header = tagged_parts(docx)
    assert [tag.spot.words for tag in main.tags] == [
        "表1第2行“{%tr for s in f.stat…”",
        "表1第3行“{{ s.name }}”",
        "表1第4行“{%tr endfor %}”",
        "第2段“{{ f.end }}”",
    ]
    assert [tag.spot.paragraph for tag in main.tags] == [3, 4, 5, 6]
    assert [(tag.spot.words, tag.spot.paragraph) for tag in header.tags] == [
        ("页眉“{{ draft_mark }}”", -1)
    ]


def test_a_statement_alone_in_its_row_is_in_its_place() -> None:
    rows = [Tag("{%tr for s in f.a %}"), Row((Box(paragraph("x")),)), Tag("{%tr endfor %}")]
    assert list(misplaced(_part(table([50.0], rows)))) == []


def test_a_loop_over_two_cells_is_misplaced() -> None:
    cells = (Box(paragraph("{% for s in f.a %}")), Box(paragraph("{% endfor %}")))
    faults = list(misplaced(_part(table([50.0, 50.0], [Row(cells)]))))
    assert ["不在同一个表格或单元格里" in fault.why for fault in faults] == [True]


def test_a_cell_without_a_paragraph_is_found() -> None:
    whole = _docx(table([50.0], [Row((Box(paragraph("x")),))]))
    assert empty_cell(whole) == ""
    assert empty_cell(_docx(table([50.0], [Row((Box(""),))]))) == "表1第1行"


def test_a_filled_paragraph_is_traced_to_the_templates() -> None:
    old = f'<w:p w:rsidR="00AB12CD">{run("二")}</w:p>'
    docx = word_origin.numbered(_docx("一", "<w:p/>", old, "三"))
    assert word_origin.origins(docx) == (0, None, 2, 3)
    assert word_origin.origins(word_origin.numbered(docx)) == (0, None, 2, 3)
