"""Invented applications by the hundred: each with its own unit, people, codes and certificates."""

from __future__ import annotations

import copy
import io
import random
from typing import Any

from PIL import Image, ImageDraw

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PREFIX = {"municipal": "12", "district": "54", "both": "91"}
_FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏"
_GIVEN = "远志晓岚怀瑾思齐若川语晴开荣玉梅德厚永红文澜启明素珍光华玉兰建国晓芸令辉雨桐"
_CRAFTS = ("竹编", "夏布", "血橙", "茶艺", "豆豉", "木作", "蜡染", "剪纸", "石雕", "漆器")


def station(base: dict[str, Any], tier: str, division: str, number: int) -> dict[str, Any]:
    """The accepted sample `base` as another unit's application in that division.

    number: unique in the campaign; the same number gives the same application.
    """
    data = copy.deepcopy(base)
    dice = random.Random(f"station {number}")
    craft = _CRAFTS[number % len(_CRAFTS)]
    unit = f"（示例）{division}{craft}{number:03}号"
    data["tier"] = tier
    data["station_name"] = f"“巴渝工匠”{division[:2]}示例{craft}{number:03}乡村驿站"
    applicant = data["applicant"]
    applicant["name"] = {
        "municipal": f"{unit}职业学校",
        "district": f"{unit}村民委员会",
        "both": f"{unit}工艺有限公司",
    }[tier]
    applicant["uscc"] = credit_code(_PREFIX[tier], number)
    applicant["registered_district"] = division
    applicant["registered_address"] = f"{division}示例镇示例村{number}号"
    applicant["parent"] = f"（示例）{division}示例镇人民政府"
    applicant["legal_representative"] = _person(dice)
    applicant["contact"] |= {
        "name": _person(dice),
        "mobile": f"199{number:08}",
        "email": f"station-{number:03}@example.org",
    }
    data["site"] = {
        "district": division,
        "town": f"示例{'一二三四五六七八九'[number % 9]}镇",
        "village": "示例村",
        "address": f"示例村{number}号",
    }
    _people(data, number, dice)
    for position, brand in enumerate(data["brands"], 1):
        brand["name"] = f"示例{craft}{number:03}品牌{position}"
    data["evidence"] = _proofs(data["evidence"])
    data["remark"] = "样例数据，纯属虚构"
    return data


def credit_code(prefix: str, number: int) -> str:
    """A code of Chongqing with right check characters, whose body 9999… is nobody's."""
    body = f"9999{number:04}"
    total = sum(
        _INNER.index(char) * weight for char, weight in zip(body, _INNER_WEIGHTS, strict=True)
    )
    inner = "0123456789X0"[(11 - total % 11) % 11]
    code = f"{prefix}500199{body}{inner}"
    rest = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code)) % 31
    return code + _ALPHABET[(31 - rest) % 31]


def proof_picture(number: int, item: int) -> bytes:
    """A picture no other station has, as JPEG: a frame, and stripes that spell its numbers."""
    picture = Image.new("RGB", (900, 1200), (250, 250, 244))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 1140), outline=(60, 60, 60), width=6)
    dice = random.Random(f"picture {number} {item}")
    for row in range(24):
        width = dice.randrange(200, 640)
        draw.rectangle((130, 150 + row * 38, 130 + width, 166 + row * 38), fill=(70, 70, 80))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80)
    return stream.getvalue()


def _person(dice: random.Random) -> str:
    return dice.choice(_FAMILIES) + "".join(dice.sample(_GIVEN, 2))


def _people(data: dict[str, Any], number: int, dice: random.Random) -> None:
    """New names, in all places where a person is named, and new certificate numbers."""
    taken: dict[str, str] = {}
    used: set[str] = set()

    def renamed(old: str) -> str:
        if old not in taken:
            name = _person(dice)
            while name in used:
                name = _person(dice)
            used.add(name)
            taken[old] = name
        return taken[old]

    for position, lead in enumerate(data["lead_artisans"], 1):
        lead["name"] = renamed(lead["name"])
        lead.pop("id_number", None)
        for held in lead["qualifications"]:
            held["number"] = f"YL{number:05}{position:02}"
    for member in data["team"]:
        member["name"] = renamed(member["name"])
        member.pop("id_number", None)
        if member.get("lead"):
            member["lead"] = renamed(member["lead"])
    organization = data["organization"]
    organization["head"] = renamed(organization["head"])
    for person in (*organization["dedicated_staff"], *organization["task_force"]):
        person["name"] = renamed(person["name"])


def _proofs(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Four pictures that prove what the sample's files proved."""
    proves = list(dict.fromkeys(title for item in items for title in item["proves"]))
    heads = ("单位与场地照片", "领衔工匠证书", "团队与培训名单", "合作协议与专班文件")
    leads = [title for title in proves if title.startswith("领衔工匠")]
    others = [title for title in proves if title not in leads]
    third = -(-len(others) // 3)
    shares = [others[:third], leads, others[third : 2 * third], others[2 * third :]]
    return [
        {
            "id": f"E{number:02}",
            "title": head,
            "file": f"evidence/E{number:02}.jpg",
            "proves": share,
            "original": "复印件",
        }
        for number, (head, share) in enumerate(zip(heads, shares, strict=True), 1)
    ]
