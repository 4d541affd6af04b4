"""Results of schools: exams, checks, tables handed in, indexes, clusters."""

from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported

ARMAVIR = {"Код": "АРМ", "Полное название": "город Армавир", "Краткое название": "МО город Армавир", "Вид": "город"}
CRIMEA = {"Код": "КРЫ", "Полное название": "Крымский район", "Краткое название": "МО Крымский район", "Вид": "район"}
BY_SCHOOL = ("--period", "2026", "--by", "school", "--code")


def row(
    school: str, year: int, kind: str, value: float | None = None, n: int | None = None, **more: Any
) -> dict[str, Any]:
    """A row of «Показатели школ»."""
    names = {"good": "Доля 4–5", "bad": "Доля 2", "biased": "Необъективно"}
    named = {names[name]: value for name, value in more.items()}
    return {"Школа": school, "Год": year, "Вид": kind, "Значение": value, "n": n} | named


def region(results: list[dict[str, Any]], statuses: list[dict[str, Any]] | None = None) -> Path:
    """Schools Ш… of Armavir and К… of the Crimean district, as many as have results."""
    codes = sorted({each["Школа"] for each in [*results, *(statuses or [])]})
    schools = [
        {"Код": code, "Муниципалитет": "АРМ" if code[0] == "Ш" else "КРЫ", "Название": f"СОШ {code}", "Номер": place}
        for place, code in enumerate(codes, 1)
    ]
    sheets = {"Муниципалитеты": [ARMAVIR, CRIMEA], "Школы": schools, "Показатели школ": results}
    return imported(book({**sheets, "Статусы школ": statuses or []}))


def exams(school: str, year: int, russian: tuple[float, int], mathematics: tuple[float, int]) -> list[dict[str, Any]]:
    return [row(school, year, "ЕГЭ_RU", *russian), row(school, year, "ЕГЭ_MP", *mathematics)]


def test_means_of_two_exams_are_weighted_by_candidates() -> None:
    data = region(
        [
            *exams("Ш1", 2024, (60, 20), (50, 10)),  # 56,666…
            *exams("Ш1", 2025, (61, 10), (56, 10)),  # 58,5
            *exams("Ш2", 2024, (60, 10), (50, 10)),
            *exams("Ш2", 2025, (60, 10), (51.9, 10)),
            *exams("Ш3", 2024, (60, 10), (50, 10)),
            *exams("Ш3", 2025, (59, 10), (49, 10)),
            *exams("Ш4", 2025, (70, 9), (70, 9)),
            *exams("Ш5", 2024, (50, 2), (50, 2)),
            *exams("Ш5", 2025, (90, 2), (90, 2)),
        ]
    )

    rows = {each["school"]: each for each in figures(data, *BY_SCHOOL, "EDU1")}
    assert [rows[school]["value"] for school in ("Ш1", "Ш2", "Ш3", "Ш4", "Ш5")] == [1.8, 1.0, -1.0, None, 40.0]
    assert [rows[school]["note"] for school in ("Ш1", "Ш2", "Ш3", "Ш4", "Ш5")] == [
        "рост", "стабильно", "снижение", None, "рост; малая группа",
    ]  # fmt: skip
    assert rows["Ш4"]["text"] == "нет данных (n = 0)"
    assert [rows[school]["place"] for school in ("Ш1", "Ш2", "Ш3", "Ш4", "Ш5")] == [1, 2, 3, None, None]
    whole = figure(data, "EDU1", "--period", "2026", "--municipality", "АРМ")
    assert (whole["numerator"], whole["denominator"], whole["percent"], whole["value"]) == (2, 4, 50, None)


def test_an_exam_without_candidates_weighs_nothing() -> None:
    data = region(
        [
            *exams("Ш1", 2024, (60, 10), (50, 0)),
            *exams("Ш1", 2025, (62, 5), (10, 0)),
            row("Ш2", 2024, "ЕГЭ_RU", 60),  # nobody knows how many took it
            row("Ш2", 2025, "ЕГЭ_RU", 70),
            *exams("Ш3", 2024, (60, 4), (60, 1)),
            *exams("Ш3", 2025, (58, 3), (60, 1)),
        ]
    )

    first, second, third = figures(data, *BY_SCHOOL, "EDU1")
    assert (first["value"], first["n"], first["place"]) == (2.0, 5, 1)
    assert second["text"] == "нет данных (n = 0)"
    assert (third["note"], third["place"]) == ("снижение; малая группа", None)


def test_a_check_is_compared_by_the_shares_that_both_years_have() -> None:
    data = region(
        [
            row("Ш1", 2024, "ВПР_RU5", good=40), row("Ш1", 2025, "ВПР_RU5", good=40.1),
            row("Ш1", 2024, "ВПР_MA5", bad=10), row("Ш1", 2025, "ВПР_MA5", bad=10),
            row("Ш1", 2024, "ВПР_RU6", good=40, bad=10), row("Ш1", 2025, "ВПР_RU6", bad=9),
            row("Ш2", 2025, "ВПР_RU6", good=40, bad=10),
        ]
    )  # fmt: skip

    assert [each["text"] for each in figures(data, *BY_SCHOOL, "EDU2")] == ["рост в 2 из 3", "нет данных (n = 0)"]
    assert figure(data, "EDU2", "--period", "2026", "--municipality", "АРМ")["text"] == "100 % (1 из 1)"


def test_changes_that_are_shown_alike_are_told_apart_by_the_exact_ones() -> None:
    after = {"Ш1": 60.95, "Ш2": 61, "Ш3": 60.951, "Ш4": 59.05, "Ш5": 59, "Ш6": 61}
    data = region(
        [each for school in after for each in exams(school, 2024, (60, 5), (60, 5))]
        + [each for school, mean in after.items() for each in exams(school, 2025, (mean, 5), (mean, 5))]
    )

    rows = {each["school"]: each for each in figures(data, *BY_SCHOOL, "EDU1")}
    assert {school: (each["value"], each["note"], each["place"]) for school, each in rows.items()} == {
        "Ш1": (1.0, "стабильно", 4), "Ш2": (1.0, "рост", 1), "Ш3": (1.0, "стабильно", 3),
        "Ш4": (-1.0, "стабильно", 5), "Ш5": (-1.0, "снижение", 6), "Ш6": (1.0, "рост", 1),
    }  # fmt: skip
    whole = figure(data, "EDU1", "--period", "2026", "--municipality", "АРМ")
    assert whole["text"] == "33 % (2 из 6)"


def test_indexes_that_are_shown_alike_take_different_places() -> None:
    data = region([row("Ш1", 2026, "ИОР", 0.50001), row("Ш2", 2026, "ИОР", 0.50002), row("Ш3", 2026, "ИОР", 0.50002)])

    rows = figures(data, *BY_SCHOOL, "EDU7", "--group", "ИОР")
    assert [(each["text"], each["place"]) for each in rows] == [("0,50", 3), ("0,50", 1), ("0,50", 1)]


def test_a_region_is_the_sum_of_municipalities_that_compare_different_years() -> None:
    data = region(
        [
            *exams("Ш1", 2024, (60, 10), (60, 10)),
            *exams("Ш1", 2025, (62, 10), (62, 10)),
            *exams("К1", 2025, (60, 10), (60, 10)),  # the first year of work there
            *exams("К1", 2026, (59, 10), (59, 10)),
            row("Ш1", 2026, "паспорт", 1),
            row("К1", 2025, "паспорт", 1),
        ]
    )

    whole = ("--period", "2026")
    assert figure(data, "EDU1", *whole, "--municipality", "КРЫ")["text"] == "0 % (0 из 1)"
    assert figure(data, "EDU1", *whole)["text"] == "50 % (1 из 2)"
    assert figure(data, "EDU4", *whole, "--municipality", "КРЫ")["text"] == "100 % (1 из 1)"
    assert figure(data, "EDU4", *whole)["text"] == "100 % (2 из 2)"


def test_signs_of_bias_are_those_of_the_year_and_of_the_results_it_compares() -> None:
    flags = [(2024, "Ш1"), (2025, "Ш2"), (2026, "Ш3"), (2027, "Ш4")]
    listed = [
        {"Школа": "Ш5", "Статус": "необъективность", "С": "31.12.2026"},
        {"Школа": "Ш6", "Статус": "необъективность", "С": "01.01.2025", "По": "31.12.2025"},
    ]
    data = region([row(school, year, "ВПР_RU5", biased="да") for year, school in flags], listed)

    signs = {each["school"]: each["text"] for each in figures(data, *BY_SCHOOL, "EDU6")}
    assert signs == {"Ш1": "нет", "Ш2": "да", "Ш3": "да", "Ш4": "нет", "Ш5": "да", "Ш6": "нет"}


def test_in_the_first_year_of_work_this_year_is_compared_with_the_last() -> None:
    data = region([*exams("Ш1", 2025, (60, 10), (60, 10)), *exams("Ш1", 2026, (62, 10), (62, 10))])

    assert figure(data, "EDU1", "--period", "2026", "--school", "Ш1")["value"] == 2.0


def test_each_municipality_compares_the_years_it_has() -> None:
    data = region(
        [
            *exams("Ш1", 2024, (60, 10), (60, 10)),
            *exams("Ш1", 2025, (62, 10), (62, 10)),
            *exams("К1", 2025, (60, 10), (60, 10)),
            *exams("К1", 2026, (58, 10), (58, 10)),
            row("К1", 2026, "самоанализ", 100),
            row("Ш1", 2025, "самоанализ", 100),
        ]
    )

    rows = figures(data, "--period", "2026", "--by", "municipality", "--code", "EDU1", "EDU3")
    assert {(each["code"], each["municipality"]): each["text"] for each in rows} == {
        ("EDU1", "АРМ"): "100 % (1 из 1)", ("EDU1", "КРЫ"): "0 % (0 из 1)",
        ("EDU3", "АРМ"): "100 % (1 из 1)", ("EDU3", "КРЫ"): "100 % (1 из 1)",
    }  # fmt: skip
    assert figure(data, "EDU1", "--period", "2026")["text"] == "50 % (1 из 2)"
    assert figure(data, "EDU1", "--period", "2026", "--municipality", "КРЫ")["text"] == "0 % (0 из 1)"


def checked(school: str, kind: str, *years: tuple[int, float, float], **more: Any) -> list[dict[str, Any]]:
    return [row(school, year, kind, good=good, bad=bad, **more) for year, good, bad in years]


def test_checks_tell_in_how_many_cells_there_was_growth() -> None:
    data = region(
        [
            *checked("Ш1", "ВПР_RU5", (2024, 40, 10), (2025, 45.5, 10)),
            *checked("Ш1", "ВПР_MA5", (2024, 40, 10), (2025, 40, 8)),
            *checked("Ш1", "ВПР_RU6", (2024, 40, 10), (2025, 45, 12)),
            *checked("Ш1", "ВПР_MA6", (2024, 40, 10), (2025, 95, 0), biased="да"),
            *checked("Ш2", "ВПР_RU5", (2024, 40, 10), (2025, 30, 15)),
        ]
    )

    first, second = figures(data, *BY_SCHOOL, "EDU2")
    assert (first["value"], first["text"]) == (2, "рост в 2 из 3")
    assert first["note"] == "без 1 результата с признаками необъективности"
    assert (second["value"], second["place"]) == (0, 2)
    assert figure(data, "EDU2", "--period", "2026", "--municipality", "АРМ")["text"] == "50 % (1 из 2)"
    signs = {each["school"]: each["text"] for each in figures(data, *BY_SCHOOL, "EDU6")}
    assert signs == {"Ш1": "да", "Ш2": "нет"}


def test_tables_are_expected_from_the_schools_of_the_register() -> None:
    listed = [{"Школа": school, "Статус": "ШССУ", "С": "01.09.2021"} for school in ("Ш1", "Ш2", "Ш3")]
    data = region(
        [
            row("Ш1", 2026, "самоанализ", 80),
            row("Ш2", 2026, "самоанализ", 100),
            row("Ш1", 2026, "паспорт", 1),
            row("Ш3", 2026, "паспорт", 0),
            row("Ш4", 2026, "ИОР", 0.5),
        ],
        listed,
    )

    filled = {each["school"]: (each["value"], each["text"]) for each in figures(data, *BY_SCHOOL, "EDU3")}
    assert filled["Ш1"] == (80.0, "80 %")
    assert filled["Ш3"] == (0.0, "0 %")
    assert filled["Ш4"] == (None, "нет данных (n = 0)")
    place = ("--period", "2026", "--municipality", "АРМ")
    assert figure(data, "EDU3", *place)["text"] == "67 % (2 из 3)"
    assert figure(data, "EDU4", *place)["text"] == "33 % (1 из 3)"
    assert figure(data, "EDU5", *place)["text"] == "0 % (0 из 3)"


def test_an_index_is_told_with_its_change_and_its_quarter() -> None:
    values = {"Ш1": 0.2, "Ш2": 0.4, "Ш3": 0.5, "Ш4": 0.6, "Ш5": 0.7, "Ш6": 0.9}
    data = region(
        [*(row(school, 2026, "ИОР", value) for school, value in values.items()), row("Ш1", 2025, "ИОР", 0.15)]
    )

    rows = {each["school"]: each for each in figures(data, *BY_SCHOOL, "EDU7", "--group", "ИОР")}
    assert (rows["Ш1"]["value"], rows["Ш1"]["note"]) == (0.2, "низкий; изменение +0,05")
    assert [rows[school]["note"] for school in ("Ш3", "Ш4", "Ш6")] == ["ниже среднего", "выше среднего", "высокий"]
    assert figure(data, "EDU7", "--period", "2026", "--group", "ИОР")["text"] == "100 % (1 из 1)"


def indexes(schools: dict[str, tuple[float, float]], year: int = 2026) -> list[dict[str, Any]]:
    """Results and conditions of schools."""
    return [
        each
        for school, (results, conditions) in schools.items()
        for each in (row(school, year, "ИОР", results), row(school, year, "ИСБШ", conditions))
    ]


def test_clusters_by_the_medians_of_the_municipality() -> None:
    armavir = {
        "Ш1": (0.2, 0.2), "Ш2": (0.3, 0.8), "Ш3": (0.8, 0.3), "Ш4": (0.9, 0.9), "Ш5": (0.5, 0.5), "Ш6": (0.5, 0.5),
    }  # fmt: skip
    far = {f"К{number}": (0.95, 0.95) for number in range(1, 8)}
    data = region(indexes(armavir | far))

    rows = {each["school"]: each for each in figures(data, *BY_SCHOOL, "CLU", "--municipality", "АРМ")}
    assert {school: each["text"] for school, each in rows.items()} == {
        "Ш1": "К1", "Ш2": "К2", "Ш3": "К3", "Ш4": "К4", "Ш5": "К4", "Ш6": "К4",
    }  # fmt: skip
    assert (rows["Ш1"]["value"], rows["Ш1"]["group"], rows["Ш1"]["place"], rows["Ш1"]["level"]) == (None,) * 4
    counts = figures(data, "--period", "2026", "--municipality", "АРМ", "--code", "CLU")
    assert [(each["group"], each["text"]) for each in counts] == [
        ("К1", "17 % (1 из 6)"), ("К2", "17 % (1 из 6)"), ("К3", "17 % (1 из 6)"), ("К4", "50 % (3 из 6)"),
    ]  # fmt: skip


def test_where_fewer_than_six_schools_have_data_the_region_is_the_measure() -> None:
    armavir = {"Ш1": (0.2, 0.2), "Ш2": (0.3, 0.8), "Ш3": (0.8, 0.3), "Ш4": (0.9, 0.9), "Ш5": (0.5, 0.5)}
    far = {f"К{number}": (0.95, 0.1) for number in range(1, 8)}
    data = region([*indexes(armavir | far), row("Ш6", 2026, "ИОР", 0.1)])

    rows = figures(data, *BY_SCHOOL, "CLU", "--municipality", "АРМ")
    assert [each["text"] for each in rows] == ["К2", "К2", "К2", "К2", "К2", "нет данных (n = 0)"]
