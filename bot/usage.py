"""Help and wrong usage of the command line, told in Russian; the library's own words are English."""

import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from texts import wrong_usage as words


class Command(TyperCommand):
    """A command with its help in Russian."""

    def get_help(self, ctx: Any) -> str:
        """The whole page of help."""
        return words.framed(super().get_help(ctx))


class Commands(TyperGroup):
    """Commands with their help in Russian, whose wrong usage ends with status 2 and a sentence."""

    def get_help(self, ctx: Any) -> str:
        """The whole page of help."""
        return words.framed(super().get_help(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run one command and leave with its status."""
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except TyperException as error:
            _leave(error)
        except typer.Abort:
            sys.exit(1)
        sys.exit(status or 0)


def _leave(error: TyperException) -> NoReturn:
    """Say what is wrong, how the command is written and where to read more."""
    said = error.format_message()
    context = getattr(error, "ctx", None)
    typer.echo(words.told(said), err=True)
    if context is not None and said != context.get_help():
        usage = words.framed(context.get_usage()).partition(": ")[2]
        typer.echo(words.written_so(usage, context.command_path), err=True)
    sys.exit(error.exit_code)
