"""Open anonymous surveys whose key is gone, as after a restore without the keys: they take no more answers."""

from datetime import datetime

from services import runs
from storage import due, surveys
from storage.due import Due
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Uow

LOST = "survey.key_lost"


def notice(uow: Uow, now: datetime) -> list[Survey]:
    """Surveys without their key; each is put down to be told of, once and for all."""
    lost = [survey for survey in surveys.open_now(uow.tx) if runs.key_lost(uow, survey)]
    for survey in lost:
        due.plan(uow.tx, Due(f"{LOST}:{survey.id}", LOST, now, survey.id))
    return lost


def still_lost(uow: Uow, item: Due) -> Survey | None:
    """The survey that is to be told of; None when it was closed or its key came back."""
    survey = surveys.get(uow.tx, item.subject_id or 0, EVERYTHING)
    return survey if survey is not None and runs.key_lost(uow, survey) else None
