"""The web chat refuses what Telegram refuses, so that a mistake shows before the bot meets people."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from tests.webchat.running_chat import ANNA, Chat, words


def keyboard(*buttons: dict[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton.model_validate(button)] for button in buttons])


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> \n</b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "я" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>раз", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ({"text": "<b>раз</i>", "parse_mode": "HTML"}, "can't parse entities: Unmatched end tag"),
        ({"text": "<div>раз</div>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "div"'),
        ({"text": "2 < 3", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "да", "chat_id": 5}, "chat not found"),
        ({"text": "да", "reply_markup": keyboard({"text": "Да", "callback_data": "я" * 33})}, "BUTTON_DATA_INVALID"),
        ({"text": "да", "reply_markup": keyboard({"text": "Да"})}, "BUTTON_DATA_INVALID"),
        ({"text": "да", "reply_markup": keyboard({"text": " ", "callback_data": "a"})}, "Text buttons are unallowed"),
        ({"text": "да", "reply_markup": keyboard({"text": "Да", "url": "javascript:alert(1)"})}, "Wrong HTTP URL"),
        (
            {"text": "да", "reply_markup": keyboard(*[{"text": "Да", "callback_data": "a"}] * 101)},
            "reply markup is too long",
        ),
    ],
)
async def test_a_message_that_telegram_would_refuse(chat: Chat, message: dict[str, Any], reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: ") as refused:
        await chat.messenger.bot.send_message(**{"chat_id": ANNA.user_id} | message)
    assert reason in str(refused.value)
    assert await chat.browser.conversation(ANNA) == []


async def test_the_limits_count_words_and_not_markup(chat: Chat) -> None:
    bot = chat.messenger.bot
    await bot.send_message(ANNA.user_id, f"<b>{'я' * 4096}</b>", parse_mode="HTML")
    await bot.send_message(ANNA.user_id, "да", reply_markup=keyboard({"text": "Да", "callback_data": "я" * 32}))
    assert len(await chat.browser.conversation(ANNA)) == 2


async def test_text_without_parse_mode_is_shown_literally(chat: Chat) -> None:
    await chat.messenger.bot.send_message(ANNA.user_id, "<b>2 < 3 & 4</b>")
    (message,) = await chat.browser.conversation(ANNA)
    assert words(message) == "<b>2 < 3 & 4</b>"
    assert all(isinstance(node, str) for node in message["nodes"])


async def test_an_edit_that_changes_nothing(chat: Chat) -> None:
    keys = keyboard({"text": "Да", "callback_data": "a"})
    sent = await chat.messenger.bot.send_message(ANNA.user_id, "да", reply_markup=keys)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_text("да", reply_markup=keys)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_reply_markup(reply_markup=keys)
    await sent.edit_text("да")  # without its buttons it is another message
    (message,) = await chat.browser.conversation(ANNA)
    assert message["rows"] == []


async def test_messages_that_cannot_be_edited(chat: Chat) -> None:
    bot = chat.messenger.bot
    await chat.browser.says(ANNA, "моё")
    (mine,) = await chat.browser.conversation(ANNA)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("не моё", chat_id=ANNA.user_id, message_id=int(mine["id"]))
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("нет", chat_id=ANNA.user_id, message_id=7)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(ANNA.user_id, 7)
    file = await bot.send_document(ANNA.user_id, BufferedInputFile(b"a;b", "отчёт.csv"))
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await file.edit_text("текст")


async def test_a_press_is_answered_once(chat: Chat) -> None:
    bot = chat.messenger.bot
    await bot.send_message(ANNA.user_id, "да", reply_markup=keyboard({"text": "Да", "callback_data": "a"}))
    await chat.browser.presses(ANNA, "Да")
    press_id = (await chat.update())["callback_query"]["id"]
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(press_id, text="я" * 201)
    await bot.answer_callback_query(press_id)
    for query in (press_id, "77", "что-то"):
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await bot.answer_callback_query(query)


async def test_files_that_telegram_would_refuse(chat: Chat) -> None:
    bot = chat.messenger.bot
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(ANNA.user_id, BufferedInputFile(b"", "пусто.txt"))
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(ANNA.user_id, BufferedInputFile(b"not a picture", "a.png"))
    with pytest.raises(TelegramBadRequest, match="too big"):
        await bot.send_photo(ANNA.user_id, BufferedInputFile(b"0" * (10 * 2**20 + 1), "a.png"))
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await bot.send_document(ANNA.user_id, BufferedInputFile(b"a", "a.txt"), caption="я" * 1025)
    with pytest.raises(TelegramBadRequest, match="wrong remote file identifier"):
        await bot.send_document(ANNA.user_id, "no-such-file")
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("no-such-file")
    assert await chat.browser.conversation(ANNA) == []


async def test_a_method_the_web_chat_does_not_perform_is_named_so(chat: Chat) -> None:
    with pytest.raises(TelegramNotFound, match="method not found"):
        await chat.messenger.bot.send_dice(ANNA.user_id)


async def test_what_a_person_cannot_send(chat: Chat) -> None:
    for text in ("", " \n ", "я" * 4097):
        await chat.browser.says(ANNA, text, status=409)
    assert await chat.browser.conversation(ANNA) == []
