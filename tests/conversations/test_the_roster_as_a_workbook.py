"""The coordinator keeps the roster in Excel: what was stored is told as done, an empty book as empty."""

from io import BytesIO

from city import City
from openpyxl import load_workbook


async def test_what_was_loaded_is_told_as_done(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Скачать книгу")
    name, data = coordinator.files()[-1]
    book = load_workbook(BytesIO(data))
    schools = book["Школы"]
    new = {"Код": "Ш99", "Муниципалитет": "ЗЛТ", "Название": "МБОУ СОШ № 99", "Тип": "СОШ", "Номер": 99}
    schools.append([new.get(str(heading.value)) for heading in schools[1]])
    changed = BytesIO()
    book.save(changed)

    assert "Школы: добавится 1, изменится 0" in await coordinator.sends(name, changed.getvalue())

    stored = await coordinator.taps("Загрузить")
    assert "Загружено" in stored
    assert "Школы: добавлено 1, изменено 0" in stored
    assert "добавится" not in stored


async def test_an_empty_template_that_comes_back_is_called_empty(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Пустой шаблон")
    name, data = coordinator.files()[-1]

    answer = await coordinator.sends(name, data)

    assert "В книге нет ни одной строки" in answer
    assert "Всё уже записано" not in answer
