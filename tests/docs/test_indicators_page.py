"""The page with the passports of indicators says what the program counts."""

from indicators.registry import passports
from reports.indicator_page import page
from tests.docs.sources import read


def test_the_page_is_what_make_passports_writes() -> None:
    assert read("docs/indicators.md") == page(), "run `make passports`"


def test_every_indicator_has_its_section_with_what_it_counts() -> None:
    written = read("docs/indicators.md")
    for passport in passports().values():
        assert f"\n### {passport.code} – {passport.name}\n" in written
        assert passport.numerator in written
