"""The first full circle on the page: a coordinator opens a survey, teachers answer, exact percentages come back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.timeout(400)

HELP = ("1", "Готово (1)", "предметная подготовка", "Готово (1)")  # in which form, with what
AGREE = "полностью согласен(на)"
OUTCOME = (AGREE, "1", "Готово (1)", "полностью удовлетворён(а)", "да")
WISHES = ("1", "Готово (1)", "раз в месяц", "Пропустить ▶")


def test_a_survey_from_opening_to_the_downloaded_workbook(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    page = visit()
    coordinator_opens(page)
    for name in ("Ясенева", "Полынина", "Вересова"):
        expect(page.entry(name)).to_contain_text("Приглашаю ответить")
        expect(page.entry(name).locator(".badge")).to_have_text("2")  # the greeting and the invitation
    first_is_interrupted_and_resumes(page)
    second_corrects_after_sending(page)
    third_types(page)
    coordinator_closes(page)
    figures = shown_figures(page)
    answered, asked = figures["Доля ответивших"] = figures.pop("Ответили")
    assert asked == 50
    assert figures["Предлагают продолжить"][1] == answered
    book = load_workbook(downloaded_workbook(page, tmp_path))
    assert figures.items() <= figures_of(book).items()
    assert book["Ответы"].max_row - 1 == answered, "a corrected answer counts once"
    assert "Больше открытых уроков" in {row[2] for row in book["Тексты"].iter_rows(values_only=True)}


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


def coordinator_closes(page: Visitor) -> None:
    page.turns_the_clock("+1 день")  # colleagues answer meanwhile
    page.be("Берёзкина").says("/menu")
    page.presses("Опросы", "1. 🟢…", "Закрыть сейчас", "Да, закрыть")
    page.sees("закрыт")


def shown_figures(page: Visitor) -> dict[str, tuple[int, int]]:
    """Name of each share in the message of results, with its two integers; the percentage must follow from them."""
    page.presses("Результаты")
    message = page.page.locator(".theirs", has_text="Предлагают продолжить").last
    expect(message).to_be_visible()
    shares = re.findall(r"^(.+?): (\d+) % \((\d+) из (\d+)\)", message.inner_text(), re.MULTILINE)
    assert len(shares) > 5
    for name, percent, part, whole in shares:
        assert int(percent) == (200 * int(part) + int(whole)) // (2 * int(whole)), name
    expect(page.page.get_by_role("button", name="Открыть картинку")).to_be_visible()
    return {name: (int(part), int(whole)) for name, _, part, whole in shares if name[0].isupper()}  # no options


def downloaded_workbook(page: Visitor, folder: Path) -> Path:
    page.presses("Excel")
    file = page.page.locator(".file").last
    expect(file).to_contain_text(".xlsx")
    with page.page.expect_download() as download:
        file.click()
    download.value.save_as(folder / "results.xlsx")
    return folder / "results.xlsx"


def figures_of(book: Workbook) -> dict[str, tuple[int, int]]:
    """The shares of the whole survey in the workbook."""
    rows = book["Показатели"].iter_rows(min_row=2, values_only=True)
    return {str(row[0]): (row[3], row[4]) for row in rows if row[1] == "в целом" and not row[2]}  # type: ignore[misc]
