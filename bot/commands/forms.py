"""`form check` and `form show`: a questionnaire looked at on the terminal."""

from pathlib import Path

import typer

from bot.refused import Refused
from surveys.form import Form, Group, Node, plain
from surveys.problems import FormRefused
from texts import form_problems, settings
from texts import forms as words


def check(file: Path) -> None:
    """Say that the form can be used; Refused lists everything that is wrong with it."""
    form = _read(file)
    for kind, name in form.warnings:
        typer.echo(form_problems.note(kind, name), err=True)
    typer.echo(words.sound(form.code, form.title, len(form.questions)))


def show(file: Path) -> None:
    """Print the questions in order, with their conditions."""
    form = _read(file)
    typer.echo(f"{form.code}. {form.title}")
    for node in form.body:
        _print(node, 0)


def _print(node: Node, depth: int) -> None:
    indent = "  " * depth
    condition = node.relevant if isinstance(node, Group) else node.rule.relevant
    note = f"  {words.shown_when(condition)}" if condition else ""
    if isinstance(node, Group):
        typer.echo(f"{indent}[{plain(node.words) or node.name}]{note}")
        for child in node.children:
            _print(child, depth + 1)
    elif node.asked:
        typer.echo(f"{indent}{node.name} ({node.kind}) {plain(node.words)}{note}")
        for option in node.choices:
            typer.echo(f"{indent}    {option.code} – {option.label}")


def _read(file: Path) -> Form:
    from surveys.reader import read_markdown, read_workbook

    if not file.is_file():
        raise typer.BadParameter(settings.no_file(str(file)))
    try:
        if file.suffix.lower() == ".md":
            return read_markdown(file.read_text(encoding="utf-8"))
        return read_workbook(file.read_bytes())
    except FormRefused as refused:
        raise Refused("\n".join(form_problems.lines(refused.problems))) from None
