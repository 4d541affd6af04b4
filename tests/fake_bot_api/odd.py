"""Updates that do not look as they should: whole ones with a place or two spoilt."""

import copy
import random
from typing import Any

Json = dict[str, Any]

# What stands in place of a good value.
RUBBISH: list[Any] = [
    None, True, -1, 0, 2**63, 10**40, 1e308, "", "x" * 5000, "\ud800", "\x00", "١٢٣", "😀" * 900,
    [], [[]], {}, {"id": "1"},
]  # fmt: skip


def message(text: Any, sender: int) -> Json:
    """A message as Telegram sends it."""
    person = {"id": sender, "is_bot": False, "first_name": "Анна"}
    chat = {"id": sender, "type": "private", "first_name": "Анна"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}


def press(data: str, sender: int) -> Json:
    """A press as Telegram sends it."""
    question = message("вопрос", sender)
    return {"id": "7", "from": question["from"], "message": question, "chat_instance": "c", "data": data}


def mutated(update: Json, dice: random.Random) -> Json:
    """The update with one to four of its places spoilt."""
    spoilt = copy.deepcopy(update)
    for _ in range(dice.randint(1, 4)):
        place: Any = spoilt
        while isinstance(place, dict) and place:
            name = dice.choice(list(place))
            if dice.random() < 0.3 or not isinstance(place[name], dict):
                _spoil(place, name, dice)
                break
            place = place[name]
    return spoilt


def _spoil(place: Json, name: str, dice: random.Random) -> None:
    match dice.randrange(3):
        case 0:
            del place[name]
        case 1:
            place[name] = dice.choice(RUBBISH)
        case _:
            place[f"{name}_{dice.randrange(9)}"] = place.pop(name)
