"""Every press is answered and takes effect once: twice, late, on old messages, with somebody else's buttons."""

import pytest
from answers import answers, begins, fills_in, q1_is_open
from city import City
from sqlalchemy import text

from bot.lanes import Limits
from storage.database import Tx


async def _rows(city: City) -> tuple[int, ...]:
    tables = ("response", "answer", "participation", "survey", "frame_member", "due", "run")
    return tuple([await city.count(table) for table in tables])


async def test_every_button_of_a_questionnaire_pressed_twice_counts_once(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    labels = (
        "Подробнее и начать", "Начать", "нет, хотя помощь была нужна", "скорее согласен(на)", "нет времени", "Готово",
        "скорее удовлетворён(а)", "да", "нет", "Готово",
    )  # fmt: skip
    for label in labels[:8]:
        message, data = teacher.button(label)
        teacher.chats.press(teacher.person, message.id, data)
        await teacher.presses_old(message, data)
    await teacher.says("8")
    await teacher.taps("Пропустить", "Пропустить")
    message, data = teacher.button("Отправить")
    teacher.chats.press(teacher.person, message.id, data)

    assert "уже отправлена" in await teacher.presses_old(message, data)
    assert await city.count("response WHERE survey_id = 2") == 1
    assert await city.count("participation WHERE survey_id = 2") == 1


async def test_the_coordinators_buttons_pressed_twice_open_and_close_once(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q1")
    for label in ("Открыть опрос", "К опросу", "Закрыть сейчас", "Да, закрыть"):
        message, data = coordinator.button(label)
        coordinator.chats.press(coordinator.person, message.id, data)
        await coordinator.presses_old(message, data)

    assert await city.count("survey WHERE state = 'closed'") == 2
    assert await city.count("audit WHERE action = 'survey.open'") == 2
    invitations = [m for m in city.someone("П-06-01").said() if "Приглашаю" in m.text]
    assert len(invitations) == 1


async def test_an_old_button_to_extend_changes_nothing_about_a_closed_survey(city: City):
    coordinator = await q1_is_open(city, until="27 ноября")
    await coordinator.taps("К опросу")
    extend = coordinator.button("Продлить")
    await coordinator.taps("Продлить")
    by_two_weeks = coordinator.button("ещё 14")
    await city.come_to("2026-11-30", "12:00")

    for button in (by_two_weeks, extend):
        await coordinator.presses_old(*button)
        assert "Закрыт 27 ноября 2026 г." in coordinator.heard()
        assert "[ещё" not in coordinator.heard()


async def test_old_buttons_of_a_finished_questionnaire_change_nothing(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    old = []
    await begins(teacher)
    for label in ("нет, хотя помощь была нужна", "скорее согласен(на)", "нет времени", "Готово"):
        old.append(teacher.button(label))
        await teacher.taps(label)
    await teacher.taps("скорее удовлетворён(а)", "да")
    await teacher.says("8")
    await teacher.taps("Пропустить", "Пропустить", "Отправить")
    before = await _rows(city)

    for message, data in old:
        assert "ничего не изменилось" in await teacher.presses_old(message, data)
    assert await _rows(city) == before


async def test_an_old_button_in_the_middle_shows_the_current_question(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    message, data = teacher.button("нет, помощь не требовалась")
    question = await teacher.taps("нет, хотя помощь была нужна")

    assert await teacher.presses_old(message, data) == question


@pytest.mark.parametrize("code", ["П-06-02", "К-01", "К-02", "РО-01"])
async def test_somebody_elses_buttons_show_and_change_nothing(city: City, code: str):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await fills_in(teacher, advice="только моё")
    stolen = [teacher.button(label)[1] for label in ("Отправить", "Изменить ответ", "Сохранить и выйти", "Готово")]
    thief = city.someone(code)
    await thief.says("/menu")
    before = await _rows(city)

    for data in stolen:
        await thief.presses_old(thief.said()[-1], data)

    assert await _rows(city) == before
    assert "только моё" not in thief.heard()
    assert "Спасибо" not in thief.heard()


@pytest.mark.parametrize("code", ["П-06-01", "Т-01", "К-02"])
async def test_the_buttons_of_another_coordinator_lead_nowhere(city: City, code: str):
    coordinator = await q1_is_open(city, "именной")
    await coordinator.taps("К опросу", "Кто не ответил", "К опросу", "Продлить")
    await coordinator.taps("К опросу", "Закрыть сейчас")
    stolen = {
        button["callback_data"]
        for message in coordinator.said()
        for row in message.keyboard
        for button in row
        if ":2" in button["callback_data"] and not button["callback_data"].startswith("nd:")  # of this survey
    }
    closing = coordinator.button("Да, закрыть")[1]
    thief = city.someone(code)
    await thief.says("/menu")
    before = await _rows(city)

    for data in sorted({*stolen, closing}):
        answer = await thief.presses_old(thief.said()[-1], data)
        assert "Не нашлось" in answer or "1. Анкета" in answer, f"{data}: {answer}"  # or last year's results
        assert "открыт" not in answer.replace("закрыт", "")

    assert await _rows(city) == before
    assert await city.count("survey WHERE state = 'open'") == 1


@pytest.mark.parametrize("data", ["", "zz:1", "os:999999", "os:-1", "an:1:1:1", "so:2:3", "🙂" * 16, "os:" + "9" * 40])
async def test_invented_buttons_are_answered_and_change_nothing(city: City, data: str):
    teacher = city.someone("П-06-01")
    await teacher.says("/menu")
    before = await _rows(city)

    await teacher.presses_old(teacher.said()[-1], data)

    assert await _rows(city) == before


async def test_a_double_send_from_two_messages_is_one_answer(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await answers(teacher)
    await teacher.says("/surveys")

    assert "опросов для Вас нет" in teacher.screen()
    assert await city.count("response WHERE survey_id = 2") == 1


async def test_the_consent_is_no_survey_whatever_a_button_says(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    before = await _rows(city)
    consent = await city.db.read(consent_form)

    assert "Не нашлось" in await coordinator.presses_old(coordinator.said()[-1], f"nd:{consent}")

    assert await _rows(city) == before


def consent_form(tx: Tx) -> int:
    """The number of the consent's form."""
    return int(tx.execute(text("SELECT max(id) FROM instrument_version WHERE code = 'F0'")).scalar_one())


async def test_presses_beyond_all_measure_are_dropped_but_answered(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    city.app._lanes._limits = Limits(waiting=5)
    for _ in range(60):
        teacher.press("нет, хотя помощь была нужна")

    await teacher.reads()

    assert not teacher.unanswered()
    assert teacher.heard().count("Пришло слишком много сообщений сразу") == 1
