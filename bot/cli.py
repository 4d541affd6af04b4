"""The command line. Exit status: 0 done, 1 refused with the reasons on standard error, 2 wrong usage."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands.indicators import indicators_command
from bot.refused import Refused
from bot.usage import Command, Commands
from storage.database import Database
from texts import commandline as words

app = typer.Typer(
    name="bot",
    cls=Commands,
    help=words.ABOUT,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
form = typer.Typer(cls=Commands, help=words.FORM, no_args_is_help=True)
app.add_typer(form, name="form")
survey = typer.Typer(cls=Commands, help=words.SURVEY, no_args_is_help=True)
app.add_typer(survey, name="survey")


@contextmanager
def _refusals() -> Iterator[None]:
    """Whatever is refused ends as lines on standard error and status 1."""
    try:
        yield
    except Refused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None


@app.command(cls=Command, help=words.RUN)
def run() -> None:
    from bot import serving

    with _refusals():
        serving.run()


@app.command(cls=Command, help=words.DEMO)
def demo(
    listen: Annotated[str | None, typer.Option(metavar=words.A_ADDRESS, help=words.LISTEN)] = None,
) -> None:
    from bot import serving

    with _refusals():
        serving.demo(listen)


@app.command(cls=Command, help=words.MIGRATE)
def migrate() -> None:
    from bot.commands import upkeep

    with _refusals():
        upkeep.migrate()


@app.command("import", cls=Command, help=words.IMPORT)
def import_(
    book: Annotated[Path, typer.Argument(metavar=words.A_BOOK, help=words.BOOK_IN)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)] = False,
) -> None:
    from bot.commands import exchange

    with _refusals():
        exchange.import_book(book, dry_run=dry_run)


@app.command(cls=Command, help=words.EXPORT)
def export(
    book: Annotated[Path, typer.Argument(metavar=words.A_BOOK, help=words.BOOK_OUT)],
    municipality: Annotated[str | None, typer.Option(metavar=words.A_CODE, help=words.MUNICIPALITY)] = None,
) -> None:
    from bot.commands import exchange

    with _refusals():
        exchange.export_book(book, municipality)


@app.command(cls=Command, help=words.COLLECT)
def collect(
    file: Annotated[Path, typer.Argument(metavar=words.A_FILE, help=words.COLLECT_FILE)],
    survey: Annotated[str, typer.Option(metavar=words.A_CODE, help=words.COLLECT_SURVEY)],
    column: Annotated[list[str] | None, typer.Option(metavar=words.A_PAIR, help=words.COLLECT_COLUMN)] = None,
    value: Annotated[list[str] | None, typer.Option(metavar=words.A_PAIR, help=words.COLLECT_VALUE)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)] = False,
) -> None:
    from bot.commands import collect as collecting

    with _refusals():
        collecting.collect(file, survey, collecting.mapping(column or (), value or ()), dry_run=dry_run)


@app.command(cls=Command, help=words.INVITE)
def invite(
    person: Annotated[list[str] | None, typer.Option(metavar=words.A_CODE, help=words.INVITE_PERSON)] = None,
    school: Annotated[str | None, typer.Option(metavar=words.A_CODE, help=words.INVITE_SCHOOL)] = None,
    municipality: Annotated[str | None, typer.Option(metavar=words.A_CODE, help=words.INVITE_MUNICIPALITY)] = None,
    sheet: Annotated[Path | None, typer.Option(metavar=words.A_FILE, help=words.INVITE_SHEET)] = None,
) -> None:
    from bot.commands import invitations

    with _refusals():
        invitations.invite(invitations.Whom(tuple(person or ()), school, municipality), sheet)


@app.command(cls=Command, help=words.TEMPLATE)
def template(book: Annotated[Path, typer.Argument(metavar=words.A_BOOK, help=words.BOOK_OUT)]) -> None:
    from bot.commands import exchange

    with _refusals():
        exchange.write_template(book)


@contextmanager
def _for_figures() -> Iterator[Database]:
    with _refusals(), terminal.database() as db:
        yield db


app.command("indicators", cls=Command, help=words.INDICATORS)(indicators_command(_for_figures))


@form.command("check", cls=Command, help=words.FORM_CHECK)
def form_check(file: Annotated[Path, typer.Argument(metavar=words.A_FILE, help=words.FORM_FILE)]) -> None:
    from bot.commands import forms

    with _refusals():
        forms.check(file)


@form.command("show", cls=Command, help=words.FORM_SHOW)
def form_show(file: Annotated[Path, typer.Argument(metavar=words.A_FILE, help=words.FORM_FILE_OR_CODE)]) -> None:
    from bot.commands import forms

    with _refusals():
        forms.show(file)


@survey.command("list", cls=Command, help=words.SURVEY_LIST)
def survey_list() -> None:
    from bot.commands import surveys

    with _refusals():
        surveys.listed()


@app.command(cls=Command, help=words.BACKUP)
def backup(to: Annotated[Path | None, typer.Option(metavar=words.A_FOLDER, help=words.BACKUP_TO)] = None) -> None:
    from bot.commands import upkeep

    with _refusals():
        upkeep.backup(to)


@app.command(cls=Command, help=words.HEALTH)
def health() -> None:
    from bot.commands import upkeep

    with _refusals():
        upkeep.health()
