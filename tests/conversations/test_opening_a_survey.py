"""Before a survey opens: whose answers are wanted and who is left out, and which days the questions speak of."""

from datetime import datetime

import pytest
from answers import q1_is_open
from city import MOSCOW, City
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


@pytest.mark.parametrize("written", ["30.04.2026 – 12.03.2026", "с 31 мая 2026 по 1 сентября 2025"])
async def test_a_period_written_backwards_is_told_to_be_so(city: City, written: str):
    coordinator = await _draft(city)
    await coordinator.taps("Период")

    assert (await coordinator.says(written)).startswith("Последний день здесь раньше первого. Напишите первый")


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


async def test_an_extension_counts_from_the_present_end_however_often_it_is_pressed(city: City):
    coordinator = await q1_is_open(city, until="15 декабря")
    await city.come_to("2026-12-02")
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Продлить")
    old = coordinator.button("ещё 5 дней – по 20.12")

    assert "Открыт по 20 декабря 2026 г." in await coordinator.presses_old(*old)
    assert "Открыт по 20 декабря 2026 г." in await coordinator.presses_old(*old)


async def test_an_extension_does_not_end_a_survey_earlier(city: City):
    coordinator = await q1_is_open(city, until="15 декабря")
    await coordinator.taps("К опросу", "Продлить")

    refusal = await coordinator.says("7 декабря")

    assert "Опрос и так открыт по 15 декабря 2026 г." in refusal
    assert "«Закрыть сейчас»" in refusal
    assert "Открыт по 15 декабря 2026 г." in await coordinator.taps("К опросу")


@pytest.mark.parametrize(
    ("instrument", "day", "period", "last"),
    [
        ("Q3", "2026-08-17", "с 1 сентября 2026 г. по 31 августа 2027 г. – ещё не начался", "31 августа"),
        ("Q6", "2027-01-18", "с 1 января по 30 июня 2027 г.", "1 февраля"),
        ("Q1", "2026-11-24", "с 1 января по 24 ноября 2026 г.", "8 декабря"),
        ("Q7", "2026-11-24", "с 1 января по 24 ноября 2026 г.", "29 ноября"),
    ],
)
async def test_period_and_days_suit_the_form(city: City, instrument: str, day: str, period: str, last: str):
    if day > "2026-11-24":
        await city.come_to(day)
    else:
        await city.stop()
        city.now = datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=MOSCOW)
        await city.start()
    card = (await _draft(city, instrument)).screen()

    assert f"Период: {period}" in card
    assert f"Ответы: по {last}" in card


async def test_looking_at_a_card_leaves_no_heap_of_drafts(city: City):
    for _ in range(3):
        await _draft(city)
    coordinator = await _draft(city, "Q2")

    assert await city.count("survey WHERE state = 'draft'") == 2
    await coordinator.says("/menu")
    assert "черновик" not in await coordinator.taps("Опросы")

    await _draft(city)
    await coordinator.taps("Режим", "именной")
    await coordinator.says("/menu")
    assert (await coordinator.taps("Опросы")).count("черновик") == 1
    await _draft(city)
    assert await city.count("survey WHERE state = 'draft'") == 3


async def test_drafts_that_somebody_only_looked_at_are_gone_after_a_week(city: City):
    coordinator = await _draft(city)
    await coordinator.taps("Режим", "именной")
    await _draft(city, "Q2")

    await city.come_to("2026-12-03")

    assert await city.count("survey WHERE state = 'draft'") == 1
    await coordinator.says("/menu")
    assert "черновик" in await coordinator.taps("Опросы")


async def test_too_few_people_for_results_without_names_are_told_before_opening(city: City):
    coordinator = await _draft(city, "Q2")  # two schools of the town have a team
    card = coordinator.screen()

    assert "В списке меньше 5 человек: результатов по анонимному опросу не будет" in card
    assert "меньше 5" not in await coordinator.taps("Режим", "именной")


async def test_a_survey_for_nobody_is_not_opened_and_says_what_to_do(city: City):
    coordinator = await _draft(city)
    opening = coordinator.button("Открыть опрос")
    await coordinator.taps("Кому", "Роли", "эксперты", "педагоги", "Готово")
    card = await coordinator.taps("К опросу")
    assert "[Открыть опрос]" not in card

    said = await coordinator.presses_old(*opening)

    assert "Измените, пожалуйста, «Кому»" in said
    assert "[Кому]" in said
    assert await city.count("survey WHERE state = 'open'") == 0


@pytest.mark.parametrize(("button", "words"), [("Срок", "когда-нибудь"), ("Срок", "01.02.2020"), ("Период", "весной")])
async def test_a_date_that_does_not_suit_leaves_a_way_on(city: City, button: str, words: str):
    coordinator = await _draft(city)
    await coordinator.taps(button)
    await coordinator.says(words)

    assert "[Открыть опрос]" in await coordinator.taps("К опросу")


async def test_an_open_survey_is_extended_in_writing(city: City):
    coordinator = await q1_is_open(city, until="30 ноября")
    await coordinator.taps("К опросу", "Продлить")

    assert "уже прошёл" in await coordinator.says("20.11.2026")
    card = await coordinator.says("15 декабря")

    assert "Открыт по 15 декабря 2026 г." in card
    await city.come_to("2026-12-10")
    assert "Подробнее и начать" in city.someone("П-06-01").heard()
    assert "до 15 декабря" in await city.someone("П-06-01").says("мои опросы")
