"""Play the people from another process: POST /control {"do": "says", "with": [1, "…"]} to a running fake."""

import dataclasses
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fake_bot_api.faults import Fault
from tests.fake_bot_api.people import People
from tests.fake_bot_api.server import FakeBotApi


def add_control(api: FakeBotApi) -> None:
    """Give the server its control address; before it starts."""
    world, people = api.world, People(api.world)
    deeds: dict[str, Callable[..., Any]] = {
        "says": people.says,
        "presses": lambda *given: people.presses(*given).id,
        "presses_again": lambda press: people.presses_again(world.presses[press]).id,
        "forges": lambda *given: people.forges(*given).id,
        "blocks": people.blocks,
        "returns": people.returns,
        "shows": lambda user_id: [{"text": shown.text, "buttons": shown.buttons} for shown in people.shows(user_id)],
        "toasts": people.toasts,
        "unanswered": lambda: len(world.unanswered()),
        "waiting": lambda: len(world.queue),
        "push": lambda update: _wake(api, world.queue.push_raw(update)),
        "fail": lambda given: world.faults.add(Fault(**given)),
        "mend": world.faults.clear,
        "calls": lambda method: [dataclasses.asdict(call) | {"params": {}} for call in world.called(method)],
        "forget": world.calls.clear,
    }

    async def control(request: web.Request) -> web.Response:
        body = await request.json()
        try:
            return web.json_response({"result": deeds[body["do"]](*body.get("with", []))})
        except (AssertionError, KeyError, TypeError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    api.app.router.add_post("/control", control)


def _wake(api: FakeBotApi, number: int) -> int:
    api.world.changed()
    return number
