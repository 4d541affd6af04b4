"""The pure engine: form, session, input and the moment give the next session and what happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

from surveys.answering import current_value, fits, is_required, marks, meaning, shaped, still_holds
from surveys.events import Answer, Asked, Event, Recorded, Refused, Submitted
from surveys.form import Form, Group
from surveys.inputs import Attached, Back, GoTo, Input, Submit, Typed
from surveys.meaning import Draft, Value
from surveys.plan import plan_of
from surveys.session import REVIEW, Context, Session
from surveys.showing import in_words, option_label, printed, shown
from surveys.situation import Situation, Spot, key_of, name_of
from surveys.views import OptionView, Progress, QuestionView, ReviewItem, ReviewView, View

Outcome = tuple[Session, list[Event]]

_SECONDS = {
    "one": 8,
    "many": 15,
    "rank": 20,
    "text": 30,
    "note": 5,
    "acknowledge": 5,
    "image": 30,
    "audio": 40,
    "file": 40,
}
_SECONDS_OTHERWISE = 12
_INNER = 1000  # an inner repeat's third instance inside the outer second is item 2003


def start(form: Form, context: Context, now: datetime, answers: tuple[Answer, ...] = ()) -> Outcome:
    """A new session at its first question; with answers of a sent response it opens at the review."""
    moment = now.isoformat(timespec="seconds")
    session = Session(context, {}, REVIEW, visit=1, started=moment, moment=moment)
    if answers:
        kinds = {each.name: each.kind for each in form.questions}
        known = {
            _key(each): each.value.replace(";", " ") if kinds.get(each.name) in ("many", "rank") else each.value
            for each in answers
        }
        session = session.but(answers=known, reviewed=True)
    return _asked(form, _at_first_open(form, session))


def carry_over(form: Form, session: Session, now: datetime) -> Outcome:
    """The session of an older version goes on in this one at the first question without an answer."""
    kinds = {each.name: each.kind for each in form.questions}
    answers = {
        key: value for key, value in session.answers.items() if not value or shaped(kinds.get(name_of(key)), value)
    }
    carried = session.but(
        answers=answers,
        moment=now.isoformat(timespec="seconds"),
        draft=(),
        changing=False,
        reviewed=False,
        visit=session.visit + 1,
    )
    return _asked(form, _at_first_open(form, carried))


def view(form: Form, session: Session) -> View:
    """What stands on the screen now."""
    situation = _situation(form, session)
    if situation.screen is None:
        spot = situation.spot(session.place)
        situation.screen = _review(situation) if spot is None else _question(situation, spot)
    return situation.screen


def advance(form: Form, session: Session, given: Input, now: datetime) -> Outcome:
    """One input applied; when it is refused nothing changes."""
    session = _at(form, session, now)
    situation = _situation(form, session)
    if isinstance(given, Back):
        return _back(form, situation)
    spot = situation.spot(session.place)
    if spot is None:
        return _at_review(form, situation, given)
    if isinstance(given, Submit | GoTo):
        return session, [Refused("not_here")]
    found = meaning(situation, spot, given)
    if isinstance(found, Refused):
        return session, [found]
    if isinstance(found, Draft):
        return _asked(form, _seen(session.but(draft=found.codes), situation.standing_in))
    said = in_words(situation, spot, found.text) if isinstance(given, Typed) else ""
    if isinstance(given, Attached):
        said = given.name
    return _record(form, situation, spot, found, said)


def _situation(form: Form, session: Session) -> Situation:
    """The form seen through the session, worked out once for each session object."""
    kept: Situation | None = session.seen
    if kept is None or kept.plan.form is not form:
        plan = plan_of(form)
        _seen(session, lambda given: Situation(plan, given))
    return cast("Situation", session.seen)


def _seen(session: Session, situation: Callable[[Session], Situation]) -> Session:
    """The same session, which now keeps this situation."""
    session.__dict__["seen"] = situation(session)
    return session


def _at(form: Form, session: Session, now: datetime) -> Session:
    """The session at this moment; as a rule nothing in a form depends on the time of day.

    What was worked out goes with the new session, which will change it; the old one would have to work it out again.
    """
    later = session.but(moment=now.isoformat(timespec="seconds"))
    kept: Situation | None = session.seen
    session.__dict__["seen"] = None
    if kept is not None and kept.plan.form is form and not kept.plan.reads_clock:
        _seen(later, kept.at_next_step)
    return later


def _record(form: Form, situation: Situation, spot: Spot, value: Value, said: str) -> Outcome:
    session = situation.session
    answers = {**session.answers, spot.key: value.text}
    files = {**session.files, **dict(value.files)} if value.files else session.files
    after = session.but(answers=answers, files=files, draft=(), changing=False, visit=session.visit + 1)
    _seen(after, lambda given: situation.answered(spot, given))
    events: list[Event] = []
    if spot.question.kind != "note":
        events.append(Recorded(spot.question.name, _item(spot.numbers), _exchange(spot, value.text), said))
    after, asked = _asked(form, _at_first_open(form, after))
    return after, [*events, *asked]


def _asked(form: Form, session: Session) -> Outcome:
    return session, [Asked(view(form, session))]


def _at_first_open(form: Form, session: Session) -> Session:
    """The session at the first question that waits; once the review was reached only required ones wait."""
    situation = _situation(form, session)
    for spot in situation.route:
        if _waits(situation, spot):
            return _moved(session, situation, spot.key)
    return _moved(session.but(reviewed=True), situation, REVIEW)


def _moved(session: Session, situation: Situation, place: str) -> Session:
    """The same answers at another place: what was evaluated stays true."""
    return _seen(session.but(place=place), situation.standing_in)


def _waits(situation: Situation, spot: Spot) -> bool:
    session = situation.session
    known = session.answers.get(spot.key)
    if known is None:
        return not session.reviewed or (spot.question.kind != "note" and is_required(situation, spot))
    if known == "":
        return spot.question.kind != "note" and is_required(situation, spot)
    return spot.question.kind in ("one", "many", "rank") and not still_holds(situation, spot, known)


def _back(form: Form, situation: Situation) -> Outcome:
    session = situation.session
    places = [spot.key for spot in situation.route]
    if session.place not in places:
        target = places[-1] if places else None
    elif session.changing:
        target = REVIEW
    else:
        before = places.index(session.place) - 1
        target = places[before] if before >= 0 else None
    if target is None:
        return session, [Refused("not_here")]
    moved = session.but(draft=(), changing=False, visit=session.visit + 1)
    return _asked(form, _moved(moved, situation, target))


def _at_review(form: Form, situation: Situation, given: Input) -> Outcome:
    session = situation.session
    if isinstance(given, GoTo):
        return _go_to(form, situation, given.place)
    if not isinstance(given, Submit):
        return session, [Refused("not_here")]
    for spot in situation.route:
        known = session.answers.get(spot.key, "")
        if spot.question.kind == "note":
            continue
        if (not known and is_required(situation, spot)) or not still_holds(situation, spot, known):
            moved = session.but(changing=True, visit=session.visit + 1)
            after, asked = _asked(form, _moved(moved, situation, spot.key))
            return after, [Refused("incomplete"), *asked]
    return session, [Submitted(tuple(_answers(situation)), tuple(_computed(situation)))]


def _go_to(form: Form, situation: Situation, place: int) -> Outcome:
    session = situation.session
    lines = [spot for spot in situation.route if spot.question.kind != "note"]
    if not 0 <= place < len(lines):
        return session, [Refused("no_such_option")]
    moved = session.but(changing=True, draft=(), visit=session.visit + 1)
    return _asked(form, _moved(moved, situation, lines[place].key))


def _answers(situation: Situation) -> list[Answer]:
    return [
        Answer(spot.question.name, _item(spot.numbers), _exchange(spot, situation.session.answers.get(spot.key, "")))
        for spot in situation.route
        if spot.question.kind != "note"
    ]


def _computed(situation: Situation) -> list[Answer]:
    return [Answer(spot.question.name, _item(spot.numbers), spot.value) for spot in situation.computed()]


def _exchange(spot: Spot, value: str) -> str:
    return ";".join(value.split()) if spot.question.kind in ("many", "rank") else value


def _item(numbers: tuple[int, ...]) -> int:
    item = 0
    for number in numbers:
        item = item * _INNER + number
    return item


def _key(answer: Answer) -> str:
    numbers: tuple[int, ...] = ()
    item = answer.item
    while item:
        numbers = (item % _INNER, *numbers)
        item //= _INNER
    return key_of(answer.name, numbers)


def _review(situation: Situation) -> ReviewView:
    items = tuple(
        ReviewItem(
            spot.question.name,
            shown(situation, spot, spot.question.words),
            in_words(situation, spot, situation.session.answers.get(spot.key, "")),
            _heading(situation, spot),
            spot.question.kind == "text",
        )
        for spot in situation.route
        if spot.question.kind != "note"
    )
    return ReviewView(situation.session.visit, items)


def _question(situation: Situation, spot: Spot) -> QuestionView:
    question = spot.question
    session = situation.session
    chosen = marks(situation, spot) if question.kind in ("many", "rank") else (current_value(situation, spot),)
    options = _options(situation, spot, chosen)
    labels = {option.code: option.label for option in options}
    answer = current_value(situation, spot)
    return QuestionView(
        visit=session.visit,
        name=question.name,
        kind=question.kind,
        label=shown(situation, spot, question.words),
        hint=shown(situation, spot, question.hints),
        required=question.kind != "note" and is_required(situation, spot),
        options=options,
        limit=question.limit,
        ranked=tuple(labels.get(code, "") for code in chosen if code) if question.kind == "rank" else (),
        answer=in_words(situation, spot, answer) if answer else None,
        group=_heading(situation, spot),
        progress=_progress(situation, spot),
        can_go_back=spot is not situation.route[0] or session.changing,
        bounds=question.bounds[:2] if question.bounds else None,
        appearance=question.appearance,
        media=question.media,
        days=_days(situation, spot) if question.kind == "date" else (),
    )


def _days(situation: Situation, spot: Spot) -> tuple[str, ...]:
    """Of the days that people mean most often, the ones this question takes: the day itself and the one before."""
    today = date.fromisoformat(situation.session.moment[:10])
    likely = [today.isoformat(), (today - timedelta(days=1)).isoformat()]
    return tuple(day for day in likely if fits(situation, spot, day))


def _options(situation: Situation, spot: Spot, chosen: tuple[str, ...]) -> tuple[OptionView, ...]:
    if spot.question.kind not in ("one", "many", "rank"):
        return ()
    whole = situation.whole_list(spot)
    if whole is None or not whole.is_plain:
        options = _without_marks(situation, spot)
    else:
        kept, key = situation.plan.options_shown, (whole.name, situation.language)
        options = kept[key] = kept.get(key) or _without_marks(situation, spot)
    if not any(chosen):
        return options
    return tuple(replace(each, chosen=True) if each.code in chosen else each for each in options)


def _without_marks(situation: Situation, spot: Spot) -> tuple[OptionView, ...]:
    offered = situation.offered(spot)
    return tuple(
        OptionView(place, option.code, mark, option_label(situation, spot, option))
        for (place, option), mark in zip(offered, printed(situation, spot, offered), strict=True)
    )


def _heading(situation: Situation, spot: Spot) -> str:
    """Headings of the groups around, outermost first; instances of a repeat carry their number."""
    found: list[str] = []
    parent = spot.parent
    while parent is not None and isinstance(parent.planned.node, Group):
        group = parent.planned.node
        label = shown(situation, parent, group.words)
        plain = all(len(pieces) == 1 for pieces in group.words.values())
        if label and group.repeat and plain and (total := situation.instances(parent)) > 1:
            label = f"{label} ({parent.numbers[-1]}/{total})"
        if label:
            found.insert(0, label)
        parent = parent.parent
    return " · ".join(found)


def _progress(situation: Situation, spot: Spot) -> Progress:
    asked = place = left = 0
    only_notes = all(each.question.kind == "note" for each in situation.route)
    waiting = situation.session.answers
    for each in situation.route:
        asked += only_notes or each.question.kind != "note"
        if each is spot:
            place = asked
        if each is spot or each.key not in waiting:
            left += _seconds(each)
    return Progress(max(1, place), asked, max(1, _minutes(situation, left)))


def _minutes(situation: Situation, left: int) -> int:
    """Seconds in begun minutes, at the pace that the author promised for the whole way where a pace was promised."""
    promised = situation.plan.form.settings.get("minutes", "")
    if not promised.isdecimal():
        return -(-left // 60)
    return -(-int(promised) * left // sum(map(_seconds, situation.route)))


def _seconds(spot: Spot) -> int:
    return _SECONDS.get(spot.question.kind, _SECONDS_OTHERWISE)
