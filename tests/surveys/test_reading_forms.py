"""Workbooks as people send them: sloppy ones are understood, impossible ones refused with every problem at once."""

import io
import zipfile

import pytest

from surveys.form_json import to_json
from surveys.reader import FormRefused, read_markdown, read_workbook, workbook_bytes
from tests.surveys.automatic_respondent import finish

SLOPPY = """
| Survay | | | | | |
| | Type | Name | Label::English (en) | Relevant | Required |
| | Text | who | Who are “you”? | | Yes |
| | Select_One  yesno | ok | Fine, ${ who }? | ${who} != ‘bob’ | TRUE |
| | select multiple from colours | col | Colours | | |
| | Begin Group | g | Group | selected(${ok}, “yes”) | |
| | Integer | n | N | | |
| | End Group | | | | |
| | note | | Thanks ${who}, ${n} | | |
| choices |
| | list name | name | label::English (en) |
| | yesno | yes | Yes |
| | yesno | no | No |
| | colours | r | Red |
| | colours | g | Green |
"""

WRONG = """
| survey | type | name | label | relevant | constraint |
| | geopoint | where | Где? | | |
| | select_one nolist | x | Какой? | ${y} = 1 | |
| | txt | t | Текст | | . > ( |
| | text | a b | Текст | | pulldata('a') = 1 |
| | text | x | Текст | //a = 1 | regex(., '(a') |
| | begin group | g | Группа | | |
"""


def problems(markdown: str) -> set[tuple[int | None, str, str]]:
    with pytest.raises(FormRefused) as refused:
        read_markdown(markdown)
    return {(each.row, each.column, each.code) for each in refused.value.problems}


def test_a_sloppy_form_is_understood_and_runs():
    form = read_workbook(workbook_bytes(SLOPPY))
    assert form.question_names == ("who", "ok", "col", "n")
    assert ("misspelt_sheet", "Survay") in form.warnings
    assert {each.name for each in finish(form).answers} >= {"who", "ok", "col"}


def test_all_problems_are_told_at_once_with_their_rows():
    assert problems(WRONG) == {
        (2, "type", "unsupported_type"),
        (3, "type", "missing_list"),
        (3, "relevant", "unknown_reference"),
        (4, "type", "unknown_type"),
        (4, "constraint", "bad_expression"),
        (5, "name", "bad_name"),
        (5, "constraint", "unknown_function"),
        (6, "name", "duplicate_name"),
        (6, "relevant", "unsupported_axis"),
        (6, "constraint", "bad_pattern"),
        (7, "type", "missing_end"),
    }


def row(cells: str) -> str:
    return f"| survey | type | name | label | relevant | calculation |\n| | {cells} |\n| | text | z | Конец | | |\n"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("text | x | Текст | ${z} = '1' and ${x} = 1 |", (2, "relevant", "cycle")),
        (f"text | x | Текст | {'(' * 30}1{')' * 30} |", (2, "relevant", "expression_too_deep")),
        (f"text | x | Текст | {' + '.join(['1'] * 400)} |", (2, "relevant", "expression_too_long")),
        (f"text | x | Текст | '{'я' * 2100}' = 1 |", (2, "relevant", "expression_too_long")),
        (
            "text | x | Текст | count(../*[count(../*[count(../*) > 1]) > 1]) > 1 |",
            (2, "relevant", "expression_too_deep"),
        ),
        ("text | x | Текст | ancestor::a = 1 |", (2, "relevant", "unsupported_axis")),
        ("text | x | Текст | document('a') = 1 |", (2, "relevant", "unknown_function")),
        ("text | x | Текст | if(1, 2) |", (2, "relevant", "wrong_arguments")),
        ("text | x | Текст | $a = 1 |", (2, "relevant", "bad_expression")),
        ("text | x | Текст | regex(${z}, ${z}) |", (2, "relevant", "bad_pattern")),
        ("text | x | ${last-saved#z} | |", (2, "label", "unsupported_reference")),
        ("select_one_from_file other.csv | x | Текст | |", (2, "type", "unknown_roster")),
        ("xml-external | x | | |", (2, "type", "unsupported_type")),
        ("video | x | Видео | |", (2, "type", "unsupported_type")),
        ("calculate | x | | |  ${x} + 1 ${z}", (2, "calculation", "bad_expression")),
        (" | x | Текст | |", (2, "type", "missing_type")),
        ("text | | Текст | |", (2, "name", "missing_name")),
        ("end group | | | |", (2, "type", "unexpected_end")),
        ("select_one | x | Текст | |", (2, "type", "missing_list")),
    ],
)
def test_what_cannot_run_is_refused_with_its_row_and_column(cells, problem):
    assert problems(row(cells)) == {problem}


def test_calculations_in_a_circle_are_refused():
    form = """
| survey | type | name | label | calculation |
| | text | x | Текст | |
| | calculate | a | | ${b} + 1 |
| | calculate | b | | ${a} + 1 |
"""
    assert {code for _, _, code in problems(form)} == {"cycle"}


def test_device_metadata_is_left_empty_with_a_warning():
    form = read_markdown(row("deviceid | d | | |"))
    assert form.warnings == (("metadata_left_empty", "deviceid"),)
    assert form.question_names == ("z",)


def test_a_question_keeps_its_measure_its_choices_and_the_settings_are_kept():
    form = read_markdown("""
| survey | type | name | label | bind::measure |
| | select_one s | Q1.10 | Насколько Вы удовлетворены? | overall |
| choices | list_name | name | label | counts |
| | s | 4 | скорее доволен | positive |
| settings | form_title | form_id | mode | intro |
| | Анкета | Q1 | anonymous | Уважаемый коллега! |
""")
    question = form.question("Q1.10")
    assert (question.measure, question.kind) == ("overall", "one")
    assert [(each.code, each.label, each.attributes["counts"]) for each in question.choices] == [
        ("4", "скорее доволен", "positive")
    ]
    assert (form.code, form.title) == ("Q1", "Анкета")
    assert form.settings["mode"] == "anonymous"
    assert form.settings["intro"] == "Уважаемый коллега!"


def test_the_workbook_offered_to_people_is_the_same_form():
    assert to_json(read_workbook(workbook_bytes(SLOPPY))) == to_json(read_markdown(SLOPPY))


def refusal(data: bytes) -> str:
    with pytest.raises(FormRefused) as refused:
        read_workbook(data)
    return refused.value.problems[0].code


def repacked(change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes(SLOPPY))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), *change}:
            new.writestr(name, change.get(name) if name in change else old.read(name))
    return out.getvalue()


def test_hostile_files_are_refused():
    assert refusal(b"this is no workbook") == "not_a_workbook"
    assert refusal(repacked({"xl/vbaProject.bin": b"macro"})) == "macros"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert refusal(repacked({"xl/workbook.xml": bomb})) == "unsafe_xml"
    assert refusal(repacked({"xl/workbook.xml": bomb.decode().encode("utf-16")})) == "unsafe_xml"
    assert refusal(repacked({"xl/media/big.bin": b"\0" * (70 * 1024 * 1024)})) == "workbook_too_large"


def test_a_workbook_without_questions_is_refused():
    assert refusal(workbook_bytes("| people |\n| | a | b |\n| places |\n| | c | d |\n")) == "missing_sheet"
    assert problems("| survey | type | name | label |\n| | note | n | Только текст |\n") == {
        (None, "type", "no_questions")
    }
