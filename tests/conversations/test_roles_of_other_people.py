"""Roles are given and taken in the chat: by whom domain section 2 says, at once, and never one's own."""

import pytest
from city import City
from city_people import Someone
from sqlalchemy import text

from texts.common import NOT_FOUND


async def _finds(person: Someone, code: str) -> str:
    await person.says("/menu")
    menu = person.screen()
    await person.taps(*(["Люди"] if "Люди" in menu else []), "Роли людей")
    return await person.says(code)


async def _id(city: City, code: str) -> int:
    return int(
        await city.db.read(lambda tx: tx.execute(text(f"SELECT id FROM person WHERE code = '{code}'")).scalar_one())
    )


async def _becomes_administrator(city: City, code: str) -> Someone:
    """As if the person had come in by an invitation from the command line."""
    who = await _id(city, code)
    change = f"UPDATE role_grant SET role = 'R_ADM', municipality_id = NULL WHERE person_id = {who}"
    await city.db.write(lambda tx: tx.execute(text(change)) and None)
    return city.someone(code)


async def test_a_coordinator_makes_a_teacher_a_tutor(city: City):
    coordinator = city.someone("К-01")

    card = await _finds(coordinator, "п-06-01")
    assert "П-06-01" in card
    assert "педагог · МБОУ СОШ № 6" in card
    given = await coordinator.taps("Дать роль", "тьютор")
    assert "Роль «тьютор» дана" in given
    assert "тьютор · МО город Златополье" in given
    assert "Ясенева" not in coordinator.heard()

    teacher = city.someone("П-06-01")
    assert "У Вас новая роль: тьютор" in await teacher.reads()
    assert "Вы здесь как: тьютор" in await teacher.taps("Сменить роль", "тьютор")


async def test_another_code_may_be_written_while_a_person_is_shown(city: City):
    coordinator = city.someone("К-01")
    await _finds(coordinator, "П-06-01")

    assert coordinator.screen() != (second := await coordinator.says("П-17-01"))
    assert "педагог · МБОУ СОШ № 17" in second
    await coordinator.taps("Дать роль", "тьютор")
    assert "педагог · МБОУ СОШ № 6" in await coordinator.says("П-06-02")
    assert "«П-99-99» здесь не нашлось" in await coordinator.says("П-99-99")


async def test_a_role_given_at_night_is_told_in_the_morning(city: City):
    await city.come_to("2026-11-24", "22:00")
    coordinator = city.someone("К-01")
    await _finds(coordinator, "П-06-01")
    await coordinator.taps("Дать роль", "тьютор")

    assert "новая роль" not in city.someone("П-06-01").heard()
    await city.come_to("2026-11-25", "08:00")
    assert "У Вас новая роль: тьютор" in city.someone("П-06-01").heard()


async def test_a_role_is_given_once_however_often_it_is_pressed(city: City):
    coordinator = city.someone("К-01")
    await _finds(coordinator, "П-06-01")
    await coordinator.taps("Дать роль")
    message, data = coordinator.button("тьютор")
    await coordinator.taps("тьютор")

    assert "уже есть" in await coordinator.presses_old(message, data)

    assert coordinator.screen().count("Забрать: тьютор") == 1


async def test_a_role_that_is_taken_opens_nothing_any_more(city: City):
    coordinator = city.someone("К-01")
    await _finds(coordinator, "Р-06-01")
    asked = await coordinator.taps("Забрать: управленец")
    assert "Забрать у Р-06-01 роль «управленец" in asked
    message, data = coordinator.button("Да, забрать")

    assert "Роль больше не действует" in await coordinator.taps("Да, забрать")

    lost = city.someone("Р-06-01")
    assert "Роль «управленец» у Вас больше не действует" in await lost.reads()
    assert "Действующей роли у Вас сейчас нет" in await lost.says("/menu")
    assert "Роль больше не действует" in await coordinator.presses_old(message, data)


async def test_a_role_taken_is_told_once_and_by_day(city: City):
    await city.come_to("2026-11-24", "22:00")
    coordinator = city.someone("К-01")
    await _finds(coordinator, "Т-01")
    await coordinator.taps("Забрать: тьютор")
    twice = coordinator.button("Да, забрать")
    await coordinator.presses_old(*twice)
    await coordinator.presses_old(*twice)
    tutor = city.someone("Т-01")
    assert "больше не действует" not in tutor.heard()

    await city.come_to("2026-11-25", "08:00")

    assert tutor.heard().count("Роль «тьютор» у Вас больше не действует") == 1


async def test_a_role_at_a_school_holds_in_the_school_where_one_works(city: City):
    coordinator = city.someone("К-01")
    await _finds(coordinator, "П-17-01")

    assert "руководитель ШМО · МБОУ СОШ № 17" in await coordinator.taps("Дать роль", "руководитель ШМО")


async def test_nobody_manages_ones_own_roles(city: City):
    coordinator = city.someone("К-01")

    card = await _finds(coordinator, "К-01")
    assert "это Вы" in card
    assert "Забрать" not in card

    me = await _id(city, "К-01")
    for data in (f"gg:{me}:R_DIR:1:0", f"ge:{me}:1"):
        await coordinator.presses_old(coordinator.said()[-1], data)
    assert await city.count(f"role_grant WHERE person_id = {me} AND until IS NULL") == 1


async def test_the_last_administrator_stays(city: City):
    administrator = await _becomes_administrator(city, "РО-01")
    me = await _id(city, "РО-01")
    grant = int(
        await city.db.read(
            lambda tx: tx.execute(text(f"SELECT id FROM role_grant WHERE person_id = {me}")).scalar_one()
        )
    )

    assert "это Вы" in await _finds(administrator, "РО-01")
    assert NOT_FOUND in await administrator.presses_old(administrator.said()[-1], f"ge:{me}:{grant}")

    assert "Вы здесь как: администратор" in await administrator.says("/menu")


async def test_the_regional_operator_names_coordinators_and_nobody_else(city: City):
    operator = city.someone("РО-01")
    card = await _finds(operator, "П-06-01")
    assert "педагог" not in card

    roles = await operator.taps("Дать роль")
    assert "[координатор]" in roles
    assert "тьютор" not in roles
    assert "Дать П-06-01 роль «координатор»?" in await operator.taps("координатор")
    assert await city.count("audit WHERE action = 'role.give'") == 0
    assert "координатор · МО город Златополье" in await operator.taps("Да, дать")
    named = city.someone("П-06-01")
    await named.says("/role")
    assert "Новый опрос" in await named.taps("координатор")


@pytest.mark.parametrize("code", ["П-06-01", "Т-01", "Р-06-01"])
async def test_nobody_else_is_offered_it(city: City, code: str):
    person = city.someone(code)
    assert "Роли людей" not in await person.says("/menu")
    other = await _id(city, "П-06-02")

    for data in ("gf", f"gp:{other}", f"gr:{other}", f"gm:{other}:R_TUT:0", f"gg:{other}:R_TUT:1:0", f"gt:{other}:1"):
        assert NOT_FOUND in await person.presses_old(person.said()[-1], data)
    assert await city.count("audit WHERE action = 'role.give'") == 0


async def test_a_coordinator_manages_no_regional_roles_and_no_other_municipality(city: City):
    coordinator = city.someone("К-02")
    assert "здесь не нашлось" in await _finds(coordinator, "П-06-01")

    other = await _id(city, "П-06-01")
    for data in (f"gp:{other}", f"gg:{other}:R_TUT:1:0"):
        assert NOT_FOUND in await coordinator.presses_old(coordinator.said()[-1], data)
    own = city.someone("К-01")
    teacher = await _id(city, "П-06-01")
    await own.says("/menu")
    for role in ("R_ADM", "R_REG"):
        assert NOT_FOUND in await own.presses_old(own.said()[-1], f"gg:{teacher}:{role}:0:0")
    assert await city.count("audit WHERE action = 'role.give'") == 0
