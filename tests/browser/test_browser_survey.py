"""The first full circle on the page: a coordinator opens a survey, teachers answer, exact percentages come back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.timeout(400)

HELP = ("1", "Готово (1)", "предметная подготовка", "Готово (1)")  # in which form, with what
AGREE = "полностью согласен(на)"
OUTCOME = (AGREE, "1", "Готово (1)", "полностью удовлетворён(а)", "да")
WISHES = ("1", "Готово (1)", "раз в месяц", "Пропустить ▶")


def test_a_survey_from_opening_to_the_downloaded_workbook(visit: Callable[..., Visitor]) -> None:
    page = visit()
    coordinator_opens(page)
    for name in ("Ясенева", "Полынина", "Вересова"):
        expect(page.entry(name).locator(".badge")).to_have_text("1")
    first_is_interrupted_and_resumes(page)
    second_corrects_after_sending(page)
    third_types(page)


def coordinator_opens(page: Visitor) -> None:
    page.be("Берёзкина").says("/menu")
    page.presses("Новый опрос", "Q1")
    page.sees("Приглашение получат: 3")
    page.presses("Открыть опрос")
    page.sees("открыт по")


def first_is_interrupted_and_resumes(page: Visitor) -> None:
    page.be("Ясенева").sees("Приглашаю ответить")
    page.presses("Подробнее и начать", "Начать", "да, и то и другое", "1", "Готово (1)")
    page.sees("По каким вопросам?")
    page.presses("Сохранить и выйти")
    page.sees("Сохранил.")
    page.page.reload()
    page.says("/menu")
    page.presses("Мои опросы (1)", "Анкета удовлетворённости…", "Продолжить")
    page.sees("По каким вопросам?")
    page.presses(*HELP[2:], AGREE, AGREE, AGREE, *OUTCOME, *WISHES)
    page.sees("Проверьте, пожалуйста, ответы")
    page.presses("Отправить")
    page.sees("Спасибо")


def second_corrects_after_sending(page: Visitor) -> None:
    page.be("Полынина").presses("Подробнее и начать", "Начать", "да, и то и другое", *HELP)
    page.presses(AGREE, AGREE, AGREE, *OUTCOME, *WISHES, "Отправить")
    page.sees("Спасибо")
    page.presses("Исправить ответы", "Изменить ответ", "4. Помощь соответствовала моим…", "согласен(на) отчасти")
    page.sees("согласен(на) отчасти")
    page.presses("Отправить")
    page.sees("Исправленный ответ сохранён")


def third_types(page: Visitor) -> None:
    page.be("Вересова").presses("Подробнее и начать", "Начать")
    for typed, next_question in (
        ("да, и то и другое", "В каких формах"),
        ("1, 5", "По каким вопросам?"),
        ("методика и качество урока", "соответствовала моим"),
        ("4", "регулярно"),
        ("пять", "Обратиться за помощью легко"),
        ("Полностью согласен", "могу применить"),
        ("может быть", "Не узнал вариант ответа"),
        ("5", "Что изменилось"),
        ("2", "насколько Вы удовлетворены"),
        ("полностью удовлетворён", "продолжить работу"),
        ("да", "Какие модули"),
        ("1 3", "Как часто"),
        ("раз в месяц", "Ваши предложения"),
        ("Больше открытых уроков", "Проверьте, пожалуйста, ответы"),
    ):
        page.says(typed)
        page.sees(next_question)
    page.sees("Больше открытых уроков")
    page.presses("Отправить")
    page.sees("Спасибо")
