"""A survey as screens speak of it."""

from storage.surveys import Survey
from texts.surveys import Facts


def facts(survey: Survey) -> Facts:
    """What screens say of a survey."""
    period = (survey.period_start, survey.period_end)
    return Facts(survey.id, survey.title, survey.mode, survey.state, survey.closes_at, survey.timezone, period)
