"""The coordinator keeps the roster in Excel: what was stored is told as done, an empty book as empty."""

from datetime import date
from io import BytesIO

from city import City
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from storage import seed
from storage.database import Tx
from texts.desk import BOOK_FILE


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

    assert "Школы: добавится 1, без изменений 3" in await coordinator.sends(name, changed.getvalue())

    stored = await coordinator.taps("Загрузить")
    assert "Загружено" in stored
    assert "Школы: добавлено 1, без изменений 3" in stored
    assert "добавится" not in stored


async def test_a_mistake_in_an_edited_book_is_shown_mended_and_loaded(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Скачать книгу")
    name, data = coordinator.files()[-1]
    book = load_workbook(BytesIO(data))
    row = next(row for row in book["Школы"].iter_rows(min_row=2) if row[0].value == "Ш6")
    place = {str(heading.value): number for number, heading in enumerate(book["Школы"][1])}
    row[place["Название"]].value = "МАОУ СОШ № 6"
    row[place["Тип"]].value = "замок"

    refused = await coordinator.sends(name, _saved(book))
    assert "Загрузить" not in refused
    assert "[К людям] [В меню]" in coordinator.heard()
    assert "замок" in coordinator.heard()
    marked = load_workbook(BytesIO(dict(coordinator.files())[f"с отметками – {name}"]))
    assert marked["Школы"].cell(row[0].row, place["Тип"] + 1).comment is not None

    row[place["Тип"]].value = "СОШ"
    assert "Школы: изменится 1" in await coordinator.sends(name, _saved(book))
    await coordinator.taps("Загрузить")
    await coordinator.says("/menu")
    assert "МАОУ СОШ № 6" in await coordinator.taps("Новый опрос", "Q1", "Кому", "Школы")


def _saved(book: Workbook) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


async def test_the_same_mistake_in_many_rows_is_told_once(city: City):
    """Whoever sends the workbook of another municipality reads why, not a wall of the same line."""
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Скачать книгу")
    name, data = coordinator.files()[-1]
    book = load_workbook(BytesIO(data))
    place = {str(heading.value): number for number, heading in enumerate(book["Школы"][1])}
    for number in range(1, 10):
        new = {"Код": f"Х{number}", "Муниципалитет": "ХУТ", "Название": f"СОШ № {number}", "Тип": "СОШ"}
        book["Школы"].append([new.get(heading) for heading in place])

    first = book["Школы"].max_row - 8
    rows = ", ".join(str(row) for row in range(first, first + 5))
    await coordinator.sends(name, _saved(book))
    refused = coordinator.heard()
    assert "Книга не загружена: 9 замечаний." in refused
    assert f"Лист «Школы», колонка «Муниципалитет», строки {rows} и ещё 4: Муниципалитет «ХУТ» не найден." in refused
    assert "Координатор загружает данные только своего муниципалитета" in refused
    assert refused.count("ХУТ") == 1


async def test_an_empty_template_that_comes_back_is_called_empty(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Пустой шаблон")
    name, data = coordinator.files()[-1]

    answer = await coordinator.sends(name, data)

    assert "В книге нет ни одной строки" in answer
    assert "Всё уже записано" not in answer


async def test_how_far_the_reading_of_a_big_book_is_can_be_seen(city: City):
    book = Workbook(write_only=True)
    page = book.create_sheet("Люди")
    page.append(["Код", "Фамилия", "Телефон"])
    for number in range(30_000):
        page.append([f"М-{number}", f"Фамилия{number * 7919 % 10_007}", f"+7918{number * 104_729 % 10**7:07}"])
    coordinator = city.someone("К-01")
    await coordinator.sends("люди.xlsx", _saved(book))
    said = coordinator.heard()
    assert "Прочитано 50 %." in said
    assert said.index("Прочитано 25 %.") < said.index("Прочитано 75 %.") < said.index("Книга не загружена")


async def test_invitations_are_offered_by_number_of_the_school_and_for_those_without_one(city: City):
    def store(tx: Tx) -> None:
        seed.plant(tx, "person", [{"code": "Э-01", "last_name": "Тополёва", "first_name": "Инна"}])
        whose = {"person_id": seed.ids(tx, "person")["Э-01"], "municipality_id": seed.ids(tx, "municipality")["ЗЛТ"]}
        seed.plant(tx, "role_grant", [{**whose, "role": "R_EXP", "since": date(2026, 9, 1)}])

    await city.db.write(store)
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")

    offered = await coordinator.taps("Люди", "Приглашения")

    labels = [button["text"] for row in coordinator.said()[-1].keyboard for button in row]
    counts = [int(label.split("(")[1].rstrip(")")) for label in labels if "(" in label]
    assert counts[0] == sum(counts[1:])
    assert offered.index("СОШ № 6 (") < offered.index("СОШ № 17 (")
    assert "[Без школы (1)]" in offered
    assert "Карточки: 1 человек" in await coordinator.taps("Без школы")
    # Never sent again of itself: a second file of secrets would lie in the chat.
    assert await city.count("outbox WHERE fragile = 1 AND state = 'sent'") == 1


async def test_the_book_with_names_is_given_to_those_who_may_take_names_along(city: City):
    coordinator, director = city.someone("К-01"), city.someone("Н-01")
    change = "UPDATE role_grant SET role = 'R_DIR' WHERE role = 'R_MNT'"
    await city.db.write(lambda tx: tx.execute(text(change)) and None)
    await coordinator.says("/menu")
    await coordinator.taps("Люди")
    _, data = coordinator.button("Скачать книгу")
    await director.says("/menu")

    await director.presses_old(director.said()[-1], data)

    assert [name for name, _ in director.files()] == [BOOK_FILE]
    assert await city.count("audit WHERE action = 'exchange.export'") == 1
