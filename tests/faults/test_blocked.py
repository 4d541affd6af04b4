"""C4: a fifth of the people have blocked the bot; one try each, the rest are reached, and whoever returns is served."""

from tests.faults import checks
from tests.faults.city import COORDINATOR, City

TITLE = "Анкета удовлетворённости"


async def test_people_who_blocked_the_bot_hold_nobody_up(city: City) -> None:
    gone = list(city.teachers)[::5]
    for person in gone:
        city.world.user(person).blocked = True  # so long ago that nobody told the bot
    await city.program.start()
    await _open_another_survey(city)
    await city.rest(120)
    for person in city.teachers:
        invited = [shown for shown in city.people.shows(person) if "Приглашаю ответить" in shown.text]
        assert len(invited) == (0 if person in gone else 1)
    tried = [call.params["chat_id"] for call in city.world.called("sendMessage") if call.code == 403]
    assert sorted(tried) == sorted(str(person) for person in gone)

    city.people.says(gone[0], "/start")
    await city.people.sees(gone[0], "Мои опросы (2)", seconds=30)
    await city.rest()
    assert (await city.program.stop()).status == 0
    checks.sound(city)


async def _open_another_survey(city: City) -> None:
    people = city.people
    people.says(COORDINATOR, "/menu")
    await city.rest()
    for button in ("Новый опрос", "Q1", "Открыть опрос"):
        await people.sees(COORDINATOR, button, seconds=30)
        people.presses(COORDINATOR, button)
        await city.rest()
