"""Q5 and Q7: short, and finished at once for those who did not come."""

from walking import Respondent

EVENT = {"event_title": "Разбор ВПР", "event_date": "14 октября"}


def test_the_event_is_named() -> None:
    assert Respondent("Q5", EVENT).question.label == "Вы участвовали в мероприятии «Разбор ВПР» 14 октября?"


def test_whoever_did_not_come_is_asked_nothing_more() -> None:
    person = Respondent("Q5", EVENT)
    assert person.finishes(Q5__1="3") == {"Q5.1": "3"}


def test_a_content_visitor_has_seven_questions() -> None:
    person = Respondent("Q5", EVENT)
    person.finishes(Q5__1="2", Q5__5="5")
    assert person.shown == [f"Q5.{place}" for place in range(1, 8)]


def test_a_discontented_one_is_asked_what_was_missing() -> None:
    person = Respondent("Q5", EVENT)
    person.finishes(Q5__1="1", Q5__5="3")
    assert person.shown[-1] == "Q5.8"


def test_not_sure_is_not_discontent() -> None:
    person = Respondent("Q5", EVENT)
    person.finishes(Q5__1="1", Q5__5="99")
    assert "Q5.8" not in person.shown


def test_whoever_missed_the_holidays_programme_is_asked_nothing_more() -> None:
    person = Respondent("Q7")
    assert person.answers("1;7") is not None
    assert person.finishes(Q7__1="7") == {"Q7.1": "7"}


def test_readiness_before_and_after_is_told_from_one_to_five() -> None:
    person = Respondent("Q7")
    response = person.finishes(Q7__1="1;4", Q7__4="2", Q7__5="4")
    assert (response["Q7.4"], response["Q7.5"]) == ("2", "4")
    assert person.shown == [f"Q7.{place}" for place in range(1, 11)]
