"""What files for Excel and Word have in common: the characters they can hold, no trace of when they were made.

Marks that turn the direction of writing («exe.gpj» that reads as «jpg.exe») are left out of what people read, such as
results. The exchange workbook keeps them: what is exported must come back letter by letter.
"""

import re
import zipfile
from datetime import datetime
from typing import IO, Any

from openpyxl.xml.functions import tostring

LONG_AGO = datetime(2026, 1, 1)  # noqa: DTZ001 - these properties know no zones
ZIP_TIME = (2026, 1, 1, 0, 0, 0)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def writable(text: str) -> str:
    """The text without characters that would make the whole file unreadable."""
    return _UNWRITABLE.sub("", text)


def spelt(text: str) -> str:
    """The text as a cell of Excel spells it: a literal «_x0041_» would be read as a letter."""
    return _CODE.sub("_x005F_", writable(text))


def straight(text: str) -> str:
    """The text without marks that make it look like another one."""
    return _TURNING.sub("", text)


def repack(made: IO[bytes], kept: IO[bytes], properties: Any, author: str) -> None:
    """Copy a workbook's package so that no part and no property tells a moment."""
    properties.creator = author
    properties.created = properties.modified = LONG_AGO
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            said = tostring(properties.to_tree()) if part.filename == "docProps/core.xml" else source.read(part)
            info = zipfile.ZipInfo(part.filename, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, said)
