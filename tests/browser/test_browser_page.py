"""The page in everybody's hands: on a phone, from the keyboard, in the dark, with files and two windows."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.running_demo import running_demo
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.timeout(300)

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FOCUSED = "() => document.activeElement.textContent.trim()"


def drawing() -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(file, "PNG")
    return file.getvalue()


def brightness(visitor: Visitor) -> int:
    colour = str(visitor.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return sum(int(part) for part in colour.strip("rgb()").split(","))


def test_on_a_phone_the_list_gives_way_to_the_conversation_and_back(visit: Callable[..., Visitor]) -> None:
    phone = visit(**PHONE)
    phone.be("Липина").says("/menu")
    phone.sees("Вы здесь как")
    assert not phone.entry("Липина").is_visible()
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width == 390, "nothing sticks out to the side"
    for key in phone.page.locator(".keys").last.locator(".key").all():
        box = key.bounding_box()
        assert box is not None
        assert box["height"] >= 44, "a finger hits it"
    phone.page.get_by_role("button", name="К списку участников").click()
    expect(phone.entry("Липина")).to_be_visible()
    expect(phone.page.get_by_role("textbox")).to_be_hidden()
    phone.be("Липина")
    phone.page.go_back()
    expect(phone.entry("Дубравин")).to_be_visible()


def test_on_a_phone_the_clock_is_folded_away(visit: Callable[..., Visitor]) -> None:
    phone = visit(**PHONE)
    face = phone.page.locator("#clock-face")
    expect(face).not_to_be_empty()
    expect(phone.page.get_by_role("button", name="+1 день")).to_be_hidden()
    before = face.inner_text()
    phone.turns_the_clock("+1 день")
    expect(face).not_to_have_text(before)
    expect(phone.page.get_by_role("button", name="+1 день")).to_be_hidden()


def test_what_was_today_is_yesterday_when_the_clock_has_moved(visit: Callable[..., Visitor]) -> None:
    page = visit()
    page.be("Кленова").says("/menu")
    page.sees("Вы здесь как")
    day = page.page.locator(".day").last
    time = page.entry("Кленова").locator("time")
    expect(day).to_have_text("Сегодня")
    expect(time).to_contain_text(":")
    page.turns_the_clock("+1 день")
    expect(day).to_have_text("Вчера")
    expect(time).not_to_contain_text(":")


def test_everything_works_from_the_keyboard(visit: Callable[..., Visitor]) -> None:
    page = visit()
    keyboard = page.page.keyboard
    page.entry("Ясенева").focus()
    for _ in range(4):
        keyboard.press("ArrowDown")
    assert "Дубравин" in page.page.evaluate(FOCUSED)
    keyboard.press("Enter")
    expect(page.page.get_by_role("textbox")).to_be_focused()

    keyboard.type("/me")
    expect(page.page.get_by_role("option", name="/menu")).to_have_attribute("aria-selected", "true")
    keyboard.press("Enter")
    page.sees("Вы здесь как")

    keyboard.press("ArrowUp")
    keyboard.press("End")
    assert page.page.evaluate(FOCUSED) == "Помощь"
    outline = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "one sees where the focus is"
    keyboard.press("Enter")
    page.sees("кабинет 12")
    page.page.wait_for_function("document.activeElement.matches('.key, #text')")

    keyboard.press("Escape")
    assert "Дубравин" in page.page.evaluate(FOCUSED)


def test_a_long_answer_takes_several_lines(visit: Callable[..., Visitor]) -> None:
    page = visit()
    page.be("Кленова")
    field = page.page.get_by_role("textbox")
    field.press_sequentially("первая")
    field.press("Shift+Enter")
    field.press_sequentially("вторая")
    field.press("Enter")
    expect(page.page.locator(".mine").last).to_contain_text("первая\nвторая")
    expect(field).to_have_value("")


def test_it_is_dark_in_the_dark_and_light_when_told_so(visit: Callable[..., Visitor]) -> None:
    page = visit(color_scheme="dark")
    assert brightness(page) < 200
    page.page.get_by_role("button", name="Светлая или тёмная тема").click()
    assert brightness(page) > 600
    page.page.reload()
    assert brightness(page) > 600


def test_a_picture_is_sent_seen_and_looked_at_closely(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    page = visit()
    page.be("Сосновский")
    files = [{"name": "класс.png", "mimeType": "image/png", "buffer": drawing()}]
    page.page.locator("#files").set_input_files(files)  # type: ignore[arg-type]
    page.page.get_by_role("textbox").fill("Наш класс")
    page.page.get_by_role("button", name="Отправить", exact=True).click()
    sent = page.page.locator(".mine").last
    expect(sent).to_contain_text("Наш класс")
    picture = page.page.get_by_role("button", name="Открыть картинку класс.png")
    page.page.wait_for_function("[...document.querySelectorAll('.picture img')].at(-1).naturalWidth === 320")
    picture.click()
    expect(page.page.get_by_role("dialog")).to_be_visible()
    with page.page.expect_download() as download:
        page.page.get_by_role("link", name="Скачать класс.png").click()
    download.value.save_as(tmp_path / "класс.png")
    assert (tmp_path / "класс.png").read_bytes() == drawing()
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).to_be_hidden()


def test_a_file_is_dropped_on_the_conversation(visit: Callable[..., Visitor]) -> None:
    page = visit()
    page.be("Сосновский")
    drop = """() => {
        const carried = new DataTransfer();
        carried.items.add(new File(['a;b'], 'список.csv', { type: 'text/csv' }));
        const event = (name) => new DragEvent(name, { bubbles: true, dataTransfer: carried });
        document.getElementById('scroll').dispatchEvent(event('dragenter'));
        const offered = !document.getElementById('dropzone').hidden;
        document.getElementById('scroll').dispatchEvent(event('drop'));
        return offered;
    }"""
    assert page.page.evaluate(drop), "the page shows where to let go"
    expect(page.page.locator(".chip")).to_contain_text("список.csv")
    page.page.get_by_role("textbox").press("Enter")
    expect(page.page.locator(".mine").last).to_contain_text("список.csv")
    expect(page.page.locator(".chip")).to_have_count(0)


def test_two_windows_show_the_same(visit: Callable[..., Visitor]) -> None:
    here, there = visit(), visit()
    there.be("Кедрова")
    here.be("Кедрова").says("/menu")
    there.sees("Вы здесь как")
    expect(there.page.locator(".mine").last).to_contain_text("/menu")


def test_typed_markup_stays_text(visit: Callable[..., Visitor]) -> None:
    page = visit()
    attack = "<img src=x onerror=document.title='взлом'><b>жирно</b>"
    page.be("Кленова").says(attack)
    expect(page.page.locator(".mine").last).to_contain_text(attack)
    assert "взлом" not in page.page.title()


def test_the_first_view_is_light(visit: Callable[..., Visitor]) -> None:
    page = visit()
    expect(page.entry("Ясенева")).to_be_visible()
    loaded = page.page.evaluate(
        "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        ".reduce((sum, entry) => sum + entry.transferSize, 0)"
    )
    assert 20_000 < loaded < 100_000


def test_day_labels_do_not_pile_up_over_the_text(chromium: Browser, tmp_path: Path) -> None:
    with running_demo(tmp_path) as url:  # of its own: the days go by
        page = Visitor(chromium.new_context(locale="ru-RU").new_page(), url).be("Кедрова")
        for _ in range(3):
            page.says("/menu")
            page.says("помощь")
            page.turns_the_clock("+1 день")
        page.says("/menu")
        boxes = [each.bounding_box() for each in page.page.locator(".day span").all()]
        page.page.context.close()
    tops = [box["y"] for box in boxes if box]
    assert len(tops) >= 3
    assert all(later - earlier >= 24 for earlier, later in pairwise(tops))


def test_the_counter_says_how_many_signs_are_too_many(visit: Callable[..., Visitor]) -> None:
    page = visit()
    page.be("Дубравин")
    page.page.get_by_role("textbox").fill("я" * 5000)
    expect(page.page.locator("#counter")).to_have_text("Лишних знаков: 904")
