"""One entry a rejected sample: the code it must yield, and the single change that causes it.

A change is a list of (JSON pointer, new value); REMOVE takes the value away, and a pointer that
ends in `-` adds to a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

REMOVE = object()


@dataclass(frozen=True)
class Change:
    """codes: what must be found; words: for the folder's name; note: why, in Chinese.

    base: the accepted application it starts from; evidence: how its files are broken, if so.
    """

    codes: tuple[str, ...]
    words: str
    note: str
    edits: tuple[tuple[str, Any], ...] = ()
    base: str = "district"
    evidence: str = ""
    twice: tuple[str, ...] = field(default=())  # lists whose first row is repeated at the end

    def apply(self, application: dict[str, Any]) -> None:
        """Make the change in place."""
        for pointer in self.twice:
            rows = _at(application, pointer)
            rows.append(dict(rows[0]))
        for pointer, value in self.edits:
            parent, _, key = pointer.rpartition("/")
            holder = _at(application, parent)
            if key == "-":
                holder.append(value)
            elif value is REMOVE:
                del holder[int(key) if isinstance(holder, list) else key]
            else:
                holder[int(key) if isinstance(holder, list) else key] = value


def _at(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data[int(part) if isinstance(data, list) else part]
    return data


def _c(code: str, words: str, note: str, *edits: tuple[str, Any], **more: Any) -> Change:
    return Change((code,), words, note, edits, **more)


_LEAD, _TEAM, _ORG = "/lead_artisans/0", "/team/0", "/organization"
_OWN_NAME = "重庆市荣昌区示例镇示例村村民委员会"
_NO_TEAM_LEADS = tuple((f"/team/{number}/lead", REMOVE) for number in range(8))
_ONLY_TWO_MEMBERS = tuple((f"/team/{number}", REMOVE) for number in (7, 6, 5, 3, 2, 1))
_EXPIRED = {
    "name": "荣昌区示例农产品流通协会",
    "kinds": ["项目共建"],
    "starts_on": "2019-01-01",
    "ends_on": "2021-12-31",
    "content": "共同组织农产品展销，协议已到期",
}

DEFECTS: tuple[Change, ...] = (
    # intake: what the data themselves must be
    _c("intake.required", "no mobile", "没有填联系人手机", ("/applicant/contact/mobile", REMOVE)),
    _c(
        "intake.type",
        "months in words",
        "在站月数写成了文字“十个月”，应填数",
        (f"{_LEAD}/months_on_station", "十个月"),
    ),
    _c(
        "intake.enum",
        "unknown kind",
        "主体类型“村民小组”不在可选项中",
        ("/applicant/kind", "村民小组"),
    ),
    _c(
        "intake.too_long",
        "station name",
        "驿站名称超过40字",
        ("/station_name", "“巴渝工匠”荣昌" + "示例村橙乡竹艺" * 6 + "乡村驿站"),
    ),
    _c(
        "intake.pattern",
        "mailbox without at",
        "电子邮箱缺少@",
        ("/applicant/contact/email", "station.example.org"),
    ),
    _c("intake.date", "30 february", "填报日期是不存在的2月30日", ("/filing_date", "2022-02-30")),
    _c(
        "intake.range",
        "thirteen months",
        "一年只有12个月，在站月数填了13",
        (f"{_LEAD}/months_on_station", 13),
    ),
    _c(
        "intake.unknown_field",
        "floor area",
        "多了一个不认识的字段 floor_area",
        ("/facilities/floor_area", 300),
    ),
    _c(
        "intake.one_of",
        "no code no reason",
        "既没有统一社会信用代码，也没有写无代码原因和主管单位",
        ("/applicant/uscc", REMOVE),
    ),
    _c(
        "intake.duplicate_value",
        "evidence id twice",
        "两件佐证材料的编号都是E01",
        ("/evidence/1/id", "E01"),
    ),
    _c(
        "intake.uscc",
        "wrong checksum",
        "统一社会信用代码的校验位不对",
        ("/applicant/uscc", "545001539999991110"),
    ),
    _c(
        "intake.id_number",
        "wrong checksum",
        "公民身份号码的校验位不对（号码为编造）",
        (f"{_LEAD}/id_number", "500199197103080011"),
    ),
    _c(
        "intake.mobile", "ten digits", "手机号只有10位", ("/applicant/contact/mobile", "1990000001")
    ),
    _c(
        "intake.landline", "too short", "固定电话位数不够", ("/applicant/contact/landline", "12345")
    ),
    _c(
        "intake.character",
        "lone surrogate",
        "建设思路里有残缺的字符（单个代理码U+D800）",
        ("/vision", "建设村民家门口的技能课堂\ud800，按农时开课。"),
    ),
    _c(
        "intake.character",
        "private use",
        "姓名用了私人造字区的字符U+E000，换一台电脑就显示成别的字",
        (f"{_TEAM}/name", "段\ue000"),
    ),
    _c(
        "intake.character",
        "control character",
        "设备清单里有不可见的控制字符U+000B",
        ("/facilities/occupations/0/equipment", "嫁接刀具三十套\u000b电动修枝剪十五把"),
    ),
    # eligibility: the applicant
    _c(
        "applicant.ban",
        "within two years",
        "2020年10月9日被取消资格，两年内不得再次申报",
        ("/applicant/disqualified_on", "2020-10-09"),
    ),
    _c(
        "applicant.rural_link",
        "enterprise without link",
        "企业没有写与乡村振兴紧密相关的说明",
        ("/applicant/rural_relevance", REMOVE),
        base="both-tiers",
    ),
    _c(
        "applicant.shared_premises",
        "village without text",
        "依托党群服务中心建设，却没有写阵地整合情况",
        ("/facilities/integration", REMOVE),
    ),
    _c(
        "applicant.district",
        "abolished county",
        "荣昌县已撤销，应写荣昌区",
        ("/site/district", "荣昌县"),
    ),
    _c(
        "applicant.kind_explained",
        "other without note",
        "主体类型选了“其他”却没有说明",
        ("/applicant/kind", "其他"),
    ),
    # eligibility: facilities and people
    _c(
        "facility.occupations",
        "none",
        "没有填任何职业（工种）的设施设备",
        ("/facilities/occupations", []),
    ),
    _c(
        "facility.support",
        "nothing written",
        "生活配套只写了“无”",
        ("/facilities/living_support", "无"),
    ),
    _c(
        "lead.count",
        "none",
        "没有领衔工匠，区县级至少要1名",
        ("/lead_artisans", []),
        *_NO_TEAM_LEADS,
    ),
    _c(
        "lead.occupations_distinct",
        "two of one trade",
        "市级要5个不同职业，其中两名领衔工匠同一职业",
        ("/tier", "municipal"),
        ("/lead_artisans/4/occupation", "服装制版师"),
        ("/lead_artisans/4/trade", REMOVE),
        base="both-tiers",
    ),
    _c(
        "lead.qualification",
        "senior worker",
        "领衔工匠只有三级/高级工，须技师及以上",
        (f"{_LEAD}/qualifications/0/level", "三级/高级工"),
    ),
    _c("lead.special_skill", "empty", "领衔工匠没有写绝技绝活", (f"{_LEAD}/special_skill", REMOVE)),
    _c(
        "lead.months",
        "four months",
        "领衔工匠每年只在站4个月，须6个月以上",
        (f"{_LEAD}/months_on_station", 4),
    ),
    _c(
        "lead.duplicate_certificate",
        "same number",
        "两名领衔工匠的证书编号相同",
        ("/lead_artisans/1/qualifications/0/number", "SL2018000011"),
    ),
    _c(
        "team.ratio",
        "two members",
        "领衔工匠2名只配了2名团队成员，按哪种读法都不够",
        *_ONLY_TWO_MEMBERS,
    ),
    _c(
        "team.years",
        "one year",
        "一般成员从事农业农村服务只有1年，区县级须2年以上",
        (f"{_TEAM}/rural_years", 1),
    ),
    _c(
        "team.lead_known",
        "stranger",
        "团队成员所属的领衔工匠不在领衔工匠表中",
        (f"{_TEAM}/lead", "刘开容"),
    ),
    _c("team.duplicate", "listed twice", "同一名团队成员填了两行", twice=("/team",)),
    # eligibility: capability
    _c(
        "training.person_times",
        "forty short",
        "年培训能力780人次，区县级须800人次",
        ("/training/person_times_per_year", 780),
        ("/training/courses/0/people_per_session", 35),
        ("/training/courses/0/subtotal", 280),
    ),
    _c(
        "training.high_skilled",
        "forty people",
        "年培养高技能人才40名，区县级须50名",
        ("/training/high_skilled_per_year", 40),
        ("/training/person_times_per_year", 800),
        ("/training/courses/3/people_per_session", 20),
        ("/training/courses/3/subtotal", 40),
    ),
    _c(
        "training.sums",
        "total too high",
        "测算表合计820人次，年培训能力写成了900人次",
        ("/training/person_times_per_year", 900),
    ),
    _c("brand.count", "none", "没有填乡村技能品牌", ("/brands", [])),
    _c(
        "partner.count",
        "one partner",
        "长期合作单位只有1家，区县级须2家",
        ("/partners/2", REMOVE),
        ("/partners/1", REMOVE),
    ),
    _c("partner.self", "own name", "把申报主体自己填成了合作单位", ("/partners/2/name", _OWN_NAME)),
    _c("partner.distinct", "listed twice", "同一家合作单位填了两行", twice=("/partners",)),
    _c(
        "partner.valid",
        "expired",
        "第4家合作单位的协议在填报日期前已到期",
        ("/partners/-", _EXPIRED),
    ),
    _c("organization.task_force", "empty", "没有专班名单", (f"{_ORG}/task_force", [])),
    _c(
        "organization.dedicated_staff", "empty", "没有明确专门人员", (f"{_ORG}/dedicated_staff", [])
    ),
    _c(
        "organization.parent_support",
        "nothing written",
        "有所属单位，却没有写任何支持",
        (f"{_ORG}/support", {}),
    ),
    _c(
        "filing.deadline",
        "one day late",
        "填报日期比示例区县的受理截止日期晚1天",
        ("/filing_date", "2022-03-25"),
    ),
    _c(
        "commitment.truthful",
        "not confirmed",
        "没有承诺材料真实有效",
        ("/commitment/truthful", False),
    ),
    # evidence
    _c(
        "evidence.unproved",
        "no proof of partners",
        "没有一件佐证材料证明“长期合作单位”",
        ("/evidence/2/proves/5", REMOVE),
    ),
    _c(
        "evidence.unknown_requirement",
        "misspelt title",
        "证明事项“领衔工匠证书”不是条件的名称",
        ("/evidence/1/proves/-", "领衔工匠证书"),
    ),
    _c(
        "evidence.over_limit",
        "twenty one pages",
        "目录1页加佐证20页共21页，超过20页",
        evidence="too long",
    ),
    _c(
        "evidence.over_limit",
        "impossible",
        "20页的合作协议全本附上，合同页不能拼版，怎样排都超过20页；只留首末页就放得下",
        evidence="whole contract",
    ),
    _c(
        "evidence.missing_file",
        "not in folder",
        "佐证文件没有放进evidence文件夹",
        evidence="missing",
    ),
    _c("evidence.encrypted", "password", "PDF设有打开密码", evidence="locked"),
    _c("evidence.unreadable", "cut short", "PDF只剩前四分之一，读不出来", evidence="truncated"),
    _c(
        "evidence.unreadable",
        "broken picture",
        "图片只剩前200个字节，读不出来",
        evidence="broken picture",
    ),
    _c(
        "evidence.unsupported",
        "plain text",
        "佐证是纯文本文件，不是能识别的格式",
        evidence="other format",
    ),
    _c(
        "evidence.unsafe_path",
        "parent folder",
        "佐证文件的路径指向申报文件夹以外",
        ("/evidence/2/file", "../E03-合作协议与保障文件.pdf"),
    ),
    # text no font can draw
    _c(
        "text.uncovered",
        "emoji",
        "品牌名称里有表情符号，所有字体都画不出来",
        ("/brands/0/name", "示例橙匠🍊"),
    ),
    _c(
        "text.uncovered",
        "ideograph u30000",
        "姓名里的字（U+30000）所有字体都画不出来",
        (f"{_TEAM}/name", "段\U00030000"),
    ),
)
