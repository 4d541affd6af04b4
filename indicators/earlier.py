"""What became of a survey's figures since the one before: the last that the municipality closed before it opened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.changes import SHOWN_FROM, Compared, SamePeople, beside, of_answers
from indicators.request import Request
from indicators.shares import Share
from storage import frames, participation, surveys
from storage.database import Tx
from storage.surveys import Survey

_OVERALL = "overall"  # the mark that the same people are compared by


@dataclass(frozen=True, slots=True)
class Since:
    """The survey before, figures with a change that may be told, and, of named surveys, the same people's marks."""

    before: Survey
    answered: Share  # of those whom the survey before asked
    changes: Sequence[Compared]
    same: SamePeople | None


def since_before(tx: Tx, survey: Survey, asked: Request) -> Since | None:
    """The comparison of a survey's figures as a whole; None without a survey before of the same form and mode."""
    before = surveys.before(tx, survey)
    if before is None:
        return None
    compared = beside(tx, asked, replace(asked, survey=before.code))
    told = [each for each in compared if each.row.about.passport.levels and each.change and str(each.change)]
    same = of_answers(tx, before.id, survey.id, _OVERALL) if survey.mode == "named" else None
    answered = Share(participation.count_sent(tx, before.id), frames.size(tx, before.id))
    return Since(before, answered, told, same if same and same.matched >= SHOWN_FROM else None)
