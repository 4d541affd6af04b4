"""The roster as of a date: who works where, who holds a role, who accompanies whom, which statuses a school has."""

from datetime import date

from storage import assignments, people, schools
from storage.scope import EVERYTHING
from tests.exchange.books import book, town
from tests.exchange.conftest import Office

BEFORE, DURING, AFTER = date(2025, 8, 31), date(2026, 8, 31), date(2026, 9, 1)


def test_people_and_their_work_on_a_day(office: Office) -> None:
    rows = town()
    rows["Места работы"][0]["По"] = DURING
    rows["Места работы"].append({"Человек": "П-06-01", "Школа": "Ш17", "Основное": "нет", "С": "01.09.2025"})
    rows["Роли"][0]["По"] = DURING
    office.bring(book(rows))
    here = office.place("Армавир")

    def names(on: date) -> list[str]:
        return [each.code for each in office.db.read_now(lambda tx: people.people_of(tx, here, on))]

    assert names(BEFORE) == []
    assert names(DURING) == ["П-17-01", "Т-01", "К-01", "П-06-01"]  # Белов, Зимина, Кравцова, Орлова
    assert names(AFTER) == names(DURING)  # still at the second school
    orlova = office.db.read_now(lambda tx: people.person_by_code(tx, here, "П-06-01"))
    assert orlova is not None

    def main_school(on: date) -> str:
        work = office.db.read_now(lambda tx: people.main_affiliations(tx, [orlova.id], on))[orlova.id]
        listed = office.db.read_now(lambda tx: schools.listed(tx, here))
        return next(school.code for school in listed if school.id == work.school_id)

    assert (main_school(DURING), main_school(AFTER)) == ("Ш6", "Ш17")


def test_statuses_and_assignments_on_a_day(office: Office) -> None:
    office.bring(book(town()))

    def statuses(on: date) -> set[frozenset[str]]:
        return set(office.db.read_now(lambda tx: schools.statuses_on(tx, EVERYTHING, on)).values())

    assert statuses(BEFORE) == set()
    assert statuses(DURING) == {frozenset({"low_results"}), frozenset({"p500"})}
    assert statuses(AFTER) == {frozenset({"low_results"})}
    running = office.db.read_now(lambda tx: assignments.active(tx, office.place("АРМ"), AFTER))
    assert [(each.kind, each.subject) for each in running] == [("tutor", "mathematics"), ("mentor", "")]
    tutor = office.db.read_now(lambda tx: assignments.active(tx, EVERYTHING, AFTER, running[0].who_id))
    assert tutor == running[:1]
