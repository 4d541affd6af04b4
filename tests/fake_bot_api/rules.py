"""What a message may be: lengths, keyboards, files. Everything raises Refused in Telegram's words."""

import json
import re
from typing import Any

from tests.fake_bot_api.markup import Formatted, read
from tests.fake_bot_api.refusal import Refused

TEXT = 4096
CAPTION = 1024
TOAST = 200
CALLBACK_BYTES = 64
BUTTONS = 100
UPLOAD = 50 * 2**20
PHOTO = 10 * 2**20
DOWNLOAD = 20 * 2**20

Keyboard = list[list[dict[str, Any]]]
_URL = re.compile(r"(?:https?://|tg://|ton://)?[^\s/]+\.[^\s]+|tg://\S+|https?://localhost\S*")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PICTURE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


def text_of(params: dict[str, Any], too_long: str = "message is too long") -> Formatted:
    """The text of a message."""
    text = read(str(params.get("text", "")), str(params.get("parse_mode", "")))
    if not text.text:
        raise Refused("message text is empty")
    if text.length > TEXT:
        raise Refused(too_long)
    return text


def caption_of(params: dict[str, Any]) -> Formatted:
    """The caption of a file."""
    caption = read(str(params.get("caption", "")), str(params.get("parse_mode", "")))
    if caption.length > CAPTION:
        raise Refused("message caption is too long")
    return caption


def keyboard_of(params: dict[str, Any]) -> Keyboard:
    """The inline keyboard, [] for none."""
    try:
        markup = json.loads(params.get("reply_markup") or "{}")
    except ValueError:
        raise Refused("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused("can't parse inline keyboard: array of arrays of buttons expected")
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > BUTTONS:
        raise Refused("REPLY_MARKUP_TOO_LONG")
    return keyboard


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise Refused("can't parse inline keyboard button: Button text must be non-empty")
    if "url" in button:
        if not _URL.fullmatch(str(button["url"])):
            raise Refused(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        return {"text": button["text"], "url": button["url"]}
    data = button.get("callback_data")
    if not isinstance(data, str) or not data:
        raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(data.encode()) > CALLBACK_BYTES:
        raise Refused("BUTTON_DATA_INVALID")
    return {"text": button["text"], "callback_data": data}


def check_upload(data: bytes, kind: str) -> None:
    """A file that comes with a message."""
    if not data:
        raise Refused("file must be non-empty")
    if len(data) > UPLOAD:
        raise Refused(code=413)
    if kind == "photo" and (len(data) > PHOTO or not data.startswith(_PICTURE)):
        raise Refused("PHOTO_INVALID_DIMENSIONS" if len(data) <= PHOTO else "file is too big")


def check_commands(params: dict[str, Any]) -> None:
    """The list of commands of a menu."""
    for command in json.loads(params.get("commands") or "[]"):
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise Refused("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
