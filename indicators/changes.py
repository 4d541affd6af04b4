"""Changes between two periods: of a share (domain.md 5.1, rule 6), and of the same people, others told apart."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import ColumnElement, Integer, Subquery, case, cast, func, select

from indicators.compute import compute
from indicators.request import Request
from indicators.rows import Row
from indicators.shares import Share, rounded
from storage.database import Tx
from storage.tables import answer, question, response, survey
from texts import changes as words

SHOWN_FROM = 5  # answers or people on both sides
CALLED_FROM, POINTS = 20, 5  # on both sides; percentage points
_SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Change:
    """Two shares of the same indicator, the earlier one first."""

    before: Share
    after: Share

    @property
    def points(self) -> Fraction | None:
        """The exact difference in percentage points; None where one of the two has no data."""
        if not self.before.denominator or not self.after.denominator:
            return None
        earlier, later = (Fraction(each.numerator, each.denominator) for each in (self.before, self.after))
        return 100 * (later - earlier)

    @property
    def tenths(self) -> int | None:
        """The difference in tenths of a point, halves away from zero; None where too few were asked to show it."""
        points = self.points
        return rounded(10 * points) if points is not None and self._smaller >= SHOWN_FROM else None

    @property
    def substantial(self) -> bool:
        """Whether it may be called a change: enough answers on both sides, and not too small."""
        points = self.points
        return points is not None and self._smaller >= CALLED_FROM and abs(points) >= POINTS

    def __str__(self) -> str:
        """In words; "" where it is not shown."""
        return "" if self.tenths is None else words.change(str(self.before), self.tenths, substantial=self.substantial)

    @property
    def _smaller(self) -> int:
        return min(self.before.denominator, self.after.denominator)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure and what became of it; no change where it is no share, or was not there before."""

    row: Row
    change: Change | None


def beside(tx: Tx, request: Request, earlier: Request) -> list[Compared]:
    """The figures asked for beside the same ones of an earlier period or survey."""
    before = {(row.code, row.group): row.share for row in compute(tx, earlier)}
    return [Compared(row, _change(before.get((row.code, row.group)), row.share)) for row in compute(tx, request)]


def _change(before: Share | None, after: Share | None) -> Change | None:
    return None if before is None or after is None else Change(before, after)


@dataclass(frozen=True, slots=True)
class SamePeople:
    """What became of those who are known from both times, and how many are known from one alone."""

    better: int
    same: int
    worse: int
    newcomers: int
    leavers: int

    @property
    def matched(self) -> int:
        """How many were compared."""
        return self.better + self.same + self.worse

    def __str__(self) -> str:
        """In words."""
        return words.same_people((self.better, self.same, self.worse), self.newcomers, self.leavers)


def of_answers(tx: Tx, earlier: int, later: int, measure: str) -> SamePeople:
    """Marks 1 … 5 that the same people gave in two named surveys; whoever was undecided is not compared.

    Raises ValueError when one of the surveys keeps names back: such answers are never laid side by side.
    """
    statement = select(survey.c.mode).where(survey.c.id.in_((earlier, later)))
    if set(tx.execute(statement).scalars()) != {"named"}:
        raise ValueError("only named surveys are compared person by person")
    return _compared(tx, _marks(earlier, measure), _marks(later, measure))


def _marks(survey_id: int, measure: str) -> Subquery:
    return (
        select(response.c.person_id, cast(answer.c.value, Integer).label("mark"))
        .join(answer, answer.c.response_id == response.c.id)
        .join(question, question.c.id == answer.c.question_id)
        .where(
            response.c.survey_id == survey_id,
            response.c.state == "sent",
            response.c.person_id.is_not(None),
            question.c.measure == measure,
            answer.c.value.in_(_SCALE),
        )
        .subquery()
    )


def _compared(tx: Tx, before: Subquery, now: Subquery) -> SamePeople:
    """The higher mark is the better one."""
    people = select(before.c.person_id).union(select(now.c.person_id)).subquery()
    statement = (
        select(
            _times(now.c.mark > before.c.mark),
            _times(now.c.mark == before.c.mark),
            _times(now.c.mark < before.c.mark),
            _times(before.c.mark.is_(None)),
            _times(now.c.mark.is_(None)),
        )
        .select_from(people)
        .outerjoin(before, before.c.person_id == people.c.person_id)
        .outerjoin(now, now.c.person_id == people.c.person_id)
    )
    return SamePeople(*tx.execute(statement).one())


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
