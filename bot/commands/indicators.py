"""`python -m bot indicators`: exact figures for programs and for people, by the public contract."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from threading import Timer
from typing import Annotated, NoReturn

import typer

from indicators import rulebook
from indicators.periods import NoSuchPeriod, Period, parse
from indicators.registry import codes as known_codes
from indicators.registry import passports
from indicators.request import By, Request, UnknownCode
from indicators.rows import Row
from reports import indicator_list
from reports.indicator_list import Format
from storage.companions import SPARE
from storage.database import Database
from texts import indicators as words

_DATES = ("%Y-%m-%d", "%d.%m.%Y")
_A_MOMENT = 2.0  # seconds


def indicators_command(open_database: Callable[[], AbstractContextManager[Database]]) -> Callable[..., None]:
    """The command over a database that is opened when it is needed; register what is returned with typer."""

    def indicators(  # noqa: PLR0913, PLR0917 - each parameter is an option of the contract
        codes: Annotated[list[str] | None, typer.Argument(metavar="CODE", hidden=True)] = None,
        period: Annotated[str | None, typer.Option(help=words.HELP_PERIOD, metavar="P")] = None,
        municipality: Annotated[str | None, typer.Option(help=words.HELP_MUNICIPALITY, metavar="CODE")] = None,
        school: Annotated[str | None, typer.Option(help=words.HELP_SCHOOL, metavar="CODE")] = None,
        by: Annotated[By | None, typer.Option(help=words.HELP_BY)] = None,
        survey: Annotated[str | None, typer.Option(help=words.HELP_SURVEY, metavar="CODE")] = None,
        code: Annotated[list[str] | None, typer.Option(help=words.HELP_CODE, metavar="CODE ...")] = None,
        group: Annotated[str | None, typer.Option(help=words.HELP_GROUP, metavar="G")] = None,
        as_of: Annotated[str | None, typer.Option(help=words.HELP_AS_OF, metavar="DATE")] = None,
        form: Annotated[Format, typer.Option("--format", help=words.HELP_FORMAT)] = "table",
        passports_: Annotated[bool, typer.Option("--list", help=words.HELP_LIST)] = False,
    ) -> None:
        if passports_:
            _print(indicator_list.passports(passports().values(), form))
            return
        request = Request(
            period=_period(period),
            survey=survey,
            municipality=municipality,
            school=school,
            by=by,
            codes=_codes(code, codes),
            group=group,
            as_of=_day(as_of),
        )
        with open_database() as database, _patience():
            rows = _figures(database, replace(request, rules=rulebook.applied()))  # read with the data folder
        if not rows:
            typer.echo(words.NO_ROWS if request.school is None else words.NO_ROWS_IN_SCHOOL, err=True)
        _print(indicator_list.figures(rows, form))

    return indicators


@contextmanager
def _patience() -> Iterator[None]:
    """Whoever waits for more than a moment is told that work is going on."""
    timer = Timer(_A_MOMENT, lambda: typer.echo(words.COMPUTING, err=True))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _figures(database: Database, request: Request) -> list[Row]:
    from indicators.compute import compute

    try:
        return database.read_now(lambda tx: compute(tx, request), companions=SPARE)
    except UnknownCode as error:
        _refuse(words.unknown(error.kind, error.code))


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def _period(text: str | None) -> Period:
    if text is None:
        raise typer.BadParameter(words.PERIOD_WANTED, param_hint="--period")
    try:
        return parse(text)
    except NoSuchPeriod:
        raise typer.BadParameter(words.no_such_period(text), param_hint="--period") from None


def _codes(repeated: Iterable[str] | None, following: Iterable[str] | None) -> tuple[str, ...]:
    """`--code A B --code C`: what follows the first value of an option comes as bare words."""
    first, rest = tuple(repeated or ()), tuple(following or ())
    if rest and not first:
        raise typer.BadParameter(words.unexpected(rest[0]))
    return tuple(map(_code, (*first, *rest)))


def _code(text: str) -> str:
    """The code in its own letters; people may write it in any case."""
    if text.casefold() not in known_codes():
        raise typer.BadParameter(words.unknown("indicator", text), param_hint="--code")
    return known_codes()[text.casefold()]


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a local date without an hour
        except ValueError:
            continue
    raise typer.BadParameter(words.no_such_day(text), param_hint="--as-of")


def _print(text: str) -> None:
    """UTF-8 whatever the terminal's code page."""
    typer.get_binary_stream("stdout").write(text.encode())
