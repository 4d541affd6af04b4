"""A question asks for a photo: what fits is kept, what does not fit is said in one line and not kept at all."""

import os
from datetime import timedelta

from answers import begins
from books import questionnaire
from city import City
from city_people import Someone

from messengers.webchat.chats import Upload

PHOTO = ("image", "q1", "Пришлите фото кабинета", "yes")
WHY = ("text", "q2", "Что на нём?", "yes")
BIG = 21 * 2**20


async def asked_for_a_photo(city: City, mode: str = "именной") -> Someone:
    """A survey that begins with a photo is open, and a teacher stands before that question."""
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(PHOTO, WHY))
    await coordinator.taps("Опубликовать", "Посмотреть", "Новый опрос", "Режим", mode, "Открыть опрос")
    teacher = city.someone("П-06-01")
    assert "Пришлите фото кабинета" in await begins(teacher)
    return teacher


async def test_a_photo_too_big_for_the_messenger_is_refused_in_words(city: City):
    teacher = await asked_for_a_photo(city)

    again = await teacher.sends("кабинет.jpg", b"x" * BIG)

    assert "больше 20 МБ" in again
    assert "Пришлите фото кабинета" in again
    assert "Что на нём?" in await teacher.sends("кабинет.jpg", b"small")


async def test_a_photo_that_the_messenger_does_not_give_is_asked_for_again(city: City):
    teacher = await asked_for_a_photo(city)
    lost = teacher.chats.upload(Upload("кабинет.jpg", b"lost", "document"))
    teacher.chats.send_file(teacher.person, lost.id, "")
    teacher.chats.store._db.execute("UPDATE files SET id = 'gone' WHERE id = ?", (lost.id,))

    again = await teacher.reads()

    assert "не дошёл до меня" in again
    assert "Пришлите фото кабинета" in again


async def test_a_workbook_too_big_for_the_messenger_is_refused_in_words(city: City):
    assert "больше 20 МБ" in await city.someone("К-01").sends("книга.xlsx", b"PK\x03\x04" + b"x" * BIG)


async def test_a_file_that_nobody_wants_is_not_kept(city: City):
    teacher = await asked_for_a_photo(city)
    rows, kept = await city.count("stored_file"), bytes_kept(city)

    assert "Здесь нужна картинка" in await teacher.sends("приказ.pdf", b"%PDF-1.4")
    await teacher.sends("кабинет.jpg", b"small")
    assert "файл здесь не нужен" in await teacher.sends("ещё.jpg", b"another")

    assert await city.count("stored_file") == rows + 1
    assert bytes_kept(city) == kept + 1


async def test_files_that_nothing_leads_to_are_gone_after_a_week(city: City):
    teacher = await asked_for_a_photo(city)
    before = bytes_kept(city)
    await teacher.sends("первая.jpg", b"first")
    await teacher.taps("Назад")
    await teacher.sends("вторая.jpg", b"second")
    await teacher.says("Мой кабинет")
    await teacher.taps("Отправить")
    other = city.someone("П-06-02")
    await begins(other)
    await other.sends("недосланная.jpg", b"third")
    assert bytes_kept(city) == before + 3

    grows_old(city)
    await city.wait(timedelta(days=1))

    kept = {path.read_bytes() for path in (city.folder / "files").rglob("*") if path.is_file()}
    assert {b"second", b"third"} <= kept
    assert b"first" not in kept


def grows_old(city: City) -> None:
    """Nine days pass for everything in the folder of files."""
    for path in (city.folder / "files").rglob("*"):
        moment = city.now.timestamp() - 9 * 24 * 3600
        os.utime(path, (moment, moment))


def bytes_kept(city: City) -> int:
    """How many files lie in the data folder."""
    return sum(path.is_file() for path in (city.folder / "files").rglob("*"))
