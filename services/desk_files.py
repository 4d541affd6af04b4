"""What a file on the coordinator's desk is, judged by its content and without unpacking much of it."""

import io
import re
import zipfile
from html import unescape
from typing import Literal

from storage.spelling import fold
from texts.workbook import layout

Kind = Literal["form", "book", "table", "other"]

_MOST = 2 * 2**20  # of the part that lists the sheets; an honest one has a few kilobytes
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"')
_FORM_SHEETS = {b"survey", b"choices"}


def kind_of(data: bytes) -> Kind:
    """form: a questionnaire (it has a sheet called survey); table: a workbook without our sheets; book: any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("xl/workbook.xml")
            if part.file_size > _MOST:
                return "book"
            names = {name.strip().lower() for name in _SHEET.findall(archive.read(part))}
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return "book" if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") else "other"
    if names & _FORM_SHEETS:
        return "form"
    ours = {fold(sheet.name) for sheet in layout()}
    return "book" if ours & {fold(unescape(name.decode(errors="replace"))) for name in names} else "table"
