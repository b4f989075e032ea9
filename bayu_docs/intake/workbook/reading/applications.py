"""The applications of a workbook: the one of a single workbook, or those of a roster by key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from difflib import get_close_matches
from pathlib import Path

from bayu_docs.intake.typed import typed
from bayu_docs.intake.workbook.layout import FIRST_SHEET, KEY_TITLE
from bayu_docs.intake.workbook.reading.filling import Filling
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.intake.workbook.reading.tables import Row
from bayu_docs.materials.files import safe_name
from bayu_docs.materials.text import normalise, visible
from bayu_docs.materials.workbook_read import Broken, CellValue
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Severity


class Applications:
    """Fillings in the order of their rows.

    everywhere: findings that concern all of them, such as a column nobody can find; findings:
    what belongs to none of them.
    """

    def __init__(self, file: str, epoch: date, *, many: bool) -> None:
        self.many = many
        self.everywhere: list[Finding] = []
        self.findings: list[Finding] = []
        self._file = file
        self._epoch = epoch
        self._by_key: dict[str, Filling] = {} if many else {"": Filling(file, epoch)}

    def __iter__(self) -> Iterator[Filling]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    @property
    def names(self) -> tuple[str, ...]:
        """The column before all others that names a row's application, in a roster."""
        return (KEY_TITLE,) if self.many else ()

    def new(self, row: Row, column: int, speaker: Speaker) -> Filling | None:
        """The application that a row of the first sheet begins; None, with a finding, when its
        key is empty or was used before."""
        words = _words(row.cells.get(KEY_TITLE))
        at = (row.number, column)
        if not words:
            advice = "请填写一个编号（如 1、2、3），并在其他各表里用同样的编号"
            self._say(speaker, f"这一行没有填写可用的“{KEY_TITLE}”", advice, at)
            return None
        if _folded(words) in self._by_key:
            advice = "一个申报只占一行；请删去重复的一行，或改成另一个编号"
            self._say(speaker, f"“{KEY_TITLE}”“{visible(words)}”前面已经用过", advice, at)
            return None
        filling = Filling(self._file, self._epoch, words)
        self._by_key[_folded(words)] = filling
        return filling

    def of(self, row: Row, column: int, speaker: Speaker) -> Filling | None:
        """The application a row belongs to; None, with a finding, when there is none such."""
        if not self.many:
            return self._by_key[""]
        words = _words(row.cells.get(KEY_TITLE))
        filling = self._by_key.get(_folded(words))
        if filling is None:
            advice = self._advice(words)
            what = f"“{KEY_TITLE}”“{visible(words)}”在“{FIRST_SHEET}”里没有"
            said = what if words else f"这一行没有填写可用的“{KEY_TITLE}”，不知道属于哪个申报"
            self._say(speaker, said, advice, (row.number, column), near=words)
        return filling

    def tell(self, findings: Iterable[Finding]) -> None:
        """Note what concerns a whole sheet: errors with every application, the rest once."""
        for found in findings:
            wrong = found.severity is Severity.ERROR
            (self.everywhere if wrong else self.findings).append(found)

    def tell_at_rows(
        self, findings: Iterable[tuple[int, Finding]], belongs: Mapping[int, Filling]
    ) -> None:
        """Note what concerns some rows, with the application that the row belongs to."""
        for number, found in findings:
            (belongs[number].findings if number in belongs else self.findings).append(found)

    def drafts(self, path: Path) -> tuple[Draft, ...]:
        """All applications as read; what belongs to none is told with the first."""
        once = self.findings
        for filling in self:
            filling.findings[:0] = [*self.everywhere, *once]
            once = []
        return tuple(filling.draft(_base(path, filling.key), path.name) for filling in self)

    def _advice(self, words: str) -> str:
        for likest in get_close_matches(_folded(words), self._by_key, 1) if words else ():
            return f"是不是“{visible(self._by_key[likest].key)}”？请照“{FIRST_SHEET}”的编号填写"
        return f"请照“{FIRST_SHEET}”的编号填写；不需要的行请删去"

    def _say(
        self, speaker: Speaker, said: str, advice: str, at: tuple[int, int], near: str = ""
    ) -> None:
        """A finding, on the application whose key is nearest, or on none."""
        told = speaker.say("intake.key", said, advice, at)
        likest: Sequence[str] = get_close_matches(_folded(near), self._by_key, 1) if near else ()
        holder = self._by_key[likest[0]].findings if likest else self.findings
        holder.append(told)


def _words(value: CellValue | None) -> str:
    """A key as text; empty when there is none to use."""
    if value is None or isinstance(value, Broken | time | timedelta):
        return ""
    found = typed(value, {"type": "string"}).value
    return normalise(found) if isinstance(found, str) else ""


def _folded(key: str) -> str:
    return "".join(unicodedata.normalize("NFKC", key).split()).casefold()


def _base(path: Path, key: str) -> Path:
    """The folder evidence is sought in: one named after the key where there is one."""
    own = path.parent / safe_name(key)
    return own if key and own.is_dir() else path.parent
