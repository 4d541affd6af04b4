"""`survey list`."""

from pathlib import Path

import typer

from bot import terminal
from bot.folders import DEMO
from services import monitoring
from services import surveys as running
from storage import surveys
from storage.database import Tx
from storage.exchange.local_time import RUNNING_ON
from storage.scope import EVERYTHING
from storage.unit import Shelf, Uow
from texts import running as words


def listed() -> None:
    """Print every survey: code, state, last day, mode, how many have answered."""
    settings = terminal.checked()
    shelf = Shelf(settings.bot_data_dir)

    def lines(tx: Tx) -> list[str]:
        uow = Uow(tx, shelf)
        return [
            words.terminal_line(
                survey.code,
                survey.state,
                survey.mode,
                running.last_day(survey) if survey.closes_at < RUNNING_ON else None,
                monitoring.share(monitoring.count(uow, survey)),
            )
            for survey in surveys.listed(tx, EVERYTHING)
        ]

    with terminal.database(settings) as db:
        for line in db.read_now(lines) or [words.no_surveys(_demo(settings.bot_data_dir))]:
            typer.echo(line)


def _demo(folder: Path) -> str:
    """Where the demo's surveys are, for a newcomer who has just opened some there; "" without a demo."""
    demo = folder / DEMO
    return str(demo) if demo.is_dir() else ""
