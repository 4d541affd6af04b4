"""Files that come to the coordinator's desk: a workbook with the roster, or a questionnaire."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from aiogram.types import Message

from handlers import collected
from handlers.incoming import Incoming, file_of
from handlers.turn import Chat, Turn, nothing_more
from messengers.messenger import NoFile
from services import desk_books
from services.access import NotFound
from services.collected.desk import KIND
from services.collected.table import Table, read_table
from services.desk_books import Sent
from services.desk_files import kind_of
from services.exchange.planning import Plan
from storage import files
from storage.actor import Actor
from surveys.form import Form, titled
from texts import desk as texts
from texts import exchange, form_problems
from texts import forms as form_texts
from texts.screen import Attachment

_TABLES = (".xlsx", ".csv")
_UNLIKE = ("no_sheets", "csv")  # problems of what need not have been meant as a book of ours
_BIG = 512 * 1024  # bytes of a workbook whose reading takes longer than a breath


async def received(chat: Chat, message: Message) -> None:
    """A file that answers no question: only a coordinator's workbook or questionnaire is of use."""
    incoming = file_of(message)
    actor = await chat.turn(lambda turn: _welcome(turn, incoming, message), last=False)
    if actor is None:
        await chat.turn(nothing_more)
        return
    try:
        data = await chat.house.download(chat.origin.key.messenger, incoming.file_id)
    except NoFile:
        await chat.turn(lambda turn: turn.show(texts.not_fetched()))
        return
    kind = kind_of(data)
    digest = await chat.slow_on_shelf(files.keep, data)
    sent = Sent(digest, len(data), incoming.name, kind)
    if kind == "form":
        await _form(chat, sent)
    elif kind == "book" or not await _table(chat, sent):
        await _book(chat, actor, sent)


def is_for_the_desk(turn: Turn, file: Incoming) -> bool:
    """Whether this is a table that this person may bring, whatever else is open in the chat."""
    try:
        desk_books.may_bring(turn.me)
    except NotFound:
        return False
    return file.name.lower().endswith(_TABLES)


def _welcome(turn: Turn, file: Incoming, message: Message) -> Actor | None:
    """Who it is whose file is looked at; says so, or why not."""
    try:
        desk_books.may_bring(turn.me)
    except NotFound:
        turn.show(texts.unknown_file())
        return None
    if message.document is None or file.too_large:
        turn.show(texts.unknown_file() if message.document is None else texts.too_large())
        return None
    turn.show(texts.reading(file.name))
    return turn.me


async def _form(chat: Chat, sent: Sent) -> None:
    form = await chat.slow_on_shelf(desk_books.read_form, files.path_of(sent.digest))

    def step(turn: Turn) -> None:
        if isinstance(form, Form):
            file = desk_books.keep(turn.uow, turn.me, sent)
            notes = [form_problems.note(kind, name) for kind, name in form.warnings]
            turn.show(form_texts.accepted(file, titled(form, sent.name).title, len(form.questions), notes))
        else:
            turn.show(form_texts.refused(form_problems.lines(form)))

    await chat.turn(step)


async def _table(chat: Chat, sent: Sent) -> bool:
    """Answers from another program's form; False when it is none of these."""
    found = await chat.slow_on_shelf(lambda folder: read_table(folder / files.path_of(sent.digest)))
    if not isinstance(found, Table) or found.time is None:
        return False
    table = found
    await chat.turn(
        lambda turn: collected.offer(turn, desk_books.keep(turn.uow, turn.me, replace(sent, kind=KIND)), table)
    )
    return True


async def _book(chat: Chat, actor: Actor, sent: Sent) -> None:
    """Read, plan and show the plan; or list everything that is wrong and send the marked copy."""
    path = files.path_of(sent.digest)
    book = await chat.slow_on_shelf(desk_books.read, path, progress(chat, sent.size))
    plan = await chat.house.db.read(lambda tx: desk_books.plan(tx, actor, book))
    if any(problem.kind in _UNLIKE for problem in plan.problems):
        await chat.turn(lambda turn: turn.show(texts.unlike_anything(plan.problems)))
    elif plan.refused:
        await refuse(chat, path, sent.name, plan)
    else:
        await chat.turn(lambda turn: _offer(turn, sent, plan))


def progress(chat: Chat, size: int) -> Callable[[int], None] | None:
    """Says in the chat how far the reading of a big book is; nothing for books that are read in a moment."""
    if size < _BIG:
        return None
    loop, to_say = asyncio.get_running_loop(), [75, 50, 25]

    def hear(percent: int) -> None:
        while to_say and percent >= to_say[-1]:
            told = to_say.pop()
            if not to_say or percent < to_say[-1]:
                asyncio.run_coroutine_threadsafe(chat.aside(texts.read_so_far(told), f"read{told}"), loop)

    return hear


def _offer(turn: Turn, sent: Sent, plan: Plan) -> None:
    warnings = [exchange.line(problem) for problem in plan.problems]
    if plan.empty:
        turn.show(texts.no_rows(warnings) if plan.rowless else texts.nothing_changes(warnings))
        return
    file = desk_books.keep(turn.uow, turn.me, sent)
    turn.show(texts.preview(file, plan.totals(), list(plan.differences(personal=False)), warnings))


async def refuse(chat: Chat, path: str, name: str, plan: Plan) -> None:
    """The list of problems, whole as a file, and the workbook with marks where there is something to mark."""
    lines = [exchange.line(problem) for problem in plan.problems]
    attached = [Attachment(await chat.slow_on_shelf(desk_books.text_file, lines), texts.PROBLEMS_FILE)]
    somewhere = any(problem.sheet for problem in plan.problems)
    marked = await chat.slow_on_shelf(desk_books.mark, path, plan.problems) if somewhere else None
    if marked is not None:
        attached.append(Attachment(marked, texts.MARKED_FILE.format(name=name)))
    await chat.turn(lambda turn: turn.show(texts.refused(plan.problems, tuple(attached))))
