"""Where a database is: the address as people write it, checked and made ready for the driver."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_SQLITE = "sqlite:///"
_PORTS = 65536


class BadAddress(ValueError):  # noqa: N818 - a state of affairs, not a mistake
    """Not the address of a database that the program works with."""


def of_file(path: Path) -> str:
    """The address of an SQLite file."""
    return f"{_SQLITE}{path.absolute()}"


def ready(text: str) -> str:
    """sqlite:///… as it is, postgresql://… with the driver that is used. Raises BadAddress."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # the second one quotes what stands in place of the port: maybe a password
        raise BadAddress from None
    if url.drivername not in ("sqlite", "postgresql", "postgresql+psycopg") or not 0 < (url.port or 1) < _PORTS:
        raise BadAddress
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise BadAddress
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


def file_of(address: str) -> Path | None:
    """The SQLite file behind an address; None for a server."""
    return Path(address.removeprefix(_SQLITE)) if address.startswith(_SQLITE) else None
