"""Ways through surveys that several stories take."""

from books import questionnaire
from city import City
from city_people import Someone

HELPED = ["да, была индивидуальная помощь"]


async def q1_is_open(city: City, mode: str = "анонимно", until: str = "") -> Someone:
    """The coordinator opens Q1 for the teachers of the town; returns the coordinator."""
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Новый опрос", "Q1")
    if mode != "анонимно":
        await coordinator.taps("Режим", mode)
    if until:
        await coordinator.taps("Срок")
        await coordinator.says(until)
    await coordinator.taps("Открыть опрос")
    return coordinator


async def begins(person: Someone) -> str:
    """From the invitation to the first question."""
    return await person.taps("Подробнее и начать", "Начать")


async def goes_to_the_overall_item(person: Someone) -> str:
    """Answers that need few taps, up to «В целом насколько Вы удовлетворены…»."""
    await person.taps("нет, хотя помощь была нужна", "скорее согласен(на)", "нет времени", "Готово")
    return person.screen()


async def fills_in(person: Someone, overall: str = "скорее удовлетворён(а)", advice: str = "") -> str:
    """The short way through Q1, up to the review."""
    await goes_to_the_overall_item(person)
    await person.taps(overall, "да")
    await person.says("8")
    await person.taps("Пропустить")
    return await person.says(advice) if advice else await person.taps("Пропустить")


async def answers(person: Someone, overall: str = "скорее удовлетворён(а)", advice: str = "") -> str:
    """From the invitation to «Спасибо»."""
    await begins(person)
    await fills_in(person, overall, advice)
    return await person.taps("Отправить")


async def own_survey_is_open(city: City, *questions: tuple[str, str, str, str], mode: str = "именной") -> Someone:
    """The coordinator sends a questionnaire made in Excel and asks it; returns a teacher at its first question."""
    coordinator = city.someone("К-01")
    await coordinator.sends("моя.xlsx", questionnaire(*questions))
    await coordinator.taps("Опубликовать", "Посмотреть", "Новый опрос", "Режим", mode, "Открыть опрос")
    teacher = city.someone("П-06-01")
    await begins(teacher)
    return teacher
