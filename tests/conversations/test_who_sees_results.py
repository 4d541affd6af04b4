"""Results are shown after closing, to those whom they concern; nobody is offered a button that leads nowhere."""

from datetime import timedelta

import pytest
from answers import answers, q1_is_open
from city import City
from openpyxl import load_workbook

from storage import surveys
from storage.database import Tx
from storage.scope import EVERYTHING
from storage.surveys import Survey
from texts.common import NOT_FOUND


async def _close(city: City) -> None:
    await city.someone("К-01").says("/menu")
    await city.someone("К-01").taps("Опросы", "🟢", "Закрыть сейчас", "Да, закрыть")


async def test_corrected_answers_are_counted_once(city: City):
    """WE6: five people, one of them corrects 2 to 4 in time and tries 5 too late: 80 %, and not 67 %."""
    await q1_is_open(city, "именной")
    scale = ["скорее удовлетворён(а)", "полностью удовлетворён(а)", "удовлетворён(а) отчасти"]
    for code, overall in zip(("П-06-01", "П-06-02", "П-17-01"), ["скорее не удовлетворён(а)", *scale[1:]], strict=True):
        await answers(city.someone(code), overall)
    corrected = city.someone("П-06-01")
    await corrected.taps("Исправить ответы", "Изменить ответ", "В целом насколько", scale[0], "Отправить")
    await _close(city)

    assert "уже закрыт" in await corrected.taps("Исправить ответы")

    await city.someone("К-01").taps("Результаты")
    assert "Удовлетворённость: 67 % (2 из 3)" in city.someone("К-01").heard()
    assert await city.count("response WHERE standing = 0") == 0  # figures are ready as soon as answers are sent


async def test_last_years_figures_are_those_that_were_published(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "⚪", "Результаты")

    shown = coordinator.heard()
    assert "92 % (46 из 50" in shown
    assert "94 % (47 из 50" in shown
    assert [name for name, data in coordinator.files() if data.startswith(b"\x89PNG")]


async def test_the_workbook_opens_in_excel(city: City, tmp_path):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "⚪", "Excel")

    name, data = coordinator.files()[-1]
    (tmp_path / "book.xlsx").write_bytes(data)
    book = load_workbook(tmp_path / "book.xlsx")
    assert name == "Q1-ЗЛТ-2025.xlsx"
    assert {"Анкета", "Методика"} <= set(book.sheetnames)


async def test_while_a_survey_is_open_nobody_sees_its_results(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))

    for code in ("К-01", "РО-01", "П-06-01", "Р-06-01"):
        person = city.someone(code)
        await person.says("/menu")
        data = "re:2:all"
        shown = await person.presses_old(person.said()[-1], data)
        assert "%" not in shown
        assert "Результаты появятся после закрытия" in shown or NOT_FOUND in shown


@pytest.mark.parametrize("code", ["П-06-01", "Р-06-01", "РО-01"])
async def test_no_button_of_the_results_leads_nowhere(city: City, code: str):
    person = city.someone(code)
    await person.says("/menu")
    listed = await person.taps("Результаты опросов")
    assert "Новый опрос" not in listed

    await person.taps("1. ")

    labels = [button["text"] for row in person.said()[-1].keyboard for button in row]
    for label in labels:
        before = len(person.said())
        await person.taps(label)
        assert NOT_FOUND not in "".join(map(person.shown, person.said()[before - 1 :])), label
        await person.says("/menu")
        await person.taps("Результаты опросов", "1. ")


async def test_a_mentor_reads_which_results_there_will_be_for_mentors(city: City):
    mentor = city.someone("Н-01")
    await mentor.says("/menu")

    listed = await mentor.taps("Результаты опросов")

    assert "в роли «наставник» видны опросы о наставническом центре" in listed
    assert "ни один опрос не закрыт" not in listed  # one of the tutors' point is


async def test_a_closed_survey_is_found_among_many_younger_ones(city: City):
    def open_many(tx: Tx) -> Survey:
        closed = surveys.by_code(tx, "Q1-ЗЛТ-2025")
        assert closed is not None
        version = {"version_id": closed.version_id, "municipality_id": closed.municipality_id, "mode": closed.mode}
        period = {"period_start": closed.period_end, "period_end": closed.period_end}
        for number in range(40):
            window = {"state": "open", "opens_at": city.now, "closes_at": city.now + timedelta(days=9)}
            surveys.add(tx, {"code": f"ЕЩЁ-{number}", **version, **period, **window}, closed.audience)
        return closed

    closed = await city.db.write(open_many)
    operator = city.someone("РО-01")
    await operator.says("/menu")
    assert f"{closed.title} – опрос закрыт" in await operator.taps("Результаты опросов")

    young = await city.db.read(lambda tx: surveys.by_code(tx, "ЕЩЁ-7"))
    assert young is not None
    assert await city.db.read(lambda tx: surveys.before(tx, young)) == closed
    assert len(await city.db.read(lambda tx: surveys.listed(tx, EVERYTHING))) > 40


async def test_another_municipality_sees_nothing_of_it(city: City):
    stranger = city.someone("К-02")
    await stranger.says("/menu")

    assert "Пока ни одного" in await stranger.taps("Опросы")
    for data in ("re:1:all", "re:1:school", "rx:1", "sc:1", "wr:1"):
        assert NOT_FOUND in await stranger.presses_old(stranger.said()[-1], data)


async def test_a_head_sees_who_of_the_school_has_not_answered_a_survey_with_names(city: City):
    coordinator = await q1_is_open(city)
    head = city.someone("Р-06-01")
    await head.says("/menu")
    assert "Кто не ответил" not in await head.taps("Результаты опросов")
    assert NOT_FOUND in await head.presses_old(head.said()[-1], "wr:2")

    await coordinator.taps("К опросу", "Закрыть сейчас", "Да, закрыть")
    await q1_is_open(city, "именной")
    await answers(city.someone("П-06-01"))
    await head.says("/menu")
    await head.taps("Результаты опросов")
    silent = await head.taps("Кто не ответил")

    assert "П-06-02" in silent
    assert "П-06-01" not in silent
    assert "№ 17" not in silent
    assert "Кто не ответил" in await head.taps("К опросу")


async def test_who_has_not_answered_is_a_list_only_where_names_are_kept(city: City):
    coordinator = await q1_is_open(city)
    await answers(city.someone("П-06-01"))
    anonymous = await coordinator.taps("К опросу", "Кто не ответил")
    assert "Не ответили: 49 человек" in anonymous
    assert "Опрос анонимный, поэтому списка нет" in anonymous

    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q1", "Режим", "именной", "Открыть опрос")
    await answers(city.someone("П-06-01"))
    named = await coordinator.taps("К опросу", "Кто не ответил")
    assert "П-06-02" in named
    assert named.index("№ 6:") < named.index("№ 17:")
    assert "П-06-01" not in named
