"""Figures and passports as the command line prints them: a table for people, JSON and CSV for programs."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Literal

from indicators.registry import Passport
from indicators.rows import FIELDS, Row
from texts import indicators as words

Format = Literal["table", "json", "csv"]


def figures(rows: Sequence[Row], form: Format) -> str:
    """Rows of figures as text that ends with a line break."""
    if form == "json":
        return _json([row.to_json() for row in rows])
    if form == "csv":
        names = (*FIELDS, "place")
        return _csv(names, ([getattr(row, name) for name in names] for row in rows))
    return _table(words.TABLE_HEADINGS, [_cells(row) for row in rows])


def passports(listed: Iterable[Passport], form: Format) -> str:
    """All passports as text that ends with a line break."""
    entries = [asdict(passport) for passport in listed]
    if form == "json":
        return _json(entries)
    if form == "csv":
        names = ("code", "name", "numerator", "denominator", "exclusions", "source", "periods", "version", "levels")
        return _csv(names, ([entry[name] for name in names] for entry in entries))
    return "\n".join(words.passport(entry) for entry in entries)


def _json(elements: list[dict[str, object]]) -> str:
    return json.dumps(elements, ensure_ascii=False, indent=1) + "\n"


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    where = row.school or row.municipality or words.REGION
    return (row.code, row.name, where, row.group or "", row.text, row.level or "", row.note or "")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    lines = [headings, ["-" * width for width in widths], *rows]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )
