"""Names of people as they are written on paper; in messengers a person is shown by code."""


def display_name(last: str, first: str, patronymic: str) -> str:
    """«Иванова Мария Петровна», with whatever parts are known."""
    return " ".join(part for part in (last, first, patronymic) if part)
