"""One person's way through one form: what was brought in, what was answered, where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a roster: a teacher, a school, an open need."""

    code: str
    label: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What the program knows before the first question; `values` prefill hidden, calculate and default."""

    values: Mapping[str, str] = field(default_factory=dict)
    rosters: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    language: str | None = None


REVIEW = ""  # the place of a session that stands at the review


@dataclass(frozen=True, eq=False)
class Session:
    """Answers are kept under `name` or `name[2]`; a value of "" says: shown and left without an answer."""

    context: Context
    answers: Mapping[str, str]
    place: str
    visit: int
    started: str
    moment: str  # of the last step; the view speaks of this day
    draft: tuple[str, ...] = ()  # marks not confirmed yet; "" is a free place of a ranking
    reviewed: bool = False  # the review was reached: changes lead back to it
    changing: bool = False  # the question was opened from the review
    files: Mapping[str, str] = field(default_factory=dict)  # reference -> the file's own name
    seen: Any = field(default=None, repr=False)  # the engine's, which keeps here what it has worked out: never stored

    def but(self, **changes: Any) -> "Session":
        """The same session with other values in these fields; `dataclasses.replace` takes four times as long."""
        other = object.__new__(Session)
        other.__dict__.update(self.__dict__, seen=None, **changes)
        return other

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary; `session_from_json` gives the same session back."""
        rosters = {
            name: [[each.code, each.label, dict(each.attributes)] for each in choices]
            for name, choices in self.context.rosters.items()
        }
        return {
            "values": dict(self.context.values),
            "rosters": rosters,
            "language": self.context.language,
            "answers": dict(self.answers),
            "place": self.place,
            "visit": self.visit,
            "started": self.started,
            "moment": self.moment,
            "draft": list(self.draft),
            "reviewed": self.reviewed,
            "changing": self.changing,
            "files": dict(self.files),
        }


def session_from_json(data: Mapping[str, Any]) -> Session:
    """The session that `to_json` wrote."""
    rosters = {
        name: tuple(Choice(code, label, attributes) for code, label, attributes in choices)
        for name, choices in data["rosters"].items()
    }
    return Session(
        context=Context(data["values"], rosters, data["language"]),
        answers=data["answers"],
        place=data["place"],
        visit=data["visit"],
        started=data["started"],
        moment=data["moment"],
        draft=tuple(data["draft"]),
        reviewed=data["reviewed"],
        changing=data["changing"],
        files=data["files"],
    )
