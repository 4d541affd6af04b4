"""Surveys of the chat stand in the workbook: they go out, come in elsewhere, and nobody changes another's answer."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from answers import answers, q1_is_open
from books import questionnaire
from city import City
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from services.exchange import exporting, importing
from services.exchange.importing import ImportRefused
from services.exchange.planning import Plan
from services.exchange.reading import read_book
from storage.database import Database
from storage.scope import EVERYTHING
from tests.fresh_database import fresh_database
from texts import exchange as words

SHEETS = ("Опросы", "Список опроса", "Ответы")
TEACHERS = ("П-06-01", "П-06-02", "П-17-01")


async def closed_survey(city: City, mode: str = "анонимно", *, extended: bool = False) -> None:
    """Q1 went through the chat: three teachers answered, one of them corrected the answer, the survey is over."""
    coordinator = await q1_is_open(city, mode)
    for code in TEACHERS:
        await answers(city.someone(code), advice="=больше уроков")
    corrected = city.someone(TEACHERS[0])
    await corrected.taps("Исправить ответы", "Изменить ответ", "В целом насколько", "полностью удовлетворён(а)")
    await corrected.taps("Отправить")
    if extended:
        await coordinator.says("/menu")
        await coordinator.taps("Опросы", "🟢", "Продлить", "ещё 7 дней")
    await city.wait(timedelta(days=30))


def exported(db: Database, folder: Path) -> Path:
    path = folder / "book.xlsx"
    exporting.write(path, db.read_now(lambda tx: exporting.collect(tx, EVERYTHING)))
    return path


def brought(city: City, db: Database, path: Path) -> Plan:
    """The import, or the plan that says why not."""
    book = read_book(path)
    try:
        return db.write_now(lambda tx: importing.apply(tx, book, EVERYTHING, city.now))
    except ImportRefused as refused:
        return refused.plan


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    headings, *found = load_workbook(BytesIO(path.read_bytes()))[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


def changed(path: Path, sheet: str, column: str, value: str, row: int = 2) -> Path:
    """The same book with one cell changed."""
    book: Workbook = load_workbook(path)
    page = book[sheet]
    place = next(cell.column for cell in page[1] if cell.value == column)
    page.cell(row, place).value = value
    book.save(path.with_name("changed.xlsx"))
    return path.with_name("changed.xlsx")


def errors(plan: Plan) -> list[str]:
    return [words.line(problem) for problem in plan.problems if problem.level == "error"]


async def test_surveys_of_the_chat_move_to_another_server(city: City, tmp_path: Path):
    for mode in ("анонимно", "конфиденциально"):
        await closed_survey(city, mode, extended=mode != "анонимно")
    here = exported(city.db, tmp_path)
    db = fresh_database(tmp_path / "other.sqlite3")
    (tmp_path / "there").mkdir()

    assert errors(brought(city, db, here)) == []

    there = exported(db, tmp_path / "there")
    for sheet in SHEETS:
        assert rows(there, sheet) == rows(here, sheet), sheet
    assert {row["Режим"] for row in rows(here, "Опросы")} >= {"анонимно", "конфиденциально"}
    sent = {row["Сдан"] for row in rows(here, "Ответы") if row["Опрос"] == "Q1-ЗЛТ-2026"}
    assert len(sent) == 1, "when an anonymous answer was sent is nobody's business"
    assert not any(row["Человек"] for row in rows(here, "Ответы") if row["Опрос"] == "Q1-ЗЛТ-2026")
    db.close()


async def test_its_own_export_changes_nothing(city: City, tmp_path: Path):
    await closed_survey(city, extended=True)

    plan = brought(city, city.db, exported(city.db, tmp_path))

    assert errors(plan) == []
    assert plan.empty


async def test_an_open_anonymous_survey_tells_no_answers(city: City, tmp_path: Path):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))

    path = exported(city.db, tmp_path)

    assert "Q1-ЗЛТ-2026" in {row["Код"] for row in rows(path, "Опросы")}
    assert "Q1-ЗЛТ-2026" not in {row["Опрос"] for row in rows(path, "Ответы")}


async def test_nobody_changes_anothers_answer_with_a_book(city: City, tmp_path: Path):
    await closed_survey(city, "конфиденциально")
    path = exported(city.db, tmp_path)
    before = await city.count("response WHERE state = 'sent'")
    own = next(place for place, row in enumerate(rows(path, "Ответы"), 2) if row["Опрос"] == "Q1-ЗЛТ-2026")

    (refusal,) = errors(brought(city, city.db, changed(path, "Ответы", "Значение", "а", own)))
    assert "Этот ответ дан в чате" in refusal
    (refusal,) = errors(brought(city, city.db, changed(path, "Опросы", "Закрыт", "01.12.2026", 3)))
    assert "проводится в чате" in refusal
    assert await city.count("response WHERE state = 'sent'") == before

    plan = brought(city, city.db, changed(path, "Ответы", "Статус", "аннулирован", own))
    assert errors(plan) == []
    assert await city.count("response WHERE state = 'void'") == 1
    assert await city.count("audit WHERE action = 'response.void'") == 1


async def test_a_correction_that_was_voided_can_be_made_anew(city: City, tmp_path: Path):
    await q1_is_open(city, "именной")
    teacher = city.someone("П-06-01")
    await answers(teacher)
    await teacher.taps("Исправить ответы", "Отправить")
    path = exported(city.db, tmp_path)
    second = next(number for number, row in enumerate(rows(path, "Ответы"), 2) if row["Редакция"] == 2)
    assert errors(brought(city, city.db, changed(path, "Ответы", "Статус", "аннулирован", second))) == []

    await teacher.taps("Исправить ответы", "Отправить")

    assert "Спасибо" in teacher.screen()
    assert await city.count("response WHERE revision = 3 AND state = 'sent'") == 1


async def test_a_survey_held_elsewhere_comes_in_and_its_results_are_seen(city: City):
    coordinator = city.someone("К-01")
    book = Workbook()
    survey = {"Код": "Q1-ЗЛТ-весна", "Анкета": "Q1", "Муниципалитет": "ЗЛТ", "Период с": "01.01.2026"}
    survey |= {"Период по": "30.06.2026", "Открыт": "01.05.2026", "Закрыт": None, "Режим": "анонимно"}
    answer = {"Опрос": "Q1-ЗЛТ-весна", "Сдан": "12.05.2026 10:30", "Источник": "бумага"}
    answered = [
        {**answer, "Ответ": number, "Вопрос": question, "Значение": value}
        for number in range(1, 7)
        for question, value in (("Q1.1", "а"), ("Q1.10", 5 if number > 1 else 3), ("Q1.11", 1))
    ]
    for name, given in (("Опросы", [survey]), ("Ответы", answered)):
        page = book.create_sheet(name)
        page.append(list(given[0]))
        for row in given:
            page.append(list(row.values()))
    data = BytesIO()
    book.save(data)

    checked = await coordinator.sends("весна.xlsx", data.getvalue())
    assert "Ответы: добавится 18" in checked
    assert "Загружено" in await coordinator.taps("Загрузить")

    await coordinator.says("/menu")
    listed = await coordinator.taps("Опросы")
    assert "идёт, последний день не назван" in listed
    place = next(line.split(".")[0] for line in listed.splitlines() if "последний день не назван" in line)
    await coordinator.taps(f"{place}. ")
    await coordinator.taps("Результаты")
    assert "83 % (5 из 6)" in coordinator.heard()


async def test_a_questionnaire_of_ones_own_is_known_to_the_workbook(city: City, tmp_path: Path):
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(("select_one marks", "Q_1", "Как прошло?", "yes")))
    await coordinator.taps("Опубликовать")
    book = Workbook()
    survey = {
        "Код": "МОЯ-1",
        "Анкета": "моя",
        "Муниципалитет": "ЗЛТ",
        "Период с": "01.09.2026",
        "Период по": "30.11.2026",
    }
    survey |= {"Открыт": "01.11.2026", "Закрыт": "20.11.2026", "Режим": "именной"}
    answer = {
        "Опрос": "МОЯ-1",
        "Ответ": 1,
        "Человек": "П-06-01",
        "Вопрос": "Q_1",
        "Значение": "хорошо",
        "Сдан": "02.11.2026",
    }
    for name, given in (("Опросы", survey), ("Ответы", answer)):
        page = book.create_sheet(name)
        page.append(list(given))
        page.append(list(given.values()))
    book.save(tmp_path / "own.xlsx")

    assert errors(brought(city, city.db, tmp_path / "own.xlsx")) == []

    path = exported(city.db, tmp_path)
    (own,) = (row for row in rows(path, "Ответы") if row["Опрос"] == "МОЯ-1")
    assert (own["Вопрос"], own["Значение"], own["Человек"]) == ("Q_1", "3", "П-06-01")


async def test_of_a_survey_without_a_list_it_is_only_said_how_many_answered(city: City):
    """As such surveys come in from elsewhere: answers, and nobody knows who was asked."""
    await city.db.write(lambda tx: tx.execute(text("DELETE FROM frame_member WHERE survey_id = 1")) and None)
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")

    assert "ответили 50 человек\n" in await coordinator.taps("Опросы")
    assert "Ответили: 50 человек\n" in await coordinator.taps("⚪")
    await coordinator.taps("Результаты", "Сообщить участникам")
    assert "завершён. Ответили 50 человек. Спасибо" in coordinator.screen()
