"""落选转评: the city hands candidates that were not chosen back to their districts."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from papers.notices.review_phrases import CITED


def transfer() -> bytes:
    """落选转评: the city tells the districts whose candidates come back to them."""
    return o.letter(
        o.text(
            f"根据{CITED}关于“剩余申报对象及市级落选对象参评区县级乡村驿站”的规定，"
            "现将{{ c.batch }}市级“巴渝工匠”乡村驿站落选申报对象{{ f.count }}个"
            "（名单见附件）转请有关区县组织参评区县级乡村驿站，有关事项通知如下："
        ),
        o.text("一是按照区县级乡村驿站建设基本条件，对落选申报对象的申报材料重新审核。"),
        o.text(
            "二是符合条件的，会同同级乡村振兴部门纳入区县级乡村驿站评审，不再要求重复报送申报材料。"
        ),
        o.text("三是评审、公示、建设名单印发和备案，按照上述通知规定执行。"),
        o.each("each in f.requirements", o.text("{{ each }}")),
        annexes=(
            o.annex(
                1,
                o.grid(
                    [14, 24, 62, 56],
                    [
                        o.head_row("序号", "区县", "驿站名称", "申报主体"),
                        *o.each_row(
                            "s in f.stations",
                            o.cell("{{ s.no }}", align="center"),
                            "{{ s.district }}",
                            "{{ s.station_name }}",
                            "{{ s.applicant }}",
                        ),
                    ],
                ),
            ),
        ),
    )
