"""Which responses of a workbook count: V of rule 5.2, worked out when the book is brought in and kept beside them.

Nothing here looks at a clock. Responses that were given in the chat are judged by the chat itself, which refuses what
would not count; here they only take their place among the others of the same person, of which the last counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, or_, select, update

from storage.database import Tx
from storage.forms import Forms
from storage.strata import Asking, settle
from storage.tables import answer, frame_member, municipality, question, response, survey
from surveys.form import Form

_COUNTED = ("sent", "superseded")


class Revision(NamedTuple):
    """One revision of a response."""

    id: int
    chain: int
    revision: int
    person_id: int | None
    submitted_at: datetime | None
    state: str
    imported: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """When answers of a survey count, from whom, and which of them lack what is required."""

    opens_at: datetime
    closes_at: datetime  # the first moment when answers are late
    frame: Collection[int] | None  # None: the survey has no list
    incomplete: Collection[int]

    def verdict(self, one: Revision) -> str:
        """The state of a revision as far as it depends on nothing but itself."""
        if one.state == "void":
            return "void"
        if one.submitted_at is None:
            return "draft"
        if one.submitted_at < self.opens_at:
            return "early"
        if one.submitted_at >= self.closes_at:
            return "late"
        if self.frame is not None and one.person_id is not None and one.person_id not in self.frame:
            return "outsider"
        return "incomplete" if one.id in self.incomplete else "sent"


def states(revisions: Sequence[Revision], window: Window) -> Mapping[int, str]:
    """State of each revision, by id: of everybody's valid ones the last counts, the others are superseded."""
    found = {one.id: window.verdict(one) if one.imported else _in_chat(one) for one in revisions}
    chains: dict[int, list[Revision]] = defaultdict(list)
    for one in sorted(revisions, key=lambda one: one.revision):
        if found[one.id] == "sent":
            chains[one.chain].append(one)
    owners: dict[tuple[bool, int], list[Revision]] = defaultdict(list)
    for chain in chains.values():
        found |= dict.fromkeys((one.id for one in chain[:-1]), "superseded")
        last = chain[-1]
        owners[(True, last.chain) if last.person_id is None else (False, last.person_id)].append(last)
    for lasts in owners.values():
        lasts.sort(key=_sent)
        found |= dict.fromkeys((one.id for one in lasts[:-1]), "superseded")
    return found


def _in_chat(one: Revision) -> str:
    return "sent" if one.state in _COUNTED else one.state


def _sent(one: Revision) -> tuple[datetime, int]:
    assert one.submitted_at is not None
    return one.submitted_at, one.chain


def judge(tx: Tx, survey_ids: Iterable[int]) -> None:
    """Work out strata and states of what came in a workbook to these surveys."""
    forms = Forms()
    for survey_id in sorted(set(survey_ids)):
        row = tx.execute(_ASKED.where(survey.c.id == survey_id)).one()
        form = forms.form(tx, row.version_id)
        on = row.opens_at.astimezone(ZoneInfo(row.timezone)).date()
        audience = tuple(role.strip() for role in form.settings.get("audience", "").split(";"))
        asking = Asking(survey_id, row.municipality_id, row.mode == "anonymous", on, audience)
        settle(tx, asking, frame_too=bool(row.imported))
        missing = _incomplete(tx, survey_id, row.version_id, form)
        window = Window(row.opens_at, row.closes_at, _frame(tx, survey_id), missing)
        _store(tx, _revisions(tx, survey_id), window)


_ASKED = select(
    survey.c.version_id, survey.c.mode, survey.c.imported, survey.c.municipality_id, survey.c.opens_at,
    survey.c.closes_at, municipality.c.timezone,
).join(municipality, municipality.c.id == survey.c.municipality_id)  # fmt: skip


def _store(tx: Tx, revisions: Sequence[Revision], window: Window) -> None:
    known = {one.id: one.state for one in revisions}
    changed = [
        {"response": id_, "became": state} for id_, state in states(revisions, window).items() if known[id_] != state
    ]
    if changed:
        statement = update(response).where(response.c.id == bindparam("response")).values(state=bindparam("became"))
        tx.execute(statement, changed)


def _revisions(tx: Tx, survey_id: int) -> list[Revision]:
    columns = [response.c[name] for name in Revision._fields]
    ours = or_(response.c.imported == 1, response.c.person_id.is_not(None))
    rows = tx.execute(select(*columns).where(response.c.survey_id == survey_id, ours))
    return [Revision(*row) for row in rows]


def _frame(tx: Tx, survey_id: int) -> frozenset[int] | None:
    rows = tx.execute(
        select(frame_member.c.person_id, frame_member.c.excluded).where(frame_member.c.survey_id == survey_id)
    ).all()
    return frozenset(row.person_id for row in rows if not row.excluded) if rows else None


def _incomplete(tx: Tx, survey_id: int, version_id: int, form: Form) -> frozenset[int]:
    """Responses in which a required question was shown and left without an answer; a hidden one has no row."""
    names = [each.name for each in form.questions if each.rule.required == "true()"]
    rows = tx.execute(
        select(answer.c.response_id)
        .join(response, response.c.id == answer.c.response_id)
        .join(question, question.c.id == answer.c.question_id)
        .where(
            response.c.survey_id == survey_id,
            response.c.imported == 1,
            question.c.version_id == version_id,
            question.c.name.in_(names),
            answer.c.value == "",
        )
    )
    return frozenset(rows.scalars())


def void_in_chat(tx: Tx, response_id: int) -> None:
    """Void a revision that was sent in the chat; the one before it counts again, if there is one."""
    chain = select(response.c.chain).where(response.c.id == response_id).scalar_subquery()
    tx.execute(update(response).where(response.c.id == response_id).values(state="void"))
    last = tx.execute(
        select(response.c.id)
        .where(response.c.chain == chain, response.c.state.in_(_COUNTED))
        .order_by(response.c.revision.desc())
        .limit(1)
    ).scalar_one_or_none()
    if last is not None:
        tx.execute(update(response).where(response.c.id == last).values(state="sent"))


def forget_people(tx: Tx, survey_id: int) -> None:
    """Take the people off the responses of a survey that is anonymous from now on.

    What somebody outside the frame said stays without weight: nobody could tell any more whose it was.
    """
    state = case((response.c.state == "outsider", "void"), else_=response.c.state)
    ours = (response.c.survey_id == survey_id) & (response.c.imported == 1) & response.c.person_id.is_not(None)
    tx.execute(update(response).where(ours).values(person_id=None, derived=0, state=state))
