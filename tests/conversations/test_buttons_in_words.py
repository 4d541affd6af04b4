"""Whoever types the word of a button instead of pressing it gets what the button does; other words are answers."""

import pytest
from answers import begins, fills_in, own_survey_is_open, q1_is_open
from city import City

WHY = ("text", "q1", "Почему?", "yes")
ADVICE = ("text", "q2", "Что посоветуете?", "")
MOOD = ("select_one marks", "q3", "Как дела?", "yes")
MANY = ("select_multiple marks", "q4", "Какие оценки ставите?", "yes")
NOTE = ("note", "n1", "Дальше – о школе.", "")


@pytest.mark.parametrize("word", ["пропустить", "Пропустить.", "дальше"])
async def test_an_optional_question_is_passed_over_in_words(city: City, word: str):
    teacher = await own_survey_is_open(city, ADVICE, WHY)

    assert "Почему?" in await teacher.says(word)

    assert "Что посоветуете?\nбез ответа" in await teacher.says("Так сложилось")


async def test_on_in_words_keeps_an_answer_that_is_there(city: City):
    teacher = await own_survey_is_open(city, ADVICE, WHY)
    await teacher.says("Больше встреч")
    await teacher.says("назад")

    assert "Почему?" in await teacher.says("далее")

    assert "Что посоветуете?\nБольше встреч" in await teacher.says("Так сложилось")


async def test_back_done_and_on_are_said_in_words(city: City):
    teacher = await own_survey_is_open(city, MOOD, MANY, NOTE, WHY)
    await teacher.taps("хорошо")
    assert "Как дела?" in await teacher.says("Назад")
    await teacher.taps("средне", "плохо", "хорошо")
    assert "Дальше – о школе" in await teacher.says("готово")
    assert "Почему?" in await teacher.says("дальше")

    assert "Какие оценки ставите?\nплохо; хорошо" in await teacher.says("Так сложилось")


async def test_the_review_is_sent_and_left_in_words(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await fills_in(teacher)

    assert "Сохранил. Вернуться можно" in await teacher.says("сохранить и выйти")
    await teacher.taps("Продолжить")
    assert "Спасибо" in await teacher.says("отправить")
    assert await city.count("response WHERE state = 'sent' AND survey_id = 2") == 1


async def test_a_word_without_its_button_is_an_answer(city: City):
    teacher = await own_survey_is_open(city, WHY, ADVICE)

    assert (await teacher.says("Готово")).startswith("Ваш ответ: Готово")
    assert (await teacher.says("отправить")).startswith("Ваш ответ: отправить")


async def test_help_is_an_answer_where_any_words_are_asked_for(city: City):
    teacher = await own_survey_is_open(city, ADVICE, MOOD)

    assert (await teacher.says("Помощь")).startswith("Ваш ответ: Помощь")
    assert "Что посоветуете?" in await teacher.taps("Назад")
    assert "Ваш ответ: Помощь" in teacher.screen()
    assert "/privacy" in await teacher.says("/help")


async def test_help_is_help_where_no_words_are_asked_for(city: City):
    teacher = await own_survey_is_open(city, MOOD)

    assert "/privacy" in await teacher.says("помощь")
