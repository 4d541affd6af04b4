"""What the page asks for and what people do on it, as JSON over HTTP."""

import json
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Literal, TypeVar
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, Field, ValidationError

from messengers.webchat import views
from messengers.webchat.chats import Chats, Upload
from messengers.webchat.clock import Clock
from messengers.webchat.limits import DOCUMENT_BYTES
from messengers.webchat.people import DemoPerson
from messengers.webchat.records import Json
from messengers.webchat.refusal import Refusal
from texts.webchat import WORDS

_PAGE: Final = 50  # messages at once
_NO_END: Final = 2**62
_STEPS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class _Said(BaseModel):
    text: str


class _Pressed(BaseModel):
    message: int = Field(ge=0, lt=_NO_END)
    data: str


class _Read(BaseModel):
    upto: int = Field(ge=0, lt=_NO_END)


class _Sent(BaseModel):
    file: str
    caption: str = ""


class _Turned(BaseModel):
    step: Literal["hour", "day", "next"]


Body = TypeVar("Body", bound=BaseModel)


class Requests:
    """Everything behind /api and /files."""

    def __init__(self, chats: Chats, clock: Clock, zone: str) -> None:
        self._chats = chats
        self._clock = clock
        self._zone = zone

    def routes(self) -> list[web.RouteDef]:
        """The addresses and what answers there."""
        chat = "/api/chats/{person}"
        return [
            web.get("/api/start", self._start),
            web.get(f"{chat}/messages", self._history),
            web.post(f"{chat}/text", _polite(self._say)),
            web.post(f"{chat}/press", _polite(self._press)),
            web.post(f"{chat}/file", _polite(self._send_file)),
            web.post(f"{chat}/read", self._read),
            web.put("/api/uploads", _polite(self._upload)),
            web.get("/api/clock", self._show_clock),
            web.post("/api/clock", self._turn_clock),
            web.get("/files/{file}", self._download),
        ]

    # --- what the page shows -----------------------------------------------------------------------------------

    async def _start(self, _: web.Request) -> web.Response:
        people = [self._person(person) for person in self._chats.people.values()]
        limits = {"upload": DOCUMENT_BYTES}
        bot = {"name": self._chats.bot["first_name"], "username": self._chats.bot["username"]}
        clock = await self._time()
        return _json({"words": WORDS, "bot": bot, "limits": limits, "people": people, "clock": clock})

    def _person(self, person: DemoPerson) -> Json:
        chat = person.user_id
        return {
            "id": chat,
            "name": person.name,
            "caption": person.caption,
            "group": person.group,
            "last": self._chats.last(chat),
            "unread": self._chats.store.unread(chat),
            "commands": self._chats.commands(chat),
        }

    async def _history(self, request: web.Request) -> web.Response:
        before = request.query.get("before", "")
        upto = int(before) if before.isdecimal() and len(before) < len(str(_NO_END)) else _NO_END
        messages = self._chats.store.history(self._who(request).user_id, upto, _PAGE)
        return _json({"messages": [views.message(one) for one in messages], "more": len(messages) == _PAGE})

    async def _download(self, request: web.Request) -> web.Response:
        file = self._chats.store.file(request.match_info["file"])
        data = self._chats.store.file_bytes(file.id) if file else None
        if file is None or data is None:
            raise web.HTTPNotFound
        headers = {
            # Only measured pictures keep their type: nothing that somebody uploads may run as a page.
            "Content-Type": file.media_type if file.is_picture else "application/octet-stream",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=31536000, immutable",
        }
        return web.Response(body=data, headers=headers)

    # --- what people do ------------------------------------------------------------------------------------

    async def _say(self, request: web.Request) -> web.Response:
        self._chats.say(self._who(request), (await _body(request, _Said)).text)
        return _json({})

    async def _press(self, request: web.Request) -> web.Response:
        pressed = await _body(request, _Pressed)
        return _json({"press": self._chats.press(self._who(request), pressed.message, pressed.data)})

    async def _upload(self, request: web.Request) -> web.Response:
        media: Literal["photo", "document"] = "photo" if request.query.get("media") == "photo" else "document"
        name = request.query.get("name", "").replace("\\", "/").rsplit("/", 1)[-1] or "file"
        data = await request.read()
        if not data:
            raise Refusal("file must be non-empty")
        return _json(views.file(self._chats.upload(Upload(name, data, media))))

    async def _send_file(self, request: web.Request) -> web.Response:
        sent = await _body(request, _Sent)
        self._chats.send_file(self._who(request), sent.file, sent.caption)
        return _json({})

    async def _read(self, request: web.Request) -> web.Response:
        self._chats.read(self._who(request), (await _body(request, _Read)).upto)
        return _json({})

    def _who(self, request: web.Request) -> DemoPerson:
        person = self._chats.people.get(request.match_info["person"])
        if person is None:
            raise web.HTTPNotFound
        return person

    # --- the clock -----------------------------------------------------------------------------------------

    async def _show_clock(self, _: web.Request) -> web.Response:
        return _json(await self._time())

    async def _turn_clock(self, request: web.Request) -> web.Response:
        step = (await _body(request, _Turned)).step
        if step == "next":
            await self._go_to(await self._clock.next_event())
        else:
            await self._clock.advance(_STEPS[step])
        time = await self._time()
        self._chats.hub.publish("clock", clock=time)
        return _json(time)

    async def _go_to(self, moment: datetime | None) -> None:
        if moment is not None:
            await self._clock.advance(max(moment - self._clock.now(), timedelta(0)))

    async def _time(self) -> Json:
        moment = await self._clock.next_event()
        planned = moment.isoformat() if moment else None
        return {"now": self._clock.now().isoformat(), "next": planned, "zone": self._zone}


async def _body(request: web.Request, shape: type[Body]) -> Body:
    try:
        return shape.model_validate_json(await request.read())
    except ValidationError:
        raise web.HTTPBadRequest(text="The request is not what the page sends.") from None


def _json(body: Json, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, dumps=partial(json.dumps, ensure_ascii=False))


def _polite(handler: Handler) -> Handler:
    """A refusal becomes an answer that the page can show."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return _json({"refused": str(refusal)}, status=409)

    return answer
