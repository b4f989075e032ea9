"""To have doubts cleared up: 电话咨询记录, 商请明确有关事项的函. No id of ours is printed."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.body import tag
from bayu_docs.gongwen.wordml import Cell, Row, Tag
from papers.notices.review_phrases import CITED, CITED_SHORT


def phone_log() -> bytes:
    """电话咨询记录: the questions are printed, the answers are written in by hand."""
    head: list[Row | Tag] = [
        o.row(o.label("咨询单位"), "{{ f.asking_unit }}", o.label("咨询人"), "{{ f.asked_by }}"),
        o.row(o.label("被咨询单位"), "{{ f.asked_unit }}", o.label("电话"), "{{ f.phone }}"),
        o.row(
            o.label("咨询时间"), "{{ f.asked_at }}", o.label("答复人及职务"), "{{ f.answered_by }}"
        ),
        o.row(o.label("依据文件"), o.cell(CITED, span=3)),
    ]
    question = "".join(
        (
            o.cell("{{ x.title }}").content,
            tag("for q in x.quotations"),
            o.cell("《通知》{{ q.place }}：“{{ q.words }}”").content,
            tag("endfor"),
            o.cell("问题：{{ x.problem }}").content,
        )
    )
    questions: list[Row | Tag] = [
        o.head_row("序号", "咨询事项", "答复"),
        Tag("{%tr for x in f.doubts %}"),
        o.row(o.cell("{{ x.no }}", align="center"), Cell(question), "", height_mm=34),
        Tag("{%tr endfor %}"),
    ]
    foot: list[Row | Tag] = [
        o.row(o.label("记录人签字"), "", o.label("记录日期"), "　　　　年　　月　　日"),
        o.row(o.label("负责人阅签"), "", o.label("阅签日期"), "　　　　年　　月　　日"),
    ]
    return o.form(
        o.grid([28, 58, 32, 42], head),
        o.empty(),
        o.grid([14, 86, 60], questions),
        o.empty(),
        o.grid([28, 52, 28, 52], foot),
    )


def inquiry() -> bytes:
    """关于商请明确……有关事项的函: only the doubts that were ticked."""
    return o.letter(
        o.text(f"在组织实施{CITED_SHORT}过程中，有以下事项需要进一步明确，商请予以函复："),
        o.each(
            "x in f.doubts",
            o.level1("{{ x.cn }}、{{ x.title }}"),
            o.text(
                "《通知》{% for q in x.quotations %}{{ q.place }}载明“{{ q.words }}”"
                "{% if not loop.last %}，{% endif %}{% endfor %}。{{ x.problem }}"
            ),
        ),
        o.when("f.reply_by", o.text("因工作安排需要，请于{{ f.reply_by }}前予以答复。")),
        o.text("特此函商，请予函复。"),
    )
