"""Files that people send: the answer to a question that takes one, or something for the coordinator's desk."""

from aiogram.types import Message

from handlers import desk
from handlers.dispatch import on_file
from handlers.filling import fill, where
from handlers.incoming import Incoming, file_of
from handlers.showing import show_outcome, way_out
from handlers.turn import Chat, Turn, nothing_more
from messengers.messenger import NoFile
from services import attachments, runs
from services.runs import Standing
from surveys.inputs import Attached
from surveys.views import QuestionView
from texts import filling as words
from texts.actions import unpack
from texts.survey_actions import FillPreview, FillSurvey


@on_file
async def attached(chat: Chat, message: Message) -> None:
    """A file: the answer to a question that waits for one, otherwise something for the coordinator's desk."""
    incoming = file_of(message)
    expected = await chat.turn(lambda turn: _asked_for(turn, incoming), last=False)
    if expected is None:
        await desk.received(chat, message)
        return
    if not await chat.turn(lambda turn: _welcome(turn, expected, incoming), last=False):
        await chat.turn(nothing_more)
        return
    try:
        data = await chat.house.download(chat.origin.key.messenger, incoming.file_id)
    except NoFile:
        await chat.turn(lambda turn: _ask_again(turn, expected, words.FILE_NOT_FETCHED))
        return
    digest = await chat.slow_on_shelf(attachments.keep, data)
    upload = attachments.Upload(digest, len(data), incoming.name, incoming.media)
    await chat.turn(lambda turn: _answer_with(turn, expected, upload))


def _asked_for(turn: Turn, file: Incoming) -> FillSurvey | FillPreview | None:
    """The questionnaire that the file is meant for; a coordinator's table that it does not take is for the desk."""
    expected = unpack(turn.account.expecting) if turn.account.expecting else None
    if not isinstance(expected, FillSurvey | FillPreview):
        return None
    taken = _takes(where(turn, expected), Attached("", file.name, file.media))
    return None if not taken and desk.is_for_the_desk(turn, file) else expected


def _welcome(turn: Turn, expected: FillSurvey | FillPreview, file: Incoming) -> bool:
    """Whether the question takes such a file: only then is it fetched and kept. Otherwise that is said."""
    standing = where(turn, expected)
    given = Attached("", file.name, file.media)
    if isinstance(standing, Standing) and not _takes_files(standing):
        _ask_again(turn, expected, words.no_file_here(standing.form.title, way_out(standing)))
        return False
    if not _takes(standing, given):
        fill(turn, expected, given)
        return False
    if file.too_large:
        _ask_again(turn, expected, words.FILE_TOO_LARGE)
        return False
    return True


def _takes(standing: runs.Outcome, given: Attached) -> bool:
    return isinstance(standing, Standing) and isinstance(standing.view, QuestionView) and given.fits(standing.view.kind)


def _takes_files(standing: Standing) -> bool:
    return isinstance(standing.view, QuestionView) and standing.view.kind in ("image", "audio", "file")


def _ask_again(turn: Turn, expected: FillSurvey | FillPreview, lead: str) -> None:
    show_outcome(turn, where(turn, expected), anew=True, lead=lead)


def _answer_with(turn: Turn, expected: FillSurvey | FillPreview, upload: attachments.Upload) -> None:
    standing = where(turn, expected)
    named = isinstance(standing, Standing) and standing.survey is not None and not standing.survey.anonymous
    reference = attachments.record(turn.tx, upload, turn.me.person_id if named else None)
    fill(turn, expected, Attached(reference, upload.name, upload.media))
