"""A station's own papers: 建设方案, 自评报告, 年度工作计划, 年度工作报告."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from papers.notices.review_phrases import CITED
from papers.notices.running_words import headed, listed


def plan() -> bytes:
    """建设方案: goals, tasks and measures, as 五（三） asks."""
    return o.plain(
        o.text(
            f"为做好{{{{ f.station_name }}}}（{{{{ f.tier_words }}}}）建设工作，根据{CITED}"
            "{{ f.quoted }}的要求，结合实际，制定本方案。"
        ),
        o.level1("一、基本情况"),
        _paragraphs("overview"),
        o.level1("二、建设目标"),
        headed("goals"),
        o.level1("三、建设任务和具体举措"),
        headed("tasks"),
        o.level1("四、进度安排"),
        _schedule(),
        o.when(
            "f.budget",
            o.level1("五、经费安排"),
            o.text("计划投入经费{{ f.budget_total }}万元，具体如下："),
            _budget(),
        ),
        o.level1("{% if f.budget %}六{% else %}五{% endif %}、保障措施"),
        headed("safeguards"),
    )


def _budget() -> o.Block:
    total = o.row(
        o.cell("合计", span=2, align="center"),
        o.cell("{{ f.budget_total }}", align="center"),
        "",
    )
    rows = listed(
        ("序号", "用途", "金额（万元）", "资金来源"),
        "x in f.budget",
        ("{{ x.no }}", "{{ x.item }}", "{{ x.amount }}", "{{ x.source }}"),
        centred=(0, 2),
    )
    return o.grid([14, 60, 32, 50], [*rows, total])


def self_report() -> bytes:
    """自评报告 at the end of the 筹建期: by the dimensions of the notice."""
    return o.plain(
        o.text(
            "{{ f.station_name }}（{{ f.tier_words }}）筹建期自{{ f.build_from }}起"
            f"至{{{{ f.build_until }}}}止。根据{CITED}有关验收的规定，"
            "我单位对照建设方案进行了自评。现将有关情况报告如下："
        ),
        o.level1("一、筹建工作情况"),
        _paragraphs("overview"),
        o.when(
            "f.figures",
            o.text("建设方案主要目标完成情况如下："),
            _figures("建设方案目标"),
        ),
        o.level1("二、自评情况"),
        headed("assessments"),
        o.level1("三、存在问题"),
        headed("problems"),
        o.when("not f.problems", o.text("无。")),
        o.level1("四、下一步工作"),
        headed("next_steps"),
        o.when("not f.next_steps", o.text("继续按照建设方案做好驿站各项工作。")),
        o.text("特此报告。"),
    )


def annual_plan() -> bytes:
    """年度工作计划."""
    return o.plain(
        o.text(
            f"按照{CITED}{{{{ f.quoted }}}}的要求，"
            "现将{{ f.station_name }}{{ f.year }}年度工作计划报送如下："
        ),
        o.when("f.outset", _paragraphs("outset")),
        o.level1("一、年度目标"),
        headed("goals"),
        o.level1("二、重点任务"),
        headed("tasks"),
        o.level1("三、进度安排"),
        _schedule(),
        o.when("f.safeguards", o.level1("四、保障措施"), headed("safeguards")),
    )


def annual_report() -> bytes:
    """年度工作开展情况报告."""
    return o.plain(
        o.text(
            f"按照{CITED}{{{{ f.quoted }}}}的要求，"
            "现将{{ f.station_name }}{{ f.year }}年度工作开展情况报告如下："
        ),
        o.level1("一、总体情况"),
        _paragraphs("overview"),
        o.when("f.figures", o.text("年度工作计划完成情况如下："), _figures("年度计划")),
        o.level1("二、主要工作和成效"),
        headed("results"),
        o.level1("三、存在问题"),
        headed("problems"),
        o.when("not f.problems", o.text("无。")),
        o.level1("四、下一步工作"),
        headed("next_steps"),
        o.when("not f.next_steps", o.text("继续做好驿站各项工作。")),
        o.text("特此报告。"),
    )


def _paragraphs(name: str) -> o.Block:
    return o.each(f"x in f.{name}", o.text("{{ x }}"))


def _schedule() -> o.Block:
    return o.grid(
        [14, 44, 62, 36],
        listed(
            ("序号", "时间", "工作内容", "责任人（部门）"),
            "x in f.schedule",
            ("{{ x.no }}", "{{ x.period }}", "{{ x.work }}", "{{ x.owner }}"),
            centred=(0, 1, 3),
        ),
    )


def _figures(target: str) -> o.Block:
    return o.grid(
        [14, 66, 38, 38],
        listed(
            ("序号", "指标", target, "完成情况"),
            "x in f.figures",
            ("{{ x.no }}", "{{ x.name }}", "{{ x.target }}", "{{ x.done }}"),
            centred=(0, 2, 3),
        ),
    )
