"""Cards to print: who, what to do, the code, until when; a school on pages of its own."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import docx
import qrcode

from reports.invitation_sheet import invitation_sheet


@dataclass(frozen=True)
class Card:
    """As services hand it over."""

    person: str
    name: str
    school: str
    code: str
    link: str
    expires_at: datetime = datetime(2026, 11, 29, 20, 30, tzinfo=UTC)


CARDS = [
    Card("П-06-01", "Орлова Анна Игоревна", "МБОУ СОШ № 6", "AB2CD-EF3GH", "https://t.me/nastavnik_bot?start=one"),
    Card("П-06-02", "", "МБОУ СОШ № 6", "CD2EF-GH4KM", ""),
    Card("П-17-01", "Белов\x1b <Пётр>", "МБОУ СОШ № 17", "EF2GH-KM5PR", "https://t.me/bot?start=two"),
]


def test_each_school_has_its_page_and_each_person_a_card() -> None:
    document = docx.Document(io.BytesIO(invitation_sheet(CARDS, ZoneInfo("Europe/Moscow"))))
    headings = [each for each in document.paragraphs if each.text.startswith("Приглашения в Наставник.")]
    assert [each.text.partition(". ")[2] for each in headings] == ["МБОУ СОШ № 6", "МБОУ СОШ № 17"]
    assert [each.paragraph_format.page_break_before for each in headings] == [False, True]
    first, second = document.tables
    orlova, nameless = (_words(cell) for cell in first.rows[0].cells)
    assert orlova[0] == "Орлова Анна Игоревна   П-06-01"
    assert orlova[1].startswith("Наведите камеру телефона на квадрат")
    assert "найдите бота @nastavnik_bot" in orlova[1]
    assert orlova[2:] == ["AB2CD-EF3GH", "Действует до 29.11.2026, 23:30"]
    assert nameless == [
        *["П-06-02", "Найдите бота в мессенджере и пришлите ему код:"],
        *["CD2EF-GH4KM", "Действует до 29.11.2026, 23:30"],
    ]
    assert _words(second.rows[0].cells[0])[0] == "Белов <Пётр>   П-17-01"


def test_the_squares_carry_the_links_of_their_cards() -> None:
    document = docx.Document(io.BytesIO(invitation_sheet(CARDS)))
    pictures = [part.blob for part in document.part.package.iter_parts() if part.content_type == "image/png"]
    assert sorted(pictures) == sorted(_picture(card.link) for card in CARDS if card.link)


def _words(cell: docx.table._Cell) -> list[str]:
    inner = [paragraph for table in cell.tables for paragraph in table.rows[0].cells[0].paragraphs]
    return [paragraph.text for paragraph in (*cell.paragraphs[:1], *inner, *cell.paragraphs[1:]) if paragraph.text]


def _picture(link: str) -> bytes:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=8, border=2)
    code.add_data(link)
    file = io.BytesIO()
    code.make_image().save(file)
    return file.getvalue()
