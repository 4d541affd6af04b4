"""Municipalities and every spelling that leads to one; none is ever made out of free text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, insert, or_, select, true

from storage.actor import Actor
from storage.database import Tx
from storage.scope import Scope
from storage.spelling import fold, neat
from storage.tables import municipality, municipality_alias

DEFAULT_ZONE = "Europe/Moscow"  # of people who belong to no municipality

_zone = cache(ZoneInfo)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as the roster knows it."""

    id: int
    code: str
    full_name: str
    short_name: str
    kind: str
    timezone: str


_COLUMNS = tuple(municipality.c[name] for name in ("id", "code", "full_name", "short_name", "kind", "timezone"))


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition that a municipality is inside the scope."""
    return true() if scope.municipalities is None else municipality.c.id.in_(scope.municipalities)


def get(tx: Tx, municipality_id: int) -> Municipality:
    """The municipality with this id, which must exist."""
    return Municipality(*tx.execute(select(*_COLUMNS).where(municipality.c.id == municipality_id)).one())


def timezone_of(tx: Tx, municipality_id: int | None) -> str:
    """The time zone of a municipality; Moscow's for what belongs to none."""
    return DEFAULT_ZONE if municipality_id is None else get(tx, municipality_id).timezone


def listed(tx: Tx, scope: Scope) -> list[Municipality]:
    """Municipalities of the scope by short name."""
    rows = tx.execute(select(*_COLUMNS).where(within(scope)).order_by(municipality.c.short_name, municipality.c.id))
    return [Municipality(*row) for row in rows]


def by_spelling(tx: Tx, text: str) -> Municipality | None:
    """The municipality that is called so: by code, by a name or by another known spelling."""
    called = select(municipality_alias.c.municipality_id).where(municipality_alias.c.folded == fold(text))
    found = tx.execute(
        select(*_COLUMNS).where(or_(municipality.c.code == neat(text), municipality.c.id.in_(called)))
    ).first()
    return Municipality(*found) if found else None


def zone_of(tx: Tx, actor: Actor | None) -> ZoneInfo:
    """Time zone of the municipality in which the person acts."""
    return _zone(timezone_of(tx, actor.acting.municipality_id if actor and actor.acting else None))


def spellings(tx: Tx) -> dict[str, str]:
    """Folded spelling → code of the municipality, over all municipalities."""
    rows = tx.execute(select(municipality_alias.c.folded, municipality.c.code).join(municipality))
    return {row.folded: row.code for row in rows}


def other_spellings(tx: Tx) -> dict[int, tuple[str, ...]]:
    """By municipality, the spellings that are not its code or one of its names, in alphabetical order."""
    names = {row.id: tuple(row[1:]) for row in tx.execute(select(*_COLUMNS[:4]))}
    found: dict[int, list[str]] = {}
    for row in tx.execute(select(municipality_alias)):
        found.setdefault(row.municipality_id, []).append(row.spelling)
    return {key: only_others(names[key], words) for key, words in found.items()}


def only_others(names: Iterable[str], spellings: Iterable[str]) -> tuple[str, ...]:
    """The spellings that say more than the names do, each once, in alphabetical order."""
    others = {fold(spelling): spelling for spelling in spellings}
    for name in names:
        others.pop(fold(name), None)
    return tuple(sorted(others.values()))


def set_spellings(tx: Tx, others: Mapping[int, Iterable[str]]) -> None:
    """Store the other spellings of these municipalities and bring those of their codes and names up to date."""
    rows = {}
    for row in tx.execute(select(*_COLUMNS[:4]).where(municipality.c.id.in_(others))):
        for spelling in (row.code, row.full_name, row.short_name, *others[row.id]):
            rows[fold(spelling)] = {"folded": fold(spelling), "spelling": spelling, "municipality_id": row.id}
    tx.execute(delete(municipality_alias).where(municipality_alias.c.municipality_id.in_(others)))
    if rows:
        tx.execute(insert(municipality_alias), list(rows.values()))
