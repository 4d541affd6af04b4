"""Figures and passports as the command line prints them: a table for people, JSON and CSV for programs."""

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from operator import itemgetter
from typing import Literal

from indicators.registry import Passport, titles
from indicators.rows import FIELDS, Row
from texts import indicators as words
from texts import thresholds

Format = Literal["table", "json", "csv"]

_WINDOW = 120  # characters


def figures(rows: Sequence[Row], form: Format) -> str:
    """Rows of figures as text that ends with a line break."""
    if form == "json":
        return _json([row.to_json() for row in rows])
    if form == "csv":
        names, elements = (*FIELDS, "place"), (row.to_json() for row in rows)
        return _csv(names, ([element.get(name) for name in names] for element in elements))
    return _table(rows)


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


def _table(rows: Sequence[Row]) -> str:
    """Rows under one head, family by family; long cells go on in further lines."""
    cells = [_cells(row) for row in rows]
    widths = _widths([words.TABLE_HEADINGS, *cells])
    lines = [*_lines(words.TABLE_HEADINGS, widths), "  ".join("-" * width for width in widths)]
    family = "" if len({row.about.passport.family for row in rows}) > 1 else None
    for row, line in zip(rows, cells, strict=True):
        if family is not None and family != row.about.passport.family:
            family = row.about.passport.family
            lines += ["", titles()[family].upper()]
        lines += _lines(line, widths)
    return "\n".join([*lines, *_thresholds(rows)]) + "\n"


def _thresholds(rows: Sequence[Row]) -> list[str]:
    """By which thresholds the levels were given, for each municipality that has its own."""
    used = {
        (row.line.municipality or "" if row.rules is not row.about.rules.common else "", row.rules.thresholds)
        for row in rows
        if row.level is not None and row.share is not None
    }
    told = [thresholds.used(code, each.optimal, each.acceptable) for code, each in sorted(used, key=itemgetter(0))]
    return ["", *told] if told else []


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """Widths with which a line fits a window: the widest column gives way first."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > _WINDOW:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]
