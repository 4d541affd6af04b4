"""Q1: who is asked what, and what is refused on the way."""

import pytest
from walking import Respondent

HELPED = {"Q1.2", "Q1.3", "Q1.4", "Q1.5", "Q1.8", "Q1.9"}
ALWAYS = {"Q1.1", "Q1.6", "Q1.11", "Q1.12", "Q1.13", "Q1.14"}


@pytest.mark.parametrize("answer", ["а", "б", "в"])
def test_whoever_was_helped_is_asked_about_the_help(answer: str) -> None:
    teacher = Respondent("Q1")
    teacher.finishes(Q1__1=answer, Q1__6="5")
    assert set(teacher.shown) == ALWAYS | HELPED | {"Q1.10"}


def test_whoever_missed_help_is_asked_what_was_in_the_way() -> None:
    teacher = Respondent("Q1")
    teacher.finishes(Q1__1="г", Q1__6="5")
    assert set(teacher.shown) == ALWAYS | {"Q1.7", "Q1.10"}


def test_whoever_needed_no_help_is_not_asked_to_praise_it() -> None:
    teacher = Respondent("Q1")
    teacher.finishes(Q1__1="д", Q1__6="4")
    assert set(teacher.shown) == ALWAYS


@pytest.mark.parametrize(("ease", "asked"), [("1", True), ("2", True), ("3", False), ("5", False), ("99", False)])
def test_barriers_are_asked_where_turning_for_help_is_hard(ease: str, asked: bool) -> None:
    teacher = Respondent("Q1")
    teacher.finishes(Q1__1="а", Q1__6=ease)
    assert ("Q1.7" in teacher.shown) is asked


def test_ten_answers_give_the_denominators_of_the_worked_example() -> None:
    responses = [Respondent("Q1").finishes(Q1__1=answer, Q1__6="4") for answer in "аабвввгггд"]
    shown = {name: sum(name in response for response in responses) for name in ("Q1.4", "Q1.6", "Q1.10", "Q1.11")}
    assert shown == {"Q1.4": 6, "Q1.6": 10, "Q1.10": 9, "Q1.11": 10}


def test_a_hidden_question_has_no_answer_and_an_unanswered_one_has_an_empty_answer() -> None:
    teacher = Respondent("Q1").goes_to("Q1.14", Q1__1="д", Q1__6="4")
    teacher.skips()
    response = teacher.finishes()
    assert response["Q1.14"] == ""
    assert "Q1.4" not in response


def test_other_is_put_into_words() -> None:
    teacher = Respondent("Q1")
    response = teacher.finishes(Q1__1="а", Q1__2="1;13", Q1__2_other="Переписка в чате")
    assert response["Q1.2"] == "1;13"
    assert response["Q1.2_other"] == "Переписка в чате"


def test_nothing_is_needed_stands_alone() -> None:
    teacher = Respondent("Q1").goes_to("Q1.12", Q1__1="д")
    refused = teacher.answers("1;8")
    assert refused is not None
    assert "или один ответ «ничего не нужно»" in refused.params["message"]
    assert teacher.answers("8") is None


def test_a_fourth_module_is_not_taken() -> None:
    teacher = Respondent("Q1").goes_to("Q1.12", Q1__1="д")
    assert teacher.question.limit == 3
    refused = teacher.answers("1;2;3;4")
    assert refused is not None
    assert refused.reason == "too_many"


def test_nothing_yet_does_not_go_with_a_change() -> None:
    teacher = Respondent("Q1").goes_to("Q1.9", Q1__1="а")
    refused = teacher.answers("1;7")
    assert refused is not None
    assert "«пока ничего»" in refused.params["message"]


def test_a_long_proposal_is_asked_to_be_shortened_and_is_not_cut() -> None:
    teacher = Respondent("Q1").goes_to("Q1.14", Q1__1="д")
    refused = teacher.answers("а" * 501)
    assert refused is not None
    assert "500 знаков" in refused.params["message"]
    assert teacher.answers("а" * 500) is None


def test_changing_the_first_answer_withdraws_what_it_opened() -> None:
    teacher = Respondent("Q1")
    for _ in teacher.asked({"Q1.1": "а", "Q1.6": "5"}):
        pass
    teacher.returns_to("Q1.1")
    response = teacher.finishes(Q1__1="д")
    assert "Q1.4" not in response
    assert "Q1.10" not in response
    assert response["Q1.6"] == "5"
