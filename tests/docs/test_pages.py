"""The pages themselves: what the reader meets first, links that lead somewhere, pictures that are there."""

import re
from pathlib import Path

import pytest

from tests.docs.sources import ROOT, code_blocks, pages, read


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_the_readme_opens_with_the_two_commands(readme: str) -> None:
    assert code_blocks(read(readme))[:2] == ["make run", "make test"]


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path)) for path in pages()])
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"(?:\]\(|src=\")([^)\s\"]+)[)\"]", _prose(read(path))):
        if re.match(r"https?://|mailto:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (ROOT / path).parent / file if file else ROOT / path
        assert there.exists(), target
        if anchor:
            assert anchor in _anchors(there.read_text(encoding="utf-8")), target


def test_decisions_are_numbered_without_gaps_and_say_what_follows() -> None:
    decisions = sorted(path for path in pages() if path.parent == Path("docs/decisions"))
    assert [path.name[:5] for path in decisions] == [f"{number:04}-" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        headings = re.findall(r"^## (.+)$", read(path), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path


def test_the_index_of_decisions_is_whole() -> None:
    linked = set(re.findall(r"\(decisions/(\d{4}-[\w-]+\.md)\)", read("docs/architecture.md")))
    assert linked == {path.name for path in pages() if path.parent == Path("docs/decisions")}


def _prose(markdown: str) -> str:
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", markdown, flags=re.DOTALL | re.MULTILINE)


def _anchors(markdown: str) -> set[str]:
    """As GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
