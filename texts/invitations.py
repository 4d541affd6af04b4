"""Words of `invite` on the command line."""

from texts.grammar import people

NOBODY = "укажите --person, --school или --municipality"
_KINDS = {"person": "Человека", "school": "Школы", "municipality": "Муниципалитета"}


def unknown(kind: str, code: str) -> str:
    """A code that nothing has."""
    return f"{_KINDS[kind]} с кодом «{code}» нет. Проверьте код в книге обмена."


def sheet_written(path: str, count: int) -> str:
    """The printable sheet is there."""
    return f"Карточки ({people(count)}): {path}"
