"""`python -m bot`."""

import gc
import signal
import sys

_asked_to_leave = False


def _leave(_number: int, _frame: object) -> None:
    global _asked_to_leave  # noqa: PLW0603 - a signal has nobody else to tell
    _asked_to_leave = True
    sys.exit(0)


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 50)  # otherwise what is being imported is looked through again and again
    if sys.argv[1:2] in (["run"], ["demo"]):
        # Whoever serves has nothing to lose before it begins; once it has begun, it leaves in order (bot.app).
        signal.signal(signal.SIGTERM, _leave)
    try:
        from bot.cli import app

        app()
    except Exception:
        if not _asked_to_leave:
            raise
        sys.exit(0)  # pydantic tells of an exit in the middle of its work as of an error of its own
