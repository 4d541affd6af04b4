"""Diagnoses: who took part, what levels were found, how they changed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.staff import town
from tests.golden.towns import Town

TWELVE = [f"П-{number:02}" for number in range(1, 13)]
SPRING, AUTUMN = date(2022, 4, 15), date(2022, 9, 20)


def result(round_: str, year: str, held: date, person: str, **found: Any) -> dict[str, Any]:
    """A row of «Диагностика», in the subject category unless said otherwise."""
    names = {"self": "Самооценка", "test": "Тест, %", "expert": "Уровень эксперта"}
    row = {"Раунд": round_, "Учебный год": year, "Дата": held, "Человек": person, "Категория": "предметная"}
    return row | {names.get(name, name): value for name, value in found.items()}


def both_rounds() -> list[dict[str, Any]]:
    """Seven in April, seven in September, two of them twice: П-06 failed first, П-07 was best in April."""
    spring = dict.fromkeys(TWELVE[:7], 65) | {"П-06": 40, "П-07": 90}
    autumn = dict.fromkeys(TWELVE[5:], 70)
    return [
        *(result("апрель", "2021/22", SPRING, person, test=score) for person, score in spring.items()),
        *(result("сентябрь", "2022/23", AUTUMN, person, test=score) for person, score in autumn.items()),
    ]


def test_g6_who_took_part_twice_counts_once_by_the_best_result() -> None:
    data = imported(book(town(TWELVE, Диагностика=both_rounds())))
    place = ("--period", "2022", "--municipality", "АРМ")

    covered = figure(data, "DIA0", *place)
    assert (covered["numerator"], covered["denominator"], covered["level"]) == (12, 12, "оптимальный")
    passed = figure(data, "DIA2_PASS", *place)
    assert (passed["numerator"], passed["denominator"], passed["percent"]) == (12, 12, 100)
    high = figure(data, "DIA2_HIGH", *place)
    assert (high["numerator"], high["denominator"], high["percent"], high["text"]) == (1, 12, 8, "8 % (1 из 12)")


def test_g6_without_a_register_diagnosis_concerns_every_teacher() -> None:
    data = imported(book(town(TWELVE, "", Диагностика=both_rounds())))

    assert figure(data, "DIA0", "--period", "2022")["text"] == "100 % (12 из 12)"
    assert figure(data, "DIA2_HIGH", "--period", "2022")["text"] == "8 % (1 из 12)"


def test_a_school_year_takes_the_results_made_for_it() -> None:
    august = result("август", "2022/23", date(2022, 8, 25), "П-01", self=1)
    data = imported(book(town(TWELVE[:2], Диагностика=[august])))

    assert figure(data, "DIA0", "--period", "2022/23")["text"] == "50 % (1 из 2)"
    assert figure(data, "DIA0", "--period", "2021/22")["text"] == "0 % (0 из 2)"


def eight(pairs: str) -> Path:
    """«AA AB …»: levels of the expert of two years; «B-» left before the second one, «-C» came after the first."""
    people = [f"П-{number:02}" for number, _ in enumerate(pairs.split(), 1)]
    rows = []
    for person, (before, after) in zip(people, pairs.split(), strict=True):
        if before != "-":
            rows.append(result("август-2025", "2025/26", date(2025, 8, 25), person, expert=before))
        if after != "-":
            rows.append(result("август-2026", "2026/27", date(2026, 8, 25), person, expert=after))
    return imported(book(town(people, Диагностика=rows)))


def test_we11_only_those_with_both_years_are_compared() -> None:
    data = eight("AA AB BC BB CD CA DD B-")

    for period in ("2026/27", "2026"):
        rows = {row["group"]: row for row in figures(data, "--period", period, "--code", "DIA7")}
        assert list(rows) == ["лучше", "без изменений", "хуже"]
        assert [(row["numerator"], row["denominator"]) for row in rows.values()] == [(3, 7), (3, 7), (1, 7)]
        assert [row["percent"] for row in rows.values()] == [43, 43, 14]
        assert [row["place"] for row in rows.values()] == [1, 1, 3]


def test_we11_newcomers_and_leavers_are_told_apart() -> None:
    data = eight("AA AB BC BB CD CA DD B- -C -D")

    for period in ("2026/27", "2026"):
        apart = {
            row["code"]: row["value"] for row in figures(data, "--period", period, "--code", "DIA7_NEW", "DIA7_LEFT")
        }
        assert apart == {"DIA7_NEW": 2, "DIA7_LEFT": 1}
        assert {row["denominator"] for row in figures(data, "--period", period, "--code", "DIA7")} == {7}


def test_we11_levels_stand_in_their_order_and_add_up_to_more_than_a_hundred() -> None:
    data = eight("AA AB BC BB CD CA DD B-")

    rows = figures(data, "--period", "2026/27", "--municipality", "АРМ", "--code", "DIA6")
    assert [row["group"] for row in rows] == ["A", "B", "C", "D"]
    assert [row["numerator"] for row in rows] == [2, 2, 1, 2]
    assert [row["percent"] for row in rows] == [29, 29, 14, 29]
    assert all(row["level"] is None for row in rows)
    (only,) = figures(data, "--period", "2026/27", "--code", "DIA6", "--group", "C")
    assert (only["numerator"], only["place"]) == (1, 4)


def level_of(*rows: dict[str, Any]) -> str:
    """The overall level that these results give a teacher."""
    data = imported(book(town(["П-01"], Диагностика=list(rows))))
    found = figures(data, "--period", "2026/27", "--code", "DIA6")
    (level,) = [row["group"] for row in found if row["numerator"] == 1]
    return str(level)


def found_in(year: str = "2026/27", held: date = date(2026, 9, 10), **found: Any) -> dict[str, Any]:
    return result(found.pop("round_", "вход"), year, held, "П-01", **found)


def levels_of(name: str, scores: list[float]) -> str:
    """How many teachers get A, B, C, D when each has one of these scores."""
    rows = [
        result("вход", "2026/27", date(2026, 9, 10), who, **{name: s}) for who, s in zip(TWELVE, scores, strict=False)
    ]
    data = imported(book(town(TWELVE, Диагностика=rows)))
    return " ".join(str(row["numerator"]) for row in figures(data, "--period", "2026/27", "--code", "DIA6"))


def test_borders_of_self_assessment_belong_to_the_worse_level() -> None:
    assert levels_of("self", [2.25, 2.24, 1.25, 1.24, 0.5, 0.49, 0]) == "1 2 2 2"


def test_borders_of_a_test_belong_to_the_better_level() -> None:
    assert levels_of("test", [49.9, 50, 69.9, 70, 84.9, 85]) == "1 2 2 1"


def test_the_expert_decides_then_the_test_then_the_teacher() -> None:
    assert level_of(found_in(self=3, test=90, expert="С")) == "C"  # the expert's level came in Cyrillic
    assert level_of(found_in(self=3, test=90)) == "D"
    later = found_in(self=3, round_="итог", held=date(2027, 5, 20))
    assert level_of(found_in(test=90), later) == "D"


def test_the_worst_of_three_categories_is_the_teachers_level() -> None:
    method = {"Категория": "методическая"}
    digital = {"Категория": "цифровая"}
    assert level_of(found_in(expert="D"), found_in(expert="B", **method), found_in(expert="A", **digital)) == "B"


def test_figures_of_an_earlier_day_do_not_know_later_results() -> None:
    first = found_in(expert="A")
    second = found_in(expert="C", round_="итог", held=date(2027, 5, 20))
    data = imported(book(town(["П-01"], Диагностика=[first, second])))

    def level(*words: str) -> list[str]:
        rows = figures(data, "--period", "2026/27", "--code", "DIA6", *words)
        return [row["group"] for row in rows if row["numerator"]]

    assert level("--as-of", "2026-12-31") == ["A"]
    assert level() == ["C"]


def test_by_school_a_teacher_counts_where_the_year_ended() -> None:
    sheets = town(["П-01", "П-02"], Диагностика=[found_in(expert="B")])
    sheets["Школы"].append({"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7})
    sheets["Места работы"][0]["По"] = date(2026, 12, 31)
    sheets["Места работы"].append(
        {"Человек": "П-01", "Школа": "Ш7", "Предметы": "физика", "С": date(2027, 1, 1), "По": None}
    )
    data = imported(book(sheets))

    rows = figures(data, "--period", "2026/27", "--by", "school", "--code", "DIA6", "--group", "B")
    assert {row["school"]: row["numerator"] for row in rows} == {"Ш6": 0, "Ш7": 1}


def test_a_category_counts_while_it_is_valid() -> None:
    def category(person: str, name: str, until: date | None) -> dict[str, Any]:
        return {"Человек": person, "Центр": "МТКП", "С": date(2022, 1, 1), "По": until, "Категория": name}

    held = [category("П-01", "высшая", None), category("П-02", "первая", date(2026, 6, 30))]
    data = imported(book(town(TWELVE[:4], Квалификация_кадров=held)))

    rows = figures(data, "--period", "2026", "--code", "DIA4")
    assert [(row["group"], row["text"]) for row in rows] == [("высшая", "25 % (1 из 4)"), ("первая", "0 % (0 из 4)")]


def test_a_certificate_of_the_last_twelve_months_counts_once() -> None:
    def course(person: str, ends: date, programme: str = "ФГОС") -> dict[str, Any]:
        return {"Человек": person, "Программа": programme, "Организация": "ИРО", "Окончание": ends}

    data = imported(
        book(
            town(
                TWELVE[:4],
                Курсы=[
                    course("П-01", date(2026, 3, 1)),
                    course("П-01", date(2026, 5, 1), "ВПР"),
                    course("П-02", date(2025, 12, 31)),
                    course("П-03", date(2027, 1, 10)),
                ],
            )
        )
    )

    assert figure(data, "DIA3", "--period", "2026")["text"] == "25 % (1 из 4)"
    assert figure(data, "DIA5", "--period", "2026")["text"] == "нет данных (n = 0)"


def test_the_august_questionnaire_is_a_diagnosis() -> None:
    place = Town("АРМ")
    august = {"Период с": date(2026, 8, 10), "Период по": date(2026, 8, 31), "Открыт": date(2026, 8, 10),
              "Закрыт": date(2026, 8, 31)}  # fmt: skip
    survey = place.survey(instrument="Q3", Режим="именной", **august)
    people = survey.asks(4)
    place.add("Статусы школ", {"Школа": "Ш6", "Статус": "ШНОР", "С": date(2020, 9, 1)})
    for sheet in ("Места работы", "Роли"):
        for row in place.sheets[sheet]:
            row["С"] = date(2020, 9, 1)
    sent = {"Сдан": datetime(2026, 8, 20, 12, 0)}  # noqa: DTZ001 - a workbook holds local moments without a zone
    survey.answers(marked({"Q3.8": (3, 3, 2, 1, 9), "Q3.9": (0,) * 6, "Q3.10": (0,) * 4}), Человек=people[0], **sent)
    survey.answers(marked({"Q3.9": (1, 1, 1, 0, 0, 0)}, Q3_4=1, Q3_5=4), Человек=people[1], **sent)
    place.add("Диагностика", result("сентябрь", "2026/27", date(2026, 9, 20), people[0], expert="C"))
    data = imported(book(place.sheets))

    def levels(*words: str) -> str:
        rows = figures(data, "--period", "2026/27", "--code", "DIA6", *words)
        return " ".join(str(row["numerator"]) for row in rows)

    assert figure(data, "DIA0", "--period", "2026/27")["text"] == "50 % (2 из 4)"
    assert levels("--as-of", "2026-09-01") == "1 0 1 0"  # 9 of 4 marks is 2,25; 3 of 6 is 0,5
    assert levels() == "0 0 2 0"  # the expert has looked
    assert [row["numerator"] for row in figures(data, "--period", "2026/27", "--code", "DIA4")] == [1, 1]
    assert figure(data, "DIA5", "--period", "2026/27")["text"] == "25 % (1 из 4)"
    assert figure(data, "DIA_SELF", "--period", "2026/27")["numerator"] == 11


def test_marks_that_were_corrected_later_are_seen_as_they_stood_on_the_day() -> None:
    place = Town("АРМ")
    august = {"Период с": date(2026, 8, 10), "Период по": date(2026, 8, 31), "Открыт": date(2026, 8, 10),
              "Закрыт": date(2026, 8, 31)}  # fmt: skip
    survey = place.survey(instrument="Q3", Режим="именной", **august)
    (person,) = survey.asks(1)
    for sheet in ("Места работы", "Роли"):
        for row in place.sheets[sheet]:
            row["С"] = date(2020, 9, 1)
    first, second = ({"Сдан": datetime(2026, 8, day, 12, 0)} for day in (12, 25))  # noqa: DTZ001 - local, as in a workbook
    number = survey.answers(marked({"Q3.8": (3,) * 5}, Q3_4=1), Человек=person, **first)
    survey.answers(marked({}, Q3_4=2), number, Человек=person, Редакция=2, **second)
    data = imported(book(place.sheets))

    def levels(*words: str) -> list[int]:
        return [row["numerator"] for row in figures(data, "--period", "2026/27", "--code", "DIA6", *words)]

    assert levels("--as-of", "2026-08-11") == [0, 0, 0, 0]
    assert levels("--as-of", "2026-08-20") == [1, 0, 0, 0]  # A, as it had been marked at first
    assert levels("--as-of", "2026-08-25") == levels() == [0, 0, 0, 1]

    def highest(*words: str) -> int:
        return int(figures(data, "--period", "2026/27", "--code", "DIA4", *words)[0]["numerator"])

    assert (highest("--as-of", "2026-08-20"), highest()) == (1, 0)


def test_a_course_that_the_questionnaire_tells_of_counts_as_one_of_the_register() -> None:
    place = Town("АРМ")
    survey = place.survey(instrument="Q3", Режим="именной", Открыт=date(2026, 8, 10), Закрыт=date(2026, 8, 31),
                          **{"Период с": date(2026, 8, 10), "Период по": date(2026, 8, 31)})  # fmt: skip
    people = survey.asks(4)
    place.add("Статусы школ", {"Школа": "Ш6", "Статус": "ШНОР", "С": date(2020, 9, 1)})
    sent = {"Сдан": datetime(2026, 8, 20, 12, 0)}  # noqa: DTZ001 - a workbook holds local moments without a zone
    for person, ended in zip(people, ("2026-05-20", "15.01.2026", "2025-08-20"), strict=False):
        course = {"Q3_6": 1, "Q3_7.1": "ФГОС", "Q3_7.2": 36, "Q3_7.3": "ИРО", "Q3_7.4": ended}
        survey.answers(marked({}, **course), Человек=person, **sent)
    taken = {"Человек": people[0], "Программа": "ФГОС", "Организация": "ИРО", "Окончание": date(2026, 5, 20)}
    data = imported(book(place.sheets | {"Курсы": [taken]}))

    year = ("--municipality", "АРМ", "--period")
    assert [figure(data, code, *year, "2026")["text"] for code in ("DIA3", "PK")] == ["50 % (2 из 4)"] * 2
    assert figure(data, "DIA3", *year, "2027-02")["text"] == "25 % (1 из 4)"


def marked(marks: dict[str, tuple[int, ...]], **more: Any) -> dict[str, Any]:
    """Q3 of a teacher: no difficulties unless said otherwise."""
    sizes = {"Q3.8": 5, "Q3.9": 6, "Q3.10": 4, "Q3.11": 4, "Q3.12": 3, "Q3.13": 3}
    rows = {
        f"{block}.{number}": mark
        for block, size in sizes.items()
        for number, mark in enumerate(marks.get(block, (0,) * size), 1)
    }
    general = {"Q3.1": "1", "Q3.2": "3", "Q3.3": 10, "Q3.4": 2, "Q3.5": 1, "Q3.6": 2, "Q3.15": "1", "Q3.17": "1"}
    named = {name.replace("_", ".", 1): value for name, value in more.items()}
    return general | rows | {"Q3.22": "1"} | named


def test_levels_that_want_a_second_look() -> None:
    rows = [
        found_in(self=1),
        found_in(test=90, expert="B", Категория="методическая"),
        found_in(test=75, expert="B", Категория="оценочная"),
    ]
    data = imported(book(town(["П-01"], Диагностика=rows)))

    assert figure(data, "DIA_SELF", "--period", "2026/27")["text"] == "33 % (1 из 3)"
    assert figure(data, "DIA_CHECK", "--period", "2026/27")["value"] == 1


def test_the_mean_of_tests_takes_the_best_of_each() -> None:
    data = imported(book(town(TWELVE, Диагностика=both_rounds())))

    row = figure(data, "DIA2_MEAN", "--period", "2022")
    assert (row["value"], row["n"], row["text"]) == (69.58, 12, "69,58 (n = 12)")
