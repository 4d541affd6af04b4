"""What stands on a person's desk: where they act, what waits for them, what the role may open."""

from datetime import datetime

from services import granting, respondents, visibility
from services.access import Object, may
from services.matrix import Action
from storage import municipalities
from storage.actor import Actor
from storage.unit import Uow
from texts.menu import Desk


def of(uow: Uow, actor: Actor, now: datetime) -> tuple[str, int, Desk]:
    """The municipality's short name, how many surveys wait, and what may be opened."""
    municipality_id = actor.acting.municipality_id if actor.acting else None
    place = municipalities.get(uow.tx, municipality_id).short_name if municipality_id else ""
    here = Object(municipality_id=municipality_id)
    may_run = may(actor, Action.MANAGE_SURVEY, here) and municipality_id is not None
    desk = Desk(
        may_run=may_run,
        may_see=visibility.sees_any(actor),
        is_asked=may(actor, Action.ANSWER_SURVEY, Object(person_id=actor.person_id, municipality_id=municipality_id)),
        several_roles=len(actor.grants) > 1,
        may_grant=granting.manages(actor) and not may_run,
    )
    return place, len(respondents.waiting(uow, actor, now)), desk
