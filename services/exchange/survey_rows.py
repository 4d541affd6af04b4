"""Rows of the sheet of surveys beside the instruments and beside what the chat is asking itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from difflib import get_close_matches

from services.exchange.asked import Asked
from services.exchange.book import UNREADABLE, BookRow, BookSheet
from services.exchange.planning import SheetPlan, value
from services.exchange.report import Report
from services.exchange.world import World
from texts import exchange
from texts.workbook import Value, Values, shown

_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class SurveyRows:
    """Goes through the surveys of a book and says what is wrong with them."""

    rows: BookSheet
    asked: Asked
    world: World
    report: Report

    def checked(self, sound: Iterable[BookRow]) -> Iterator[BookRow]:
        """The rows with instruments called by their codes and ends written in one way."""
        for row in sound:
            instrument = self._instrument(row)
            closes, extended = self._ends(row)
            values = self._with(row.values, instrument=instrument, closes_at=closes, extended_to=extended)
            yield row if values == row.values else replace(row, values=values)

    def _instrument(self, row: BookRow) -> str:
        """The code of the instrument; one that is not common cannot be told without its municipality."""
        word, place = (str(self._value(row, key)) for key in ("instrument", "municipality"))
        code = self.asked.called(word, place)
        if code is None and UNREADABLE not in (word, place):
            codes = self.asked.codes(place)
            near = exchange.perhaps(next(iter(get_close_matches(word, codes, 1)), ""))
            details = {"value": word, "names": ", ".join(codes), "suggestion": near}
            self.report.add(self.rows.problem("no_instrument", row.number, "instrument", **details))
        return UNREADABLE if code is None else code

    def _ends(self, row: BookRow) -> tuple[Value, Value]:
        """The end and the extended end; an extension without a first end is the end itself."""
        opens = self._value(row, "opens_at")
        closes, extended = (_last_moment(self._value(row, key)) for key in ("closes_at", "extended_to"))
        for key, end in (("closes_at", closes), ("extended_to", extended)):
            if isinstance(end, datetime) and isinstance(opens, datetime) and end < opens:
                words = shown(self.rows.sheet.columns[self.rows.sheet.places[key]], end)
                self.report.add(self.rows.problem("closed_before_open", row.number, key, until=words))
        if isinstance(closes, datetime) and isinstance(extended, datetime) and extended < closes:
            self.report.add(self.rows.problem("extended_back", row.number, "extended_to"))
        return (extended, None) if closes is None else (closes, extended)

    def _value(self, row: BookRow, key: str) -> Value:
        return row.values[self.rows.sheet.places[key]]

    def _with(self, values: Values, **changed: Value) -> Values:
        names = [column.key for column in self.rows.sheet.columns]
        return tuple([changed.get(name, known) for name, known in zip(names, values, strict=True)])


def _last_moment(end: Value) -> Value:
    """Midnight as an end is the last second of the day before."""
    return end - _SECOND if isinstance(end, datetime) and end.time() == time() else end


def guard_surveys(plan: SheetPlan, of_chat: frozenset[str], world: World, report: Report) -> None:
    """Say which changes of stored surveys are not made by a book."""
    for row in plan.added:
        code = str(value(plan, row.values, "code"))
        if code in world.taken["survey"]:
            report.add(plan.rows.problem("survey_code_taken", row.number, "code", value=code))
    for change in plan.changed:
        if value(plan, change.was, "code") in of_chat:
            for key in plan.differing(change)[:1]:
                report.add(plan.rows.problem("survey_of_chat", change.row.number, key))
        else:
            for key in {"instrument", "municipality"}.intersection(plan.differing(change)):
                report.add(plan.rows.problem("fixed_of_survey", change.row.number, key))


def guard_lists(plan: SheetPlan, of_chat: frozenset[str], report: Report) -> None:
    """Say which changes of frames are not made by a book: who is asked was frozen when the survey opened."""
    for row in plan.added:
        if value(plan, row.values, "survey") in of_chat:
            report.add(plan.rows.problem("list_of_chat", row.number, "person"))
    for change in plan.changed:
        key = next(iter(plan.differing(change)), "excluded")
        if value(plan, change.was, "survey") in of_chat and key != "excluded":
            report.add(plan.rows.problem("list_of_chat", change.row.number, key))
