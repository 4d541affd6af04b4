"""Typed answers are matched to options as a colleague would understand them, and never guessed."""

import pytest
from answers import begins, goes_to_the_overall_item, q1_is_open
from city import City
from city_people import Someone


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("4", "скорее удовлетворён(а)"),
        ("четыре", "скорее удовлетворён(а)"),
        ("Хорошо!", "скорее удовлетворён(а)"),
        ("отлично", "полностью удовлетворён(а)"),
        ("полностью удовлетворена", "полностью удовлетворён(а)"),
        ("скорее удовлетворён", "скорее удовлетворён(а)"),
        ("затрудняюсь", "затрудняюсь ответить"),
    ],
)
async def test_a_typed_answer_is_understood(city: City, typed: str, understood: str):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    assert "В целом насколько Вы удовлетворены" in await goes_to_the_overall_item(teacher)

    assert "Предлагаете ли Вы продолжить" in await teacher.says(typed)

    assert f"✅ {understood}" in await teacher.taps("Назад")


@pytest.mark.parametrize("typed", ["удовлетворена", "ну как сказать", "12", "скорее"])
async def test_an_unclear_answer_is_asked_again_kindly(city: City, typed: str):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await goes_to_the_overall_item(teacher)

    again = await teacher.says(typed)

    assert again.startswith("Не узнал вариант ответа.")
    assert "В целом насколько Вы удовлетворены" in again


async def test_agreeing_in_one_word_is_not_taken_for_agreeing_in_part(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await teacher.taps("нет, хотя помощь была нужна")

    assert "Не узнал вариант" in await teacher.says("согласна")
    assert "Что мешало" in await teacher.says("скорее не согласна")
    assert "✅ скорее не согласен(на)" in await teacher.taps("Назад")


async def test_several_answers_are_written_in_one_line(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await teacher.taps("да, и то и другое")

    assert "По каким вопросам?" in await teacher.says("1, 3 и 5")

    shown = await teacher.taps("Назад")
    assert all(f"✅ {line}" in shown for line in ("1 – консультация", "3 – посещение", "5 – семинар"))
    assert "✅ 2 –" not in shown


async def _marks_two_helps(city: City) -> Someone:
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await teacher.taps("да, и то и другое", "1", "5")
    return teacher


async def test_what_is_written_is_added_to_the_marks_and_all_of_it_is_said_back(city: City):
    teacher = await _marks_two_helps(city)

    assert (await teacher.says("мастер-класс")).startswith("Ваш ответ: консультация; мастер-класс; семинар\n")


async def test_only_means_that_the_marks_go(city: City):
    teacher = await _marks_two_helps(city)

    assert (await teacher.says("только 2")).startswith("Ваш ответ: выход специалиста в школу\n")


async def test_an_answer_that_is_written_anew_stands_instead_of_the_old_one(city: City):
    teacher = await _marks_two_helps(city)
    await teacher.taps("Готово", "Назад")

    assert (await teacher.says("2")).startswith("Ваш ответ: выход специалиста в школу\n")


async def test_an_answer_written_before_the_survey_is_opened_is_shown_the_way(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")

    assert "Если хотите ответить на опрос, нажмите кнопку" in await teacher.says("да, помогли")

    assert "Ваши опросы" in await teacher.taps("Мои опросы")


async def test_words_that_nobody_asked_for_lead_to_the_menu(city: City):
    teacher = city.someone("П-06-01")

    assert "ни о чём не спрашиваю" in await teacher.says("да, помогли")

    assert "Вы здесь как: педагог" in await teacher.taps("Меню")
