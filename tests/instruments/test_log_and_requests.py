"""F0, F1, F2: consent, the log in a minute, the request for help."""

from walking import Respondent, rows

from surveys.session import Choice

TEACHERS = rows("П-17-03", "П-17-04")
SCHOOLS = rows("СОШ № 6", "СОШ № 17")
NEEDS = (
    Choice("n1", "разбор ЕГЭ", {"person": "r1", "school": ""}),
    Choice("n2", "дисциплина", {"person": "r2", "school": ""}),
    Choice("n3", "ВСОКО", {"person": "", "school": "r2"}),
)
PLAN = rows("Семинар по оцениванию")


def tutor() -> Respondent:
    return Respondent(
        "F1", {"role": "R_TUT", "assignment_start": "2026-09-01"},
        my_teachers=TEACHERS, my_schools=SCHOOLS, open_needs=NEEDS, plan_items=PLAN,
    )  # fmt: skip


def mentor() -> Respondent:
    return Respondent("F1", {"role": "R_MNT"}, my_schools=SCHOOLS, open_needs=NEEDS)


def test_consent_is_one_text_and_two_buttons() -> None:
    person = Respondent("F0")
    assert person.question.label.startswith("Согласие на обработку персональных данных\nЯ, участник системы")
    assert "Отказ от участия не влечёт никаких последствий по работе." in person.question.label
    assert list(person.options.values()) == ["Согласен(на)", "Не согласен(на)"]
    assert person.finishes() == {"F0.1": "1"}


def test_a_meeting_with_a_teacher_is_tied_to_that_teachers_needs() -> None:
    person = tutor().goes_to("F1.5", F1__4="r1")
    assert person.options == {"n1": "разбор ЕГЭ"}
    response = person.finishes(F1__5="n1", F1__13="2")
    assert response["F1.1"] == "2026-10-15"
    assert response["F1.13"] == "2"
    assert "F1.5_kind" not in response


def test_a_new_need_is_described_and_put_in_its_place() -> None:
    person = tutor().goes_to("F1.5", F1__4="r1")
    person.skips()
    response = person.finishes(F1__5_kind="1", F1__6="Работа с таблицами", F1__6_category="5")
    assert response["F1.6_category"] == "5"
    assert "F1.13" not in response


def test_a_visit_to_a_whole_school_is_tied_to_the_school() -> None:
    person = tutor().goes_to("F1.4")
    person.skips()
    assert person.options == {"1": "вся школа", "2": "группа", "3": "команда школы"}
    person.answers("3")
    person.answers("r2")
    assert person.question.name == "F1.5"
    assert person.options == {"n3": "ВСОКО"}


def test_a_mentor_starts_with_the_school_and_names_the_module_of_the_plan() -> None:
    person = mentor()
    response = person.finishes(F1__4_kind="3", F1__4_school="r1", F1__5_kind="2", F1__10="M2")
    assert response["F1.10"] == "M2"
    assert "F1.9" not in response
    assert "F1.4" not in response


def test_the_date_is_neither_in_the_future_nor_before_the_assignment() -> None:
    person = tutor()
    for day in ("завтра", "31.08.2026"):
        refused = person.answers(day)
        assert refused is not None
        assert "раньше начала Вашего назначения" in refused.params["message"]
    assert person.answers("вчера") is None


def test_webinars_and_videoconferences_are_told_apart_in_the_log() -> None:
    person = tutor().goes_to("F1.2")
    assert person.options["6"] == "вебинар"
    assert person.options["14"] == "видеоконференция"
    forms = person.form.question("F1.2")
    assert forms is not None
    assert len({option.attributes["format"] for option in forms.choices}) == 28


def test_a_length_out_of_reason_is_questioned() -> None:
    person = tutor().goes_to("F1.8", F1__4="r1", F1__5="n1")
    assert person.answers("4") is not None
    assert person.answers("481") is not None
    assert person.answers("полтора") is not None
    assert person.answers("45") is None


def test_outside_the_plan_the_item_is_passed_over() -> None:
    person = tutor().goes_to("F1.11", F1__4="r1", F1__5="n1")
    assert list(person.options.values()) == ["Семинар по оцениванию"]
    assert person.skips() is None


def test_a_teacher_with_a_subject_difficulty_names_the_subject() -> None:
    person = Respondent("F2", {"role": "R_TCH"}, subjects=rows("физика"))
    response = person.finishes(F2__2="1", F2__3="r1")
    assert response["F2.3"] == "r1"
    other = Respondent("F2", {"role": "R_TCH"}, subjects=rows("физика"))
    other.finishes(F2__2="4")
    assert "F2.3" not in other.shown


def test_a_head_asks_in_the_words_of_management() -> None:
    person = Respondent("F2", {"role": "R_MGR"}).goes_to("F2.2_team")
    assert person.options["2"] == "ВСОКО и ВШК"
    assert "F2.2" not in person.shown


def test_two_wanted_forms_at_most() -> None:
    person = Respondent("F2", {"role": "R_TCH"}).goes_to("F2.4", F2__2="2")
    refused = person.answers("1;2;3")
    assert refused is not None
    assert refused.reason == "too_many"
