"""Who a survey goes to: roles, schools, subjects and school statuses, each with marks."""

from handlers.dispatch import on_press
from handlers.turn import Turn
from services import audiences
from services import surveys as running
from storage.reference import SCHOOL_STATUSES
from texts import survey_actions as act
from texts import survey_audience as texts


@on_press(act.ChooseAudience)
def choose(turn: Turn, press: act.ChooseAudience) -> None:
    """Which part to change."""
    survey = running.own(turn.uow, turn.me, press.survey)
    turn.show(texts.choose_audience(survey.id, audiences.words(turn.uow, survey)))


@on_press(act.ChooseRoles)
def roles(turn: Turn, press: act.ChooseRoles) -> None:
    """Roles with marks."""
    survey = running.own(turn.uow, turn.me, press.survey)
    turn.show(texts.choose_roles(survey.id, survey.audience.roles, audiences.ASKED_ROLES))


@on_press(act.ToggleRole)
def toggle_role(turn: Turn, press: act.ToggleRole) -> None:
    """A role in or out; the last one stays."""
    survey = audiences.toggle(turn.uow, turn.me, press.survey, audiences.Mark("roles", press.role, press.on))
    turn.show(texts.choose_roles(survey.id, survey.audience.roles, audiences.ASKED_ROLES))


@on_press(act.ChooseSchools)
def schools(turn: Turn, press: act.ChooseSchools) -> None:
    """Schools with marks."""
    survey = running.own(turn.uow, turn.me, press.survey)
    offered = audiences.schools(turn.uow, survey)
    turn.show(texts.choose_schools(survey.id, survey.audience.schools, offered, press.page))


@on_press(act.ToggleSchool)
def toggle_school(turn: Turn, press: act.ToggleSchool) -> None:
    """A school in or out."""
    survey = audiences.toggle(turn.uow, turn.me, press.survey, audiences.Mark("schools", press.school, press.on))
    offered = audiences.schools(turn.uow, survey)
    turn.show(texts.choose_schools(survey.id, survey.audience.schools, offered, press.page))


@on_press(act.ChooseSubjects)
def subjects(turn: Turn, press: act.ChooseSubjects) -> None:
    """Subjects taught in the municipality, with marks."""
    survey = running.own(turn.uow, turn.me, press.survey)
    offered = audiences.subjects(turn.uow, survey)
    turn.show(texts.choose_subjects(survey.id, survey.audience.subjects, offered))


@on_press(act.ToggleSubject)
def toggle_subject(turn: Turn, press: act.ToggleSubject) -> None:
    """A subject in or out."""
    survey = running.own(turn.uow, turn.me, press.survey)
    offered = audiences.subjects(turn.uow, survey)
    if press.place < len(offered):
        mark = audiences.Mark("subjects", offered[press.place], press.on)
        survey = audiences.toggle(turn.uow, turn.me, press.survey, mark)
    turn.show(texts.choose_subjects(survey.id, survey.audience.subjects, offered))


@on_press(act.ChooseStatuses)
def statuses(turn: Turn, press: act.ChooseStatuses) -> None:
    """School statuses with marks."""
    survey = running.own(turn.uow, turn.me, press.survey)
    turn.show(texts.choose_statuses(survey.id, survey.audience.statuses, SCHOOL_STATUSES))


@on_press(act.ToggleStatus)
def toggle_status(turn: Turn, press: act.ToggleStatus) -> None:
    """A status in or out."""
    survey = audiences.toggle(turn.uow, turn.me, press.survey, audiences.Mark("statuses", press.status, press.on))
    turn.show(texts.choose_statuses(survey.id, survey.audience.statuses, SCHOOL_STATUSES))
