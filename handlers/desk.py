"""Files that come to the coordinator's desk: a workbook with the roster, or a questionnaire."""

from aiogram.types import Message

from handlers.incoming import Incoming, file_of
from handlers.turn import Chat, Turn, nothing_more
from messengers.messenger import NoFile
from services import desk_books
from services.access import NotFound
from services.desk_books import Sent
from services.desk_files import kind_of
from services.exchange.planning import Plan
from storage import files
from surveys.form import Form
from texts import desk as texts
from texts import exchange, form_problems
from texts import forms as form_texts
from texts.screen import Attachment


async def received(chat: Chat, message: Message) -> None:
    """A file that answers no question: only a coordinator's workbook or questionnaire is of use."""
    incoming = file_of(message)
    if not await chat.turn(lambda turn: _welcome(turn, incoming, message), last=False):
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
    else:
        await _book(chat, sent)


def _welcome(turn: Turn, file: Incoming, message: Message) -> bool:
    """Whether this person's file is looked at; says so."""
    try:
        desk_books.may_bring(turn.me)
    except NotFound:
        turn.show(texts.unknown_file())
        return False
    if message.document is None or file.too_large:
        turn.show(texts.unknown_file() if message.document is None else texts.too_large())
        return False
    turn.show(texts.reading(file.name))
    return True


async def _form(chat: Chat, sent: Sent) -> None:
    form = await chat.slow_on_shelf(desk_books.read_form, files.path_of(sent.digest))

    def step(turn: Turn) -> None:
        if isinstance(form, Form):
            file = desk_books.keep(turn.uow, turn.me, sent)
            notes = [form_problems.note(kind, name) for kind, name in form.warnings]
            turn.show(form_texts.accepted(file, form.title or form.code, len(form.questions), notes))
        else:
            turn.show(form_texts.refused(form_problems.lines(form)))

    await chat.turn(step)


async def _book(chat: Chat, sent: Sent) -> None:
    """Read, plan and show the plan; or list everything that is wrong and send the marked copy."""
    path = files.path_of(sent.digest)
    book = await chat.slow_on_shelf(desk_books.read, path)
    plan = await chat.turn(lambda turn: desk_books.plan(turn.uow, turn.me, book), last=False)
    if plan.refused:
        await refuse(chat, path, sent.name, plan)
        return
    await chat.turn(lambda turn: _offer(turn, sent, plan))


def _offer(turn: Turn, sent: Sent, plan: Plan) -> None:
    warnings = [exchange.line(problem) for problem in plan.problems]
    if plan.empty:
        turn.show(texts.no_rows(warnings) if plan.rowless else texts.nothing_changes(warnings))
        return
    file = desk_books.keep(turn.uow, turn.me, sent)
    turn.show(texts.preview(file, plan.totals(), list(plan.differences(personal=False)), warnings))


async def refuse(chat: Chat, path: str, name: str, plan: Plan) -> None:
    """The list of problems, whole as a file, and the workbook with marks."""
    lines = [exchange.line(problem) for problem in plan.problems]
    attached = [Attachment(await chat.slow_on_shelf(desk_books.text_file, lines), texts.PROBLEMS_FILE)]
    marked = await chat.slow_on_shelf(desk_books.mark, path, plan.problems)
    if marked is not None:
        attached.append(Attachment(marked, texts.MARKED_FILE.format(name=name)))
    await chat.turn(lambda turn: turn.show(texts.refused(plan.problems, tuple(attached))))
