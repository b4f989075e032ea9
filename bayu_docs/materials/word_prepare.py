"""A template's XML made ready for Jinja: docxtpl's row statements, and repeatable controls.

A content control stands once in a template and many times in a document, so its id, whether it
shows its prompt, whether it is ticked and its day are worked out anew for each copy.
"""

from __future__ import annotations

import re
from functools import cache

from docxtpl import DocxTemplate

_CONTROL = re.compile(r"<w:sdt>(?:(?!<w:sdt>).)*?</w:sdt>", re.DOTALL)
_ID = re.compile(r'<w:id w:val="-?\d+"/>')
_SHOW = re.compile(r"{{\s*show\((.*), '[^']*'\)\s*}}", re.DOTALL)
_TICK = re.compile(r"{{\s*tick\((.*?)\)\s*}}", re.DOTALL)
_CHECKED = re.compile(r'<w14:checked w14:val="\d"/>')
_KIND = re.compile(r"<w:(?:text|dropDownList|comboBox|date)[ />]")
_DATE = re.compile(r'<w:date(?: w:fullDate="[^"]*")?>')
_SHOWN_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>)?(?=(?:(?!</w:r>).)*{{\s*show\()", re.DOTALL)


def prepared(source: str) -> str:
    """The part with {%tr %} and {%p %} statements moved to where they act, controls repeatable."""
    patched = str(_patcher().patch_xml(source))
    return _CONTROL.sub(_control, _ID.sub('<w:id w:val="{{ next_id() }}"/>', patched))


@cache
def _patcher() -> DocxTemplate:
    return DocxTemplate("")


def _control(match: re.Match[str]) -> str:
    text = match[0]
    if shown := _SHOW.search(text):
        text = _prompting(text, shown[1])
        text = _dated(text, shown[1])
    if ticked := _TICK.search(text):
        flag = f'<w14:checked w14:val="{{{{ flag({ticked[1]}) }}}}"/>'
        text = _CHECKED.sub(lambda _: flag, text)
    return text


def _prompting(text: str, value: str) -> str:
    """While the value is missing, the control says so, and its run is grey."""
    asks = f"{{% if blank and not ({value}) %}}"
    text = _KIND.sub(lambda kind: f"{asks}<w:showingPlcHdr/>{{% endif %}}{kind[0]}", text, count=1)
    grey = '<w:rStyle w:val="PlaceholderText"/>'

    def dressed(run: re.Match[str]) -> str:
        style = grey if run[1] else f"<w:rPr>{grey}</w:rPr>"
        return f"{run[0]}{asks}{style}{{% endif %}}"

    return _SHOWN_RUN.sub(dressed, text, count=1)


def _dated(text: str, value: str) -> str:
    """A date picker knows the day it shows, when what is shown is a day."""
    known = f'{{% if day({value}) %}} w:fullDate="{{{{ day({value}) }}}}T00:00:00Z"{{% endif %}}'
    return _DATE.sub(lambda _: f"<w:date{known}>", text, count=1)
