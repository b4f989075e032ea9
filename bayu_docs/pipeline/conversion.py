"""An application from one kind of file into another: JSON, Excel workbook, Word form.

Nothing is lost on the way, and that is proved each time: the new file is read back before it takes
its place, and must hold what the source held.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.errors import OutputUnwritable, SourceUnreadable
from bayu_docs.intake import source as sources
from bayu_docs.intake.admit import admit, normal_form
from bayu_docs.intake.differences import Difference, differences
from bayu_docs.intake.fields import version
from bayu_docs.materials import files
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding, Place, Severity, has_errors, place_in
from bayu_docs.model.report import Report
from bayu_docs.pipeline.order import Progress

KINDS = (".json", ".xlsx", ".docx")


@dataclass(frozen=True)
class Wish:
    """What is to be converted: sources (files or workspace folders), and the target.

    target: a .json, .xlsx or .docx file, or a folder, which gets one application.json for each
    application. against: an older version to compare with before anything is overwritten.
    """

    sources: tuple[Path, ...]
    target: Path
    call_name: str = "bayu-2022"
    against: Path | None = None


@dataclass(frozen=True)
class Converted:
    """The new files' bytes by path, not yet written, and what is to be said of them."""

    files: dict[Path, bytes]
    report: Report

    def write(self) -> None:
        """Put every file in its place, each whole. OutputUnwritable."""
        for path, content in self.files.items():
            files.write_whole(path, content)


def convert(wish: Wish, moment: datetime, progress: Progress) -> Converted:
    """The target's bytes, proved by reading them back; no files when anything would be lost.

    Raises SourceUnreadable for sources, OutputUnwritable for a target that exists and that no
    `against` was compared with.
    """
    call = load_call(wish.call_name)
    drafts = _read(wish.sources, progress)
    _refuse_overwriting(wish)
    found = [finding for draft in drafts for finding in draft.findings]
    made: dict[Path, bytes] = {}
    if not has_errors(found):
        progress(f"写成 {wish.target.name}，并读回核对")
        made = _made(wish.target, drafts, call, moment)
        lost = list(_lost(made, drafts))
        found += lost
        if has_errors(lost):
            made = {}
    found += _against(wish.against, drafts)
    found += _unfinished(drafts)
    closing = f"可以写入 {wish.target.name}" if made else "没有转换：先改正上面的错误，再重新运行"
    facts = (("来源", "、".join(path.name for path in wish.sources)), ("申报", f"{len(drafts)} 个"))
    report = Report("申报数据转换", tuple(found), checked=("data",), facts=facts, closing=closing)
    return Converted(made, report)


def _read(paths: Sequence[Path], progress: Progress) -> tuple[Draft, ...]:
    def told(done: int, total: int) -> None:
        progress(f"读取申报数据 {done}/{total}")

    return tuple(draft for path in paths for draft in sources.read_all(path, told))


def _data(draft: Draft) -> dict[str, Any]:
    """The draft's data in normal form; a missing version is this one, as any new file says."""
    data = normal_form(draft)
    if not isinstance(data, dict):
        raise SourceUnreadable(
            f"{draft.source}：里面不是一份申报数据", "空白文件可用 bayu-docs init 生成"
        )
    return {"schema_version": version()} | data


def _refuse_overwriting(wish: Wish) -> None:
    if wish.target.is_file() and wish.against is None:
        raise OutputUnwritable(
            f"{wish.target.name} 已经存在，没有改动",
            f"先看会改变什么，再覆盖：加上 --against {wish.target.name}；或换一个文件名",
        )


def _made(target: Path, drafts: Sequence[Draft], call: Call, moment: datetime) -> dict[Path, bytes]:
    suffix, data = target.suffix.lower(), [_data(draft) for draft in drafts]
    if suffix == ".xlsx":
        from bayu_docs.intake.workbook.making.make import make

        many = len(drafts) > 1
        return {target: make(call, data, keys=_keys(drafts) if many else (), many=many)}
    if suffix == ".docx":
        from bayu_docs.pipeline.fillable import render_form

        return {target: render_form(_only(data, target), call, moment=moment)}
    if suffix == ".json":
        return {target: _json(_only(data, target))}
    if suffix:
        raise SourceUnreadable(
            f"{target.name}：不认识的目标文件", f"请写成 {'、'.join(KINDS)} 文件，或一个文件夹"
        )
    if len(drafts) == 1:
        return {target / sources.JSON_NAME: _json(data[0])}
    folders = [target / files.safe_name(key) for key in _keys(drafts)]
    return {
        folder / sources.JSON_NAME: _json(each) for folder, each in zip(folders, data, strict=True)
    }


def _only(data: Sequence[Any], target: Path) -> Any:
    if len(data) != 1:
        raise SourceUnreadable(
            f"来源里有 {len(data)} 个申报，一个 {target.suffix} 文件只放一个",
            "请把目标写成 .xlsx（汇总表）或一个文件夹",
        )
    return data[0]


def _keys(drafts: Sequence[Draft]) -> list[str]:
    """A 申报编号 for each application, all different: its own, else its folder's name."""
    keys: list[str] = []
    for number, draft in enumerate(drafts, 1):
        wished = draft.key or draft.base.resolve().name or str(number)
        key, again = wished, 2
        while key.casefold() in {taken.casefold() for taken in keys}:
            key, again = f"{wished}-{again}", again + 1
        keys.append(key)
    return keys


def _json(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        return (json.dumps(data, indent=2) + "\n").encode("ascii")


def _lost(made: dict[Path, bytes], drafts: Sequence[Draft]) -> Iterator[Finding]:
    """An error for every value that the new file does not give back as it was."""
    with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
        back: list[Draft] = []
        for number, (path, content) in enumerate(made.items()):
            copy = Path(folder, str(number), path.name)
            copy.parent.mkdir()
            copy.write_bytes(content)
            back += sources.read_all(copy)
    for draft, again in zip(drafts, back, strict=True):
        for difference in differences(_data(draft), _data(again)):
            yield Finding(
                "data.not_carried",
                Severity.ERROR,
                f"转换后不能原样保留：{difference.said}",
                place_in(draft.origins, difference.pointer),
                advice="请先按 bayu-docs check 的提示改正这一处，再转换",
            )


def _against(older: Path | None, drafts: Sequence[Draft]) -> Iterator[Finding]:
    """A hint for every difference from the older version."""
    if older is None:
        return
    before = sources.read_all(older)
    if len(before) != len(drafts):
        yield _changed(Difference("", f"原来有 {len(before)} 个申报，现在有 {len(drafts)} 个"), {})
        return
    for old, new in zip(before, drafts, strict=True):
        for difference in differences(_data(old), _data(new)):
            yield _changed(difference, new.origins)


def _changed(difference: Difference, origins: Any) -> Finding:
    place: Place = place_in(origins, difference.pointer)
    return Finding("data.changed", Severity.INFO, difference.said, place)


def _unfinished(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """One hint when the data would not be admitted yet: converting is not checking."""
    errors = sum(
        found.severity is Severity.ERROR for draft in drafts for found in admit(draft).findings
    )
    if errors:
        yield Finding(
            "data.unfinished",
            Severity.INFO,
            f"申报数据还有 {errors} 处需要补填或改正；转换不作检查",
            advice="运行 bayu-docs check 查看每一处和改法",
        )
