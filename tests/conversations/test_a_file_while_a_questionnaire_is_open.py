"""A table that comes while a questionnaire is open is the coordinator's work; the questionnaire stays where it was."""

import pytest
from answers import begins, fills_in, own_survey_is_open, q1_is_open
from books import questionnaire
from city import City
from city_people import Someone

MOOD = ("select_one marks", "q1", "Как дела?", "yes")
WHY = ("text", "q2", "Почему?", "yes")


async def _previewing(city: City, *steps: str) -> Someone:
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(MOOD, WHY))
    await coordinator.taps("Опубликовать", "Посмотреть", "Пройти: педагог", *steps)
    return coordinator


async def test_the_workbook_of_people_is_read_while_a_preview_stands_on_its_review(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Скачать книгу")
    name, book = coordinator.files()[-1]
    coordinator = await _previewing(city, "хорошо")
    review = await coordinator.says("Так сложилось")
    assert "Проверьте, пожалуйста, ответы" in review

    assert "изменений нет" in await coordinator.sends(name, book)

    await coordinator.taps("Отправить")
    assert "Это конец анкеты" in coordinator.heard()


async def test_a_questionnaire_of_ones_own_is_read_while_a_question_is_open(city: City):
    coordinator = await _previewing(city)

    assert "прочитана: 1 вопрос" in await coordinator.sends("другая.xlsx", questionnaire(MOOD, code="ДРУГАЯ"))

    assert "Почему?" in await coordinator.says("хорошо")


@pytest.mark.parametrize("name", ["список.xlsx", "фото.jpg"])
async def test_somebody_else_is_told_what_is_open_and_how_to_leave_it(city: City, name: str):
    teacher = await own_survey_is_open(city, MOOD)

    said = await teacher.sends(name, b"PK")

    assert said.startswith("Сейчас открыта анкета «Моя анкета»")
    assert "Как дела?" in said
    assert "Сохранил" in await teacher.taps("Сохранить и выйти")


async def test_a_file_on_the_review_is_answered_with_the_review(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await fills_in(teacher)

    said = await teacher.sends("отчёт.docx", b"PK")

    assert "Сейчас открыта анкета" in said
    assert "[Отправить]" in said
