"""What responses keep gives the very figures that their answers give."""

import random
from typing import Any

import pytest
from sqlalchemy import select, update

from indicators.questions import rule_of
from indicators.registry import passports
from storage import standing
from storage.tables import STANDING, answer, response
from surveys.events import Answer
from tests.indicators.data import Region, instrument, not_needed, received, unmet
from tests.indicators.office import Office

EVERY_BREAKDOWN: tuple[tuple[str, ...], ...] = ((), *(("--by", by) for by in ("school", "municipality", "subject")))


def many_answers(region: Region) -> None:
    """All kinds of people, two versions of a questionnaire, two questionnaires."""
    chance = random.Random(2026)
    for code, schools in (("АРМ", ["Ш6", "Ш17"]), ("НОВ", ["Ш1"])):
        region.municipality(code, schools)
        survey = region.survey("Q1", code, "named")
        newer = region.version("Q1", ("«Цифровые инструменты учителя»", "искусственный интеллект"))
        for school in schools:
            survey.asks(12, school)
            for _ in range(12):
                marks = {f"Q1_{number}": chance.choice(["1", "3", "4", "5", "99"]) for number in (4, 5, 6, 8, 10)}
                modules = ";".join(chance.sample("1234567", 2))
                given = chance.choice([received, received, unmet, not_needed])
                answers = given(Q1_12=modules, Q1_11=chance.choice("12345"))
                answers |= {
                    name.replace("_", "."): mark for name, mark in marks.items() if name.replace("_", ".") in answers
                }
                version = {"version_id": newer} if chance.random() < 0.3 else {}
                survey.answers(answers, 1, school, subject=chance.choice(["physics", "history"]), **version)
        region.survey("Q2", code, "named").answers({"Q2.10": "3"}, 6, schools[0])


def test_all_that_surveys_measure_is_kept() -> None:
    rules = [rule_of(passport) for passport in passports().values() if passport.family == "surveys"]
    assert {measure for rule in rules for measure in rule.measures} == set(STANDING)


@pytest.mark.parametrize("words", EVERY_BREAKDOWN)
def test_figures_are_the_same_from_the_answers_and_from_what_is_kept(office: Office, words: tuple[str, ...]) -> None:
    office.store(many_answers)

    def figures() -> list[dict[str, Any]]:
        codes = [code for code, passport in passports().items() if passport.family == "surveys"]
        return office.rows("--code", *codes, *words)

    from_answers = figures()
    office.store(lambda region: standing.fill_all(region.tx))
    assert figures() == from_answers
    office.store(lambda region: region.tx.execute(update(answer).values(value="1")))  # no answer is looked at any more
    assert figures() == from_answers


def test_a_response_is_filled_by_its_own_answers_alone(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(Q1_10="4", Q1_12="1;3"), 1, "Ш6")
        survey.answers(not_needed(Q1_12=""), 1, "Ш6")
        standing.fill(region.tx, [survey.id])

    office.store(build)

    kept = select(response.c.standing_overall, response.c.standing_modules, response.c.standing_received)
    rows = office.database.read_now(lambda tx: tx.execute(kept.order_by(response.c.id)).all())
    assert [tuple(row) for row in rows] == [(4, 0b101, 1), (None, 0, 5)]


def test_what_is_sent_in_the_chat_is_kept_as_what_came_in_a_book() -> None:
    form = instrument("Q1")
    answers = [Answer(name, 0, value) for name, value in received(Q1_10="99", Q1_12="2;8").items()]
    assert standing.chosen(form, answers) == {
        "standing": 1,
        "standing_received": 1,
        "standing_fits_need": 5,
        "standing_regular": 5,
        "standing_accessible": 5,
        "standing_applicable": 5,
        "standing_overall": 6,
        "standing_continue": 1,
        "standing_modules": 0b10000010,
    }
    hidden = standing.chosen(form, [Answer(name, 0, value) for name, value in not_needed().items()])
    assert (hidden["standing_overall"], hidden["standing_modules"]) == (None, 0b10000000)
