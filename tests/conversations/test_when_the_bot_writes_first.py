"""Invitations and reminders come on working days between eight and twenty, few, and only to those who are silent."""

from datetime import date, datetime

import pytest
from answers import answers, begins, q1_is_open
from city import MOSCOW, City

from bot.clock import real_now
from bot.demo_clock import DemoClock
from storage import seed
from storage.database import Tx

TEACHERS = ("П-06-01", "П-06-02", "П-17-01")
INVITATION = "Приглашаю ответить"
REMINDER = "Напоминаю"
OVER = "Ответить уже нельзя"


def heard(city: City, words: str) -> list[int]:
    """How many messages of each teacher contain these words."""
    people = [city.someone(code) for code in TEACHERS]
    return [sum(words in person.shown(message) for message in person.said()) for person in people]


async def _opened_at(city: City, day: str, hour: str) -> None:
    await city.come_to(day, hour)
    await q1_is_open(city)


async def test_a_survey_opened_in_the_evening_invites_in_the_morning(city: City):
    await _opened_at(city, "2026-11-24", "20:30")
    assert "уйдут в ближайшее рабочее время: среда, 25 ноября, 08:00" in city.someone("К-01").screen()
    assert heard(city, INVITATION) == [0, 0, 0]

    await city.come_to("2026-11-25", "07:59")
    assert heard(city, INVITATION) == [0, 0, 0]
    await city.come_to("2026-11-25", "08:00")
    assert heard(city, INVITATION) == [1, 1, 1]


async def test_a_survey_opened_on_saturday_invites_on_monday(city: City):
    await _opened_at(city, "2026-11-28", "12:00")
    await city.come_to("2026-11-29", "12:00")
    assert heard(city, INVITATION) == [0, 0, 0]

    await city.come_to("2026-11-30", "08:00")
    assert heard(city, INVITATION) == [1, 1, 1]


async def test_nobody_is_invited_on_a_public_holiday(city: City):
    await _opened_at(city, "2027-02-23", "12:00")  # a Tuesday
    assert heard(city, INVITATION) == [0, 0, 0]

    await city.come_to("2027-02-24", "08:00")
    assert heard(city, INVITATION) == [1, 1, 1]


async def test_nobody_is_invited_on_a_day_off_of_the_municipality(city: City):
    def store(tx: Tx) -> None:
        day = {"municipality_id": seed.ids(tx, "municipality")["ЗЛТ"], "day": date(2026, 11, 25), "working": False}
        seed.plant(tx, "day_off", [day])

    await city.db.write(store)
    await _opened_at(city, "2026-11-24", "20:30")
    assert "четверг, 26 ноября, 08:00" in city.someone("К-01").screen()

    await city.come_to("2026-11-25", "12:00")
    assert heard(city, INVITATION) == [0, 0, 0]
    await city.come_to("2026-11-26", "08:00")
    assert heard(city, INVITATION) == [1, 1, 1]


async def test_a_survey_closed_before_the_morning_invites_nobody(city: City):
    await _opened_at(city, "2026-11-24", "21:00")
    await city.someone("К-01").taps("К опросу", "Закрыть сейчас", "Да, закрыть")

    await city.come_to("2026-11-25", "12:00")

    assert heard(city, INVITATION) == [0, 0, 0]


async def test_only_the_silent_are_reminded_and_at_most_three_times(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))
    await begins(city.someone("П-06-02"))  # begun is not sent

    await city.come_to("2026-12-08", "23:00")

    assert heard(city, REMINDER) == [0, 3, 3]


def _reminders(city: City) -> list[str]:
    """What is left of the survey, as the reminders of a silent teacher said it one after another."""
    teacher = city.someone("П-06-02")
    shown = [teacher.shown(message) for message in teacher.said() if REMINDER in message.text]
    return [line.split(" – ")[-1] for words in shown for line in words.splitlines() if line.startswith("•")]


@pytest.mark.parametrize(
    ("until", "heard_of_the_end"),
    [
        (
            "8 декабря",  # a Tuesday
            [
                "осталось 7 дней, до 8 декабря 2026 г. включительно",
                "остался 1 день, до 8 декабря 2026 г. включительно",  # three days before is a Saturday
                "сегодня последний день",
            ],
        ),
        (
            "27 ноября",
            ["остался 1 день, до 27 ноября 2026 г. включительно", "сегодня последний день"],
        ),
        (
            "6 декабря",  # a Sunday: the last word comes on Friday
            [
                "осталось 9 дней, до 6 декабря 2026 г. включительно",
                "осталось 5 дней, до 6 декабря 2026 г. включительно",
                "осталось 2 дня, до 6 декабря 2026 г. включительно",
            ],
        ),
    ],
)
async def test_the_last_reminder_comes_on_the_last_working_day(city: City, until: str, heard_of_the_end: list[str]):
    await q1_is_open(city, until=until)

    await city.come_to("2026-12-08", "23:00")

    assert _reminders(city) == heard_of_the_end


async def test_whoever_was_reminded_before_an_extension_still_hears_of_the_last_day(city: City):
    coordinator = await q1_is_open(city, until="4 декабря")
    await city.come_to("2026-12-02", "11:00")  # two reminders went
    await coordinator.taps("К опросу", "Продлить")
    await coordinator.says("16 декабря")

    await city.come_to("2026-12-16", "12:00")

    assert _reminders(city)[2:] == ["сегодня последний день"]


async def test_whoever_asks_for_silence_is_left_alone(city: City):
    await q1_is_open(city)
    await city.someone("П-06-01").taps("Не напоминать")

    await city.come_to("2026-12-08", "23:00")

    assert heard(city, REMINDER)[0] == 0
    assert heard(city, REMINDER)[1] == 3


async def test_whoever_asks_for_silence_under_several_surveys_is_left_alone_by_all_of_them(city: City):
    await q1_is_open(city)
    await city.someone("К-01").says("/menu")
    await city.someone("К-01").taps("Новый опрос", "Q7", "Срок", "две недели", "Открыть опрос")
    await city.come_to("2026-12-01", "12:00")
    teacher = city.someone("П-17-01")
    assert "2 опроса ждут" in teacher.screen()

    assert "об этих опросах больше не напомню" in await teacher.reads_the_toast(*teacher.button("Не напоминать"))

    await city.come_to("2026-12-08", "23:00")
    assert heard(city, REMINDER) == [3, 3, 1]


async def test_several_surveys_make_one_message_a_day(city: City):
    await q1_is_open(city)
    await city.someone("К-01").says("/menu")
    await city.someone("К-01").taps("Новый опрос", "Q7", "Срок", "две недели", "Открыть опрос")

    await city.come_to("2026-12-01", "12:00")

    reminders = [m for m in city.someone("П-17-01").said() if REMINDER in m.text]
    assert len(reminders) == 1
    assert "2 опроса ждут" in reminders[0].text


async def test_reminders_missed_for_a_day_are_not_sent_in_a_heap(city: City):
    await q1_is_open(city)
    await city.stop()
    city.now = city.now.replace(day=1, month=12, hour=6)
    await city.start()  # before the first reminder
    await city.stop()
    city.now = city.now.replace(day=5)  # down for four days, over two reminders
    await city.start()
    await city.app.tick()
    await city.rest()

    assert heard(city, REMINDER) == [0, 0, 0]


async def test_after_a_short_absence_a_reminder_still_comes_once(city: City):
    await q1_is_open(city)
    await city.stop()
    city.now = city.now.replace(day=1, month=12, hour=12)  # five hours after the reminder was due
    await city.start()
    await city.app.tick()
    await city.rest()

    assert heard(city, REMINDER) == [1, 1, 1]


async def _down_until(city: City, day: str, hour: str) -> None:
    """The program stands still until this moment, then starts again."""
    await city.stop()
    city.now = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=MOSCOW)
    await city.start()
    await city.app.tick()
    await city.rest()


async def test_a_reminder_of_a_day_off_comes_on_the_next_working_day(city: City):
    await q1_is_open(city, until="2 декабря")  # three days before it is Sunday
    await city.come_to("2026-11-30", "09:59")
    assert heard(city, REMINDER) == [1, 1, 1]  # a week before the last day

    await city.come_to("2026-11-30", "10:00")

    assert heard(city, REMINDER) == [2, 2, 2]


async def test_a_reminder_that_could_have_gone_more_than_a_day_ago_is_only_logged(
    city: City, caplog: pytest.LogCaptureFixture
):
    await q1_is_open(city, until="4 декабря")  # the first reminder is due on Friday, 27 November
    await _down_until(city, "2026-11-30", "12:00")

    assert heard(city, REMINDER) == [0, 0, 0]
    assert "too old to be sent" in caplog.text
    await city.come_to("2026-12-01", "12:00")  # three days before the last day
    assert heard(city, REMINDER) == [1, 1, 1]


async def test_a_reminder_of_a_day_that_became_a_holiday_counts_its_day_from_the_next_morning(city: City):
    await q1_is_open(city, until="4 декабря")

    def store(tx: Tx) -> None:
        day = {"municipality_id": seed.ids(tx, "municipality")["ЗЛТ"], "day": date(2026, 11, 27), "working": False}
        seed.plant(tx, "day_off", [day])

    await city.db.write(store)
    await _down_until(city, "2026-12-01", "09:00")  # since Friday; the first moment was Monday at ten

    assert heard(city, REMINDER) == [0, 0, 0]  # the one of today says the same an hour later
    await city.come_to("2026-12-01", "10:00")
    assert heard(city, REMINDER) == [1, 1, 1]


async def test_a_late_reminder_waits_for_a_working_hour(city: City):
    await q1_is_open(city, until="4 декабря")
    await _down_until(city, "2026-11-28", "09:00")  # 23 hours late, and a Saturday
    assert heard(city, REMINDER) == [0, 0, 0]

    await city.come_to("2026-11-30", "10:00")
    assert heard(city, REMINDER) == [1, 1, 1]


async def test_nobody_is_reminded_of_a_survey_that_is_over(city: City):
    await q1_is_open(city, until="27 ноября")
    await _down_until(city, "2026-11-28", "12:00")

    await city.come_to("2026-11-30", "12:00")

    assert heard(city, REMINDER) == [0, 0, 0]


async def test_a_survey_extended_by_a_day_still_reminds_on_the_days_it_planned_before(city: City):
    coordinator = await q1_is_open(city, until="2 декабря")
    await city.come_to("2026-11-30", "09:00")
    await coordinator.taps("К опросу", "Продлить")
    await coordinator.says("3 декабря")

    await city.come_to("2026-12-01", "12:00")
    assert heard(city, REMINDER) == [1, 1, 1]  # a week before the first last day
    await city.come_to("2026-12-02", "12:00")

    assert heard(city, REMINDER) == [2, 2, 2]


async def test_closing_by_the_clock_tells_the_silent_and_the_coordinator(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))

    await city.come_to("2026-12-09", "07:30")
    assert heard(city, OVER) == [0, 0, 0]
    await city.come_to("2026-12-09", "08:30")

    assert heard(city, OVER) == [0, 1, 1]
    told = city.someone("П-06-02").screen()
    assert "закрыт 8 декабря 2026 г. Ответить уже нельзя" in told
    assert "участие добровольное" in told  # nobody is blamed, and nothing is promised that nobody can do
    assert "[В меню]" in told
    assert "закрыт. Ответили: 1 из 50 (2 %)" in city.someone("К-01").screen()


@pytest.mark.parametrize(
    ("last_day", "morning"), [("27 ноября", "2026-11-30"), ("30 декабря", "2027-01-11")], ids=["Friday", "holidays"]
)
async def test_the_silent_hear_of_a_closing_before_days_off_on_the_next_working_morning(
    city: City, last_day: str, morning: str
):
    await q1_is_open(city, until=last_day)
    await city.come_to(morning, "07:59")
    assert heard(city, OVER) == [0, 0, 0]

    await city.come_to(morning, "08:30")

    assert heard(city, OVER) == [1, 1, 1]
    assert "закрыт. Ответили: 0 из 50" in city.someone("К-01").heard()


async def test_the_demo_stops_where_a_message_waits_for_its_hour(city: City):
    await q1_is_open(city, until="27 ноября")
    await city.come_to("2026-11-28", "00:01")  # closed at midnight; nobody is told on a weekend
    store = city.web.chats.store
    clock = DemoClock(store, city.db)
    store.clock_offset = city.now - real_now()

    assert await clock.next_event() == datetime(2026, 11, 30, 8, tzinfo=MOSCOW)


async def test_the_monthly_summary_comes_on_the_first_working_day_at_nine(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))
    coordinator = city.someone("К-01")
    before = len(coordinator.said())

    await city.come_to("2026-12-01", "08:59")
    assert len(coordinator.said()) == before
    await city.come_to("2026-12-01", "09:00")

    summary = coordinator.screen()
    assert "ноябрь" in summary
    assert "1 из 50 (2 %)" in summary
    assert not any(name in summary for name in ("Ясенева", "П-06-01"))
    assert "Златополье" in summary
    assert "Златополье" not in city.someone("К-02").screen()
