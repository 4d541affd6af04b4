"""Requests to the Bot API. The token is part of every address, so no error of a library leaves this file as it came."""

import asyncio
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError, FormData
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from yarl import URL

from messengers.messenger import NeverSent, NoFile, TokenRefused
from messengers.polling import Conflict, Unavailable, read_batch

_CONNECT_SECONDS = 5.0
_REQUEST_SECONDS = 60.0
_PROXY = (ProxyError, ProxyConnectionError, ProxyTimeoutError)
_BEFORE_SENDING = (ClientConnectorError, ConnectionTimeoutError, *_PROXY)
_FAILURES = (ClientError, OSError, TimeoutError, *_PROXY)
_USUAL = ClientTimeout(total=_REQUEST_SECONDS)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NOWHERE = URL()
_ACCEPTED = b'{"ok":true'

# Nobody reads the message that these bring back, and reading it takes longer than everything else about a request.
_UNREAD = (SendMessage, EditMessageText, AnswerCallbackQuery)


class TelegramSession(AiohttpSession):
    """aiogram's session with an address of the API server, a proxy, and errors that can be logged.

    Sending and editing a text bring back None and not the message.
    """

    def __init__(self, api_base: str = "", proxy: str = "") -> None:
        api = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
        try:
            super().__init__(proxy=proxy or None, api=api)
        except ValueError:
            raise ValueError("the proxy is written as scheme://user:password@host:port") from None

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        """As in aiogram; whatever fails below it becomes one of aiogram's errors, without addresses and contents."""
        try:
            return await self._request(bot, method, timeout)
        except ClientDecodeError as error:
            # Whether it was accepted has to be known: a message must not go out again for an odd answer.
            accepted = isinstance(error.data, dict) and error.data.get("ok") is True
            raise ClientDecodeError(
                "the answer is not what the Bot API gives",
                ValueError(_kind(error.original)),
                {"ok": True} if accepted else "",
            ) from None
        except AiogramError:
            raise
        except _FAILURES as error:
            raise _network_error(method, error) from None

    async def _request(self, bot: Bot, method: TelegramMethod[TelegramType], seconds: int | None) -> TelegramType:
        client = await self.create_session()
        form = self._form(bot, method)
        headers = _FORM if isinstance(form, bytes) else None
        timeout = _USUAL if seconds is None else ClientTimeout(total=seconds)
        url = self.api.api_url(bot.token, method.__api_method__)
        async with client.post(url, data=form, headers=headers, timeout=timeout) as response:
            status, body = response.status, await response.read()
        if status == HTTPStatus.OK and isinstance(method, _UNREAD) and body.startswith(_ACCEPTED):
            return cast("TelegramType", None)
        answer = self.check_response(bot, method, status, body.decode(errors="replace"))
        return cast("TelegramType", answer.result)

    def _form(self, bot: Bot, method: TelegramMethod[TelegramType]) -> bytes | FormData:
        """The same fields as aiogram's form; without files they are encoded at once and not part by part."""
        files: dict[str, InputFile] = {}
        fields = {name: self.prepare_value(value, bot=bot, files=files) for name, value in method}
        if files:
            return self.build_form_data(bot, method)
        query = _NOWHERE.with_query({name: value for name, value in fields.items() if value})
        return query.raw_query_string.encode()

    async def raw(self, token: str, method: str, params: dict[str, str], seconds: float) -> Any:
        """Call a method and return its result as plain JSON. Raises TokenRefused, Conflict, Unavailable."""
        client = await self.create_session()
        timeout = ClientTimeout(total=seconds, sock_connect=_CONNECT_SECONDS)
        try:
            async with client.post(self.api.api_url(token, method), data=params, timeout=timeout) as response:
                status, body = response.status, await response.read()
        except _FAILURES as error:
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
        except _FAILURES as error:
            raise Unavailable(_kind(error)) from None
        return bytes(data)


def _network_error(method: TelegramMethod[TelegramType], error: BaseException) -> TelegramNetworkError:
    kind = NeverSent if isinstance(error, _BEFORE_SENDING) else TelegramNetworkError
    return kind(method, _kind(error))


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
