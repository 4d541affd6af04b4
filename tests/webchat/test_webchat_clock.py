"""The demo's clock is turned on the page."""

from datetime import timedelta
from pathlib import Path

from messengers.webchat import ChatStore
from tests.webchat.running_chat import START, Chat


async def test_the_clock_goes_an_hour_a_day_and_to_the_next_event(chat: Chat) -> None:
    shown = await chat.browser.get("/api/clock")
    assert shown == {"now": "2025-12-01T06:00:00+00:00", "next": "2025-12-04T06:00:00+00:00", "zone": "Europe/Moscow"}
    for step, now in (
        ("hour", START + timedelta(hours=1)),
        ("day", START + timedelta(days=1, hours=1)),
        ("next", START + timedelta(days=3)),
    ):
        assert (await chat.browser.post("/api/clock", {"step": step}))["now"] == now.isoformat()


async def test_every_open_page_sees_the_new_time(chat: Chat) -> None:
    async with chat.browser.live() as line:
        await chat.browser.post("/api/clock", {"step": "day"})
        news = await line.receive_json()
    assert (news["kind"], news["clock"]["now"]) == ("clock", "2025-12-02T06:00:00+00:00")


async def test_nothing_happens_when_nothing_is_planned_or_it_is_past(chat: Chat) -> None:
    chat.clock.planned = None
    assert (await chat.browser.post("/api/clock", {"step": "next"}))["now"] == START.isoformat()
    chat.clock.planned = START - timedelta(hours=1)
    assert (await chat.browser.post("/api/clock", {"step": "next"}))["now"] == START.isoformat()
    await chat.browser.post("/api/clock", {"step": "year"}, status=400)


async def test_the_clock_never_goes_back(chat: Chat) -> None:
    await chat.browser.post("/api/clock", {"step": "day"})
    await chat.browser.post("/api/clock", {"step": "reset"}, status=400)
    assert (await chat.browser.get("/api/clock"))["now"] == (START + timedelta(days=1)).isoformat()


def test_the_clock_is_remembered_over_a_restart(tmp_path: Path) -> None:
    store = ChatStore(tmp_path / "chat.sqlite3")
    assert store.is_new
    assert store.clock_offset == timedelta(0)
    store.clock_offset = timedelta(days=2, minutes=5)
    store.close()
    again = ChatStore(tmp_path / "chat.sqlite3")
    assert not again.is_new
    assert again.clock_offset == timedelta(days=2, minutes=5)
    again.close()
