"""An answer can be corrected until the survey closes, whatever its mode; afterwards it is explained why not."""

import pytest
from answers import answers, begins, fills_in, q1_is_open
from city import City

OVERALL = "В целом насколько"


async def _corrects(city: City, code: str, overall: str) -> str:
    teacher = city.someone(code)
    await teacher.taps("Исправить ответы", "Изменить ответ", OVERALL)
    return await teacher.taps(overall, "Отправить")


@pytest.mark.parametrize("mode", ["анонимно", "конфиденциально", "именной"])
async def test_the_last_answer_counts_in_every_mode(city: City, mode: str):
    await q1_is_open(city, mode)
    await answers(city.someone("П-06-01"), "скорее не удовлетворён(а)")

    assert "прежний не учитывается" in await _corrects(city, "П-06-01", "полностью удовлетворён(а)")

    assert "полностью удовлетворён(а)" in await city.someone("П-06-01").taps("Исправить ответы")
    assert await city.count("response WHERE survey_id = 2 AND state = 'sent'") == 1
    assert await city.count("response WHERE survey_id = 2 AND state = 'superseded'") == 1


@pytest.mark.parametrize("mode", ["анонимно", "именной"])
async def test_after_closing_a_correction_is_refused_with_an_explanation(city: City, mode: str):
    await q1_is_open(city, mode)
    await answers(city.someone("П-06-01"))
    await city.come_to("2026-12-09", "10:00")

    refusal = await city.someone("П-06-01").taps("Исправить ответы")

    assert "уже закрыт: ответы принимались по 8 декабря 2026 г. Поменять ответ теперь нельзя." in refusal
    assert await city.count("response WHERE survey_id = 2") == 1


async def test_an_abandoned_correction_leaves_the_sent_answer_valid(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"), "скорее удовлетворён(а)")
    teacher = city.someone("П-06-01")
    await teacher.taps("Исправить ответы", "Изменить ответ", OVERALL, "совсем не удовлетворён(а)", "Сохранить и выйти")

    await city.come_to("2026-12-09", "10:00")

    assert await city.count("answer a JOIN response r ON r.id = a.response_id WHERE r.survey_id = 2") > 5
    assert await city.count("response WHERE survey_id = 2 AND state = 'sent' AND revision = 1") == 1


@pytest.mark.parametrize("mode", ["анонимно", "именной"])
async def test_a_correction_that_was_begun_is_found_again_and_the_old_answer_counts_meanwhile(city: City, mode: str):
    await q1_is_open(city, mode)
    teacher = city.someone("П-06-01")
    await answers(teacher)

    left = await teacher.taps("Исправить ответы", "Изменить ответ", OVERALL, "совсем не удовлетворён(а)", "Сохранить и")
    assert "учитывается прежний ответ" in left
    card = await city.someone("К-01").taps("К опросу")
    assert "Ответили: 1 из 50" in card
    assert "не закончили" not in card  # somebody who has answered counts once

    waiting = await teacher.says("мои опросы")
    assert "исправление не закончено" in waiting
    assert "учитывается прежний ответ" in waiting
    assert "совсем не удовлетворён(а)" in await teacher.taps("Исправить: Анкета")
    assert "прежний не учитывается" in await teacher.taps("Отправить")
    assert "Сейчас опросов для Вас нет" in await teacher.says("мои опросы")


async def test_somebody_elses_receipt_opens_nothing(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"), advice="только моё")
    _, receipt = city.someone("П-06-01").button("Исправить ответы")
    outsider = city.someone("К-02")

    await outsider.says("/menu")
    refusal = await outsider.presses_old(outsider.said()[-1], receipt)

    assert "Не нашлось" in refusal
    assert "только моё" not in outsider.heard()


async def test_two_of_a_survey_do_not_meet(city: City):
    """A colleague of the same survey who got hold of the button must not read the answer either."""
    await q1_is_open(city)
    await answers(city.someone("П-06-01"), advice="только моё")
    _, receipt = city.someone("П-06-01").button("Исправить ответы")
    colleague = city.someone("П-06-02")
    await begins(colleague)
    await fills_in(colleague)

    await colleague.presses_old(colleague.said()[-1], receipt)

    assert "только моё" not in colleague.heard()
