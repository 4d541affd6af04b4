"""The passports of all indicators as a page of the documentation."""

from indicators.registry import Passport, passports, titles
from texts import passports as words


def page() -> str:
    """The page in Markdown, families in the order of their files."""
    families: dict[str, list[Passport]] = {}
    for passport in passports().values():
        families.setdefault(titles()[passport.family], []).append(passport)
    return words.page(families)
