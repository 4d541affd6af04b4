"""What kind of file this is and whether it may be opened at all, decided before anything inside is believed."""

import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from services.exchange import limits
from texts.exchange import Problem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL_HEADER = 30  # bytes before a part's name

# What a broken archive makes the library raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError)

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# A name inside the package that gives away what must not be there.
_FORBIDDEN = (
    ("vbaproject", "macros"),
    ("/macrosheets/", "macros"),
    ("/activex/", "macros"),
    ("/externallinks/", "external_links"),
    ("xl/connections.xml", "external_links"),
    ("/querytables/", "external_links"),
)

# What the list of content types says the package is.
_TYPES = (
    (b"sheet.binary", "binary_excel"),
    (b"macroenabled", "macros"),
    (b"vbaproject", "macros"),
    (b"wordprocessingml", "word"),
)


# What a file is that was never meant as a book of Excel, or is closed.
_OTHER_KINDS = frozenset(("empty_file", "csv", "old_excel", "binary_excel", "ods", "word", "encrypted", "not_excel"))


class Refused(Exception):  # noqa: N818 - what happened, in the house's words
    """The book cannot be taken at all; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def refuse(kind: str, sheet: str = "", **details: object) -> NoReturn:
    """Stop reading for a reason that concerns the whole file or a whole sheet."""
    raise Refused(Problem(kind, sheet=sheet, details={key: str(value) for key, value in details.items()}))


def open_package(path: Path) -> zipfile.ZipFile:
    """The file as a package whose parts may be read, or Refused with the reason."""
    size = path.stat().st_size
    if size == 0:
        refuse("empty_file")
    if size > limits.FILE_BYTES:
        refuse("too_large", limit=limits.FILE_BYTES // 1024 // 1024)
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(b"PK"):
        refuse(kind_of(path.read_bytes()))
    try:
        archive = zipfile.ZipFile(path)
        _check_parts(archive)
        _check_kind(archive)
    except DAMAGED:
        refuse("damaged")
    return archive


def other_kind(path: Path) -> Problem | None:
    """What this file is in place of a book of Excel; None for a book, a damaged one included."""
    try:
        open_package(path).close()
    except Refused as refused:
        return refused.problem if refused.problem.kind in _OTHER_KINDS else None
    return None


def kind_of(data: bytes) -> str:
    """What a file is that is no package."""
    if data.startswith(_OLE):
        for name, kind in (("EncryptedPackage", "encrypted"), ("WordDocument", "word"), ("Workbook", "old_excel")):
            if name.encode("utf-16-le") in data:
                return kind
        return "old_excel" if "Book".encode("utf-16-le") in data else "not_excel"
    return "csv" if _is_table_of_text(data[:65536]) else "not_excel"


def _is_table_of_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in text or text.startswith((b"<", b"{", b"%PDF", b"MZ", b"GIF8")):
        return False
    return any(mark in text for mark in (b";", b",", b"\t"))


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        refuse("bomb")
    for part in parts:
        if part.file_size > limits.RATIO_FROM and part.file_size > limits.RATIO * max(part.compress_size, 1):
            refuse("bomb")
        if part.flag_bits & 1:
            refuse("encrypted")
        if part.compress_type not in _PLAIN:
            refuse("damaged")
    if len({part.filename.lower() for part in parts}) < len(parts):
        refuse("damaged")
    _check_overlaps(parts)


def _check_overlaps(parts: list[zipfile.ZipInfo]) -> None:
    """Parts that share bytes are a bomb's way to be small."""
    end = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset < end:
            refuse("bomb")
        end = part.header_offset + _LOCAL_HEADER + len(part.orig_filename.encode()) + part.compress_size


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = {part.filename.lower(): part for part in archive.infolist()}
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.open(names["mimetype"]).read(200):
        refuse("ods")
    for name in names:
        for sign, kind in _FORBIDDEN:
            if sign in f"/{name}":
                refuse(kind)
    types = names.get("[content_types].xml")
    if types is None or types.file_size > limits.SMALL_PART:
        refuse("not_excel")
    said = archive.read(types).lower().replace(b"\0", b"")  # without what UTF-16 puts between the letters
    for content, kind in _TYPES:
        if content in said:
            refuse(kind)
    if b"spreadsheetml" not in said and "xl/workbook.xml" not in names:
        refuse("not_excel")
