"""A table of answers from another program: the survey, the doubtful columns, the doubtful words, the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn
from services.access import NotFound
from services.collected import desk
from services.collected.desk import QUESTIONS_FROM, At, Collected, Decision, Step, TableRefused, checksum
from services.collected.guide import PERSON, SCHOOL, Doubt, Guide
from services.collected.reading import Reading
from services.collected.table import Table, read_table
from storage.actor import Actor
from storage.changes import Foreseen
from storage.database import Tx
from storage.form_mappings import SKIP
from storage.unit import Uow
from texts import collected as texts
from texts import collected_actions as act
from texts import exchange
from texts.exchange import Problem

T = TypeVar("T")


def offer(turn: Turn, file: int, table: Table) -> None:
    """Ask to which survey the answers belong."""
    surveys = [(survey.id, f"{survey.code}: {survey.title}") for survey in desk.offered(turn.uow, turn.me)]
    turn.show(texts.choose_survey(file, len(table.rows), surveys) if surveys else texts.no_surveys())


@dataclass(frozen=True, slots=True)
class _Brought:
    """A table that can be read, and who has brought it."""

    chat: Chat
    actor: Actor
    file: int
    table: Table

    async def turn(self, step: Callable[[Turn, Table], T], *, last: bool = True) -> T:
        """One turn over the table."""
        return await self.chat.turn(lambda turn: step(turn, self.table), last=last)

    async def step(self, survey: int) -> Step:
        """Where the table stands, which is worked out while others write."""
        house, at = self.chat.house, At(self.file, survey)
        return await house.db.read(lambda tx: desk.step(Uow(tx, house.shelf), self.actor, at, self.table))

    async def go_on(self, survey: int) -> None:
        """Ask the next doubt, or show what would be stored."""
        step = await self.step(survey)
        await self.chat.turn(lambda turn: _show(turn, (self.file, survey), step))


async def _brought(chat: Chat, file_id: int) -> _Brought | None:
    """The table that was sent; None when it cannot be read any more."""
    actor, file = await chat.turn(lambda turn: (turn.me, desk.kept(turn.uow, turn.me, file_id)), last=False)
    found = await chat.slow_on_shelf(lambda folder: read_table(folder / file.path))
    if isinstance(found, Problem):
        problem = found
        await chat.turn(lambda turn: turn.show(texts.refused([exchange.line(problem)])))
        return None
    return _Brought(chat, actor, file_id, found)


@on_press(act.CollectInto)
async def into(chat: Chat, press: act.CollectInto) -> None:
    """The survey is chosen."""
    if brought := await _brought(chat, press.file):
        await brought.go_on(press.survey)


@on_press(act.CollectColumn)
async def column(chat: Chat, press: act.CollectColumn) -> None:
    """A column is told."""

    def step(turn: Turn, table: Table) -> None:
        at = At(press.file, press.survey)
        desk.decide_column(turn.uow, turn.me, at, table, Decision(press.column, press.choice))

    if brought := await _brought(chat, press.file):
        await brought.turn(step, last=False)
        await brought.go_on(press.survey)


@on_press(act.CollectWord)
async def word(chat: Chat, press: act.CollectWord) -> None:
    """A word is told."""

    def step(turn: Turn, table: Table) -> None:
        at = At(press.file, press.survey)
        desk.decide_word(turn.uow, turn.me, at, table, Decision(press.word, press.choice))

    if brought := await _brought(chat, press.file):
        await brought.turn(step, last=False)
        await brought.go_on(press.survey)


@on_press(act.CollectMore)
async def more(chat: Chat, press: act.CollectMore) -> None:
    """All questions that a column may ask."""

    def step(turn: Turn, table: Table) -> None:
        if press.column >= len(table.headings):
            raise NotFound
        guide = desk.guide(turn.uow, turn.me, At(press.file, press.survey), table)
        place = (press.file, press.survey, press.column)
        turn.show(texts.all_questions(place, table.headings[press.column], _questions(guide), press.page))

    if brought := await _brought(chat, press.file):
        await brought.turn(step)


@on_press(act.CollectOptions)
async def options(chat: Chat, press: act.CollectOptions) -> None:
    """Another page of what a word may mean."""
    brought = await _brought(chat, press.file)
    if brought is None:
        return
    step = await brought.step(press.survey)
    doubt = desk.unclear(step.guide, press.word)
    if doubt is None:
        await brought.go_on(press.survey)
    else:
        await chat.turn(lambda turn: _ask_word(turn, (press.file, press.survey), step, doubt, press.page))


@on_press(act.CollectBack)
async def back(chat: Chat, press: act.CollectBack) -> None:
    """The last decision is taken back and asked again."""
    await _changed(chat, At(press.file, press.survey), desk.back)


@on_press(act.CollectForget)
async def forget(chat: Chat, press: act.CollectForget) -> None:
    """Everything is asked anew."""
    await _changed(chat, At(press.file, press.survey), desk.begin_afresh)


@on_press(act.CollectLeaveRows)
async def leave_rows(chat: Chat, press: act.CollectLeaveRows) -> None:
    """Rows that cannot be taken are left out."""
    await _changed(chat, At(press.file, press.survey), desk.leave_bad_rows_out)


async def _changed(chat: Chat, at: At, change: Callable[[Uow, Actor, At], None]) -> None:
    if brought := await _brought(chat, at.file):
        await chat.turn(lambda turn: change(turn.uow, turn.me, at), last=False)
        await brought.go_on(at.survey)


@on_press(act.CollectStore)
async def store(chat: Chat, press: act.CollectStore) -> None:
    """All or nothing; made ready while others write."""
    brought = await _brought(chat, press.file)
    if brought is None:
        return
    actor, table, house, now = brought.actor, brought.table, chat.house, chat.house.now()

    def prepare(tx: Tx) -> Collected:
        return desk.prepare(Uow(tx, house.shelf), actor, now, At(press.file, press.survey), table)

    def step(turn: Turn, foreseen: Foreseen[Collected]) -> None:
        done = desk.store(turn.uow, turn.me, turn.now, foreseen)
        turn.show(texts.stored(done.totals(done=True), done.remarks()))

    try:
        await chat.foreseen(prepare, step)
    except TableRefused as refused:
        reading = refused.reading
        await chat.turn(lambda turn: _refuse(turn, (press.file, press.survey), reading))


def _show(turn: Turn, place: tuple[int, int], step: Step) -> None:
    """The next doubt, or what would be stored."""
    if step.reading is not None:
        _preview(turn, place, step.reading)
    elif step.doubt is not None and step.doubt.target:
        _ask_word(turn, place, step, step.doubt, 0)
    elif step.doubt is not None:
        _ask_column(turn, place, step, step.doubt)


def _ask_column(turn: Turn, place: tuple[int, int], step: Step, doubt: Doubt) -> None:
    guide = step.guide
    numbers = {name: number for number, name in enumerate(guide.form.question_names, QUESTIONS_FROM)}
    likely = [(numbers[name], label) for name, label in doubt.offered]
    samples = list(dict.fromkeys(guide.table.column(doubt.column)))
    heading = guide.table.headings[doubt.column]
    turn.show(texts.ask_column((*place, doubt.column), heading, samples, likely, back=step.decided))


def _ask_word(turn: Turn, place: tuple[int, int], step: Step, doubt: Doubt, page: int) -> None:
    labels = [label for _, label in doubt.offered]
    about = step.guide.table.headings[doubt.column], doubt.word
    turn.show(texts.ask_word((*place, doubt.column, checksum(doubt)), about, labels, page, back=step.decided))


def _questions(guide: Guide) -> list[tuple[int, str]]:
    return [(number, question.label) for number, question in enumerate(guide.form.questions, QUESTIONS_FROM)]


def _preview(turn: Turn, place: tuple[int, int], reading: Reading) -> None:
    if reading.plan.refused:
        _refuse(turn, place, reading)
        return
    guide = reading.taken.guide
    taken = [_line(guide, column, target) for column, target in sorted(guide.targets.items()) if target != SKIP]
    warnings = [exchange.line(problem) for problem in reading.warnings]
    turn.show(texts.preview(place, taken, reading.totals(done=False), reading.remarks(), warnings))


def _refuse(turn: Turn, place: tuple[int, int], reading: Reading) -> None:
    """Nothing is stored; what is wrong, and the way round it where only some rows are."""
    turn.show(texts.refused([exchange.line(problem) for problem in reading.errors], place, len(reading.bad_rows)))


def _line(guide: Guide, column: int, target: str) -> str:
    heading = guide.table.headings[column]
    if target == SCHOOL:
        return texts.school_line(heading)
    if target == PERSON:
        return texts.person_line(heading)
    question = guide.question(target)
    return texts.line(heading, f"{target} {question.label}" if question else target)
