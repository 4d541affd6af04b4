"""Made-up data of the demo, the same on every machine: people, their roles and last year's survey (G1, G2)."""

from datetime import UTC, date, datetime
from typing import Any

from bot.app import Application
from bot.colleagues import golden, walk
from messengers import outbox
from messengers.outbox import Delivery
from messengers.webchat.people import DemoPerson
from services import drafts, runs
from services import surveys as running
from storage import access, forms, municipalities, seed
from storage.actor import Actor
from storage.database import Tx
from storage.scope import EVERYTHING
from storage.unit import Uow
from texts import demo as world

SINCE = date(2025, 9, 1)
OPENED = datetime(2025, 10, 15, 7, tzinfo=UTC)
CLOSED = datetime(2025, 11, 14, 15, tzinfo=UTC)
FIRST_USER = 1001  # the web chat's numbers of the demo's people

PEOPLE = tuple(
    DemoPerson(str(FIRST_USER + place), f"{cast.name[0]} {cast.name[1]} {cast.name[2]}", cast.caption, cast.group)
    for place, cast in enumerate(world.CAST)
)

_TAUGHT = ("mathematics", "russian", "physics", "chemistry", "biology", "history")  # by the demo's teachers in turn
CAST_CODES = frozenset(each.code for each in world.CAST)


async def fill(application: Application, now: datetime) -> None:
    """Fill an empty demo; one that has data is left as it is."""
    await application.db.write(lambda tx: _fill(Uow(tx, application.shelf), now))


def _fill(uow: Uow, now: datetime) -> None:
    if not seed.is_bare(uow.tx):
        return
    _places(uow.tx)
    _people(uow.tx)
    _cast(uow, now)
    _last_year(uow)


def _places(tx: Tx) -> None:
    seed.plant(
        tx,
        "municipality",
        [
            {"code": each.code, "full_name": each.full_name, "short_name": each.short_name, "kind": each.kind}
            for each in world.PLACES
        ],
    )
    places = seed.ids(tx, "municipality")
    municipalities.set_spellings(tx, dict.fromkeys(places.values(), ()))
    schools = [
        {"code": code, "municipality_id": places[place], "name": name, "kind": kind, "number": number}
        for code, place, name, kind, number, _ in world.SCHOOLS
    ]
    seed.plant(tx, "school", schools)
    ids = seed.ids(tx, "school")
    statuses = [{"school_id": ids[row[0]], "status": row[5], "since": SINCE, "basis": ""} for row in world.SCHOOLS]
    seed.plant(tx, "school_status", statuses)


def _people(tx: Tx) -> None:
    """The cast by their own names, everybody else by names out of a hat."""
    cast = {each.code: each.name for each in world.CAST}
    codes = {world.code(school, n): school for school, many in world.TEACHERS.items() for n in range(1, many + 1)}
    rows = [
        _person(code, cast.get(code) or _name(place)) for place, code in enumerate([*codes, *(set(cast) - set(codes))])
    ]
    seed.plant(tx, "person", sorted(rows, key=lambda row: row["code"]))
    people, schools, places = (seed.ids(tx, table) for table in ("person", "school", "municipality"))
    at = {row[0]: places[row[1]] for row in world.SCHOOLS}
    works = [_work(people[code], schools[school], place) for place, (code, school) in enumerate(codes.items())]
    grants = [_grant(people[code], "R_TCH", at[school], schools[school]) for code, school in codes.items()]
    for each in world.CAST:
        if each.code in codes:
            continue
        school = schools.get(each.school)
        grants.append(
            _grant(people[each.code], each.role, places.get(each.place), school if each.role == "R_MGR" else None)
        )
        if school:
            works.append({**_work(people[each.code], school, 2), "post": world.POSTS[each.role]})
    seed.plant(tx, "affiliation", works)
    seed.plant(tx, "role_grant", grants)
    seed.plant(tx, "assignment", _assignments(people, schools))


def _person(code: str, name: tuple[str, str, str]) -> dict[str, Any]:
    return {"code": code, "last_name": name[0], "first_name": name[1], "patronymic": name[2]}


def _name(place: int) -> tuple[str, str, str]:
    lists = (world.LAST_NAMES, world.FIRST_NAMES, world.PATRONYMICS)
    return lists[0][place % len(lists[0])], lists[1][place % len(lists[1])], lists[2][place % len(lists[2])]


def _work(person: int, school: int, place: int) -> dict[str, Any]:
    subject = _TAUGHT[place % len(_TAUGHT)]
    return {"person_id": person, "school_id": school, "post": world.POSTS["R_TCH"], "subjects": subject, "since": SINCE}


def _grant(person: int, role: str, municipality: int | None, school: int | None) -> dict[str, Any]:
    return {"person_id": person, "role": role, "municipality_id": municipality, "school_id": school, "since": SINCE}


def _assignments(people: dict[str, int], schools: dict[str, int]) -> list[dict[str, Any]]:
    teachers = [
        {
            "kind": "tutor",
            "who_id": people[world.TUTOR],
            "person_id": people[code],
            "subject": "mathematics",
            "since": SINCE,
        }
        for code in world.TUTORED
    ]
    return [
        *teachers,
        {
            "kind": "mentor",
            "who_id": people[world.MENTOR],
            "school_id": schools[world.MENTORED],
            "subject": "",
            "since": SINCE,
        },
    ]


def _cast(uow: Uow, now: datetime) -> None:
    """The cast have come in by their invitations and agreed long ago."""
    people = seed.ids(uow.tx, "person")
    version = next(each for each in forms.latest(uow.tx, EVERYTHING) if each.code == "F0")
    for place, each in enumerate(world.CAST):
        user = str(FIRST_USER + place)
        row = {"messenger": "web", "user_id": user, "chat_id": user, "person_id": people[each.code], "linked_at": now}
        seed.plant(uow.tx, "account", [{**row, "expecting": ""}])
        decision = access.Decision(str(version.number), "", "given", now, "web")
        access.add_decision(uow.tx, people[each.code], decision)
        outbox.put_for_person(uow.tx, people[each.code], world.welcome(each), Delivery(f"welcome:{each.code}"))
    seed.vouch(uow.tx, people[world.OPERATOR], now)


def _last_year(uow: Uow) -> None:
    """Q1 of 2025: 92 % and 94 %, as published (golden cases G1 and G2)."""
    people = seed.ids(uow.tx, "person")
    coordinator = _actor(uow, people[world.COORDINATOR])
    version = next(each for each in forms.latest(uow.tx, EVERYTHING) if each.code == "Q1")
    survey = drafts.begin(uow, coordinator, OPENED, version.id)
    running.set_period(uow, coordinator, survey.id, date(2025, 1, 1), date(2025, 12, 31))
    running.set_last_day(uow, coordinator, OPENED, survey.id, date(2025, 11, 14))
    running.open_(uow, coordinator, OPENED, survey.id)
    teachers = [id_ for code, id_ in sorted(people.items()) if code.startswith(world.ASKED)]
    for place, person in enumerate(teachers):
        actor = _actor(uow, person)
        walk(uow, actor, CLOSED, runs.begin(uow, actor, CLOSED, survey.id), golden(place))
    running.close(uow, coordinator, CLOSED, survey.id)


def _actor(uow: Uow, person: int) -> Actor:
    grants = access.grants_in_force(uow.tx, person, OPENED)
    return Actor(person, grants, grants[0])
