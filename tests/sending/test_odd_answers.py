"""Answers of a server that accepts a message and says so in its own way."""

import json

import pytest
from aiogram.exceptions import ClientDecodeError
from aiohttp import web
from aiohttp.test_utils import TestServer

from messengers.errors import Fate, judge
from messengers.telegram import TelegramMessenger


@pytest.mark.parametrize("result", [True, {"message_id": 1}, {"message_id": "one", "unknown": []}])
async def test_a_message_that_was_accepted_with_an_odd_answer_is_not_sent_again(result: object) -> None:
    async def accept(_request: web.Request) -> web.Response:
        return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")

    app = web.Application()
    app.router.add_post("/{path:.*}", accept)
    server = TestServer(app)
    await server.start_server()
    messenger = TelegramMessenger("42:TEST", api_base=str(server.make_url("")).rstrip("/"))
    try:
        with pytest.raises(ClientDecodeError) as refused:
            await messenger.bot.send_message(1, "Вопрос 1")
        assert judge(refused.value).fate is Fate.DONE
    finally:
        await messenger.close()
        await server.close()
