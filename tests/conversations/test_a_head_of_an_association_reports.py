"""The head of a school association answers Q8 in the chat, and the monitoring counts it."""

from datetime import date

from answers import begins
from city import City

from indicators.compute import compute
from indicators.periods import parse
from indicators.request import Request
from storage import seed
from storage.database import Tx


def _make_head(tx: Tx) -> None:
    """П-06-01 heads the association of the school from now on."""
    person, school = seed.ids(tx, "person")["П-06-01"], seed.ids(tx, "school")["Ш6"]
    seed.plant(
        tx, "role_grant", [{"person_id": person, "role": "R_SMO", "school_id": school, "since": date(2025, 9, 1)}]
    )


def _told(tx: Tx) -> dict[str, str]:
    asked = Request(period=parse("2026"), municipality="ЗЛТ", codes=("SMO1", "SMO2", "SMO4", "SMO5"))
    return {row.code: row.text for row in compute(tx, asked)}


async def test_a_report_given_in_the_chat_makes_the_figures_of_associations(city: City):
    await city.db.write(_make_head)
    coordinator, head = city.someone("К-01"), city.someone("П-06-01")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q8", "Открыть опрос")
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
    await head.taps("рост", "скорее согласен(на)", "время", "единые темы", "Готово")
    assert await city.db.read(_told) == dict.fromkeys(("SMO1", "SMO2", "SMO4", "SMO5"), "нет данных (n = 0)")
    assert "Спасибо" in await head.taps("Отправить")

    told = await city.db.read(_told)
    assert (told["SMO1"], told["SMO2"], told["SMO5"]) == ("67 % (2 из 3)", "75 % (3 из 4)", "67 % (2 из 3)")
    assert told["SMO4"].endswith("(2 из 5)")  # the mathematicians of the school
