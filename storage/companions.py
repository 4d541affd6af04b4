"""Companions of a reader: connections that see the same moment of the data, so that parts of a look go side by side.

The database works without Python's lock, so two parts keep two processors busy.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from storage.changes import state

T = TypeVar("T")

SPARE = min(4, os.cpu_count() or 1) - 1  # processors beside the reader's own; more than that find nothing to do

_TRIES = 5  # to find a moment in which nobody commits
_OF: WeakKeyDictionary[Connection, Sequence[Connection]] = WeakKeyDictionary()


@contextmanager
def accompanied(engine: Engine, number: int) -> Iterator[Connection]:
    """A transaction of a reader with so many companions, or with none while others commit one thing after another."""
    with ExitStack() as connections:
        reader, *others = [connections.enter_context(engine.connect()) for _ in range(1 + number)]
        meet = _meet if engine.dialect.name == "sqlite" else _meet_on_a_server
        if others and meet(reader, others):
            _OF[reader] = others
        else:
            reader.rollback()
            reader.begin()  # what goes straight to the driver would not begin it
        yield reader


def side_by_side(tx: Connection, parts: Sequence[Callable[[Connection], T]]) -> list[T]:
    """What the parts find, in their order; each has a connection to itself that sees what `tx` sees."""
    hands = (tx, *_OF.get(tx, ()))
    if len(hands) == 1:
        return [part(tx) for part in parts]
    free: SimpleQueue[Connection] = SimpleQueue()
    for hand in hands:
        free.put(hand)

    def found(part: Callable[[Connection], T]) -> T:
        hand = free.get()
        try:
            return part(hand)
        finally:
            free.put(hand)

    with ThreadPoolExecutor(len(hands), thread_name_prefix="db-companion") as crew:
        return list(crew.map(found, parts))


def _meet(reader: Connection, others: Sequence[Connection]) -> bool:
    """Begin everywhere at one moment: the others look between two looks of the reader, and nobody has committed."""
    for _ in range(_TRIES):
        before = state(reader)
        reader.rollback()
        for each in others:
            state(each)
        if state(reader) == before:
            return True
        for each in others:
            each.rollback()
    return False


def _meet_on_a_server(reader: Connection, others: Sequence[Connection]) -> bool:
    """The server hands the moment of one connection to the others."""
    moment = reader.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
    for each in others:
        each.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{moment}'")
    return True
