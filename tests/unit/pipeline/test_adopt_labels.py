"""Labels, lines and the words of the genre: what is the same, what is alike, what is neither."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from bayu_docs.materials import assets
from bayu_docs.pipeline.templates import blanks, labels
from bayu_docs.pipeline.templates.sections import authority
from bayu_docs.pipeline.templates.targets import SYNONYMS, by_title, targets, words


@pytest.mark.parametrize(
    ("label", "known", "close"),
    [
        ("姓　名", "姓名", 0),
        ("联 系 人：", "联系人", 0),
        ("一、单位名称", "单位名称", 0),
        ("申报单位（盖章）", "申报单位", 1),
        ("年培训能力（人次）", "年培训能力", 1),
        ("法定代表人", "法定代表人（负责人）", 1),
        ("职业／工种", "职业（工种）", 0),
        ("单位地址", "单位名称", None),
    ],
)
def test_labels_agree_but_for_blanks_numbers_and_brackets(
    label: str, known: str, close: int | None
) -> None:
    assert labels.closeness(label, known) == close


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("主要设备及数量", "主要设备名称及数量"),
        ("每年在站", "每年在站月数"),
        ("单位简介情况", "单位简介"),
    ],
)
def test_alike_labels_score_above_the_threshold(label: str, known: str) -> None:
    assert _alike(label, known) >= words()["minimum_likeness"]


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("法定代表人电话", "法定代表人"),
        ("领衔工匠人数", "领衔工匠"),
        ("所属单位支持", "所属单位"),
        ("专班负责人", "负责人"),
        ("联系人地址", "联系人电话"),
        ("注册资金", "注册地址"),
    ],
)
def test_labels_of_other_things_are_not_alike(label: str, known: str) -> None:
    assert _alike(label, known) < words()["minimum_likeness"]


def _alike(label: str, known: str) -> float:
    return labels.likeness(label, known, words()["tails"], words()["neutral_endings"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("单位名称：________　　联 系 人：", [("单位名称", "________"), ("联 系 人", "")]),
        ("姓名：　　　性别：□男 □女", [("姓名", "　　　"), ("性别", "□男 □女")]),
        (
            "年培训能力____人次，高技能人才____名。",
            [("年培训能力", "____"), ("高技能人才", "____")],
        ),
        ("填报日期：　　年　月　日", [("填报日期", "　　年　月　日")]),
        ("申报时间：____年__月__日", [("申报时间", "____年__月__日")]),
        ("申报级别 □市级 □区县级", [("申报级别", "□市级 □区县级")]),
        ("申报单位：____（盖章）", [("申报单位", "____")]),
        ("注：本表一式四份", []),
        ("网址 http://example.com", []),
        ("领衔工匠情况", []),
    ],
)
def test_the_grammar_of_a_line(line: str, found: list[tuple[str, str]]) -> None:
    read = [(each.label, line[each.start : each.end]) for each in blanks.labelled(line)]
    assert read == found


@pytest.mark.parametrize(
    "text", ["", "　", "____", "  人次", "年　月　日", "□是　□否", "男/女", "男□ 女□"]
)
def test_a_cell_that_says_no_label_is_room_to_write(text: str) -> None:
    assert blanks.unlabelled(text) is not None


@pytest.mark.parametrize("text", ["姓名", "园艺工/农艺工", "已建成", "第 1 期", "共 3 人"])
def test_a_cell_that_says_something_is_not(text: str) -> None:
    assert blanks.unlabelled(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "区县人社部门意见",
        "法定代表人（签字）：",
        "区县核验",
        "经研究，同意推荐。（公章）　年　月　日",
    ],
)
def test_words_of_authorities_are_known(text: str) -> None:
    assert authority(text)


@pytest.mark.parametrize(
    "text", ["申报单位（盖章）", "填报日期：　年　月　日", "主管单位", "单位简介"]
)
def test_words_of_applicants_are_not_theirs(text: str) -> None:
    assert not authority(text)


def test_titles_are_told_apart() -> None:
    assert len(by_title()) == len(targets())


_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True}
_SYNONYMS_SCHEMA = {
    "type": "object",
    "properties": {
        "labels": {"type": "object", "additionalProperties": _WORDS},
        "composites": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "title": {"type": "string", "minLength": 1},
                    "parts": {
                        "type": "array",
                        "minItems": 2,
                        "items": {
                            "type": "object",
                            "properties": {
                                "field": {"type": "string", "pattern": "^/"},
                                "joint": {"type": "string", "pattern": "^[^'{}]+$"},
                                "after": {"type": "string", "pattern": "^[^'{}]+$"},
                            },
                            "required": ["field"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["title", "parts"],
                "additionalProperties": False,
            },
        },
        "extras": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "expression": {"type": "string", "pattern": r"^f\."},
                },
                "required": ["title", "expression"],
                "additionalProperties": False,
            },
        },
        "printed_lists": {"type": "object"},
        "printed": {"type": "object", "additionalProperties": {"type": "string"}},
        "lists": {"type": "object", "additionalProperties": _WORDS},
        "choices": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _WORDS},
        },
        "covers": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _WORDS},
        },
        "elsewhere": _WORDS,
        "persons": {"type": "object", "additionalProperties": _WORDS},
        "dependents": {"type": "object", "additionalProperties": _WORDS},
        "tails": _WORDS,
        "authority": _WORDS,
        "ordinals": _WORDS,
        "neutral_endings": _WORDS,
        "minimum_likeness": {"type": "number", "exclusiveMinimum": 0.5, "maximum": 1},
    },
    "additionalProperties": False,
}
_SYNONYMS_SCHEMA["required"] = list(_SYNONYMS_SCHEMA["properties"])  # type: ignore[call-overload]


def test_the_synonyms_are_well_formed() -> None:
    Draft202012Validator(_SYNONYMS_SCHEMA).validate(assets.data(SYNONYMS))


def test_every_synonym_belongs_to_a_field_that_is_there() -> None:
    known = {target.key for target in targets()}
    assert set(words()["labels"]) <= known
    assert set(words()["choices"]) | set(words()["printed"]) | set(words()["covers"]) <= known
    lists = {target.list for target in targets()}
    assert set(words()["lists"]) <= lists


def test_a_choices_other_spellings_belong_to_its_values() -> None:
    for target in targets():
        values = {choice.value for choice in target.choices}
        assert set(words()["choices"].get(target.key, {})) <= values


def test_no_label_is_said_of_two_single_fields() -> None:
    seen: dict[str, str] = {}
    for target in targets():
        if target.list:
            continue
        for label in {target.name, *target.labels}:
            spelt = labels.spellings(label)[0]
            assert seen.setdefault(spelt, target.key) == target.key, label
