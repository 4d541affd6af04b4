"""What goes out comes back the same, opens anywhere and says nothing that was not meant."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import python_calamine

from services.exchange import exporting
from tests.exchange.books import book, cells, town
from tests.exchange.conftest import Office, errors
from tests.exchange.field import field

AWKWARD = [
    "=1+1", "+79180000000", "-5", "@имя", '=HYPERLINK("http://x")', "'=1", "00123", "1E5", "01.02.2026", "да", "#N/A",
    "_x0041_", "a_x000D_b", "две\nстроки", "табу\tляция", "«кавычки»", "<b>&amp;</b>", "{{ x }}", "=cmd|' /C calc'!A0",
    "é", "😀", "1/2", "TRUE", "12345678901234567890", "\tтаб", "\t\t=1", "\rвозврат",
]  # fmt: skip


def test_export_import_export_is_the_same_file(office: Office, tmp_path: Path) -> None:
    people = [{"Код": f"А-{n}", "Фамилия": text, "Телефон": text} for n, text in enumerate(AWKWARD)]
    office.bring(book({**town(), "Люди": [*town()["Люди"], *people]}))
    first = office.export()
    (tmp_path / "new").mkdir()
    elsewhere = Office(tmp_path / "new")
    assert not errors(elsewhere.bring(first))
    second = elsewhere.export()
    assert cells(first) == cells(second)
    assert first == second
    elsewhere.db.close()
    assert {row[1] for row in cells(first)["Люди"][1:]} >= {text for text in AWKWARD if "_x" not in text}


def test_codes_and_turned_letters_come_back_as_they_were(office: Office, tmp_path: Path) -> None:
    literal, turned = "_x0001_", "Ива\u202eнова\u2066"
    people = [{"Код": "А-1", "Фамилия": "_x005F_x0001_"}, {"Код": "А-2", "Фамилия": turned}]
    office.bring(book({**town(), "Люди": [*town()["Люди"], *people]}))
    first = office.export()
    assert {row[1] for row in shown(first, "Люди")} >= {literal, turned}
    (tmp_path / "new").mkdir()
    elsewhere = Office(tmp_path / "new")
    assert not errors(elsewhere.bring(first))
    assert elsewhere.export() == first
    elsewhere.db.close()


def shown(data: bytes, sheet: str) -> list[list[object]]:
    """The rows as another program than ours reads them."""
    return python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()


def test_text_is_text_for_two_readers_and_none_of_it_a_formula(office: Office) -> None:
    people = [{"Код": f"А-{n}", "Фамилия": text} for n, text in enumerate(AWKWARD)]
    office.bring(book({**town(), "Люди": [*town()["Люди"], *people]}))
    exported = office.export()
    page = openpyxl.load_workbook(io.BytesIO(exported))["Люди"]
    assert {cell.data_type for row in page.iter_rows(max_col=2) for cell in row} == {"s"}
    read = python_calamine.load_workbook(io.BytesIO(exported)).get_sheet_by_name("Люди").to_python()
    assert "=1+1" in [row[1] for row in read]
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")


def test_what_a_workbook_cannot_hold_is_left_out_and_a_cut_is_marked(tmp_path: Path) -> None:
    from texts.workbook import sheet

    values = ("П-1", "до\x00после\x1b\ud800\ufffe", "я" * 40_000, None, None, None)
    exporting.write(tmp_path / "book.xlsx", [(sheet("person"), [values])])
    _, row = cells((tmp_path / "book.xlsx").read_bytes())["Люди"]
    assert row[1] == "допосле"
    assert len(row[2]) == 32_767
    assert row[2].endswith("я[…]")


def test_an_export_looks_like_a_table_and_says_nothing_of_its_making(office: Office) -> None:
    office.bring(book(town()))
    made = openpyxl.load_workbook(io.BytesIO(office.export()))
    page = made["Роли"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:G5"
    assert page["A1"].font.bold
    assert page["E2"].number_format == "dd.mm.yyyy"
    assert page.column_dimensions["G"].width > 20
    assert (made.properties.creator, made.properties.modified.year) == ("Наставник", 2026)
    assert office.export() == office.export()


def test_rows_stand_in_the_order_people_count(office: Office) -> None:
    schools = [{"Код": f"Ш{n}", "Муниципалитет": "АРМ", "Название": "Ш"} for n in (10, 9, 100, 1)]
    office.bring(book({"Муниципалитеты": town()["Муниципалитеты"], "Школы": schools}))
    assert [row[0] for row in cells(office.export())["Школы"][1:]] == ["Ш1", "Ш9", "Ш10", "Ш100"]


def test_the_empty_template_explains_itself_and_comes_back_without_a_complaint(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    exporting.write_template(path)
    made = openpyxl.load_workbook(path)
    assert made.sheetnames == list(field())
    roles = made["Роли"]
    assert roles["B1"].comment.text.startswith("Обязательно.\nОдно из: педагог, управленец,")
    offered = {str(each.sqref): each.formula1 for each in roles.data_validations.dataValidation}
    assert offered["B2:B20000"].startswith('"педагог,управленец,')
    assert offered["A2:A20000"] == "'Люди'!$A$2:$A$20000"
    assert made["Люди"].column_dimensions["A"].number_format == "@"
    plan = office.bring(path.read_bytes())
    assert plan.empty
    assert not plan.problems


def test_a_template_that_was_filled_in_comes_in(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    exporting.write_template(path)
    made = openpyxl.load_workbook(path)
    made["Муниципалитеты"].append(["АРМ", "город Армавир", "Армавир"])
    made["Школы"].append(["Ш6", "Армавир", "СОШ № 6"])
    made["Статусы школ"].append(["Ш6", "ШНОР", date(2025, 9, 1)])
    made.save(path)
    assert not office.bring(path.read_bytes()).problems
    assert office.schools() == {"Ш6"}


def test_dates_of_the_other_calendar_are_the_same_days(office: Office) -> None:
    """Workbooks from old Macs count days from 1904."""
    made = openpyxl.load_workbook(io.BytesIO(book(town())))
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    file = io.BytesIO()
    made.save(file)
    office.bring(book(town()))
    assert office.bring(file.getvalue()).empty
