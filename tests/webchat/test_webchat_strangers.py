"""Other sites and other machines get nothing; the page itself brings nothing from outside."""

import re
from pathlib import Path

import aiohttp
import pytest

from tests.webchat.running_chat import ANNA, Chat, words
from texts.webchat import WORDS

STATIC = Path("messengers/webchat/static")


async def test_the_page_is_served_on_loopback_by_default_only(chat: Chat) -> None:
    assert chat.browser.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8080", "", "localhost.evil"])
async def test_a_name_bound_to_this_machine_by_a_stranger_is_refused(chat: Chat, host: str) -> None:
    async with chat.browser.http.get(f"{chat.browser.origin}/api/start", headers={"Host": host}) as response:
        assert response.status in (400, 421)
        assert "Соколова" not in await response.text()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8080", "192.168.0.7:8080"])
async def test_own_names_and_bare_addresses_are_served(chat: Chat, host: str) -> None:
    async with chat.browser.http.get(f"{chat.browser.origin}/api/start", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
async def test_another_sites_page_cannot_act(chat: Chat, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    base = chat.browser.origin
    async with chat.browser.http.post(
        f"{base}/api/chats/{ANNA.user_id}/text", json={"text": "чужое"}, headers=headers
    ) as response:
        assert response.status == 403
    async with chat.browser.http.put(f"{base}/api/uploads?name=a", data=b"a", headers=headers) as response:
        assert response.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await chat.browser.http.ws_connect(f"{base}/live", headers=headers)
    assert refused.value.status == 403
    assert await chat.browser.conversation(ANNA) == []


async def test_a_plain_form_cannot_act(chat: Chat) -> None:
    headers = {"Origin": chat.browser.origin, "Content-Type": "text/plain"}
    address = f"{chat.browser.origin}/api/chats/{ANNA.user_id}/text"
    async with chat.browser.http.post(address, data='{"text": "чужое"}', headers=headers) as response:
        assert response.status == 415


async def test_another_site_cannot_load_files_and_data(chat: Chat) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with chat.browser.http.get(f"{chat.browser.origin}/api/start", headers=headers) as response:
        assert response.status == 403
    async with chat.browser.http.get(f"{chat.browser.origin}/", headers=headers) as response:
        assert response.status == 200  # a link to the page itself may stand anywhere


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"text": 7}', b'{"text": "\\ud800"}', b'{"message": 1e99, "data": "a"}']
)
async def test_nonsense_is_refused_politely(chat: Chat, body: bytes) -> None:
    headers = {"Origin": chat.browser.origin, "Content-Type": "application/json"}
    for act in ("text", "press", "read", "file"):
        address = f"{chat.browser.origin}/api/chats/{ANNA.user_id}/{act}"
        async with chat.browser.http.post(address, data=body, headers=headers) as response:
            assert response.status == 400


async def test_a_person_who_is_not_in_the_list_is_unknown(chat: Chat) -> None:
    await chat.browser.post("/api/chats/77/text", {"text": "да"}, status=404)


async def test_what_people_type_never_becomes_markup(chat: Chat) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(1)</script> &lt;b&gt; <b>жирно</b>"
    await chat.browser.says(ANNA, attack)
    (message,) = await chat.browser.conversation(ANNA)
    assert words(message) == attack
    assert all(isinstance(node, str) or node["tag"] == "command" for node in message["nodes"])


async def test_only_safe_links_of_the_bot_stay_links(chat: Chat) -> None:
    text = "<a href=\"javascript:alert(1)\">раз</a> <a href='https://example.org/?a=1&amp;b=2'>два</a>"
    await chat.messenger.bot.send_message(ANNA.user_id, text, parse_mode="HTML")
    (message,) = await chat.browser.conversation(ANNA)
    assert message["nodes"] == [
        {"tag": "a", "nodes": ["раз"]},
        " ",
        {"tag": "a", "nodes": ["два"], "href": "https://example.org/?a=1&b=2"},
    ]


async def test_the_page_forbids_everything_foreign(chat: Chat) -> None:
    async with chat.browser.http.get(chat.browser.url) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_is_light_and_brings_nothing_from_outside() -> None:
    files = list(STATIC.iterdir())
    assert sum(file.stat().st_size for file in files) < 90_000
    for file in files:
        text = file.read_text()
        foreign = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)) - {"http://www.w3.org"}
        assert not foreign, file
        assert not re.search("[а-яё]", text, re.IGNORECASE), f"{file}: Russian words live in texts/"
        assert "innerHTML" not in text, file


def test_every_word_the_page_asks_for_is_there_and_none_is_left_over() -> None:
    page = "\n".join(file.read_text() for file in STATIC.glob("*.[hj]*"))
    asked = set(re.findall(r"data-(?:word|label|title|hint)=\"(\w+)\"", page))
    asked |= set(re.findall(r"'(\w+)'", "\n".join(re.findall(r"\bword\([^)]*", page))))
    assert asked | {"sizes"} == set(WORDS)
