"""After closing, the coordinator may tell everybody who was asked what came of the survey: once, kindly, by day."""

from datetime import timedelta

from answers import answers, q1_is_open
from city import City
from city_people import Someone

from texts.common import NOT_FOUND

TEACHERS = ("П-06-01", "П-06-02", "П-17-01")
TOLD = "завершён. Ответили"


async def _closed(city: City, mode: str = "именной") -> Someone:
    coordinator = await q1_is_open(city, mode)
    for code in TEACHERS[:2]:
        await answers(city.someone(code))
    await coordinator.taps("К опросу", "Закрыть сейчас", "Да, закрыть", "Результаты")
    return coordinator


def _heard(city: City) -> list[int]:
    people = [city.someone(code) for code in TEACHERS]
    return [sum(TOLD in person.shown(message) for message in person.said()) for person in people]


async def test_everybody_who_was_asked_hears_once_how_many_answered(city: City):
    coordinator = await _closed(city)

    preview = await coordinator.taps("Сообщить участникам")
    assert "3 человека на связи" in preview
    assert "Ответили 2 из 50 человек. Спасибо всем" in preview
    assert _heard(city) == [0, 0, 0]

    assert "уходит участникам" in await coordinator.taps("Отправить участникам")
    await city.wait(timedelta(minutes=1))
    assert _heard(city) == [1, 1, 1]
    assert "67 %" not in city.someone("П-06-01").screen()  # two answers are nobody's business but the coordinator's

    await coordinator.presses_old(coordinator.said()[-1], "tb:2")
    await city.wait(timedelta(minutes=1))
    assert _heard(city) == [1, 1, 1]


async def test_results_are_no_reminder_and_only_whoever_withdrew_the_consent_is_left_in_peace(city: City):
    coordinator = await q1_is_open(city)
    await city.someone(TEACHERS[0]).taps("Не напоминать")
    withdrawn = city.someone(TEACHERS[1])
    await withdrawn.says("/withdraw")
    await withdrawn.taps("Да, отозвать")
    await answers(city.someone(TEACHERS[2]))
    await coordinator.taps("К опросу", "Закрыть сейчас", "Да, закрыть", "Результаты")

    assert "(2 человека на связи)" in await coordinator.taps("Сообщить участникам")
    await coordinator.taps("Отправить участникам")
    await city.wait(timedelta(minutes=1))

    assert _heard(city) == [1, 0, 1]


async def test_shares_that_enough_people_made_are_told(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "⚪", "Результаты")

    preview = await coordinator.taps("Сообщить участникам")

    assert "92 % (46 из 50)" in preview
    assert preview.count(" из 50)") <= 3


async def test_nobody_is_told_at_night(city: City):
    coordinator = await _closed(city)
    await city.come_to("2026-11-24", "21:30")

    assert "уйдёт участникам в рабочее время: среда, 25 ноября, 08:00" in await coordinator.taps(
        "Сообщить участникам", "Отправить участникам"
    )

    await city.come_to("2026-11-25", "07:59")
    assert _heard(city) == [0, 0, 0]
    await city.come_to("2026-11-25", "08:00")
    assert _heard(city) == [1, 1, 1]


async def test_only_whoever_runs_surveys_may_tell(city: City):
    await _closed(city)

    for code in ("РО-01", "Р-06-01", "П-06-01", "К-02"):
        person = city.someone(code)
        await person.says("/menu")
        for data in ("ta:2", "tb:2"):
            assert NOT_FOUND in await person.presses_old(person.said()[-1], data)
    assert _heard(city) == [0, 0, 0]
