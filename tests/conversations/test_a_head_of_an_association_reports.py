"""The head of a school association answers Q8 in the chat, and the monitoring counts it."""

from datetime import date

from answers import begins
from city import City
from city_people import Someone

from indicators.compute import compute
from indicators.periods import parse
from indicators.request import Request
from indicators.rows import Row
from storage import seed
from storage.database import Tx
from texts.demo import TUTOR


def _make_head(tx: Tx) -> None:
    """П-06-01 heads the association of the school from now on."""
    person, school = seed.ids(tx, "person")["П-06-01"], seed.ids(tx, "school")["Ш6"]
    seed.plant(
        tx, "role_grant", [{"person_id": person, "role": "R_SMO", "school_id": school, "since": date(2025, 9, 1)}]
    )


def _make_expert(tx: Tx) -> None:
    """The tutor of the town is asked as an expert, too."""
    seed.plant(tx, "role_grant", [{"person_id": seed.ids(tx, "person")[TUTOR], "role": "R_EXP",
                                   "municipality_id": seed.ids(tx, "municipality")["ЗЛТ"],
                                   "since": date(2025, 9, 1)}])  # fmt: skip


def _told(tx: Tx) -> list[Row]:
    asked = Request(period=parse("2026/27"), municipality="ЗЛТ", codes=("SMO1", "SMO2", "SMO4", "SMO5"))
    return compute(tx, asked)


async def _reports(head: Someone) -> str:
    """Two documents, three meetings of four, two members of five who visited lessons."""
    await begins(head)
    await head.taps("верно", "план", "протоколы", "Готово", "Пропустить")
    for held in ("4", "3"):
        await head.says(held)
    for topic, link in (("Разбор ВПР", "предметная"), ("Структура урока", "нет"), ("Критерии", "оценивание")):
        await head.says(topic)
        await head.taps(link)
    await head.taps("верно")
    for number in ("2", "3", "2", "0"):
        await head.says(number)
    return await head.taps("рост", "скорее согласен(на)", "время", "единые темы", "Готово")


async def _q8_is_open(city: City) -> None:
    await city.db.write(_make_head)
    await city.db.write(_make_expert)
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q8", "Открыть опрос")


async def test_a_report_given_in_the_chat_makes_the_figures_of_associations(city: City):
    await _q8_is_open(city)
    head = city.someone("П-06-01")

    await _reports(head)
    assert {row.text for row in await city.db.read(_told)} == {"нет данных (n = 0)"}
    assert "Спасибо" in await head.taps("Отправить")

    documents, meetings, visits, topics = (row.text for row in await city.db.read(_told))
    assert (documents, meetings, topics) == ("67 % (2 из 3)", "75 % (3 из 4)", "67 % (2 из 3)")
    assert visits == "40 % (2 из 5)"  # the mathematicians of the school


async def test_the_head_sees_what_the_register_knows(city: City):
    await _q8_is_open(city)
    head = city.someone("П-06-01")

    assert "ШМО «математика», состав: 5, предметы: математика" in await begins(head)
    await head.taps("верно", "документов пока нет", "Готово")
    for held in ("0", "0"):
        await head.says(held)
    assert "Учителей с уровнем А или В: 0, из них с ИОМ: 0" in head.screen()
    await head.taps("верно")
    assert "не может быть больше состава ШМО" in await head.says("6")


async def test_the_expert_sees_the_computed_points_and_lowers_one(city: City):
    await _q8_is_open(city)
    head, expert = city.someone("П-06-01"), city.someone(TUTOR)
    await _reports(head)
    await head.taps("Отправить")

    assert "1. Документы (план, протоколы, анализ). Расчётный балл: 1" in await begins(expert)
    await expert.taps("снизить балл")
    await expert.says("0")
    await expert.says("Протоколы без решений")
    await expert.taps(*["принять"] * 7)
    assert "Спасибо" in await expert.taps("Отправить")

    documents, *others = await city.db.read(_told)
    assert (documents.value, documents.note) == (0, "баллы: 1, эксперт: 0")
    assert [row.note for row in others] == ["баллы: 1", "баллы: 0", "баллы: 1"]
