"""A data folder with people who came in and agreed long ago, each asked in as many surveys as the benchmark needs."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.bot_api import FIRST_CHAT
from bot.app import organisation_of
from bot.database import opened
from bot.settings import Settings
from services import instruments
from services.consent import CONSENT
from storage import access, forms, frames, seed, surveys
from storage.database import Tx
from storage.frames import Member
from storage.scope import EVERYTHING
from storage.surveys import Audience
from storage.tables import answer
from storage.unit import Shelf, Uow

_SINCE = date(2026, 1, 1)
_SCHOOL = 50  # people of one


def found(folder: Path, people: int, questionnaires: int) -> None:
    """Make a database in the folder: people by their chats, Q1 open for all of them several times."""
    settings = Settings(_env_file=None, bot_data_dir=folder)
    shelf = Shelf(folder)
    with opened(settings) as db:
        operator = asdict(organisation_of(settings))
        db.write_now(lambda tx: instruments.publish_ours(Uow(tx, shelf), _now(), operator))
        db.write_now(lambda tx: _settle(tx, people))
        db.write_now(lambda tx: _ask(Uow(tx, shelf), people, questionnaires))


def _now() -> datetime:
    return datetime.now(UTC)


def _settle(tx: Tx, people: int) -> None:
    """Person, school, role, account and consent of everybody; ids count from 1."""
    names = {"code": "T", "full_name": "Town", "short_name": "Town"}
    seed.plant(tx, "municipality", [names])
    schools = range(1, people // _SCHOOL + 2)
    seed.plant(tx, "school", [{"code": f"S{n}", "municipality_id": 1, "name": f"School {n}"} for n in schools])
    version = next(each for each in forms.latest(tx, EVERYTHING) if each.code == CONSENT)
    for number in range(1, people + 1):
        school = 1 + number // _SCHOOL
        chat = str(FIRST_CHAT + number - 1)
        seed.plant(tx, "person", [{"code": f"P{number}", "last_name": "P", "first_name": "P"}])
        seed.plant(tx, "affiliation", [{"person_id": number, "school_id": school, "post": "", "since": _SINCE}])
        seed.plant(
            tx,
            "role_grant",
            [{"person_id": number, "role": "R_TCH", "municipality_id": 1, "school_id": school, "since": _SINCE}],
        )
        row = {"messenger": "telegram", "user_id": chat, "chat_id": chat, "person_id": number, "linked_at": _now()}
        seed.plant(tx, "account", [{**row, "expecting": ""}])
        access.add_decision(tx, number, access.Decision(str(version.number), "", "given", _now(), "telegram"))


def _ask(uow: Uow, people: int, questionnaires: int) -> None:
    """Q1 as a coordinator opens it, in the mode its author chose, without the invitations."""
    version = next(each for each in forms.latest(uow.tx, EVERYTHING) if each.code == "Q1")
    mode = uow.shelf.forms.form(uow.tx, version.id).settings["mode"]
    for place in range(questionnaires):
        values = {
            "code": f"Q1-{place}", "version_id": version.id, "municipality_id": 1, "mode": mode, "state": "open",
            "period_start": _SINCE, "period_end": _SINCE + timedelta(days=364), "opens_at": _now(),
            "closes_at": _now() + timedelta(days=14), "created_by": None,
        }  # fmt: skip
        number = surveys.add(uow.tx, values, Audience(("R_TCH",)))
        uow.shelf.keys.create(number)
        frames.freeze(uow.tx, number, [_member(person) for person in range(1, people + 1)])


def _member(person: int) -> Member:
    school = 1 + person // _SCHOOL
    return Member(person, school, "R_TCH", "mathematics", "", school, "R_TCH", "mathematics")


def answers(folder: Path) -> int:
    """How many answers stand in the database: whoever measures answering looks whether anything was answered."""
    settings = Settings(_env_file=None, bot_data_dir=folder)
    with opened(settings) as db:
        return db.read_now(lambda tx: tx.execute(select(func.count()).select_from(answer)).scalar_one())
