"""Who is to answer a survey: the frame of domain section 5.2 and the reasons why somebody is left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from storage import audiences, municipalities
from storage.audiences import Candidate
from storage.database import Tx
from storage.frames import Member
from storage.surveys import Audience

WITHDRAWN = "withdrawn"  # took the consent back, or refused it


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why people of a role are not meant: by statuses, schools or subjects, or because they work in no school."""

    reason: Literal["statuses", "schools", "subjects", "schoolless"]
    role: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """The people a survey goes to. Those without the bot stay in the frame: otherwise the rate flatters."""

    members: tuple[Member, ...]
    excluded: tuple[Member, ...]
    unreachable: int  # of the members: not linked to the bot, or stopped it
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)  # people with an asked role whom a filter drops

    @property
    def reached(self) -> int:
        """How many will get the invitation."""
        return len(self.members) - self.unreachable


def gather(tx: Tx, municipality_id: int, audience: Audience, on: date) -> Gathering:
    """Apply the audience to the roster as it is on a local date; each person once."""
    supported = audiences.schools_with(tx, municipality_id, audience.statuses, on) if audience.statuses else None
    members, excluded, unreachable = [], [], 0
    left_out: Counter[LeftOut] = Counter()
    for person in audiences.candidates(tx, municipality_id, audience.roles, on):
        member = _member(person, audience, supported)
        if isinstance(member, LeftOut):
            left_out[member] += 1
        elif person.withdrawn:
            excluded.append(Member(member.person_id, member.school_id, member.role, member.subject, WITHDRAWN))
        else:
            members.append(member)
            unreachable += not person.reachable
    return Gathering(tuple(members), tuple(excluded), unreachable, left_out)


def _member(person: Candidate, audience: Audience, supported: frozenset[int] | None) -> Member | LeftOut:
    """The candidate's stratum, or why the audience does not mean this person."""
    if not person.works and (audience.schools or supported is not None):
        return LeftOut("schoolless", person.role)
    chosen = [work for work in person.works if not audience.schools or work.school_id in audience.schools]
    if person.works and not chosen:
        return LeftOut("schools", person.role)
    works = [work for work in chosen if supported is None or work.school_id in supported]
    if chosen and not works:
        return LeftOut("statuses", person.role)
    school_id = works[0].school_id if works else None
    subjects = works[0].subjects if works else ()
    if audience.subjects:
        subjects = tuple(subject for subject in subjects if subject in audience.subjects)
        if not subjects:
            return LeftOut("subjects", person.role)
    return Member(person.person_id, school_id, person.role, subjects[0] if subjects else "")


def local_date(moment: datetime, timezone: str) -> date:
    """The municipality's date at an instant."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def today_in(tx: Tx, municipality_id: int | None, now: datetime) -> date:
    """Today's date in a municipality; Moscow's for what belongs to none."""
    return local_date(now, municipalities.timezone_of(tx, municipality_id))
