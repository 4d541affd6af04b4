"""Cards with invitations, a Word file to print, cut and hand out: a school begins on a page of its own."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import qrcode
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.office_files import LONG_AGO, writable
from texts import invitation_sheet as words

_ACROSS = 2
_CARD_WIDTH, _CARD_HEIGHT = Cm(9.2), Cm(4.9)
_SQUARE = Cm(3.1)
_INNER = (Cm(5.4), Cm(3.4))  # the words and the square
_MARGIN = Cm(1.3)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


class Card(Protocol):
    """One invitation as it is handed out."""

    @property
    def person(self) -> str: ...  # the code
    @property
    def name(self) -> str: ...
    @property
    def school(self) -> str: ...
    @property
    def code(self) -> str: ...  # the short code typed by hand
    @property
    def link(self) -> str: ...  # empty where the bot has no address
    @property
    def expires_at(self) -> datetime: ...


def invitation_sheet(cards: Iterable[Card], zone: ZoneInfo | None = None) -> bytes:
    """The cards in the order given, grouped by school; moments are shown in the municipality's time zone."""
    document = Document()
    _set_up(document)
    for number, (school, group) in enumerate(groupby(cards, key=lambda card: card.school)):
        title = document.add_paragraph()
        title.paragraph_format.page_break_before = number > 0
        _say(title, words.heading(writable(school)), 13, bold=True)
        _say(document.add_paragraph(), words.FOR_THE_ONE_WHO_CUTS, 9)
        _lay_out(document, list(group), zone or ZoneInfo("Europe/Moscow"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    """A sheet of A4 with narrow margins; the properties tell nothing."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    style = document.styles["Normal"]
    style.font.name = "Arial"
    style.paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.author, properties.title = "", words.TITLE
    properties.created = properties.modified = LONG_AGO


def _lay_out(document: Any, cards: Sequence[Card], zone: ZoneInfo) -> None:
    table = document.add_table(rows=-(-len(cards) // _ACROSS), cols=_ACROSS)
    table.autofit = False
    _dash(table)
    for row in table.rows:
        row.height = _CARD_HEIGHT
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no word for it
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, card in zip(cells, cards, strict=False):  # the last row may have a place to spare
        cell.width = _CARD_WIDTH
        _fill(cell, card, zone)


def _fill(cell: _Cell, card: Card, zone: ZoneInfo) -> None:
    """Who it is for; what to do, beside the square; the code in large letters; until when."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    head = cell.paragraphs[0]
    _say(head, writable(card.name or card.person), 11, bold=True)
    if card.name:
        _say(head, f"   {writable(card.person)}", 9)
    if card.link:
        inner = cell.add_table(rows=1, cols=2)
        inner.autofit = False
        for column, width in zip(inner.columns, _INNER, strict=True):
            column.width = column.cells[0].width = width
        left, right = inner.rows[0].cells
        left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        right.paragraphs[0].add_run().add_picture(_square(card.link), width=_SQUARE)
        _explain(left, left.paragraphs[0], card, words.with_link(_bot_of(card.link)), zone)
        cell.paragraphs[-1].paragraph_format.line_spacing = Pt(1)  # Word wants a paragraph behind a table
    else:
        _explain(cell, cell.add_paragraph(), card, words.WITHOUT_LINK, zone)


def _bot_of(link: str) -> str:
    """The bot's name, which is the path of its links."""
    return urlsplit(link).path.strip("/")


def _explain(cell: _Cell, first: Paragraph, card: Card, what_to_do: str, zone: ZoneInfo) -> None:
    _say(first, what_to_do, 8.5)
    code = cell.add_paragraph()
    run = _say(code, card.code, 17, bold=True)
    run.font.name = "Courier New"
    _say(cell.add_paragraph(), words.valid_until(card.expires_at.astimezone(zone)), 8.5)


def _say(paragraph: Paragraph, text: str, size: float, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    return run


def _square(link: str) -> io.BytesIO:
    """The QR code of a link as a picture of one bit a point."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=8, border=2)
    code.add_data(link)
    file = io.BytesIO()
    code.make_image().save(file)
    file.seek(0)
    return file


def _dash(table: Table) -> None:
    """Lines to cut along."""
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no word for it
