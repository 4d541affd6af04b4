"""Local moments, as the workbook has them, and instants, as the database has them."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

RUNNING_ON = datetime(2200, 1, 1, tzinfo=UTC)  # the end of a survey whose end nobody has named
_SECOND = timedelta(seconds=1)
_LAST_SECOND = time(23, 59, 59)


@lru_cache(maxsize=5_000)  # all answers of a response, and often many responses, have the same moment
def instant(local: datetime, timezone: str) -> datetime:
    """The instant of a local moment."""
    return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


@lru_cache(maxsize=5_000)
def local(moment: datetime, timezone: str) -> datetime:
    """The local moment of an instant, to the second, as a workbook can hold it."""
    return moment.astimezone(ZoneInfo(timezone)).replace(tzinfo=None, microsecond=0)


def first_late(end: datetime, timezone: str) -> datetime:
    """The first instant after an end; the last second of a day stands for all of it."""
    return instant(end + _SECOND if end.time() == _LAST_SECOND else end, timezone)


def end_before(moment: datetime, timezone: str) -> datetime:
    """The end that is written for the first late instant: midnight is the last second of the day before."""
    end = local(moment, timezone)
    return end - _SECOND if end.time() == time() else end


def last_inside(submitted: datetime | None, closes_at: datetime, timezone: str) -> datetime:
    """When a response was sent, or the last second of the survey when that is not kept; never at its end or later."""
    last = local(closes_at, timezone) - _SECOND
    return last if submitted is None else min(local(submitted, timezone), last)
