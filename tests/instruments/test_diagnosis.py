"""Q3: levels from the self-assessment, what is offered after it, and the result in words."""

import pytest
from walking import CERTIFICATE, Respondent, rows

from surveys.events import Submitted
from surveys.inputs import Submit

SUBJECTS = rows("математика", "физика")
TEACHER = {"Q3.1": "r1", "Q3.6": "2"}


def teacher() -> Respondent:
    return Respondent("Q3", {"role": "R_TCH"}, subjects=SUBJECTS)


def head() -> Respondent:
    return Respondent("Q3", {"role": "R_MGR"}, subjects=SUBJECTS)


def marked(group: str, marks: str) -> dict[str, str]:
    return {f"Q3.{group}.{place}": mark for place, mark in enumerate(marks, 1)}


def level(respondent: Respondent, category: str, **answers: str) -> str:
    for _ in respondent.asked(answers):
        pass
    told = respondent.does(Submit())
    assert isinstance(told, Submitted)
    return next((each.value for each in told.computed if each.name == f"{category}_level"), "")


def test_a_teacher_goes_through_six_matrices_and_a_head_through_one() -> None:
    one, other = teacher(), head()
    one.finishes(**TEACHER)
    other.finishes(Q3__6="2")
    assert sum(name.startswith(("Q3.8.", "Q3.9.", "Q3.10.", "Q3.11.", "Q3.12.", "Q3.13.")) for name in one.shown) == 25
    assert not any(name.startswith("Q3.14.") for name in one.shown)
    assert [name for name in other.shown if name.startswith("Q3.14.")] == [f"Q3.14.{place}" for place in range(1, 8)]
    assert not any(name.startswith("Q3.8.") for name in other.shown)


def test_a_row_of_a_matrix_is_read_under_its_heading() -> None:
    person = teacher().goes_to("Q3.8.2", **TEACHER)
    assert person.question.group == "Предмет. Оцените трудности"
    assert person.question.label == "задания повышенного уровня и ЕГЭ/ОГЭ"


def test_a_head_who_teaches_nothing_may_pass_over_subjects_and_classes() -> None:
    person = head()
    assert person.skips() is None
    assert person.skips() is None
    assert "Q3.1" in person.finishes(Q3__6="2")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("3222", "A"),  # 9/4 = 2.25
        ("2222", "B"),
        ("2111", "B"),  # 5/4 = 1.25
        ("1111", "C"),
        ("2000", "C"),  # 2/4 = 0.5
        ("1000", "D"),
        ("0000", "D"),
        ("3999", "A"),  # what does not concern the work is left out
        ("9999", ""),  # nothing to judge by
    ],
)
def test_the_level_follows_the_mean_of_the_rows_that_concern_the_work(marks: str, expected: str) -> None:
    assert level(teacher(), "ASSESS", **TEACHER, **marked("10", marks)) == expected


def test_courses_are_asked_in_detail_only_when_there_were_any() -> None:
    trained = teacher()
    response = trained.finishes(Q3__1="r2", Q3__6="1", **{"Q3.7.2": "36", "Q3.7.4": "12 марта 2026"})
    assert response["Q3.7.2"] == "36"
    assert response["Q3.7.4"] == "2026-03-12"
    assert response["Q3.7.5"] == CERTIFICATE.reference
    untrained = teacher()
    untrained.finishes(**TEACHER)
    assert not any(name.startswith("Q3.7.") for name in untrained.shown)


def test_a_course_cannot_have_ended_tomorrow() -> None:
    person = teacher().goes_to("Q3.7.4", Q3__1="r1", Q3__6="1")
    refused = person.answers("завтра")
    assert refused is not None
    assert "не может быть позже сегодняшней" in refused.params["message"]


def test_priorities_are_chosen_among_what_was_marked_hard() -> None:
    person = teacher().goes_to("Q3.15", **TEACHER, **marked("9", "000200"), **marked("12", "030"))
    assert person.options == {"2": "методика и качество урока", "5": "цифровые инструменты"}


def test_with_nothing_hard_every_direction_is_offered() -> None:
    person = teacher().goes_to("Q3.15", **TEACHER, **marked("9", "111111"))
    assert list(person.options) == ["1", "2", "3", "4", "5", "6"]


def test_a_head_chooses_among_the_hard_rows_of_management() -> None:
    person = head().goes_to("Q3.15_team", Q3__6="2", **marked("14", "0200030"))
    assert person.options == {"2": "ВСОКО и ВШК", "6": "кадры и делегирование"}


def test_small_difficulties_are_offered_only_where_the_level_is_c() -> None:
    person = teacher().goes_to("Q3.16", **TEACHER, **marked("8", "11100"), **marked("9", "333333"))
    assert person.options == {"1": "предметная подготовка", "8": "нет"}
    assert person.answers("1;8") is not None
    assert person.answers("1") is None


def test_without_level_c_small_difficulties_are_not_mentioned() -> None:
    person = teacher()
    person.finishes(**TEACHER)
    assert "Q3.16" not in person.shown


def test_a_head_at_level_c_is_asked_about_management() -> None:
    person = head().goes_to("Q3.16", Q3__6="2", **marked("14", "1111111"))
    assert person.options == {"7": "управление", "8": "нет"}


def test_the_teacher_reads_the_result_in_words() -> None:
    marks = {**marked("8", "32223"), **marked("9", "121111"), **marked("10", "1100"), **marked("11", "9999")}
    person = teacher().goes_to("Q3.result", **TEACHER, **marks)
    assert person.question.label.split("\n") == [
        "Что получилось по Вашим ответам:",
        "Предметная подготовка: уровень А (системные дефициты), трудности в среднем 2,4",
        "Методика и качество урока: уровень С (несущественные или скрытые дефициты), трудности в среднем 1,17",
        "Оценивание результатов: уровень С (несущественные или скрытые дефициты), трудности в среднем 0,5",
        "Мотивация и трудности учеников: не оценивалось",
        "Цифровые инструменты: уровень D (дефицитов нет), трудности в среднем 0",
        "Работа с родителями и командой: уровень D (дефицитов нет), трудности в среднем 0",
        "Среднее – по Вашим оценкам: 0 – трудностей нет, 3 – постоянные.",
        "Уровень предварительный, подтвердит тьютор или эксперт.",
    ]


def test_a_round_in_august_says_by_when_the_level_is_confirmed() -> None:
    august = Respondent("Q3", {"role": "R_TCH", "confirm_until": "30 сентября"}, subjects=SUBJECTS)
    person = august.goes_to("Q3.result", **TEACHER)
    assert "подтвердит тьютор или эксперт до 30 сентября." in person.question.label


def test_a_head_reads_one_line() -> None:
    person = head().goes_to("Q3.result_team", Q3__6="2", **marked("14", "2222222"))
    assert "Управление: уровень В (локальные дефициты), трудности в среднем 2" in person.question.label


def test_nobody_else_stands_alone() -> None:
    person = teacher().goes_to("Q3.22", **TEACHER)
    assert person.answers("1;3") is not None
    assert person.answers("1;2") is None


def test_whoever_offers_help_says_on_what() -> None:
    person = teacher()
    response = person.finishes(**TEACHER, Q3__20="1", Q3__20_topic="Формирующее оценивание")
    assert response["Q3.20_topic"] == "Формирующее оценивание"
