"""`python -m tests.fake_bot_api --port 8081 --token 42:TEST`: the server in a process of its own."""

import argparse
import asyncio
import sys

from tests.fake_bot_api.control import add_control
from tests.fake_bot_api.flood import Limits
from tests.fake_bot_api.server import FakeBotApi


async def _serve(api: FakeBotApi) -> None:
    add_control(api)
    async with api:
        sys.stdout.write(f"{api.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="tests.fake_bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default="42:TEST")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-flood-limits", action="store_true")
    given = parser.parse_args()
    limits = Limits.none() if given.no_flood_limits else Limits()
    try:
        asyncio.run(_serve(FakeBotApi(given.token, limits, given.port, given.seed)))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
