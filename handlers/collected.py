"""A table of answers from another program: the survey, the doubtful columns, the doubtful words, the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn
from services.access import NotFound
from services.collected import desk
from services.collected.desk import QUESTIONS_FROM, Collected, Decision, Step, checksum
from services.collected.guide import PERSON, SCHOOL, Doubt, Guide
from services.collected.table import Table, read_table
from services.exchange.importing import ImportRefused
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

    async def go_on(self, survey: int) -> None:
        """Ask the next doubt, or show what would be stored, which is worked out while others write."""
        house = self.chat.house
        step = await house.db.read(lambda tx: desk.step(Uow(tx, house.shelf), self.actor, survey, self.table))
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
        desk.decide_column(turn.uow, turn.me, press.survey, table, Decision(press.column, press.choice))

    if brought := await _brought(chat, press.file):
        await brought.turn(step, last=False)
        await brought.go_on(press.survey)


@on_press(act.CollectWord)
async def word(chat: Chat, press: act.CollectWord) -> None:
    """A word is told."""

    def step(turn: Turn, table: Table) -> None:
        desk.decide_word(turn.uow, turn.me, press.survey, table, Decision(press.word, press.choice))

    if brought := await _brought(chat, press.file):
        await brought.turn(step, last=False)
        await brought.go_on(press.survey)


@on_press(act.CollectMore)
async def more(chat: Chat, press: act.CollectMore) -> None:
    """All questions that a column may ask."""

    def step(turn: Turn, table: Table) -> None:
        if press.column >= len(table.headings):
            raise NotFound
        guide = desk.guide(turn.uow, turn.me, press.survey, table)
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
    guide = await brought.turn(lambda turn, table: desk.guide(turn.uow, turn.me, press.survey, table), last=False)
    doubt = desk.unclear(guide, press.word)
    if doubt is None:
        await brought.go_on(press.survey)
    else:
        await chat.turn(lambda turn: _ask_word(turn, (press.file, press.survey), guide, doubt, press.page))


@on_press(act.CollectForget)
async def forget(chat: Chat, press: act.CollectForget) -> None:
    """Everything is asked anew."""
    if brought := await _brought(chat, press.file):
        await chat.turn(lambda turn: desk.forget(turn.uow, turn.me, press.survey), last=False)
        await brought.go_on(press.survey)


@on_press(act.CollectStore)
async def store(chat: Chat, press: act.CollectStore) -> None:
    """All or nothing; made ready while others write."""
    brought = await _brought(chat, press.file)
    if brought is None:
        return
    actor, table, house, now = brought.actor, brought.table, chat.house, chat.house.now()

    def prepare(tx: Tx) -> Collected:
        return desk.prepare(Uow(tx, house.shelf), actor, now, press.survey, table)

    def step(turn: Turn, foreseen: Foreseen[Collected]) -> None:
        done = desk.store(turn.uow, turn.me, turn.now, foreseen)
        turn.show(texts.stored(done.stored()))

    try:
        await chat.foreseen(prepare, step)
    except ImportRefused as refused:
        lines = [exchange.line(problem) for problem in refused.plan.problems if problem.level == "error"]
        place = (press.file, press.survey)
        await chat.turn(lambda turn: turn.show(texts.refused(lines, place)))


def _show(turn: Turn, place: tuple[int, int], step: Step) -> None:
    """The next doubt, or what would be stored."""
    if step.doubt is None:
        _preview(turn, place, step)
    elif step.doubt.target:
        _ask_word(turn, place, step.guide, step.doubt, 0)
    else:
        _ask_column(turn, place, step.guide, step.doubt)


def _ask_column(turn: Turn, place: tuple[int, int], guide: Guide, doubt: Doubt) -> None:
    numbers = {name: number for number, name in enumerate(guide.form.question_names, QUESTIONS_FROM)}
    likely = [(numbers[name], label) for name, label in doubt.offered]
    samples = list(dict.fromkeys(guide.table.column(doubt.column)))
    turn.show(texts.ask_column((*place, doubt.column), guide.table.headings[doubt.column], samples, likely))


def _ask_word(turn: Turn, place: tuple[int, int], guide: Guide, doubt: Doubt, page: int) -> None:
    labels = [label for _, label in doubt.offered]
    asked = guide.table.headings[doubt.column]
    turn.show(texts.ask_word((*place, doubt.column, checksum(doubt)), asked, doubt.word, labels, page))


def _questions(guide: Guide) -> list[tuple[int, str]]:
    return [(number, question.label) for number, question in enumerate(guide.form.questions, QUESTIONS_FROM)]


def _preview(turn: Turn, place: tuple[int, int], step: Step) -> None:
    assert step.plan is not None
    if step.plan.refused:
        lines = [exchange.line(problem) for problem in step.plan.problems if problem.level == "error"]
        turn.show(texts.refused(lines, place))
        return
    taken = [
        _line(step.guide, column, target) for column, target in sorted(step.guide.targets.items()) if target != SKIP
    ]
    skipped = [step.guide.table.headings[column] for column, target in step.guide.targets.items() if target == SKIP]
    skipped = [each for each in skipped if each and each != step.guide.table.headings[step.guide.table.time or 0]]
    warnings = [exchange.line(problem) for problem in step.plan.problems]
    totals = [texts.NOTHING_NEW] if step.plan.empty else step.plan.totals()
    turn.show(texts.preview(place, taken, skipped, totals, warnings))


def _line(guide: Guide, column: int, target: str) -> str:
    heading = guide.table.headings[column]
    if target == SCHOOL:
        return texts.school_line(heading)
    if target == PERSON:
        return texts.person_line(heading)
    question = guide.question(target)
    return texts.line(heading, f"{target} {question.label}" if question else target)
