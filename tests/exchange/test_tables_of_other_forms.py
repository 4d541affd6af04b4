"""Tables of other programs' forms: what is read, what is refused, and that nothing strange gets any further."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from services.collected.table import Table, moment, read_table
from texts import exchange
from texts.exchange import Problem

HEAD = "Отметка времени,Вопрос\n"


def read(folder: Path, data: bytes) -> Table | str:
    """The table, or the words with which it is refused."""
    path = folder / "table"
    path.write_bytes(data)
    found = read_table(path)
    return exchange.line(found) if isinstance(found, Problem) else found


def macros() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02", "Это не книга Excel."),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "Это не книга Excel."),
        (b"%PDF-1.4", "Это не книга Excel."),
        (b"PK\x03\x04 torn", "Файл повреждён"),
        (macros(), "В книге есть макросы."),
        ((HEAD + "03.12.2026 10:00:00,да\n" * 20_002).encode(), "Книга слишком большая"),
        (("а," * 200 + "\n").encode(), "Книга слишком большая"),
        (b'"' + b"x" * 200_000, "Файл повреждён"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    found = read(tmp_path, data)
    assert isinstance(found, str)
    assert words in found


def test_cells_with_lines_quotes_and_missing_ends(tmp_path: Path) -> None:
    text = HEAD + '03.12.2026 10:00:00,"первая строка\nвторая, с ""кавычками"""\n\n03.12.2026 10:01:00\n'
    found = read(tmp_path, text.encode("utf-8-sig"))
    assert isinstance(found, Table)
    assert found.time == 0
    assert [row for _, row in found.rows] == [
        ("03.12.2026 10:00:00", 'первая строка\nвторая, с "кавычками"'),
        ("03.12.2026 10:01:00", ""),
    ]


def test_nothing_in_it_is_no_form(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == "Файл пустой. Проверьте, что он сохранён, и попробуйте ещё раз."
    blank = read(tmp_path, b"\n")
    assert isinstance(blank, Table)
    assert blank.time is None


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-03 15:30:05",
        "03.12.2026 15:30:05",
        "2026/12/03 3:30:05 PM GMT+3",
        "2026-12-03T15:30:05+03:00",
        "2026-12-03T15:30:05Z",
    ],
)
def test_times_as_programs_write_them(written: str) -> None:
    found = moment(written)
    assert found is not None
    assert found.isoformat() == "2026-12-03T15:30:05"
