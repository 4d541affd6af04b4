"""The demo, a browser, and visitors in front of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import running_chromium
from tests.browser.running_demo import running_demo
from tests.browser.visitor import Visitor


@pytest.fixture(scope="module")  # what one module does to the clock is no matter of the next one's
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_demo(tmp_path_factory.mktemp("demo")) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def visit(demo: str, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a page; whatever the page complained about fails the test."""
    visitors: list[Visitor] = []

    def open_page(**look: Any) -> Visitor:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "ru-RU"} | look)
        visitors.append(Visitor(context.new_page(), demo))
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        visitor.page.context.close()
        assert visitor.troubles == []
