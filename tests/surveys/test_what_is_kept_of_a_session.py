"""What the engine works out is kept with the session object: no longer than it, and never for another one."""

import gc
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from surveys import engine
from surveys.inputs import Pick
from surveys.reader import read_markdown
from surveys.session import Context
from surveys.situation import Situation

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
FORM = read_markdown("""
| survey | type | name | label | required | relevant |
| | select_one yes_no | Q1.1 | Получали ли Вы помощь? | yes | |
| | select_one yes_no | Q1.2 | Пригодилась ли она? | yes | ${Q1.1} = 'а' |
| | select_one yes_no | Q1.3 | Продолжить ли работу? | yes | |
| choices | list_name | name | label |
| | yes_no | а | Да |
| | yes_no | б | Нет |
""")


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_an_earlier_session_still_shows_what_it_showed_once_a_later_one_went_on():
    first, _ = engine.start(FORM, Context(), NOW)
    second, _ = engine.advance(FORM, first, Pick(0), NOW)
    engine.advance(FORM, second, Pick(1), NOW)

    assert engine.view(FORM, first).label == "Получали ли Вы помощь?"
    assert engine.view(FORM, second).label == "Пригодилась ли она?"
    assert not any(option.chosen for option in engine.view(FORM, second).options)


@pytest.mark.usefixtures("no_collector")
def test_a_thousand_answers_leave_nothing_behind_that_a_collector_would_have_to_find():
    for _ in range(300):
        session, _ = engine.start(FORM, Context(), NOW)
        for _ in range(3):
            session, _ = engine.advance(FORM, session, Pick(0), NOW)
    del session

    assert not [each for each in gc.get_objects() if isinstance(each, Situation)]
