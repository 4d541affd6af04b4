"""An import is made ready while others write: what they write before it is stored is neither lost nor in the way."""

from contextlib import closing
from datetime import date

import pytest

from services import desk_books
from services.exchange import importing
from services.exchange.importing import Ready
from services.exchange.reading import read_book
from storage import seed
from storage.actor import Actor, Grant
from storage.changes import Foreseen
from storage.database import Database, Tx
from storage.scope import EVERYTHING
from storage.unit import Shelf, Uow
from tests.exchange.books import book, cells, town
from tests.exchange.conftest import Office, errors

DAY = date(2026, 10, 15)
EVENT = {"Центр": "МТКП", "Муниципалитет": "АРМ", "Форма": "семинар", "Начало": DAY, "Статус": "проведено"}


def event(code: str, leader: str, **more: str) -> dict[str, object]:
    return {"Код": code, **EVENT, "Ведущие": leader, **more}


def log(*events: dict[str, object], **participants: str) -> bytes:
    who = [{"Мероприятие": code, "Человек": person, "Был": "да"} for code, person in participants.items()]
    return book(Журнал=events, Участие=who)


def make_ready(office: Office, data: bytes) -> Ready:
    given = read_book(office.file(data))
    return office.db.read_now(lambda tx: importing.prepare(tx, given, EVERYTHING, office.now))


def columns(office: Office, sheet: str, *names: str) -> set[tuple[object, ...]]:
    """What the export says in these columns."""
    headings, *rows = cells(office.export())[sheet]
    return {tuple(row[headings.index(name)] for name in names) for row in rows}


def test_events_added_meanwhile_and_those_of_the_book_keep_their_own_people(office: Office) -> None:
    office.bring(book(town()))
    ready = make_ready(
        office, log(event("С1", "Т-01"), event("С2", "К-01", **{"Часть мероприятия": "С1"}), С2="П-06-01")
    )
    assert not errors(office.bring(log(event("Ч1", "П-17-01"), Ч1="П-17-01")))
    office.db.write_now(lambda tx: importing.carry_out(tx, ready))
    assert columns(office, "Журнал", "Код", "Ведущие", "Часть мероприятия") == {
        ("С1", "Т-01", None),
        ("С2", "К-01", "С1"),
        ("Ч1", "П-17-01", None),
    }
    assert columns(office, "Участие", "Мероприятие", "Человек") == {("С2", "П-06-01"), ("Ч1", "П-17-01")}


def test_an_event_that_came_in_meanwhile_under_the_same_code_stops_all_of_it(office: Office) -> None:
    office.bring(book(town()))
    ready = make_ready(office, log(event("С0", "Т-01"), event("С1", "Т-01"), С1="П-06-01"))
    office.bring(log(event("С1", "К-01")))
    with pytest.raises(importing.ImportRefused) as refused:
        office.db.write_now(lambda tx: importing.carry_out(tx, ready))
    assert "«Журнал»" in errors(refused.value.plan)[-1]
    assert columns(office, "Журнал", "Код", "Ведущие") == {("С1", "К-01")}


async def test_a_colleagues_correction_between_checking_and_storing_stays(office: Office) -> None:
    """The book says nothing of telephones, so it changes none, whenever it was noted."""
    office.bring(book(town()))
    coordinator = office.db.read_now(_coordinator)
    given = read_book(office.file(book(Люди=[{"Код": "П-06-01", "Фамилия": "Соколова"}])))
    foreseen = await office.db.foresee(lambda tx: desk_books.prepare(tx, coordinator, office.now, given))
    office.bring(book(Люди=[{"Код": "П-06-01", "Телефон": "+79181112233", "Фамилия": "Орлова"}]))

    def store(tx: Tx, foreseen: Foreseen[Ready] = foreseen) -> None:
        desk_books.apply(Uow(tx, Shelf(office.folder)), coordinator, office.now, given, foreseen)

    await office.db.write(store)
    assert ("П-06-01", "Соколова", "+79181112233") in columns(office, "Люди", "Код", "Фамилия", "Телефон")


async def test_what_a_command_brings_in_while_a_book_is_made_ready_in_the_chat_is_seen(office: Office) -> None:
    office.bring(book(town()))
    coordinator = office.db.read_now(_coordinator)
    given = read_book(office.file(log(event("С1", "Т-01"))))
    foreseen = await office.db.foresee(lambda tx: desk_books.prepare(tx, coordinator, office.now, given))
    assert await office.db.write(foreseen.holds)
    with closing(Database(office.db.url).open()) as command:
        other = read_book(office.file(log(event("С1", "К-01"))))
        command.write_now(lambda tx: importing.carry_out(tx, importing.prepare(tx, other, EVERYTHING, office.now)))
    assert not await office.db.write(foreseen.holds)


def _coordinator(tx: Tx) -> Actor:
    grant = Grant(1, "R_CRD", seed.ids(tx, "municipality")["АРМ"], None)
    return Actor(seed.ids(tx, "person")["К-01"], (grant,), grant)
