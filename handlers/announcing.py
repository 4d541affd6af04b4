"""The coordinator tells participants what came of a closed survey."""

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn
from services import announcements
from services.announcements import Announcement
from services.facts import facts
from texts import announcements as texts
from texts import running
from texts import survey_actions as act


@on_press(act.PreviewTelling)
async def preview(chat: Chat, press: act.PreviewTelling) -> None:
    """The message as it will be, before it goes to people."""
    survey = await chat.turn(lambda turn: announcements.closed(turn.uow, turn.me, press.survey), last=False)
    made = await chat.house.db.read(lambda tx: announcements.announcement(tx, survey))

    def tell(turn: Turn) -> None:
        readers = len(announcements.hearers(turn.uow, survey))
        turn.show(texts.preview(facts(survey), _answered(made), _shares(made), readers))

    await chat.turn(tell)


@on_press(act.TellParticipants)
def send(turn: Turn, press: act.TellParticipants) -> None:
    """Send it."""
    survey = announcements.closed(turn.uow, turn.me, press.survey)
    moment = announcements.send(turn.uow, turn.me, turn.now, press.survey)
    turn.after_commit(turn.house.planned)
    turn.show(texts.planned(facts(survey), moment, turn.now))


def _answered(made: Announcement) -> str:
    return running.out_of(made.sent, made.frame)


def _shares(made: Announcement) -> list[tuple[str, str]]:
    return [(name, str(share)) for name, share in made.shares]
