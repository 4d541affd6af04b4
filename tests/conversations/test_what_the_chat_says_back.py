"""What was written is said back; buttons of questions left behind are answered kindly; what helps is one tap away."""

import pytest
from answers import begins, goes_to_the_overall_item, own_survey_is_open, q1_is_open
from city import City

DAY = ("date", "q1", "Когда была встреча?", "yes")
ORDER = ("rank marks", "q2", "Что важнее?", "yes")
MOOD = ("select_one marks", "q3", "Как дела?", "yes")
PHOTO = ("image", "q4", "Пришлите фото доски", "yes")
WHY = ("text", "q5", "Почему?", "yes")


async def test_a_written_answer_is_said_back_before_the_next_question(city: City):
    teacher = await own_survey_is_open(city, MOOD, PHOTO, WHY)

    shown = await teacher.says("Хорошо!")
    assert shown.startswith("Ваш ответ: хорошо\n")
    assert "Пришлите фото доски" in shown
    assert (await teacher.sends("доска.png", b"\x89PNG")).startswith("Ваш ответ: доска.png\n")
    review = await teacher.says("Так <b>сложилось</b>")
    assert review.startswith("Ваш ответ: Так <b>сложилось</b>\n")


async def test_a_chosen_button_needs_no_echo(city: City):
    teacher = await own_survey_is_open(city, MOOD, WHY)

    assert "Ваш ответ" not in await teacher.taps("хорошо")


async def test_a_long_answer_is_said_back_in_short(city: City):
    teacher = await own_survey_is_open(city, WHY, MOOD)

    shown = await teacher.says("потому что " * 100)

    assert shown.index("…") < 250


async def test_a_button_of_a_question_that_was_answered_in_writing_changes_nothing_and_says_so(city: City):
    teacher = await own_survey_is_open(city, MOOD, WHY)
    message, data = teacher.button("плохо")
    await teacher.says("хорошо")

    assert await teacher.reads_the_toast(message, data) == "Сейчас открыт другой вопрос – вот он."

    assert "Почему?" in teacher.screen()
    assert "Как дела?\nхорошо" in await teacher.says("Так сложилось")


async def test_numbers_are_asked_for_only_where_they_are_shown(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await goes_to_the_overall_item(teacher)
    assert "номер" not in await teacher.says("ну как сказать")

    await teacher.taps("Назад", "Назад", "Назад", "Назад", "да, и то и другое")
    assert "1 – консультация" in teacher.screen()
    assert "напишите номер варианта" in await teacher.says("ну как сказать")


@pytest.mark.parametrize(("button", "day"), [("Сегодня, 24 ноября", "24.11.2026"), ("Вчера, 23 ноября", "23.11.2026")])
async def test_today_and_yesterday_are_one_tap(city: City, button: str, day: str):
    teacher = await own_survey_is_open(city, DAY, MOOD)

    shown = await teacher.taps(button)

    assert f"Ваш ответ: {day}" in shown
    assert "Как дела?" in shown


async def test_a_day_that_was_offered_yesterday_is_called_by_its_name_today(city: City):
    teacher = await own_survey_is_open(city, DAY, MOOD)
    await teacher.taps("Сохранить и выйти")
    await city.come_to("2026-11-25")

    shown = await teacher.taps("Продолжить")

    assert "[Вчера, 24 ноября] [23 ноября]" in shown
    assert "Ваш ответ: 24.11.2026" in await teacher.taps("Вчера, 24 ноября")


async def test_a_ranking_is_taken_back_step_by_step(city: City):
    teacher = await own_survey_is_open(city, ORDER, WHY)
    assert "Вернуть на шаг" not in teacher.screen()
    assert "1. хорошо\n2. плохо" in await teacher.taps("хорошо", "плохо")

    shown = await teacher.taps("Вернуть на шаг")
    assert "1. хорошо" in shown
    assert "2. плохо" not in shown
    assert "[плохо]" in shown

    assert "1. хорошо\n2. средне\n3. плохо" in await teacher.taps("средне", "плохо")
    assert "Почему?" in await teacher.taps("Готово")


async def test_a_button_refused_once_more_is_answered_although_nothing_changes(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await teacher.taps("нет, хотя помощь была нужна", "скорее согласен(на)")
    refusal = "Без ответа на этот вопрос дальше не пройти."
    assert (await teacher.taps("Готово")).startswith(refusal)

    assert await teacher.reads_the_toast(*teacher.button("Готово")) == refusal
