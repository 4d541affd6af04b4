"""Thirty people answer an anonymous survey; whoever takes the files and the log cannot tell whose answer is whose."""

import logging
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from answers import begins, fills_in, q1_is_open
from city import City, city_in, in_a_thread
from stored_bytes import files, holding, likeness, matched, tables

from bot.colleagues import golden, walk
from services import runs
from storage import seed
from storage.actor import Actor
from storage.database import Tx
from storage.unit import Uow
from surveys.inputs import Input, Typed
from surveys.views import QuestionView

CAST = ("П-06-01", "П-06-02")  # answer in the chat; their colleagues in a walk through the same services
DRAFT = "canary-of-a-draft"


@dataclass
class Survey:
    """What really happened, known to nobody but the test."""

    city: City
    order: list[str]  # codes of the people, as they answered one after another
    people: dict[str, int]

    @property
    def canaries(self) -> dict[str, str]:
        """What each person wrote into the free text."""
        return {code: f"canary-{number:03}-end" for number, code in enumerate(sorted(self.order))}

    def owners(self, texts: list[str]) -> list[str]:
        """Who wrote the texts that are found in these rows."""
        whose = {words: code for code, words in self.canaries.items()}
        return [whose[text] for text in texts if text in whose]


async def _thirty_answer(folder: Path) -> tuple[list[str], dict[str, int]]:
    """Q1, anonymous, open, with thirty answers and one draft."""
    async with city_in(folder) as city:
        await q1_is_open(city)
        people = await city.db.read(lambda tx: seed.ids(tx, "person"))
        others = [code for code in people if code.startswith(("П-06", "П-17")) and code not in (*CAST, "П-17-01")]
        survey = Survey(city, [CAST[0], *Random(7).sample(sorted(others), 28), CAST[1]], people)
        for code in survey.order:
            await _answers(survey, code)
        await begins(city.someone("П-17-01"))
        await fills_in(city.someone("П-17-01"), advice=DRAFT)
        return survey.order, people


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, int]]:
    """The folder of a city in which thirty have answered, the order in which they did, everybody's number."""
    folder = tmp_path_factory.mktemp("thirty")
    return folder, *in_a_thread(_thirty_answer(folder))


@pytest.fixture
async def answered(tmp_path: Path, thirty: tuple[Path, list[str], dict[str, int]]) -> AsyncIterator[Survey]:
    """That city, going on."""
    folder, order, people = thirty
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    city = City(tmp_path)
    await city.start()
    yield Survey(city, order, people)
    await city.stop()


async def _answers(survey: Survey, code: str) -> None:
    city, words = survey.city, survey.canaries[code]
    if code in CAST:
        person = city.someone(code)
        await begins(person)
        await fills_in(person, advice=words)
        assert "Спасибо" in await person.taps("Отправить")
        return
    number = int((await city.db.read(lambda tx: seed.ids(tx, "survey")))["Q1-ЗЛТ-2026"])

    usual = golden(survey.order.index(code))

    def choose(view: QuestionView) -> list[Input]:
        return [Typed(words)] if view.name == "Q1.14" else usual(view)

    def work(tx: Tx) -> None:
        uow, actor = Uow(tx, city.app.shelf), Actor(survey.people[code], (), None)
        walk(uow, actor, city.now, runs.begin(uow, actor, city.now, number), choose)

    await city.db.write(work)


async def _closes(city: City) -> None:
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Закрыть сейчас", "Да, закрыть")


async def test_no_row_names_a_person_and_an_answer(answered: Survey):
    found = tables(answered.city.folder)

    for words in answered.canaries.values():
        assert holding(found, words) == {"answer"}
    new = [row for row in found["response"] if row["receipt_hash"] and row["survey_id"] != 1]
    assert len(new) == 30
    assert {(row["person_id"], row["submitted_at"]) for row in new} == {(None, None)}
    assert set(found["participation"][0].keys()) == {"survey_id", "tag"}
    assert [row["person_id"] for row in found["run"]] == [None]  # the draft, under a tag
    assert {row["payload"] or "" for table in ("inbox", "outbox") for row in found[table]} == {""}
    assert {row["expecting"] for row in found["account"] if row["user_id"] in ("1001", "1002")} == {""}


async def test_an_answer_carries_no_more_than_five_people_share(answered: Survey):
    found = tables(answered.city.folder)
    cells = Counter(
        (row["cell_school_id"], row["cell_role"], row["cell_subject"])
        for row in found["frame_member"]
        if row["survey_id"] == 2
    )

    stored = {(row["school_id"], row["role"], row["subject"]) for row in found["response"] if row["survey_id"] == 2}

    assert stored <= set(cells)
    assert min(cells.values()) >= 5


async def test_the_order_of_answering_is_not_to_be_read_out(answered: Survey):
    await _closes(answered.city)
    folder = answered.city.folder
    await answered.city.stop()
    try:
        found, raw = tables(folder), files(folder)["nastavnik.sqlite3"]
    finally:
        await answered.city.start()

    in_table = answered.owners([row["value"] for row in found["answer"]])
    in_file = sorted(answered.order, key=lambda code: raw.index(answered.canaries[code].encode()))
    for owners in (in_table, in_file):
        assert matched(answered.order, owners) <= 7
        assert matched(answered.order[::-1], owners) <= 7
        assert abs(likeness(answered.order, owners)) < 0.65


async def test_the_tags_mean_nothing_after_closing(answered: Survey):
    folder = answered.city.folder
    ledger = {bytes(row["tag"]) for row in tables(folder)["participation"] if row["survey_id"] == 2}
    assert ledger == {answered.city.app.shelf.keys.tag(2, answered.people[code]) for code in answered.order}
    key = (folder / "keys" / "2.key").read_bytes()

    await _closes(answered.city)

    assert {bytes(row["tag"]) for row in tables(folder)["participation"] if row["survey_id"] == 2} == ledger
    assert not any(key in data for data in files(folder).values())
    assert "2.key" not in files(folder)


async def test_closing_leaves_the_answers_in_one_place_and_drafts_nowhere(answered: Survey):
    folder = answered.city.folder
    assert any(DRAFT.encode() in data for data in files(folder).values())

    await _closes(answered.city)

    assert {row["expecting"] for row in tables(folder)["account"]} == {""}, "it tells who had begun"
    stored = files(folder)
    assert [name for name, data in stored.items() if DRAFT.encode() in data] == []
    for words in answered.canaries.values():
        assert [name for name, data in stored.items() if words.encode() in data] == ["nastavnik.sqlite3"]
        assert stored["nastavnik.sqlite3"].count(words.encode()) == 1


async def test_the_log_says_nothing_of_answers_or_people(city: City, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    await q1_is_open(city)
    await begins(city.someone(CAST[0]))
    await fills_in(city.someone(CAST[0]), advice=DRAFT)
    await city.someone(CAST[0]).taps("Отправить")
    await _closes(city)

    assert DRAFT not in caplog.text
    assert "Ясенева" not in caplog.text
