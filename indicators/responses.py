"""The statements behind the indicators of surveys: which responses are valid, who was asked, counted place by place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, null, or_, select

from indicators.columns import Columns
from indicators.tallies import Stratum
from storage.tables import frame_member, response, survey


@dataclass(frozen=True, slots=True)
class Batch:
    """Surveys of one instrument in one mode: they are read alike. `versions` may have left answers in them."""

    instrument: str
    mode: str
    municipalities: dict[int, int]  # survey → municipality
    versions: tuple[int, ...]
    stratum: Stratum
    school_id: int | None = None
    until: datetime | None = None  # what was sent at this moment or later is not known yet

    @property
    def anonymous(self) -> bool:
        """Whether responses carry neither person nor time."""
        return self.mode == "anonymous"


def counts(batch: Batch, columns: Columns, versions: tuple[int, ...] | None) -> Select[Any]:
    """Survey, stratum and the counts; `versions` is given when not all versions of the batch ask alike."""
    stratum = _stratum_of_response(batch)
    conditions = valid(batch)
    if versions is not None:
        conditions.append(response.c.version_id.in_(versions))
    if batch.school_id is not None:
        conditions.append(response.c.school_id == batch.school_id)
    return (
        select(response.c.survey_id, _selected(stratum), *columns.all())
        .select_from(columns.joined())
        .where(*conditions)
        .group_by(response.c.survey_id, *stratum)
    )


def frame(batch: Batch) -> Select[Any]:
    """Survey, stratum and the number of people who should answer."""
    stratum = _stratum_of_member(batch)
    return (
        select(frame_member.c.survey_id, _selected(stratum), func.count())
        .where(*_members(batch))
        .group_by(frame_member.c.survey_id, *stratum)
    )


def pooled_away(batch: Batch) -> Select[Any]:
    """Schools so small that an anonymous answer does not say from which of them it is."""
    return (
        select(frame_member.c.school_id)
        .where(*_members(batch), frame_member.c.school_id.is_not(None), frame_member.c.cell_school_id.is_(None))
        .distinct()
    )


def _members(batch: Batch) -> list[ColumnElement[bool]]:
    conditions = [frame_member.c.survey_id.in_(batch.municipalities), frame_member.c.excluded == ""]
    if batch.school_id is not None:
        conditions.append(_member_column("school_id") == batch.school_id)
    return conditions


def valid(batch: Batch) -> list[ColumnElement[bool]]:
    """V of rule 5.2 for the surveys of a batch."""
    ours = response.c.survey_id.in_(batch.municipalities)
    return [ours, _last_revision(batch.until)] if batch.anonymous else [ours, *counting(batch.until)]


def counting(until: datetime | None) -> list[ColumnElement[bool]]:
    """V of rule 5.2: the last revision, sent inside the window by somebody who was asked, as known at a moment."""
    closes = select(survey.c.closes_at).where(survey.c.id == response.c.survey_id).correlate(response).scalar_subquery()
    in_time = or_(response.c.submitted_at.is_(None), response.c.submitted_at <= closes)
    out_of_frame = exists().where(
        frame_member.c.survey_id == response.c.survey_id,
        frame_member.c.person_id == response.c.person_id,
        frame_member.c.excluded != "",
    )
    return [_last_revision(until), in_time, ~out_of_frame]


def _last_revision(until: datetime | None) -> ColumnElement[bool]:
    """The revision that counts now, or that counted just before a moment."""
    if until is None:
        return response.c.state == "sent"
    timeless = and_(response.c.submitted_at.is_(None), response.c.state == "sent")
    counted = response.c.state.in_(("sent", "superseded"))
    return or_(timeless, and_(counted, response.c.submitted_at < until, ~_replaced(until)))


def _replaced(until: datetime) -> ColumnElement[bool]:
    """That a later revision, or a later response of the same person, counted before a moment."""
    later = response.alias("later")
    revised = and_(later.c.chain == response.c.chain, later.c.revision > response.c.revision)
    again = and_(
        later.c.person_id == response.c.person_id,
        later.c.survey_id == response.c.survey_id,
        later.c.chain != response.c.chain,
        later.c.submitted_at > response.c.submitted_at,
    )
    known = later.c.state.in_(("sent", "superseded"))
    return or_(*(exists().where(known, later.c.submitted_at < until, each) for each in (revised, again)))


_STRATA = {"school": "school_id", "subject": "subject", "role": "role"}


def _stratum_of_response(batch: Batch) -> list[ColumnElement[Any]]:
    """The column to group by, none when municipalities are not split."""
    return [response.c[_STRATA[batch.stratum]]] if batch.stratum in _STRATA else []


def _stratum_of_member(batch: Batch) -> list[ColumnElement[Any]]:
    return [_member_column(_STRATA[batch.stratum])] if batch.stratum in _STRATA else []


def _selected(stratum: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    return stratum[0] if stratum else null()


def _member_column(name: str) -> ColumnElement[Any]:
    """A member is counted where the stored answer stands."""
    return frame_member.c[f"cell_{name}"]
