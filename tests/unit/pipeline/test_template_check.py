"""templates check: every shipped template is clean, and one mistake is named at its place."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from bayu_docs.errors import OutputUnwritable, SourceUnreadable
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.pipeline.templates import catalogue
from bayu_docs.pipeline.templates.catalogue import Shipped
from bayu_docs.pipeline.templates.check import check

MAIN = "word/document.xml"
MOMENT = datetime(2022, 3, 21, 9)
TEXT = '<w:r><w:t xml:space="preserve">%s</w:t></w:r>'
FIXED = "<w:r><w:t>%s</w:t></w:r>"


def _template(name: str) -> Shipped:
    found = catalogue.named(name)
    assert found is not None
    return found


def _edited(template: Shipped, old: str, new: str, member: str = MAIN) -> bytes:
    """The shipped template with one text of its XML changed; it must stand there."""
    with zipfile.ZipFile(io.BytesIO(template.path.read_bytes())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    xml = members[member].decode("utf-8")
    assert old in xml
    members[member] = xml.replace(old, new, 1).encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return buffer.getvalue()


def _checked(template: Shipped, docx: bytes, folder: Path) -> list[Finding]:
    file = folder / template.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(docx)
    return list(check([file], None, None, MOMENT).findings)


@pytest.mark.parametrize(
    "template", [one for one in catalogue.shipped() if one.replaceable], ids=lambda one: one.key
)
def test_a_shipped_template_is_clean(template: Shipped, tmp_path: Path) -> None:
    report = check([template.path], template, tmp_path, MOMENT)
    assert report.findings == ()
    assert {"template_variables", "template_trial", "template_standard"} <= set(report.checked)
    assert list(tmp_path.iterdir()) == []


# name: (what stands in subsidy.docx, what stands there instead, code, words of the message, spot)
MISTAKES = {
    "a misspelt field": (
        "{{ s.station_name }}",
        "{{ s.station_nam }}",
        "templates.unknown_variable",
        "f.stations[].station_nam，最接近的是 f.stations[].station_name（驿站名称）",
        "表1第3行",
    ),
    "a field without its root": (
        "{{ f.receipt_by }}",
        "{{ receipt_by }}",
        "templates.unknown_variable",
        "最接近的是 f.receipt_by",
        "段“请各建设单位于",
    ),
    "a misspelt list": (
        "{%tr for s in f.stations %}",
        "{%tr for s in f.station %}",
        "templates.unknown_variable",
        "f.station，最接近的是 f.stations",
        "表1第2行",
    ),
    "a loop over a text": (
        "{%tr for s in f.stations %}",
        "{%tr for s in f.total %}",
        "templates.wrong_use",
        "f.total（合计）当作名单循环",
        "表1第2行",
    ),
    "a list used as one thing": (
        "{{ s.station_name }}",
        "{{ f.stations.station_name }}",
        "templates.wrong_use",
        "f.stations（市级驿站）是名单，不能直接取 station_name",
        "表1第3行",
    ),
    "a list printed as it is": (
        "{{ f.total }}",
        "{{ f.stations }}",
        "templates.wrong_use",
        "直接印名单 f.stations",
        "段“按照每个驿站",
    ),
    "yes or no printed as it is": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by }}{{ f.sealed }}",
        "templates.wrong_use",
        "印出来是 True 或 False",
        "段“请各建设单位于",
    ),
    "a loop's name outside its loop": (
        "{{ f.total }}",
        "{{ s.station_name }}",
        "templates.unknown_variable",
        "“s”只在它的循环里有效",
        "段“按照每个驿站",
    ),
    "a tag that is not closed": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by }",
        "templates.broken_tag",
        "没有写完整",
        "段“请各建设单位于",
    ),
    "a tag without an end before the next": (
        "{{ f.receipt_by }}前",
        "{{ f.receipt_by 前",
        "templates.broken_tag",
        "标签“{{ f.receipt_by 前",
        "段“请各建设单位于",
    ),
    "one pair of braces": (
        "{{ f.receipt_by }}",
        "{ f.receipt_by }",
        "templates.broken_tag",
        "只有一层花括号",
        "段“请各建设单位于",
    ),
    "full-width braces": (
        "{{ f.receipt_by }}",
        "｛｛ f.receipt_by ｝｝",
        "templates.full_width_tag",
        "“｛｛ f.receipt_by ｝｝”用了全角的花括号",
        "段“请各建设单位于",
    ),
    "one full-width brace": (
        "{{ f.receipt_by }}",
        "{｛ f.receipt_by }}",
        "templates.full_width_tag",
        "全角",
        "段“请各建设单位于",
    ),
    "full-width punctuation in a tag": (
        "{{ f.receipt_by }}",
        "{{ f．receipt_by }}",
        "templates.broken_tag",
        "这里有“．”",
        "段“请各建设单位于",
    ),
    "a forbidden attribute": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by.__class__ }}",
        "templates.forbidden_name",
        "不准用的“__class__”",
        "段“请各建设单位于",
    ),
    "another file drawn in": (
        "{{ f.receipt_by }}",
        "{% include 'x' %}",
        "templates.forbidden_name",
        "include",
        "段“请各建设单位于",
    ),
    "an unknown filter": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by | uper }}",
        "templates.unknown_function",
        "过滤器“uper”，是不是“upper”？",
        "段“请各建设单位于",
    ),
    "an unknown function": (
        "{{ f.receipt_by }}",
        "{{ range(3) }}",
        "templates.unknown_function",
        "函数“range”",
        "段“请各建设单位于",
    ),
    "an unknown statement": (
        "{%p if h.to %}",
        "{%p fi h.to %}",
        "templates.broken_tag",
        "没有命令“fi”；是不是“if”？",
        "段“{%p fi h.to %}",
    ),
    "an end left out": (
        TEXT % "{%p endif %}",
        "",
        "templates.broken_tag",
        "没有结尾“{% endif %}”",
        "段“{%p if",
    ),
    "the wrong end": (
        "{%tr endfor %}",
        "{%tr endif %}",
        "templates.broken_tag",
        "这里应当是“{% endfor %}”",
        "表1第4行",
    ),
    "a row's loop that ends as a paragraph": (
        "{%tr endfor %}",
        "{%p endfor %}",
        "templates.misplaced_tag",
        "写法要一样",
        "表1第4行",
    ),
    "words beside a row's statement": (
        "{%tr for s in f.stations %}",
        "{%tr for s in f.stations %}以下各站",
        "templates.misplaced_tag",
        "同处的“以下各站”会被一并删掉",
        "表1第2行",
    ),
    "a row's statement outside a table": (
        "{%p if h.to %}",
        "{%tr if h.to %}",
        "templates.misplaced_tag",
        "不在表格行里",
        "段“{%tr if h.to %}",
    ),
    "a blank before the prefix": (
        "{%p if h.to %}",
        "{% p if h.to %}",
        "templates.misplaced_tag",
        "之间不能有空格",
        "段“{% p if h.to %}",
    ),
    "a block printed as a text": (
        "{{p h.signature }}",
        "{{ h.signature }}",
        "templates.misplaced_tag",
        "h.signature（署名和成文日期）是整段内容",
        "段“{{ h.signature }}",
    ),
    "a text printed as a block": (
        "{{ h.to }}",
        "{{p h.to }}",
        "templates.misplaced_tag",
        "h.to（主送机关（带冒号））是文字",
        "段“{{p h.to }}",
    ),
    "a tag half in a link": (
        TEXT % "{{ h.to }}",
        TEXT % "{{ h" + '<w:hyperlink w:anchor="x">' + TEXT % ".to }}" + "</w:hyperlink>",
        "templates.torn_tag",
        "一部分在链接、控件或修订里",
        "段“{{ h.to }}",
    ),
    "a sum of words": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by - 1 }}",
        "templates.trial",
        "运算做不下去",
        "",
    ),
    "an item that need not be there": (
        "{{ f.receipt_by }}",
        "{{ f.stations[5].station_name }}",
        "templates.trial",
        "取名单的第6项",
        "",
    ),
    "a cell that may be left without a paragraph": (
        FIXED % "合计",
        TEXT % "{%p if f.list_title %}" + "</w:p><w:p>" + FIXED % "合计"
        + "</w:p><w:p>" + TEXT % "{%p endif %}",
        "templates.trial",
        "Word 会说文件已损坏",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_at_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, words, spot = MISTAKES[name]
    subsidy = _template("subsidy")
    found = _checked(subsidy, _edited(subsidy, old, new), tmp_path)
    told = [each for each in found if not _follows(each, code, name)]
    assert [each.code for each in told] == [code], [each.message for each in told]
    assert told[0].severity is Severity.ERROR
    assert words in told[0].message
    assert spot in told[0].place.spot
    assert told[0].advice


def _follows(finding: Finding, code: str, name: str) -> bool:
    """Whether a warning is the plain consequence of putting one variable in another's place."""
    instead = code in ("templates.wrong_use", "templates.forbidden_name") or name in (
        "a loop's name outside its loop",
        "an unknown function",
        "an item that need not be there",
    )
    return instead and finding.code == "templates.missing_variable"


# what stands in subsidy.docx, and what may stand there just as well
FINE = {
    "curly quotes of Word": ("{{ f.receipt_by }}", "{{ f.receipt_by or “　　” }}"),
    "a tag in two runs": (
        TEXT % "{{ h.to }}",
        TEXT % "{" + '<w:proofErr w:type="spellStart"/>' + TEXT % "{ h.t" + TEXT % "o }}",
    ),
    "a filter": ("{{ f.receipt_by }}", "{{ f.receipt_by | trim }}"),
    "a list on one line": (
        "{{ f.receipt_by }}",
        "{{ f.receipt_by }}{% for t in f.stations %}{{ t.station_name }}{% endfor %}",
    ),
    "a field ours does not print": ("{{ f.receipt_by }}", "{{ f.receipt_by }}{{ d.address }}"),
    "a comment": ("{{ f.receipt_by }}", "{{ f.receipt_by }}{# 收款凭据 #}"),
    "braces in plain text": ("补助金额", "补助金额｛元｝"),
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_what_fills_well_is_left_alone(name: str, tmp_path: Path) -> None:
    old, new = FINE[name]
    subsidy = _template("subsidy")
    found = _checked(subsidy, _edited(subsidy, old, new), tmp_path)
    assert [each.message for each in found] == []


def test_what_ours_prints_and_theirs_does_not_is_a_warning(tmp_path: Path) -> None:
    subsidy = _template("subsidy")
    docx = _edited(subsidy, TEXT % "{{p h.signature }}", TEXT % "")
    found = [each for each in _checked(subsidy, docx, tmp_path) if each.code.startswith("templ")]
    assert [(each.code, each.severity) for each in found] == [
        ("templates.missing_variable", Severity.WARNING)
    ]
    assert "h.signature（署名和成文日期）" in found[0].message
    assert "{{p h.signature }}" in found[0].advice


def test_a_list_that_is_gone_is_told_once_with_its_columns(tmp_path: Path) -> None:
    subsidy = _template("subsidy")
    rows = r"<w:tr>(?:(?!</w:tr>).)*{%tr for s in f\.stations %}.*?{%tr endfor %}.*?</w:tr>"
    with zipfile.ZipFile(subsidy.path) as archive:
        xml = archive.read(MAIN).decode("utf-8")
    gone = re.search(rows, xml, re.DOTALL)
    assert gone is not None
    found = _checked(subsidy, _edited(subsidy, gone[0], ""), tmp_path)
    told = [each.message for each in found if each.code == "templates.missing_variable"]
    assert len(told) == 1
    assert "f.stations" in told[0]
    assert "驿站名称" in told[0]


def test_a_mistake_in_a_header_is_named_there(tmp_path: Path) -> None:
    form = _template("forms/application")
    docx = _edited(form, "{{ draft_mark }}", "{{ draft_mrk }}", "word/header1.xml")
    found = [each for each in _checked(form, docx, tmp_path) if each.severity is Severity.ERROR]
    assert [each.code for each in found] == ["templates.unknown_variable"]
    assert "最接近的是 draft_mark" in found[0].message
    assert found[0].place.spot.startswith("页眉")


def test_a_breach_of_the_standard_is_named_at_the_templates_own_place(tmp_path: Path) -> None:
    subsidy = _template("subsidy")
    docx = _edited(subsidy, FIXED % "一、补助金额", FIXED % "1、补助金额")
    found = [each for each in _checked(subsidy, docx, tmp_path) if each.code.startswith("lint.")]
    assert found
    assert all(each.clause is not None for each in found)
    assert any("“1、补助金额”" in each.place.spot for each in found)


def test_every_finding_is_a_comment_at_its_paragraph(tmp_path: Path) -> None:
    subsidy = _template("subsidy")
    file = tmp_path / "subsidy.docx"
    file.write_bytes(_edited(subsidy, "{{ f.receipt_by }}", "{{ f.receipt_bye }}"))
    report = check([file], None, None, MOMENT)
    copy = Document(str(tmp_path / "subsidy（批注）.docx"))
    comments = list(copy.comments)
    assert len(comments) == len(report.findings)
    wanted = next(each for each in comments if "f.receipt_bye" in each.text)
    assert "最接近的是 f.receipt_by" in wanted.text
    marked = f'<w:commentRangeStart w:id="{wanted.comment_id}"/>'
    where = [each.text for each in copy.paragraphs if marked in _plain(each._p.xml)]
    assert len(where) == 1
    assert "{{ f.receipt_bye }}" in where[0]
    assert [each.path.name for each in report.artifacts] == ["subsidy（批注）.docx"]


def _plain(xml: str) -> str:
    """Paragraph XML without the namespaces python-docx writes."""
    return re.sub(r' xmlns:\w+="[^"]*"', "", xml)


def test_a_copy_of_ours_is_written_anew_and_a_strangers_file_stays(tmp_path: Path) -> None:
    subsidy = _template("subsidy")
    file, copy = tmp_path / "subsidy.docx", tmp_path / "subsidy（批注）.docx"
    file.write_bytes(_edited(subsidy, "{{ f.receipt_by }}", "{{ f.receipt_bye }}"))
    check([file], None, None, MOMENT)
    first = copy.read_bytes()
    check([file], None, None, MOMENT)
    assert copy.read_bytes() == first
    copy.write_bytes(subsidy.path.read_bytes())
    with pytest.raises(OutputUnwritable, match="不是本工具写的批注副本"):
        check([file], None, None, MOMENT)
    assert copy.read_bytes() == subsidy.path.read_bytes()


def test_a_folder_is_checked_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    subsidy, ban = _template("subsidy"), _template("ban")
    wrong = _edited(subsidy, "{{ f.receipt_by }}", "｛｛ f.receipt_by ｝｝")
    (tmp_path / subsidy.file).write_bytes(wrong)
    (tmp_path / ban.file).write_bytes(ban.path.read_bytes())
    (tmp_path / "notices/subsidies.docx").write_bytes(subsidy.path.read_bytes())
    (tmp_path / "notices/notes.docx").write_bytes(b"no zip")
    (tmp_path / "notices/~$ban.docx").write_bytes(b"a lock of Word")
    report = check([tmp_path], None, None, MOMENT)
    assert {
        (each.code, each.place.file) for each in report.findings if "lint" not in each.code
    } == {
        ("templates.full_width_tag", "notices/subsidy.docx"),
        ("templates.unknown_template", "notices/subsidies.docx"),
        ("templates.unreadable", "notices/notes.docx"),
    }
    near = next(each for each in report.findings if each.code == "templates.unknown_template")
    assert "notices/subsidy" in near.message


def test_against_names_the_template_a_file_is_meant_for(tmp_path: Path) -> None:
    file = tmp_path / "我们的通知.docx"
    file.write_bytes(_template("subsidy").path.read_bytes())
    assert check([file], _template("subsidy"), None, MOMENT).findings == ()
    other = check([file], _template("ban"), None, MOMENT)
    assert any(each.code == "templates.unknown_variable" for each in other.findings)


def test_the_index_is_said_to_be_bound_to_the_plan(tmp_path: Path) -> None:
    index = _template("evidence/index")
    found = _checked(index, index.path.read_bytes(), tmp_path)
    assert [each.code for each in found] == ["templates.not_replaceable"]


def test_a_file_that_is_no_word_file_cannot_be_checked_alone(tmp_path: Path) -> None:
    file = tmp_path / "ban.docx"
    file.write_bytes(b"no zip")
    with pytest.raises(SourceUnreadable, match=r"ban\.docx"):
        check([file], None, None, MOMENT)


def test_an_empty_folder_holds_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="没有找到"):
        check([tmp_path], None, None, MOMENT)
