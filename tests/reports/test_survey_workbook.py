"""The Excel workbook of a survey."""

import io
from datetime import date

import pytest
import python_calamine
from openpyxl import load_workbook

from tests.indicators.data import Asked, Region, received, unmet
from tests.reports.desk import Desk, Read

HIDDEN = "менее 5 ответов"


def two_schools(region: Region, mode: str = "anonymous") -> Asked:
    region.municipality("АРМ", ["Ш6", "Ш17", "Ш20"])
    survey = region.survey("Q1", "АРМ", mode)
    for school, number in (("Ш6", 3), ("Ш17", 6), ("Ш20", 20)):
        for place, person in enumerate(survey.asks(number + 2, school)[:number]):
            named = {} if mode == "anonymous" else {"person_id": person["person_id"]}
            mark = "4" if place < 2 else "5"
            survey.answers(received(Q1_4=mark, Q1_14=f"мысль {school}-{place}"), school=school, **named)
    return survey


def test_questions_are_told_option_by_option_with_formulas_and_their_values(desk: Desk) -> None:
    desk.survey(two_schools)
    book = Read(desk.file())

    asked = [row for row in book.rows("Анкета") if row["№"] == "Q1.4"]
    told = {row["Ответ"]: (row["Выбрали"], row["Показан (n)"], row["%"]) for row in asked}
    assert told["скорее согласен(на)"] == (6, 29, pytest.approx(6 / 29))
    assert told["полностью согласен(на)"] == (23, 29, pytest.approx(23 / 29))
    assert told["затрудняюсь ответить"] == (0, 29, 0)
    formulas = [row["%"] for row in book.rows("Анкета", formulas=True) if row["№"] == "Q1.4"]
    assert all(str(formula).startswith("=D") and "/E" in str(formula) for formula in formulas)
    assert [row["Показан (n)"] for row in book.rows("Анкета") if row["№"] == "Q1.7"] == [0] * 8


def test_a_question_shown_to_few_is_hidden_everywhere(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        survey = two_schools(region)
        survey.answers(unmet(Q1_7="2"), 2, "Ш20")
        return survey

    desk.survey(build)
    book = Read(desk.file())

    (hidden,) = [row for row in book.rows("Анкета") if row["№"] == "Q1.7"]
    assert (hidden["Ответ"], hidden["Выбрали"], hidden["Показан (n)"], hidden["%"]) == (HIDDEN, None, None, None)
    assert not [heading for heading in book.rows("Ответы")[0] if heading.startswith("Q1.7")]
    (left_out,) = [row["Как"] for row in book.rows("Методика") if row["Что"] == "Нет в списке ответов"]
    assert "Q1.7" in left_out.split("; ")


def test_what_belongs_to_a_question_is_headed_in_words(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", "named")
        for person in survey.asks(2, "Ш6"):
            survey.answers(received(Q1_2="13", Q1_2_other="кружок"), school="Ш6", person_id=person["person_id"])
        return survey

    desk.survey(build)
    book = Read(desk.file())

    assert "Q1.2, другое Напишите, пожалуйста, что именно" in book.rows("Ответы")[0]
    assert "Q1.2, другое" in {row["№"] for row in book.rows("Анкета")}
    assert not [heading for heading in book.rows("Ответы")[0] if "_" in heading]


def test_subjects_chosen_from_the_list_are_told_in_words(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q3", "АРМ", "named")
        for person, subjects in zip(survey.asks(2, "Ш6"), ("russian;informatics", "russian"), strict=True):
            survey.answers({"Q3.1": subjects}, school="Ш6", person_id=person["person_id"])
        return survey

    desk.survey(build)
    book = Read(desk.file())

    asked = {row["Ответ"]: row["Выбрали"] for row in book.rows("Анкета") if row["№"] == "Q3.1"}
    assert asked == {"информатика": 1, "русский язык": 2}
    (heading,) = [each for each in book.rows("Ответы")[0] if each.startswith("Q3.1 ")]
    assert {row[heading] for row in book.rows("Ответы")} == {"русский язык; информатика", "русский язык"}


def test_figures_stand_as_a_whole_and_by_school(desk: Desk) -> None:
    desk.survey(two_schools)
    rows = Read(desk.file()).rows("Показатели")

    told = {row["Где"]: row for row in rows if row["Показатель"] == "Адресность по оценке получателей"}
    assert (told["в целом"]["Числитель"], told["в целом"]["Знаменатель"], told["в целом"]["%"]) == (29, 29, 1)
    assert told["в целом"]["Уровень"] == "оптимальный"
    assert told["МБОУ СОШ № 20"]["n"] == 20
    assert told["МБОУ СОШ № 6"]["%"] == HIDDEN
    assert told["МБОУ СОШ № 17"]["%"] == "скрыто"  # six answered; it covers the school with three
    assert {told[f"МБОУ СОШ № {number}"]["Числитель"] for number in (6, 17)} == {None}
    (mean,) = [row for row in rows if row["Показатель"].startswith("Средний балл") and row["Где"] == "в целом"]
    assert (mean["Значение"], mean["Числитель"], mean["%"], mean["Примечание"]) == (5, None, None, "медиана 5")
    assert not [row for row in rows if row["Показатель"] == "Оценка мероприятия"]  # no such question in Q1


def test_answers_of_an_anonymous_survey_have_no_person_no_school_and_no_order(desk: Desk) -> None:
    desk.survey(two_schools)
    first, second = Read(desk.file()), Read(desk.file())

    answers = first.rows("Ответы")
    assert len(answers) == 29
    assert [row["№"] for row in answers] == list(range(1, 30))
    assert list(answers[0])[1].startswith("Q1.1 ")
    assert not [heading for heading in answers[0] if heading.startswith("Q1.14")]
    texts = [row["Ответ"] for row in first.rows("Тексты")]
    assert sorted(texts) == sorted(row["Ответ"] for row in second.rows("Тексты"))
    assert texts != [row["Ответ"] for row in second.rows("Тексты")]
    assert set(first.rows("Тексты")[0]) == {"№", "Вопрос", "Ответ"}


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_four_answers_are_not_listed(desk: Desk, mode: str) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", mode)
        survey.answers(received(Q1_14="секрет"), 4, "Ш6")
        return survey

    desk.survey(build)
    book = Read(desk.file())

    assert book.sheets == ["Анкета", "Показатели", "Методика", "Показатели – определения"]
    assert {row["Ответ"] for row in book.rows("Анкета") if row["№"] == "Q1.4"} == {HIDDEN}
    parts = [book.package.read(name).decode("utf-8", "replace") for name in book.package.namelist()]
    assert not [part for part in parts if "секрет" in part]


def test_answers_of_a_named_survey_stand_beside_the_persons_code(desk: Desk) -> None:
    desk.survey(lambda region: two_schools(region, "named"))
    book = Read(desk.file())

    answers = book.rows("Ответы")
    codes = [row["Код участника"] for row in answers]
    assert len(answers) == 29
    assert codes == sorted(codes)
    assert (answers[0]["Школа"], answers[0]["Роль"]) == ("МБОУ СОШ № 6", "педагог")
    (heading,) = [heading for heading in answers[0] if heading.startswith("Q1.14")]
    assert answers[0][heading] == "мысль Ш6-0"
    assert "Тексты" not in book.sheets


def test_nothing_in_an_answer_pretends_to_be_something_else(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", "anonymous")
        survey.answers(received(Q1_14="\u202eexe.gpj\u2066 _x0001_ =1+1\u200f"), 5, "Ш6")
        return survey

    desk.survey(build)

    book = python_calamine.load_workbook(io.BytesIO(desk.file()))  # reads codes as Excel does
    assert {row[2] for row in book.get_sheet_by_name("Тексты").to_python()[1:]} == {"exe.gpj _x0001_ =1+1"}


def test_who_may_not_know_names_reads_a_named_survey_like_one_without(desk: Desk) -> None:
    desk.survey(lambda region: two_schools(region, "named"))
    book = Read(desk.file(names=False))

    answers = book.rows("Ответы")
    assert len(answers) == 29
    assert not {"Код участника", "Фамилия, имя, отчество", "Школа"} & set(answers[0])
    assert "Тексты" in book.sheets


def test_what_was_promised_for_sums_only_stands_beside_nobody(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q6", "АРМ", "named")
        for person in survey.asks(6, "Ш6"):
            survey.answers({"Q6.1": "1", "Q6.7": "2", "Q6.9": "1"}, school="Ш6", person_id=person["person_id"])
        return survey

    desk.survey(build)
    book = Read(desk.file())

    numbers = {heading.split()[0] for heading in book.rows("Ответы")[0]}
    assert "Q6.1" in numbers
    assert not numbers & {"Q6.9", "Q6.8.1", "Q6.8.2", "Q6.8.3"}
    assert next(row["Выбрали"] for row in book.rows("Анкета") if row["№"] == "Q6.9") == 6


def test_texts_are_never_formulas(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        for text in ("=1+1", "+7 900", "-5", "@имя", "обычный\x07 <b>&amp;</b>"):
            survey.answers(received(Q1_14=text), school="Ш6")
        return survey

    desk.survey(build)
    book = Read(desk.file())

    texts = {row["Ответ"] for row in book.rows("Тексты", formulas=True)}
    assert texts == {"=1+1", "+7 900", "-5", "@имя", "обычный <b>&amp;</b>"}
    column = book.formulas["Тексты"]["C"]
    assert {cell.data_type for cell in column} == {"s"}
    assert {cell.value: cell.quotePrefix for cell in column}["=1+1"]


def test_false_extremes_are_not_shown_in_excel_either(desk: Desk) -> None:
    def build(region: Region) -> Asked:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(Q1_11="1"), 299, "Ш6")
        survey.answers(received(Q1_11="4"), 1, "Ш6")
        return survey

    desk.survey(build)
    sheet = load_workbook(io.BytesIO(desk.file()))["Анкета"]

    formats = {row[2].value: row[5].number_format for row in sheet.iter_rows() if row[0].value == "Q1.11"}
    assert "более 99 %" in formats["да"]
    assert "менее 1 %" in formats["нет"]
    assert formats["скорее да"] == "0%"


def test_the_file_is_ready_to_read_and_print_and_tells_nothing_of_its_making(desk: Desk) -> None:
    desk.survey(two_schools)
    book = Read(desk.file())

    for sheet in book.formulas.worksheets:
        assert sheet.freeze_panes == ("B2" if sheet.title == "Ответы" else "A2")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.auto_filter.ref == sheet.print_area.split("!")[1].replace("$", "")
        assert sheet.print_title_rows == "$1:$1"
    assert {part.date_time for part in book.package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    assert book.formulas.properties.modified.date() == date(2026, 1, 1)
    method = {row["Что"]: row["Как"] for row in book.rows("Методика")}
    assert method["Ответили"] == "29 – 83 % (29 из 35)"
    assert method["Данные на"] == "20 декабря 2026 г."
    assert "от 85 % – оптимальный" in method["Пороги"]


def test_on_paper_the_number_of_an_answer_stands_on_every_page_and_figures_stand_together(desk: Desk) -> None:
    desk.survey(two_schools)
    book = Read(desk.file())
    answers = book.formulas["Ответы"]
    assert answers.print_title_cols == "$A:$A"
    assert answers.page_setup.pageOrder == "overThenDown"
    assert answers.page_setup.fitToWidth == 2
    names = [row["Показатель"] for row in book.rows("Показатели")]
    assert names == sorted(names, key=list(dict.fromkeys(names)).index)
