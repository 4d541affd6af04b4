"""Everything a button can mean, as small typed records that fit into a messenger's 64 bytes for ever.

A press comes from outside: `unpack` accepts only well-formed, bounded values, and whoever handles the action checks
again whether this person may do it. A prefix once given out is never given another meaning.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_type_hints

LIMIT = 64  # bytes, Telegram's; MAX takes more
_BIG = 2**63
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_LONGEST = 32  # signs of a word
_WORD = re.compile(rf"[A-Za-z0-9_.\-]{{0,{_LONGEST}}}")


class Action:
    """Base of all actions; subclasses are frozen dataclasses with `int`, `bool` and `str` fields."""

    prefix: ClassVar[str]


A = TypeVar("A", bound=type[Action])
_BY_PREFIX: dict[str, type[Action]] = {}


@dataclass_transform(frozen_default=True)
def action(prefix: str) -> Callable[[A], A]:
    """Register a dataclass under the prefix that its packed form begins with."""

    def register(cls: A) -> A:
        made: Any = dataclass(frozen=True, slots=True)(cls)
        made.prefix = prefix
        if prefix in _BY_PREFIX:
            raise ValueError(f"two actions called {prefix}")
        _BY_PREFIX[prefix] = made
        return made  # type: ignore[no-any-return]

    return register


def pack(act: Action) -> str:
    """The action as a messenger carries it, `prefix:field:field`.

    Raises ValueError for a value that would not come back the same: too long, negative or oddly spelt.
    """
    parts = [act.prefix]
    for name, kind in _kinds(type(act)):
        value = getattr(act, name)
        parts.append(str(value) if kind is int and 0 <= value < _BIG else _spelt(value, kind))
    packed = ":".join(parts)
    if len(packed) > LIMIT:
        raise ValueError(f"an action that does not travel: {packed!r}")
    return packed


def _spelt(value: Any, kind: type) -> str:
    if kind is bool:
        return "1" if value else "0"
    if kind is str and _WORD.fullmatch(value):
        return str(value)
    raise ValueError(f"a value that does not travel: {value!r}")


def unpack(data: str) -> Action | None:
    """The action behind a press, or None for anything that none of our buttons could have carried."""
    prefix, *parts = data.split(":")
    cls = _BY_PREFIX.get(prefix)
    if cls is None or len(data.encode(errors="replace")) > LIMIT:
        return None
    kinds = _kinds(cls)
    if len(parts) != len(kinds):
        return None
    values = [_value(part, kind) for part, (_, kind) in zip(parts, kinds, strict=True)]
    return None if None in values else cls(*values)


def _value(part: str, kind: type) -> Any:
    if kind is str:
        return part if _WORD.fullmatch(part) else None
    if not _NUMBER.fullmatch(part) or int(part) >= _BIG:
        return None
    if kind is bool:
        return {"0": False, "1": True}.get(part)
    return int(part)


def list_of(numbers: Iterable[int]) -> str:
    """A list as a word, «12.17.18»; of more than a button carries, the first ones."""
    whole = ".".join(map(str, numbers))
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition(".")[0]


def numbers_in(word: str) -> list[int]:
    """The numbers of such a list."""
    found = (_value(part, int) for part in word.split("."))
    return [number for number in found if number is not None]


_KINDS: dict[type[Action], list[tuple[str, type]]] = {}


def _kinds(cls: type[Action]) -> list[tuple[str, type]]:
    known = _KINDS.get(cls)
    if known is None:
        hints = get_type_hints(cls)
        known = _KINDS[cls] = [(f.name, hints[f.name]) for f in fields(cls)]  # type: ignore[arg-type]
    return known


def registered() -> dict[str, type[Action]]:
    """All actions by prefix; tests walk them."""
    return dict(_BY_PREFIX)


# --- filling in a questionnaire ---------------------------------------------------------------------------------


@action("a")
class Answer(Action):
    """An option of the question with this visit was chosen."""

    run: int
    visit: int
    index: int


@action("m")
class MarkOption(Action):
    """An option of a multiple choice is to be on or off."""

    run: int
    visit: int
    index: int
    on: bool


@action("r")
class PlaceOption(Action):
    """An option is to stand at this place of a ranking."""

    run: int
    visit: int
    index: int
    place: int


@action("c")
class ConfirmAnswer(Action):
    """«Готово», «Далее»."""

    run: int
    visit: int


@action("d")
class AnswerDay(Action):
    """A likely day of a date question, as 20260312."""

    run: int
    visit: int
    day: int


@action("k")
class SkipQuestion(Action):
    """«Пропустить»."""

    run: int
    visit: int


@action("b")
class GoBack(Action):
    """«Назад»."""

    run: int
    visit: int


@action("g")
class ChangeAnswer(Action):
    """«Изменить» beside a line of the review."""

    run: int
    visit: int
    place: int


@action("rl")
class ListAnswers(Action):
    """«Изменить ответ» under the review: choose which; `page` counts from 0."""

    run: int
    visit: int
    page: int


@action("s")
class SubmitRun(Action):
    """«Отправить»."""

    run: int
    visit: int


@action("x")
class LeaveRun(Action):
    """«Сохранить и выйти»."""

    run: int


@action("o")
class OpenRun(Action):
    """«Продолжить» a questionnaire that was left."""

    run: int
