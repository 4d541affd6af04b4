"""The HTTP side: parameters in any form the Bot API takes, answers, faults, files, the webhook's deliveries."""

import asyncio
import json
import time
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.fake_bot_api.faults import Fault
from tests.fake_bot_api.flood import Limits
from tests.fake_bot_api.methods import Methods
from tests.fake_bot_api.refusal import Refused
from tests.fake_bot_api.world import Call, Json, World

PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_BODY = 60 * 2**20


class FakeBotApi:
    """`async with FakeBotApi() as api:` – then `api.url` is the API server and `api.world` what stands behind it."""

    def __init__(self, token: str = "42:TEST", limits: Limits | None = None, port: int = 0, seed: int = 1) -> None:
        self._begin(World(token, limits, seed), port)

    @classmethod
    def over(cls, world: World) -> Self:
        """A server over a world that has a history."""
        server = cls.__new__(cls)
        server._begin(world, 0)
        return server

    def _begin(self, world: World, port: int) -> None:
        self.world = world
        self.port = port
        self._methods = Methods(self.world)
        self.app = web.Application(client_max_size=_BODY)
        self.app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self.app.router.add_route("*", "/bot{token}/{method}", self._method)
        self._runner: web.AppRunner | None = None
        self._courier: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._courier = asyncio.create_task(self._deliver())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._courier is not None
        assert self._runner is not None
        self._courier.cancel()
        await self._runner.cleanup()

    # --- methods -------------------------------------------------------------------------------------------

    async def _method(self, request: web.Request) -> web.StreamResponse:
        call = Call(time.monotonic(), request.match_info["method"], await _params(request))
        self.world.calls.append(call)
        fault = self.world.faults.draw(call.method)
        call.fault = fault.kind if fault else ""
        await asyncio.sleep(self.world.faults.pause(call.method))
        try:
            self.world.check_token(request.match_info["token"])
            body = {"ok": True, "result": await self._perform(call, fault)}
            call.code = 200
        except Refused as refused:
            call.code, call.description, body = refused.code, refused.description, refused.body
        except _Broken:
            return _break(request)
        return _answer(request, call.code, json.dumps(body), fault)

    async def _perform(self, call: Call, fault: Fault | None) -> Any:
        if fault is not None:
            if refusal := fault.refusal():
                raise refusal
            if fault.kind == "reset":
                raise _Broken
            if fault.kind == "html":
                return None
        return await self._methods.call(call.method, call.params)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        fault = self.world.faults.draw("file")
        file = self.world.files.get(request.match_info["path"].rpartition("/")[2])
        if fault is not None and fault.kind in ("reset", "drop"):
            return _break(request)
        if request.match_info["token"] != self.world.token or file is None:
            return web.json_response(Refused(code=404).body, status=404)
        if fault is not None and fault.kind.startswith("html"):
            return web.Response(status=502, text=PAGE, content_type="text/html")
        return web.Response(body=file.data)

    # --- the webhook ---------------------------------------------------------------------------------------

    async def _deliver(self) -> None:
        """Send the oldest update until it is taken, as Telegram does while a webhook is set."""
        async with ClientSession(timeout=ClientTimeout(total=10)) as client:
            while True:
                head = self.world.queue.head() if self.world.webhook.get("url") else None
                if head is None:
                    await self.world.change(1.0)
                    continue
                number, update = head
                if await self._taken(client, update):
                    self.world.queue.delivered(number)
                else:
                    await asyncio.sleep(0.1)

    async def _taken(self, client: ClientSession, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.world.webhook["secret"]}
        try:
            async with client.post(self.world.webhook["url"], json=update, headers=headers) as answer:
                return 200 <= answer.status < 300
        except (ClientError, TimeoutError):
            return False


class _Broken(Exception):  # noqa: N818 - the connection is to break
    pass


def _break(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _answer(request: web.Request, code: int, body: str, fault: Fault | None) -> web.StreamResponse:
    kind = fault.kind if fault else ""
    if kind == "drop":
        return _break(request)
    if kind in ("html", "html_after"):
        return web.Response(status=502, text=PAGE, content_type="text/html")
    if kind == "cut":
        body = body[: max(1, len(body) // 2)]
    return web.Response(status=code, text=body, content_type="application/json")


async def _params(request: web.Request) -> Json:
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        given = await request.json()
        return params | {name: _as_text(value) for name, value in given.items()}
    for name, value in (await request.post()).items():
        params[name] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
    return params


def _as_text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else str(value)
