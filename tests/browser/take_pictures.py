"""Takes the README's pictures from the real page of the real demo: `make screenshots`."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.chromium import running_chromium
from tests.browser.running_demo import running_demo
from tests.browser.visitor import Visitor

IMAGES = Path("docs/images")
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "has_touch": True, "is_mobile": True
}  # fmt: skip


def main() -> None:
    """Play a short story and photograph it."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder)) as url, running_chromium() as chromium:
        opening(visit(chromium, url, **DESKTOP))
        answering(visit(chromium, url, **DESKTOP))
        reviewing(visit(chromium, url, color_scheme="dark", **PHONE))
        counting(visit(chromium, url, **DESKTOP))


def visit(chromium: Browser, url: str, **look: Any) -> Visitor:
    """A new window that looks like this."""
    context = chromium.new_context(locale="ru-RU", reduced_motion="reduce", **look)
    return Visitor(context.new_page(), url)


def opening(page: Visitor) -> None:
    """The coordinator is about to open a survey."""
    page.be("Берёзкина").says("/menu")
    page.presses("Новый опрос", "Q1")
    picture(page, "survey-to-open")
    page.presses("Открыть опрос")
    page.sees("открыт по")


def answering(page: Visitor) -> None:
    """A teacher chooses several options."""
    page.be("Ясенева").presses("Подробнее и начать", "Начать", "да, и то и другое", "1", "4")
    picture(page, "question")


def reviewing(page: Visitor) -> None:
    """The same on a phone in the evening."""
    page.be("Полынина").presses("Подробнее и начать", "Начать", "да, и то и другое", "1", "Готово (1)")
    page.presses("методика и качество урока")
    picture(page, "phone-dark")


def counting(page: Visitor) -> None:
    """The figures of last year's survey."""
    page.be("Берёзкина").says("/menu")
    page.presses("Опросы", "2. ⚪…", "Результаты")
    expect(page.page.locator(".picture")).to_be_visible()
    picture(page, "results")


def picture(page: Visitor, name: str) -> None:
    """Keep what is on the page."""
    page.page.mouse.move(0, 0)
    page.page.wait_for_timeout(400)  # toasts and the pressed button calm down
    path = IMAGES / f"{name}.png"
    page.page.screenshot(path=path)
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
