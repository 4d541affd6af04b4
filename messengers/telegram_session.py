"""Requests to the Bot API. The token is part of every address, so no error of a library leaves this file as it came."""

import asyncio
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast

import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError
from yarl import URL

from messengers.messenger import Call, NeverSent, NoFile, TokenRefused
from messengers.polling import Conflict, Unavailable, read_batch
from messengers.posting import NotConnectedError, Posting

_CONNECT_SECONDS = 5.0
_REQUEST_SECONDS = 60.0
_BEFORE_SENDING: tuple[type[Exception], ...] = (NotConnectedError, ClientConnectorError, ConnectionTimeoutError)
_JSON = {"Content-Type": "application/json"}
_ACCEPTED = b'{"ok":true'


class TelegramSession(AiohttpSession):
    """aiogram's session with an address of the API server, a proxy, and errors that can be logged."""

    def __init__(self, api_base: str = "", proxy: str = "") -> None:
        api = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
        try:
            super().__init__(proxy=proxy or None, api=api)
        except ValueError:
            raise ValueError("the proxy is written as scheme://user:password@host:port") from None
        self._posting = None if proxy else Posting(api.base)
        self._before_sending = _BEFORE_SENDING + (_proxy_errors() if proxy else ())
        self._failures: tuple[type[Exception], ...] = (ClientError, OSError, *self._before_sending)
        self._errors: tuple[type[Exception], ...] = (AiogramError, *self._failures)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        """As in aiogram; whatever fails below it becomes one of aiogram's errors, without addresses and contents."""
        try:
            return await self._request(bot, method, timeout)
        except self._errors as error:
            raise self._told(error, method) from None

    async def perform(self, bot: Bot, call: Call) -> None:
        """Make a call of which nobody reads the result; the errors are the same."""
        if any(isinstance(value, InputFile) for value in call.fields.values()):
            await bot(call.as_method())
            return
        try:
            status, body = await self._post(bot.token, call.method.__api_method__, call.fields, _REQUEST_SECONDS)
            if status != HTTPStatus.OK or not body.startswith(_ACCEPTED):
                self.check_response(bot, call.as_method(), status, body.decode(errors="replace"))
        except self._errors as error:
            raise self._told(error, call.as_method()) from None

    async def close(self) -> None:
        """Let the connections go."""
        if self._posting is not None:
            self._posting.close()
        await super().close()

    def _told(self, error: Exception, method: TelegramMethod[Any]) -> Exception:
        """What is told of an error: nothing that stands in an address or a message."""
        if isinstance(error, ClientDecodeError):
            # Whether it was accepted has to be known: a message must not go out again for an odd answer.
            accepted = isinstance(error.data, dict) and error.data.get("ok") is True
            original = ValueError(_kind(error.original))
            return ClientDecodeError(
                "the answer is not what the Bot API gives", original, {"ok": True} if accepted else ""
            )
        if isinstance(error, AiogramError):
            return error
        kind = NeverSent if isinstance(error, self._before_sending) else TelegramNetworkError
        return kind(method, _kind(error))

    async def _request(self, bot: Bot, method: TelegramMethod[TelegramType], seconds: float | None) -> TelegramType:
        files: dict[str, InputFile] = {}
        fields = {name: self.prepare_value(value, bot=bot, files=files) for name, value in method if value is not None}
        seconds, name = seconds or _REQUEST_SECONDS, method.__api_method__
        if files:
            url, form = self.api.api_url(bot.token, name), self.build_form_data(bot, method)
            status, body = await self._through_aiohttp(url, seconds, data=form)
        else:
            status, body = await self._post(bot.token, name, fields, seconds)
        answer = self.check_response(bot, method, status, body.decode(errors="replace"))
        return cast("TelegramType", answer.result)

    async def _post(self, token: str, method: str, fields: dict[str, Any], seconds: float) -> tuple[int, bytes]:
        """Status and body of the answer to a call without files."""
        url = self.api.api_url(token, method)
        body = orjson.dumps({name: value for name, value in fields.items() if value})
        if self._posting is None:
            return await self._through_aiohttp(url, seconds, data=body, headers=_JSON)
        return await self._posting.post(_path(url), body, seconds)

    async def _through_aiohttp(self, url: str, seconds: float, **content: Any) -> tuple[int, bytes]:
        """The way of what is big and of what goes through a proxy."""
        client = await self.create_session()
        timeout = ClientTimeout(total=seconds, sock_connect=_CONNECT_SECONDS)
        async with client.post(url, timeout=timeout, **content) as response:
            return response.status, await response.read()

    async def raw(self, token: str, method: str, params: dict[str, str], seconds: float) -> Any:
        """Call a method and return its result as plain JSON. Raises TokenRefused, Conflict, Unavailable."""
        try:
            status, body = await self._post(token, method, params, seconds)
        except self._failures as error:
            raise Unavailable(_kind(error)) from None
        return _result(status, body)

    async def read_file(self, token: str, path: str, limit: int) -> bytes:
        """The bytes of a file on the API server. Raises NoFile, Unavailable."""
        client = await self.create_session()
        timeout = ClientTimeout(total=_REQUEST_SECONDS, sock_connect=_CONNECT_SECONDS)
        data = bytearray()
        try:
            async with client.get(self.api.file_url(token, path), timeout=timeout) as response:
                if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise Unavailable(f"HTTP {response.status}")
                if response.status != HTTPStatus.OK:
                    raise NoFile(f"HTTP {response.status}")
                async for chunk in response.content.iter_chunked(2**16):
                    data += chunk
                    if len(data) > limit:
                        raise NoFile("too big")
        except self._failures as error:
            raise Unavailable(_kind(error)) from None
        return bytes(data)


@lru_cache(maxsize=50)
def _path(url: str) -> str:
    return URL(url).raw_path


def _proxy_errors() -> tuple[type[Exception], ...]:
    """Its import takes a twentieth of the start: only who needs a proxy pays."""
    from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

    return ProxyError, ProxyConnectionError, ProxyTimeoutError


def _kind(error: BaseException) -> str:
    """All that is told of a foreign error: what it is called."""
    return "timeout" if isinstance(error, asyncio.TimeoutError) else type(error).__name__


def _result(status: int, body: bytes) -> Any:
    if status == HTTPStatus.UNAUTHORIZED:
        raise TokenRefused("the messenger does not know the token")
    try:
        answer = read_batch(body)
    except ValueError:
        raise Unavailable(f"HTTP {status} without readable JSON") from None
    if status == HTTPStatus.CONFLICT:
        raise Conflict(str(answer.get("description", "")) if isinstance(answer, dict) else "")
    if not isinstance(answer, dict) or answer.get("ok") is not True:
        raise _refusal(status, answer if isinstance(answer, dict) else {})
    return answer.get("result")


def _refusal(status: int, answer: dict[str, Any]) -> Unavailable:
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return Unavailable(f"HTTP {status}", float(wait) if isinstance(wait, int | float) else None)
