"""A form that speaks of things the chat does not have yet is shown and explained, but not opened as a survey."""

import pytest
from books import questionnaire
from city import City

from storage import forms
from storage.scope import EVERYTHING
from texts.actions import pack
from texts.survey_actions import DraftSurvey

NOT_YET = {"F1": "журнала", "F2": "заявк", "Q4": "маршрут", "Q4T": "маршрут", "Q5": "мероприяти"}


async def test_what_cannot_be_asked_is_not_offered_and_the_coordinator_reads_why(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")

    offered = await coordinator.taps("Новый опрос")

    assert "[Q1] [Q2] [Q3] [Q6]" in offered
    for code, reason in NOT_YET.items():
        assert f"[{code}]" not in offered
        line = next(line for line in offered.splitlines() if line.startswith(f"{code} – "))
        assert reason in line


@pytest.mark.parametrize("code", NOT_YET)
async def test_such_a_form_can_be_walked_through_and_taken_as_a_file(city: City, code: str):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    await coordinator.taps("Анкеты")
    message, data = coordinator.button(code)
    card = await coordinator.presses_old(message, data)

    assert "Открыть по ней опрос пока нельзя" in card
    assert "[Новый опрос]" not in card
    assert "Просмотр: ничего не сохраняется." in await coordinator.taps("Пройти")
    await coordinator.presses_old(*coordinator.button("Закончить просмотр"))


async def test_a_press_that_nobody_was_shown_opens_nothing_either(city: City):
    coordinator = city.someone("К-01")
    await coordinator.says("/menu")
    versions = await city.db.read(lambda tx: forms.latest(tx, EVERYTHING))
    q5 = next(version for version in versions if version.code == "Q5")

    said = await coordinator.presses_old(coordinator.said()[-1], pack(DraftSurvey(q5.id)))

    assert "опрос пока не открыть" in said
    assert "[Новый опрос]" in said
    assert await city.count("survey WHERE state = 'draft'") == 0


async def test_a_form_of_ones_own_whose_words_nobody_can_fill_in_is_not_opened(city: City):
    coordinator = city.someone("К-01")
    about = (("hidden", "гость", "", ""), ("text", "q1", "Что Вы скажете о ${гость}?", "yes"))
    await coordinator.sends("моя.xlsx", questionnaire(*about))
    card = await coordinator.taps("Опубликовать", "Посмотреть")

    assert "спрашивает о сведениях, которых у меня нет: гость" in card
    assert "[Новый опрос]" not in card


async def test_a_value_that_every_survey_brings_is_no_hindrance(city: City):
    coordinator = city.someone("К-01")
    about = (("hidden", "school_year", "", ""), ("text", "q1", "Что удалось в ${school_year} учебном году?", "yes"))
    await coordinator.sends("моя.xlsx", questionnaire(*about))

    assert "[Новый опрос]" in await coordinator.taps("Опубликовать", "Посмотреть")
