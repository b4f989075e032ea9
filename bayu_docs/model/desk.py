"""The district's desk: what came in, what was found in it, and where each application stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bayu_docs.model.call import DISTRICT, MUNICIPAL
from bayu_docs.model.finding import Finding

RECEIVED = "received"
CHECKED = "checked"
CONSULTED = "consulted"
RECOMMENDED = "recommended"
POOL = "pool"
REVIEWED = "reviewed"
PUBLICISED = "publicised"
LISTED = "listed"
FILED = "filed"
SET_ASIDE = "set_aside"

STATE_WORDS: Mapping[str, str] = {
    RECEIVED: "已收件",
    CHECKED: "已核验",
    CONSULTED: "已会商",
    RECOMMENDED: "推荐市级",
    POOL: "区县参评",
    REVIEWED: "已评审",
    PUBLICISED: "公示中",
    LISTED: "已列名单",
    FILED: "已备案",
    SET_ASIDE: "不予受理",
}
"""Every state in the order of the campaign, and the word its user reads."""

MEETS, FAILS, OPEN = "符合", "不符合", "待核"

RECOMMEND, TO_DISTRICT, REFUSE = "推荐市级", "转区县级", "不予受理"
CHOSEN, NOT_CHOSEN = "入围", "未入围"
YES, NO = "是", "否"
NO_OBJECTION, OBJECTION = "无", "有"
"""The words by which a clerk decides."""

PACKAGE, FOLDER, MAIL, WORD, WORKBOOK, JSON, UNKNOWN = (
    "材料包",
    "文件夹",
    "邮件附件",
    "Word",
    "Excel",
    "JSON",
    "无法识别",
)
FORMS = (PACKAGE, FOLDER, MAIL, WORD, WORKBOOK, JSON, UNKNOWN)
"""In what form a thing was received."""

STATE_FILE = "台账.sqlite"
ROSTER_FILE = "汇总表.xlsx"
RECEIVED_FOLDER = "材料"
CHECKED_FOLDER = "核验"
RECEIPTS_FOLDER = "收件登记单"
CORRECTIONS_FOLDER = "补正告知单"
DESK_HTML = "收件报告.html"
DESK_JSON = "report.json"
"""What stands in a desk's folder, each name in this one place."""


@dataclass(frozen=True)
class Receipt:
    """One received thing, judged.

    file: its path in the inbox, with `/`; form: one of FORMS; received_at: aware, None when nobody
    can tell; received_by: 邮件服务器 or 登记, empty when unknown; late: against the district's own
    deadline, None when either is unknown; verdicts: tier key -> 符合, 不符合 or 待核, empty when it
    could not be read; distances: in words (领衔工匠差1名); doubts: titles of the doubts the verdict
    rests on; pages: sides of the evidence bundle; data: the application's data or nothing;
    duplicates: 收件序号 or file name, and why; pictures: sha256 of each picture among the proofs,
    and where it stands (第3页), by which the same picture is known again in another application.
    """

    file: str
    sha256: str
    size: int
    form: str
    received_at: datetime | None = None
    received_by: str = ""
    late: bool | None = None
    applicant: str = ""
    uscc: str = ""
    station_name: str = ""
    site: str = ""
    tier: str = ""
    division: str = ""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    distances: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    pages: int | None = None
    errors: int = 0
    warnings: int = 0
    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    duplicates: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One application on the desk.

    number: its 收件序号, stable for ever; state: one of STATE_WORDS; decisions: column key -> what
    the clerk has decided (a word, a whole number, a date or a datetime), only what is set.
    """

    number: str
    receipt: Receipt
    state: str
    decisions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def state_word(self) -> str:
        """The state as its user reads it."""
        return STATE_WORDS[self.state]

    @property
    def standing(self) -> str:
        """The tier at which it stands now.

        Until the consultation the tier it applied for, the city's when it applied for both; then
        the city's while it is recommended and not turned down there; else the district's, to which
        everybody else flows (五（一）).
        """
        opinion = self.decisions.get("consultation")
        if opinion is None:
            return DISTRICT if self.receipt.tier == DISTRICT else MUNICIPAL
        return MUNICIPAL if opinion == RECOMMEND and not self.lost_at_city else DISTRICT

    @property
    def lost_at_city(self) -> bool:
        """True when the city did not take it."""
        return self.decisions.get("city_result") == NOT_CHOSEN

    @property
    def verdict(self) -> str:
        """The verdict at the tier at which it stands now; empty when there is none."""
        return self.receipt.verdicts.get(self.standing, "")


@dataclass(frozen=True)
class LogRow:
    """One change of the desk's state: when, by what (汇总表.xlsx!K7, receive …), to which entry, of
    what, and its words before and after."""

    at: datetime
    source: str
    number: str
    what: str
    old: str
    new: str
