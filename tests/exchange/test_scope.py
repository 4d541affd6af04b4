"""A coordinator brings in the own municipality and nothing else; of the rest not even the existence is told."""

from collections.abc import Iterator

import pytest

from tests.exchange.books import book, cells, town
from tests.exchange.conftest import Office, errors

SINCE = "01.09.2025"
NEIGHBOUR = {
    "Муниципалитеты": [{"Код": "НВК", "Полное название": "Новокубанский район", "Краткое название": "Новокубанск"}],
    "Школы": [{"Код": "Н1", "Муниципалитет": "НВК", "Название": "СОШ № 1"}],
    "Люди": [{"Код": "Н-01", "Фамилия": "Соседов", "Телефон": "+70000000000"}, {"Код": "Р-01", "Фамилия": "Краевой"}],
    "Места работы": [{"Человек": "Н-01", "Школа": "Н1", "С": SINCE}],
    "Роли": [
        {"Человек": "Н-01", "Роль": "педагог", "Муниципалитет": "НВК", "Школа": "Н1", "С": SINCE},
        {"Человек": "Р-01", "Роль": "региональный оператор", "С": SINCE},
    ],
    "Закрепления": [{"Вид": "наставник", "Кто": "Н-01", "Кого": "Н1", "С": SINCE}],
}  # fmt: skip


def two_municipalities(office: Office) -> Office:
    assert not errors(office.bring(book(town())))
    assert not errors(office.bring(book(NEIGHBOUR)))
    return office


@pytest.fixture
def region(office: Office) -> Office:
    """Two municipalities; the coordinator is of the first."""
    return two_municipalities(office)


@pytest.fixture(scope="module")
def calm_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same for those who change nothing."""
    made = Office(tmp_path_factory.mktemp("region"))
    yield two_municipalities(made)
    made.db.close()


def test_the_own_book_comes_in_as_it_is(region: Office) -> None:
    rows = town()
    rows["Школы"][0]["Название"] = "МАОУ СОШ № 6"
    rows["Люди"].append({"Код": "П-06-02", "Фамилия": "Новая"})
    rows["Места работы"].append({"Человек": "П-06-02", "Школа": "Ш6", "С": SINCE})
    rows["Роли"].append({"Человек": "П-06-02", "Роль": "педагог", "Школа": "Ш6", "С": SINCE})
    plan = region.bring(book(rows), region.place("АРМ"))
    assert not plan.problems
    assert [len(each.added) for each in plan.sheets] == [0, 0, 0, 1, 1, 1, 0]


def test_the_own_export_comes_back_unchanged(region: Office) -> None:
    here = region.place("АРМ")
    exported = region.export(here)
    assert "Соседов" not in str(cells(exported))
    assert "Новокубанский" not in str(cells(exported))
    plan = region.bring(exported, here)
    assert plan.empty
    assert not plan.problems


FOREIGN = [
    ("Муниципалитеты", {**NEIGHBOUR["Муниципалитеты"][0], "Краткое название": "Моё"}, "«НВК» не найден."),
    ("Муниципалитеты", {"Код": "ЙЙЙ", "Полное название": "Й", "Краткое название": "Й"}, "«ЙЙЙ» не найден."),
    ("Школы", {"Код": "Ш99", "Муниципалитет": "НВК", "Название": "Ш"}, "«НВК» не найден."),
    ("Школы", {"Код": "Ш99", "Муниципалитет": "Новокубанск", "Название": "Ш"}, "«Новокубанск» не найден."),
    ("Школы", {"Код": "Ш99", "Муниципалитет": "ЙЙЙ", "Название": "Ш"}, "«ЙЙЙ» не найден."),
    ("Школы", {"Код": "Н1", "Муниципалитет": "АРМ", "Название": "Моя теперь"}, "Код «Н1» использовать нельзя."),
    ("Статусы школ", {"Школа": "Н1", "Статус": "ШНОР", "С": SINCE}, "«Н1» не найдено."),
    ("Люди", {"Код": "Н-01", "Фамилия": "Чужой", "Телефон": "+71111111111"}, "Код «Н-01» использовать нельзя."),
    ("Люди", {"Код": "Р-01", "Фамилия": "Краевой"}, "Код «Р-01» использовать нельзя."),
    ("Люди", {"Код": "П-77", "Фамилия": "Ничей"}, "Непонятно, где работает этот человек."),
    ("Места работы", {"Человек": "Н-01", "Школа": "Ш6", "С": SINCE}, "«Н-01» не найдено."),
    ("Места работы", {"Человек": "П-06-01", "Школа": "Н1", "С": SINCE}, "«Н1» не найдено."),
    ("Роли", {"Человек": "Н-01", "Роль": "педагог", "Муниципалитет": "АРМ", "С": SINCE}, "«Н-01» не найдено."),
    ("Роли", {"Человек": "К-01", "Роль": "координатор", "Муниципалитет": "НВК", "С": SINCE}, "«НВК» не найден."),
    ("Роли", {"Человек": "К-01", "Роль": "координатор", "С": SINCE}, "Не указано, где действует роль «координатор»."),
    ("Роли", {"Человек": "К-01", "Роль": "координатор", "Школа": "Ш6", "С": SINCE}, "Не указано, где действует роль"),
    ("Роли", {"Человек": "К-01", "Роль": "эксперт", "С": SINCE}, "Не указано, где действует роль «эксперт»."),
    ("Роли", {"Человек": "К-01", "Роль": "R_REG", "С": SINCE}, "Роль «региональный оператор» даёт только"),
    ("Роли", {"Человек": "К-01", "Роль": "администратор", "Муниципалитет": "АРМ", "С": SINCE}, "даёт только"),
    ("Закрепления", {"Вид": "наставник", "Кто": "Н-01", "Кого": "Ш6", "С": SINCE}, "«Н-01» не найдено."),
    ("Закрепления", {"Вид": "тьютор", "Кто": "Т-01", "Кого": "Н-01", "С": SINCE}, "«Н-01» не найдено."),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(FOREIGN)))
def test_a_row_that_reaches_beyond_is_refused_in_the_words_for_what_does_not_exist(
    calm_region: Office, place: int
) -> None:
    sheet, row, words = FOREIGN[place]
    before = calm_region.export()
    (told,) = errors(calm_region.bring(book({sheet: [row]}), calm_region.place("АРМ")))
    assert words in told
    assert "Соседов" not in told
    assert calm_region.export() == before


def test_the_command_line_may_do_most_of_it(calm_region: Office) -> None:
    rows: dict[str, list[dict[str, str]]] = {}
    for sheet, row, words in FOREIGN:
        if "«ЙЙЙ» не найден" not in words:
            rows.setdefault(sheet, []).append(row)
    del rows["Школы"][1]  # the same school by the municipality's other name
    assert not errors(calm_region.check(book(rows)))


def test_a_tutor_from_elsewhere_who_was_assigned_here_is_known_here(region: Office) -> None:
    """The region assigned the neighbour's teacher as a tutor; the coordinator sees whom and can end it."""
    assigned = {"Вид": "тьютор", "Кто": "Н-01", "Кого": "П-17-01", "Предмет": "русский язык", "С": SINCE}
    assert not errors(region.bring(book(Закрепления=[assigned])))
    here = region.place("АРМ")
    assert "Н-01" in str(cells(region.export(here))["Закрепления"])
    ended = region.bring(book(Закрепления=[{**assigned, "По": "31.12.2026"}]), here)
    assert not ended.problems
    assert region.bring(region.export(here), here).empty
