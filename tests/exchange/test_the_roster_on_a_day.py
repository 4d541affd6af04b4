"""The roster as of a date: who holds a role, who works where, which statuses a school has."""

from datetime import date

from storage import audiences, schools
from storage.scope import EVERYTHING
from tests.exchange.books import book, town
from tests.exchange.conftest import Office

BEFORE, DURING, AFTER = date(2025, 8, 31), date(2026, 8, 31), date(2026, 9, 1)


def working(office: Office, on: date) -> list[list[str]]:
    """Schools of each teacher on that day, the main one first."""
    (place,) = office.place("Армавир").municipalities or ()
    names = {school.id: school.code for school in office.db.read_now(lambda tx: schools.listed(tx, EVERYTHING))}
    found = office.db.read_now(lambda tx: audiences.candidates(tx, place, ("R_TCH",), on))
    return [[names[work.school_id] for work in each.works] for each in found]


def test_people_and_their_work_on_a_day(office: Office) -> None:
    rows = town()
    rows["Места работы"][0]["По"] = DURING
    rows["Места работы"].append({"Человек": "П-06-01", "Школа": "Ш17", "Основное": "нет", "С": "01.09.2025"})
    rows["Роли"][1]["По"] = DURING
    office.bring(book(rows))

    assert working(office, BEFORE) == []
    assert working(office, DURING) == [["Ш6", "Ш17"], ["Ш17"]]
    assert working(office, AFTER) == [["Ш17"]]  # Orlova still works at the second school, Belov teaches no more


def test_statuses_on_a_day(office: Office) -> None:
    office.bring(book(town()))
    (place,) = office.place("АРМ").municipalities or ()

    def supported(on: date) -> int:
        found = office.db.read_now(lambda tx: audiences.schools_with(tx, place, ("low_results", "p500"), on))
        return len(found)

    assert [supported(on) for on in (BEFORE, DURING, AFTER)] == [0, 2, 1]
