"""The peer: aiogram's long-polling echo as its documentation shows it. It reads the settings that the program reads."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Say the same."""
    await message.answer(message.text or "")


@dispatcher.callback_query()
async def echo_press(query: CallbackQuery) -> None:
    """Say what was pressed."""
    assert isinstance(query.message, Message)
    await query.message.answer(query.data or "")


async def main() -> None:
    """Poll until the end of the benchmark."""
    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE"])
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api)))


if __name__ == "__main__":
    asyncio.run(main())
