"""Sheets made tidy before pyxform sees them, and everything that is wrong with them found at once."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys import counting
from surveys.problems import FormProblem, FormRefused
from surveys.scanning import Scan
from surveys.workbook import Row, Sheets

_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00a0": " ",
        "\u200b": None,
        "\ufeff": None,
    }
)
_SPACED_REFERENCE = re.compile(r"\$\s*\{\s*([^}\s]+)\s*\}")
_EXPRESSIONS = frozenset({
    "relevant", "relevance", "constraint", "calculation", "calculate", "choice_filter", "repeat_count", "required",
    "type", "name", "list_name", "list name", "default", "appearance", "read_only", "readonly", "parameters",
})  # fmt: skip
_PYXFORM_SETTINGS = frozenset(
    {
        "form_title",
        "form_id",
        "id_string",
        "version",
        "default_language",
        "allow_choice_duplicates",
        "clean_text_values",
    }
)
_IGNORED = frozenset({"trigger", "save_to"})
_SPELLINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), spelling)
    for pattern, spelling in (
        (r"^begin[ _]+group\b.*$", "begin group"),
        (r"^begin[ _]+(?:repeat|lgroup|looped group)\b.*$", "begin repeat"),
        (r"^end[ _]+group\b.*$", "end group"),
        (r"^end[ _]+(?:repeat|lgroup|looped group)\b.*$", "end repeat"),
        (r"^select[ _]one[ _]from[ _]file (?=\S)", "select_one_from_file "),
        (r"^select[ _]multiple[ _]from[ _]file (?=\S)", "select_multiple_from_file "),
        (r"^(?:select[ _]one|select1)(?:[ _]external)?(?:[ _](?:from|using))? (?=\S)", "select_one "),
        (r"^(?:select[ _]multiple|select all that apply)(?:[ _](?:from|using))? (?=\S)", "select_multiple "),
        (r"^rank (?=\S)", "rank "),
        (r" or[ _](?:specify[ _])?other$", " or_other"),
    )
)
_HEADINGS = {
    "list name": "list_name", "relevance": "relevant", "calculate": "calculation", "readonly": "read_only",
    "required message": "required_message", "requiredmsg": "required_message",
    "constraint message": "constraint_message",
    "choice filter": "choice_filter", "repeat count": "repeat_count", "jr:count": "repeat_count",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes to pyxform, and what pyxform would lose."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    warnings: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        return self.settings.get("form_id") or self.settings.get("id_string") or "form"

    @property
    def rows(self) -> Mapping[str, int]:
        return {row.get("name"): row.number for row in reversed(self.survey) if row.get("name")}

    def pyxform(self) -> dict[str, Any]:
        """The sheets in the shape that pyxform takes instead of a file; rows keep their numbers."""
        settings = {key: value for key, value in self.settings.items() if key.split("::")[0] in _PYXFORM_SETTINGS}
        found: dict[str, Any] = {"sheet_names": ["survey", "choices", "settings"]}
        for name, rows in (("survey", self.survey), ("choices", self.choices)):
            if rows:
                found[name] = _numbered(rows)
                found[f"{name}_header"] = [dict.fromkeys(self.headings[name])]
        if settings:
            found["settings"] = [settings]
            found["settings_header"] = [dict.fromkeys(settings)]
        return found


def _numbered(rows: Sequence[Row]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = [{} for _ in range(max(row.number for row in rows) - 1)]
    for row in rows:
        found[row.number - 2] = dict(row.cells)
    return found


def prepared(sheets: Sheets) -> Prepared:
    """Tidy sheets; FormRefused with every problem that can be seen in them."""
    names = _known_sheets(sheets)
    if "survey" not in names:
        raise FormRefused((FormProblem("survey", None, "", "missing_sheet", {"sheets": ", ".join(sheets)}),))
    warnings = [("misspelt_sheet", real) for name, real in names.items() if real.strip().lower() != name]
    survey = _rows(sheets[names["survey"]])
    choices = [
        *_rows(sheets.get(names.get("choices", ""), [])),
        *_rows(sheets.get(names.get("external_choices", ""), [])),
    ]
    settings = dict(next(iter(_rows(sheets.get(names.get("settings", ""), []))), Row(2, {})).cells)
    warnings += [("ignored_column", column) for column in sorted(_IGNORED) if any(row.get(column) for row in survey)]
    survey = [
        Row(row.number, {key: value for key, value in row.cells.items() if key not in _IGNORED}) for row in survey
    ]
    survey = [_typed(row) for row in survey if row.cells]
    scan = Scan(survey, choices, settings)
    problems = [*_refused_sheets(names, sheets), *scan.problems(), *counting.problems(survey)]
    if problems:
        raise FormRefused(tuple(sorted(problems, key=lambda each: (each.sheet != "survey", each.sheet, each.row or 0))))
    headings = {"survey": _headings(survey), "choices": _headings(choices)}
    return Prepared(
        tuple(survey),
        tuple(_renumbered(choices)),
        settings,
        headings,
        (*warnings, *scan.warnings, *counting.warnings(survey)),
    )


def _renumbered(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of two sheets put under each other must not share numbers."""
    last = 1
    for row in rows:
        last = max(last + 1, row.number)
        yield Row(last, row.cells)


def _refused_sheets(names: Mapping[str, str], sheets: Sheets) -> Iterator[FormProblem]:
    if len(sheets.get(names.get("entities", ""), [])) > 1:
        yield FormProblem(names["entities"], None, "", "unsupported_sheet", {"name": names["entities"]})


def _known_sheets(sheets: Sheets) -> dict[str, str]:
    """Our name for a sheet -> the author's; near misses are taken when nothing fits exactly."""
    folded = {name.strip().lower(): name for name in sheets}
    found: dict[str, str] = {}
    for wanted in ("survey", "choices", "settings", "external_choices", "entities"):
        if wanted in folded:
            found[wanted] = folded[wanted]
    for wanted in ("survey", "choices", "settings"):
        rest = [name for name in folded if folded[name] not in found.values() and not name.startswith("_")]
        near = difflib.get_close_matches(wanted, rest, n=1, cutoff=0.75)
        if wanted not in found and near:
            found[wanted] = folded[near[0]]
    if "survey" not in found and len(sheets) == 1 and any("type" in _first_headings(each) for each in sheets.values()):
        found["survey"] = next(iter(sheets))
    return found


def _first_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    return [heading.strip().lower() for row in rows[:1] for heading in row]


def _rows(table: list[list[str]]) -> list[Row]:
    filled = next((place for place, row in enumerate(table) if any(cell.strip() for cell in row)), None)
    if filled is None:
        return []
    headings = [_heading(cell) for cell in table[filled]]
    found = []
    for number, cells in enumerate(table[filled + 1 :], start=filled + 2):
        named = {
            heading: _cell(heading, cell)
            for heading, cell in zip(headings, cells, strict=False)
            if heading and cell.strip()
        }
        if any(named.values()):
            found.append(Row(number, named))
    return found


def _heading(cell: str) -> str:
    """Spaces and case of the standard part make no difference; what follows :: is a language and is left alone."""
    first, *rest = (part.strip() for part in cell.translate(_QUOTES).strip().split("::"))
    first = re.sub(r"\s+", " ", first)
    lowered = first.lower()
    if ":" in lowered and lowered.split(":")[0] in ("label", "hint", "constraint_message", "required_message"):
        first, _, language = first.partition(":")
        return f"{first.strip().lower()}::{language.strip()}"
    return "::".join(
        (
            _HEADINGS.get(lowered, lowered.replace(" ", "_") if lowered.replace(" ", "_") in _EXPRESSIONS else lowered),
            *rest,
        )
    )


def _cell(heading: str, text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()
    if heading in _EXPRESSIONS or heading.startswith("bind::"):
        text = text.translate(_QUOTES)
    return _SPACED_REFERENCE.sub(r"${\1}", text)


def _headings(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heading for row in rows for heading in row.cells))


def _typed(row: Row) -> Row:
    """The type in the spelling pyxform knows."""
    written = re.sub(r"\s+", " ", row.get("type"))
    fixed = written
    for pattern, spelling in _SPELLINGS:
        fixed = pattern.sub(spelling, fixed)
    if fixed == written and " " not in written and written != "dateTime":
        fixed = "dateTime" if written.lower() == "datetime" else written.lower()
    return Row(row.number, {**row.cells, "type": fixed}) if fixed else row
