"""Which questionnaire each survey of a book asks: the newest version, the municipality's own before the common one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services import built_in
from services.exchange.book import UNREADABLE, BookRow
from services.exchange.planning import SheetPlan, value
from storage import forms, surveys
from storage.database import Tx
from storage.exchange.local_time import RUNNING_ON, end_before, local
from storage.forms import Forms, Version
from storage.scope import Scope
from storage.spelling import squash
from surveys.form import Form

CONSENT = "F0"  # asked of everybody, but never in a survey

Window = tuple[datetime, datetime | None]  # local; the end to the second


@dataclass
class Asked:
    """Finds instruments by what a book calls them, and forms by the codes of surveys."""

    tx: Tx
    municipalities: Mapping[str, int]  # code → id of those that are stored
    instruments: dict[str, tuple[str, str]] = field(default_factory=dict)  # survey of the book → instrument and place
    modes: dict[str, str] = field(default_factory=dict)
    windows: dict[str, Window | None] = field(default_factory=dict)
    _forms: Forms = field(default_factory=Forms)
    _found: dict[str, Form | None] = field(default_factory=dict)
    _versions: dict[str, Mapping[str, Version]] = field(default_factory=dict)

    def learn(self, plan: SheetPlan) -> None:
        """Remember what the surveys of the book will ask once they are stored, as far as it can be read."""
        for row in plan.touched:
            instrument, place, mode = (
                str(value(plan, row.values, key)) for key in ("instrument", "municipality", "mode")
            )
            self.instruments[_survey(plan, row)] = instrument, place
            self.modes[_survey(plan, row)] = mode
            opens, closes, extended = (value(plan, row.values, key) for key in ("opens_at", "closes_at", "extended_to"))
            end = extended or closes
            known = isinstance(opens, datetime) and UNREADABLE not in (closes, extended)
            self.windows[_survey(plan, row)] = (opens, end) if known else None  # type: ignore[assignment]

    def called(self, word: str, place: str) -> str | None:
        """The code of the instrument that a book calls so; letters of the other alphabet are forgiven."""
        known = self.codes(place)
        return word if word in known else {squash(code): code for code in known}.get(squash(word))

    def codes(self, place: str) -> list[str]:
        """Codes of all instruments that a municipality may use."""
        return sorted({*built_in.codes(), *self._latest(place)} - {CONSENT})

    def form(self, survey: str) -> Form | None:
        """The form of a survey of the book or the database; None when it is not known."""
        if survey not in self._found:
            self._found[survey] = self._find(survey)
        return self._found[survey]

    def mode(self, survey: str) -> str:
        """anonymous, confidential or named; "" when there is no such survey."""
        if survey not in self.modes:
            stored = surveys.by_code(self.tx, survey)
            self.modes[survey] = stored.mode if stored else ""
        return self.modes[survey]

    def window(self, survey: str) -> Window | None:
        """When answers are taken, in local time: the first moment and the last; None when it is not known."""
        stored = None if survey in self.windows else surveys.by_code(self.tx, survey)
        if stored is not None:
            end = end_before(stored.closes_at, stored.timezone) if stored.closes_at < RUNNING_ON else None
            self.windows[survey] = local(stored.opens_at, stored.timezone), end
        return self.windows.get(survey)

    def _find(self, survey: str) -> Form | None:
        stored = surveys.by_code(self.tx, survey)
        if stored is not None:
            return self._forms.form(self.tx, stored.version_id)
        code, place = self.instruments.get(survey, (UNREADABLE, UNREADABLE))
        if place == UNREADABLE and code in forms.owned(self.tx):
            return None  # the municipality's own version may be meant, or the common one
        version = self._latest(place).get(code)
        ours = version is None or version.municipality_id is None
        if ours and code in built_in.codes() and built_in.digest(code) not in forms.digests(self.tx):
            return built_in.form(code)
        return self._forms.form(self.tx, version.id) if version else None

    def _latest(self, place: str) -> Mapping[str, Version]:
        if place not in self._versions:
            scope = Scope(frozenset({self.municipalities[place]} if place in self.municipalities else ()))
            self._versions[place] = {version.code: version for version in forms.latest(self.tx, scope)}
        return self._versions[place]


def wanted(plans: Iterable[SheetPlan]) -> set[str]:
    """Built-in instruments that new surveys of a book ask for."""
    plan = next((plan for plan in plans if plan.sheet.key == "survey"), None)
    rows = plan.added if plan else []
    return {str(value(plan, row.values, "instrument")) for row in rows if plan} & set(built_in.codes()) - {CONSENT}


def _survey(plan: SheetPlan, row: BookRow) -> str:
    return str(value(plan, row.values, "code"))
