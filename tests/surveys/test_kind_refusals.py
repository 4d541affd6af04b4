"""What a person reads when an answer does not fit: what was understood, and what to do instead."""

from texts.filling import refused

VISIT = """
| survey | type | name | label | required | constraint | constraint_message |
| | {kind} | q | Когда Вы были в школе? | yes | {constraint} | {message} |
"""


def said(person) -> str:
    return refused(person.refusal.reason, person.refusal.params)


def test_a_day_without_a_year_is_taken_from_the_year_the_form_allows(walk):
    past = walk(VISIT.format(kind="date", constraint=". <= today()", message="Это будущее."))
    assert past.types("5 сентября").recorded.value == "2025-09-05"
    coming = walk(VISIT.format(kind="date", constraint=". > today()", message="Это прошлое."))
    assert coming.types("12.03").recorded.value == "2027-03-12"
    hour = walk(VISIT.format(kind="dateTime", constraint=". <= now()", message="Это будущее."))
    assert hour.types("5 сентября в 15:30").recorded.value == "2025-09-05T15:30:00"


def test_a_day_that_does_not_fit_is_said_as_it_was_understood(walk):
    person = walk(VISIT.format(kind="date", constraint=". <= today()", message="Это будущее."))
    assert said(person.types("5 сентября 2026")) == "Понял так: 05.09.2026. Это будущее."
    strict = walk(VISIT.format(kind="date", constraint=". > '2030-01-01'", message=""))
    assert said(strict.types("12 марта")) == (
        "Понял так: 12.03.2026. Такой ответ здесь не подходит. Проверьте, пожалуйста."
    )
