"""The roster in the chat: template, export, import, invitations, who is out of reach."""

from handlers import desk
from handlers.dispatch import on_press
from handlers.turn import Chat, Turn
from services import desk_books, rosters
from services.exchange.importing import ImportRefused, Ready
from storage.actor import Actor
from storage.changes import Foreseen
from texts import desk as texts
from texts import people_actions as act


@on_press(act.People)
def people(turn: Turn, _press: act.People) -> None:
    """The roster in numbers."""
    counts = rosters.counts(turn.uow, turn.me, turn.now)
    turn.show(texts.roster(counts.known, counts.linked, counts.stopped))


@on_press(act.Template)
async def template(chat: Chat, _press: act.Template) -> None:
    """An empty workbook to begin with."""
    await chat.turn(lambda turn: desk_books.may_bring(turn.me), last=False)
    path = await chat.slow_on_shelf(desk_books.written, None)
    await chat.turn(lambda turn: turn.show(texts.template(path)))


@on_press(act.ExportBook)
async def export(chat: Chat, _press: act.ExportBook) -> None:
    """The municipality's workbook; that it was taken is noted."""
    actor = await chat.turn(_takes, last=False)
    tables = await chat.house.db.read(lambda tx: desk_books.collect(tx, actor))
    path = await chat.slow_on_shelf(desk_books.written, tables)
    await chat.turn(lambda turn: turn.show(texts.book(path)))


def _takes(turn: Turn) -> Actor:
    desk_books.taken(turn.uow, turn.me, turn.now)
    return turn.me


@on_press(act.ImportBook)
async def import_(chat: Chat, press: act.ImportBook) -> None:
    """Carry an import out: read and made ready while others write, stored as a whole."""
    actor, file = await chat.turn(lambda turn: (turn.me, desk_books.kept(turn.uow, turn.me, press.file)), last=False)
    book = await chat.slow_on_shelf(desk_books.read, file.path, desk.progress(chat, file.size))
    now = chat.house.now()

    def step(turn: Turn, foreseen: Foreseen[Ready]) -> None:
        done = desk_books.apply(turn.uow, turn.me, turn.now, book, foreseen)
        turn.show(texts.imported(done.stored()))

    try:
        await chat.foreseen(lambda tx: desk_books.prepare(tx, actor, now, book), step)
    except ImportRefused as refused:
        await desk.refuse(chat, file.path, file.name, refused.plan)


@on_press(act.Invitations)
def invitations(turn: Turn, _press: act.Invitations) -> None:
    """For whom to print cards."""
    schools, everybody = rosters.to_invite(turn.uow, turn.me, turn.now)
    turn.show(texts.invitations(schools, everybody))


@on_press(act.PrintInvitations)
async def print_invitations(chat: Chat, press: act.PrintInvitations) -> None:
    """Cards for the people of a school, or for everybody who is not linked."""
    await _print(chat, press.school)


@on_press(act.PrintSchoolless)
async def print_schoolless(chat: Chat, _press: act.PrintSchoolless) -> None:
    """Cards for those who belong to no school."""
    await _print(chat, None)


async def _print(chat: Chat, school: int | None) -> None:
    """Cards with QR codes."""
    link, messenger = chat.house.link, chat.origin.key.messenger
    cards, zone = await chat.turn(
        lambda turn: (
            rosters.invite(turn.uow, turn.me, turn.now, school, lambda token: link(messenger, token)),
            turn.zone,
        ),
        last=False,
    )
    path = await chat.slow_on_shelf(rosters.sheet, cards, zone)
    await chat.turn(lambda turn: turn.show(texts.cards(path, len(cards)), fragile=True))


@on_press(act.OutOfReach)
def out_of_reach(turn: Turn, _press: act.OutOfReach) -> None:
    """Who has no messenger and who stopped the bot."""
    turn.show(texts.out_of_reach(*rosters.out_of_reach(turn.uow, turn.me, turn.now)))
