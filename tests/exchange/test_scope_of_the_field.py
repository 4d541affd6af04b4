"""A coordinator's book about help, routes and papers: nothing foreign is touched, not even through lists of codes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.exchange.books import book, cells
from tests.exchange.conftest import Office, errors
from tests.exchange.field import field

SINCE = "01.09.2026"
NEIGHBOUR: dict[str, list[dict[str, Any]]] = {
    "Муниципалитеты": [{"Код": "НВК", "Полное название": "Новокубанский район", "Краткое название": "Новокубанск"}],
    "Школы": [{"Код": "Н1", "Муниципалитет": "НВК", "Название": "СОШ № 1"}],
    "Люди": [{"Код": "Н-01", "Фамилия": "Соседов"}, {"Код": "Н-02", "Фамилия": "Ведущев"}],
    "Места работы": [
        {"Человек": "Н-01", "Школа": "Н1", "С": SINCE},
        {"Человек": "Н-02", "Школа": "Н1", "С": SINCE},
    ],
    "Потребности": [
        {
            "Код": "NN",
            "Человек": "Н-01",
            "Вид": "дефицит",
            "Категория": "PRED",
            "Статус": "заявлен",
            "Заявлена": SINCE,
        }
    ],
    "План": [
        {
            "Код": "NP",
            "Муниципалитет": "НВК",
            "Год": 2026,
            "Мероприятие": "Семинар",
            "Статус": "в плане",
            "Срок по": "30.12.2026",
        }
    ],
    "Журнал": [
        {
            "Код": "NE",
            "Центр": "МТКП",
            "Муниципалитет": "НВК",
            "Форма": "семинар",
            "Начало": SINCE,
            "Ведущие": "Н-01",
            "Статус": "проведено",
            "Потребности": "NN",
        }
    ],
    "ИОМ": [{"Код": "NI", "Человек": "Н-01", "Учебный год": "2026/27", "Статус": "проект"}],
}


def two_municipalities(office: Office) -> Office:
    assert not errors(office.bring(book(field())))
    assert not errors(office.bring(book(NEIGHBOUR)))
    return office


@pytest.fixture
def region(office: Office) -> Office:
    """Two municipalities; the coordinator is of the first."""
    return two_municipalities(office)


@pytest.fixture(scope="module")
def calm_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same for those who change nothing."""
    made = two_municipalities(Office(tmp_path_factory.mktemp("region")))
    yield made
    made.db.close()


def of(sheet: str, place: int = 0, **changed: Any) -> tuple[str, dict[str, Any]]:
    """A row of the own field with something changed."""
    return sheet, {**field()[sheet][place], **changed}


FOREIGN = [
    (of("Потребности", Код="N9", Человек="Н-01"), "«Н-01» не найдено."),
    (of("Потребности", Код="NN"), "Код «NN» использовать нельзя."),
    (of("Заявки", Код="R9", Потребность="NN"), "«NN» не найдено."),
    (of("План", Код="NP"), "Код «NP» использовать нельзя."),
    (of("План", Код="P9", Муниципалитет="Новокубанск"), "Муниципалитет «Новокубанск» не найден."),
    (of("Журнал", 1, Код="NE"), "Код «NE» использовать нельзя."),
    (of("Журнал", 1, Ведущие="Т-01; Н-01"), "«Н-01» не найдено."),
    (of("Журнал", 1, Потребности="N1; NN"), "«NN» не найдено."),
    (of("Журнал", 1, **{"Часть мероприятия": "NE"}), "«NE» не найдено."),
    (of("Журнал", 1, **{"Пункт плана": "NP"}), "«NP» не найдено."),
    (of("Участие", Мероприятие="NE"), "«NE» не найдено."),
    (of("Участие", Человек="Н-01"), "«Н-01» не найдено."),
    (of("ИОМ", 1, Код="NI"), "Код «NI» использовать нельзя."),
    (of("Пункты ИОМ", ИОМ="NI"), "«NI» не найдено."),
    (of("Пункты ИОМ", Потребность="NN"), "«NN» не найдено."),
    (of("Чек-ины ИОМ", ИОМ="NI"), "«NI» не найдено."),
    (of("Диагностика", Человек="Н-01"), "«Н-01» не найдено."),
    (of("Показатели школ", Школа="Н1"), "«Н1» не найдено."),
    (of("Документы", 1, Школа="Н1"), "«Н1» не найдено."),
    (of("Экспертные баллы", Муниципалитет="НВК"), "Муниципалитет «НВК» не найден."),
    (of("Нерабочие дни", Дата="05.11.2026"), "Не указан муниципалитет."),
]


@pytest.mark.parametrize("place", range(len(FOREIGN)))
def test_a_row_that_reaches_beyond_is_refused(calm_region: Office, place: int) -> None:
    (sheet, row), words = FOREIGN[place]
    (told,) = errors(calm_region.bring(book({sheet: [row]}), calm_region.place("АРМ")))
    assert words in told


def test_nothing_of_all_that_was_stored(calm_region: Office) -> None:
    for (sheet, row), _ in FOREIGN:
        calm_region.bring(book({sheet: [row]}), calm_region.place("АРМ"))
    assert calm_region.bring(book(field())).empty
    assert calm_region.bring(book(NEIGHBOUR)).empty


def test_the_own_export_holds_nothing_foreign_and_comes_back_unchanged(region: Office) -> None:
    here = region.place("АРМ")
    exported = region.export(here)
    for foreign in ("НВК", "Соседов", "NN", "NP", "NE", "NI"):
        assert foreign not in {value for rows in cells(exported).values() for row in rows for value in row}
    plan = region.bring(exported, here)
    assert plan.empty
    assert not plan.problems


def test_a_neighbours_need_that_the_region_linked_stays_linked(region: Office) -> None:
    """The coordinator does not see the link, and a correction of the event does not cut it."""
    region.bring(book({"Журнал": [of("Журнал", 1, Потребности="N1; NN; N2")[1]]}))
    here = region.place("АРМ")

    def needs(data: bytes) -> object:
        headings, *rows = cells(data)["Журнал"]
        return next(row for row in rows if row[0] == "E1")[headings.index("Потребности")]

    assert needs(region.export(here)) == "N1; N2"
    assert not region.bring(book({"Журнал": [of("Журнал", 1, Потребности="N2", Минут=60)[1]]}), here).problems
    assert needs(region.export(here)) == "N2"
    assert set(str(needs(region.export())).split("; ")) == {"N2", "NN"}


def test_a_row_that_stands_there_unseen_is_told_and_stays(region: Office) -> None:
    """The region let an item of a route answer a neighbour's need, so the coordinator does not see it."""
    item = of("Пункты ИОМ", 1, **{"№": 7})[1]
    region.bring(book({"Пункты ИОМ": [{**item, "Потребность": "NN"}]}))
    before = cells(region.export())
    (told,) = errors(region.bring(book({"Пункты ИОМ": [item]}), region.place("АРМ")))
    assert told.startswith("Такая запись уже есть, но Вам она не видна.")
    assert cells(region.export()) == before


def test_of_a_helper_from_elsewhere_nothing_personal_is_shown_or_taken(region: Office) -> None:
    """Whoever led an event here stays the neighbour's: needs, diagnoses and routes are no business of this one."""
    region.bring(book({"Журнал": [of("Журнал", 1, Ведущие="Т-01; Н-01")[1]]}))
    here = region.place("АРМ")
    exported = cells(region.export(here))
    assert "Н-01" in {row[0] for row in exported["Люди"]}
    assert "NN" not in {row[0] for row in exported["Потребности"]}
    assert "NI" not in {row[0] for row in exported["ИОМ"]}
    mine = {"Человек": "Н-01", "Роль": "педагог", "Муниципалитет": "АРМ", "С": SINCE}
    for sheet, row in (of("Потребности", Код="N9", Человек="Н-01"), of("Диагностика", Человек="Н-01"), ("Роли", mine)):
        (told,) = errors(region.bring(book({sheet: [row]}), here))
        assert "«Н-01» не найдено." in told
        assert "имелось в виду" not in told


def test_a_leader_from_elsewhere_is_known_where_the_event_was(region: Office) -> None:
    region.bring(book({"Журнал": [of("Журнал", 1, Ведущие="Т-01; Н-02")[1]]}))
    here = region.place("АРМ")
    assert region.bring(region.export(here), here).empty
    assert "Н-02" in {row[0] for row in cells(region.export(here))["Люди"]}
