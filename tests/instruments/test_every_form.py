"""What holds for every instrument, whoever wrote it."""

import re
from pathlib import Path

import pytest
from pyxform.xls2xform import convert
from walking import CODES, FOLDER, Respondent, instrument, rows

from surveys.form import Question, every_node, plain

ROLES = {
    "R_TCH", "R_MGR", "R_SMO", "R_TUT", "R_MNT", "R_EXP", "R_CUR", "R_CRD", "R_DIR", "R_UO", "R_REG", "R_ADM",
}  # fmt: skip


def test_no_instrument_is_missing_and_none_is_unknown() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} - {"README"} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_other_programs_accept_the_form_too(code: str) -> None:
    result = convert(str(FOLDER / f"{code}.md"), file_type=".md")
    assert result.warnings == []


@pytest.mark.parametrize("code", CODES)
def test_our_reader_accepts_the_form_without_a_remark(code: str) -> None:
    form = instrument(code)
    assert form.code == code
    assert form.language == "ru"
    assert form.warnings == ()


@pytest.mark.parametrize("code", CODES)
def test_the_settings_say_who_is_asked_and_how(code: str) -> None:
    settings = instrument(code).settings
    assert settings["mode"] in ("anonymous", "confidential", "named")
    assert set(settings["audience"].split(";")) <= ROLES
    assert 1 <= int(settings["minutes"]) <= 12
    assert settings.get("center", "") in ("", "МТКП", "МНЦ")
    assert set(re.findall(r"{(\w+)}", settings.get("intro", ""))) <= {"period", "date", "school_year"}
    assert set(re.findall(r"{(\w+)}", settings.get("closing", ""))) <= {"date"}


@pytest.mark.parametrize("code", sorted(set(CODES) - {"F0"}))
def test_the_first_question_takes_as_long_as_the_welcome_says(code: str) -> None:
    lists = {name: rows("Первый", "Второй") for name in ("my_teachers", "my_schools", "route_items", "open_needs")}
    person = Respondent(code, **lists)
    assert person.question.progress.minutes_left == int(person.form.settings["minutes"])


def test_no_intro_repeats_what_the_program_says_of_names_and_of_the_last_day() -> None:
    for code in CODES:
        settings = instrument(code).settings
        said = settings.get("intro", "") + settings.get("intro_other_mode", "")
        assert "Имя к ответам" not in said, code
        assert "{date}" not in said, code


def test_an_anonymous_form_has_an_intro_for_the_other_modes() -> None:
    for code in ("Q1", "Q2", "Q5", "Q7"):
        assert instrument(code).settings["intro_other_mode"]


def test_a_list_of_one_name_is_the_same_list_in_every_form() -> None:
    known: dict[str, tuple[str, dict[str, str]]] = {}
    for code in CODES:
        for name, choices in instrument(code).lists.items():
            options = {option.code: option.label for option in choices.options}
            assert known.setdefault(name, (code, options))[1] == options, (name, code, known[name][0])


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_of_the_author_says_what_to_do(code: str) -> None:
    for node in every_node(instrument(code).body):
        if isinstance(node, Question) and node.rule.constraint:
            assert plain(node.constraint_words), node.name


@pytest.mark.parametrize("code", CODES)
def test_every_question_fits_into_one_message(code: str) -> None:
    for question in instrument(code).questions:
        options = sum(len(option.label) + 5 for option in question.choices)
        assert len(question.label) + len(plain(question.hints)) + options < 4000, question.name


@pytest.mark.parametrize("code", CODES)
def test_questions_are_named_by_their_printed_numbers(code: str) -> None:
    for question in instrument(code).questions:
        assert re.fullmatch(rf"{code}\.\d+(\.\d+)?(_[a-z]+)?", question.name), question.name


def test_the_guide_names_every_list_and_value_that_the_forms_expect() -> None:
    guide = Path(FOLDER / "README.md").read_text(encoding="utf-8")
    for code in CODES:
        form = instrument(code)
        for choices in form.lists.values():
            assert not choices.roster or f"`{choices.name}`" in guide, (code, choices.name)
        for node in every_node(form.body):
            if isinstance(node, Question) and not node.asked and not node.rule.calculation and "smo" not in node.name:
                assert f"`{node.name}`" in guide, (code, node.name)


def test_the_guide_names_every_shared_measure() -> None:
    guide = Path(FOLDER / "README.md").read_text(encoding="utf-8")
    tagged: dict[str, set[str]] = {}
    for code in CODES:
        for question in instrument(code).questions:
            tagged.setdefault(question.measure, set()).add(code)
    for measure, codes in tagged.items():
        shared_by_surveys = len([code for code in codes if code.startswith("Q")]) > 1
        if measure and shared_by_surveys:
            assert f"`{measure}`" in guide, (measure, codes)
