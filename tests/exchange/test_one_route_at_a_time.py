"""One person, or one school's team, follows one individual route in a school year; drafts and ended ones beside it."""

from datetime import date

import pytest

from tests.exchange.books import Row, book
from tests.exchange.conftest import Office, errors
from tests.exchange.field import field

APPROVED = {"Утверждён": date(2026, 9, 20)}
IN_FORCE = {"Код": "И9", "Человек": "П-06-01", "Учебный год": "2026/27", "Статус": "действует", **APPROVED}
TEAM = {"Код": "И8", "Школа": "Ш17", "Учебный год": "2026/27", "Статус": "согласован", **APPROVED}


def routes(*added: Row) -> bytes:
    """The field with more routes; П-06-01 has one that is in force, the team of Ш17 a draft."""
    rows = field()
    rows["ИОМ"] = [*rows["ИОМ"], *added]
    return book(rows)


@pytest.mark.parametrize("status", ["действует", "согласован"])
def test_a_second_route_of_the_same_year_is_refused(office: Office, status: str) -> None:
    (told,) = errors(office.bring(routes({**IN_FORCE, "Статус": status})))
    assert told == (
        "Лист «ИОМ», строка 4, колонка «Статус» (D4): На этот учебный год уже есть согласованный или действующий ИОМ: "
        "строка 2. Правки вносят в тот же маршрут; если маршрут новый, завершите или прекратите прежний."
    )
    assert not office.schools()


@pytest.mark.parametrize("status", ["проект", "завершён", "прекращён"])
def test_drafts_and_ended_routes_stand_beside_it(office: Office, status: str) -> None:
    assert not errors(office.bring(routes({**IN_FORCE, "Статус": status})))


def test_another_year_another_person_and_a_team_are_another_route(office: Office) -> None:
    others = [
        {**IN_FORCE, "Учебный год": "2025/26"},
        {**IN_FORCE, "Код": "И10", "Человек": "П-17-01"},
        {**IN_FORCE, "Код": "И11", "Человек": None, "Школа": "Ш6"},
    ]
    assert not errors(office.bring(routes(*others)))


def test_two_routes_of_one_team_are_refused(office: Office) -> None:
    (told,) = errors(office.bring(routes(TEAM, {**TEAM, "Код": "И7", "Учебный год": "2026-2027"})))
    assert "строка 5, колонка «Статус»" in told


def test_a_route_that_is_stored_counts_as_well(office: Office) -> None:
    office.bring(book(field()))
    (told,) = errors(office.bring(book(ИОМ=[IN_FORCE])))
    assert "уже есть согласованный или действующий ИОМ: уже записано – ИОМ И1." in told


def test_a_new_route_takes_the_place_of_one_that_ends_in_the_same_book(office: Office) -> None:
    office.bring(book(field()))
    first = {**field()["ИОМ"][0], "Статус": "прекращён"}
    assert not errors(office.bring(book(ИОМ=[first, IN_FORCE])))


def test_a_book_without_other_changes_than_the_status_is_judged_by_what_is_stored(office: Office) -> None:
    office.bring(routes({**IN_FORCE, "Статус": "проект"}))
    row = {"Код": "И9", "Учебный год": "2026/27", "Статус": "согласован"}
    (told,) = errors(office.bring(book(ИОМ=[row])))
    assert "ИОМ И1" in told


def test_a_route_with_a_bad_owner_or_status_is_nobodys_second(office: Office) -> None:
    for bad in ({"Человек": "П-99"}, {"Статус": "скоро"}, {"Учебный год": "2026"}):
        assert len(errors(office.check(routes({**IN_FORCE, **bad})))) == 1
