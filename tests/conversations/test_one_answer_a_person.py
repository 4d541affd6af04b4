"""Somebody answers in the chat and in another program's form: the later answer counts, and it can be corrected."""

from answers import answers, begins, fills_in, q1_is_open
from city import City
from city_people import Someone
from tables import HEADINGS, LATER, ROWS, Row, workbook
from test_answers_from_other_forms import answers_the_doubts

ANNA, BORIS, VERA = "П-06-01", "П-06-02", "П-17-01"
WHO = (*HEADINGS, "Код участника")
TABLE = ((*ROWS[0], ANNA), (*ROWS[1], BORIS))


async def brings(coordinator: Someone, rows: tuple[Row, ...]) -> str:
    """The table with who answered, up to what would be stored."""
    await coordinator.sends("Ответы.xlsx", workbook(rows, WHO))
    screen = await coordinator.taps("Q1-ЗЛТ-2026")
    if "Колонка" in screen:
        screen = await answers_the_doubts(coordinator)
    return await coordinator.taps("нет времени") if "забыли" in screen else screen


async def corrects(person: Someone) -> str:
    """What the table left open is asked: Anna says what «другое» was and skips the rest."""
    await person.taps("Исправить ответы")
    await person.says("далеко ехать")
    while "[Отправить]" not in person.screen():
        await person.taps("Пропустить")
    return await person.taps("Отправить")


async def counted(city: City, code: str) -> tuple[int, int]:
    """How many answers of this person count that were given in the chat, and that came in a table."""
    of_person = f"response JOIN person ON person.id = person_id WHERE code = '{code}' AND response.state = 'sent'"
    return await city.count(f"{of_person} AND imported = 0"), await city.count(f"{of_person} AND imported = 1")


IN_CHAT, IN_TABLE = (1, 0), (0, 1)


async def test_an_answer_that_was_corrected_in_the_chat_stays_corrected_when_the_table_comes_again(city: City):
    coordinator = await q1_is_open(city, "именной")
    await brings(coordinator, TABLE)
    await coordinator.taps("Записать")
    assert await counted(city, ANNA) == IN_TABLE
    anna = city.someone(ANNA)
    assert "Вы уже ответили" in await anna.taps("Подробнее")
    assert "Спасибо" in await corrects(anna)
    assert await counted(city, ANNA) == IN_CHAT

    await brings(coordinator, (*TABLE, (*LATER, VERA)))
    assert "Записано" in await coordinator.taps("Записать")
    assert (await counted(city, ANNA), await counted(city, VERA)) == (IN_CHAT, IN_TABLE)


async def test_who_answered_in_the_chat_and_then_in_a_form_counts_once(city: City):
    coordinator = await q1_is_open(city, "именной")
    boris = city.someone(BORIS)
    await answers(boris)
    later = tuple((row[0].replace(day=25), *row[1:]) for row in TABLE)
    assert "уже ответил в этом опросе: в чате" in await brings(coordinator, later)
    await coordinator.taps("Записать")
    assert await counted(city, BORIS) == IN_TABLE

    await boris.says("/menu")
    await boris.taps("Мои опросы", "Исправить")
    assert "[Отправить]" in boris.screen()


async def test_who_had_begun_in_the_chat_before_the_table_came_counts_once(city: City):
    coordinator = await q1_is_open(city, "именной")
    boris = city.someone(BORIS)
    await city.come_to("2026-11-24", "18:00")
    await begins(boris)
    await brings(coordinator, TABLE)
    await coordinator.taps("Записать")
    await fills_in(boris)
    assert "Спасибо" in await boris.taps("Отправить")
    assert await counted(city, BORIS) == IN_CHAT


async def test_a_table_that_comes_late_does_not_replace_what_was_answered_after_it(city: City):
    coordinator = await q1_is_open(city, "именной")
    await city.come_to("2026-11-24", "18:00")
    await answers(city.someone(BORIS))
    assert "уже ответил в этом опросе: в чате" in await brings(coordinator, TABLE)
    await coordinator.taps("Записать")
    assert (await counted(city, BORIS), await counted(city, ANNA)) == (IN_CHAT, IN_TABLE)
