"""Every shipped template: its name on paper, its file, the command that uses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from bayu_docs.materials import assets
from bayu_docs.materials.word_reader import read_layout
from bayu_docs.notices.kinds import kinds
from bayu_docs.pipeline import linting

FORMS, EVIDENCE, NOTICES = "forms", "evidence", "notices"
SUFFIX = ".docx"
COPY_MARK = linting.ANNOTATED
_BUILD, _NOTICE, _DESK = "build", "notice", "desk"
_BUILD_FORMS = ("forms/application", "forms/print-sheet")  # as pipeline.case takes a user's own
_BOUND, _OURS_ONLY = "与排页绑定，不能替换", "不能替换"


@dataclass(frozen=True)
class Shipped:
    """A template. key: its place without the ending (notices/recommendation); title: as printed;
    command: what fills it; replaceable: whether a user's own may take its place."""

    key: str
    title: str
    command: str
    replaceable: bool

    @property
    def file(self) -> str:
        """Its place among templates, ours and theirs."""
        return self.key + SUFFIX

    @property
    def name(self) -> str:
        """Its short name."""
        return self.key.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """forms, evidence or notices."""
        return self.key.partition("/")[0]

    @property
    def path(self) -> Path:
        """The shipped file."""
        return assets.template(self.file)

    @property
    def replaced_by(self) -> str:
        """How to use one's own, or why not."""
        if self.replaceable:
            return f"{self.command} --templates DIR"
        return _BOUND if self.folder == EVIDENCE else _OURS_ONLY


@cache
def shipped() -> tuple[Shipped, ...]:
    """All templates: forms, evidence, then the notices in the order of the life cycle."""
    made = []
    for folder in (FORMS, EVIDENCE):
        for path in sorted((assets.TEMPLATES / folder).glob(f"*{SUFFIX}")):
            title = read_layout(path).title or path.stem
            key = f"{folder}/{path.stem}"
            taken = key in _BUILD_FORMS
            command = _BUILD if taken or folder == EVIDENCE else _DESK
            made.append(Shipped(key, title, command, taken))
    for kind in kinds():
        key = kind.template.removesuffix(SUFFIX)
        if assets.template(kind.template).is_file():
            made.append(Shipped(key, kind.name, _NOTICE, True))
    return tuple(made)


def named(word: str) -> Shipped | None:
    """The template of that key, file, short name or printed name."""
    wanted = word.replace("\\", "/").removesuffix(SUFFIX)
    for each in shipped():
        if wanted in (each.key, each.name, each.title):
            return each
    return None


def nearest(word: str) -> str:
    """The key of the template whose name is most like the word, or empty."""
    names = {name: each.key for each in shipped() for name in (each.key, each.name, each.title)}
    wanted = word.replace("\\", "/").removesuffix(SUFFIX)
    inside = [name for name in names if len(wanted) > 1 and wanted in name]
    found = [*inside, *get_close_matches(wanted, names, 1)]
    return names[found[0]] if found else ""


def meant(file: Path) -> Shipped | None:
    """The template a file is meant for, by its folder and name."""
    whole = named(f"{file.resolve().parent.name}/{file.stem}")
    return whole or named(file.stem)


def beside(folder: Path) -> Iterable[Path]:
    """The Word files of a user's folder of templates, in order; copies of ours and locks not."""
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        if not path.name.startswith(("~$", ".")) and not path.stem.endswith(COPY_MARK):
            yield path
