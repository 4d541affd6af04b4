"""Before a survey opens: whose answers are wanted and who is left out, and which days the questions speak of."""

import pytest
from answers import q1_is_open
from city import City
from city_people import Someone


async def _draft(city: City, instrument: str = "Q1") -> Someone:
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", instrument)
    return coordinator


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("12 марта – 30 апреля", "с 12 марта по 30 апреля 2026 г."),
        ("с 1 по 31 октября", "октябрь 2026"),
        ("12.03 - 30.04.2025", "с 12 марта по 30 апреля 2025 г."),
        ("1 декабря — 31 января", "с 1 декабря 2025 г. по 31 января 2026 г."),
        ("с 1 сентября 2025 до 31 мая 2026", "с 1 сентября 2025 г. по 31 мая 2026 г."),
        ("31.08.2026-вчера", "с 31 августа по 23 ноября 2026 г."),
    ],
)
async def test_a_period_is_written_as_people_write_dates(city: City, written: str, understood: str):
    coordinator = await _draft(city)
    await coordinator.taps("Период")

    card = await coordinator.says(written)

    assert card.startswith(f"Понял так: период {understood}")
    assert f"Период: {understood}" in card


@pytest.mark.parametrize("written", ["весной", "30 февраля – 12 марта", "12 марта"])
async def test_dates_that_cannot_be_read_are_asked_for_again(city: City, written: str):
    coordinator = await _draft(city)
    await coordinator.taps("Период")

    assert (await coordinator.says(written)).startswith("Не разобрал даты")

    assert "Период: с 2 апреля по 30 апреля 2026 г." in await coordinator.says("2 апреля – 30 апреля")


async def test_a_period_that_is_not_over_is_said_to_be_so(city: City):
    coordinator = await _draft(city)

    card = await coordinator.taps("Период", "этот учебный год")
    assert "с 1 сентября 2026 г. по 31 августа 2027 г. – ещё не кончился" in card

    assert "ещё не кончился" not in await coordinator.taps("Период", "прошлый месяц")


async def test_tutors_whom_the_status_of_schools_leaves_out_are_not_lost_silently(city: City):
    coordinator = await _draft(city)
    await coordinator.taps("Кому", "Роли", "тьюторы", "Готово")
    card = await coordinator.taps("К опросу")

    assert "потому что у их школы другой статус: " in card
    assert "тьюторы – " in card
    assert "⚠️ Из этих ролей не попал никто: тьюторы" in card

    await coordinator.taps("Кому", "Статус школы", "✅ ШНОР", "✅ ШССУ", "✅ 500+", "Готово")
    card = await coordinator.taps("К опросу")
    assert "другой статус" not in card
    assert "не попал никто" not in card


async def test_the_region_sees_whose_results_these_are(city: City):
    operator = city.someone("РО-01")
    await operator.says("/menu")

    listed = await operator.taps("Результаты опросов")

    assert "1. МО город Златополье: Анкета" in listed
    assert "[1. МО город Златополье: Анкета" in listed


async def test_an_open_survey_is_extended_in_writing(city: City):
    coordinator = await q1_is_open(city, until="30 ноября")
    await coordinator.taps("К опросу", "Продлить")

    assert "уже прошёл" in await coordinator.says("20.11.2026")
    card = await coordinator.says("15 декабря")

    assert "Открыт по 15 декабря 2026 г." in card
    await city.come_to("2026-12-10")
    assert "Подробнее и начать" in city.someone("П-06-01").heard()
    assert "до 15 декабря" in await city.someone("П-06-01").says("мои опросы")
