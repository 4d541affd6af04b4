"""One function a rule: what happens when its rows are due."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from indicators.changes import Compared
from messengers import outbox
from messengers.outbox import Delivery
from services import announcements, campaigns, lost_keys, monitoring, reminders, summaries
from services import surveys as running
from services.audience import local_date
from services.facts import facts
from storage import due
from storage.database import Database, Tx
from storage.due import Due
from storage.surveys import Survey
from storage.unit import Shelf, Uow
from texts import announcements as announcement_texts
from texts import running as running_texts
from texts import summaries as summary_texts
from texts import surveys as texts
from texts.screen import Screen
from texts.summaries import Figure, Line

Rule = Callable[[Database, Shelf, list[Due], datetime], Awaitable[None]]

TOGETHER = frozenset({reminders.REMIND})  # one message of all; of the other rules each row stands and fails alone
PERISHABLE = frozenset({summaries.SUMMARY})
# Said first, so by day only; reminders and closing know their hours themselves.
BY_DAY = frozenset({running.INVITE, announcements.TELL, lost_keys.LOST, summaries.SUMMARY})
FRESH_FOR = timedelta(days=2)  # from when it may go at the earliest: what was not sent by then is not sent any more


async def invite(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """Invitations, portion by portion; the row stays ripe until the last one is down."""
    for item in items:
        last: int | None = 0
        while last is not None:
            last = await db.write(partial(_invite, shelf=shelf, item=item, now=now, after=last))


def _invite(tx: Tx, shelf: Shelf, item: Due, now: datetime, after: int) -> int | None:
    uow = Uow(tx, shelf)
    portion = campaigns.to_invite(uow, item, now, after)
    if portion is not None:
        survey = portion.survey
        screen = texts.invitation(facts(survey), shelf.forms.form(tx, survey.version_id).settings.get("minutes", ""))
        for person in portion.people:
            cause = f"invite:{survey.id}:{person}"
            outbox.put_for_person(tx, person, screen, Delivery(cause, mass=True, expires_at=survey.closes_at))
        if portion.last is not None:
            return portion.last
    due.mark(tx, item, "done")
    return None


async def remind(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """All reminders that are due at this moment, one message a person."""
    await db.write(partial(_remind, shelf=shelf, items=items, now=now))


def _remind(tx: Tx, shelf: Shelf, items: list[Due], now: datetime) -> None:
    for item in items:
        due.mark(tx, item, "done")
    uow, reminded = Uow(tx, shelf), {}
    for person, waiting in campaigns.to_remind(uow, items, now).items():
        expires = min(survey.closes_at for survey in waiting)
        cause = f"remind:{person}:{local_date(now, waiting[0].timezone)}"  # nobody hears twice a day
        screen = texts.reminder([facts(survey) for survey in waiting], now)
        if outbox.put_for_person(tx, person, screen, Delivery(cause, mass=True, expires_at=expires)):
            reminded[person] = waiting
    campaigns.count_reminders(uow, reminded)


async def close(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """Close surveys whose last day is over and tell those concerned."""
    for item in items:
        await db.write(partial(_close, shelf=shelf, item=item, now=now))


def _close(tx: Tx, shelf: Shelf, item: Due, now: datetime) -> None:
    uow = Uow(tx, shelf)
    due.mark(tx, item, "done")
    ending = campaigns.to_close(uow, item, now)
    if ending is None:
        return
    about = facts(ending.survey)
    morning = campaigns.morning(uow, ending.survey, now)
    calm = Delivery("", mass=True, not_before=morning, expires_at=morning + FRESH_FOR)
    over = texts.window_closed(about)
    for person in ending.silent:
        outbox.put_for_person(tx, person, over, replace(calm, cause=f"closed:{about.id}:{person}"))
    came_of_it = running_texts.survey_closed(about, monitoring.share(monitoring.count(uow, ending.survey)))
    for person in summaries.coordinators(uow, ending.survey.municipality_id, now):
        outbox.put_for_person(tx, person, came_of_it, replace(calm, cause=f"ended:{about.id}:{person}"))


async def summarise(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """The monthly summary to each coordinator of each municipality; its figures are counted off the writer's thread."""
    for item in items:
        found = await db.read(partial(_summary, shelf=shelf, item=item, now=now))
        await db.write(partial(_summarise, shelf=shelf, item=item, found=found))


def _summary(tx: Tx, shelf: Shelf, item: Due, now: datetime) -> summaries.Summary:
    return summaries.summary(Uow(tx, shelf), item, now)


def _summarise(tx: Tx, shelf: Shelf, item: Due, found: summaries.Summary) -> None:
    place, now = found.municipality, found.taken_at
    screen = summary_texts.summary(
        summary_texts.Head(place.short_name, found.month, now, place.timezone),
        [_figure(each) for each in found.help],
        [_figure(each) for each in found.plan],
        [_line(line) for line in found.surveys],
        (found.unlinked, found.unreachable),
    )
    for person in summaries.coordinators(Uow(tx, shelf), place.id, now):
        outbox.put_for_person(tx, person, screen, Delivery(f"{item.key}:{person}", expires_at=now + FRESH_FOR))
    due.mark(tx, item, "done")


def _figure(compared: Compared) -> Figure:
    row, change = compared.row, compared.change
    return Figure(row.name, row.group or "", row.text, "" if change is None else str(change))


def _line(line: summaries.SurveyLine) -> Line:
    about = facts(line.survey)
    counts = running_texts.Count(line.frame, line.sent, 0)
    return Line(about.title, about.state == "open", about.last_day, monitoring.share(counts))


@dataclass(frozen=True, slots=True)
class _Mailing:
    """One screen to everybody whom a closed survey asked."""

    item: Due
    survey: Survey
    screen: Screen
    delivery: Delivery

    def portion(self, tx: Tx, shelf: Shelf, after: int) -> int | None:
        """The next people, and where the transaction after this one goes on."""
        portion = announcements.readers(Uow(tx, shelf), self.survey, after)
        for person in portion.people:
            told = replace(self.delivery, cause=f"told:{self.survey.id}:{person}")
            outbox.put_for_person(tx, person, self.screen, told)
        if portion.last is None:
            due.mark(tx, self.item, "done")
        return portion.last


async def announce(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """What came of a closed survey, to everybody who was asked, portion by portion."""
    for item in items:
        made = await db.read(partial(announcements.planned, item=item))
        shares = [(name, str(share)) for name, share in made.shares]
        words = running_texts.out_of(made.sent, made.frame)
        screen = announcement_texts.message(facts(made.survey), words, shares)
        mailing = _Mailing(item, made.survey, screen, Delivery("", mass=True, expires_at=now + FRESH_FOR))
        last: int | None = 0
        while last is not None:
            last = await db.write(partial(mailing.portion, shelf=shelf, after=last))


async def tell_of_lost_keys(db: Database, shelf: Shelf, items: list[Due], now: datetime) -> None:
    """To the coordinators, once: an anonymous survey that takes no more answers."""
    for item in items:
        await db.write(partial(_tell_of_lost_key, shelf=shelf, item=item, now=now))


def _tell_of_lost_key(tx: Tx, shelf: Shelf, item: Due, now: datetime) -> None:
    uow = Uow(tx, shelf)
    due.mark(tx, item, "done")
    survey = lost_keys.still_lost(uow, item)
    if survey is None:
        return
    for person in summaries.coordinators(uow, survey.municipality_id, now):
        outbox.put_for_person(tx, person, running_texts.key_lost(facts(survey)), Delivery(f"{item.key}:{person}"))


RULES: dict[str, Rule] = {
    running.INVITE: invite,
    reminders.REMIND: remind,
    running.CLOSE: close,
    announcements.TELL: announce,
    lost_keys.LOST: tell_of_lost_keys,
    summaries.SUMMARY: summarise,
}
