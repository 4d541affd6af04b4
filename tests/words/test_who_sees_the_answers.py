"""What a person is told about who will see the answers: once, and as it is."""

from datetime import UTC, date, datetime

from services.built_in import codes, form
from texts import access, surveys
from texts.access import Keeper
from texts.surveys import About, Facts

QUARTER = date(2026, 10, 1), date(2026, 12, 31)


def first_screen(code: str, period: tuple[date, date] = QUARTER) -> str:
    settings = form(code).settings
    facts = Facts(
        1, settings["form_title"], settings["mode"], "open", datetime(2026, 11, 30, 21, tzinfo=UTC), "Europe/Moscow",
        period,
    )  # fmt: skip
    about = About(settings.get("intro", ""), settings.get("minutes", ""), settings.get("readers", ""))
    return surveys.intro(facts, about, begun=False).text


def test_the_diagnosis_names_all_its_readers_once() -> None:
    said = first_screen("Q3")
    assert "увидят только Вы, координатор, эксперт и те, кого Вы выберете в последнем вопросе." in said
    assert "координатор" not in form("Q3").settings["closing"]


def test_the_tutor_is_named_in_the_check_in() -> None:
    assert "увидят только Вы, Ваш тьютор и координатор." in first_screen("Q4")


def test_an_anonymous_form_tells_once_what_the_coordinator_gets() -> None:
    for code in ("Q1", "Q2", "Q5", "Q7"):
        said = first_screen(code)
        assert said.count("от 5 человек") == 1
        assert "сами ответы: без имён и школ, в случайном порядке, тексты – дословно" in said


def test_names_and_the_last_day_are_spoken_of_once() -> None:
    for code in ("Q1", "Q2", "Q5", "Q7"):
        said = first_screen(code)
        assert said.count("30 ноября") == 1
        assert said.count("Анонимно") == 1
        assert "Имя" not in said


def test_a_period_is_said_by_its_name() -> None:
    assert "пункта за 2026 год.\n" in first_screen("Q1", (date(2026, 1, 1), date(2026, 12, 31)))
    assert "пункта за октябрь 2026.\n" in first_screen("Q1", (date(2026, 10, 1), date(2026, 10, 31)))
    assert "маршруту за период с 1 октября по 31 декабря 2026 г.: что" in first_screen("Q4")


def test_every_form_speaks_of_readers_in_one_place() -> None:
    for code in codes():
        settings = form(code).settings
        assert "увид" not in settings.get("intro", ""), code


KEEPER = Keeper("МКУ «ЦРО», г. Город, ул. Улица, 1, ИНН 0000000000", "г. Город, ул. Улица, 1", "", "2030 г.", "30 дней")


def test_my_data_names_everything_that_is_kept() -> None:
    said = access.privacy(KEEPER, "given", date(2026, 10, 1)).text
    assert "фамилия, имя, отчество; телефон и почта" in said


def test_the_address_is_said_once() -> None:
    assert access.privacy(KEEPER, "given", None).text.count("ул. Улица, 1") == 1
