"""A session that stays in memory shows and sends what the same session shows and sends once it is read back."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from automatic_respondent import NOW, StuckError, attempts, rostered, through_json

import surveys
from surveys.engine import advance, start, view
from surveys.events import Refused, Submitted
from surveys.form import Form
from surveys.inputs import Back, GoTo, Input, Submit
from surveys.reader import read_markdown
from surveys.session import Session
from surveys.views import ReviewView

INSTRUMENTS = sorted(
    path for path in (Path(surveys.__file__).parent / "instruments").glob("*.md") if path.stem != "README"
)
BRANCHING = """
| survey | type | name | label | relevant | required | repeat_count | choice_filter | calculation |
| | select_one yn | help | Была ли помощь? | | yes | | | |
| | begin group | about | О помощи | ${help} = 'y' | | | | |
| | integer | times | Сколько раз? | | | | | |
| | calculate | twice | | | | | | ${times} * 2 |
| | select_one l | who | Кто помогал? | ${twice} > 4 | | | | |
| | note | thanks | Спасибо, ${twice}! | ${who} = '1' | | | | |
| | end group | | | | | | | |
| | select_multiple l | wish | Чего не хватило? | ${help} = 'n' or ${who} != '' | | | | |
| | select_one l | main | Что из этого главное? | count-selected(${wish}) > 1 | | | selected(${wish}, name) | |
| | begin repeat | visit | Посещение | | | ${times} | | |
| | select_one yn | useful | Полезно? | | | | | |
| | text | why | Почему? | ${useful} = 'n' | | | | |
| | end repeat | | | | | | | |
| | calculate | useful_all | | | | | | count(${useful}[. = 'y']) |
| | text | last | Полезных: ${useful_all}. Что ещё? | ${useful_all} > 0 or ${help} = 'n' | | | | |
| choices | list_name | name | label |
| | yn | y | Да |
| | yn | n | Нет |
| | l | 1 | один |
| | l | 2 | два |
| | l | 3 | три |
"""


def walked(form: Form, seed: int) -> None:
    """Somebody who answers, turns back and changes answers, for a while; each step is taken both ways."""
    random = Random(seed)
    kept, _ = start(form, rostered(), NOW)
    for step in range(60):
        now = NOW + timedelta(minutes=step)
        assert view(form, kept) == view(form, through_json(kept))
        for inputs in tries(form, kept, random):
            after, events, read = kept, [], through_json(kept)
            for given in inputs:
                after, events = advance(form, after, given, now)
                read, same = advance(form, through_json(read), given, now)
                assert events == same
            if not isinstance(events[-1], Refused):
                break
        else:
            raise StuckError(form.code)
        if isinstance(events[-1], Submitted):
            return
        kept = after


def tries(form: Form, session: Session, random: Random) -> list[list[Input]]:
    """What is tried now, until something is taken."""
    shown = view(form, session)
    if isinstance(shown, ReviewView):
        change = [GoTo(random.randrange(len(shown.items)))] if shown.items else []
        return [change, [Submit()]] if change and random.random() < 0.8 else [[Submit()], change]
    ways = list(attempts(shown, random))
    return [[Back()], *ways] if random.random() < 0.2 else ways


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_every_form_of_ours(path: Path) -> None:
    form = read_markdown(path.read_text(encoding="utf-8"))
    for seed in range(6):
        walked(form, seed)


def test_a_form_with_branches_calculations_and_repeats() -> None:
    form = read_markdown(BRANCHING)
    for seed in range(60):
        walked(form, seed)
