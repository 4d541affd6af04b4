"""A strict Bot API server for tests: it keeps Telegram's contract, refuses what Telegram refuses, and fails on demand.

`FakeBotApi` is the server, `People` plays those who write to the bot, `Fault` breaks things.
"""

from tests.fake_bot_api.faults import Fault, Faults
from tests.fake_bot_api.flood import Limits
from tests.fake_bot_api.people import People, Shown
from tests.fake_bot_api.server import FakeBotApi
from tests.fake_bot_api.world import World

__all__ = ["FakeBotApi", "Fault", "Faults", "Limits", "People", "Shown", "World"]
