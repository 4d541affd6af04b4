"""Consent comes first, ended roles end, and a survey of others does not exist for a stranger."""

from datetime import date

import pytest
from answers import answers, begins, q1_is_open
from city import City
from sqlalchemy import text

from texts.common import NOT_FOUND


async def _sql(city: City, statement: str, **values: object) -> None:
    await city.db.write(lambda tx: tx.execute(text(statement), values) and None)


async def test_without_consent_not_a_single_question_is_asked(city: City):
    await _sql(city, "DELETE FROM consent WHERE person_id = (SELECT id FROM person WHERE code = 'П-06-01')")
    await q1_is_open(city)
    teacher = city.someone("П-06-01")

    asked = await teacher.taps("Подробнее и начать")

    assert "1 из " not in teacher.heard()
    assert "соглас" in asked.lower()
    assert await city.count("run") == 0


async def test_consent_to_one_operator_is_none_to_another(city: City):
    await q1_is_open(city)
    await begins(city.someone("П-06-01"))
    await city.stop()
    city.settings.operator_name = "МКУ «Новый центр»"
    await city.start()

    asked = await city.someone("П-06-01").taps("нет, хотя помощь была нужна")

    assert "Текст согласия обновился" in asked
    assert "оператору – МКУ «Новый центр»" in asked
    await city.someone("П-06-01").taps("Согласен(на)", "Мои опросы", "Анкета")
    assert "Обращались ли Вы к тьютору" in await city.someone("П-06-01").taps("Продолжить")


async def test_the_same_operator_does_not_ask_twice(city: City):
    await city.stop()
    await city.start()

    assert "Вы здесь как: педагог" in await city.someone("П-06-01").says("/menu")


async def test_whoever_takes_the_consent_back_is_not_asked_any_more(city: City):
    teacher = city.someone("П-06-01")
    await teacher.says("/privacy")
    await teacher.taps("Отозвать согласие")
    if "[Да" in teacher.screen():
        await teacher.taps("Да")
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")

    card = await coordinator.taps("Новый опрос", "Q1")

    assert "Приглашение получат: 2 из 49 человек" in card
    assert "Исключены: 1 – не дали согласие" in card


async def test_a_role_that_ended_opens_nothing(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.taps("К опросу")
    await _sql(
        city,
        "UPDATE role_grant SET until = :day WHERE person_id = (SELECT id FROM person WHERE code = 'К-01')",
        day=date(2026, 11, 23).isoformat(),
    )

    answer = await coordinator.taps("Закрыть сейчас")

    assert "Закрыть «" not in answer
    assert await city.count("survey WHERE state = 'open'") == 1
    menu = await coordinator.says("/menu")
    assert "Новый опрос" not in menu


async def test_a_survey_of_another_municipality_is_not_there(city: City):
    other = city.someone("К-02")
    await other.says("/menu")
    opened = await other.taps("Новый опрос", "Q1", "Открыть опрос")
    assert "открыт" in opened
    teacher = city.someone("П-06-01")
    await teacher.says("/menu")

    for data in ("os:2", "bs:2", "cs:2", "mu:2"):
        assert NOT_FOUND in await teacher.presses_old(teacher.said()[-1], data)
    assert "опросов для Вас нет" in await teacher.says("/surveys")


@pytest.mark.parametrize("role", ["Пройти"])
async def test_a_coordinator_walks_a_form_and_nothing_is_kept(city: City, role: str):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    before = await city.count("response"), await city.count("answer"), await city.count("participation")
    await coordinator.taps("Анкеты", "Q1", role, "нет, помощь не требовалась", "полностью согласен(на)", "да")
    await coordinator.says("8")
    await coordinator.taps("Пропустить", "Пропустить")

    assert "Просмотр нигде не сохранён" in await coordinator.taps("Отправить")

    assert (await city.count("response"), await city.count("answer"), await city.count("participation")) == before
    assert await city.count("run") == 0


async def test_a_lost_key_stops_one_survey_and_nothing_else(city: City):
    """Keys are left out of backups: after a restore an open anonymous survey cannot go on, everything else must."""
    await q1_is_open(city)
    await begins(city.someone("П-06-02"))
    await city.stop()
    (city.folder / "keys" / "2.key").unlink()
    await city.start()
    teacher = city.someone("П-06-01")

    assert "Меню" in await teacher.says("/menu")
    await teacher.says("/surveys")
    assert NOT_FOUND in await teacher.taps("Подробнее и начать")
    await city.come_to("2026-12-09", "10:00")
    assert await city.count("survey WHERE state = 'open'") == 0


async def test_somebody_with_the_answer_sent_sees_it_as_done(city: City):
    await q1_is_open(city, "именной")
    await answers(city.someone("П-06-01"))
    teacher = city.someone("П-06-01")
    await teacher.says("/menu")

    shown = await teacher.presses_old(teacher.said()[-1], "os:2")

    assert "Вы уже ответили" in shown
    assert "[Исправить ответы]" in shown


async def test_somebody_who_is_in_and_sends_a_code_reads_who_they_are_here(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")

    said = await teacher.says("ae23h-px456")

    assert "Вы здесь – П-06-01, роль: педагог" in said
    assert "Код Вам здесь не нужен" in said
    assert "Выйти?" in await teacher.taps("Это не я")


async def test_the_text_of_the_consent_as_a_file_leaves_a_way_on(city: City):
    await _sql(city, "DELETE FROM consent WHERE person_id = (SELECT id FROM person WHERE code = 'П-06-01')")
    teacher = city.someone("П-06-01")
    await teacher.says("/menu")

    assert "[В меню]" in await teacher.taps("Скачать текст")
    assert "[Согласен(на)]" in await teacher.taps("В меню")
