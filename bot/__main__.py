"""`python -m bot`."""

import gc
import signal
import sys


def _leave(_number: int, _frame: object) -> None:
    sys.exit(0)


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 50)  # otherwise what is being imported is looked through again and again
    if sys.argv[1:2] in (["run"], ["demo"]):
        # Whoever serves has nothing to lose before it begins; once it has begun, it leaves in order (bot.app).
        signal.signal(signal.SIGTERM, _leave)

    from bot.cli import app

    app()
