"""The clock fires late or at the same moment as somebody presses: what it finds then is looked at again."""

import shutil
from datetime import datetime, timedelta

import pytest
from answers import answers, fills_in, q1_is_open
from city import MOSCOW, City

from scheduler import rules
from services import summaries
from services import surveys as running
from storage import due
from storage.database import Tx
from storage.due import Due


async def _down_until(city: City, day: str, hour: str) -> None:
    """The program stands still until this moment, then starts again."""
    await city.stop()
    city.now = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=MOSCOW)
    await city.start()
    await city.app.tick()
    await city.rest()


def _heard(city: City, code: str, words: str) -> int:
    person = city.someone(code)
    return sum(words in person.shown(message) for message in person.said())


async def test_after_an_outage_that_ends_at_night_invitations_wait_for_the_morning(city: City):
    await city.come_to("2026-11-24", "20:30")
    await q1_is_open(city)

    await _down_until(city, "2026-11-25", "23:30")
    assert _heard(city, "П-06-01", "Приглашаю ответить") == 0

    early = city.someone("П-06-02")  # does not wait for an invitation
    await early.says("мои опросы")
    await early.taps("Анкета", "Начать")
    await fills_in(early)
    await early.taps("Отправить")
    await city.come_to("2026-11-26", "07:59")
    assert _heard(city, "П-06-01", "Приглашаю ответить") == 0
    await city.come_to("2026-11-26", "08:00")
    assert _heard(city, "П-06-01", "Приглашаю ответить") == 1
    assert _heard(city, "П-06-02", "Приглашаю ответить") == 0


async def test_after_an_outage_that_ends_at_night_the_summary_waits_for_the_morning(city: City):
    await city.come_to("2026-12-01", "08:00")

    await _down_until(city, "2026-12-02", "02:00")
    assert _heard(city, "К-01", "ноябрь 2026") == 0

    await city.come_to("2026-12-02", "08:00")
    assert _heard(city, "К-01", "ноябрь 2026") == 1


async def test_after_an_outage_that_ends_at_night_participants_hear_of_results_in_the_morning(city: City):
    coordinator = await q1_is_open(city)
    await answers(city.someone("П-06-01"))
    await coordinator.taps("К опросу", "Закрыть сейчас", "Да, закрыть")
    await city.come_to("2026-11-24", "21:30")
    await coordinator.taps("Результаты", "Сообщить участникам", "Отправить участникам")

    await _down_until(city, "2026-11-25", "23:30")
    assert _heard(city, "П-06-01", "завершён. Ответили") == 0

    await city.come_to("2026-11-26", "08:00")
    assert _heard(city, "П-06-01", "завершён. Ответили") == 1


async def test_a_key_that_is_lost_at_night_is_told_of_in_the_morning(city: City):
    await q1_is_open(city)
    shutil.move(city.folder / "keys", city.folder / "elsewhere")

    await _down_until(city, "2026-11-25", "02:00")
    assert _heard(city, "К-01", "на сервере пропал его ключ") == 0

    await city.come_to("2026-11-25", "08:00")
    assert _heard(city, "К-01", "на сервере пропал его ключ") == 1


async def test_a_survey_extended_at_the_moment_of_closing_closes_on_its_new_last_day(city: City):
    coordinator = await q1_is_open(city, until="27 ноября")
    await city.come_to("2026-11-27", "23:59")
    await coordinator.taps("К опросу", "Продлить")
    midnight = datetime(2026, 11, 28, tzinfo=MOSCOW)
    found = await city.db.read(lambda tx: due.ripe(tx, midnight, 200))  # the tick has looked already

    await coordinator.says("5 декабря")
    city.now = midnight
    await rules.close(city.db, city.app.shelf, found, city.now)

    assert "Открыт по 5 декабря 2026 г." in coordinator.screen()
    await city.come_to("2026-12-06", "00:10")
    assert await city.count("survey WHERE state = 'open'") == 0


async def test_what_cannot_be_done_holds_up_nothing_that_is_due_later(city: City, caplog: pytest.LogCaptureFixture):
    await q1_is_open(city, until="27 ноября")
    before_midnight = datetime(2026, 11, 27, 23, tzinfo=MOSCOW)
    of_nowhere = Due("month.summary:999:2026-11", summaries.SUMMARY, before_midnight, 999, period="2026-11")
    await city.db.write(lambda tx: due.plan(tx, of_nowhere))

    city.now = datetime(2026, 11, 28, 12, tzinfo=MOSCOW)
    await city.app.tick_safely()

    assert await city.count("survey WHERE state = 'open'") == 0
    assert "month.summary failed and is tried again: NoResultFound" in caplog.text
    assert await city.count("due WHERE key = 'month.summary:999:2026-11' AND state = 'waiting'") == 1


async def _two_surveys_are_open(city: City) -> None:
    """Q1 reminds for the first time on 30 November at ten, Q7 a day later."""
    coordinator = await q1_is_open(city, until="7 декабря")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q7", "Срок")
    await coordinator.says("8 декабря")
    await coordinator.taps("Открыть опрос")


async def test_a_late_reminder_and_one_of_the_same_morning_are_one_message(city: City):
    await _two_surveys_are_open(city)

    await _down_until(city, "2026-12-01", "09:00")
    assert _heard(city, "П-17-01", "Напоминаю") == 0

    await city.come_to("2026-12-01", "12:00")
    assert _heard(city, "П-17-01", "Напоминаю") == 1
    assert _heard(city, "П-17-01", "Напоминаю: 2 опроса ждут") == 1


async def test_a_reminder_that_was_not_sent_is_not_counted(city: City):
    await _two_surveys_are_open(city)
    await city.come_to("2026-11-30", "09:00")
    eleven = datetime(2026, 11, 30, 11, tzinfo=MOSCOW)  # as if Q7 were of a municipality of another zone
    await city.db.write(lambda tx: due.move(tx, "survey.remind:3:2026-12-01", eleven))

    await city.come_to("2026-11-30", "12:00")

    assert _heard(city, "П-17-01", "Напоминаю") == 1
    assert await city.count("frame_member WHERE survey_id = 2 AND reminded = 1") > 0
    assert await city.count("frame_member WHERE survey_id = 3 AND reminded = 1") == 0


async def test_reminders_of_one_moment_are_one_message_whatever_else_is_due_between_them(city: City):
    await _two_surveys_are_open(city)
    ten = datetime(2026, 12, 1, 10, tzinfo=MOSCOW)

    def plan(tx: Tx) -> None:
        due.move(tx, "survey.remind:2:2026-11-30", ten)
        due.move(tx, "survey.remind:3:2026-12-01", ten + timedelta(seconds=2))
        due.plan(tx, Due("survey.invite:1", running.INVITE, ten + timedelta(seconds=1), 1))

    await city.db.write(plan)
    await city.come_to("2026-12-01", "09:59")
    city.now = ten + timedelta(minutes=1)
    await city.app.tick()
    await city.rest()

    assert _heard(city, "П-17-01", "Напоминаю: 2 опроса ждут") == 1
