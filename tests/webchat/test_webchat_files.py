"""Files and pictures travel both ways and can do no harm on the page."""

from io import BytesIO

import pytest
from aiogram.types import BufferedInputFile, Update
from PIL import Image

from messengers.messenger import NoFile
from tests.webchat.running_chat import ANNA, Chat, words


def drawing(kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, kind)
    return file.getvalue()


async def test_a_document_from_a_person_reaches_the_bot_with_its_bytes(chat: Chat) -> None:
    await chat.browser.sends_file(ANNA, "Список школ.xlsx", b"PK-bytes", caption="Вот <список>")
    update = Update.model_validate(await chat.update())
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.caption == "Вот <список>"
    assert (update.message.document.file_name, update.message.document.file_size) == ("Список школ.xlsx", 8)
    assert await chat.messenger.download(update.message.document.file_id) == b"PK-bytes"
    downloaded = await chat.messenger.bot.download(update.message.document.file_id)
    assert downloaded is not None
    assert downloaded.read() == b"PK-bytes"


async def test_a_picture_from_a_person_is_a_photo_unless_sent_as_a_file(chat: Chat) -> None:
    await chat.browser.sends_file(ANNA, "класс.png", drawing())
    photo = Update.model_validate(await chat.update()).message
    assert photo is not None
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.photo[-1].height) == (60, 40)

    await chat.browser.sends_file(ANNA, "класс.png", drawing(), media="document")
    document = Update.model_validate(await chat.update()).message
    assert document is not None
    assert document.document is not None


async def test_a_file_and_a_picture_from_the_bot_can_be_had(chat: Chat) -> None:
    bot = chat.messenger.bot
    await bot.send_document(ANNA.user_id, BufferedInputFile("итоги".encode(), "Итоги; март.csv"), caption="Итоги")
    await bot.send_photo(ANNA.user_id, BufferedInputFile(drawing(), "диаграмма.png"))
    document, photo = await chat.browser.conversation(ANNA)
    assert (words(document), document["file"]["name"], document["file"]["picture"]) == (
        "Итоги",
        "Итоги; март.csv",
        None,
    )
    assert photo["file"]["picture"] == {"width": 60, "height": 40}

    async with chat.browser.http.get(f"{chat.browser.origin}/files/{document['file']['id']}") as response:
        assert await response.text() == "итоги"
        assert response.content_disposition is not None
        assert response.content_disposition.filename == "Итоги; март.csv"
        assert response.content_disposition.type == "attachment"
    async with chat.browser.http.get(f"{chat.browser.origin}/files/{photo['file']['id']}") as response:
        assert response.content_type == "image/png"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("photo.png", b"<html><script>alert(1)</script>"),
    ],
)
async def test_nothing_that_was_uploaded_runs_as_a_page(chat: Chat, name: str, data: bytes) -> None:
    file = await chat.browser.sends_file(ANNA, name, data, media="photo")
    assert file["picture"] is None
    async with chat.browser.http.get(f"{chat.browser.origin}/files/{file['id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]


async def test_a_picture_called_otherwise_keeps_the_type_it_really_has(chat: Chat) -> None:
    file = await chat.browser.sends_file(ANNA, "report.html", drawing("JPEG"), media="photo")
    assert file["picture"] is not None
    async with chat.browser.http.get(f"{chat.browser.origin}/files/{file['id']}") as response:
        assert response.content_type == "image/jpeg"


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\secrets\\passwd", "a/b\r\nX-Evil: 1/passwd"])
async def test_a_hostile_name_is_only_a_name(chat: Chat, name: str) -> None:
    file = await chat.browser.sends_file(ANNA, name, b"data")
    assert file["name"] == "passwd"
    async with chat.browser.http.get(f"{chat.browser.origin}/files/{file['id']}") as response:
        assert "X-Evil" not in response.headers
        assert await response.read() == b"data"


async def test_a_file_that_is_too_big_is_refused_and_the_chat_goes_on(chat: Chat) -> None:
    headers = {"Origin": chat.browser.origin}
    huge = b"0" * (50 * 2**20 + 1)
    async with chat.browser.http.put(f"{chat.browser.origin}/api/uploads", data=huge, headers=headers) as response:
        assert response.status == 413
    await chat.browser.says(ANNA, "дальше")
    assert (await chat.update())["message"]["text"] == "дальше"


async def test_a_file_nobody_sent_cannot_be_had(chat: Chat) -> None:
    with pytest.raises(NoFile):
        await chat.messenger.download("no-such-file")
    async with chat.browser.http.get(f"{chat.browser.origin}/files/no-such-file") as response:
        assert response.status == 404
