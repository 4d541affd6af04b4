"""The limits of the Bot API that the web chat keeps as well (https://core.telegram.org/bots/api)."""

import json

from messengers.webchat import markup
from messengers.webchat.records import Keyboard
from messengers.webchat.refusal import Refusal

TEXT = 4096  # after the markup is taken away
CAPTION = 1024
TOAST = 200
CALLBACK_BYTES = 64
BUTTONS = 100
BUTTONS_IN_ROW = 8
DOCUMENT_BYTES = 50 * 2**20  # what a bot may send
PHOTO_BYTES = 10 * 2**20
DOWNLOAD_BYTES = 20 * 2**20  # what a bot may fetch


def units(text: str) -> int:
    """The length of a text in UTF-16 units, the way Telegram counts entities."""
    return len(text.encode("utf-16-le")) // 2


def check_text(html: str) -> None:
    """Raise Refusal when a message cannot carry this text."""
    words = markup.plain(markup.parse(html))
    if not words.strip():
        raise Refusal("message text is empty")
    if units(words) > TEXT:
        raise Refusal("message is too long")


def check_caption(html: str) -> None:
    """Raise Refusal when a file cannot carry this caption."""
    if units(markup.plain(markup.parse(html))) > CAPTION:
        raise Refusal("message caption is too long")


def read_keyboard(reply_markup: str) -> Keyboard:
    """The rows of an inline keyboard; raises Refusal for any other keyboard and for buttons that do not fit."""
    given = json.loads(reply_markup or '{"inline_keyboard": []}')
    if "inline_keyboard" not in given:
        raise Refusal("inline keyboard expected")
    rows = [[_button(button) for button in row] for row in given["inline_keyboard"] if row]
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_ROW for row in rows):
        raise Refusal("reply markup is too long")
    return rows


def _button(button: dict[str, str]) -> dict[str, str]:
    if not button.get("text", "").strip():
        raise Refusal("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if url := button.get("url"):
        if not markup.can_open(url):
            raise Refusal(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return {"text": button["text"], "url": url}
    if not 1 <= len(button.get("callback_data", "").encode()) <= CALLBACK_BYTES:
        raise Refusal("BUTTON_DATA_INVALID")
    return {"text": button["text"], "callback_data": button["callback_data"]}
