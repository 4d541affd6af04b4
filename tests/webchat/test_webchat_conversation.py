"""People talk with the bot on the page; nothing they do is lost on its way to the bot."""

from pathlib import Path

from aiogram.types import BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update

from messengers.webchat import ChatStore
from tests.webchat.running_chat import ANNA, OLEG, START, Chat, running, words


def keys(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=x, callback_data=f"do:{x}")] for x in labels]
    )


async def test_typed_words_reach_the_bot_and_its_answer_comes_back(chat: Chat) -> None:
    await chat.browser.says(ANNA, "  /start ABC123 ")

    update = Update.model_validate(await chat.update())
    assert update.message is not None
    assert update.message.text == "/start ABC123"
    assert str(update.message.chat.id) == ANNA.user_id
    assert update.message.from_user is not None
    assert update.message.from_user.full_name == "Анна Соколова"
    assert update.message.date == START

    await chat.messenger.bot.send_message(ANNA.user_id, "Здравствуйте, <b>Анна</b>!", parse_mode="HTML")
    asked, answered = await chat.browser.conversation(ANNA)
    assert (asked["mine"], words(asked)) == (True, "/start ABC123")
    assert (answered["mine"], words(answered)) == (False, "Здравствуйте, Анна!")
    assert answered["nodes"][1] == {"tag": "b", "nodes": ["Анна"]}
    assert await chat.browser.conversation(OLEG) == []


async def test_a_press_reaches_the_bot_and_its_answer_comes_back_at_once(chat: Chat) -> None:
    await chat.messenger.bot.send_message(ANNA.user_id, "Начнём?", reply_markup=keys("Да", "Потом"))
    async with chat.browser.live() as line:
        await chat.browser.presses(ANNA, "Да")
        update = Update.model_validate(await chat.update())
        assert update.callback_query is not None
        assert update.callback_query.data == "do:Да"
        assert update.callback_query.message is not None

        message_id = update.callback_query.message.message_id
        await chat.messenger.bot.edit_message_text("Вопрос 1", chat_id=ANNA.user_id, message_id=message_id)
        await chat.messenger.bot.answer_callback_query(update.callback_query.id, text="Начали")
        changed, answered = await line.receive_json(), await line.receive_json()

    assert (changed["kind"], changed["fresh"], words(changed["message"])) == ("message", False, "Вопрос 1")
    assert changed["message"]["edited"] is True
    assert changed["message"]["rows"] == []
    assert (answered["kind"], answered["chat"], answered["text"]) == ("answered", ANNA.user_id, "Начали")


async def test_a_change_of_buttons_alone_leaves_no_edited_mark(chat: Chat) -> None:
    sent = await chat.messenger.bot.send_message(ANNA.user_id, "Отметьте", reply_markup=keys("Да"))
    await sent.edit_reply_markup(reply_markup=keys("Нет"))
    (message,) = await chat.browser.conversation(ANNA)
    assert message["edited"] is False
    assert message["rows"] == [[{"text": "Нет", "callback_data": "do:Нет"}]]


async def test_only_a_button_that_is_there_can_be_pressed(chat: Chat) -> None:
    sent = await chat.messenger.bot.send_message(ANNA.user_id, "Отметьте", reply_markup=keys("Да"))
    await chat.browser.press(ANNA, str(sent.message_id), "do:Нет", status=409)
    await chat.browser.press(OLEG, str(sent.message_id), "do:Да", status=409)
    await chat.browser.says(ANNA, "дальше")
    assert "message" in await chat.update()  # the first thing that reached the bot


async def test_an_update_that_could_not_be_stored_comes_again(chat: Chat) -> None:
    chat.failures = 1
    await chat.browser.says(ANNA, "раз")
    assert (await chat.update())["message"]["text"] == "раз"
    assert chat.failures == 0
    assert chat.updates.empty()


async def test_what_the_bot_did_not_take_waits_for_the_next_start(tmp_path: Path) -> None:
    async with running(tmp_path, receiving=False) as chat:
        await chat.browser.says(ANNA, "раз")
    async with running(tmp_path) as chat:
        await chat.browser.says(ANNA, "два")
        first, second = await chat.update(), await chat.update()
        assert [first["message"]["text"], second["message"]["text"]] == ["раз", "два"]
        assert [words(message) for message in await chat.browser.conversation(ANNA)] == ["раз", "два"]
    async with running(tmp_path) as chat:
        await chat.browser.says(ANNA, "три")
        third = await chat.update()
        assert (third["message"]["text"], third["update_id"]) == ("три", second["update_id"] + 1)


def test_numbers_begin_elsewhere_when_the_file_is_made_anew(tmp_path: Path) -> None:
    numbers = set()
    for name in "abc":
        store = ChatStore(tmp_path / f"{name}.sqlite3")
        store.queue({})
        numbers.add(store.waiting(1)[0]["update_id"])
        store.close()
    assert len(numbers) == 3


async def test_unread_messages_are_counted_until_they_are_seen(chat: Chat) -> None:
    bot = chat.messenger.bot
    for text in ("раз", "два"):
        await bot.send_message(ANNA.user_id, text)
    person = await chat.browser.person(ANNA)
    assert (person["unread"], words(person["last"])) == (2, "два")
    assert (await chat.browser.person(OLEG))["unread"] == 0

    await chat.browser.post(f"/api/chats/{ANNA.user_id}/read", {"upto": person["last"]["id"]})
    assert (await chat.browser.person(ANNA))["unread"] == 0
    sent = await bot.send_message(ANNA.user_id, "три")
    assert (await chat.browser.person(ANNA))["unread"] == 1
    await sent.delete()
    person = await chat.browser.person(ANNA)
    assert (person["unread"], words(person["last"])) == (0, "два")


async def test_a_long_conversation_comes_in_pages(chat: Chat) -> None:
    for number in range(120):
        await chat.messenger.bot.send_message(ANNA.user_id, str(number))
    last = await chat.browser.conversation(ANNA)
    middle = await chat.browser.conversation(ANNA, before=last[0]["id"])
    first = await chat.browser.conversation(ANNA, before=middle[0]["id"])
    assert [int(words(message)) for message in first + middle + last] == list(range(120))


async def test_the_menu_shows_the_bots_commands_and_those_of_one_chat(chat: Chat) -> None:
    bot = chat.messenger.bot
    await bot.set_my_commands([BotCommand(command="start", description="Начать")])
    only_oleg = BotCommandScopeChat(chat_id=int(OLEG.user_id))
    await bot.set_my_commands([BotCommand(command="open", description="Открыть опрос")], scope=only_oleg)
    assert (await chat.browser.person(ANNA))["commands"] == [{"command": "start", "description": "Начать"}]
    assert (await chat.browser.person(OLEG))["commands"] == [{"command": "open", "description": "Открыть опрос"}]


async def test_typing_is_seen_at_once(chat: Chat) -> None:
    async with chat.browser.live() as line:
        await chat.messenger.bot.send_chat_action(ANNA.user_id, "typing")
        assert await line.receive_json() == {"kind": "typing", "chat": ANNA.user_id}


async def test_addresses_and_commands_in_the_words_can_be_pressed(chat: Chat) -> None:
    text = "Откройте https://example.org/a?b=1, затем /menu. Доля 3/4, <code>/start</code>"
    await chat.messenger.bot.send_message(ANNA.user_id, text, parse_mode="HTML")
    (message,) = await chat.browser.conversation(ANNA)
    pressable = [(node["tag"], node["nodes"]) for node in message["nodes"] if not isinstance(node, str)]
    assert pressable == [("a", ["https://example.org/a?b=1"]), ("command", ["/menu"]), ("code", ["/start"])]
    assert words(message) == "Откройте https://example.org/a?b=1, затем /menu. Доля 3/4, /start"
