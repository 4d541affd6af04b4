"""A small town for the tests: schools, people, roles, and people who write to the bot."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from services import consent, invitations
from services.consent import Document
from storage import accounts, forms
from storage.accounts import AccountRow
from storage.actor import Actor
from storage.database import Database
from storage.forms import Publication
from storage.tables import affiliation, municipality, person, role_grant, school
from storage.unit import Shelf, Uow
from surveys.form import Form
from surveys.reader import read_markdown
from tests.fresh_database import fresh_database

MORNING = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)  # a Monday, ten o'clock in Moscow
LONG_AGO = date(2020, 9, 1)
OPERATOR = {
    "operator": "МКУ «Центр развития образования»",
    "address": "ул. Школьная, 1",
    "contact": "8 800 000-00-00",
    "until": "31.08.2029",
    "erase_within": "30 дней",
}
_CONSENT = Path(__file__).parents[2] / "surveys" / "instruments" / "F0.md"


@cache
def consent_form() -> Form:
    return read_markdown(_CONSENT.read_text(encoding="utf-8"))


@dataclass
class Town:
    """The database of one bot and a clock that the test moves."""

    db: Database
    folder: Path
    now: datetime = MORNING

    def later(self, **passed: float) -> "Town":
        self.now += timedelta(**passed)
        return self

    def do(self, work: Any) -> Any:
        """Run `work` with a unit of work, as one committed transaction."""
        return self.db.write_now(lambda tx: work(Uow(tx, Shelf(self.folder))))

    # --- the roster ---------------------------------------------------------------------------------------------

    def _add(self, table: Table, **values: Any) -> int:
        return self.do(lambda uow: uow.tx.execute(insert(table).returning(table.c.id), values).scalar_one())

    def municipality(self, code: str, name: str = "", timezone: str = "Europe/Moscow") -> int:
        name = name or f"МО {code}"
        return self._add(municipality, code=code, full_name=name, short_name=name, timezone=timezone)

    def school(self, code: str, municipality_id: int, name: str = "") -> int:
        return self._add(school, code=code, municipality_id=municipality_id, name=name or f"СОШ {code}")

    def person(self, code: str, **names: str) -> int:
        return self._add(person, code=code, **names)

    def role(self, person_id: int, role: str, **place: Any) -> int:
        return self._add(role_grant, person_id=person_id, role=role, **{"since": LONG_AGO, **place})

    def works(self, person_id: int, school_id: int, since: date) -> int:
        return self._add(affiliation, person_id=person_id, school_id=school_id, since=since, main=True)

    # --- people at their messengers -----------------------------------------------------------------------------

    def account(self, user: str, messenger: str = "telegram") -> AccountRow:
        return self.do(lambda uow: accounts.load(uow.tx, messenger, user, user, self.now))

    def actor(self, user: str, messenger: str = "telegram") -> Actor:
        actor = self.account(user, messenger).actor
        assert actor is not None
        return actor

    def invite(self, *people: int, by: Actor | None = None) -> list[invitations.Issued]:
        return self.do(lambda uow: invitations.issue(uow, people, by, self.now))

    def enter(self, user: str, typed: str, messenger: str = "telegram") -> invitations.Outcome:
        account = self.account(user, messenger)
        return self.do(lambda uow: invitations.redeem(uow, account, typed, self.now))

    def let_in(self, user: str, person_id: int, messenger: str = "telegram") -> AccountRow:
        self.enter(user, self.invite(person_id)[0].token, messenger)
        return self.account(user, messenger)

    # --- consent ------------------------------------------------------------------------------------------------

    def publish_consent(self, wording: str = "") -> Document:
        """Publish the real F0, or F0 with other words, and return it as people see it."""
        form = consent_form()
        publication = Publication(form, wording or "first", None, None, None, self.now)
        version = self.do(lambda uow: forms.publish(uow.tx, publication))
        question = form.question("F0.1")
        assert question is not None
        return consent.document(str(version.number), question.label + wording, OPERATOR)

    def decide(self, user: str, text: Document, *, agreed: bool, messenger: str = "telegram") -> AccountRow:
        account = self.account(user, messenger)
        self.do(lambda uow: consent.decide(uow, account, text, self.now, agreed=agreed))
        return self.account(user, messenger)

    def stored(self) -> bytes:
        """Every byte of the database, as somebody who took a copy would see it."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("town.sqlite3*")))


def build(folder: Path) -> Town:
    return Town(fresh_database(folder / "town.sqlite3"), folder)
