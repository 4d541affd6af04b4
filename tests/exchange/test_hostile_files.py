"""Files that are no workbook, or one made to do harm: refused within seconds, in words that say what to do."""

import contextlib
import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest

from services.exchange import child
from services.exchange.package import Refused
from tests.exchange.books import book, town
from tests.exchange.conftest import Office, errors
from tests.exchange.packages import SPREADSHEET, cell, edited, packed, sheet, unpacked

SECONDS = 20
SCHOOLS = "xl/worksheets/sheet1.xml"
HEADINGS = "".join(
    cell(f"{letter}1", name) for letter, name in zip("ABC", ["Код", "Муниципалитет", "Название"], strict=True)
)
MANY = 300 * 1024 * 1024


def only_schools() -> bytes:
    return book(Школы=town()["Школы"])


def refused(office: Office, data: bytes) -> str:
    """The one line that is said about the file, within the time."""
    begun = time.monotonic()
    plan = office.bring(data)
    assert time.monotonic() - begun < SECONDS
    (told,) = errors(plan)
    assert not plan.sheets
    assert not office.schools()
    return told


def ole(stream: str) -> bytes:
    """The old container of Office with a directory entry of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def office_package(content_type: str) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="application/vnd.{content_type}"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), "main.xml": b"<x/>"})


OPEN = "openxmlformats-officedocument"
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
OTHER_FILES = {
    "nothing": (b"", "Файл пустой."),
    "csv": ("Код;Название\nШ6;Школа\n".encode(), "Это текстовый файл (например, CSV), а не книга Excel."),
    "csv-1251": ("Код;Название\nШ6;Школа\n".encode("cp1251"), "Это текстовый файл (например, CSV), а не книга Excel."),
    "csv-utf-16": (
        "Код;Название\nШ6;Школа\n".encode("utf-16"),
        "Это текстовый файл (например, CSV), а не книга Excel.",
    ),
    "xls": (ole("Workbook"), "Это книга старого Excel (.xls)."),
    "password": (ole("EncryptedPackage"), "Книга закрыта паролем."),
    "doc": (ole("WordDocument"), "Это документ Word."),
    "pdf": (b"%PDF-1.7\n1 0 obj; endobj, xref", "Это не книга Excel."),
    "program": (b"MZ\x90\x00\x03;,\x00\x00\x00", "Это не книга Excel."),
    "web page": (b"<html><table><tr><td>1,2</td></tr></table></html>", "Это не книга Excel."),
    "docx": (office_package(f"{OPEN}.wordprocessingml.document.main+xml"), "Это документ Word."),
    "xlsm": (office_package("ms-excel.sheet.macroEnabled.main+xml"), "В книге есть макросы."),
    "xlsb": (office_package("ms-excel.sheet.binary.macroEnabled.main"), "Это двоичная книга Excel (.xlsb)."),
    "pptx": (office_package(f"{OPEN}.presentationml.presentation.main+xml"), "Это не книга Excel."),
    "ods": (packed(ODS), "Это таблица LibreOffice (.ods)."),
    "zip": (packed({"photo.jpg": b"..."}), "Это не книга Excel."),
    "21 MB": (b"PK\x03\x04" + bytes(21 * 1024 * 1024), "Файл больше 20 МБ."),
    "half": (only_schools()[:2000], "Файл повреждён и не читается."),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_what_is_no_workbook_is_called_by_its_name(office: Office, name: str) -> None:
    data, said = OTHER_FILES[name]
    told = refused(office, data)
    assert told.startswith(said)
    assert len(told) > len(said)  # and what to do


EXTRA_PARTS = {
    "xl/vbaProject.bin": "В книге есть макросы.",
    "xl/macrosheets/sheet1.xml": "В книге есть макросы.",
    "xl/externalLinks/externalLink1.xml": "Книга ссылается на другие файлы или источники данных.",
    "xl/connections.xml": "Книга ссылается на другие файлы или источники данных.",
}


@pytest.mark.parametrize("part", EXTRA_PARTS)
def test_macros_and_outward_links_inside_an_ordinary_name(office: Office, part: str) -> None:
    assert refused(office, packed({**unpacked(only_schools()), part: b"<x/>"})).startswith(EXTRA_PARTS[part])


def test_a_picture_that_would_be_fetched_from_outside(office: Office) -> None:
    link = '<Relationships><Relationship Id="r1" Type="{}" Target="http://x/" TargetMode="External"/></Relationships>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
    parts = unpacked(only_schools())
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    told = refused(office, packed({**parts, rels: link.format(kind.format("image")).encode()}))
    assert told.startswith("Книга ссылается на другие файлы")
    office.bring(book(Муниципалитеты=town()["Муниципалитеты"]))
    mail = packed({**parts, rels: link.format(kind.format("hyperlink")).encode()})
    assert not errors(office.bring(mail))  # Excel makes a link of every e-mail address


DECLARATION = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
PARTS = [
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SCHOOLS, "xl/styles.xml",
    "docProps/core.xml", "xl/theme/theme1.xml",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", PARTS)
def test_a_document_type_in_any_part_and_any_encoding(office: Office, part: str, encoding: str) -> None:
    def declare(xml: bytes) -> bytes:
        text = xml.decode().partition("?>\n")[2] or xml.decode().rpartition("?>")[2]
        return f'<?xml version="1.0" encoding="{encoding}"?>{DECLARATION}{text}'.encode(encoding)

    told = refused(office, edited(only_schools(), part, declare))
    assert told.startswith("Внутри файла есть то, чего в книгах Excel не бывает (DOCTYPE).")


def test_a_bomb_of_one_enormous_part(office: Office) -> None:
    told = refused(office, edited(only_schools(), SCHOOLS, lambda _: sheet(cell("A1", "a" * MANY))))
    assert told.startswith("Файл распаковывается в слишком большой объём.")


def test_a_bomb_that_lies_about_its_size(office: Office) -> None:
    """Both headers say a kilobyte; what is there unpacks to megabytes."""
    data = bytearray(edited(only_schools(), SCHOOLS, lambda _: sheet(cell("A1", "a" * 5_000_000))))
    size = struct.pack("<I", len(sheet(cell("A1", "a" * 5_000_000))))
    assert data.count(size) == 2
    told = refused(office, bytes(data.replace(size, struct.pack("<I", 1000))))
    assert told.startswith("Файл повреждён и не читается.")


def test_a_bomb_of_ten_thousand_parts(office: Office) -> None:
    parts = {**unpacked(only_schools()), **{f"xl/media/{n}.xml": b"<x/>" for n in range(10_000)}}
    assert refused(office, packed(parts)).startswith("Файл распаковывается в слишком большой объём.")


def test_a_bomb_whose_parts_share_their_bytes(office: Office) -> None:
    """Every entry of the table of contents points at the same packed bytes."""
    file = io.BytesIO(
        packed({**unpacked(only_schools()), "xl/a.xml": b"<x>" + random.Random(1).randbytes(99).hex().encode()})
    )
    with zipfile.ZipFile(file, "a") as archive:
        victim = archive.getinfo("xl/a.xml")
        for number in range(500):
            copy = zipfile.ZipInfo(f"xl/{number}.xml")
            copy.header_offset, copy.compress_size = victim.header_offset, victim.compress_size
            copy.file_size, copy.CRC, copy.compress_type = victim.file_size, victim.CRC, victim.compress_type
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
        archive._didModify = True
    assert refused(office, file.getvalue()).startswith("Файл распаковывается в слишком большой объём.")


def test_the_same_part_twice(office: Office) -> None:
    file = io.BytesIO(only_schools())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SCHOOLS, sheet(""))
    assert refused(office, file.getvalue()).startswith("Файл повреждён и не читается.")


def test_millions_of_empty_rows_and_a_cell_behind_them(office: Office) -> None:
    """No row says its number; the packing is poor enough to pass for honest."""
    noise = random.Random(1)
    rows = "".join(f'<row spans="{noise.random()}"/>' for _ in range(300_000))
    told = refused(
        office,
        edited(only_schools(), SCHOOLS, lambda _: sheet(f"<row>{HEADINGS}</row>{rows}<row><c><v>1</v></c></row>")),
    )
    assert told.startswith("Лист «Школы»: На листе больше 200000 строк: есть заполненная ячейка A300002.")


@pytest.mark.parametrize("address", ["XFD1048576", "A200002", "ZZZZZZ999999999"])
def test_a_cell_far_away_is_named(office: Office, address: str) -> None:
    number = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f'<row r="1">{HEADINGS}</row><row r="{number}">{cell(address, "x")}</row>'
    told = refused(office, edited(only_schools(), SCHOOLS, lambda _: sheet(rows)))
    assert told.startswith(f"Лист «Школы»: На листе больше 200000 строк: есть заполненная ячейка {address}.")


def test_a_cell_in_the_hundred_and_first_column_is_named(office: Office) -> None:
    rows = f'<row r="1">{HEADINGS}{cell("CW1", "x")}</row>'
    told = refused(office, edited(only_schools(), SCHOOLS, lambda _: sheet(rows)))
    assert told.startswith("Лист «Школы»: На листе больше 100 колонок: есть заполненная ячейка CW1.")


def test_a_cell_longer_than_any_excel_writes(office: Office) -> None:
    rows = (
        f'<row r="1">{HEADINGS}</row><row r="2">{cell("A2", "Ш6")}{cell("B2", "АРМ")}{cell("C2", "я" * 40_000)}</row>'
    )
    told = errors(office.bring(edited(only_schools(), SCHOOLS, lambda _: sheet(rows))))
    assert "Лист «Школы», строка 2, колонка «Название» (C2): Текст длиннее 32767 знаков. Сократите его." in told


BROKEN = [
    "<row",
    "<row><c r='??'><v>1</v></c></row>",
    "<row><c t='s'><v>7</v></c></row>",
    "<row><c><v>nan</v></c></row>",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_sheets_that_are_no_sheets(office: Office, broken: str) -> None:
    told = refused(office, edited(only_schools(), SCHOOLS, lambda _: sheet(f"<row>{HEADINGS}</row>{broken}")))
    assert told.startswith("Файл повреждён и не читается.")


def test_honest_oddities_are_read(office: Office) -> None:
    """A wrong dimension, no addresses, a prefix on every element, coloured cells far away, words read aloud."""
    office.bring(book(Муниципалитеты=town()["Муниципалитеты"]))
    words = ["Код", "Муниципалитет", "Название", "Ш1", "АРМ", "Школа"]
    runs = "<s:r><s:t>{}</s:t></s:r>\n <s:r><s:t>{}</s:t></s:r><s:rPh><s:t>вслух</s:t></s:rPh>"
    filled = [f'<s:c t="inlineStr"><s:is>{runs.format(word[:1], word[1:])}</s:is></s:c>' for word in words]
    body = f"<s:row>{''.join(filled[:3])}</s:row><s:row>{''.join(filled[3:])}</s:row>"
    xml = (
        f'<s:worksheet xmlns:s="{SPREADSHEET}"><s:dimension ref="A1:XFD1048576"/><s:sheetData>{body}'
        '<s:row r="1048576"><s:c r="XFD1048576" s="0"/></s:row></s:sheetData></s:worksheet>'
    )
    assert not office.bring(edited(only_schools(), SCHOOLS, lambda _: xml.encode("utf-16"))).problems
    assert office.schools() == {"Ш1"}


def test_two_hundred_broken_workbooks_never_break_the_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes changed at random: refused in words, or read as far as they still say something."""
    whole, noise, path = book(town()), random.Random(20_260_901), tmp_path / "book.xlsx"
    parts = unpacked(whole)
    read = 0
    for number in range(200):
        path.write_bytes(_scratched(whole, noise) if number % 2 else _cut_up(parts, noise))
        with contextlib.suppress(Refused):
            child.read(path)
            assert capsys.readouterr().out.splitlines()[-1].startswith('{"problems":')
            read += 1
    assert 0 < read < 200


def _scratched(whole: bytes, noise: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(noise.choice([1, 5, 50])):
        data[noise.randrange(len(data))] = noise.randrange(256)
    return bytes(data)


def _cut_up(parts: dict[str, bytes], noise: random.Random) -> bytes:
    name = noise.choice(sorted(parts))
    xml = bytearray(parts[name])
    for _ in range(noise.choice([1, 3, 10])):
        place = noise.randrange(len(xml))
        xml[place : place + noise.choice([0, 1, 9])] = noise.choice([b"", b"<", b"&", b"9", b'"', b"\xff", b"</c>"])
    return packed({**parts, name: bytes(xml)})
