"""The web chat's own small database: it plays the messenger's server and is no part of the product's data."""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from messengers.webchat.records import Draft, Json, Keyboard, Message, StoredFile

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat TEXT NOT NULL, by_bot INTEGER NOT NULL, date REAL NOT NULL,
    text TEXT NOT NULL, keyboard TEXT NOT NULL, file TEXT REFERENCES files (id), edited INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS messages_of_chat ON messages (chat, id);
CREATE TABLE IF NOT EXISTS reading (chat TEXT PRIMARY KEY, seen INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS updates (id INTEGER PRIMARY KEY AUTOINCREMENT, raw TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS presses (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat TEXT NOT NULL, answered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_NUMBERED = ("messages", "updates", "presses")
_MESSAGE = """SELECT m.id, m.chat, m.by_bot, m.date, m.text, m.keyboard, m.edited,
    f.id AS file, f.name, f.media_type, f.size, f.width, f.height
    FROM messages m LEFT JOIN files f ON f.id = m.file """


class ChatStore:
    """Conversations in one SQLite file; small and quick enough to be asked right on the event loop."""

    def __init__(self, path: Path) -> None:
        self.is_new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(_SCHEMA)
        self._number_from_random()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything inside is kept, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _number_from_random(self) -> None:
        """Numbers of a deleted and new-made file must not repeat those that the product already knows."""
        started = {row["name"] for row in self._db.execute("SELECT name FROM sqlite_sequence")}
        for table in set(_NUMBERED) - started:
            base = secrets.randbelow(2**30)
            self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, base))

    # --- messages ------------------------------------------------------------------------------------------

    def add(self, draft: Draft) -> Message:
        """Keep a new message."""
        file_id = draft.file.id if draft.file else None
        cursor = self._db.execute(
            "INSERT INTO messages (chat, by_bot, date, text, keyboard, file) VALUES (?, ?, ?, ?, ?, ?)",
            (draft.chat, draft.by_bot, draft.date.timestamp(), draft.text, _json(draft.keyboard), file_id),
        )
        return self._one(cursor.lastrowid or 0)

    def change(self, message_id: int, text: str, keyboard: Keyboard, edited: bool) -> Message:
        """Replace the words and the buttons of a message."""
        self._db.execute(
            "UPDATE messages SET text = ?, keyboard = ?, edited = ? WHERE id = ?",
            (text, _json(keyboard), edited, message_id),
        )
        return self._one(message_id)

    def delete(self, message_id: int) -> None:
        """Forget a message."""
        self._db.execute("DELETE FROM messages WHERE id = ?", (message_id,))

    def message(self, chat: str, message_id: int) -> Message | None:
        """A message of this conversation."""
        row = self._db.execute(_MESSAGE + "WHERE m.id = ? AND m.chat = ?", (message_id, chat)).fetchone()
        return _message(row) if row else None

    def history(self, chat: str, before: int, limit: int) -> list[Message]:
        """The last messages before this number, oldest first."""
        rows = self._db.execute(
            _MESSAGE + "WHERE m.chat = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?", (chat, before, limit)
        )
        return [_message(row) for row in rows][::-1]

    def _one(self, message_id: int) -> Message:
        return _message(self._db.execute(_MESSAGE + "WHERE m.id = ?", (message_id,)).fetchone())

    # --- what was read -------------------------------------------------------------------------------------

    def mark_read(self, chat: str, upto: int) -> None:
        """The person has seen the conversation up to this message."""
        self._db.execute(
            "INSERT INTO reading VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET seen = max(seen, excluded.seen)",
            (chat, upto),
        )

    def unread(self, chat: str) -> int:
        """How many of the bot's messages the person has not seen."""
        row = self._db.execute(
            """SELECT count(*) FROM messages WHERE chat = :chat AND by_bot
               AND id > coalesce((SELECT seen FROM reading WHERE chat = :chat), 0)""",
            {"chat": chat},
        ).fetchone()
        return int(row[0])

    # --- files ---------------------------------------------------------------------------------------------

    def keep_file(self, name: str, media_type: str, data: bytes, size: tuple[int, int] = (0, 0)) -> StoredFile:
        """Store a file; `size` is its width and height when it is to be shown as a picture."""
        file = StoredFile(secrets.token_urlsafe(24), name, media_type, len(data), *size)
        self._db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (file.id, file.name, file.media_type, file.size, file.width, file.height, data),
        )
        return file

    def file(self, file_id: str) -> StoredFile | None:
        """A file by its id."""
        row = self._db.execute(
            "SELECT id, name, media_type, size, width, height FROM files WHERE id = ?", (file_id,)
        ).fetchone()
        return StoredFile(*row) if row else None

    def file_bytes(self, file_id: str) -> bytes | None:
        """The contents of a file."""
        row = self._db.execute("SELECT data FROM files WHERE id = ?", (file_id,)).fetchone()
        return bytes(row[0]) if row else None

    # --- updates that wait for the bot, presses that wait for an answer -----------------------------------------

    def queue(self, content: Json) -> None:
        """Put an update, still without its number, into the bot's queue."""
        self._db.execute("INSERT INTO updates (raw) VALUES (?)", (_json(content),))

    def waiting(self, limit: int) -> list[Json]:
        """The oldest updates that the bot has not confirmed."""
        rows = self._db.execute("SELECT id, raw FROM updates ORDER BY id LIMIT ?", (limit,))
        return [{"update_id": row["id"], **json.loads(row["raw"])} for row in rows]

    def confirm(self, upto: int) -> None:
        """The bot has stored every update up to this number."""
        self._db.execute("DELETE FROM updates WHERE id <= ?", (upto,))

    def press(self, chat: str) -> str:
        """Give a number to a press of a button."""
        return str(self._db.execute("INSERT INTO presses (chat) VALUES (?)", (chat,)).lastrowid)

    def answer(self, press_id: str) -> str | None:
        """Mark a press as answered and return its chat; None when it is unknown or was answered before."""
        row = self._db.execute(
            "UPDATE presses SET answered = 1 WHERE id = ? AND NOT answered RETURNING chat", (press_id,)
        ).fetchone()
        return str(row["chat"]) if row else None

    # --- settings ------------------------------------------------------------------------------------------

    def setting(self, name: str) -> Any:
        """A kept value, or None."""
        row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return json.loads(row["value"]) if row else None

    def set(self, name: str, value: Any) -> None:
        """Keep a value that JSON can carry."""
        self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, _json(value)))

    @property
    def clock_offset(self) -> timedelta:
        """How far the demo's clock is ahead of the real one."""
        return timedelta(seconds=self.setting("clock_offset") or 0)

    @clock_offset.setter
    def clock_offset(self, offset: timedelta) -> None:
        self.set("clock_offset", offset.total_seconds())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _message(row: sqlite3.Row) -> Message:
    file = StoredFile(*(row[name] for name in ("file", "name", "media_type", "size", "width", "height")))
    return Message(
        id=row["id"],
        chat=row["chat"],
        by_bot=bool(row["by_bot"]),
        date=datetime.fromtimestamp(row["date"], UTC),
        text=row["text"],
        keyboard=json.loads(row["keyboard"]),
        file=file if row["file"] else None,
        edited=bool(row["edited"]),
    )
