"""Workbooks taken apart and put together again by hand: what no program writes and an attacker does."""

import io
import zipfile
from collections.abc import Callable

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def edited(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed; the change must change something."""
    parts = unpacked(data)
    before = parts[part]
    parts[part] = change(before)
    assert parts[part] != before
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    """The XML of a sheet with these rows."""
    return f'<worksheet xmlns="{SPREADSHEET}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'
