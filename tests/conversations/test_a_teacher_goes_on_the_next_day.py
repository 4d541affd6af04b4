"""Nobody has to answer in one sitting, on one phone or without second thoughts."""

from datetime import timedelta

from answers import answers, begins, fills_in, goes_to_the_overall_item, q1_is_open
from city import City

from storage import seed

OVERALL = "В целом насколько Вы удовлетворены"


async def test_a_teacher_goes_on_the_next_day(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    question = await goes_to_the_overall_item(teacher)
    await teacher.taps("Сохранить и выйти")

    await city.wait(timedelta(days=1))
    await teacher.says("/surveys")

    assert await teacher.taps("Анкета удовлетворённости", "Продолжить") == question


async def test_a_restart_in_the_middle_of_a_question_is_not_noticed(city: City):
    await q1_is_open(city)
    await begins(city.someone("П-06-01"))
    await goes_to_the_overall_item(city.someone("П-06-01"))

    await city.stop()
    await city.start()

    assert "Предлагаете ли Вы продолжить" in await city.someone("П-06-01").taps("скорее удовлетворён(а)")


async def test_what_is_typed_after_a_restart_answers_the_question_on_the_screen(city: City):
    await q1_is_open(city)
    await begins(city.someone("П-06-01"))
    await goes_to_the_overall_item(city.someone("П-06-01"))

    await city.stop()
    await city.start()

    assert "Предлагаете ли Вы продолжить" in await city.someone("П-06-01").says("5")


async def test_a_teacher_goes_on_in_another_messenger(city: City):
    await q1_is_open(city)
    at_school = city.someone("П-06-01")
    await begins(at_school)
    question = await goes_to_the_overall_item(at_school)
    at_home = await _also_in_max(city, "П-06-01")

    await at_home.says("/surveys")
    assert await at_home.taps("Анкета удовлетворённости", "Продолжить") == question
    await at_home.taps("полностью удовлетворён(а)", "да")
    await at_home.says("8")
    assert "Спасибо" in await at_home.taps("Пропустить", "Пропустить", "Отправить")

    assert "уже отправлена" in await at_school.taps("полностью удовлетворён(а)")
    assert await city.count("response WHERE survey_id = 2") == 1


async def test_a_survey_is_answered_once_whatever_the_messenger(city: City):
    await q1_is_open(city)
    await answers(city.someone("П-06-01"))
    at_home = await _also_in_max(city, "П-06-01")

    assert "опросов для Вас нет" in await at_home.says("/surveys")


async def _also_in_max(city: City, code: str):
    """The same person has linked a second messenger."""
    people = await city.db.read(lambda tx: seed.ids(tx, "person"))
    person = city.someone(code, "max")
    user = person.person.user_id
    row = {"messenger": "max", "user_id": user, "chat_id": user, "person_id": people[code], "linked_at": city.now}
    await city.db.write(lambda tx: seed.plant(tx, "account", [{**row, "expecting": ""}]))
    return person


async def test_the_way_back_leads_to_any_question_and_keeps_the_answers(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await goes_to_the_overall_item(teacher)

    assert "Что мешало" in await teacher.taps("Назад")
    assert "Обратиться за помощью легко" in await teacher.taps("Назад")
    assert "✅ нет, хотя помощь была нужна" in await teacher.taps("Назад")

    # The same answer again: straight back to where the teacher was.
    assert OVERALL in await teacher.taps("нет, хотя помощь была нужна")


async def test_another_answer_drops_only_what_it_makes_pointless(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await fills_in(teacher, advice="Больше открытых уроков")
    review = teacher.screen()
    assert "Что мешало получить помощь?\nнет времени" in review

    await teacher.taps("Изменить ответ", "Обращались ли Вы", "нет, помощь не требовалась")

    assert "Проверьте, пожалуйста, ответы" in teacher.screen()
    assert "Что мешало" not in teacher.screen()
    assert OVERALL not in teacher.screen()
    assert "Больше открытых уроков" in teacher.screen()
