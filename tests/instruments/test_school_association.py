"""Q8: the head reports, the program checks, the expert judges."""

from walking import Respondent, rows

KNOWN = {
    "smo_title": "учителей математики",
    "staff_count": "12",
    "smo_subjects": "математика, информатика",
    "level_ab_count": "4",
    "iom_count": "3",
}
POINTS = {f"smo{place}": str(place % 3) for place in range(1, 9)}


def head() -> Respondent:
    return Respondent("Q8", {"role": "R_SMO", **KNOWN}, my_subjects=rows("математика", "информатика"))


def expert() -> Respondent:
    return Respondent("Q8", {"role": "R_EXP", **KNOWN, **POINTS}, my_subjects=rows("математика"))


def test_the_register_is_shown_and_can_be_corrected() -> None:
    person = head()
    assert person.question.label == (
        "ШМО «учителей математики», состав: 12, предметы: математика, информатика. Всё верно?"
    )
    person.answers("2")
    assert person.question.name == "Q8.1_fix"


def test_each_meeting_held_is_asked_for_its_topic() -> None:
    response = head().finishes(**{"Q8.3.1": "4", "Q8.3.2": "3"})
    assert [name for name in response if name.startswith("Q8.4.1")] == ["Q8.4.1[1]", "Q8.4.1[2]", "Q8.4.1[3]"]


def test_no_more_than_twelve_topics_areasked() -> None:
    response = head().finishes(**{"Q8.3.1": "10", "Q8.3.2": "20"})
    assert sum(name.startswith("Q8.4.1[") for name in response) == 12


def test_far_more_meetings_than_planned_are_confirmed() -> None:
    person = head().goes_to("Q8.3_check", **{"Q8.3.1": "2", "Q8.3.2": "7"})
    assert "если это описка" in person.question.label
    usual = head()
    usual.finishes(**{"Q8.3.1": "2", "Q8.3.2": "6"})
    assert "Q8.3_check" not in usual.shown


def test_there_cannot_be_more_active_teachers_than_members() -> None:
    for name in ("Q8.6", "Q8.8"):
        person = head().goes_to(name)
        refused = person.answers("13")
        assert refused is not None
        assert "больше состава ШМО" in refused.params["message"]
        assert person.answers("12") is None


def test_corrected_figures_must_agree() -> None:
    person = head().goes_to("Q8.5.2", **{"Q8.5": "2", "Q8.5.1": "4"})
    assert person.answers("5") is not None
    assert person.answers("4") is None


def test_documents_that_do_not_exist_are_no_dead_end() -> None:
    person = head().goes_to("Q8.2")
    assert person.answers("1;4") is not None
    assert person.answers("4") is None
    assert person.question.name == "Q8.3.1"


def test_the_dynamics_are_told_subject_by_subject() -> None:
    person = head().goes_to("Q8.10")
    assert person.question.label == "Динамика по предмету «математика»"
    response = person.finishes(**{"Q8.10": "2"})
    assert response["Q8.10[2]"] == "2"


def test_the_head_sees_nothing_of_the_review_and_the_expert_only_that() -> None:
    reporting, judging = head(), expert()
    reporting.finishes()
    judging.finishes()
    assert not any(name.startswith("Q8.14") for name in reporting.shown)
    assert judging.shown == [f"Q8.14.{place}" for place in range(1, 9)]


def test_the_expert_lowers_a_point_with_a_reason() -> None:
    person = expert().goes_to("Q8.14.2")
    assert person.question.label == "2. Заседания. Расчётный балл: 2"
    person.answers("2")
    assert person.question.name == "Q8.14.2_points"
    assert person.answers("2") is not None
    assert person.answers("1") is None
    assert person.question.name == "Q8.14.2_why"
    assert person.question.required


def test_a_point_that_is_not_computed_yet_is_named_so() -> None:
    person = Respondent("Q8", {"role": "R_EXP"})
    assert person.question.label.endswith("Расчётный балл: пока не рассчитан")
