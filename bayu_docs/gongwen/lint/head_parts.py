"""What stands before the text: mark, number, 签发人, title."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.gongwen.lint import words
from bayu_docs.gongwen.lint.traits import is_red, size_of
from bayu_docs.materials.word_layout import BODY, Paragraph

MARK_LEAST_PT = 20.0
TITLE_LEAST_PT = 17.0
LONGEST_NAME = 40
_HEAD_REACH = 14  # paragraphs with text in which head and title must stand


class Head:
    """What stands before the text: mark, number, 签发人, title."""

    def __init__(self, main: Sequence[Paragraph]) -> None:
        self.mark: list[Paragraph] = []
        self.numbers: list[Paragraph] = []
        self.signers: list[Paragraph] = []
        self.title: list[Paragraph] = []
        self.end = 0
        reach = main[:_HEAD_REACH]
        for at, each in enumerate(reach):
            if not self._take(each, reach[at + 1 :]):
                break
            self.end = at + 1

    def _take(self, each: Paragraph, rest: Sequence[Paragraph]) -> bool:
        """Put the paragraph where it belongs; False when the head is over."""
        text = each.words
        is_number = words.LOOSE_NUMBER.search(text) and len(words.squeezed(text)) <= LONGEST_NAME
        if not self.title and (is_number or words.BLANK_NUMBER.search(text)):
            self.numbers.append(each)
            if words.SIGNERS.search(text):
                self.signers.append(each)
        elif not self.title and words.SIGNERS.match(text):
            self.signers.append(each)
        elif not self.title and (self._is_mark(each, rest) or self._goes_on(each)):
            self.mark.append(each)
        elif not self.title and (words.SECRECY.search(text) or self._is_issue(text)):
            pass
        elif self._is_title(each):
            self.title.append(each)
        else:
            # names of further 签发人 stand alone on their lines
            return bool(self.signers and not self.title and len(text) <= 12)
        return True

    def _is_mark(self, each: Paragraph, rest: Sequence[Paragraph]) -> bool:
        if self.numbers and not (is_red(each) and size_of(each) > 22):
            return False
        if is_red(each) and size_of(each) >= MARK_LEAST_PT:
            return True
        named = words.squeezed(each.words).endswith(("文件", "纪要"))
        below = any(words.LOOSE_NUMBER.search(other.words) for other in rest[:4])
        return size_of(each) > 22 and (named or below)

    def _goes_on(self, each: Paragraph) -> bool:
        """文件 beside a stack of names, in a box or cell of its own."""
        return bool(self.mark) and words.squeezed(each.words) == "文件"

    def _is_issue(self, text: str) -> bool:
        """The number and day of 纪要, below its mark."""
        minutes = any(words.squeezed(each.words).endswith("纪要") for each in self.mark)
        return minutes and words.ISSUE.fullmatch(text) is not None

    def _is_title(self, each: Paragraph) -> bool:
        if each.spot.kind != BODY or words.squeezed(each.words).endswith(("：", ":")):
            return False
        large = size_of(each) >= TITLE_LEAST_PT
        if not self.title:
            opening = words.squeezed(each.words).startswith("关于") or bool(
                words.genre_of(each.words) and len(each.words) <= 60
            )
            return large or (each.align == "center" and len(each.words) <= 80) or opening
        same = abs(size_of(each) - size_of(self.title[0])) < 1
        return (
            same
            and each.align == "center" == self.title[0].align
            and (large or not words.genre_of(self.title[-1].words))
        )
