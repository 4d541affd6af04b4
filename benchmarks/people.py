"""Those who act: people who fill in one questionnaire after another, and people who talk to an echo."""

import random
import time
from typing import Any

Json = dict[str, Any]

_TEXT = "3 of 14, 5 minutes\n\nThe help that I was given was what I needed in my work and what I had asked for"
_KEYBOARD = {
    "inline_keyboard": [
        [{"text": str(place), "callback_data": f"a:4611686018427387903:17:{place}"} for place in range(5)]
    ]
}


class Person:
    """A chat with a bot. An act is an update without its number."""

    acknowledged = False  # whether the bot has nothing to do about the spinner on a button

    def __init__(self, chat: int) -> None:
        self.chat = chat

    def act(self, number: int) -> Json:
        """What the person does next."""
        raise NotImplementedError

    def sees(self, message: Json) -> None:
        """What the bot shows."""

    def _user(self) -> Json:
        return {"id": self.chat, "is_bot": False, "first_name": "P", "username": "someone", "language_code": "ru"}

    def _message(self, text: str, keyboard: Json) -> Json:
        return {
            "message_id": 1,
            "from": {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
            "chat": {"id": self.chat, "first_name": "P", "username": "someone", "type": "private"},
            "date": int(time.time()),
            "text": text,
            "reply_markup": keyboard,
        }

    def _press(self, message: Json, data: str) -> Json:
        query = {"id": str(self.chat), "from": self._user(), "message": message, "chat_instance": "1", "data": data}
        return {"callback_query": query}


class Respondent(Person):
    """Answers whatever is asked, sends the questionnaire off and begins the next one."""

    def __init__(self, chat: int) -> None:
        super().__init__(chat)
        self._chance = random.Random(chat)  # noqa: S311 - the same answers in every run
        self._surveys = 0
        self._screen: Json | None = None

    def sees(self, message: Json) -> None:
        """A question, the review or the thanks."""
        self._screen = message

    def act(self, number: int) -> Json:  # noqa: ARG002 - the order of things does not matter here
        """A press on the screen, or a word where nothing else is asked for."""
        pressed = self._choice(self._screen) if self._screen else None
        if pressed is not None:
            return self._press(self._screen or {}, pressed)
        self._surveys += 1
        return self._press(self._message("Invitation", _KEYBOARD), f"bs:{self._surveys}")

    def _choice(self, screen: Json) -> str | None:
        """An option, the end of a question with several, the way past a question, the end; None after the thanks."""
        rows = screen.get("reply_markup", {}).get("inline_keyboard", [])
        by_kind: dict[str, list[str]] = {}
        for button in (button for row in rows for button in row):
            by_kind.setdefault(button["callback_data"].partition(":")[0], []).append(button["callback_data"])
        if "a" in by_kind:
            return self._chance.choice(by_kind["a"])
        if "m" in by_kind and all(data.endswith(":1") for data in by_kind["m"]):
            return by_kind["m"][0]
        return next((by_kind[kind][0] for kind in "cks" if kind in by_kind), None)


class Presser(Person):
    """Presses a button under a question; the bot does not stop the spinner."""

    acknowledged = True

    def act(self, number: int) -> Json:
        """One of five buttons."""
        return self._press(self._message(_TEXT, _KEYBOARD), f"a:4611686018427387903:17:{number % 5}")


class Talker(Person):
    """Writes a word."""

    acknowledged = True

    def act(self, number: int) -> Json:
        """A short message."""
        chat = {"id": self.chat, "first_name": "P", "username": "someone", "type": "private"}
        message = {"message_id": number, "from": self._user(), "chat": chat, "date": int(time.time()), "text": "4"}
        return {"message": message}


FOLK: dict[str, type[Person]] = {"respondents": Respondent, "pressers": Presser, "talkers": Talker}
