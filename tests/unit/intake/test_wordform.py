"""The Word form read back: what Word and WPS do to it, and what people do in it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.intake import admit, fields
from bayu_docs.intake.differences import pruned
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.wordform.read import read_form
from bayu_docs.materials import assets, word
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.evidence import PagePlan
from bayu_docs.model.finding import Severity
from bayu_docs.pipeline.fillable import render_form
from bayu_docs.rendering.form import form_fields

CALL = load_call()
NO_PAGES = PagePlan(1, (), (), 1, 20)
NUMBERS = ("500101197005010016", "500101197105010021")


def plain(data: Any) -> Any:
    return pruned(normalise(data))


@pytest.fixture
def data(district_data: dict[str, Any]) -> dict[str, Any]:
    """An application with numbers that no paper shows."""
    for lead, number in zip(district_data["lead_artisans"], NUMBERS, strict=True):
        lead["id_number"] = number
    return district_data


@pytest.fixture(params=["to fill", "printed"])
def form(request: pytest.FixtureRequest, data: dict[str, Any], tmp_path: Path) -> Path:
    """The form with these data: to be filled, and as `build` prints it."""
    path = tmp_path / "申报表.docx"
    path.write_bytes(to_fill(data) if request.param == "to fill" else printed(data))
    return path


def to_fill(data: dict[str, Any]) -> bytes:
    return render_form(data, CALL)


def printed(data: dict[str, Any]) -> bytes:
    application = admitted(data)
    names = form_fields(application, CALL, (), NO_PAGES, draft=False)
    template = word.load(assets.template("forms/application.docx"))
    return template.render(names, data=application.data).docx


def admitted(data: dict[str, Any]) -> Application:
    outcome = admit.admit(Draft(copy.deepcopy(data), {}, Path(), "application.json"))
    assert outcome.value is not None, outcome.findings
    return replace(outcome.value, data=normalise(data))


def codes(draft: Draft, least: Severity = Severity.WARNING) -> list[str]:
    """Codes found, hints left out unless asked for."""
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    told = order[: order.index(least) + 1]
    return sorted({found.code for found in draft.findings if found.severity in told})


def changed(data: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """A copy of the data with the value at a pointer put in, or taken out when it is None."""
    made = copy.deepcopy(data)
    *way, last = pointer.split("/")[1:]
    at: Any = made
    for name in way:
        at = at[int(name)] if isinstance(at, list) else at[name]
    if value is None:
        del at[int(last) if isinstance(at, list) else last]
    elif isinstance(at, list):
        at[int(last)] = value
    else:
        at[last] = value
    return made


Edit = Callable[[Any], None]


def read_after(form: Path, word_edits: ModuleType, edit: Edit) -> Draft:
    edited = word_edits.Form(form)
    edit(edited)
    edited.save()
    return read_form(form)


def test_it_comes_back_as_it_went(form: Path, data: dict[str, Any]) -> None:
    draft = read_form(form)
    assert plain(draft.data) == plain(data)
    assert draft.findings == ()
    assert (draft.base, draft.source) == (form.parent, form.name)


@pytest.mark.parametrize("sample", ["municipal", "district", "both-tiers"])
def test_the_printed_samples_come_back(sample: str, tmp_path: Path) -> None:
    import json

    root = Path(__file__).resolve().parents[3]
    source = root / "samples/accepted" / sample / "application.json"
    data = json.loads(source.read_text(encoding="utf-8"))
    path = tmp_path / "01_申报表.docx"
    path.write_bytes(printed(data))
    draft = read_form(path)
    assert plain(draft.data) == plain(data)
    assert draft.findings == ()


HARMLESS: dict[str, Edit] = {
    "runs split": lambda f: f.split_runs(),
    "marks sprinkled": lambda f: f.sprinkle(),
    "both": lambda f: (f.split_runs(), f.sprinkle()),
    "saved by Word": lambda f: f.saved_by("Microsoft Office Word"),
    "saved by WPS": lambda f: f.saved_by_wps(),
    "data renumbered": lambda f: f.renumber_data(),
}


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS)
def test_what_programs_do_to_a_file_changes_nothing(
    form: Path, data: dict[str, Any], word_edits: ModuleType, edit: Edit
) -> None:
    draft = read_after(form, word_edits, edit)
    assert plain(draft.data) == plain(data)
    assert draft.findings == ()


RETYPED = [
    ("/applicant/legal_representative", "甄新人", "甄新人"),
    ("/applicant/contact/email", "new@example.com", "new@example.com"),
    ("/applicant/profile", "第一段\n第二段", "第一段\n第二段"),
    ("/training/person_times_per_year", "１，２００人次", 1200),
    ("/training/high_skilled_per_year", "65名", 65),
    ("/filing_date", "2022/3/5", "2022-03-05"),
    ("/tier", "市级", "municipal"),
    ("/vision", "新的思路 R&D <一>", "新的思路 R&D <一>"),
]


@pytest.mark.parametrize(("tag", "typed", "value"), RETYPED, ids=[each[0] for each in RETYPED])
def test_a_value_typed_over_is_read_and_the_change_is_told(
    form: Path, data: dict[str, Any], word_edits: ModuleType, tag: str, typed: str, value: Any
) -> None:
    draft = read_after(form, word_edits, lambda f: f.retype(tag, typed))
    assert plain(draft.data) == plain(changed(data, tag, value))
    (told,) = draft.findings
    assert (told.code, told.severity) == ("intake.edited", Severity.INFO)
    assert told.place.pointer == tag
    assert told.place.spot
    assert "以表上为准" in told.message


def test_a_field_of_a_row_typed_over_is_read_in_its_row(
    form: Path, data: dict[str, Any], word_edits: ModuleType
) -> None:
    def edit(edited: Any) -> None:
        edited.retype("/team/-/occupation", "电工（高级工）", 3)
        edited.retype("/partners/-/ends_on", "2025年1月31日", 1)
        edited.retype("/lead_artisans/-/qualifications/-/number", "Y9")

    draft = read_after(form, word_edits, edit)
    wanted = changed(data, "/team/3/occupation", "电工（高级工）")
    wanted = changed(wanted, "/partners/1/ends_on", "2025-01-31")
    wanted = changed(wanted, "/lead_artisans/0/qualifications/0/number", "Y9")
    assert plain(draft.data) == plain(wanted)
    assert {f.code for f in draft.findings} == {"intake.edited"}
    assert draft.origins["/team/3/occupation"].spot.endswith("第4行 职业（工种）及等级")
    spot = draft.origins["/lead_artisans/0/qualifications/0/number"].spot
    assert "第1行 资格第1项 证书编号" in spot


def test_a_value_emptied_is_empty(form: Path, data: dict[str, Any], word_edits: ModuleType) -> None:
    draft = read_after(form, word_edits, lambda f: f.retype("/applicant/nature", ""))
    assert plain(draft.data) == plain(changed(data, "/applicant/nature", None))
    assert codes(draft, Severity.INFO) == ["intake.edited"]


class TestRows:
    def test_a_copied_row_is_a_row_even_with_ids_twice(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.copy_row("/team/-/name", 1)
            edited.retype("/team/-/name", "新学员", 2)
            edited.retype("/team/-/birth_month", "1999年5月", 2)

        draft = read_after(form, word_edits, edit)
        wanted = copy.deepcopy(data)
        wanted["team"].insert(2, {**data["team"][1], "name": "新学员", "birth_month": "1999-05"})
        assert plain(draft.data) == plain(wanted)
        assert codes(draft, Severity.INFO) == ["intake.edited"]
        assert any("新增" in found.message for found in draft.findings)

    def test_word_adds_an_item_to_a_section(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.add_item("/brands/-/name")
            edited.retype("/brands/-/name", "新品牌", 1)

        draft = read_after(form, word_edits, edit)
        wanted = copy.deepcopy(data)
        wanted["brands"].insert(1, {**data["brands"][0], "name": "新品牌"})
        assert plain(draft.data) == plain(wanted)

    def test_a_copied_lead_never_takes_the_number_of_another(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.copy_row("/lead_artisans/-/name")
            edited.retype("/lead_artisans/-/name", "新师傅", 1)

        draft = read_after(form, word_edits, edit)
        numbers = [lead.get("id_number") for lead in draft.data["lead_artisans"]]
        assert numbers == [NUMBERS[0], None, NUMBERS[1]]

    def test_a_deleted_row_is_gone_and_the_others_keep_their_numbers(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.delete_row("/lead_artisans/-/name"))
        wanted = changed(data, "/lead_artisans/0", None)
        assert plain(draft.data) == plain(wanted)
        assert draft.data["lead_artisans"][0]["id_number"] == NUMBERS[1]
        assert codes(draft, Severity.INFO) == ["intake.edited"]

    def test_another_name_in_a_row_does_not_take_over_its_number(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.retype("/lead_artisans/-/name", "换人"))
        lead = draft.data["lead_artisans"][0]
        assert lead["name"] == "换人"
        assert "id_number" not in lead
        (told,) = [f for f in draft.findings if f.severity is Severity.WARNING]
        assert told.code == "intake.not_carried"
        assert NUMBERS[0] not in told.message

    def test_a_row_deleted_with_revision_marks_is_gone(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.delete_row_tracked("/team/-/name", 2))
        assert plain(draft.data) == plain(changed(data, "/team/2", None))
        assert "intake.revisions" in codes(draft, Severity.INFO)

    def test_a_row_put_in_without_controls_is_read_by_its_columns(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        texts = {0: "2", 1: "新组员", 2: "组员", 3: "跑腿"}
        tag = "/organization/task_force/-/name"
        draft = read_after(form, word_edits, lambda f: f.insert_row(tag, texts))
        wanted = copy.deepcopy(data)
        row = {"name": "新组员", "position": "组员", "duty": "跑腿"}
        wanted["organization"]["task_force"].insert(1, row)
        assert plain(draft.data) == plain(wanted)
        assert "intake.row_without_boxes" in codes(draft, Severity.INFO)
        assert codes(draft) == []

    def test_such_a_row_is_refused_where_a_cell_holds_several_fields(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        texts = {0: "2", 1: "新师傅 男 1980-05", 3: "绝活"}
        tag = "/lead_artisans/-/name"
        draft = read_after(form, word_edits, lambda f: f.insert_row(tag, texts))
        found = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert {f.code for f in found} == {"intake.row_without_boxes"}
        assert found[0].place.pointer == "/lead_artisans/1"
        assert "复制上面一整行" in found[0].advice
        assert "第2行" in found[0].place.spot

    def test_empty_rows_are_no_rows(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.insert_row("/brands/-/name", {0: "2"}))
        assert plain(draft.data) == plain(data)
        assert draft.findings == ()


class TestControls:
    def test_a_control_taken_off_a_value_does_no_harm(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.unwrap("/applicant/parent")
            edited.unwrap("/team/-/occupation", 2)
            edited.unwrap("/lead_artisans/-/presence")
            edited.unwrap("/site/village")

        draft = read_after(form, word_edits, edit)
        assert plain(draft.data) == plain(data)
        assert [f.code for f in draft.findings] == ["intake.box_removed"] * 4
        assert codes(draft) == []

    def test_a_cell_typed_over_is_read_as_it_stands(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.clear_cell("/organization/head", "新人"))
        assert plain(draft.data) == plain(changed(data, "/organization/head", "新人"))
        assert codes(draft) == []
        assert "intake.box_removed" in codes(draft, Severity.INFO)

    def test_a_control_deleted_with_its_text_leaves_the_field_empty(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.remove("/applicant/parent")
            edited.remove("/team/-/occupation", 2)

        draft = read_after(form, word_edits, edit)
        wanted = changed(changed(data, "/applicant/parent", None), "/team/2/occupation", None)
        assert plain(draft.data) == plain(wanted)
        assert [f.code for f in draft.findings if f.severity is Severity.WARNING] == [
            "intake.box_gone",
            "intake.box_gone",
        ]

    def test_a_cell_of_several_fields_typed_over_is_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        draft = read_after(
            form, word_edits, lambda f: f.clear_cell("/lead_artisans/-/name", "张师傅，男")
        )
        found = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert [f.code for f in found] == ["intake.outside"]
        assert found[0].place.pointer.startswith("/lead_artisans/0")

    def test_text_beside_a_filled_control_is_an_error_naming_both(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.type_after("/applicant/legal_representative", "（代）")
            edited.type_before("/team/-/name", "组长", 1)

        draft = read_after(form, word_edits, edit)
        found = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert [f.code for f in found] == ["intake.outside"] * 2
        assert [f.place.pointer for f in found] == [
            "/applicant/legal_representative",
            "/team/1/name",
        ]
        assert "甄样例" in found[0].message and "（代）" in found[0].message

    def test_text_beside_an_empty_control_is_taken_with_a_warning(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.retype("/applicant/nature", "")
            edited.type_after("/applicant/nature", "事业单位")

        draft = read_after(form, word_edits, edit)
        assert plain(draft.data) == plain(changed(data, "/applicant/nature", "事业单位"))
        assert codes(draft) == ["intake.outside"]

    def test_text_among_several_fields_is_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.type_after("/lead_artisans/-/name", "（市级大师）", 1)
            edited.type_after("/lead_artisans/-/qualifications/-/level", "附证")

        draft = read_after(form, word_edits, edit)
        found = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert [f.place.pointer for f in found] == [
            "/lead_artisans/0/qualifications/0/level",
            "/lead_artisans/1/name",
        ]

    def test_a_control_copied_into_another_cell_is_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            other = copy.deepcopy(edited.control("/applicant/contact/name"))
            mine = edited.control("/organization/head")
            mine.getparent().replace(mine, other)

        draft = read_after(form, word_edits, edit)
        found = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert [(f.code, f.place.pointer) for f in found] == [
            ("intake.foreign_box", "/organization/head")
        ]

    def test_a_deleted_table_is_an_error(self, form: Path, word_edits: ModuleType) -> None:
        draft = read_after(form, word_edits, lambda f: f.delete_table("/team/-/name"))
        (found,) = draft.findings
        assert (found.code, found.severity) == ("intake.table_missing", Severity.ERROR)
        assert found.place.pointer == "/team"
        assert "team" not in draft.data or draft.data["team"] == []

    def test_a_deleted_table_of_single_fields_is_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.delete_table("/organization/head"))
        (found,) = draft.findings
        assert (found.code, found.severity) == ("intake.table_missing", Severity.ERROR)


class TestPlacesTwice:
    def test_one_of_two_places_retyped_counts(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.retype("/applicant/name", "新单位", 1))
        assert plain(draft.data) == plain(changed(data, "/applicant/name", "新单位"))
        assert "intake.two_places" in codes(draft)
        assert draft.origins["/applicant/name"].spot == "表2第1行 单位全称"

    def test_two_places_retyped_differently_are_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.retype("/applicant/name", "甲单位", 0)
            edited.retype("/applicant/name", "乙单位", 1)

        (found,) = [
            f for f in read_after(form, word_edits, edit).findings if f.severity is Severity.ERROR
        ]
        assert found.code == "intake.two_places"
        assert "甲单位" in found.message and "乙单位" in found.message and "封面" in found.message

    def test_both_retyped_alike_count(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(
            form, word_edits, lambda f: f.retype_everywhere("/applicant/name", "新单位")
        )
        assert plain(draft.data) == plain(changed(data, "/applicant/name", "新单位"))
        assert codes(draft) == ["intake.carried"]  # the numbers of the leads, at least


class TestTicks:
    OLD, NEW = "/applicant/kind=企业", "/applicant/kind=产业园区"

    def test_another_box_ticked_by_clicks(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        def edit(edited: Any) -> None:
            edited.set_tick(self.OLD, "□", False)
            edited.set_tick(self.NEW, "■", True)

        draft = read_after(form, word_edits, edit)
        assert plain(draft.data) == plain(changed(data, "/applicant/kind", "产业园区"))
        assert codes(draft, Severity.INFO) == ["intake.edited"]

    @pytest.mark.parametrize("drawn", ["√", "☑", "✓", "■"])
    def test_what_is_drawn_counts_not_what_the_control_records(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType, drawn: str
    ) -> None:
        def edit(edited: Any) -> None:
            edited.set_tick(self.OLD, "☐", True)
            edited.set_tick(self.NEW, drawn, False)

        draft = read_after(form, word_edits, edit)
        assert draft.data["applicant"]["kind"] == "产业园区"
        assert codes(draft, Severity.INFO) == ["intake.edited", "intake.tick"]

    def test_two_ticked_where_one_is_asked_is_an_error(
        self, form: Path, word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.set_tick(self.NEW, "■", True))
        (found,) = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert (found.code, found.place.pointer) == ("intake.several_ticked", "/applicant/kind")
        assert "企业" in found.message and "产业园区" in found.message
        assert "kind" not in draft.data["applicant"]

    @pytest.mark.parametrize("before", [True, False])
    def test_a_mark_typed_beside_a_box_ticks_it(
        self, form: Path, word_edits: ModuleType, before: bool
    ) -> None:
        def edit(edited: Any) -> None:
            edited.set_tick(self.OLD, "□", False)
            typed = edited.type_before if before else edited.type_after
            typed(self.NEW, "√")

        draft = read_after(form, word_edits, edit)
        assert draft.data["applicant"]["kind"] == "产业园区"
        assert codes(draft) == ["intake.tick"]

    def test_a_box_whose_control_is_gone_is_read_as_drawn(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.unwrap(self.OLD))
        assert plain(draft.data) == plain(data)
        assert codes(draft, Severity.INFO) == ["intake.box_removed"]

    def test_words_beside_boxes_are_an_error(self, form: Path, word_edits: ModuleType) -> None:
        draft = read_after(
            form, word_edits, lambda f: f.type_after("/applicant/kind=其他", "（联合体）")
        )
        (found,) = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert found.code == "intake.outside"
        assert "（联合体）" in found.message

    def test_several_may_be_ticked_where_several_are_asked(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.set_tick("/functions=创新创业", "■", True))
        assert draft.data["functions"] == [*data["functions"], "创新创业"]


class TestTexts:
    def test_revisions_are_read_as_accepted(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(
            form, word_edits, lambda f: f.replace_tracked("/organization/head", "新负责人")
        )
        assert plain(draft.data) == plain(changed(data, "/organization/head", "新负责人"))
        assert codes(draft, Severity.INFO) == ["intake.edited", "intake.revisions"]

    def test_hidden_text_is_not_read_and_told(
        self, form: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        draft = read_after(form, word_edits, lambda f: f.hide("/organization/head", "隐"))
        assert plain(draft.data) == plain(data)
        assert codes(draft) == ["intake.hidden_text"]

    def test_letters_of_symbol_faces_are_refused(self, form: Path, word_edits: ModuleType) -> None:
        draft = read_after(form, word_edits, lambda f: f.insert_symbol("/vision"))
        (found,) = [f for f in draft.findings if f.severity is Severity.ERROR]
        assert (found.code, found.place.pointer) == ("intake.symbol", "/vision")


class TestTheDataTheFormKeeps:
    def test_without_it_the_form_to_be_filled_loses_only_what_no_paper_shows(
        self, data: dict[str, Any], tmp_path: Path, word_edits: ModuleType
    ) -> None:
        form = tmp_path / "申报表.docx"
        form.write_bytes(to_fill(data))
        draft = read_after(form, word_edits, lambda f: f.drop_data())
        for lead in data["lead_artisans"]:
            del lead["id_number"]
        assert plain(draft.data) == plain(data)
        assert draft.findings == ()

    def test_another_applicants_form_is_told_to_hold_another_ones_proofs(
        self, data: dict[str, Any], tmp_path: Path, word_edits: ModuleType
    ) -> None:
        form = tmp_path / "01_申报表.docx"
        form.write_bytes(printed(data))
        draft = read_after(
            form, word_edits, lambda f: f.retype_everywhere("/applicant/name", "别的单位")
        )
        (told,) = [f for f in draft.findings if f.severity is Severity.WARNING]
        assert told.code == "intake.carried"
        assert "佐证材料" in told.message and "备注" in told.message

    def test_what_cannot_be_shown_comes_back_all_the_same(
        self, data: dict[str, Any], tmp_path: Path
    ) -> None:
        odd = data | {
            "filing_date": "三月",
            "functions": ["技艺传承推广", "别的"],
            "brands": "没有",
            "extra": {"a": [1, 2.5]},
            "team": [{**data["team"][0], "rural_years": "四年", "nickname": "阿甲"}],
            "vision": "坏\u0007字\ufffe",
        }
        odd["training"] = data["training"] | {"person_times_per_year": True}
        form = tmp_path / "申报表.docx"
        form.write_bytes(to_fill(odd))
        draft = read_form(form)
        assert plain(draft.data) == plain(odd)
        assert draft.findings == ()


class TestRefusals:
    def refusal(self, path: Path) -> tuple[str, str]:
        from bayu_docs.errors import SourceUnreadable

        with pytest.raises(SourceUnreadable) as caught:
            read_form(path)
        return caught.value.message, caught.value.advice

    def test_what_libreoffice_saved(self, form: Path, word_edits: ModuleType) -> None:
        edited = word_edits.Form(form)
        edited.saved_by("LibreOffice/7.4.7.2$Linux_X86_64")
        edited.save()
        said, advice = self.refusal(form)
        assert "LibreOffice" in said
        assert "Word 或 WPS" in advice and "申报数据.xlsx" in advice

    def test_a_form_without_any_tag(self, form: Path, word_edits: ModuleType) -> None:
        edited = word_edits.Form(form)
        edited.drop_tags()
        edited.save()
        said, advice = self.refusal(form)
        assert "填写框都没有了" in said
        assert "Word 或 WPS" in advice

    def test_another_document(self, tmp_path: Path) -> None:
        import docx

        path = tmp_path / "论文.docx"
        document = docx.Document()
        document.add_paragraph("正文")
        document.add_table(2, 2)
        document.save(str(path))
        said, advice = self.refusal(path)
        assert "不是本工具的申报表" in said
        assert "init" in advice and "templates adopt" in advice

    def test_a_form_of_a_bureaus_own(
        self, tmp_path: Path, data: dict[str, Any], word_edits: ModuleType
    ) -> None:
        """The same fields under other words may be printed in another way."""
        path = tmp_path / "申报表.docx"
        path.write_bytes(to_fill(data))
        edited = word_edits.Form(path)
        for node in edited.root.iter(word_edits.w("t")):
            if not any(above.tag == word_edits.w("sdt") for above in node.iterancestors()):
                node.text = "某栏"
        edited.drop_data()
        edited.save()
        said, advice = self.refusal(path)
        assert "不是本工具的申报表" in said
        assert "templates adopt" in advice

    def test_no_document_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "申报表.docx"
        path.write_bytes(b"PK\x03\x04 nonsense")
        said, advice = self.refusal(path)
        assert said.startswith("申报表.docx：")
        assert advice


def test_every_field_has_its_place_even_when_empty(form: Path) -> None:
    origins = read_form(form).origins
    for pointer in ("/station_name", "/team", "/team/0", "/team/0/school", "/brands/0/occupation"):
        assert origins[pointer].spot, pointer
        assert origins[pointer].file == "申报表.docx"
    assert origins["/station_name"].spot == "封面 驿站名称"


def leaves(node: fields.Node, at: str = "") -> list[str]:
    """Patterns of all fields of the schema."""
    if "properties" in node:
        return [
            leaf
            for name, child in node["properties"].items()
            for leaf in leaves(child, f"{at}/{name}")
        ]
    inner = node.get("items", {})
    return leaves(inner, f"{at}/-") if "properties" in inner else [at]


def test_every_field_but_the_sensitive_can_be_typed_into_the_blank_form(
    tmp_path: Path, word_edits: ModuleType
) -> None:
    path = tmp_path / "申报表.docx"
    path.write_bytes(render_form({"call": CALL.id}, CALL))
    tags = {
        tag.get(word_edits.w("val")) for tag in word_edits.Form(path).root.iter(word_edits.w("tag"))
    }
    typeable = {str(tag).partition("=")[0] for tag in tags}
    untypeable = set(leaves(fields.root())) - typeable
    assert untypeable == {"/schema_version", "/lead_artisans/-/id_number", "/team/-/id_number"}


def test_a_blank_form_filled_by_hand_is_read_like_json(
    data: dict[str, Any], tmp_path: Path, word_edits: ModuleType
) -> None:
    """Every control typed into, rows added by copying: what a person does."""
    path = tmp_path / "申报表.docx"
    path.write_bytes(render_form({"call": CALL.id}, CALL))
    form = word_edits.Form(path)
    for lead in data["lead_artisans"]:
        del lead["id_number"]
    fill_by_hand(form, data)
    form.save()
    draft = read_form(path)
    assert plain(draft.data) == plain(data)
    assert draft.findings == ()


def fill_by_hand(form: Any, data: dict[str, Any]) -> None:
    def fill(value: Any, node: fields.Node, tag: str, at: int) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                fill(inner, node["properties"][name], f"{tag}/{name}", at)
        elif isinstance(value, list) and "properties" in node["items"]:
            for row, inner in enumerate(value):
                if tag.endswith("/qualifications"):
                    row = at * 3 + row
                while not form.controls(f"{tag}/-/{next(iter(inner))}")[row:]:
                    form.copy_row(f"{tag}/-/{next(iter(inner))}", row - 1)
                fill(inner, node["items"], f"{tag}/-", row)
        elif isinstance(value, list) and form.controls(f"{tag}={value[0]}"):
            for each in value:
                form.set_tick(f"{tag}={each}", "■", True)
        elif isinstance(value, list):
            form.retype(tag, "，".join(value), at)
        elif isinstance(value, bool):
            form.set_tick(tag, "■" if value else "□", value)
        elif form.controls(f"{tag}={value}"):
            form.set_tick(f"{tag}={value}", "■", True)
        elif tag != "/schema_version":
            form.retype(tag, str(node.get("x-words", {}).get(value, value)), at)

    fill(data, fields.root(), "", 0)
