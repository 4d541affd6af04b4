"""Somebody in front of the demo's page: reads, presses and types like a person."""

import re

from playwright.sync_api import Locator, Page, expect

WAIT = 15_000  # milliseconds for the bot to answer on a busy machine


class Visitor:
    """One open page; `be` puts the visitor in somebody's shoes."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)
        page.set_default_timeout(WAIT)
        expect.set_options(timeout=WAIT)
        page.goto(url)

    def be(self, name: str) -> "Visitor":
        """Open this person's conversation."""
        self.entry(name).click()
        expect(self.page.locator("#who-name")).to_contain_text(name)
        return self

    def entry(self, name: str) -> Locator:
        """The person's line in the list."""
        return self.page.locator(".person", has_text=name)

    def says(self, text: str) -> None:
        """Type a message and send it with Enter."""
        field = self.page.get_by_role("textbox")
        field.fill(text)
        if text.startswith("/"):
            field.press("Escape")  # the list of commands
            expect(field).to_be_focused()
        field.press("Enter")
        expect(self.page.locator(".mine").last).to_contain_text(text)

    def presses(self, *labels: str) -> None:
        """Press these buttons one after another, each once the bot has shown what the one before it did."""
        for label in labels:
            before = self.page.locator("#messages").text_content()
            self.key(label).click()
            self.page.wait_for_function(
                "before => document.querySelector('#messages').textContent !== before", arg=before
            )

    def key(self, label: str) -> Locator:
        """The newest button with this label; «Анкета…» stands for any that begins so."""
        end = "" if label.endswith("…") else r"\s*$"
        return self.page.locator(".key").filter(has_text=re.compile(rf"^\s*{re.escape(label.rstrip('…'))}{end}")).last

    def sees(self, words: str) -> Locator:
        """The bot's newest message holds these words, now or in a moment."""
        message = self.page.locator(".theirs").last
        expect(message).to_contain_text(words)
        return message

    def turns_the_clock(self, label: str) -> None:
        """Press one of the buttons of the demo's clock."""
        if self.page.locator("#clock-more").is_visible():
            self.page.locator("#clock-more").click()
        self.page.locator("#clock-steps button", has_text=label).click()
        expect(self.page.locator("#clock-steps.busy")).to_have_count(0)
