"""Workbooks and forms that a coordinator sends: kept, read in a child process, planned, carried out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services import form_reading
from services.access import NotFound, Object, require, scope_of
from services.exchange import exporting, importing
from services.exchange.book import Book
from services.exchange.exporting import Tables
from services.exchange.importing import Ready
from services.exchange.planning import Plan
from services.exchange.reading import Progress, marked_copy, read_book
from services.matrix import Action
from storage import audit, files
from storage.actor import Actor
from storage.changes import Foreseen
from storage.database import Tx
from storage.files import StoredFile
from storage.unit import Uow
from surveys.form import Form
from surveys.problems import FormProblem
from texts.exchange import Problem


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: its bytes are kept, its row is not stored yet. `kind` is book or form."""

    digest: str
    size: int
    name: str
    kind: str


def may_bring(actor: Actor) -> None:
    """Raise NotFound unless this person keeps the roster of the municipality acted in."""
    _require_here(actor, Action.MANAGE_PEOPLE)


def _may_take(actor: Actor) -> None:
    """Raise NotFound unless this person may take the names of the municipality acted in along."""
    _require_here(actor, Action.EXPORT_NAMES)


def _require_here(actor: Actor, action: Action) -> None:
    municipality_id = actor.acting.municipality_id if actor.acting else None
    if municipality_id is None:
        raise NotFound
    require(actor, action, Object(municipality_id=municipality_id))


def keep(uow: Uow, actor: Actor, sent: Sent) -> int:
    """Note whose file it is; only this person may go on with it."""
    file = StoredFile(files.new_id(), sent.digest, sent.size, sent.name, f"{sent.kind}:{actor.person_id}")
    files.add(uow.tx, file, actor.person_id)
    return file.id


def kept(uow: Uow, actor: Actor, file_id: int) -> StoredFile:
    """A workbook that this person has sent; NotFound for anybody else's."""
    may_bring(actor)
    file = files.get(uow.tx, file_id)
    if file is None or file.media != f"book:{actor.person_id}":
        raise NotFound
    return file


def read(folder: Path, path: str, progress: Progress | None = None) -> Book:
    """Rows of a workbook and what is wrong with it as a file; it blocks. `progress` hears percents in this thread."""
    return read_book(folder / path, progress)


def read_form(folder: Path, path: str) -> Form | list[FormProblem]:
    """A questionnaire, or what is wrong with it; it blocks."""
    return form_reading.read_form(folder / path)


def plan(tx: Tx, actor: Actor, book: Book) -> Plan:
    """What an import would change in the actor's own municipality. It takes long for a big book and only reads."""
    may_bring(actor)
    return importing.plan(tx, book, scope_of(actor))


def prepare(tx: Tx, actor: Actor, now: datetime, book: Book) -> Ready:
    """`plan`, with all that is to be stored made ready."""
    may_bring(actor)
    return importing.prepare(tx, book, scope_of(actor), now, actor.person_id)


def apply(uow: Uow, actor: Actor, now: datetime, book: Book, foreseen: Foreseen[Ready]) -> Plan:
    """Carry the import out, all or nothing; make ready anew what no longer holds. Raises ImportRefused."""
    may_bring(actor)
    ready = foreseen.result
    if ready.plan.scope != scope_of(actor) or not foreseen.holds(uow.tx):
        ready = prepare(uow.tx, actor, now, book)
    done = importing.carry_out(uow.tx, ready)
    audit.note(uow.tx, now, actor, "exchange.import")
    return done


def mark(folder: Path, path: str, problems: Sequence[Problem]) -> str | None:
    """Path of a copy with bad cells marked; None when the book is too large for that. It blocks."""
    copy = folder / "files" / f"marked-{secrets.token_hex(8)}.xlsx"
    copy.parent.mkdir(parents=True, exist_ok=True)
    if not marked_copy(folder / path, copy, problems):
        return None
    digest = files.keep(folder, copy.read_bytes())
    copy.unlink()
    return files.path_of(digest)


def taken(uow: Uow, actor: Actor, now: datetime) -> None:
    """Note that the actor takes the workbook of the municipality, which holds names."""
    _may_take(actor)
    audit.note(uow.tx, now, actor, "exchange.export")


def collect(tx: Tx, actor: Actor) -> Tables:
    """Everything that the workbook of the actor's municipality holds. It takes long for much data and only reads."""
    _may_take(actor)
    return exporting.collect(tx, scope_of(actor))


def written(folder: Path, tables: Tables | None) -> str:
    """Path of a workbook with these tables, or of the empty template. It blocks."""
    path = folder / "files" / f"book-{secrets.token_hex(8)}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    if tables is None:
        exporting.write_template(path)
    else:
        exporting.write(path, tables)
    digest = files.keep(folder, path.read_bytes())
    path.unlink()
    return files.path_of(digest)


def text_file(folder: Path, lines: Sequence[str]) -> str:
    """Path of a text file that opens in Notepad too."""
    return files.path_of(files.keep(folder, "\r\n".join(lines).encode("utf-8-sig")))
