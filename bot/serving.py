"""`run` and `demo`: the process that serves people."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from bot import loop
from bot.addresses import listening
from bot.database import Unusable, opened
from bot.lock import AlreadyRunning, only_process_in
from bot.refused import Refused
from bot.settings import Settings
from bot.terminal import checked
from messengers.messenger import AddressTaken, AnotherReceiver, Messenger, Pace, TokenRefused
from storage import trouble
from storage.database import Database
from storage.lease import LeaseTaken
from texts import settings as settings_words
from texts import starting as words

log = logging.getLogger(__name__)


def run() -> None:
    """Serve Telegram with a token, the demo chat without one."""
    settings = checked()
    if settings.bot_token is None:
        _demo(settings)
        return
    with _refusing(), only_process_in(settings.bot_data_dir), opened(settings) as db:
        loop.run(_serve_telegram(settings, db))


def demo(address: str | None) -> None:
    """Serve the demo chat, whatever the settings say of Telegram."""
    settings = checked()
    if address is not None:
        try:
            settings = Settings(**{**settings.model_dump(), "web_listen": address})
        except ValueError:
            raise Refused(words.bad_settings(f"--listen {address}: {settings_words.BAD_LISTEN}")) from None
    _demo(settings)


def _demo(settings: Settings) -> None:
    from bot import demo as demonstration

    with _refusing():
        demonstration.serve(settings)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what cannot be helped into words for the terminal."""
    try:
        yield
    except AlreadyRunning as error:
        raise Refused(words.already_running(error.pid)) from None
    except LeaseTaken:
        raise Refused(words.lease_taken()) from None
    except Unusable as error:
        raise Refused(str(error)) from None
    except AddressTaken as error:
        raise Refused(words.address_taken("WEBHOOK_LISTEN", str(error))) from None
    except TokenRefused:
        raise Refused(words.token_refused()) from None
    except AnotherReceiver:
        raise Refused(words.another_receiver()) from None
    except Exception as error:
        if trouble.is_full(error):
            raise Refused(words.DISK_FULL) from None
        raise


async def _serve_telegram(settings: Settings, db: Database) -> None:
    from bot.clock import real_now

    telegram = telegram_of(settings)
    try:
        await serve(settings, db, {telegram.name: telegram}, real_now)
    finally:
        await telegram.close()


async def serve(
    settings: Settings, db: Database, messengers: Mapping[str, Messenger], now: Callable[[], datetime]
) -> None:
    """Run the application until a signal."""
    from bot.app import Application, stop_on_signals

    stop = asyncio.Event()
    stop_on_signals(stop)
    application = Application(settings, db, messengers, now)
    await application.prepare()
    log.info(words.serving(", ".join(messengers)))
    await application.run(stop)


def telegram_of(settings: Settings) -> Messenger:
    """Telegram as the settings describe it."""
    from messengers.telegram import TelegramMessenger
    from messengers.webhook import Webhook

    assert settings.bot_token is not None
    webhook = None
    if settings.webhook_url and settings.webhook_secret:
        host, port = listening(settings.webhook_listen)
        webhook = Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value(), host, port)
    telegram = TelegramMessenger(
        settings.bot_token.get_secret_value(),
        api_base=settings.telegram_api_base,
        proxy=settings.telegram_proxy,
        webhook=webhook,
    )
    usual = telegram.pace
    telegram.pace = Pace(settings.telegram_rate, usual.chat_gap, usual.group_gap)
    return telegram
