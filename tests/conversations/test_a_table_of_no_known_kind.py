"""A coordinator sends a workbook that is none of the things the bot takes."""

import io

from answers import q1_is_open
from city import City
from openpyxl import Workbook


def pupils(sheet: str = "Лист1") -> bytes:
    """A list of pupils, as schools keep them."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(["Фамилия", "Класс"])
    page.append(["Иванов", "5"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


async def test_all_that_could_have_been_meant_is_said(city: City):
    coordinator = await q1_is_open(city)
    screen = await coordinator.sends("Ученики.xlsx", pupils())
    assert "Не понял, что это за таблица" in screen
    assert "книгу обмена" in screen
    assert "анкету XLSForm – в книге лист с вопросами survey" in screen
    assert "таблицу ответов из Google Форм или Яндекс Форм" in screen
    assert not coordinator.files(), "there is nothing to mark, so no copy comes"
    await coordinator.taps("Пустой шаблон")
    assert coordinator.files()[-1][0] == "шаблон книги обмена.xlsx"


async def test_a_text_table_without_the_time_of_answers_may_be_any_of_them_too(city: City):
    coordinator = await q1_is_open(city)
    screen = await coordinator.sends("Ученики.csv", "Фамилия;Класс\nИванов;5\n".encode())
    assert "среди первых колонок время ответа" in screen
    assert not coordinator.files()


async def test_a_sheet_with_a_misspelt_name_is_told_what_was_meant(city: City):
    coordinator = await q1_is_open(city)
    screen = await coordinator.sends("Люди.xlsx", pupils("Людии"))
    assert "Если это книга обмена:\n• Предупреждение. Лист «Людии»: Незнакомый лист, он не читается." in screen
    assert "Люди" in screen
    assert "[Анкеты]" in screen
