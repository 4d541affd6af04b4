"""A table of answers from another program: the survey, the doubtful columns, the doubtful words, the plan."""

from collections.abc import Callable

from handlers.dispatch import on_press
from handlers.turn import Chat, Turn
from services.access import NotFound
from services.collected import desk
from services.collected.desk import QUESTIONS_FROM, Decision, Step, checksum
from services.collected.guide import PERSON, SCHOOL, Doubt, Guide
from services.collected.table import Table, read_table
from services.exchange.importing import ImportRefused
from storage.form_mappings import SKIP
from texts import collected as texts
from texts import collected_actions as act
from texts import exchange
from texts.exchange import Problem


def offer(turn: Turn, file: int, table: Table) -> None:
    """Ask to which survey the answers belong."""
    surveys = [(survey.id, f"{survey.code}: {survey.title}") for survey in desk.offered(turn.uow, turn.me)]
    turn.show(texts.choose_survey(file, len(table.rows), surveys) if surveys else texts.no_surveys())


async def _table(chat: Chat, file_id: int) -> Table | None:
    """The table that was sent; None when it cannot be read any more."""
    file = await chat.turn(lambda turn: desk.kept(turn.uow, turn.me, file_id), last=False)
    found = await chat.slow_on_shelf(lambda folder: read_table(folder / file.path))
    if isinstance(found, Problem):
        problem = found
        await chat.turn(lambda turn: turn.show(texts.refused([exchange.line(problem)])))
        return None
    return found


async def _with_table(chat: Chat, file_id: int, step: Callable[[Turn, Table], None]) -> None:
    """One turn over the table that was sent, if it can still be read."""
    table = await _table(chat, file_id)
    if table is not None:
        await chat.turn(lambda turn: step(turn, table))


@on_press(act.CollectInto)
async def into(chat: Chat, press: act.CollectInto) -> None:
    """The survey is chosen."""
    await _with_table(chat, press.file, lambda turn, table: _go_on(turn, press.file, press.survey, table))


@on_press(act.CollectColumn)
async def column(chat: Chat, press: act.CollectColumn) -> None:
    """A column is told."""

    def step(turn: Turn, table: Table) -> None:
        desk.decide_column(turn.uow, turn.me, press.survey, table, Decision(press.column, press.choice))
        _go_on(turn, press.file, press.survey, table)

    await _with_table(chat, press.file, step)


@on_press(act.CollectWord)
async def word(chat: Chat, press: act.CollectWord) -> None:
    """A word is told."""

    def step(turn: Turn, table: Table) -> None:
        desk.decide_word(turn.uow, turn.me, press.survey, table, Decision(press.word, press.choice))
        _go_on(turn, press.file, press.survey, table)

    await _with_table(chat, press.file, step)


@on_press(act.CollectMore)
async def more(chat: Chat, press: act.CollectMore) -> None:
    """All questions that a column may ask."""

    def step(turn: Turn, table: Table) -> None:
        if press.column >= len(table.headings):
            raise NotFound
        guide = desk.step(turn.uow, turn.me, press.survey, table).guide
        place = (press.file, press.survey, press.column)
        turn.show(texts.all_questions(place, table.headings[press.column], _questions(guide), press.page))

    await _with_table(chat, press.file, step)


@on_press(act.CollectOptions)
async def options(chat: Chat, press: act.CollectOptions) -> None:
    """Another page of what a word may mean."""

    def step(turn: Turn, table: Table) -> None:
        guide = desk.step(turn.uow, turn.me, press.survey, table).guide
        doubt = desk.unclear(guide, press.word)
        if doubt is None:
            _go_on(turn, press.file, press.survey, table)
        else:
            _ask_word(turn, (press.file, press.survey), guide, doubt, press.page)

    await _with_table(chat, press.file, step)


@on_press(act.CollectForget)
async def forget(chat: Chat, press: act.CollectForget) -> None:
    """Everything is asked anew."""

    def step(turn: Turn, table: Table) -> None:
        desk.forget(turn.uow, turn.me, press.survey)
        _go_on(turn, press.file, press.survey, table)

    await _with_table(chat, press.file, step)


@on_press(act.CollectStore)
async def store(chat: Chat, press: act.CollectStore) -> None:
    """All or nothing."""

    def step(turn: Turn, table: Table) -> None:
        turn.show(texts.stored(desk.store(turn.uow, turn.me, turn.now, press.survey, table).stored()))

    try:
        await _with_table(chat, press.file, step)
    except ImportRefused as refused:
        lines = [exchange.line(problem) for problem in refused.plan.problems if problem.level == "error"]
        place = (press.file, press.survey)
        await chat.turn(lambda turn: turn.show(texts.refused(lines, place)))


def _go_on(turn: Turn, file: int, survey: int, table: Table) -> None:
    """Ask the next doubt, or show what would be stored."""
    step = desk.step(turn.uow, turn.me, survey, table)
    if step.doubt is None:
        _preview(turn, (file, survey), step)
    elif step.doubt.target:
        _ask_word(turn, (file, survey), step.guide, step.doubt, 0)
    else:
        _ask_column(turn, (file, survey), step.guide, step.doubt)


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
