"""A coordinator walks through a questionnaire as anybody who could be asked; nothing of it is kept."""

from answers import begins, q1_is_open
from city import City


async def test_a_form_can_be_tried_out_as_any_role_and_says_that_nothing_is_kept(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")

    card = await coordinator.taps("Анкеты", "Q1")
    assert card.index("Пройти: педагог") < card.index("Пройти: управленец")
    assert "Пройти: наставник" in card

    assert "Просмотр: ничего не сохраняется." in await coordinator.taps("Пройти: наставник")


async def test_a_survey_that_is_answered_is_not_called_a_preview(city: City):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)

    assert "Просмотр" not in teacher.screen()
