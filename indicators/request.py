"""What is asked of the indicators: which figures, by what, and by whose rules."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from indicators import rulebook
from indicators.periods import Period
from indicators.rulebook import RuleBook
from storage.scope import EVERYTHING, Scope

By = Literal["school", "municipality", "subject", "role", "format"]


@dataclass(frozen=True, slots=True)
class Request:
    """Which figures. Codes are those of the public contract; empty `codes` means all indicators.

    A survey named by its code is taken whatever its period; without one all surveys that overlap the period are.
    A scope of schools lets only rows of those schools through.
    """

    period: Period | None = None
    survey: str | None = None
    municipality: str | None = None
    school: str | None = None
    by: By | None = None
    codes: tuple[str, ...] = ()
    group: str | None = None
    as_of: date | None = None
    scope: Scope = EVERYTHING
    rules: RuleBook = field(default_factory=rulebook.applied)


class UnknownCode(LookupError):  # noqa: N818 - a refusal, not a failure
    """Something asked for by a code that nothing has: `kind` is indicator, municipality, school or survey."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"no {kind} {code!r}")
        self.kind = kind
        self.code = code
