"""`form check` and `form show`: a questionnaire looked at on the terminal."""

import re
from collections.abc import Collection
from pathlib import Path

import typer

import surveys
from bot.given_file import require_readable
from bot.refused import Refused
from services.exchange.package import other_kind
from surveys.form import Form, Group, Node, every_node, plain, titled
from surveys.problems import FormRefused
from texts import commandline, exchange, form_problems
from texts import forms as words

_CODE = re.compile(r"\w{1,8}")  # a form was meant rather than a file
_INSTRUMENTS = Path(surveys.__file__).parent / "instruments"
_PATH = re.compile(r"(?<![\w)\]'])\s?(?:/|(?:\.\./)+)(?:[\w.\-]+/)*([\w.\-]+)\s?")


def check(file: Path) -> None:
    """Say that the form can be used; Refused lists everything that is wrong with it."""
    form = _read(file)
    for kind, name in form.warnings:
        typer.echo(form_problems.note(kind, name), err=True)
    typer.echo(words.sound(form.code, form.title, len(form.questions)))


def show(file: Path) -> None:
    """Print the questions in order, with their conditions; a form of ours may be named by its code."""
    form = _read(_of_ours(file) or file)
    typer.echo(f"{form.code}. {form.title}")
    names = {node.name for node in every_node(form.body)}
    for node in form.body:
        _print(node, 0, names)


def _of_ours(file: Path) -> Path | None:
    """The file of the instrument with this code, when no other file is meant."""
    return _ours().get(str(file).upper()) if _names_nothing(file) else None


def _names_nothing(file: Path) -> bool:
    return _CODE.fullmatch(str(file)) is not None and not file.exists()


def _ours() -> dict[str, Path]:
    return {path.stem: path for path in sorted(_INSTRUMENTS.glob("*.md")) if path.stem != "README"}


def _as_written(condition: str, names: Collection[str]) -> str:
    """The condition as an author writes it: `${name}` where the compiled one has the path of a question."""
    return _PATH.sub(lambda found: f"${{{found[1]}}}" if found[1] in names else found[0], condition)


def _print(node: Node, depth: int, names: Collection[str]) -> None:
    indent = "  " * depth
    condition = node.relevant if isinstance(node, Group) else node.rule.relevant
    note = f"  {words.shown_when(_as_written(condition, names))}" if condition else ""
    if isinstance(node, Group):
        typer.echo(f"{indent}[{plain(node.words) or node.name}]{note}")
        for child in node.children:
            _print(child, depth + 1, names)
    elif node.asked:
        typer.echo(f"{indent}{node.name} ({node.kind}) {plain(node.words)}{note}")
        for option in node.choices:
            typer.echo(f"{indent}    {option.code} – {option.label}")


def _read(file: Path) -> Form:
    from surveys.reader import read_markdown, read_workbook

    if _names_nothing(file):
        raise Refused(words.no_form(str(file), _ours()))
    require_readable(file)
    try:
        if file.suffix.lower() == ".md":
            return read_markdown(file.read_text(encoding="utf-8"))
        if other := other_kind(file):
            raise Refused(exchange.line(other))
        return titled(read_workbook(file.read_bytes()), file.name)
    except UnicodeDecodeError:
        raise Refused(commandline.not_utf_8(str(file))) from None
    except FormRefused as refused:
        raise Refused("\n".join(form_problems.lines(refused.problems))) from None
