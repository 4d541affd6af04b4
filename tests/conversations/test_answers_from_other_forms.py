"""A coordinator has collected answers in Google Forms or Yandex Forms and sends the program's own export."""

from dataclasses import replace
from datetime import datetime, timedelta

from answers import q1_is_open
from city import City
from city_people import Someone
from sqlalchemy import text
from tables import LATER, ROWS, text_table, workbook

from services.collected.taking import number
from storage import surveys
from storage.keys import Keyring
from storage.surveys import Survey


async def named_survey(city: City) -> Someone:
    """An open survey, the coordinator before its menu."""
    return await q1_is_open(city, "конфиденциально")


async def answers_the_doubts(coordinator: Someone) -> str:
    """Two columns and one word are in doubt."""
    screen = coordinator.screen()
    assert "Колонка «Легко ли обратиться за помощью?»" in screen
    assert "«5»; «вполне»" in screen
    screen = await coordinator.taps("Обратиться за помощью легко")
    assert "Колонка «Любимый цвет»" in screen
    screen = await coordinator.taps("Не брать")
    assert "Ответ «вполне» – какой это вариант?" in screen
    return await coordinator.taps("скорее согласен(на)")


async def test_a_table_is_matched_once_and_the_doubts_are_asked(city: City):
    coordinator = await named_survey(city)
    screen = await coordinator.sends("Ответы.xlsx", workbook())
    assert "Google Форм или Яндекс Форм: 3 анкеты" in screen
    await coordinator.taps("Q1-ЗЛТ-2026")

    screen = await answers_the_doubts(coordinator)
    assert "Обратиться за помощью легко" in screen
    assert "Не беру колонки: «Адрес электронной почты», «Любимый цвет»." in screen
    assert "Будет добавлено: 3 анкеты (16 ответов на вопросы)" in screen
    assert await city.count("response WHERE source = 'form'") == 0

    stored = await coordinator.taps("Записать")
    assert "Записано" in stored
    assert "Добавлено: 3 анкеты (16 ответов на вопросы)" in stored
    assert await city.count("response WHERE source = 'form' AND state = 'sent'") == 3
    one = "answer JOIN question ON question.id = question_id JOIN response ON response.id = response_id"
    assert await city.count(f"{one} WHERE source = 'form' AND name = 'Q1.12' AND value = '1;2'") == 2
    assert await city.count(f"{one} WHERE source = 'form' AND name = 'Q1.6' AND value = '4'") == 2
    assert await city.count(f"{one} WHERE source = 'form' AND name = 'Q1.10'") == 2
    schools = "response JOIN school ON school.id = school_id"
    assert await city.count(f"{schools} WHERE source = 'form' AND school.number = 6") == 2


async def test_next_time_only_what_is_new_is_asked(city: City):
    coordinator = await named_survey(city)
    await coordinator.sends("Ответы.xlsx", workbook())
    await coordinator.taps("Q1-ЗЛТ-2026")
    await answers_the_doubts(coordinator)
    await coordinator.taps("Записать")

    await coordinator.sends("Ответы.xlsx", workbook((*ROWS, LATER)))
    screen = await coordinator.taps("Q1-ЗЛТ-2026")
    assert "Ответ «забыли» – какой это вариант?" in screen
    screen = await coordinator.taps("нет времени")
    assert "Будет добавлено: 1 анкета (6 ответов на вопросы)\nБез изменений: 3 анкеты (16 ответов на вопросы)" in screen
    await coordinator.taps("Записать")
    assert await city.count("response WHERE source = 'form'") == 4

    await coordinator.sends("Ответы.xlsx", workbook((*ROWS, LATER)))
    assert "уже записаны" in await coordinator.taps("Q1-ЗЛТ-2026")


async def test_text_tables_are_read_whatever_their_commas_and_letters(city: City):
    coordinator = await named_survey(city)
    for delimiter, encoding in ((",", "utf-8-sig"), (";", "cp1251")):
        await coordinator.sends("answers.csv", text_table(delimiter, encoding))
        screen = await coordinator.taps("Q1-ЗЛТ-2026")
        if encoding != "cp1251":
            screen = await answers_the_doubts(coordinator)
        assert "Проверил" in screen
        await coordinator.taps("Записать" if encoding != "cp1251" else "Не надо")
    assert await city.count("response WHERE source = 'form' AND state = 'sent'") == 3


async def test_an_anonymous_survey_keeps_neither_name_nor_hour(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.sends("Ответы.xlsx", workbook())
    await coordinator.taps("Q1-ЗЛТ-2026")
    await answers_the_doubts(coordinator)
    await coordinator.taps("Записать")
    assert await city.count("response WHERE source = 'form' AND person_id IS NULL AND state = 'sent'") == 3
    assert await city.count("(SELECT DISTINCT submitted_at FROM response WHERE source = 'form')") == 1


async def test_nobody_guesses_from_the_number_of_an_anonymous_answer_when_it_was_given(city: City):
    """A thief has the database, the program and patience, but not the folder of keys."""
    coordinator = await q1_is_open(city)
    await coordinator.sends("Ответы.xlsx", workbook())
    await coordinator.taps("Q1-ЗЛТ-2026")
    await answers_the_doubts(coordinator)
    await coordinator.taps("Записать")
    found = text("SELECT number FROM response WHERE source = 'form'")
    numbers = set(await city.db.read(lambda tx: tx.execute(found).scalars().all()))
    survey = await city.db.read(lambda tx: surveys.by_code(tx, "Q1-ЗЛТ-2026"))
    assert survey is not None
    noon = datetime.fromisoformat("2026-11-24T12:00")
    moments = [f"{noon + timedelta(seconds=second):%Y-%m-%d %H:%M:%S}#1" for second in range(2 * 3600)]

    def guessed(keys: Keyring, asked: Survey) -> set[int]:
        return numbers & {number(asked, moment, keys) for moment in moments}

    assert len(guessed(city.app.shelf.keys, survey)) == 3
    assert guessed(Keyring(city.folder / "of a thief"), survey) == set()
    assert guessed(city.app.shelf.keys, replace(survey, mode="named")) == set()

    await coordinator.sends("Ответы.xlsx", workbook())
    assert "уже записаны" in await coordinator.taps("Q1-ЗЛТ-2026")


async def test_rows_that_cannot_be_taken_are_told_at_once(city: City):
    coordinator = await named_survey(city)
    bad = tuple(("вчера", *row[1:]) for row in ROWS[:2])
    await coordinator.sends("Ответы.xlsx", workbook((*bad, ROWS[2])))
    await coordinator.taps("Q1-ЗЛТ-2026", "Обратиться за помощью легко", "Не брать")
    screen = await coordinator.taps("скорее согласен(на)")
    assert "Ответы не записаны" in screen
    assert "Строка 2, колонка «Отметка времени»: «вчера» – непонятно, когда дан ответ." in screen
    assert "Строка 3, колонка «Отметка времени»: «вчера»" in screen
    assert await city.count("response WHERE source = 'form'") == 0


async def test_where_there_is_no_survey_yet_the_way_to_one_is_a_button(city: City):
    coordinator = city.someone("К-02")
    await coordinator.says("/menu")
    screen = await coordinator.sends("Ответы.xlsx", workbook())
    assert "опросов пока нет" in screen
    assert "Новый опрос" in await coordinator.taps("Опросы")
