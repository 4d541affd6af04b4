"""The one door to the database: a writer thread with group commit and a few threads that only read.

Work is a plain function over a connection. What several people do at the same moment shares one commit, so that
durability (WAL, synchronous FULL) costs one disk sync for all of them; when one of them fails, all are done again with
a savepoint for each.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool, QueuePool

from storage import compiled, news, trouble
from storage.changes import Changes, Foreseen, looked_at, state, tell_others
from storage.companions import accompanied
from storage.trouble import Busy

Tx = Connection
S = TypeVar("S")
T = TypeVar("T")
Work = Callable[[Tx], T]
Listener = Callable[[list[Any]], None]

GROUP = 100  # the most people's work in one commit
READERS = 2
_A_MOMENT = 500  # milliseconds
TRIES = 3  # to prepare beside others what needs that nobody writes meanwhile

WRITER_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "busy_timeout": "10000",
    "journal_size_limit": "67108864",
    "temp_store": "MEMORY",  # savepoints keep what they may have to undo there
}
# Big sums go over the whole file: mapped into memory it is read without a call to the system for each page.
READER_PRAGMAS = {"query_only": "ON", "busy_timeout": "10000", "foreign_keys": "ON", "mmap_size": str(1 << 28)}


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


@dataclass(slots=True)
class Database:
    """A database by its SQLAlchemy address; `open` before use, `close` at the end."""

    url: str
    _changes: Changes = field(default_factory=Changes)
    _jobs: "queue.SimpleQueue[_Job | None]" = field(default_factory=queue.SimpleQueue)
    _writer: threading.Thread | None = None
    _readers: ThreadPoolExecutor | None = None
    _write_engine: Engine | None = None
    _read_engine: Engine | None = None
    _listeners: list[tuple[asyncio.AbstractEventLoop, Listener]] = field(default_factory=list)
    _leaving: bool = False

    def open(self) -> "Database":
        """Start the threads; raises what the driver raises when the database cannot be reached."""
        self._write_engine = engine_for(self.url, WRITER_PRAGMAS, "BEGIN IMMEDIATE")
        self._read_engine = engine_for(self.url, READER_PRAGMAS, "BEGIN", size=READERS)
        connection = self._write_engine.connect()
        self._writer = threading.Thread(target=self._serve, args=(connection,), name="db-writer", daemon=True)
        self._writer.start()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="db-reader")
        return self

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction of its own and return after the commit; an error undoes it alone.

        `work` may be run again when the whole group had to be undone, so it must build its state itself.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future())
        self._jobs.put(job)
        return cast("T", await job.future)

    async def read(self, work: Work[T]) -> T:
        """Run `work` over one consistent moment of the data, off the event loop; it cannot write."""
        assert self._readers is not None
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    async def foresee(self, work: Work[T]) -> Foreseen[T]:
        """`read`, and the writer can be asked later whether the result still holds."""
        assert self._readers is not None
        others = await self.write(state)  # told by the writer's own connection, which is asked again later
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._foresee, work, others)

    def _foresee(self, work: Work[T], others: int) -> Foreseen[T]:
        assert self._read_engine is not None
        moment = self._changes.count  # before the first look: what is committed in between counts as written
        with self._read_engine.begin() as tx:
            tables = looked_at(tx)
            result = work(tx)
        return Foreseen(result, frozenset(tables), moment, others, self._changes)

    def read_now(self, work: Work[T], companions: int = 0) -> T:
        """`read` for code that runs outside an event loop, such as the command line.

        With companions parts of the work may go `side_by_side`.
        """
        assert self._read_engine is not None
        with accompanied(self._read_engine, companions) as tx:
            return work(tx)

    def write_now(self, work: Work[T]) -> T:
        """`write` for code that runs outside an event loop, such as the command line; nobody listens to it."""
        assert self._write_engine is not None
        with self._write_engine.connect() as tx, self._changes.watching(tx), _unheard(tx):
            return work(tx)

    def foresee_now(self, prepare: Work[S], work: Callable[[Tx, S], T]) -> T:
        """`write_now` with what is prepared while other processes write; where one has written, it is prepared anew.

        The last time that happens inside the transaction, and at once where a transaction keeps nobody from writing.
        """
        assert self._write_engine is not None
        with self._write_engine.connect() as tx, self._changes.watching(tx):
            for _ in range(TRIES if tx.dialect.name == "sqlite" else 0):
                with _unheard(tx):
                    before = state(tx)
                prepared = self.read_now(prepare)
                with _unheard(tx):
                    if state(tx) == before:
                        return work(tx, prepared)
            with _unheard(tx):
                return work(tx, prepare(tx))

    def listen(self, listener: Listener) -> None:
        """From now on the listener is called in this event loop with what was told in each commit of the writer.

        It hears of a commit before those who asked for it do.
        """
        self._listeners.append((asyncio.get_running_loop(), listener))

    def stop_listening(self, listener: Listener) -> None:
        """From now on the listener is not called any more."""
        self._listeners = [each for each in self._listeners if each[1] != listener]

    async def scrub(self) -> None:
        """Let nothing that was deleted stay readable; whoever writes meanwhile waits.

        Raises what `trouble.passes` knows when others are at work for too long: then it has to be done again.
        """
        assert self._readers is not None
        await asyncio.get_running_loop().run_in_executor(self._readers, self._scrub)

    def _scrub(self) -> None:
        assert self._write_engine is not None
        engine = engine_for(self.url, WRITER_PRAGMAS, begin="").execution_options(isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                # SQLite wipes deleted rows, but not the places that rows left when they made room for others.
                connection.exec_driver_sql("VACUUM")
                if engine.dialect.name == "sqlite":
                    _empty_journal(connection)
        finally:
            engine.dispose()

    def hasten(self) -> None:
        """From now on wait only a moment for whoever locks the file: the program is about to leave."""
        self._leaving = True

    def close(self) -> None:
        """Finish what is queued, then let the files go."""
        if self._writer is not None:
            self._jobs.put(None)
            self._writer.join()
        if self._readers is not None:
            self._readers.shutdown(wait=True)
        for engine in (self._read_engine, self._write_engine):
            if engine is not None:
                engine.dispose()

    # --- the writer's thread -------------------------------------------------------------------------------

    def _serve(self, connection: Connection) -> None:
        with connection, self._changes.watching(connection) as touched:
            while jobs := self._take():
                told = self._store(connection, jobs)
                self._changes.publish(touched)
                self._spread(told)
                _deliver(jobs)

    def _store(self, connection: Connection, jobs: list[_Job]) -> list[Any]:
        """Returns what was told. Whatever comes, the thread lives: nobody else would ever be served."""
        try:
            if self._leaving and connection.dialect.name == "sqlite":
                connection.connection.cursor().execute(f"PRAGMA busy_timeout={_A_MOMENT}")
            return _commit(connection, jobs)
        except BaseException as error:  # noqa: BLE001 - it goes to those who asked
            _fail(jobs, error)
            news.taken(connection)
            connection.invalidate()  # nobody knows what state it is in: the next work gets a fresh one
            return []

    def _spread(self, told: list[Any]) -> None:
        for loop, listener in self._listeners if told else ():
            with suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(listener, told)

    def _take(self) -> list[_Job]:
        """Wait for the first job, then take what stands in the queue; an empty list means the end."""
        first = self._jobs.get()
        if first is None:
            return []
        jobs = [first]
        while len(jobs) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs


@contextmanager
def _unheard(tx: Connection) -> Iterator[None]:
    """A transaction to which nobody listens; a bot beside it is to look again."""
    with tx.begin():
        try:
            yield
            tell_others(tx)
        finally:
            news.taken(tx)


def _empty_journal(connection: Connection) -> None:
    """Raises Busy while somebody still reads an earlier moment of the data."""
    busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
    if busy:
        raise Busy("the journal is locked by a reader")


def _commit(connection: Connection, jobs: list[_Job]) -> list[Any]:
    """Together as long as nobody fails; then again, so that each can be undone alone; if even that fails, apart.

    Returns what was told by the work that was stored.
    """
    for attempt in (_commit_together, _commit_guarded) if len(jobs) > 1 else ():
        try:
            attempt(connection, jobs)
            return news.taken(connection)
        except BaseException as error:  # noqa: BLE001 - whatever broke the group, each gets its own chance and error
            news.taken(connection)
            if trouble.is_locked(error):  # nobody's fault: each would wait just as long
                _fail(jobs, error)
                return []
    return [item for job in jobs for item in _commit_alone(connection, job)]


def _fail(jobs: list[_Job], error: BaseException) -> None:
    for job in jobs:
        job.result, job.error = None, error


def _commit_together(connection: Connection, jobs: list[_Job]) -> None:
    with connection.begin():
        for job in jobs:
            job.result, job.error = job.work(connection), None


def _commit_guarded(connection: Connection, jobs: list[_Job]) -> None:
    with connection.begin():
        say = connection.connection.cursor().execute
        for job in jobs:
            say("SAVEPOINT job")
            job.result, job.error, before = None, None, news.told(connection)
            try:
                job.result = job.work(connection)
            except Exception as error:  # noqa: BLE001 - it goes to the one who asked
                say("ROLLBACK TO SAVEPOINT job")
                news.take_back(connection, before)
                job.error = error
            say("RELEASE SAVEPOINT job")


def _commit_alone(connection: Connection, job: _Job) -> list[Any]:
    job.result, job.error = None, None
    try:
        with connection.begin():
            job.result = job.work(connection)
    except BaseException as error:  # noqa: BLE001 - it goes to the one who asked
        job.error = error
        news.taken(connection)
    return news.taken(connection)


def _deliver(jobs: list[_Job]) -> None:
    """Wake those who wait, one call into each event loop for the whole group."""
    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        try:
            loop.call_soon_threadsafe(_resolve, mine)
        except RuntimeError:  # the loop is closed: nobody waits any more, the data is stored
            continue


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)


def engine_for(url: str, pragmas: dict[str, str], begin: str, size: int = 1) -> Engine:
    """An engine that never prints parameters and, on SQLite, opens transactions as `begin` says."""
    if make_url(url).get_backend_name() != "sqlite":
        return _server_engine(url, size, reads_only="query_only" in pragmas)
    pool = NullPool if size == 1 else QueuePool
    engine = create_engine(
        compiled.shared(make_url(url)),
        hide_parameters=True,
        poolclass=pool,
        connect_args={"check_same_thread": False},
        execution_options={"compiled_cache": compiled.STATEMENTS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own transaction control begins too late: a SELECT must be inside as well.
        connection.isolation_level = None
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _server_engine(url: str, size: int, *, reads_only: bool) -> Engine:
    """PostgreSQL, where a reader has to be told that it sees one moment and writes nothing."""
    options = "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    return create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=size,
        pool_pre_ping=True,
        connect_args={"options": options} if reads_only else {},
    )
