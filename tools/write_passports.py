"""Writes the page with all passports of indicators: `make passports`."""

from pathlib import Path

from reports.indicator_page import page

PAGE = Path(__file__).parents[1] / "docs" / "indicators.md"

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
