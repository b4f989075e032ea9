"""Identifiers with a check of their own: each returns its normal form and what is wrong with it.

统一社会信用代码: GB 32100-2015 with amendment 1, inner 组织机构代码 GB 11714-1997.
公民身份号码: GB 11643-1999. A county code is no ground for refusal: codes were given at first
registration and outlive their county (500101 stands in numbers of people born before 1997).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from bayu_docs.materials import personal, phones
from bayu_docs.model.finding import Severity

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC_INNER_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Registering authority -> kinds of body it registers (GB 32100 with amendment 1; 54 and 55 are
# 村（居）民委员会, N the collective economic organisations).
_USCC_KINDS = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "123459", "6": "129",
    "7": "129", "8": "19", "9": "123", "A": "19", "N": "1239", "Y": "1",
}  # fmt: skip
_CHONGQING = "50"

_ID_PROVINCE_RANGES = (
    (11, 15),
    (21, 23),
    (31, 37),
    (41, 46),
    (50, 54),
    (61, 65),
    (71, 71),
    (81, 83),
)
# 港澳台 residence permits, and prefecture cities without counties, end in 00 by right.
_ID_WITHOUT_COUNTY = frozenset({"441900", "442000", "460300", "460400", "620200"})
_ID_RESIDENTS = frozenset({"71", "81", "82", "83"})
_EARLIEST_BIRTH_YEAR = 1900
_YOUNGEST, _OLDEST = 18, 80

_DASHES = re.compile("[-‐‑‒–—－]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an identifier; message completes “栏目”…, never the whole number."""

    code: str
    message: str
    advice: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class IdentifierResult:
    """value: the normal form (the compact input when it has none); faults: what is wrong."""

    value: str
    faults: tuple[Fault, ...] = ()

    @property
    def valid(self) -> bool:
        """True when nothing blocks; warnings may remain."""
        return not any(fault.severity is Severity.ERROR for fault in self.faults)


def compact(text: str) -> str:
    """Full-width forms made half-width, every blank removed, letters in capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def mask_id_number(text: str) -> str:
    """前3后4; a text too short to hide anything that way is hidden whole."""
    if len(text) < 11:
        return "*" * len(text)
    return text[:3] + "*" * (len(text) - 7) + text[-4:]


def mask_phone(text: str) -> str:
    """138****5678; shorter texts are hidden but for their first two characters."""
    if len(text) < 8:
        return text[:2] + "*" * max(0, len(text) - 2)
    return text[:3] + "*" * (len(text) - 7) + text[-4:]


def check_uscc(text: str) -> IdentifierResult:
    """统一社会信用代码 of 18 characters; a place outside Chongqing is only a warning."""
    value = _DASHES.sub("", compact(text))
    message = _uscc_message(value)
    if message:
        advice = "请对照登记证书（营业执照、法人证书等）逐字核对后填写"
        return IdentifierResult(value, (Fault("intake.uscc", message, advice),))
    if value[2:4] != _CHONGQING:
        fault = Fault(
            "intake.uscc_region",
            f"第3—8位（登记机关所在地）是 {value[2:8]}，不以 50（重庆）开头",
            "如登记机关不在重庆可不改；否则请对照登记证书核对",
            Severity.WARNING,
        )
        return IdentifierResult(value, (fault,))
    return IdentifierResult(value)


def _uscc_message(value: str) -> str:
    """What is wrong with a compact code, or an empty text."""
    if len(value) != 18:
        return f"应为 18 位，现在是 {len(value)} 位"
    for position, char in enumerate(value, 1):
        if char not in _USCC_ALPHABET:
            hint = "代码中不使用字母 I、O、Z、S、V" if char in "IOZSV" else "只能是数字和大写字母"
            return f"第{position}位“{char}”不对：{hint}"
    if not (value[2:8].isascii() and value[2:8].isdigit()):
        return "第3—8位（登记机关行政区划码）应全是数字"
    if value[1] not in _USCC_KINDS.get(value[0], ""):
        return f"前两位“{value[:2]}”不是国家标准规定的登记管理部门和机构类别"
    if value[16] != _uscc_inner_check(value[8:16]):
        return "第9—17位（组织机构代码）的校验位对不上，其中有一位抄错了"
    if value[17] != _uscc_check(value[:17]):
        return "最后一位校验码对不上，18 位中有一位抄错了"
    return ""


def _uscc_check(body: str) -> str:
    """Check character of the first 17 characters: weights 3^i, modulus 31."""
    total = sum(_USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return _USCC_ALPHABET[-total % 31]


def _uscc_inner_check(body: str) -> str:
    """Check character of the 8 characters of a 组织机构代码 (GB 11714)."""
    total = sum(
        _USCC_INNER_VALUES.index(c) * weight
        for c, weight in zip(body, _USCC_INNER_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def check_id_number(
    text: str, *, on: date | None = None, gender: str = "", birth_month: str = ""
) -> IdentifierResult:
    """公民身份号码 of 18 characters.

    on: the filing date, for birth and age; gender (男/女) and birth_month (1980-05) as stated in
    the same row. Age, gender, birth month and county code give warnings only.
    """
    value = compact(text)
    message = _id_message(value, on)
    if message:
        advice = "请对照证件逐位核对；本项可不填"
        return IdentifierResult(value, (Fault("intake.id_number", message, advice),))
    faults = (_id_region(value), _id_age(value, on), *_id_row(value, gender, birth_month))
    return IdentifierResult(value, tuple(fault for fault in faults if fault))


def _id_message(value: str, on: date | None) -> str:
    if len(value) == 15:
        return "是 15 位的旧号码，应填 18 位的现行号码"
    if len(value) != 18:
        return f"应为 18 位，现在是 {len(value)} 位"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", value):
        return "前 17 位应全是数字，最后一位是数字或 X"
    if not any(low <= int(value[:2]) <= high for low, high in _ID_PROVINCE_RANGES):
        return f"前两位 {value[:2]} 不是省级行政区划代码"
    born = _birth_date(value)
    if born is None or born.year < _EARLIEST_BIRTH_YEAR:
        return "第7—14位不是有效的出生日期"
    if on is not None and born > on:
        return "第7—14位的出生日期晚于填报日期"
    if value[17] != personal.id_check_character(value[:17]):
        return "最后一位校验码对不上，18 位中有一位抄错了"
    return ""


def _birth_date(value: str) -> date | None:
    try:
        return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None


def _id_region(value: str) -> Fault | None:
    region = value[:6]
    if not region.endswith("00") or value[:2] in _ID_RESIDENTS or region in _ID_WITHOUT_COUNTY:
        return None
    message = "前6位不像区县一级的行政区划代码"
    return Fault("intake.id_region", message, "请对照证件核对；无误可不改", Severity.WARNING)


def _id_age(value: str, on: date | None) -> Fault | None:
    born = _birth_date(value)
    if on is None or born is None:
        return None
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if _YOUNGEST <= age <= _OLDEST:
        return None
    message = f"按号码计算，填报日期时 {age} 周岁，不在 {_YOUNGEST}—{_OLDEST} 周岁之间"
    return Fault("intake.id_age", message, "请核对号码和填报日期；无误可不改", Severity.WARNING)


def _id_row(value: str, gender: str, birth_month: str) -> list[Fault]:
    """Warnings where the number and the other columns of its row disagree."""
    faults = []
    stated = "男" if int(value[16]) % 2 else "女"
    if gender and gender != stated:
        message = f"按号码性别应为“{stated}”，“性别”栏填的是“{gender}”"
        advice = "请核对号码和性别，改正其中一个"
        faults.append(Fault("intake.id_gender", message, advice, Severity.WARNING))
    month = f"{value[6:10]}-{value[10:12]}"
    if birth_month and birth_month != month:
        message = f"号码中的出生年月与“出生年月”栏填的 {birth_month} 不一致"
        advice = "请核对号码和出生年月，改正其中一个"
        faults.append(Fault("intake.id_birth", message, advice, Severity.WARNING))
    return faults


def normalise_mobile(text: str) -> IdentifierResult:
    """A mainland mobile number as its 11 digits."""
    value = phones.mobile(_ascii_phone(text))
    if value is not None:
        return IdentifierResult(value)
    plain = compact(text)
    digits = sum(c.isdigit() for c in plain)
    message = f"“{mask_phone(plain)}”不是有效的手机号（现有 {digits} 位数字）"
    fault = Fault("intake.mobile", message, "请填 11 位手机号，如以 138、199 开头的号码")
    return IdentifierResult(plain, (fault,))


def normalise_landline(text: str) -> IdentifierResult:
    """A fixed number as 023-88126972; eight digits alone get the area code 023."""
    value = phones.landline(_ascii_phone(text))
    if value is not None:
        return IdentifierResult(value)
    plain = compact(text)
    if phones.mobile(_ascii_phone(text)) is not None:
        message = f"“{mask_phone(plain)}”是手机号，不是固定电话"
        fault = Fault("intake.landline", message, "手机号请填在“手机”一栏；没有固定电话可不填")
    else:
        message = f"“{mask_phone(plain)}”不是有效的固定电话号码"
        advice = "请填区号加号码，如 023-88126972；重庆的 8 位号码可不写区号"
        fault = Fault("intake.landline", message, advice)
    return IdentifierResult(plain, (fault,))


def _ascii_phone(text: str) -> str:
    """Half-width characters, every dash an ASCII one; blanks stay, they part an extension."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
