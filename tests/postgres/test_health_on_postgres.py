"""`health` tells of a database on a server what it tells of a file."""

from datetime import date
from pathlib import Path

from sqlalchemy import insert
from storeroom import anonymous_survey, opened

from storage.tables import inbox
from tests.starting.terminal import Terminal

POISON = {"messenger": "web", "bot_id": 1, "update_id": 1, "state": "poison", "received_on": date.today()}  # noqa: DTZ011


def test_what_waits_and_what_is_lost_is_seen_on_a_server(database_url: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    with opened(database_url, terminal.data) as db:
        db.write_now(lambda tx: tx.execute(insert(inbox), POISON))
        db.write_now(anonymous_survey)

    said = terminal.types("health", DATABASE_URL=database_url).stdout

    assert "База: отвечает" in said
    assert "! Отложены как непонятные: 1" in said
    assert "пропали у Q-1" in said
    assert "Журнал" not in said


def test_a_server_that_is_away_is_seen(database_url: str, tmp_path: Path) -> None:
    away = database_url.rpartition(":")[0] + ":1/away"

    said = Terminal(tmp_path).types("health", DATABASE_URL=away)

    assert said.exit_code == 1
    assert "! База: connection failed" in said.stdout
