"""Telegram as a messenger: receiving by long polling or a webhook, files, and the bot that sends."""

import asyncio
import json
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from messengers.messenger import FETCH_LIMIT, KINDS, Call, NoFile, Pace, Store
from messengers.polling import Conflict, Patience, Trouble, Unavailable, poll
from messengers.telegram_session import TelegramSession
from messengers.webhook import Webhook, listening

log = logging.getLogger(__name__)

_DOWNLOAD_PAUSES = (0.5, 1.5, 0.0)
_SPARE_SECONDS = 10.0  # for an answer that is late, on top of the time a request may wait for news


class TelegramMessenger:
    """One bot in Telegram. `api_base` is an API server of one's own, `proxy` http:// or socks5://."""

    name = "telegram"
    # Even 26 a second is never refused when arrivals jitter; https://core.telegram.org/bots/faq#broadcasting-to-users
    pace = Pace(per_second=26.0, chat_gap=1.1, group_gap=3.2)

    def __init__(
        self,
        token: str,
        *,
        api_base: str = "",
        proxy: str = "",
        webhook: Webhook | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._session = TelegramSession(api_base, proxy)
        self.bot = Bot(token, session=self._session)
        self.bot_id = self.bot.id
        self._webhook = webhook
        self._patience = patience or Patience()

    async def receive(self, store: Store) -> None:
        """Take updates in until cancelled; raises CannotReceive."""
        if self._webhook is None:
            await poll(self._fetch, store, self._patience)
            return
        async with listening(self._webhook, store):
            await self._set_webhook(self._webhook)
            await asyncio.Event().wait()

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file that a person sent; raises NoFile."""
        for pause in _DOWNLOAD_PAUSES:
            try:
                file = await self.bot.get_file(file_id)
                return await self._session.read_file(self.bot.token, file.file_path or "", FETCH_LIMIT)
            except TelegramRetryAfter as busy:
                await asyncio.sleep(busy.retry_after)
            except (Unavailable, TelegramNetworkError, TelegramServerError, ClientDecodeError):
                await asyncio.sleep(pause)
            except TelegramAPIError as error:
                raise NoFile(error.message) from None
        raise NoFile("the messenger does not answer")

    async def perform(self, call: Call) -> None:
        """Say something; raises aiogram's errors."""
        await self._session.perform(self.bot, call)

    async def close(self) -> None:
        """Let the connections go."""
        await self._session.close()

    # --- receiving -------------------------------------------------------------------------------------------

    async def _fetch(self, offset: int | None) -> list[Any]:
        params = {
            "timeout": str(round(self._patience.poll)),
            "limit": "100",
            "allowed_updates": json.dumps(KINDS),
        }
        if offset is not None:
            params["offset"] = str(offset)
        try:
            result = await self._call("getUpdates", params, self._patience.poll + _SPARE_SECONDS)
        except Conflict as conflict:
            if "webhook" not in str(conflict):
                raise
            log.warning("A webhook was set for this bot: it is removed, updates are asked for from now on")
            await self._call("deleteWebhook", {"drop_pending_updates": "false"}, _SPARE_SECONDS)
            return []
        if not isinstance(result, list):
            raise Unavailable("an answer without a list of updates")
        return result

    async def _set_webhook(self, hook: Webhook) -> None:
        params = {
            "url": hook.url,
            "secret_token": hook.secret,
            "allowed_updates": json.dumps(KINDS),
            "drop_pending_updates": "false",
        }
        trouble = Trouble(self._patience)
        while True:
            try:
                await self._call("setWebhook", params, _SPARE_SECONDS)
            except Unavailable as error:
                pause = trouble.failed(str(error), asyncio.get_running_loop().time())
                await asyncio.sleep(pause if error.retry_after is None else error.retry_after)
            else:
                return

    async def _call(self, method: str, params: dict[str, str], seconds: float) -> Any:
        return await self._session.raw(self.bot.token, method, params, seconds)
