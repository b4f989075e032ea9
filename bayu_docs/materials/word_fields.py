"""Fields within a paragraph: which one is open, and what of a run is seen."""

from __future__ import annotations

from typing import Any

from bayu_docs.materials.word_grid import MC, w
from bayu_docs.materials.word_layout import PAGE_BREAK


class Fields:
    """Which field is open, and whether its code or its result is running."""

    def __init__(self) -> None:
        self._open: list[list[str | bool]] = []

    def opened(self, code: str = "", *, shown: bool = False) -> None:
        self._open.append([code, shown])

    def code(self, text: str) -> None:
        if self._open and not self._open[-1][1]:
            self._open[-1][0] = f"{self._open[-1][0]}{text}"

    def parted(self) -> None:
        if self._open:
            self._open[-1][1] = True

    def closed(self) -> None:
        if self._open:
            self._open.pop()

    @property
    def coding(self) -> bool:
        """A code is running, which nobody sees."""
        return any(not shown for _, shown in self._open)

    @property
    def name(self) -> str:
        """The innermost field's name, in capitals."""
        code = str(self._open[-1][0]).split() if self._open else []
        return code[0].upper() if code else ""


def seen(node: Any, state: Fields) -> str:
    """What a reader sees of a run's child; field codes and drawings show nothing."""
    tag = node.tag
    if tag == w("fldChar"):
        kind = node.get(w("fldCharType"))
        step = {"begin": state.opened, "separate": state.parted, "end": state.closed}.get(kind)
        if step is not None:
            step()
        return ""
    if tag == w("instrText"):
        state.code(str(node.text or ""))
        return ""
    if state.coding:
        return ""
    if tag == w("t"):
        return str(node.text or "")
    if tag == w("br"):
        return PAGE_BREAK if node.get(w("type")) in ("page", "column") else "\n"
    if tag == w("lastRenderedPageBreak") or tag == f"{{{MC}}}AlternateContent":
        return ""
    return {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("sym"): "\ufffd"}.get(tag, "")
