"""What was compiled once serves every SQLite file of the process."""

from pathlib import Path

from sqlalchemy import select

from storage import compiled
from storage.address import of_file
from storage.database import Database, Tx
from storage.tables import metadata, municipality


def places(tx: Tx) -> list[str]:
    statement = select(municipality.c.code).where(municipality.c.full_name == "Каменка", municipality.c.id > 0)
    return list(tx.execute(statement).scalars())


def place(tx: Tx, code: str) -> None:
    tx.execute(municipality.insert(), {"code": code, "full_name": "Каменка", "short_name": "Каменка"})


def test_a_second_file_has_nothing_to_compile_and_its_own_answers(tmp_path: Path) -> None:
    first, second = (Database(of_file(tmp_path / f"{name}.sqlite3")).open() for name in ("first", "second"))
    for db, code in ((first, "А"), (second, "Б")):
        db.write_now(metadata.create_all)
        db.write_now(lambda tx, code=code: place(tx, code))
    assert first.read_now(places) == ["А"]
    known = set(compiled.STATEMENTS)

    assert second.read_now(places) == ["Б"]
    assert second.write_now(places) == ["Б"]
    assert set(compiled.STATEMENTS) == known
    first.close()
    second.close()
