"""The results of a survey in the chat: message and picture."""

import struct
from datetime import UTC, date, datetime

import pytest

from reports.chart import picture
from tests.indicators.data import Asked, Region, received, unmet
from tests.reports.desk import Desk


def two_schools(region: Region) -> Asked:
    region.municipality("АРМ", ["Ш6", "Ш17"])
    survey = region.survey("Q1", "АРМ")
    survey.asks(30, "Ш6")
    survey.asks(28, "Ш17")
    survey.answers(received(Q1_12="1;2"), 26, "Ш6")
    survey.answers(received(Q1_10="2", Q1_12="2"), 4, "Ш17")
    survey.answers(received(Q1_12="2;3"), 20, "Ш17")
    return survey


def test_the_whole_in_words(desk: Desk) -> None:
    desk.survey(two_schools)
    text = desk.message()

    assert "Ответили: 86 % (50 из 58)" in text
    assert "Удовлетворённость: <b>92 % (46 из 50)</b> – оптимальный" in text
    assert "Средний балл удовлетворённости: <b>4,76 (оценок 50)</b>, медиана 5" in text
    wanted = text[text.index("Востребованность модуля") :].splitlines()[1:3]
    assert wanted == [
        "1. Методическая компетентность (качество урока): 100 % (50 из 50), высокая",
        "2. Предметная компетентность: 52 % (26 из 50), высокая",
    ]
    assert "непоказательны" not in text
    assert "от 85 % – оптимальный" in text
    assert "Адресность по оценке всех" not in text  # in Excel only


def test_options_of_one_rank_share_their_places(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(Q1_12="1;2;3"), 9, "Ш6")
        survey.answers(received(Q1_12="4"), 1, "Ш6")
        return survey

    desk.survey(build)
    text = desk.message()
    lines = text[text.index("Востребованность модуля") :].splitlines()[1:5]

    assert [line.split(" ")[0] for line in lines] == ["1–3.", "1–3.", "1–3.", "4."]


def test_few_answers_are_marked(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.asks(20, "Ш6")
        survey.answers(received(), 7, "Ш6")
        survey.answers(unmet(), 2, "Ш6")
        return survey

    desk.survey(build)
    text = desk.message()

    assert "Ответили: 45 % (9 из 20)" in text
    assert "Данные непоказательны: ответили меньше 60 %" in text


def test_nobody_answered(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.asks(12, "Ш6")
        return survey

    desk.survey(build)

    assert "Никто не ответил" in desk.message()
    assert "0 % (0 из 12)" in desk.message()
    assert "непоказательны" not in desk.message()
    assert picture(desk.outcome()) is None
    assert picture(desk.outcome("school")) is None


def test_schools_are_told_one_by_one(desk: Desk) -> None:
    desk.survey(two_schools)
    text = desk.message("school")

    assert "<b>МБОУ СОШ № 6</b> – ответили 87 % (26 из 30)" in text
    assert "Удовлетворённость: 83 % (20 из 24)" in text
    assert text.index("№ 6") < text.index("№ 17")
    assert "не показаны" not in text  # every school has answers enough


def test_a_small_school_and_the_one_that_covers_it(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6", "Ш17", "Ш20"])
        survey = region.survey("Q1", "АРМ")
        for school, number in (("Ш6", 4), ("Ш17", 8), ("Ш20", 30)):
            survey.asks(10 if number < 10 else 30, school)
            survey.answers(received(), number, school)
        return survey

    desk.survey(build)
    small, covering, large = desk.message("school").split("\n\n")[2:5]

    assert small == "<b>МБОУ СОШ № 6</b> – ответили 40 % (4 из 10)\nменее 5 ответов"
    assert covering == "<b>МБОУ СОШ № 17</b> – ответили 80 % (8 из 10)\nскрыто"
    assert "Удовлетворённость: 100 % (30 из 30)" in large
    assert "Группы меньше 5 ответов не показаны" in desk.message("school")
    assert "не показаны" not in desk.message()


def test_how_many_take_part_in_a_tiny_school_is_a_fact_and_what_they_answered_is_not_told(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6", "Ш17", "Ш20"])
        survey = region.survey("Q1", "АРМ")
        for school, number in (("Ш6", 2), ("Ш17", 8), ("Ш20", 30)):
            survey.asks(number, school)
            survey.answers(received(), number, school)
        return survey

    desk.survey(build)
    blocks = desk.message("school").split("\n\n")[2:4]

    assert blocks == [
        "<b>МБОУ СОШ № 6</b> – ответили 100 % (2 из 2)\nменее 5 ответов",
        "<b>МБОУ СОШ № 17</b> – ответили 100 % (8 из 8)\nскрыто",
    ]


def test_a_message_never_grows_beyond_what_a_messenger_takes(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        schools = [f"Ш{number}" for number in range(1, 61)]
        region.municipality("АРМ", schools)
        survey = region.survey("Q1", "АРМ")
        for school in schools:
            survey.asks(6, school)
            survey.answers(received(), 6, school)
        return survey

    desk.survey(build)
    text = desk.message("school")

    assert len(text) <= 4000
    told = text.count("– ответили")
    assert 5 < told < 60
    assert f"ещё {60 - told} " in text
    assert text.count("<b>") == text.count("</b>")


def test_the_picture_is_as_wide_as_a_phone_and_grows_with_its_bars(desk: Desk) -> None:
    desk.survey(two_schools)
    whole, schools = picture(desk.outcome()), picture(desk.outcome("school"))
    assert whole is not None
    assert schools is not None

    sizes = [struct.unpack(">II", data[16:24]) for data in (whole, schools)]
    assert [data[:8] for data in (whole, schools)] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert sizes[0][0] == sizes[1][0] == 1080
    assert sizes[0][1] > sizes[1][1] > 300
    assert max(len(whole), len(schools)) < 300_000
    assert whole == picture(desk.outcome())  # the same data, the same file: no date, no name of a program


LAST_YEAR = {"period_start": date(2025, 10, 1), "period_end": date(2025, 12, 31), "code": "прошлый",
             "opens_at": datetime(2025, 11, 1, tzinfo=UTC),
             "closes_at": datetime(2025, 11, 15, tzinfo=UTC)}  # fmt: skip


def test_figures_are_told_beside_those_of_the_survey_before(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        now = two_schools(region)
        before = region.survey("Q1", "АРМ", **LAST_YEAR)
        before.answers(received(), 20, "Ш6")
        before.answers(received(Q1_4="2", Q1_10="2"), 10, "Ш6")
        return now

    desk.survey(build)
    text = desk.message()
    block = text[text.index("По сравнению с прошлым опросом") :].split("\n\n")[0].splitlines()
    assert "октября по 31 декабря 2025" in block[0]
    assert "Удовлетворённость: 92 % (46 из 50), было 67 % (20 из 30): +25,3 п. п., рост" in block
    same = "Регулярность по оценке получателей: 100 % (50 из 50), было 100 % (30 из 30): 0,0 п. п., без существенных"
    assert any(line.startswith(same) for line in block)
    assert "осторожно" not in text
    assert "тех же людей" not in text  # nobody knows who they are


@pytest.mark.parametrize(
    ("asked_before", "asked_now", "where"),
    [(60, 50, "в прошлом опросе"), (30, 90, "в этом опросе"), (60, 90, "в обоих опросах")],
)
def test_a_comparison_with_a_survey_that_few_answered_is_told_with_care(
    desk: Desk, asked_before: int, asked_now: int, where: str
) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        for asked, more in ((asked_before, LAST_YEAR), (asked_now, {})):
            survey = region.survey("Q1", "АРМ", **more)
            survey.asks(asked, "Ш6")
            survey.answers(received(), 30 if more else 50, "Ш6")
        return survey

    desk.survey(build)
    text = desk.message()
    block = text[text.index("По сравнению с прошлым опросом") :].split("\n\n")[0]
    assert f"Сравнивайте осторожно: {where} ответили меньше 60 %, данные непоказательны." in block


def test_marks_of_the_same_people_where_names_are_known(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        people = [region.person() for _ in range(7)]
        before, now = region.survey("Q1", "АРМ", "named", **LAST_YEAR), region.survey("Q1", "АРМ", "named")
        for survey, marks in ((before, "234455"), (now, "434535")):
            for person, mark in zip(people if survey is before else people[1:], marks, strict=False):
                survey.answers(received(Q1_10=mark), school="Ш6", person_id=person)
        return now

    desk.survey(build)
    assert "Оценки тех же людей: сравнили 5: лучше 1, так же 2, хуже 2; новых 1, выбыли 1" in desk.message()
