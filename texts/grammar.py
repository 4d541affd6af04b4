"""Russian grammar that words need beside a number, and its quotation marks."""

_INNER = str.maketrans("«»", "„“")


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with the number: 1 опрос, 2 опроса, 5 опросов."""
    tail = abs(number) % 100
    if 11 <= tail <= 14:  # noqa: PLR2004 - eleven to fourteen take the third form
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(tail % 10, many)


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number with its word: «5 опросов»."""
    return f"{number} {plural(number, one, few, many)}"


def people(number: int) -> str:
    """«1 человек», «3 человека», «25 человек»."""
    return counted(number, "человек", "человека", "человек")


def of_people(number: int) -> str:
    """After «из»: «1 человека», «5 человек», «51 человека»."""
    return counted(number, "человека", "человек", "человек")


def quoted(name: str) -> str:
    """A name in quotation marks; those inside it become the inner ones: «Опрос „Абонемент“»."""
    return f"«{name.translate(_INNER)}»"


def minutes(number: int) -> str:
    """«около минуты», «около 3 минут»."""
    return "около минуты" if number <= 1 else f"около {counted(number, 'минуты', 'минут', 'минут')}"


def days(number: int) -> str:
    """«1 день», «3 дня», «14 дней»."""
    return counted(number, "день", "дня", "дней")


def listed(words: list[str]) -> str:
    """«педагоги, тьюторы и наставники»."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} и {words[-1]}" if words else ""
