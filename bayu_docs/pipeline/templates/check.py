"""Users' own templates checked: variables, tags, a trial, the standard; each finding a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from bayu_docs.errors import SourceUnreadable, TemplateFaulty
from bayu_docs.materials import ooxml, word_variables
from bayu_docs.materials.word_tags import TaggedPart, tagged_parts
from bayu_docs.materials.word_variables import Use, code_of
from bayu_docs.model.finding import Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.pipeline.templates import catalogue, faults, variables
from bayu_docs.pipeline.templates.catalogue import Shipped
from bayu_docs.pipeline.templates.contexts import contexts, shape_of
from bayu_docs.pipeline.templates.copies import Copy, write_copies
from bayu_docs.pipeline.templates.faults import Noted, noted
from bayu_docs.pipeline.templates.shapes import LIST, TEXT, Known, Shape
from bayu_docs.pipeline.templates.standard import against_standard
from bayu_docs.pipeline.templates.trying import Trial, tried

CHECKS = ("template_tags", "template_variables")
TRIAL, STANDARD = "template_trial", "template_standard"
_LABEL = "对照"


@dataclass(frozen=True)
class Theirs:
    """A user's file. label: as the report names it; meant: the template it is to replace."""

    path: Path
    label: str
    meant: Shipped | None


@dataclass(frozen=True)
class Examined:
    """What was found in a file; checked: names of the checks that ran; variables: each with its
    title and how it is used."""

    file: Theirs
    found: tuple[Noted, ...]
    checked: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    docx: bytes = b""

    @property
    def left(self) -> str:
        """What is still to be checked once the errors are mended, in words."""
        waits = self.file.meant is not None and contexts(self.file.meant)
        return "先改正错误，再检查试填和版式" if waits and STANDARD not in self.checked else ""


def check(
    paths: Sequence[Path], against: Shipped | None, out: Path | None, moment: datetime
) -> Report:
    """The report on templates and folders of templates, and a commented copy of each with findings.

    against: what they are to replace, None to tell by name and folder; out: where copies go, None
    for beside each file. SourceUnreadable when there is nothing to check, OutputUnwritable.
    """
    files = tuple(_files(paths, against))
    if not files:
        raise SourceUnreadable("没有找到 Word 模板（.docx）", "请给出模板文件，或放模板的文件夹")
    alone = len(files) == 1
    examined = [_examined(each, alone=alone) for each in files]
    copies = [Copy(one.file.path, one.docx, one.found) for one in examined if one.docx]
    artifacts = write_copies(copies, out, moment)
    findings = tuple(each.finding for one in examined for each in one.found)
    subject = files[0].label if alone else f"{len(files)} 个模板"
    facts = [fact for one in examined for fact in _facts(one, alone)]
    facts += [("批注副本", str(each.path)) for each in artifacts]
    checked = dict.fromkeys(name for one in examined for name in one.checked)
    return Report(subject, findings, artifacts, tuple(checked), facts=tuple(facts))


def _files(paths: Sequence[Path], against: Shipped | None) -> Iterator[Theirs]:
    for path in paths:
        if path.is_dir():
            for file in catalogue.beside(path):
                label = file.relative_to(path).as_posix()
                yield Theirs(file, label, against or catalogue.meant(file))
        else:
            yield Theirs(path, path.name, against or catalogue.meant(path))


def _facts(one: Examined, alone: bool) -> Iterator[tuple[str, str]]:
    if one.file.meant is None:
        return
    meant = f"{one.file.meant.key}（{one.file.meant.title}）"
    if alone:
        yield _LABEL, meant
        if one.left:
            yield "还没有检查", one.left
        yield from one.variables
    else:
        told = f"{_LABEL} {meant}，用到 {len(one.variables)} 个变量"
        yield one.file.label, f"{told}；{one.left}" if one.left else told


def _examined(file: Theirs, *, alone: bool) -> Examined:
    """One file through all checks; a file that cannot be read is a finding unless it is alone."""
    refusal = _refusal(file, alone)
    if refusal:
        return Examined(file, (refusal,))
    docx = file.path.read_bytes()
    try:
        parts = tagged_parts(docx)
    except TemplateFaulty as error:
        said = f"{file.label}：{error.message}"
        return Examined(file, (noted(_UNREADABLE, said, file.label, None, error.advice),))
    if file.meant is None:
        return Examined(file, (_unknown_template(file),))
    return _read(file, file.meant, docx, parts)


_UNREADABLE = "templates.unreadable"


def _refusal(file: Theirs, alone: bool) -> Noted | None:
    try:
        refusal = ooxml.inspect(file.path, ooxml.WORD)
        reason, advice = (refusal.reason, refusal.advice) if refusal else ("", "")
    except OSError:
        reason, advice = "无法打开", "请检查文件名、读取权限，或是否被别的程序占用"
    if not reason:
        return None
    if alone:
        raise SourceUnreadable(f"{file.label}：{reason}", advice)
    return noted(_UNREADABLE, f"不能读取：{reason}", file.label, None, advice)


def _unknown_template(file: Theirs) -> Noted:
    near = catalogue.nearest(file.path.stem)
    hint = f"，最接近的是 {near}" if near else ""
    said = f"看不出“{file.label}”要替换哪个模板{hint}"
    advice = "用 --against 指明，或改成原来的文件名；模板名见 bayu-docs templates list"
    return noted("templates.unknown_template", said, file.label, None, advice)


def _read(file: Theirs, meant: Shipped, docx: bytes, parts: Sequence[TaggedPart]) -> Examined:
    codes = [code_of(part) for part in parts]
    theirs = [use for code in codes for use in code.uses]
    ours = _own_uses(meant)
    known = _known(meant, ours)
    found = list(_not_replaceable(file, meant))
    for part, code in zip(parts, codes, strict=True):
        found += faults.tag_faults(part, code, file.label)
    found += variables.unknown(theirs, known, file.label)
    broken = [fault.text for part in parts for fault in part.faults]
    broken += [fault.tag.shown for code in codes for fault in code.faults]
    excused = variables.meant(theirs, broken, known)
    found += variables.missing(theirs, ours, known, excused, file.label)
    checked: tuple[str, ...] = CHECKS
    if contexts(meant) and not has_errors(each.finding for each in found):
        trial = tried(file.label, docx, contexts(meant))
        found += _of_trial(trial, parts, file.label)
        checked = (*checked, TRIAL)
        if not trial.fault:
            found += against_standard(docx, meant, parts, file.label)
            checked = (*checked, STANDARD)
    listed = tuple(variables.listed(theirs, known))
    return Examined(file, tuple(found), checked, listed, docx)


@cache
def _own_uses(meant: Shipped) -> tuple[Use, ...]:
    codes = [code_of(part) for part in tagged_parts(meant.path.read_bytes())]
    return tuple(use for code in codes for use in code.uses)


def _known(meant: Shipped, ours: Sequence[Use]) -> Shape:
    """What there is to print: by schema and trial, and whatever the shipped template uses."""
    shape = shape_of(meant)
    walked = set(word_variables.paths(ours, word_variables.LOOPED))
    extra = {
        path: Known(path, LIST if path in walked else TEXT)
        for path in word_variables.paths(ours)
        if path not in shape
    }
    return {**shape, **extra}


def _not_replaceable(file: Theirs, meant: Shipped) -> Iterator[Noted]:
    if not meant.replaceable:
        said = f"{meant.key}（{meant.title}）{meant.replaced_by}，放了也不会用"
        yield noted(
            "templates.not_replaceable", said, file.label, None, "不必改它", Severity.WARNING
        )


def _of_trial(trial: Trial, parts: Sequence[TaggedPart], file: str) -> Iterator[Noted]:
    if not trial.fault:
        return
    torn = faults.torn_tags(parts) if trial.broken else []
    for tag in torn:
        said = f"标签“{tag.shown}”一部分在链接、控件或修订里，填写后文件会损坏"
        advice = "删去这个标签，不带格式地重新输入一遍；有修订的先接受修订"
        yield noted("templates.torn_tag", said, file, tag.spot, advice)
    if not torn:
        advice = "对照导出的原模板改；改不好的，从原模板重新开始，改一处查一处"
        yield noted("templates.trial", trial.fault, file, None, advice)
