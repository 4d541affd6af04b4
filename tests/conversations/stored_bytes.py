"""What somebody would find who copied the data folder and the log: rows, bytes, order."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

CHATS = ("chat.sqlite3", "max.sqlite3")  # these play the messengers' servers and are not ours


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the data folder, the journal of the database included."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(CHATS))
    return {path.name: path.read_bytes() for path in found}


def tables(folder: Path) -> dict[str, list[sqlite3.Row]]:
    """Every table with its rows in the order in which they lie in the file."""
    connection = sqlite3.connect(f"file:{folder / 'nastavnik.sqlite3'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    try:
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        connection.close()


def holding(found: dict[str, list[sqlite3.Row]], words: str) -> set[str]:
    """Names of the tables in which these words stand."""
    return {name for name, rows in found.items() if any(words in str(value) for row in rows for value in row)}


def matched(people: Sequence[str], owners: Sequence[str]) -> int:
    """How many answers an attacker gives to the right person by laying two orders side by side."""
    return sum(person == owner for person, owner in zip(people, owners, strict=True))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Spearman's coefficient of two orders of the same things: 1 the same, 0 chance, -1 backwards."""
    place = {each: number for number, each in enumerate(other)}
    size = len(one)
    return 1 - 6 * sum((number - place[each]) ** 2 for number, each in enumerate(one)) / (size * (size**2 - 1))
