"""The instruments that come with the program: their files, their compiled forms, their publication."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from storage import forms
from storage.database import Tx
from storage.forms import Publication
from surveys.form import Form

FOLDER = Path(__file__).parent.parent / "surveys" / "instruments"


@cache
def codes() -> tuple[str, ...]:
    """Q1, Q2 …"""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README"))


@cache
def digest(code: str) -> str:
    """What tells one state of an instrument's file from another."""
    return sha256(text(code).encode()).hexdigest()


def text(code: str) -> str:
    """The instrument as it is written, in Markdown."""
    return (FOLDER / f"{code}.md").read_text(encoding="utf-8")


@cache
def form(code: str) -> Form:
    """The compiled form; it takes a moment the first time."""
    from surveys.reader import read_markdown

    return read_markdown(text(code))


def publish(tx: Tx, wanted: Iterable[str], now: datetime) -> int:
    """Publish what is new or changed among these instruments; returns how many that were."""
    known = forms.digests(tx)
    fresh = [code for code in wanted if digest(code) not in known]
    for code in fresh:
        forms.publish(tx, Publication(form(code), digest(code), None, None, None, now))
    return len(fresh)
