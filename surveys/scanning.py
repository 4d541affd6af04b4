"""Looks through tidy rows for everything pyxform would refuse one by one, and for what a chat cannot ask."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from surveys.problems import FormProblem
from surveys.rewriting import check
from surveys.workbook import Row
from surveys.xpath import BadExpression

ROSTERS = frozenset({
    "my_schools", "my_teachers", "my_subjects", "subjects", "open_needs", "route_items", "plan_items", "modules_done",
    "categories",
})  # fmt: skip

_SELECT = re.compile(
    r"^(select_one|select_multiple|rank|add select (?:one|multiple) prompt using)"
    r" (?P<list>\S+)(?: or_other)?$"
)
_FROM_FILE = re.compile(r"^(select_one|select_multiple)_from_file (?P<file>\S+)$")
_BEGIN = re.compile(r"^begin[ _](?P<kind>\S+)")
_END = re.compile(r"^end[ _](?P<kind>\S+)")
_NAME = re.compile(r"[^\W\d][\w.\-·]*")
_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_EXPRESSION_COLUMNS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count")
_YES_NO = frozenset({"", "yes", "no", "true", "false", "true()", "false()"})
_REFUSED = frozenset({
    "geopoint", "geotrace", "geoshape", "location", "gps", "start-geopoint", "background-geopoint", "barcode", "video",
    "background-audio", "osm", "xml-external", "cascading_select", "select_one_external", "select one external",
})  # fmt: skip
_FILLED = frozenset({"start", "end", "today"})
_SILENT = frozenset({
    "deviceid", "username", "audit", "simserial", "subscriberid", "phonenumber", "email", "imei", "device id",
    "start-time", "uri:deviceid", "uri:subscriberid", "uri:simserial", "uri:phonenumber", "uri:username", "uri:email",
})  # fmt: skip
_OURS = frozenset({"csv-external", "hidden", "calculate", "note", "acknowledge", "file", "range", "photo"})
# The types as they are written by hand; a misspelt one is looked for among these.
TYPES = (
    "text", "integer", "decimal", "range", "date", "time", "dateTime", "select_one", "select_multiple", "rank",
    "select_one_from_file", "select_multiple_from_file", "note", "acknowledge", "image", "audio", "file", "calculate",
    "hidden", "begin group", "end group", "begin repeat", "end repeat",
)  # fmt: skip
_SETTINGS_TYPES = frozenset({"set form title", "set form id", "set_form_title", "set_form_id"})
_UNSEEN = _SILENT | _FILLED | _SETTINGS_TYPES | {
    "csv-external", "hidden", "calculate", "add calculate prompt", "q calculate", "start time", "end time",
    "phone number", "sim id", "subscriber id",
}  # fmt: skip
_SPEAKING = frozenset({"label", "hint", "guidance_hint", "image", "big-image", "audio", "video", "calculation"})
_NEEDS_NO_NAME = frozenset({"note", "audit"})


class Scan:
    """One look through a workbook's rows."""

    def __init__(self, survey: Sequence[Row], choices: Sequence[Row], settings: Mapping[str, str]) -> None:
        self.survey = survey
        self.choices = choices
        self.settings = settings

    @cached_property
    def lists(self) -> frozenset[str]:
        return frozenset(row.get("list_name") for row in self.choices if row.get("list_name"))

    @cached_property
    def instances(self) -> frozenset[str]:
        return self.lists | ROSTERS

    @cached_property
    def names(self) -> frozenset[str]:
        names = {row.get("name") for row in self.survey}
        others = {f"{row.get('name')}_other" for row in self.survey if row.get("type").endswith(" or_other")}
        counts = {f"{row.get('name')}_count" for row in self.survey if row.get("type").startswith("begin repeat")}
        return frozenset((names | others | counts | {"audit"}) - {""})

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """Harmless metadata that a chat has nothing to fill with."""
        return tuple(("metadata_left_empty", row.get("type")) for row in self.survey if row.get("type") in _SILENT)

    def problems(self) -> Iterator[FormProblem]:
        """Every problem, in no particular order."""
        for row in self.survey:
            yield from self._type(row)
            yield from self._name(row)
            yield from self._label(row)
            yield from self._references(row, "survey")
            yield from self._expressions(row)
        yield from self._nesting()
        yield from self._choices()
        for row in self.choices:
            yield from self._references(row, "choices")

    def _type(self, row: Row) -> Iterator[FormProblem]:
        kind = row.get("type")
        if not kind:
            if row.get("name") or any(column.split("::")[0] == "label" for column in row.cells):
                yield FormProblem("survey", row.number, "type", "missing_type", {"name": row.get("name")})
            return
        if found := _FROM_FILE.match(kind):
            yield from self._file(row, found["file"])
        elif found := _SELECT.match(kind):
            yield from self._list(row, found["list"])
        elif kind == "csv-external":
            yield from self._file(row, row.get("name") + ".csv")
        elif not self._is_known(kind):
            yield self._unknown(row, kind)

    def _is_known(self, kind: str) -> bool:
        if kind in _REFUSED or "video" in kind:
            return False
        if kind in _SILENT | _FILLED | _OURS | _SETTINGS_TYPES:
            return True
        found = _BEGIN.match(kind) or _END.match(kind)
        if found:
            return found["kind"] in ("group", "repeat")
        known = _pyxform_types().get(kind)
        return known is not None and known not in ("geopoint", "geotrace", "geoshape", "barcode")

    def _unknown(self, row: Row, kind: str) -> FormProblem:
        types = _pyxform_types()
        if kind in _REFUSED or kind in types or kind.startswith(("begin ", "end ")):
            return FormProblem(
                "survey", row.number, "type", "unsupported_type", {"type": kind, "name": row.get("name")}
            )
        if kind in ("select_one", "select_multiple", "rank"):
            return FormProblem("survey", row.number, "type", "missing_list", {"name": ""})
        near = difflib.get_close_matches(kind, TYPES, n=1)
        params = {"type": kind, "name": row.get("name"), "suggestion": near[0] if near else ""}
        return FormProblem("survey", row.number, "type", "unknown_type", params)

    def _file(self, row: Row, file: str) -> Iterator[FormProblem]:
        name, _, ending = file.rpartition(".")
        if ending != "csv" or name not in ROSTERS:
            params = {"name": file, "known": ", ".join(sorted(ROSTERS))}
            yield FormProblem("survey", row.number, "type", "unknown_roster", params)

    def _list(self, row: Row, name: str) -> Iterator[FormProblem]:
        if name.startswith("${"):
            return
        if name not in self.lists:
            near = difflib.get_close_matches(name, self.lists, n=1)
            yield FormProblem(
                "survey", row.number, "type", "missing_list", {"name": name, "suggestion": near[0] if near else ""}
            )

    def _name(self, row: Row) -> Iterator[FormProblem]:
        kind, name = row.get("type"), row.get("name")
        if not kind or _END.match(kind) or kind in _SETTINGS_TYPES:
            return
        if not name and kind not in _NEEDS_NO_NAME:
            yield FormProblem("survey", row.number, "name", "missing_name", {"type": kind})
        elif name and not _NAME.fullmatch(name):
            yield FormProblem("survey", row.number, "name", "bad_name", {"name": name})

    def _label(self, row: Row) -> Iterator[FormProblem]:
        kind = row.get("type")
        if not self._is_shown(kind) or _SPEAKING.intersection(part for each in row.cells for part in each.split("::")):
            return
        yield FormProblem("survey", row.number, "label", "missing_label", {"name": row.get("name")})

    def _is_shown(self, kind: str) -> bool:
        """Whether a person sees the row, being of a type we know, as a question or a note."""
        if not kind or _BEGIN.match(kind) or _END.match(kind) or kind in _UNSEEN or kind.startswith("get "):
            return False
        return bool(_SELECT.match(kind) or _FROM_FILE.match(kind)) or self._is_known(kind)

    def _references(self, row: Row, sheet: str) -> Iterator[FormProblem]:
        for column, text in row.cells.items():
            for name in dict.fromkeys(_REFERENCE.findall(text)):
                if name.startswith("last-saved#"):
                    yield FormProblem(sheet, row.number, column, "unsupported_reference", {"name": name})
                elif name not in self.names:
                    near = difflib.get_close_matches(name, self.names, n=1)
                    params = {"name": name, "suggestion": near[0] if near else ""}
                    yield FormProblem(sheet, row.number, column, "unknown_reference", params)

    def _expressions(self, row: Row) -> Iterator[FormProblem]:
        columns = [column for column in _EXPRESSION_COLUMNS if row.get(column)]
        if row.get("required").lower() not in _YES_NO:
            columns.append("required")
        for column in columns:
            try:
                check(row.get(column).replace("last-saved#", ""), self.instances)
            except BadExpression as error:
                yield FormProblem(
                    "survey", row.number, column, error.code, {**error.params, "question": row.get("name")}
                )

    def _nesting(self) -> Iterator[FormProblem]:
        stack: list[tuple[Row, str, set[str]]] = []
        names: set[str] = set()
        for row in self.survey:
            if found := _END.match(row.get("type")):
                if not stack or stack[-1][1] != found["kind"]:
                    yield FormProblem("survey", row.number, "type", "unexpected_end", {"type": row.get("type")})
                if stack:
                    stack.pop()
                continue
            inside = stack[-1][2] if stack else names
            if row.get("name") and row.get("type"):
                if row.get("name") in inside:
                    yield FormProblem("survey", row.number, "name", "duplicate_name", {"name": row.get("name")})
                inside.add(row.get("name"))
            if found := _BEGIN.match(row.get("type")):
                stack.append((row, found["kind"], set()))
                if sum(1 for _, kind, _ in stack if kind == "repeat") > 2:  # noqa: PLR2004
                    yield FormProblem("survey", row.number, "type", "too_deep_repeat", {"name": row.get("name")})
        for row, kind, _ in stack:
            yield FormProblem("survey", row.number, "type", "missing_end", {"type": kind, "name": row.get("name")})

    def _choices(self) -> Iterator[FormProblem]:
        duplicates = self.settings.get("allow_choice_duplicates", "").lower() in ("yes", "true")
        seen: set[tuple[str, str]] = set()
        for row in self.choices:
            key = (row.get("list_name"), row.get("name") or row.get("value"))
            if not key[0]:
                continue
            if not key[1]:
                yield FormProblem("choices", row.number, "name", "missing_name", {"list": key[0]})
            elif key in seen and not duplicates:
                yield FormProblem("choices", row.number, "name", "duplicate_choice", {"name": key[1], "list": key[0]})
            seen.add(key)


def _pyxform_types() -> Mapping[str, str]:
    """Every type pyxform knows with what it stores."""
    from pyxform import aliases
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    found = {name: str(each.get("bind", {}).get("type", "")) for name, each in QUESTION_TYPE_DICT.items()}
    for alias, name in aliases._type_alias_map.items():  # noqa: SLF001 - the only list of them
        found.setdefault(alias, found.get(name, ""))
    return found
