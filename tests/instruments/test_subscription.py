"""Q6: modules, their order, a topic for each, and marks for those that were passed."""

from walking import Respondent, rows

NEEDS = rows("разбор заданий", "мотивация")
DONE = rows("Оценочная деятельность педагога")


def test_a_team_is_offered_management_and_a_teacher_is_not() -> None:
    assert "8" not in Respondent("Q6", {"role": "R_TCH"}).options
    assert "8" in Respondent("Q6", {"role": "R_MGR"}).options


def test_only_chosen_modules_are_put_in_order_and_each_gets_a_topic() -> None:
    person = Respondent("Q6", {"role": "R_TCH"}).goes_to("Q6.2", Q6__1="2;5")
    assert list(person.options) == ["2", "5"]
    response = person.finishes(Q6__2="5;2")
    assert response["Q6.2"] == "5;2"
    assert [name for name in response if name.startswith("Q6.3.")] == ["Q6.3.2", "Q6.3.5"]


def test_a_single_module_needs_no_order() -> None:
    person = Respondent("Q6", {"role": "R_TCH"})
    person.finishes(Q6__1="1")
    assert "Q6.2" not in person.shown


def test_the_need_comes_from_the_route_or_is_new() -> None:
    person = Respondent("Q6", {"role": "R_TCH"}, open_needs=NEEDS).goes_to("Q6.4")
    assert list(person.options.values()) == ["разбор заданий", "мотивация"]
    chosen = person.finishes(Q6__4="r2")
    assert chosen["Q6.4"] == "r2"
    assert "Q6.4_kind" not in chosen
    without = Respondent("Q6", {"role": "R_TCH"})
    without.finishes(Q6__4_kind="2")
    assert "Q6.4" not in without.shown


def test_passed_modules_are_marked_one_by_one() -> None:
    person = Respondent("Q6", {"role": "R_TCH"}, modules_done=DONE).goes_to("Q6.8.1")
    assert person.question.label == "Оценочная деятельность педагога: модуль востребован"
    assert "без имени" in person.question.hint
    response = person.finishes(**{"Q6.8.1": "5", "Q6.8.2": "4", "Q6.8.3": "99", "Q6.9": "2"})
    assert response["Q6.8.3[1]"] == "99"
    assert response["Q6.9"] == "2"


def test_newcomers_are_not_asked_about_the_past() -> None:
    person = Respondent("Q6", {"role": "R_TCH"})
    person.finishes()
    assert not any(name.startswith(("Q6.8", "Q6.9")) for name in person.shown)
