"""Tables of other forms with something missing, too much, unknown or wrong, and coordinators who change their mind."""

from answers import q1_is_open
from city import City
from city_people import Someone
from tables import HEADINGS, LATER, MODULES, ROWS, Row, at, workbook

ANSWER = "answer JOIN question ON question.id = question_id JOIN response ON response.id = response_id"
WITH_CODES = (*HEADINGS[:2], "Ваш код", *HEADINGS[3:-1])
NOT_NEEDED = "нет, помощь не требовалась"


def coded(hour: str, code: str, easy: str = "5") -> Row:
    """A row of somebody who says who it is and needed no help."""
    return at(hour, code, NOT_NEEDED, easy, "", "", "да", "ничего не нужно")


async def sent(coordinator: Someone, rows: tuple[Row, ...] = ROWS, headings: tuple[str, ...] = HEADINGS) -> str:
    """The table is sent and its survey chosen."""
    await coordinator.sends("Ответы.xlsx", workbook(rows, headings))
    return await coordinator.taps("Q1-ЗЛТ-2026")


# --- what does not count ------------------------------------------------------------------------------------------


async def test_responses_without_an_obligatory_answer_are_told_before_and_after_they_are_stored(city: City):
    coordinator = await q1_is_open(city)
    rows = (*(row[:7] + row[8:] for row in ROWS), at("14:00", "СОШ № 6", NOT_NEEDED, "5", "", "", MODULES, ""))
    await sent(coordinator, rows, HEADINGS[:7] + HEADINGS[8:])
    screen = await coordinator.taps("Обратиться за помощью легко", "Не брать", "скорее согласен(на)")
    told = (
        "Неполные, в показатели не войдут: 4 анкеты. Нет ответа на обязательные вопросы:\n"
        "• Q1.11 «Предлагаете ли Вы продолжить работу пун…» – 4 анкеты"
    )
    assert told in screen
    assert told in await coordinator.taps("Записать")
    assert await city.count("response WHERE source = 'form' AND state = 'incomplete'") == 4


async def test_an_answer_taken_away_from_the_table_is_told_as_erased(city: City):
    coordinator = await q1_is_open(city)
    await sent(coordinator)
    await coordinator.taps("Обратиться за помощью легко", "Не брать", "скорее согласен(на)", "Записать")
    screen = await sent(coordinator, (*ROWS[:2], (*ROWS[2][:7], "", *ROWS[2][8:])))
    assert "Будет изменено: 1 анкета" in screen
    assert "Без изменений: 2 анкеты (12 ответов на вопросы)" in screen
    assert "Будет стёрто значений: 1" in screen
    assert "Неполные, в показатели не войдут: 1 анкета." in screen


async def test_answers_that_the_form_would_not_have_asked_for_are_left_out(city: City):
    coordinator = await q1_is_open(city)
    told = "Лишние ответы, их не беру: если судить по остальным ответам, этих вопросов человек бы не увидел.\n"
    told += (
        "• Q1.7 «Что мешало получить помощь?» – 1 ответ\n• Q1.10 «В целом насколько Вы удовлетворены рабо…» – 1 ответ"
    )
    await sent(coordinator, (*ROWS, at("14:00", "СОШ № 6", NOT_NEEDED, "5", "нет времени", "4", "да", MODULES, "")))
    screen = await coordinator.taps("Обратиться за помощью легко", "Не брать", "скорее согласен(на)")
    assert told in screen
    assert "Неполные" not in screen
    assert told in await coordinator.taps("Записать")
    assert await city.count(f"{ANSWER} WHERE source = 'form' AND name = 'Q1.7'") == 2
    assert await city.count("response WHERE source = 'form' AND state = 'sent'") == 4


async def test_words_written_in_place_of_an_option_answer_the_question_which_other_one(city: City):
    coordinator = await q1_is_open(city)
    await sent(coordinator, (*ROWS, LATER))
    await coordinator.taps("Обратиться за помощью легко", "Не брать", "скорее согласен(на)")
    screen = await coordinator.taps("другое")
    assert "Неполные" not in screen
    await coordinator.taps("Записать")
    assert await city.count(f"{ANSWER} WHERE source = 'form' AND name = 'Q1.7_other' AND value = 'забыли'") == 1


# --- what was decided ---------------------------------------------------------------------------------------------


async def test_questions_whose_options_fit_the_column_are_offered_first(city: City):
    coordinator = await q1_is_open(city)
    headings = (*HEADINGS[:4], "Сколько раз?", *HEADINGS[5:9])
    rows = tuple((*row[:4], "раз в четверть", *row[5:9]) for row in ROWS)
    screen = await sent(coordinator, rows, headings)
    assert "Колонка «Сколько раз?»" in screen
    assert coordinator.said()[-1].keyboard[0][0]["text"].startswith("Как часто Вам удобна помощь")


async def test_nothing_is_remembered_until_it_is_stored(city: City):
    coordinator = await q1_is_open(city)
    await sent(coordinator)
    await coordinator.taps("Не брать", "Не брать")
    screen = await coordinator.taps("Не надо")
    assert "Колонка «Легко ли обратиться за помощью?»" in await sent(coordinator), screen
    assert await city.count("form_mapping") == 0

    await coordinator.taps("Обратиться за помощью легко", "Не брать", "скорее согласен(на)", "Записать")
    screen = await sent(coordinator)
    assert "Как и в прошлый раз, не беру колонки: «Адрес электронной почты», «Любимый цвет»." in screen
    assert "[Сопоставить заново]" in screen
    assert "Колонка «Легко ли обратиться за помощью?»" in await coordinator.taps("Сопоставить заново")


async def test_a_column_may_be_decided_again_and_all_of_it_left(city: City):
    coordinator = await q1_is_open(city)
    assert "[Назад]" not in await sent(coordinator)
    screen = await coordinator.taps("Не брать")
    assert "Колонка «Любимый цвет»" in screen
    screen = await coordinator.taps("Назад")
    assert "Колонка «Легко ли обратиться за помощью?»" in screen
    await coordinator.taps("Другой вопрос")
    screen = await coordinator.taps("Назад")
    assert "Колонка «Легко ли обратиться за помощью?»" in screen
    await coordinator.taps("Обратиться за помощью легко", "Не брать")
    assert "Ответ «вполне»" in coordinator.screen()
    assert "Колонка «Любимый цвет»" in await coordinator.taps("Назад")
    assert "Люди" in await coordinator.taps("Отмена")


# --- who it was ---------------------------------------------------------------------------------------------------


async def test_a_row_of_nobody_is_told_once_where_it_stands_and_can_be_left_out(city: City):
    coordinator = await q1_is_open(city, "конфиденциально")
    await sent(coordinator, (coded("12:00", "П-06-01"), coded("12:05", "П-99-20")), WITH_CODES)
    screen = await coordinator.taps("Обратиться за помощью легко")
    assert screen.count("П-99-20") == 1
    assert "• Строка 3, колонка «Ваш код»: Человека с кодом «П-99-20» нет. Проверьте код участника." in screen
    screen = await coordinator.taps("Пропустить эти строки (1)")
    assert "Будет добавлено: 1 анкета (4 ответа на вопросы)" in screen
    assert "Пропущенные строки:\n• Строка 3, колонка «Ваш код»: Человека с кодом «П-99-20» нет." in screen
    assert "Пропущенные строки:" in await coordinator.taps("Записать")
    assert await city.count("response WHERE source = 'form' AND state = 'sent' AND person_id IS NOT NULL") == 1


async def test_a_table_of_which_no_row_can_be_taken_leaves_nothing(city: City):
    coordinator = await q1_is_open(city, "конфиденциально")
    await sent(coordinator, (coded("12:00", "П-99-19"), coded("12:05", "П-99-20")), WITH_CODES)
    await coordinator.taps("Обратиться за помощью легко")
    screen = await coordinator.taps("Пропустить эти строки (2)")
    assert "В таблице нет ни одного ответа, который можно взять." in screen


async def test_a_code_of_nobody_does_no_harm_where_no_names_are_kept(city: City):
    coordinator = await q1_is_open(city)
    await sent(coordinator, (coded("12:00", "П-06-01"), coded("12:05", "П-99-20")), WITH_CODES)
    screen = await coordinator.taps("Обратиться за помощью легко")
    assert "Будет добавлено: 2 анкеты (8 ответов на вопросы)" in screen
    assert "Строка 3, колонка «Ваш код»: Человека с кодом «П-99-20» нет. Анкета берётся без кода" in screen
    await coordinator.taps("Записать")
    assert await city.count("response WHERE source = 'form' AND state = 'sent' AND person_id IS NULL") == 2


async def test_somebody_who_answers_twice_is_told_by_the_rows(city: City):
    coordinator = await q1_is_open(city, "конфиденциально")
    await sent(coordinator, (coded("12:00", "П-06-01"), coded("12:05", "П-06-01")), WITH_CODES)
    screen = await coordinator.taps("Обратиться за помощью легко")
    assert "Этот человек ответил дважды: строки 2 и 3. Считается ответ, сданный позже." in screen
