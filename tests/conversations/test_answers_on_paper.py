"""Somebody without a messenger answers on paper, and the coordinator types it in."""

import pytest
from answers import answers, fills_in, q1_is_open
from city import City
from city_people import Someone


async def types_in(coordinator: Someone, *group: str) -> str:
    """From the survey's card to the review of a paper answer."""
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ", *group)
    return await fills_in(coordinator)


async def test_a_paper_answer_counts_and_is_marked(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.says("/menu")
    chosen = await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ")
    assert "Имя не записывается, только группа" in chosen
    question = await coordinator.taps("СОШ № 6")
    assert question.startswith("📄 Бумажный ответ")
    assert "1 из " in question
    before = await city.count("participation")
    await fills_in(coordinator)

    assert "Бумажный ответ внесён. Ответили: 1 из 50 человек." in await coordinator.taps("Отправить")

    assert await city.count("response WHERE source = 'paper' AND person_id IS NULL AND state = 'sent'") == 1
    assert await city.count("participation") == before
    assert "Ответили: 1 из 50 (2 %)" in await coordinator.taps("К опросу")


async def test_the_coordinator_interrupts_and_goes_on(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ", "СОШ № 6", "нет, хотя помощь была нужна")
    question = coordinator.screen()
    assert "Сохранил" in await coordinator.taps("Сохранить и выйти")
    await city.stop()
    await city.start()
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    assert "Есть начатый бумажный ответ" in await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ")
    assert await coordinator.taps("Продолжить") == question
    await coordinator.taps("Сохранить и выйти", "К опросу", "Внести бумажный ответ", "Начать новый")
    assert "Откуда анкета?" in coordinator.screen()


async def test_where_names_are_kept_the_person_is_chosen_among_the_silent(city: City):
    coordinator = await q1_is_open(city, "именной")
    await answers(city.someone("П-06-01"))
    teacher = city.someone("П-06-02")
    await teacher.taps("Подробнее и начать", "Начать")
    await coordinator.says("/menu")
    people = await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ", "СОШ № 6")
    assert "[П-06-02]" in people
    assert "[П-06-01]" not in people
    await coordinator.taps("П-06-02")
    await fills_in(coordinator)
    assert "Ответили: 2 из 50" in await coordinator.taps("Отправить")

    assert "Эта анкета уже" in await teacher.taps("да, была индивидуальная помощь")
    assert await city.count("response WHERE state = 'sent' AND source = 'paper' AND person_id IS NOT NULL") == 1


async def test_a_group_takes_no_more_answers_than_it_has_people(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.says("/menu")
    chosen = await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ")
    waiting = [line.strip(" \n]").split(" – ждём ещё ") for line in chosen.split("[") if " – ждём ещё " in line]
    group, left = min(((name, int(number)) for name, number in waiting), key=lambda each: each[1])
    for _ in range(left):
        await types_in(coordinator, group)
        assert "внесён" in await coordinator.taps("Отправить")
    await coordinator.says("/menu")
    refused = await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ", group)
    assert "ответов не может быть больше, чем людей в списке" in refused


async def test_nobody_else_types_in_answers(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢")
    message, data = coordinator.button("Внести бумажный ответ")
    teacher = city.someone("П-06-01")
    await teacher.presses_old(message, data)
    assert "Бумажный ответ" not in teacher.heard()
    assert await city.count("paper_run") == 0


async def test_the_groups_say_whose_answers_are_still_to_come(city: City):
    coordinator = await q1_is_open(city)
    await coordinator.says("/menu")
    chosen = await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ")
    assert "[МБОУ СОШ № 6, педагог, " in chosen
    assert " – ждём ещё " in chosen
    assert chosen.index("№ 6,") < chosen.index("№ 17,")


async def _looks_for_whom(city: City, mode: str) -> Someone:
    coordinator = await q1_is_open(city, mode)
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Внести бумажный ответ")
    return coordinator


async def test_the_code_of_a_person_may_be_written(city: City):
    coordinator = await _looks_for_whom(city, "именной")
    assert "Чей это ответ?" in await coordinator.taps("СОШ № 6")

    assert "1 из " in await coordinator.says("п-17-01")  # from whatever school
    await fills_in(coordinator)
    await coordinator.taps("Отправить", "Внести ещё один")

    assert "ответ уже есть" in await coordinator.says("П-17-01")
    assert "нет «П-99-99»" in await coordinator.says("П-99-99")
    assert "1 из " in await coordinator.says("П-06-03")


@pytest.mark.parametrize("written", ["17", "школа 17", "сош № 17"])
async def test_the_school_may_be_written_and_then_the_code(city: City, written: str):
    coordinator = await _looks_for_whom(city, "именной")

    people = await coordinator.says(written)

    assert "[П-17-01]" in people
    assert "[П-06-01]" not in people
    assert "1 из " in await coordinator.says("П-17-02")


async def test_the_school_of_a_paper_without_a_name_may_be_written(city: City):
    coordinator = await _looks_for_whom(city, "анонимно")

    chosen = await coordinator.says("6")

    assert "[МБОУ СОШ № 6, педагог, " in chosen
    assert "[МБОУ СОШ № 17" not in chosen
    assert "нет «лицей»" in await coordinator.says("лицей")
    assert "1 из " in await coordinator.says("школа 17")
    assert await city.count("paper_run") == 1
