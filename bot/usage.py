"""Help and wrong usage of the command line, told in Russian; the library's own words are English."""

import sys
from collections import Counter
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from texts import wrong_usage as words


class Command(TyperCommand):
    """A command with its help in Russian, which refuses to be told one thing twice instead of taking the last."""

    def get_help(self, ctx: Any) -> str:
        """The whole page of help."""
        return words.framed(super().get_help(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """How the command is written, without arguments that nobody is told of."""
        unseen = [each for each in self.get_params(ctx) if getattr(each, "hidden", False)]
        hidden = [piece for each in unseen for piece in each.get_usage_pieces(ctx)]
        return [piece for piece in super().collect_usage_pieces(ctx) if piece not in hidden]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed."""
        _, _, typed = self.make_parser(ctx).parse_args(args=list(args))
        for each, times in Counter(typed).items():
            if times > 1 and not each.multiple and not getattr(each, "is_flag", False):
                ctx.fail(words.twice(each.opts[0]))
        return super().parse_args(ctx, args)


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
