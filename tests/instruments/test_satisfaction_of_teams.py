"""Q2: the team is asked by what it received; naming a practice is announced as giving up anonymity."""

import pytest
from walking import Respondent

HELPED = {"Q2.2", "Q2.3", "Q2.4", "Q2.5", "Q2.8", "Q2.9"}
ALWAYS = {"Q2.1", "Q2.6", "Q2.11", "Q2.12", "Q2.14", "Q2.15"}


@pytest.mark.parametrize(
    ("received", "further"),
    [("1", HELPED | {"Q2.10"}), ("2", HELPED | {"Q2.10"}), ("3", {"Q2.7", "Q2.10"}), ("4", set())],
)
def test_the_route_follows_the_help_received(received: str, further: set[str]) -> None:
    head = Respondent("Q2")
    head.finishes(Q2__1=received, Q2__6="5", Q2__12="2")
    assert set(head.shown) == ALWAYS | further


def test_barriers_are_asked_where_the_mentor_is_out_of_reach() -> None:
    head = Respondent("Q2")
    head.finishes(Q2__1="1", Q2__6="2", Q2__7="1;4", Q2__12="2")
    assert head.recorded["Q2.7"] == "1;4"


def test_before_a_topic_is_named_the_head_learns_that_it_will_be_seen_with_the_school() -> None:
    head = Respondent("Q2").goes_to("Q2.12", Q2__1="4")
    assert "перестанет быть анонимным" in head.question.hint
    head.answers("1")
    assert head.question.name == "Q2.13"
    assert "вместе с названием школы" in head.question.hint


def test_no_results_yet_stands_alone() -> None:
    head = Respondent("Q2").goes_to("Q2.8", Q2__1="1")
    assert head.answers("3;8") is not None
    assert head.answers("8") is None
