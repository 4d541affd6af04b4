"""Results of closed surveys: text, picture, workbook."""

from handlers.dispatch import on_press
from handlers.showing import facts
from handlers.turn import Chat, Turn, nothing_more
from services import results
from services.results import Found, Wanted
from texts import results as texts
from texts import survey_actions as act
from texts import surveys as survey_texts


@on_press(act.Results)
async def show(chat: Chat, press: act.Results) -> None:
    """Figures as a message; of the whole survey with a picture."""
    asked = await chat.turn(lambda turn: _wanted(turn, press.survey, press.by), last=False)
    if asked is None:
        await chat.turn(nothing_more)
        return
    found = await chat.house.db.read(lambda tx: results.figures(tx, asked))
    await chat.turn(lambda turn: _show(turn, asked, found, press.by))


def _wanted(turn: Turn, survey_id: int, by: str) -> Wanted | None:
    """What to compute, or None after saying that the results have to wait."""
    asked = results.wanted(turn.uow, turn.me, survey_id, by)
    if asked.survey.state == "closed":
        return asked
    turn.show(survey_texts.results_wait(facts(asked.survey)))
    return None


def _show(turn: Turn, asked: Wanted, found: Found, by: str) -> None:
    about = facts(asked.survey)
    if by == "all":
        turn.show(texts.overall(about, found.rows, results.thresholds(), ()))
    else:
        turn.show(texts.parts(about, by, found.rows, found.schools))
