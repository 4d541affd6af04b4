"""Everything that is wrong with a book is said at once: sheet, row, column, what is wrong, what to do."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from tests.exchange.books import Formula, book, cells, saved, town
from tests.exchange.conftest import Office, errors, warnings
from tests.exchange.packages import edited
from texts.exchange import line

# Sheet, heading, value → what the line about that cell says.
WRONG_CELLS = [
    ("Муниципалитеты", "Код", None, "Не заполнено."),
    ("Муниципалитеты", "Код", "А" * 65, "Код длиннее 64 знаков."),
    ("Муниципалитеты", "Вид", "губерния", "Значения «губерния» нет в списке. Подойдёт одно из: город, район, округ."),
    ("Муниципалитеты", "Часовой пояс", "Европа/Москва", "Часового пояса «Европа/Москва» нет."),
    ("Муниципалитеты", "Часовой пояс", "../../etc/passwd", "Часового пояса «../../etc/passwd» нет."),
    ("Школы", "Код", "Ш1;Ш2", "В коде «Ш1;Ш2» есть точка с запятой."),
    ("Школы", "Код", date(2026, 2, 1), "Excel превратил код в дату 01.02.2026."),
    ("Школы", "Код", 12345678901234567890, "Excel округлил длинное число:"),
    ("Школы", "Муниципалитет", "Майкоп", "«Майкоп» не найдено."),
    ("Школы", "Название", "   ", "Не заполнено."),
    ("Школы", "Название", Formula('=A2&" школа"'), "Здесь формула, а её значения в файле нет."),
    ("Школы", "Тип", "гимнозия", "Возможно, имелось в виду «гимназия»."),
    ("Школы", "Номер", "№ 6", "«№ 6» – не целое число."),
    ("Школы", "Номер", 6.5, "«6.5» – не целое число."),
    ("Статусы школ", "Школа", "Ш66", "«Ш66» не найдено."),
    ("Статусы школ", "Статус", "ШНОРР", "Возможно, имелось в виду «ШНОР»."),
    ("Статусы школ", "С", "09/01/2026", "«09/01/2026» можно прочитать по-разному."),
    ("Статусы школ", "С", "01.09.26", "«01.09.26» можно прочитать по-разному."),
    ("Статусы школ", "С", "31.02.2026", "«31.02.2026» – не похоже на дату."),
    ("Статусы школ", "С", "сентябрь", "«сентябрь» – не похоже на дату."),
    ("Статусы школ", "С", 45901, "Здесь число 45901, а не дата."),
    ("Статусы школ", "С", "01.09.0226", "слишком далека от наших дней."),
    ("Статусы школ", "По", date(2024, 1, 1), "«01.01.2024» раньше, чем «01.09.2025»."),
    ("Места работы", "Человек", "п-06-01", "Возможно, имелось в виду «П-06-01»."),
    ("Места работы", "Человек", "\u041f-06-0\u041e", "«П-06-0О» не найдено."),
    ("Места работы", "Основное", "возможно", "«возможно» – непонятно, да или нет."),
    ("Роли", "Роль", "учительница", "Значения «учительница» нет в списке."),
    ("Роли", "Муниципалитет", "Армавир-2", "«Армавир-2» не найдено."),
    ("Закрепления", "Вид", "друг", "Подойдёт одно из: наставник, тьютор, куратор."),
    ("Закрепления", "Кого", "Ш6", "ни на листе «Люди», ни в базе."),
    ("Закрепления", "Дата приказа", "вчера", "«вчера» – не похоже на дату."),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said about a book in which every one of these cells is wrong, each in a row of its own."""
    office = Office(tmp_path_factory.mktemp("wrong"))
    rows = town()
    for sheet, heading, value, _ in WRONG_CELLS:
        number = len(rows[sheet])
        fresh = {"Код": f"Н-{number}"} if sheet in {"Муниципалитеты", "Школы"} else {}
        if sheet == "Муниципалитеты":
            fresh |= dict.fromkeys(("Полное название", "Краткое название", "Другие написания"), f"Новое {number}")
        rows[sheet].append({**rows[sheet][0], **fresh, heading: value})
    lines = errors(office.check(book(rows)))
    office.db.close()
    return lines


def _cell(place: int) -> str:
    """Address of a wrong cell in that book: sheet and row, column."""
    sheet, heading, _, _ = WRONG_CELLS[place]
    before = [each for each in WRONG_CELLS[:place] if each[0] == sheet]
    return f"Лист «{sheet}», строка {len(town()[sheet]) + len(before) + 2}, колонка «{heading}»"


@pytest.mark.parametrize(
    "place", range(len(WRONG_CELLS)), ids=lambda place: "-".join(map(str, WRONG_CELLS[place][1::-1]))
)
def test_a_wrong_cell_is_named_with_its_address_and_a_remedy(told: list[str], place: int) -> None:
    about = [words for words in told if words.startswith(_cell(place))]
    assert len(about) == 1
    assert WRONG_CELLS[place][3] in about[0]


def test_nothing_else_is_said_about_that_book(told: list[str]) -> None:
    """Rows that repeat a key with other contents are told apart from wrong cells."""
    addresses = tuple(_cell(place) for place in range(len(WRONG_CELLS)))
    rest = [words for words in told if not words.startswith(addresses)]
    assert all("уже стоит в строке" in words for words in rest)


def test_an_excel_error_is_told_by_its_name(office: Office) -> None:
    rows = town()
    rows["Школы"][0]["Тип"] = "#N/A"  # openpyxl stores this as the error itself
    data = book(rows)
    assert errors(office.check(_with_error(data))) == [
        (
            "Лист «Школы», строка 2, колонка «Тип» (D2): В ячейке ошибка Excel: #N/A. "
            "Исправьте формулу или впишите значение."
        )
    ]


def _with_error(data: bytes) -> bytes:
    return edited(
        data,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(b't="inlineStr"><is><t>#N/A</t></is>', b't="e"><v>#N/A</v>'),
    )


def test_a_code_used_twice_with_different_contents(office: Office) -> None:
    rows = town()
    rows["Школы"] += [{**rows["Школы"][0], "Название": "Другая"}, rows["Школы"][1]]
    plan = office.check(book(rows))
    assert errors(plan) == [
        (
            "Лист «Школы», строка 4, колонка «Код» (A4): Код «Ш6» уже стоит в строке 2, и там написано другое. "
            "Оставьте одну строку или дайте второй другой код."
        )
    ]
    assert warnings(plan) == [
        (
            "Предупреждение. Лист «Школы», строка 5, колонка «Код» (A5): Строка повторяет строку 3. "
            "Она будет записана один раз."
        )
    ]


def test_the_same_role_twice_with_different_ends(office: Office) -> None:
    rows = town()
    rows["Роли"].append({**rows["Роли"][0], "По": date(2026, 8, 31)})
    assert errors(office.check(book(rows))) == [
        (
            "Лист «Роли», строка 6, колонка «Человек» (A6): Эта же запись уже стоит в строке "
            "2, и там написано другое. "
            "Оставьте одну из двух строк."
        )
    ]


def test_a_heading_that_stands_twice(office: Office) -> None:
    rows = town()
    rows["Люди"] = [{**row, "телефон ": "1"} for row in rows["Люди"]]
    assert errors(office.check(book(rows))) == [
        (
            "Лист «Люди», строка 1, колонка «телефон» (F1): Заголовок «телефон» стоит дважды: E1 и F1. "
            "Оставьте одну такую колонку."
        )
    ]


def test_a_sheet_that_stands_twice(office: Office) -> None:
    rows = town()
    assert errors(office.check(book({**rows, "люди ": rows["Люди"]}))) == [
        "Лист «люди »: Таких листов в книге два. Оставьте один лист с этим названием."
    ]


def test_missing_required_columns_are_named_and_nothing_is_said_of_what_depends_on_them(office: Office) -> None:
    rows = town()
    rows["Школы"] = [{"Название": "МБОУ СОШ № 6", "Тип": "СОШ"}]
    assert errors(office.check(book(rows))) == [
        ("Лист «Школы», строка 1: Нет обязательной колонки «Код». Добавьте колонку с таким заголовком и заполните её."),
        (
            "Лист «Школы», строка 1: Нет обязательной колонки «Муниципалитет». "
            "Добавьте колонку с таким заголовком и заполните её."
        ),
    ]


def test_headings_under_a_title(office: Office) -> None:
    rows = town()
    rows["Люди"] = [
        {"Список педагогов": None, " ": None},
        {"Список педагогов": "Код", " ": "Фамилия"},
        {"Список педагогов": "П-1", " ": "Орлова"},
    ]
    plan = office.check(book({"Люди": rows["Люди"], "Школы": [{"Сведения": "нет"}]}))
    assert errors(plan)[:2] == [
        "Лист «Люди», строка 3: Заголовки стоят не в первой строке. Удалите строки над заголовками.",
        (
            "Лист «Школы», строка 1: В первой строке нет знакомых заголовков. В первой "
            "строке должны стоять заголовки: "
            "«Код», «Муниципалитет», «Название», «Тип», «Номер»."
        ),
    ]


def test_a_book_without_a_single_known_sheet(office: Office) -> None:
    assert errors(office.check(book(Лист1=[{"Код": "П-1"}]))) == [
        (
            "В книге нет ни одного знакомого листа. Возьмите пустой шаблон: листы называются "
            "«Муниципалитеты», «Школы», "
            "«Статусы школ», «Люди», «Места работы», «Роли», «Закрепления» и так далее."
        )
    ]


def test_merged_cells_leave_rows_without_a_value(office: Office) -> None:
    rows = town()
    rows["Места работы"].append({**rows["Места работы"][1], "Школа": None})
    data = edited(
        book(rows),
        "xl/worksheets/sheet5.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>'
        ),
    )
    assert errors(office.check(data)) == [
        (
            "Лист «Места работы», строка 4, колонка «Школа» (B4): Ячейка объединена с "
            "соседними, и для этой строки "
            "значения нет. Разъедините ячейки и заполните каждую."
        )
    ]


def test_a_second_tutor_only_together(office: Office) -> None:
    rows = town()
    second = {"Вид": "тьютор", "Кто": "К-01", "Кого": "П-06-01", "Предмет": "Математика", "С": date(2026, 1, 1)}
    rows["Закрепления"].append(second)
    assert errors(office.check(book(rows))) == [
        (
            "Лист «Закрепления», строка 4, колонка «С» (E4): У этого педагога по этому "
            "предмету в эти дни уже есть тьютор: "
            "строка 2. Закончите одно закрепление датой «По» или поставьте «да» в колонке «Совместно»."
        )
    ]
    rows["Закрепления"][-1]["Совместно"] = "да"
    assert not office.bring(book(rows)).problems


def test_overlapping_doubles_are_warned_of(office: Office) -> None:
    office.bring(book(town()))
    rows = {
        "Статусы школ": [{"Школа": "Ш6", "Статус": "ШНОР", "С": date(2026, 9, 1)}],
        "Места работы": [{"Человек": "П-06-01", "Школа": "Ш17", "С": date(2026, 1, 1)}],
    }
    plan = office.bring(book(rows))
    assert not errors(plan)
    assert [words.partition("): ")[2] for words in warnings(plan)] == [
        (
            "Сроки пересекаются: уже записано – статус школы Ш6, ШНОР, 01.09.2025. "
            "Если это одно и то же, закончите прежнюю запись датой «По»."
        ),
        (
            "Два основных места работы в одни и те же дни: уже записано – место работы "
            "П-06-01, Ш6, 01.09.2025. "
            "Оставьте «да» в колонке «Основное» у одного."
        ),
    ]


def test_one_spelling_for_two_municipalities(office: Office) -> None:
    places = town()["Муниципалитеты"]
    places.append(
        {**places[0], "Код": "НВК", "Краткое название": "МО город Новокубанск", "Полное название": "Новокубанск"}
    )
    assert [words.partition(": ")[0] for words in errors(office.check(book(Муниципалитеты=places)))] == [
        "Лист «Муниципалитеты», строка 3, колонка «Другие написания» (E3)",
        "Лист «Муниципалитеты», строка 3, колонка «Другие написания» (E3)",
    ]


def test_a_hundred_bad_rows_of_a_thousand_are_all_listed(office: Office) -> None:
    people = [{"Код": f"П-{n}", "Фамилия": "Иванова"} for n in range(1000)]
    works = [{"Человек": f"П-{n if n % 10 else n + 5000}", "Школа": "Ш6", "С": "01.09.2025"} for n in range(1000)]
    lines = errors(office.bring(book({**town(), "Люди": people, "Места работы": works, "Роли": [], "Закрепления": []})))
    assert len(lines) == 100
    assert lines[1].startswith("Лист «Места работы», строка 12, колонка «Человек» (A12): «П-5010» не найдено.")
    assert not office.schools()


def test_of_a_hopeless_book_thousands_of_problems_are_listed_and_the_rest_is_counted(office: Office) -> None:
    visits = [{"Мероприятие": "М", "Человек": f"П-{n}", "Был": "возможно"} for n in range(5_200)]
    lines = errors(office.bring(book({**town(), "Участие": visits})))
    assert len(lines) == 5_001
    assert lines[-1] == "И ещё замечаний: не меньше 200. Исправьте эти и проверьте книгу снова."


def test_the_marked_copy_shows_what_is_wrong_where_it_is_wrong(office: Office) -> None:
    rows = town()
    rows["Школы"][0]["Тип"] = "гимнозия"
    rows["Статусы школ"][1]["С"] = "01.09.26"
    rows["Люди"] = [{**row, "Рост": 170} for row in rows["Люди"]]
    data = book(rows)
    marked = office.mark(data, office.check(data))
    assert marked is not None
    page = _open(marked)["Школы"]
    assert page["D2"].value == "гимнозия"
    assert page["D2"].fill.fgColor.rgb == "00FFC7CE"
    assert page["D2"].comment.text.startswith("Значения «гимнозия» нет в списке. Подойдёт одно из: СОШ,")
    assert page["D3"].comment is None
    assert _open(marked)["Статусы школ"]["C3"].comment.text.startswith("«01.09.26» можно прочитать по-разному.")
    assert _open(marked)["Люди"]["F1"].fill.fgColor.rgb == "00FFEB9C"
    assert cells(marked)["Люди"] == cells(data)["Люди"]


def test_the_marks_vanish_from_cells_that_were_mended_in_the_marked_copy(office: Office) -> None:
    rows = town()
    rows["Школы"][0]["Тип"] = "гимнозия"
    marked = office.mark(book(rows), office.check(book(rows)))
    assert marked is not None
    mended = _open(marked)
    mended["Школы"]["D2"] = "гимназия"
    mended["Школы"]["E3"] = "семнадцать"
    again = saved(mended)
    plan = office.check(again)
    assert [line(problem).partition(": ")[0] for problem in plan.problems] == [
        "Лист «Школы», строка 3, колонка «Номер» (E3)"
    ]
    marked = office.mark(again, plan)
    assert marked is not None
    assert _open(marked)["Школы"]["D2"].comment is None
    assert _open(marked)["Школы"]["D2"].fill.fgColor.rgb == "00000000"
    assert _open(marked)["Школы"]["E3"].comment.text.startswith("«семнадцать» – не целое число.")


def _open(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_time_of_day_in_a_date_column_is_no_reason_to_refuse(office: Office) -> None:
    rows = town()
    rows["Роли"][0]["С"] = datetime.combine(date(2025, 9, 1), time(10, 30))
    office.bring(book(town()))
    assert office.bring(book(rows)).empty
