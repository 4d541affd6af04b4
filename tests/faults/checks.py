"""What must be true after every story, whatever happened in it."""

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing

from tests.faults.city import FIRST, City
from tests.faults.program import TOKEN
from tests.faults.respondents import Respondent

_SENT = """
    SELECT person.code, question.name, answer.value FROM answer JOIN question ON question.id = answer.question_id
    JOIN response ON response.id = answer.response_id JOIN person ON person.id = response.person_id
    WHERE response.state = 'sent'
"""
_DRAFTS = "SELECT person.code, run.session FROM run JOIN person ON person.id = run.person_id"


def stored(city: City) -> dict[tuple[int, str], list[str]]:
    """(person, question) → everything that is kept as an answer, sent or not yet sent."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    with closing(_database(city)) as database:
        for code, question, value in database.execute(_SENT):
            found[_teacher(code), question].append(value)
        for code, session in database.execute(_DRAFTS):
            for question, value in json.loads(session)["answers"].items():
                found[_teacher(code), question].append(value)
    return dict(found)


def nothing_lost_or_doubled(city: City, respondents: list[Respondent]) -> None:
    """Every answer that was given is stored exactly once, and none that was not."""
    expected = {
        (respondent.person, f"q{number}"): [value]
        for respondent in respondents
        for number, value in respondent.answers.items()
    }
    assert stored(city) == expected


def _database(city: City) -> sqlite3.Connection:
    return sqlite3.connect(city.program.folder / "data" / "nastavnik.sqlite3")


def _teacher(code: str) -> int:
    return FIRST + int(code.rpartition("-")[2])


def sound(city: City) -> None:
    """The database is whole, everything in inbox and outbox came to an end, the log tells no secret."""
    with closing(_database(city)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone() == (0,)
        states = {state for (state,) in database.execute("SELECT DISTINCT state FROM outbox")}
        assert states <= {"sent", "dead", "uncertain"}
    log = city.program.log.read_text()
    assert TOKEN.partition(":")[2] not in log
    assert "слово" not in log
    assert city.world.unanswered() == []


def repeated(city: City) -> int:
    """How many times a question was sent to somebody once more than needed."""
    sent = Counter(
        (call.params["chat_id"], call.params["text"])
        for call in city.world.called("sendMessage")
        if call.code == 200 and " из " in call.params["text"][:12]
    )
    return sum(times - 1 for times in sent.values())
