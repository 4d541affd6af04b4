"""`invite`: invitations from the command line, where everybody is in reach; they vouch for regional roles too."""

from dataclasses import dataclass
from pathlib import Path

import typer

from bot import terminal
from bot.clock import real_now
from bot.given_file import require_writable
from bot.refused import Refused
from services import rosters
from storage.unit import Shelf, Uow
from texts import exchange
from texts import invitations as words


@dataclass(frozen=True, slots=True)
class Whom:
    """People by their codes, or everybody of a school or a municipality who is not linked."""

    people: tuple[str, ...]
    school: str | None
    municipality: str | None


def invite(whom: Whom, sheet: Path | None) -> None:
    """Print a line a person: code, start payload of the link, short code, until when. Raises Refused."""
    if not (whom.people or whom.school or whom.municipality):
        raise typer.BadParameter(words.NOBODY)
    if sheet is not None:
        require_writable(sheet)  # the invitations that people have already must not end for nothing
    settings = terminal.checked()
    now = real_now()
    shelf = Shelf(settings.bot_data_dir)
    try:
        with terminal.database(settings) as db:
            cards = db.write_now(
                lambda tx: rosters.invite_all(Uow(tx, shelf), whom.people, (whom.school, whom.municipality), now)
            )
    except rosters.UnknownCode as unknown:
        raise Refused(words.unknown(unknown.kind, unknown.code)) from None
    for card in cards:
        typer.echo(
            f"{card.person}\t{card.token}\t{card.code}\t{card.expires_at:%Y-%m-%d %H:%M} {card.expires_at.tzinfo}"
        )
    if sheet is not None:
        _write(sheet, rosters.sheet_bytes(cards))
        typer.echo(words.sheet_written(str(sheet), len(cards)), err=True)


def _write(sheet: Path, data: bytes) -> None:
    try:
        sheet.write_bytes(data)
    except OSError:
        raise Refused(exchange.cannot_write(str(sheet))) from None
