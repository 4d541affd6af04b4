"""The clock of the program; whatever needs the time is given it."""

from datetime import UTC, datetime


def real_now() -> datetime:
    """The time of day, aware."""
    return datetime.now(UTC)
