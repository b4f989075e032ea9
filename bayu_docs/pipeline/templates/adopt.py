"""A bureau's own form adopted: read, matched, mended by the user, written as a template, proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials import files, ooxml, word_marks
from bayu_docs.materials.word_grid import WordPaper
from bayu_docs.model.finding import Finding, Place, Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.pipeline.templates import mapping, trial
from bayu_docs.pipeline.templates.choices import ticked, without_box
from bayu_docs.pipeline.templates.matching import How, Match, match
from bayu_docs.pipeline.templates.places import Reading, read
from bayu_docs.pipeline.templates.targets import Target, targets
from bayu_docs.pipeline.templates.write import write_template

TEMPLATE = Path("forms/application.docx")


@dataclass(frozen=True)
class _Adopted:
    """What was made of a form; template is None when the mapping file cannot be followed."""

    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    notes: dict[str, str]


def adopt(form: Path, out: Path) -> Report:
    """`out`/forms/application.docx and `out`/栏目对照.xlsx from a form, and the report.

    An existing mapping file is followed; when it cannot be, nothing is written. SourceUnreadable
    for a form or mapping file that cannot be read, OutputUnwritable, TemplateFaulty.
    """
    paper = _opened(form)
    reading = read(paper.body)
    if not reading.slots:
        raise SourceUnreadable(
            f"{form.name}：没有找到可以填写的栏目", "请确认是空白的申报表，且表格没有做成图片"
        )
    adopted = _matched(reading, out / mapping.NAME)
    unplaced = tuple(_unplaced(adopted.matches))
    findings = (*adopted.findings, *_findings(form.name, adopted.matches, unplaced))
    checked: tuple[str, ...] = ("form_places",)
    closing = f"没有写出模板：先改正“{mapping.NAME}”里的错误，再重新运行"
    if not has_errors(findings):
        template = write_template(paper, reading, adopted.matches)
        trial.prove(template, adopted.matches)
        checked = (*checked, "render_proof")
        files.write_whole(out / TEMPLATE, template)
        book = mapping.written(adopted.matches, unplaced, adopted.notes)
        files.write_whole(out / mapping.NAME, book)
        closing = _closing(out)
    facts = (*_table(adopted.matches), *_counts(reading, adopted.matches, unplaced))
    return Report(form.name, findings, checked=checked, facts=facts, closing=closing)


def _opened(form: Path) -> WordPaper:
    ooxml.require(form, ooxml.WORD)
    paper = WordPaper(form)
    if sign := word_marks.template_signs(paper):
        raise SourceUnreadable(
            f"{form.name}：表里的文字“{sign}”含有模板记号（成对的花括号等），会被当成模板命令",
            "请在 Word 里把成对的花括号改成别的符号后再试",
        )
    return paper


def _matched(reading: Reading, file: Path) -> _Adopted:
    matches = match(reading.slots)
    if not file.exists():
        return _Adopted(matches, (), {})
    rows = mapping.read(file)
    mended, findings = mapping.mended(matches, rows)
    numbers = {(row.where, row.label): row.number for row in rows}
    for each in mended:
        why = _misfit(each, mended)
        if each.how is How.HAND and why:
            number = numbers[each.slot.where, each.slot.label]
            findings = (*findings, _misplaced(each, why, mapping.spot(number)))
    return _Adopted(mended, findings, {row.where: row.note for row in rows if row.note})


def _misfit(each: Match, matches: Sequence[Match]) -> str:
    """Why a field chosen by hand cannot stand in its place, or empty."""
    slot, target = each.slot, each.target
    if target is None:
        return ""
    if slot.ticks and not ticked(slot.ticks, target):
        return "方框的文字与该字段的选项对不上"
    if slot.rows:
        others = {
            other.target.list
            for other in matches
            if other.slot.rows == slot.rows and other.target is not None and other is not each
        }
        if not target.list:
            return "这一栏在名单里，要选名单的字段"
        if others - {target.list}:
            return "同一张名单里的各栏要选同一组字段"
    elif target.list and slot.table is None:
        return "这是多行名单的字段，不能放在表格外的单个位置"
    return ""


def _misplaced(each: Match, why: str, spot: str) -> Finding:
    title = each.target.title if each.target is not None else ""
    return Finding(
        "templates.misplaced_field",
        Severity.ERROR,
        f"“{each.slot.label}”不能填“{title}”：{why}",
        Place(file=mapping.NAME, spot=spot),
        advice="改选合适的字段，或清空该格",
    )


def _unplaced(matches: Sequence[Match]) -> Iterator[Target]:
    """Fields of the data that their form has no place for, in the schema's order."""
    placed: set[str] = set()
    for each in matches:
        if each.target is not None:
            placed |= {each.target.key, *each.target.fields}
    for target in targets():
        if target.key.startswith("/") and target.key not in placed:
            yield target


def _findings(name: str, matches: Sequence[Match], unplaced: Sequence[Target]) -> Iterator[Finding]:
    for each in matches:
        place = Place(file=name, spot=each.slot.where)
        if each.target is None and each.how is How.NONE:
            why = f"（{each.note}）" if each.note else ""
            yield Finding(
                "templates.unmatched_label",
                Severity.WARNING,
                f"栏目“{each.slot.label}”没有对应的字段，留空{why}",
                place,
                advice=f"在“{mapping.NAME}”该行的“对应字段”里选，再运行一次；不需要的不必理会",
            )
        elif each.how is How.LIKENESS and each.target is not None:
            yield Finding(
                "templates.likeness",
                Severity.WARNING,
                f"栏目“{each.slot.label}”按相近名称（{each.score:.2f}）对应“{each.target.title}”",
                place,
                advice=f"请核对；不对的在“{mapping.NAME}”里改选或清空，再运行一次",
            )
        if each.target is not None and each.slot.ticks:
            yield from _boxless(each, each.target, place)
    yield from _without_place(unplaced)


def _boxless(each: Match, target: Target, place: Place) -> Iterator[Finding]:
    if missing := without_box(each.slot.ticks, target):
        yield Finding(
            "templates.choice_without_box",
            Severity.WARNING,
            f"栏目“{each.slot.label}”没有这些选项的方框：{'、'.join(missing)}",
            place,
            advice="申报数据用到它们时，请在生成的 Word 文件上手工写明",
        )


def _without_place(unplaced: Sequence[Target]) -> Iterator[Finding]:
    advice = f"表上确有这一栏的，在“{mapping.NAME}”里为那一栏选上该字段；本来没有的不必处理"
    for target in unplaced:
        if target.required:
            yield Finding(
                "templates.unplaced_field",
                Severity.WARNING,
                f"必填字段“{target.title}”在表上没有位置，不会印出",
                advice=advice,
            )
    rest = [target.title for target in unplaced if not target.required]
    if rest:
        yield Finding(
            "templates.unplaced_field",
            Severity.INFO,
            f"{len(rest)} 个选填字段在表上没有位置：{'、'.join(rest)}",
            advice=advice,
        )


def _table(matches: Sequence[Match]) -> Iterator[tuple[str, str]]:
    """Each place with its field, and how it was found."""
    for each in matches:
        field = each.target.title if each.target is not None else "（留空）"
        yield f"{each.slot.where}　{each.slot.label}", f"{field}　{each.how_words}"


def _counts(
    reading: Reading, matches: Sequence[Match], unplaced: Sequence[Target]
) -> Iterator[tuple[str, str]]:
    kinds = {how: sum(each.how is how for each in matches) for how in How}
    told = "，".join(f"{how.value} {count}" for how, count in kinds.items() if count)
    yield "栏目", f"{len(matches)} 处（{told}）"
    yield "没有位置的字段", f"{len(unplaced)} 个"
    yield "意见、签章栏", f"{reading.authority_boxes} 处，由有关单位填写，一律不填"


def _closing(out: Path) -> str:
    return (
        f"已写出模板 {out / TEMPLATE} 和 {out / mapping.NAME}；"
        f"核对后用 bayu-docs build … --templates {out} 生成"
    )
