"""Databases of earlier releases, kept as SQL with two rows in every table, walk up and down without a loss.

With a release its schema is kept: filled with made-up rows, written out by sqlite3's `.dump` and `pg_dump --inserts`.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Table, create_engine, insert, inspect, select, text

from messengers.drawing import draw
from storage import schema
from storage.database import engine_for
from storage.tables import metadata

FIRST = "0001"
RELEASED = sorted({path.name.partition(".")[0] for path in Path(__file__).with_name("released").glob("*.sql")})

Contents = dict[str, list[dict[str, Any]]]


def kept(release: str, address: str) -> None:
    """Put the kept database of a release where the address leads."""
    backend = "sqlite" if address.startswith("sqlite") else "postgresql"
    script = (Path(__file__).with_name("released") / f"{release}.{backend}.sql").read_text(encoding="utf-8")
    if backend == "sqlite":
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            connection.executescript(script)
        connection.close()
    else:
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(script.encode())


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """For looking at the database beside the program."""
    made = create_engine(database_url)
    yield made
    made.dispose()


def contents(engine: Engine, only: Contents | None = None) -> Contents:
    """All rows of all tables, or of those columns alone that an earlier look has seen."""
    found: Contents = {}
    seen = MetaData()
    seen.reflect(engine)
    with engine.connect() as connection:
        for table in seen.sorted_tables:
            if table.name != "alembic_version" and (only is None or table.name in only):
                columns = [c for c in table.c if only is None or c.name in only[table.name][0]]
                rows = connection.execute(select(*columns).order_by(*table.primary_key)).mappings()
                found[table.name] = [dict(row) for row in rows]
    return found


def walk_down(address: str, target: str) -> None:
    """What an operator does who goes back to an earlier release."""
    engine = engine_for(address, {"foreign_keys": "OFF"}, "BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection, connection.begin():
            schema.downgrade(connection, target)
    finally:
        engine.dispose()


def test_messages_that_wait_while_the_program_is_renewed_keep_their_buttons(database_url: str, engine: Engine) -> None:
    kept(FIRST, database_url)
    body = {"text": "Опрос открыт", "buttons": [[{"label": "Начать", "data": "s:1"}]], "files": [], "edit": None}
    waiting = {"state": "new", "payload": json.dumps(body)}
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET state = :state, payload = :payload WHERE id = 1"), waiting)

    schema.prepare(database_url)

    with engine.connect() as connection:
        stored = connection.execute(text("SELECT payload FROM outbox WHERE id = 1")).scalar_one()
    fields = draw(json.loads(stored), "77", Path()).fields
    keyboard = json.loads(fields["reply_markup"])["inline_keyboard"]
    assert (fields["text"], keyboard) == ("Опрос открыт", [[{"text": "Начать", "callback_data": "s:1"}]])


@pytest.mark.parametrize("release", RELEASED)
def test_a_database_of_an_earlier_release_keeps_all_its_rows(database_url: str, engine: Engine, release: str) -> None:
    kept(release, database_url)
    before = contents(engine)
    assert all(len(rows) == 2 for rows in before.values())
    schema.prepare(database_url)
    assert contents(engine, before) == before
    with engine.connect() as connection:
        assert schema.current(connection) == schema.head()


def test_it_then_has_the_columns_and_indexes_that_the_program_describes(database_url: str, engine: Engine) -> None:
    schema.prepare(database_url)
    with engine.connect() as connection:
        known = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(known, metadata) == []


@pytest.mark.parametrize("release", RELEASED)
def test_it_then_has_the_tables_of_this_release(database_url: str, engine: Engine, release: str) -> None:
    kept(release, database_url)
    schema.prepare(database_url)
    there = inspect(engine)
    assert {table: sorted(c["name"] for c in there.get_columns(table)) for table in metadata.tables} == {
        name: sorted(table.c.keys()) for name, table in metadata.tables.items()
    }


def test_back_to_the_first_release_nothing_is_lost(database_url: str, engine: Engine) -> None:
    kept(FIRST, database_url)
    before = contents(engine)
    schema.prepare(database_url)
    walk_down(database_url, FIRST)
    assert contents(engine) == before
    schema.prepare(database_url)
    assert contents(engine, before) == before


def test_the_fortieth_school_on_a_list_inside_a_list_has_room(database_url: str, engine: Engine) -> None:
    kept(FIRST, database_url)
    schema.prepare(database_url)
    inner = {"response_id": 1, "question_id": 1, "item": 40_001, "value": "Школа № 40, первый выход"}
    with engine.begin() as connection:
        connection.execute(insert(metadata.tables["answer"]), inner)
    assert inner in contents(engine)["answer"]
    if engine.dialect.name == "postgresql":
        with pytest.raises(schema.WouldLose, match="item"):
            walk_down(database_url, FIRST)
        assert inner in contents(engine)["answer"]


def test_going_back_is_refused_where_something_would_be_lost(database_url: str, engine: Engine) -> None:
    kept(FIRST, database_url)
    schema.prepare(database_url)
    day_off = Table("day_off", MetaData(), autoload_with=engine)
    with engine.begin() as connection:
        connection.execute(insert(day_off), {"day": date(2026, 11, 4), "working": True})
    before = contents(engine)
    with pytest.raises(schema.WouldLose, match="day_off"):
        walk_down(database_url, FIRST)
    assert contents(engine) == before
