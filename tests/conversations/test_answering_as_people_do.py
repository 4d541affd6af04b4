"""Numbers and dates as people write them, photos, rankings, repeats, «другое»: a questionnaire of every kind."""

from answers import own_survey_is_open
from city import City
from city_people import Someone

LESSONS = ("integer", "q1", "Сколько уроков Вы посетили?", "yes")
HOURS = ("decimal", "q2", "Сколько часов занял урок?", "yes")
DAY = ("date", "q3", "Когда была встреча?", "yes")
PHOTO = ("image", "q4", "Пришлите фото доски", "")
ORDER = ("rank marks", "q5", "Что важнее?", "yes")
OTHER = ("select_one marks or_other", "q6", "Что помогло?", "yes")
WHY = ("text", "end", "Почему?", "yes")
REPEAT = (
    ("begin repeat", "lessons", "Урок", ""),
    ("text", "topic", "Тема урока", "yes"),
    ("end repeat", "", "", ""),
)


async def _reads(teacher: Someone, answers: dict[str, str]) -> None:
    """Each of these is written in answer to the same question, and said back as it was understood."""
    for written, understood in answers.items():
        assert (await teacher.says(written)).startswith(f"Ваш ответ: {understood}\n"), written
        await teacher.taps("Назад")


async def _asks_again(teacher: Someone, asked: str, written: tuple[str, ...], kindly: str) -> None:
    for each in written:
        again = await teacher.says(each)
        assert again.startswith(kindly), each
        assert asked in again


async def test_a_whole_number_is_read_as_it_is_said(city: City):
    teacher = await own_survey_is_open(city, LESSONS, WHY)

    await _asks_again(teacher, LESSONS[2], ("много", "два-три", "12,5", "п"), "Здесь нужно")
    await _reads(teacher, {"12": "12", "двенадцать": "12", " 1 200 ": "1200", "ноль": "0", "Сто пять.": "105"})


async def test_a_number_with_a_comma_is_read_as_it_is_said(city: City):
    teacher = await own_survey_is_open(city, HOURS, WHY)

    await _asks_again(teacher, HOURS[2], ("ноль целых пять", "долго"), "Здесь нужно число")
    await _reads(teacher, {"1,5": "1,5", "1.5": "1,5", "полтора": "1,5", "полтора часа": "1,5", "часа два": "2"})


async def test_a_date_is_read_as_it_is_said(city: City):
    teacher = await own_survey_is_open(city, DAY, WHY)

    await _asks_again(teacher, DAY[2], ("31.02.2026", "на днях", "13.13.2026"), "Не разобрал дату")
    readings = {
        "вчера": "23.11.2026", "Позавчера.": "22.11.2026", "12 марта 2026 г.": "12.03.2026", "12.03.26": "12.03.2026",
        "1/9/2026": "01.09.2026", "20 ноября": "20.11.2026", "2026-11-20": "20.11.2026",
    }  # fmt: skip
    await _reads(teacher, readings)


async def test_a_photo_is_an_answer_and_can_be_changed(city: City):
    teacher = await own_survey_is_open(city, PHOTO, WHY)
    assert (await teacher.says("вот она")).startswith("Здесь нужна картинка")
    assert (await teacher.sends("план.docx", b"PK")).startswith("Здесь нужна картинка")

    assert "Почему?" in await teacher.sends("доска.jpg", b"\xff\xd8\xff")
    review = await teacher.says("Видно тему урока")
    assert "Пришлите фото доски\nдоска.jpg" in review

    await teacher.taps("Изменить ответ", "Пришлите фото")
    assert "Пришлите фото доски\nновая.png" in await teacher.sends("новая.png", b"\x89PNG")
    assert "Спасибо" in await teacher.taps("Отправить")


async def test_a_photo_that_is_not_wanted_can_be_passed_over(city: City):
    teacher = await own_survey_is_open(city, PHOTO, WHY)

    assert "Почему?" in await teacher.taps("Пропустить")

    assert "Пришлите фото доски\nбез ответа" in await teacher.says("Нечего показать")


async def test_a_ranking_is_tapped_or_written(city: City):
    teacher = await own_survey_is_open(city, ORDER, WHY)
    assert "Расставьте, пожалуйста, все варианты" in await teacher.taps("хорошо", "Готово")
    assert "Почему?" in await teacher.says("средне, хорошо, плохо")

    assert "Что важнее?\nсредне; хорошо; плохо" in await teacher.says("Так привыкли")


async def test_something_else_is_asked_in_ones_own_words(city: City):
    teacher = await own_survey_is_open(city, OTHER, WHY)

    await teacher.taps("Другое")
    assert "Почему?" in await teacher.says("Помощь коллег")

    review = await teacher.says("Они рядом")
    assert "Что помогло?\nДругое" in review
    assert "Помощь коллег" in review


async def test_a_part_that_repeats_is_asked_as_often_as_there_is_something_to_say(city: City):
    teacher = await own_survey_is_open(city, *REPEAT, WHY)

    assert "Добавить ещё?" in await teacher.says("Дроби")
    assert "Тема урока" in await teacher.taps("Да")
    assert "Добавить ещё?" in await teacher.says("Проценты")
    await teacher.taps("Нет")

    review = await teacher.says("Так по плану")
    assert "Дроби" in review
    assert "Проценты" in review
    assert "Спасибо" in await teacher.taps("Отправить")
