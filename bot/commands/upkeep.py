"""`migrate`, `backup`, `health`."""

from pathlib import Path

import typer

from bot import backups, wellbeing
from bot.clock import real_now
from bot.database import Unusable, prepare
from bot.refused import Refused
from bot.terminal import checked
from texts import starting, upkeep


def migrate() -> None:
    """Bring the database up to this program's version."""
    settings = checked()
    try:
        version = prepare(settings)
    except Unusable as error:
        raise Refused(str(error)) from None
    typer.echo(starting.migrated(version))


def backup(folder: Path | None) -> None:
    """Take a copy that was checked; it can be taken while the bot works."""
    settings = checked()
    try:
        made = backups.take(settings, folder or settings.bot_data_dir / "backups", real_now())
    except backups.NoBackup as error:
        raise Refused(str(error)) from None
    typer.echo(upkeep.backup_done(str(made.path), made.size, made.people, made.responses))


def health() -> None:
    """Print every sign of health; Refused when one of them is red."""
    settings = checked()
    signs = wellbeing.look(settings, real_now())
    for sign in signs:
        typer.echo(upkeep.sign_line(sign.name, sign.value, sign.well))
    if not all(sign.well for sign in signs):
        raise Refused(upkeep.UNWELL)
