"""A coordinator opens a survey, three teachers answer each in their own way, the coordinator closes it."""

from datetime import timedelta

from answers import answers, begins, goes_to_the_overall_item
from city import City


async def test_a_survey_goes_from_the_first_tap_to_its_closing(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    card = await coordinator.taps("Новый опрос", "Q1")
    assert "Приглашение получат: 3 из 50 человек" in card
    opened = await coordinator.taps("Открыть опрос")  # the third tap
    assert "открыт по 8 декабря 2026 г. включительно" in opened
    assert "Приглашения (3 человека) уйдут сейчас" in opened

    interrupted = city.someone("П-06-01")
    assert "1 из " in await begins(interrupted)
    question = await goes_to_the_overall_item(interrupted)
    assert "с того же вопроса" in await interrupted.taps("Сохранить и выйти")

    corrected = city.someone("П-06-02")
    assert "Спасибо" in await answers(corrected, "удовлетворён(а) отчасти")
    await corrected.taps("Исправить ответы", "Изменить ответ", "В целом насколько")
    assert "Исправленный ответ сохранён" in await corrected.taps("полностью удовлетворён(а)", "Отправить")

    typing = city.someone("П-17-01")
    await begins(typing)
    for words in ("нет, хотя помощь была нужна", "четыре", "нет времени", "хорошо", "да", "8", "раз в месяц"):
        assert "Не узнал" not in await typing.says(words)
    assert "скорее удовлетворён(а)" in await typing.says("Больше открытых уроков")
    assert "Спасибо" in await typing.taps("Отправить")

    await city.stop()
    await city.start()
    await city.wait(timedelta(days=1))
    interrupted = city.someone("П-06-01")
    await interrupted.says("/surveys")
    assert await interrupted.taps("Анкета удовлетворённости", "Продолжить") == question
    await interrupted.taps("скорее удовлетворён(а)", "да")
    await interrupted.says("8")
    assert "Спасибо" in await interrupted.taps("Пропустить", "Пропустить", "Отправить")

    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    card = await coordinator.taps("Опросы", "🟢")
    assert "Ответили: 3 из 50 (6 %)" in card
    assert "Закрыть" in await coordinator.taps("Закрыть сейчас")
    closed = await coordinator.taps("Да, закрыть")
    assert "закрыт. Ответили: 3 из 50 (6 %)" in closed
    assert "[Результаты] [Excel]" in closed
