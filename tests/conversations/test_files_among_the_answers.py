"""Files sent as answers reach the coordinator: packed together, under names that tell no more than they may."""

import io
import zipfile

import pytest
from answers import begins
from books import questionnaire
from city import City
from city_people import Someone
from openpyxl import load_workbook

from texts.common import NOT_FOUND

PLAN = ("file", "план", "Пришлите план урока", "yes")
FIVE = ("П-06-01", "П-06-02", "П-17-01", "Р-06-01", "Т-01")


async def _asked(city: City, mode: str) -> Someone:
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(PLAN))
    await coordinator.taps("Опубликовать", "Посмотреть", "Новый опрос", "Режим", mode)
    await coordinator.taps("Кому", "Роли", "управленческие команды", "тьюторы", "Готово")
    await coordinator.taps("Статус школы", "✅ ШНОР", "✅ ШССУ", "✅ 500+", "Готово", "К опросу", "Открыть опрос")
    return coordinator


async def _sends_a_plan(teacher: Someone, name: str, data: bytes) -> None:
    await begins(teacher)
    await teacher.sends(name, data)
    assert "Спасибо" in await teacher.taps("Отправить")


async def _closed(coordinator: Someone) -> str:
    await coordinator.says("/menu")
    return await coordinator.taps("Опросы", "🟢", "Закрыть сейчас", "Да, закрыть", "Результаты")


def _unpacked(coordinator: Someone) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, data in coordinator.files():
        if name.endswith(".zip"):
            archive = zipfile.ZipFile(io.BytesIO(data))
            found |= {each: archive.read(each) for each in archive.namelist()}
    return found


async def test_the_coordinator_opens_the_files_of_a_named_survey(city: City):
    coordinator = await _asked(city, "именной")
    await _sends_a_plan(city.someone("П-06-01"), "План урока.docx", b"draft one")
    await _sends_a_plan(city.someone("П-17-01"), "../../урок.PDF", b"draft two")
    await _closed(coordinator)
    assert "под кнопкой «Файлы ответов»" in coordinator.heard()

    said = await coordinator.taps("Файлы ответов")

    assert "2 файла из ответов" in coordinator.heard()
    assert NOT_FOUND not in said
    assert _unpacked(coordinator) == {
        "план_П-06-01_1_План урока.docx": b"draft one",
        "план_П-17-01_2__.._урок.pdf": b"draft two",
    }


async def test_a_named_survey_shows_the_name_as_it_was_promised(city: City):
    coordinator = await _asked(city, "именной")
    teacher = city.someone("П-06-01")
    assert "ответы вместе с именем увидят только Вы и координатор" in await teacher.taps("Подробнее и начать")
    await teacher.taps("Начать")
    await teacher.sends("План урока.docx", b"plan")
    await teacher.taps("Отправить")
    await _closed(coordinator)

    await coordinator.taps("Excel")

    book = load_workbook(io.BytesIO(coordinator.files()[-1][1]))
    headings, row = book["Ответы"].iter_rows(values_only=True)
    told = dict(zip(headings, row, strict=True))
    assert (told["Код участника"], told["Фамилия, имя, отчество"]) == ("П-06-01", "Ясенева Анна Андреевна")
    assert told["план Пришлите план урока"] == "файл: План урока.docx"


@pytest.mark.parametrize("mode", ["анонимно", "конфиденциально"])
async def test_files_of_a_survey_without_names_say_nobodys_name(city: City, mode: str):
    coordinator = await _asked(city, mode)
    for code in FIVE:
        await _sends_a_plan(city.someone(code), f"{code} Иванова.docx", code.encode())
    await _closed(coordinator)

    await coordinator.taps("Файлы ответов")

    files = _unpacked(coordinator)
    assert sorted(files) == [f"план_ответ-{number}_файл.docx" for number in range(1, 6)]
    assert sorted(files.values()) == sorted(code.encode() for code in FIVE)


async def test_four_files_of_a_survey_without_names_are_not_given(city: City):
    coordinator = await _asked(city, "анонимно")
    for code in FIVE[:4]:
        await _sends_a_plan(city.someone(code), "план.docx", b"plan")
    await _closed(coordinator)

    said = await coordinator.taps("Файлы ответов")

    assert "хотя бы 5 человек" in said
    assert not _unpacked(coordinator)


async def test_nobody_but_the_coordinator_is_given_files(city: City):
    coordinator = await _asked(city, "именной")
    await _sends_a_plan(city.someone("П-06-01"), "план.docx", b"plan")
    await _closed(coordinator)

    for code in ("РО-01", "Р-06-01", "П-06-01", "К-02"):
        reader = city.someone(code)
        await reader.says("/menu")
        assert NOT_FOUND in await reader.presses_old(reader.said()[-1], "rf:2")
        assert not reader.files()


async def test_while_the_survey_is_open_its_files_wait(city: City):
    coordinator = await _asked(city, "именной")
    await _sends_a_plan(city.someone("П-06-01"), "план.docx", b"plan")

    assert "после закрытия" in await coordinator.presses_old(coordinator.said()[-1], "rf:2")


async def test_where_no_file_came_none_is_offered(city: City):
    coordinator = await _asked(city, "именной")

    results = await _closed(coordinator)

    assert "Никто не ответил" in results
    assert "Файлы ответов" not in results
    assert not [name for name, _ in coordinator.files() if name.endswith(".png")]
