"""Whatever a messenger answers, each message ends in exactly one known way and nobody waits for it in vain."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from messengers.messenger import Pace, TokenRefused
from tests.fake_bot_api import FakeBotApi, Fault, People, World
from tests.sending.conftest import ANNA, BORIS, VERA
from tests.sending.office import SECRET, Office
from texts.actions import GoBack
from texts.screen import Button, Screen

SENDING = ("sendMessage",)
CROWD = range(1000, 1200)


async def test_answers_that_never_arrive_cost_a_repeat_and_never_a_message(
    office: Office, people: People, world: World
) -> None:
    world.faults.add(Fault("drop", rate=0.1, methods=SENDING))
    everybody(people)
    await office.says_all([(chat, f"Сообщение {n}") for chat in CROWD for n in range(5)])
    await office.quiet(60)
    for chat in CROWD:
        texts = [shown.text for shown in people.shows(chat)]
        assert sorted(set(texts)) == texts_of(5)
    assert world.faults.happened["drop"] > 50
    assert office.states() == {"sent": 1000}


async def test_what_must_not_repeat_does_not_repeat(office: Office, people: People, world: World) -> None:
    world.faults.add(Fault("drop", rate=0.3, methods=SENDING))
    everybody(people)
    await office.says_all([(chat, "Код: 1234") for chat in CROWD], fragile=True)
    await office.quiet()
    assert all(len(people.shows(chat)) == 1 for chat in CROWD)
    assert office.states() == {"uncertain": world.faults.happened["drop"], "sent": 200 - world.faults.happened["drop"]}


async def test_half_of_all_calls_failing_delays_and_keeps_the_order(
    office: Office, people: People, world: World
) -> None:
    world.faults.add(Fault("500", rate=0.25, methods=SENDING), Fault("html", rate=0.25, methods=SENDING))
    chats = list(CROWD)[:20]
    everybody(people)
    await office.says_all([(chat, f"Сообщение {n}") for chat in chats for n in range(4)])
    await office.until(lambda: len(world.calls) > 100)
    world.faults.clear()
    await office.quiet(60)
    assert [[shown.text for shown in people.shows(chat)] for chat in chats] == [texts_of(4)] * 20


@pytest.mark.parametrize("kind", ["drop", "reset", "html"])
async def test_what_is_said_while_connections_are_cut_arrives_when_they_hold_again(
    office: Office, people: People, world: World, kind: str
) -> None:
    """Longer than a few tries take: nobody is forgotten, and nobody waits long once a message gets through."""
    world.faults.add(Fault(kind, methods=("sendMessage", "answerCallbackQuery")))
    everybody(people)
    press = people.forges(BORIS, "x")
    await office.says_all([(chat, "Анкета открыта") for chat in CROWD], mass=True)
    await office.says(BORIS, "Вопрос 2", answers=press.id)
    await asyncio.sleep(17)
    assert office.states() == {"new": 201}
    world.faults.clear()
    await office.says(ANNA, "Здравствуйте!")
    await people.sees(ANNA, "Здравствуйте!")
    await people.sees(BORIS, "Вопрос 2")
    await office.until(lambda: all(people.shows(chat) for chat in CROWD), 5)
    await people.answered(press)


async def test_those_who_stopped_the_bot_are_tried_once_and_their_mass_mail_is_dropped(
    office: Office, people: People, world: World
) -> None:
    everybody(people)
    gone = set(list(CROWD)[::5])
    for place, chat in enumerate(CROWD):
        await office.knows(place + 1, chat)
        people.world.users[chat].blocked = chat in gone
    await office.says_all([(chat, f"Сообщение {n}") for n in range(3) for chat in CROWD], mass=True)
    await office.quiet()
    assert office.unreachable() == gone
    assert office.states() == {"sent": 3 * 160, "dead": 3 * 40}
    tried = [call.params["chat_id"] for call in world.called("sendMessage")]
    assert all(tried.count(str(chat)) == 1 for chat in gone)


async def test_who_comes_back_is_written_to_again(office: Office, people: People) -> None:
    await office.knows(7, ANNA)
    people.world.users[ANNA].blocked = True
    assert await office.tells_person(7, "Новая анкета")
    await office.until(lambda: office.unreachable() == {ANNA})
    assert not await office.tells_person(7, "Ещё одна анкета")

    people.says(ANNA, "/start")
    await office.hears_from(ANNA)
    assert await office.tells_person(7, "Третья анкета")
    await people.sees(ANNA, "Третья анкета")


async def test_a_person_with_two_accounts_gets_it_where_it_can_be_read(office: Office, people: People) -> None:
    await office.knows(7, ANNA, BORIS)
    people.world.users[BORIS].blocked = True
    await office.tells_person(7, "Первое")
    await office.until(lambda: office.unreachable() == {BORIS})
    await office.tells_person(7, "Второе")
    await people.sees(ANNA, "Второе")


@pytest.mark.parametrize("which", ["unknown", "deactivated", "never started"])
async def test_a_chat_that_is_not_there_is_given_up_at_once(
    office: Office, people: People, world: World, which: str
) -> None:
    stranger = people.person(555) if which != "unknown" else None
    if stranger is not None and which == "deactivated":
        stranger.started = stranger.gone = True
    await office.says(555, "Вы здесь?")
    await office.quiet()
    assert office.states() == {"dead": 1}
    assert len(world.calls) == 1
    assert all("Вы здесь" not in row.payload + row.error for row in office.rows())


async def test_markup_that_is_not_understood_goes_as_plain_text(office: Office, people: People, world: World) -> None:
    await office.says(ANNA, "Учитель <пишет> 5 &lt; 6 и <b>не закрывает")
    shown = await people.sees(ANNA, "Учитель")
    assert shown.text == "Учитель <пишет> 5 < 6 и не закрывает"
    await office.quiet()
    assert len(world.calls) == 2


async def test_a_message_that_already_looks_so_is_fine(office: Office, people: People) -> None:
    await office.says(ANNA, "Вопрос 1")
    shown = await people.sees(ANNA, "Вопрос 1")
    await office.says(ANNA, "Вопрос 1", edit=str(shown.id))
    await office.quiet()
    assert office.states() == {"sent": 2}
    assert len(people.shows(ANNA)) == 1


async def test_a_press_that_is_too_old_does_not_stop_its_screen(office: Office, people: People, world: World) -> None:
    press = people.forges(ANNA, "x")
    world.query_life = 0.0
    await office.says(ANNA, "Текущий вопрос", answers=press.id)
    await people.sees(ANNA, "Текущий вопрос")
    await office.answers(ANNA, press.id)
    await office.quiet()
    assert office.states() == {"sent": 2}


@pytest.mark.parametrize("message", ["deleted", "with a file"])
async def test_what_cannot_be_edited_is_shown_anew(office: Office, people: People, world: World, message: str) -> None:
    await office.says(ANNA, "Вопрос 1")
    shown = await people.sees(ANNA, "Вопрос 1")
    kept = world.chats[ANNA]
    if message == "deleted":
        del kept[shown.id]
    else:
        file = people.sends_file(ANNA, b"1") and next(m.file for m in kept.values() if m.file)
        kept[shown.id].file = file
    await office.says(ANNA, Screen("Вопрос 2", ((Button("Назад", GoBack(run=1, visit=2)),),)), edit=str(shown.id))
    anew = await people.sees(ANNA, "Вопрос 2")
    assert anew.id != shown.id
    assert anew.labels == ["Назад"]


async def test_a_group_that_became_a_supergroup_is_followed(office: Office, people: People, world: World) -> None:
    world.groups[-5] = -1000000000005
    world.groups[-1000000000005] = 0
    await office.says_all([(-5, "Первое"), (-5, "Второе")])
    await office.quiet()
    assert [shown.text for shown in people.shows(-1000000000005)] == ["Первое", "Второе"]


async def test_too_many_messages_means_exactly_so_long_a_pause(office: Office, people: People, world: World) -> None:
    everybody(people)
    world.faults.add(Fault("429", methods=SENDING, times=1, retry_after=2))
    await office.says(1000, "Первое")
    await office.until(lambda: len(world.calls) == 1)
    await office.says_all([(chat, "Всем") for chat in CROWD], mass=True)
    await office.quiet()
    first, then = world.calls[0].at, world.calls[1].at
    assert 2.0 <= then - first < 3.5
    assert len(world.calls) == 202


async def test_a_press_is_answered_while_messages_must_wait(office: Office, people: People, world: World) -> None:
    world.faults.add(Fault("429", methods=SENDING, times=1, retry_after=3))
    await office.says(ANNA, "Раз")
    await office.until(lambda: len(world.calls) == 1)
    press = people.forges(BORIS, "x")
    begun = time.monotonic()
    await office.says(BORIS, "Два", answers=press.id)
    await people.answered(press)
    assert time.monotonic() - begun < 2.5
    assert not people.shows(BORIS)


async def test_a_wait_of_hours_loses_nothing_and_says_nothing_stale(
    new_office: Callable[..., Office], people: People, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    office = new_office()
    office.opens()
    world.faults.add(Fault("429", methods=SENDING, times=1, retry_after=10_072))
    await office.says(ANNA, "Ответ")
    await office.until(lambda: len(world.calls) == 1)
    tonight = office.now() + timedelta(hours=1)
    await office.says(BORIS, "Анкета закрывается сегодня", expires_at=tonight, mass=True)
    await office.says(VERA, "Анкета открыта")
    await asyncio.sleep(1.5)
    assert len(world.calls) == 1
    assert any(record.levelno == logging.ERROR and "10072 seconds" in record.message for record in caplog.records)
    await office.closes()

    soon = new_office()
    soon.opens()
    await asyncio.sleep(1.5)
    assert len(world.calls) == 1, "the pause was forgotten over a restart"
    await soon.closes()

    later = new_office()
    later.ahead = timedelta(seconds=10_073)
    later.opens()
    await later.quiet()
    assert [len(people.shows(chat)) for chat in (ANNA, BORIS, VERA)] == [1, 0, 1]
    assert later.reasons() == {"expired": 1}


async def test_a_messenger_that_is_away_gets_everything_when_it_is_back(
    new_office: Callable[..., Office], people: People, api: FakeBotApi
) -> None:
    await api.__aexit__(None, None, None)
    office = new_office()
    office.opens()
    everybody(people)
    await office.says_all([(chat, "Сообщение 0") for chat in CROWD])
    await office.says(ANNA, "Скоро устареет", expires_at=office.now() + timedelta(seconds=1))
    await office.says(BORIS, "Код: 1234", fragile=True)
    await asyncio.sleep(2.0)
    await api.__aenter__()
    await office.quiet(15)
    assert all(len(people.shows(chat)) == 1 for chat in (*CROWD, BORIS))
    assert office.reasons() == {"expired": 1}


async def test_a_revoked_token_stops_the_sender_and_is_told_to_nobody(
    new_office: Callable[..., Office], people: People, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = new_office()
    office.opens()
    await office.says(ANNA, "Здравствуйте!")
    await people.sees(ANNA, "Здравствуйте!")
    world.token = "42:ANOTHER"
    await office.says_all([(chat, "Ещё") for chat in (ANNA, BORIS, VERA)])
    assert office.running is not None
    with pytest.raises(TokenRefused) as refused:
        await asyncio.wait_for(office.running, 10)
    assert SECRET not in caplog.text + str(refused.getrepr(style="long"))
    assert len(world.calls) <= 4
    assert office.states() == {"sent": 1, "new": 3}


async def test_nothing_of_people_words_reaches_the_log(
    office: Office, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.faults.add(Fault("400", methods=SENDING, times=1, description="something about Петрова"))
    await office.says(ANNA, "Петрова <не закрыто")
    await office.says(BORIS, "Петрова <b>не закрыто")
    world.users[VERA].blocked = True
    await office.says(VERA, "Петрова")
    await office.quiet()
    assert "Петрова" not in caplog.text
    assert all("Петрова" not in row.error for row in office.rows())


async def test_the_answers_of_a_broken_messenger_do_not_leave_a_press_unanswered(
    office: Office, people: People, world: World
) -> None:
    world.faults.add(Fault("500", methods=("answerCallbackQuery",), times=2))
    world.faults.add(Fault("reset", methods=("answerCallbackQuery",), times=1))
    presses = [people.forges(chat, "x") for chat in (ANNA, BORIS, VERA)]
    for press in presses:
        await office.says(press.user_id, "Записано", answers=press.id)
    for press in presses:
        await people.answered(press)
    await office.quiet()
    assert [len(people.shows(press.user_id)) for press in presses] == [1, 1, 1]


async def test_a_row_is_done_with_only_when_its_press_is_answered(office: Office, people: People, world: World) -> None:
    """A program that dies before that repeats the message rather than leave the little clock turning."""
    world.faults.add(Fault("500", methods=("answerCallbackQuery",), times=1))
    press = people.forges(ANNA, "x")
    await office.says(ANNA, "Записано", answers=press.id)
    await people.sees(ANNA, "Записано")
    await asyncio.sleep(0.3)
    assert office.states() == {"new": 1}
    await people.answered(press)
    await office.quiet()
    assert office.states() == {"sent": 1}


async def test_stopping_finishes_what_is_under_way_and_keeps_the_rest(
    new_office: Callable[..., Office], people: People, world: World
) -> None:
    office = new_office(pace=Pace(per_second=20, chat_gap=0, group_gap=0))
    world.faults.delay = (0.3, 0.3)
    everybody(people)
    office.opens()
    await office.says_all([(chat, "Сообщение 0") for chat in CROWD])
    await office.until(lambda: len(world.calls) >= 5)
    begun = time.monotonic()
    await office.sender.stop()
    assert time.monotonic() - begun < 4.0
    states = office.states()
    assert states["sent"] == len(world.calls) == sum(len(people.shows(chat)) for chat in CROWD)
    assert states["new"] == 200 - states["sent"]


def everybody(people: People) -> None:
    for chat in CROWD:
        people.person(chat).started = True


def texts_of(count: int) -> list[str]:
    return [f"Сообщение {n}" for n in range(count)]
