"""Files that were sent as answers to a closed survey: who may take them, and the archives."""

from datetime import datetime
from pathlib import Path

from indicators import outcome, questionnaire
from indicators.questionnaire import FILES
from indicators.sent_files import SentFile, any_sent, sent_files
from services import results, visibility
from services.access import NotFound, Object, may
from services.matrix import Action
from services.results import Wanted
from storage import audit, files
from storage.actor import Actor
from storage.database import Tx
from storage.surveys import Survey
from storage.unit import Uow


def wanted(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Wanted:
    """Check that this person may have the files; the reading is noted. Raises NotFound."""
    asked = results.wanted(uow, actor, survey_id, visibility.ALL)
    if not may_take(uow, actor, asked.survey):
        raise NotFound
    audit.note(uow.tx, now, actor, "survey.files", f"survey:{survey_id}")
    return asked


def may_take(uow: Uow, actor: Actor, survey: Survey) -> bool:
    """Whether the survey asks for files and this person may see its answers one by one."""
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    here = Object(municipality_id=survey.municipality_id)
    return any(each.kind in FILES for each in form.questions) and may(actor, Action.SEE_ANSWER_ROWS, here)


def offered(uow: Uow, actor: Actor, survey: Survey) -> bool:
    """Whether there is a way to the files worth showing to this person."""
    return may_take(uow, actor, survey) and any_sent(uow.tx, survey)


def sent(tx: Tx, survey: Survey) -> tuple[SentFile, ...]:
    """The files that may be told; runs in a reader's thread."""
    return sent_files(tx, survey, questionnaire.counted(tx, survey, smallest(tx, survey)))


def smallest(tx: Tx, survey: Survey) -> int:
    """How many must have answered a question before its answers may be told."""
    return outcome.rules_of(tx, survey).smallest


def packed(folder: Path, given: tuple[SentFile, ...]) -> list[str]:
    """Paths of the archives. It blocks."""
    from reports import answer_archive

    return [files.path_of(files.keep(folder, data)) for data in answer_archive.archives(folder, given)]
