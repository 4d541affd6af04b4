"""Names of people as they are written on paper; in messengers a person is shown by code."""


def display_name(last: str, first: str, patronymic: str) -> str:
    """«Иванова Мария Петровна», with whatever parts are known."""
    return " ".join(part for part in (last, first, patronymic) if part)


def short_name(last: str, first: str, patronymic: str) -> str:
    """«Иванова М. П.»; the first name alone when there is no last name."""
    if not last:
        return first
    return " ".join([last, *(f"{part[0]}." for part in (first, patronymic) if part)])
