"""Results of closed surveys: text, picture, workbook."""

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn, nothing_more
from reports import survey_message
from services import results
from services.facts import facts
from services.results import Wanted
from texts import running as texts
from texts import survey_actions as act


@on_press(act.Results)
async def show(chat: Chat, press: act.Results) -> None:
    """Figures as a message, and as a picture."""
    asked = await chat.turn(
        lambda turn: _closed(turn, results.wanted(turn.uow, turn.me, press.survey, press.by)), last=False
    )
    if asked is None:
        await chat.turn(nothing_more)
        return
    found = await chat.house.db.read(lambda tx: results.figures(tx, asked))
    path = await chat.slow_on_shelf(results.picture, found)
    words = survey_message.message(found)

    def tell(turn: Turn) -> None:
        book = results.may_take_book(turn.me, asked)
        turn.show(texts.results(words, path, texts.results_keys(asked.survey.id, asked.kinds, book=book)))

    await chat.turn(tell)


@on_press(act.ResultsWorkbook)
async def workbook(chat: Chat, press: act.ResultsWorkbook) -> None:
    """The same as an Excel workbook, with the answers as far as they may be told."""
    asked = await chat.turn(
        lambda turn: _closed(turn, results.wanted_book(turn.uow, turn.me, turn.now, press.survey)), last=False
    )
    if asked is None:
        await chat.turn(nothing_more)
        return
    made = await chat.house.db.read(lambda tx: results.book(tx, asked))
    path = await chat.slow_on_shelf(results.workbook, made, chat.house.now())
    await chat.turn(lambda turn: turn.show(texts.results_workbook(facts(asked.survey), path, asked.survey.code)))


def _closed(turn: Turn, asked: Wanted) -> Wanted | None:
    """What to compute, or None after saying that the results have to wait."""
    if asked.survey.state == "closed":
        return asked
    turn.show(texts.results_wait(facts(asked.survey)))
    return None
