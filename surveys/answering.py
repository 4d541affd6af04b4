"""What an input means for the question in front of the person: a value to record, marks to keep, or a kind refusal."""

import re
from collections.abc import Callable, Sequence

from surveys import spoken, written
from surveys.events import Refused
from surveys.form import Option
from surveys.inputs import Attached, Confirm, Input, Mark, Pick, Place, Skip, Typed
from surveys.meaning import Draft, Meaning, Value
from surveys.showing import option_label, printed, shown
from surveys.situation import Situation, Spot
from surveys.views import Kind
from surveys.words import Lexicon
from surveys.written import stripped, words_of

ACKNOWLEDGED = "OK"

_LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*<=\s*(\d+)")


def meaning(situation: Situation, spot: Spot, given: Input) -> Meaning:
    """The input's meaning here, checked by everything the author asked for."""
    found = _understood(situation, spot, given)
    if isinstance(found, Value):
        return _checked(situation, spot, found)
    return found


def _understood(situation: Situation, spot: Spot, given: Input) -> Meaning:
    if isinstance(given, Skip):
        return Value("")
    if isinstance(given, Confirm):
        return _confirmed(situation, spot)
    return _READERS[spot.question.kind](situation, spot, given)


def _confirmed(situation: Situation, spot: Spot) -> Meaning:
    kind = spot.question.kind
    if kind == "note":
        return Value("")
    if kind == "acknowledge":
        return Value(ACKNOWLEDGED)
    if kind in ("many", "rank"):
        return _confirmed_marks(situation, spot)
    current = current_value(situation, spot)
    return Value(current) if current else Refused("required" if is_required(situation, spot) else "not_here")


def _confirmed_marks(situation: Situation, spot: Spot) -> Meaning:
    draft = marks(situation, spot)
    if spot.question.kind == "rank" and ("" in draft or len(draft) < len(situation.offered(spot))):
        return Refused("not_all_ranked")
    return Value(" ".join(code for code in draft if code))


def current_value(situation: Situation, spot: Spot) -> str:
    """The answer, or what the author suggests while there is none."""
    known = situation.session.answers.get(spot.key)
    if known is not None:
        return known
    if spot.value or spot.planned.default is None:
        return spot.value
    suggested = situation.evaluate(spot.planned.default, spot)
    return suggested if isinstance(suggested, str) else ""


def marks(situation: Situation, spot: Spot) -> tuple[str, ...]:
    """The marks that stand now: those of the draft, or of the answer; only of options that are offered."""
    session = situation.session
    if session.place == spot.key and session.draft:
        codes = session.draft if session.draft != (NOTHING,) else ()
    else:
        codes = tuple(current_value(situation, spot).split())
    offered = situation.offered_codes(spot)
    if spot.question.kind == "rank":
        return tuple(code if code in offered else "" for code in codes)
    return tuple(code for code in codes if code in offered)


NOTHING = "\x00"  # a draft without a single mark; an empty draft says that nothing was touched


def is_required(situation: Situation, spot: Spot) -> bool:
    """Whether the person must answer."""
    required = spot.planned.required
    return required if isinstance(required, bool) else bool(situation.evaluate(required, spot))


def _chosen(situation: Situation, spot: Spot, given: Input) -> Meaning:
    offered = situation.offered(spot)
    if isinstance(given, Typed):
        return _chosen_by_text(situation, spot, stripped(given.text))
    if not isinstance(given, Pick | Mark | Place):
        return Refused("not_here")
    code = next((option.code for place, option in offered if place == given.index), None)
    if code is None:
        return Refused("no_such_option")
    if spot.question.kind == "one":
        return Value(code) if isinstance(given, Pick) else Refused("not_here")
    if spot.question.kind == "many":
        return _marked(situation, spot, code, given)
    return _placed(situation, spot, code, given)


def _chosen_by_text(situation: Situation, spot: Spot, text: str) -> Meaning:
    offered = situation.offered(spot)
    codes = [option.code for _, option in offered]
    labels = [
        (mark, option_label(situation, spot, option))
        for (_, option), mark in zip(offered, printed(situation, spot, offered), strict=True)
    ]
    words = words_of(situation)
    if spot.question.kind == "one":
        place = spoken.option(text, labels, words)
        place = _by_school_mark(text, offered, words) if place is None else place
        return Refused("unclear_option") if place is None else Value(codes[place])
    places, alone = _several(text, labels, words)
    if places is None:
        return Refused("unclear_option")
    if spot.question.kind == "rank" and len(places) < len(offered):
        return Refused("not_all_ranked")
    chosen = [codes[place] for place in places]
    return Value(" ".join(chosen if alone or spot.question.kind == "rank" else _added(situation, spot, chosen)))


def _several(text: str, labels: Sequence[tuple[str, str]], words: Lexicon) -> tuple[list[int] | None, bool]:
    """The options that are meant, and whether they are meant to stand alone: «only 2»."""
    places = spoken.options(text, labels, words)
    first, _, rest = text.strip().partition(" ")
    if places is None and rest and first.casefold() in words.particles["only"]:
        return spoken.options(rest, labels, words), True
    return places, False


def _added(situation: Situation, spot: Spot, codes: Sequence[str]) -> list[str]:
    """Whoever has set marks on this screen and goes on in writing adds to them; without such marks nothing is added."""
    touched = situation.session.place == spot.key and situation.session.draft
    now = marks(situation, spot) if touched else ()
    return [option.code for _, option in situation.offered(spot) if option.code in (*now, *codes)] if now else [*codes]


def _by_school_mark(text: str, offered: Sequence[tuple[int, Option]], words: Lexicon) -> int | None:
    """A word such as «good» on a scale of which the author says that its upper end is the pleasant one."""
    mark = spoken.school_mark(text, words)
    scale = {option.code: (place, option) for place, (_, option) in enumerate(offered)}
    pleasant = all(code in scale and scale[code][1].attributes.get("counts") == "positive" for code in ("4", "5"))
    return scale[mark][0] if mark in scale and pleasant else None


def _marked(situation: Situation, spot: Spot, code: str, given: Pick | Mark | Place) -> Meaning:
    if isinstance(given, Place):
        return Refused("not_here")
    now = marks(situation, spot)
    on = given.on if isinstance(given, Mark) else code not in now
    if not on:
        return _drafted(tuple(each for each in now if each != code))
    if code in now:
        return _drafted(now)
    limit = spot.question.limit
    if limit is not None and len(now) >= limit:
        return _too_many(situation, spot, limit)
    order = [option.code for _, option in situation.offered(spot)]
    return _drafted(tuple(each for each in order if each in now or each == code))


def _too_many(situation: Situation, spot: Spot, limit: int) -> Refused:
    return Refused("too_many", {"limit": str(limit), "marked": str(len(marks(situation, spot)))})


def _placed(situation: Situation, spot: Spot, code: str, given: Pick | Mark | Place) -> Meaning:
    size = len(situation.offered(spot))
    now = [*marks(situation, spot), *[""] * size][:size]
    taken_out = isinstance(given, Mark) and not given.on
    if taken_out or (isinstance(given, Pick) and code in now):
        return _drafted(tuple("" if each == code else each for each in now))
    if isinstance(given, Place) and not 0 <= given.place < size:
        return Refused("no_such_option")
    if code not in now:
        place = given.place if isinstance(given, Place) else now.index("")
        now[place] = now[place] or code
    return _drafted(tuple(now))


def _drafted(codes: tuple[str, ...]) -> Draft:
    return Draft(codes if any(codes) else (NOTHING,))


def _attached(_: Situation, spot: Spot, given: Input) -> Meaning:
    wanted = spot.question.kind
    if not isinstance(given, Attached):
        return Refused("wrong_media", {"wanted": wanted})
    if not given.fits(wanted):
        return Refused("wrong_media", {"wanted": wanted})
    return Value(given.reference, ((given.reference, given.name),))


def _acknowledged(_: Situation, __: Spot, given: Input) -> Meaning:
    if isinstance(given, Pick | Typed):
        return Value(ACKNOWLEDGED)
    return Refused("not_here")


def _not_here(_: Situation, spot: Spot, __: Input) -> Meaning:
    return Refused("not_here", {"kind": spot.question.kind})


def _typed(read: Callable[[Situation, Spot, str], Meaning]) -> Callable[[Situation, Spot, Input], Meaning]:
    def understand(situation: Situation, spot: Spot, given: Input) -> Meaning:
        return read(situation, spot, stripped(given.text)) if isinstance(given, Typed) else Refused("not_here")

    return understand


_READERS: dict[Kind, Callable[[Situation, Spot, Input], Meaning]] = {
    "note": _not_here,
    "one": _chosen,
    "many": _chosen,
    "rank": _chosen,
    "image": _attached,
    "audio": _attached,
    "file": _attached,
    "acknowledge": _acknowledged,
    "text": _typed(written.text_value),
    "integer": _typed(written.integer_value),
    "decimal": _typed(written.decimal_value),
    "range": _typed(written.decimal_value),
    "date": _typed(written.date_value),
    "time": _typed(written.time_value),
    "datetime": _typed(written.datetime_value),
}


def _checked(situation: Situation, spot: Spot, value: Value) -> Meaning:
    if value.text == "":
        if spot.question.kind != "note" and is_required(situation, spot):
            return Refused("required", _message(situation, spot, required=True))
        return value
    limit = spot.question.limit
    if limit is not None and len(value.text.split()) > limit:
        return _too_many(situation, spot, limit)
    accepted = next((each for each in (value.text, *value.others) if fits(situation, spot, each)), None)
    if accepted is None:
        told = {**_message(situation, spot, required=False), **_read(spot, value), **_over(spot, value)}
        return Refused("constraint", {"message": "", **told})
    return Value(accepted, value.files)


def _read(spot: Spot, value: Value) -> dict[str, str]:
    """How a date was understood: its year may have been a guess."""
    return {"understood": value.text} if spot.question.kind in ("date", "datetime") else {}


def _over(spot: Spot, value: Value) -> dict[str, str]:
    """By how many signs a text is longer than its author allows, where the constraint says no more than a length."""
    allowed = _LENGTH.fullmatch(spot.question.rule.constraint.strip())
    return {"over": str(len(value.text) - int(allowed[1]))} if allowed else {}


def fits(situation: Situation, spot: Spot, value: str) -> bool:
    """Whether the author's constraint accepts the value."""
    constraint = spot.planned.constraint
    if constraint is None:
        return True
    before, spot.element.text = spot.element.text, value
    try:
        return bool(situation.evaluate(constraint, spot))
    finally:
        spot.element.text = before


def _message(situation: Situation, spot: Spot, *, required: bool) -> dict[str, str]:
    question = spot.question
    message = shown(situation, spot, question.required_words if required else question.constraint_words)
    return {"message": message} if message else {}


_SHAPES: dict[Kind, re.Pattern[str]] = {
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
    "range": re.compile(r"-?\d+(\.\d+)?"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "time": re.compile(r"\d\d:\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"),
}


def shaped(kind: Kind | None, value: str) -> bool:
    """Whether a value of an older version can be an answer of this kind at all."""
    shape = _SHAPES.get(kind) if kind else None
    return shape is None or shape.fullmatch(value) is not None


def still_holds(situation: Situation, spot: Spot, value: str) -> bool:
    """Whether a recorded answer can be kept: its options are offered and the constraint accepts it."""
    if value and spot.question.kind in ("one", "many", "rank"):
        offered = situation.offered_codes(spot)
        codes = [value] if spot.question.kind == "one" else value.split()
        if not offered.issuperset(codes) or (spot.question.kind == "rank" and len(offered) != len(codes)):
            return False
    return not value or fits(situation, spot, value)
