"""Results of closed surveys: text, picture, workbook, files of answers."""

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn, nothing_more
from indicators.questionnaire import Counted
from reports import survey_message
from services import announcements, answer_files, results
from services.facts import facts
from services.results import Wanted
from texts import answer_files as file_texts
from texts import running as texts
from texts import survey_actions as act
from texts.screen import Rows


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
    counted: tuple[Counted, ...] = ()
    if not survey_message.speaks_for_itself(found):
        counted = await chat.house.db.read(lambda tx: results.questions(tx, found))
    path = await chat.slow_on_shelf(results.picture, found)
    words = survey_message.message(found, counted)

    def tell(turn: Turn) -> None:
        turn.show(texts.results(words, path, _keys(turn, asked)))

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
    await chat.turn(
        lambda turn: turn.show(texts.results_workbook(facts(asked.survey), path, asked.survey.code, _keys(turn, asked)))
    )


@on_press(act.AnswerFiles)
async def files(chat: Chat, press: act.AnswerFiles) -> None:
    """Files that were sent as answers, packed together."""
    asked = await chat.turn(
        lambda turn: _closed(turn, answer_files.wanted(turn.uow, turn.me, turn.now, press.survey)), last=False
    )
    if asked is None:
        await chat.turn(nothing_more)
        return
    survey = asked.survey
    sent = await chat.house.db.read(lambda tx: answer_files.sent(tx, survey))
    paths = await chat.slow_on_shelf(answer_files.packed, sent)

    def tell(turn: Turn) -> None:
        keys = _keys(turn, asked)
        if paths:
            turn.show(file_texts.archives(survey.title, survey.code, paths, len(sent), keys))
        else:
            protected = survey.mode != "named"
            few = answer_files.smallest(turn.uow.tx, survey)
            turn.show(file_texts.nothing(survey.title, few, keys, protected=protected))

    await chat.turn(tell)


def _keys(turn: Turn, asked: Wanted) -> Rows:
    book = results.may_take_book(turn.me, asked)
    offered = answer_files.offered(turn.uow, turn.me, asked.survey)
    tell = announcements.may_tell(turn.uow, turn.me, asked.survey)
    return texts.results_keys(asked.survey.id, texts.Further(asked.kinds, book=book, files=offered, tell=tell))


def _closed(turn: Turn, asked: Wanted) -> Wanted | None:
    """What to compute, or None after saying that the results have to wait."""
    if asked.survey.state == "closed":
        return asked
    turn.show(texts.results_wait(facts(asked.survey)))
    return None
