"""`survey list`."""

import typer

from bot.database import opened
from bot.terminal import checked
from services import monitoring
from storage import surveys
from storage.database import Tx
from storage.scope import EVERYTHING
from storage.unit import Shelf, Uow
from texts import running as words


def listed() -> None:
    """Print every survey: code, state, last day, mode, how many have answered."""
    settings = checked()
    shelf = Shelf(settings.bot_data_dir)

    def lines(tx: Tx) -> list[str]:
        uow = Uow(tx, shelf)
        return [
            words.terminal_line(
                survey.code,
                survey.state,
                survey.mode,
                survey.closes_at,
                monitoring.share(monitoring.count(uow, survey)),
            )
            for survey in surveys.listed(tx, EVERYTHING, limit=1000)
        ]

    with opened(settings) as db:
        for line in db.read_now(lines) or [words.NO_SURVEYS]:
            typer.echo(line)
