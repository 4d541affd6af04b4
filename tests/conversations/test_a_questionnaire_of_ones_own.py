"""A coordinator sends a questionnaire made in Excel, asks it, and corrects it while people answer."""

from answers import begins
from books import questionnaire
from city import City
from city_people import Someone

MOOD = ("select_one marks", "q1", "Как дела?", "yes")
WHY = ("text", "q2", "Почему?", "yes")
ADVICE = ("text", "q3", "Что посоветуете?", "yes")


async def test_what_cannot_be_asked_in_a_chat_is_said_all_at_once(city: City):
    coordinator = city.someone("К-01")

    refusal = await coordinator.sends(
        "плохая.xlsx", questionnaire(("geopoint", "q1", "Где?", "yes"), ("select_one none", "q2", "Что?", "yes"))
    )

    assert "Лист survey, строка 2" in refusal
    assert "Лист survey, строка 3" in refusal
    assert await city.count("instrument_version WHERE code = 'МОЯ'") == 0


async def test_a_new_version_carries_over_what_is_half_done(city: City):
    coordinator = city.someone("К-01")
    read = await coordinator.sends("моя.xlsx", questionnaire(MOOD, WHY))
    assert "После публикации её можно пройти самому" in read
    await coordinator.taps("Опубликовать", "Посмотреть", "Новый опрос", "Режим", "именной", "Открыть опрос")
    teacher = city.someone("П-06-01")
    await begins(teacher)
    assert "Почему?" in await teacher.taps("хорошо")

    await coordinator.sends("моя.xlsx", questionnaire(MOOD, ADVICE, WHY))
    assert "версия 2" in await coordinator.taps("Опубликовать")
    await coordinator.taps("Перевести опрос")

    # What was typed under «Почему?» is not taken for an answer to the question that came in between.
    assert "Что посоветуете?" in await teacher.says("Хватило времени")
    assert "Почему?" in await teacher.says("Больше встреч")
    review = await teacher.says("Хватило времени")
    assert "Как дела?\nхорошо" in review
    assert "Что посоветуете?\nБольше встреч" in review
    assert "Почему?\nХватило времени" in review
    assert "Спасибо" in await teacher.taps("Отправить")


async def _asked(city: City, mode: str, *people: str) -> Someone:
    """A questionnaire of one's own, answered and closed; returns the coordinator in front of the results."""
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(MOOD, WHY))
    await coordinator.taps("Опубликовать", "Посмотреть", "Новый опрос", "Режим", mode, "Открыть опрос")
    for place, code in enumerate(people):
        teacher = city.someone(code)
        await begins(teacher)
        await teacher.taps("средне" if place else "хорошо")
        await teacher.says("Так сложилось")
        await teacher.taps("Отправить")
    await coordinator.taps("К опросу", "Закрыть сейчас", "Да, закрыть", "Результаты")
    return coordinator


async def test_results_of_ones_own_questions_stand_in_the_chat(city: City):
    coordinator = await _asked(city, "именной", "П-06-01", "П-06-02", "П-17-01")

    said = coordinator.heard()
    assert "Как дела? (n = 3)\nсредне: 67 % (2 из 3)\nхорошо: 33 % (1 из 3)\nплохо: 0 % (0 из 3)" in said
    assert "Ответы, написанные словами, – в Excel у координатора" in said
    assert "файлы" not in said
    assert "Так сложилось" not in said


async def test_what_few_answered_is_not_told_in_the_chat_either(city: City):
    coordinator = await _asked(city, "анонимно", "П-06-01", "П-06-02", "П-17-01")

    said = coordinator.heard()
    assert "Как дела?\nменее 5 ответов" in said
    assert "67 %" not in said


async def test_the_book_of_people_comes_and_goes_without_a_change(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Люди", "Скачать книгу")
    name, book = coordinator.files()[-1]

    assert "изменений нет" in await coordinator.sends(name, book)
