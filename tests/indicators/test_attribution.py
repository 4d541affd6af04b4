"""Where somebody belongs on a day: any history of jobs, against the rule as one would say it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, literal, select

from indicators.relations.attribution import worked_last, works_on
from storage.database import Tx
from storage.tables import affiliation
from tests.indicators.data import Region
from tests.indicators.office import Office

FIRST = date(2026, 10, 1)
SCHOOLS = ("Ш1", "Ш2", "Ш3")


class Job(NamedTuple):
    """A place of work; `until` is its last day, None while it runs."""

    school: str
    since: date
    until: date | None
    main: bool

    def runs_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


days = st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number))
lengths = st.one_of(st.none(), st.integers(0, 12))


@st.composite
def jobs(draw: Callable[[Any], Any]) -> Job:
    since, length = draw(days), draw(lengths)
    until = None if length is None else since + timedelta(days=length)
    return Job(draw(st.sampled_from(SCHOOLS)), since, until, draw(st.booleans()))


def of_the_day(history: Sequence[Job], day: date) -> Job | None:
    """The main job of those that run, the newer of several, the first stored of equal ones."""
    running = [job for job in history if job.runs_on(day)]
    return max(running, key=lambda job: (job.main, job.since), default=None)


def last_known(history: Sequence[Job], day: date) -> Job | None:
    """The job of the day, or of the last day of work before it."""
    begun = [job for job in history if job.since <= day]
    last = max((min(job.until or day, day) for job in begun), default=day)
    return of_the_day(history, last)


def store(tx: Tx, people: Sequence[Sequence[Job]]) -> dict[int, Sequence[Job]]:
    region = Region(tx).municipality("АРМ", SCHOOLS)
    known = {region.person(): history for history in people}
    rows = [
        {
            "person_id": person,
            "school_id": region.schools[job.school],
            "since": job.since,
            "until": job.until,
            "main": job.main,
            "subjects": "",
        }
        for person, history in known.items()
        for job in history
    ]
    if rows:
        tx.execute(insert(affiliation), rows)
    return known


class Undone(Exception):  # noqa: N818 - ends a transaction
    """Nothing of an example stays."""


def places(tx: Tx, people: Sequence[Sequence[Job]], day: date) -> None:
    """Compare both questions for everybody, then leave nothing behind."""
    known = store(tx, people)
    jobs_by_id: dict[int, Job] = {}
    for person, history in known.items():
        ids = tx.execute(select(affiliation.c.id).where(affiliation.c.person_id == person).order_by(affiliation.c.id))
        jobs_by_id |= dict(zip(ids.scalars(), history, strict=True))
    for person, history in known.items():
        for ask, expected in ((works_on, of_the_day), (worked_last, last_known)):
            work = affiliation.alias("work")
            found = tx.execute(select(work.c.id).where(ask(work, literal(person), day))).scalar_one_or_none()
            assert (None if found is None else jobs_by_id[found]) == expected(history, day), ask.__name__
    raise Undone


@given(
    st.lists(st.lists(jobs(), max_size=4, unique_by=lambda job: (job.school, job.since)), min_size=1, max_size=5), days
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everybody_belongs_where_the_rule_says(office: Office, people: list[list[Job]], day: date) -> None:
    with pytest.raises(Undone):
        office.database.write_now(partial(places, people=people, day=day))


def test_a_second_job_with_an_end_does_not_replace_the_main_one(office: Office) -> None:
    main = Job("Ш1", FIRST, None, main=True)
    second = Job("Ш2", FIRST, FIRST + timedelta(days=200), main=False)

    with pytest.raises(Undone):
        office.database.write_now(partial(places, people=[[second, main]], day=FIRST + timedelta(days=60)))
