"""The monitoring of school associations: what their heads report in Q8, what the facts say, points and experts."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.golden.books import book, figure, imported
from tests.golden.staff import town
from tests.golden.towns import Survey, Town

YEAR = ("--period", "2026", "--municipality", "АРМ")
HEAD = {"Школа": "Ш6", "Роль": "руководитель ШМО"}
SINCE = date(2020, 9, 1)
AUGUST = datetime(2026, 8, 10, 12, 0)


def reported(
    dynamics: tuple[int, ...] = (1, 3, 4), links: tuple[int, ...] = (1, 2, 7, 3), **more: Any
) -> dict[str, Any]:
    """Q8 of a head: two documents of three, four meetings of five, two members who visited lessons."""
    report = {
        "Q8.1": 1, "Q8.2": "1;2", "Q8.3.1": 5, "Q8.3.2": len(links), "Q8.5": 1, "Q8.6": 2, "Q8.7": 3, "Q8.8": 2,
        "Q8.9": 0, "Q8.11": 5, "Q8.12": 6, "Q8.13": 1,
        **{f"Q8.4.1[{number}]": f"Тема {number}" for number in range(1, len(links) + 1)},
        **{f"Q8.4.2[{number}]": link for number, link in enumerate(links, 1)},
        **{f"Q8.10[{number}]": trend for number, trend in enumerate(dynamics, 1)},
    }  # fmt: skip
    return report | {name.replace("_", "."): value for name, value in more.items()}


def asked(place: Town, code: str = "Q8-2026", year: int = 2026, **more: Any) -> Survey:
    """The survey of the first half of August about the school year that ends."""
    window = {"Период с": date(year - 1, 9, 1), "Период по": date(year, 8, 31), "Открыт": date(year, 8, 1),
              "Закрыт": date(year, 8, 15), "Режим": "именной"}  # fmt: skip
    return place.survey(code, "Q8", **window, **more)


def staffed(place: Town, *subjects: str) -> None:
    """So many more teachers of the school, by what they teach; all the staff has been there for years."""
    for subject in subjects:
        place.person("Ш6")
        place.sheets["Места работы"][-1]["Предметы"] = subject
    for sheet in ("Места работы", "Роли"):
        for row in place.sheets[sheet]:
            row["С"] = SINCE


def texts(data: Path, *parts: int, period: str = "2026") -> list[str]:
    where = ("--period", period, "--municipality", "АРМ")
    return [figure(data, f"SMO{part}", *where)["text"] for part in parts]


NOTHING = "нет данных (n = 0)"


def test_what_heads_of_associations_report() -> None:
    place = Town("АРМ")
    survey = asked(place)
    (head,) = survey.asks(1, Роль="руководитель ШМО")
    staffed(place, *["математика"] * 3)
    survey.answers(reported(), Человек=head, Сдан=AUGUST, **HEAD)
    data = imported(book(place.sheets))

    rows = {number: figure(data, f"SMO{number}", *YEAR) for number in (1, 2, 4, 5, 8)}
    assert [row["text"] for row in rows.values()] == [
        "67 % (2 из 3)", "80 % (4 из 5)", "50 % (2 из 4)", "75 % (3 из 4)", "50 % (1 из 2)",
    ]  # fmt: skip
    assert [row["value"] for row in rows.values()] == [1, 1, 0, 1, 0]


def test_a_report_tells_of_the_school_year_that_ends_in_august() -> None:
    place = Town("АРМ")
    for year, documents in ((2026, "1;2;3"), (2027, "1")):
        survey = asked(place, f"Q8-{year}", year)
        (head,) = survey.asks(1, Роль="руководитель ШМО")
        survey.answers(reported(Q8_2=documents), Человек=head, Сдан=datetime(year, 8, 10, 12, 0), **HEAD)
    data = imported(book(place.sheets))

    periods = ("2025", "2025/26", "2026", "2026-Q3", "2026-08", "2026/27", "2027")
    assert [texts(data, 1, period=period)[0] for period in periods] == [
        NOTHING, "100 % (3 из 3)", "100 % (3 из 3)", "100 % (3 из 3)", "100 % (3 из 3)", "33 % (1 из 3)",
        "33 % (1 из 3)",
    ]  # fmt: skip


def test_a_head_who_was_asked_twice_about_a_year_is_counted_once_by_the_later_report() -> None:
    place = Town("АРМ")
    first = asked(place)
    head, other = first.asks(2, Роль="руководитель ШМО")
    first.answers(reported(Q8_2="1"), Человек=head, Сдан=AUGUST, **HEAD)
    first.answers(reported(Q8_2="1;2"), Человек=other, Сдан=AUGUST, **HEAD)
    again = asked(place, "Q8-2026-2")
    place.add("Список опроса", {"Опрос": again.code, "Человек": head, **HEAD})
    again.answers(reported(Q8_2="1;2;3"), Человек=head, Сдан=datetime(2026, 8, 12, 12, 0), **HEAD)
    assert texts(imported(book(place.sheets)), 1) == ["83 % (5 из 6)"]


def test_only_valid_reports_count_and_the_last_revision_of_each() -> None:
    place = Town("АРМ")
    survey = asked(place)
    heads = survey.asks(4, Роль="руководитель ШМО")
    survey.answers(reported(Q8_2=1), 1, Человек=heads[0], Сдан=AUGUST, **HEAD)
    later = {"Сдан": datetime(2026, 8, 12, 12, 0), "Редакция": 2}
    survey.answers(reported(Q8_2="1;2;3"), 1, Человек=heads[0], **later, **HEAD)
    survey.answers(reported(Q8_2=4), 2, Человек=heads[1], Сдан=datetime(2026, 8, 20, 12, 0), **HEAD)  # late
    survey.answers(reported(Q8_2=4), 3, Человек=heads[2], Сдан=AUGUST, Статус="аннулирован", **HEAD)
    survey.answers(reported(Q8_2=4), 4, Человек=heads[3], Сдан=None, **HEAD)
    data = imported(book(place.sheets))

    assert texts(data, 1) == ["100 % (3 из 3)"]
    known_on_the_eleventh = figure(data, "SMO1", *YEAR, "--as-of", "2026-08-11")
    assert known_on_the_eleventh["text"] == "33 % (1 из 3)"


@pytest.mark.parametrize(("documents", "points"), [("1;2;3", 2), ("1;3", 1), ("2", 0), ("4", 0)])
def test_three_documents_give_two_points_two_give_one(documents: str, points: int) -> None:
    place = Town("АРМ")
    survey = asked(place)
    (head,) = survey.asks(1, Роль="руководитель ШМО")
    survey.answers(reported(Q8_2=documents), Человек=head, Сдан=AUGUST, **HEAD)
    data = imported(book(place.sheets))
    assert figure(data, "SMO1", *YEAR)["value"] == points


def test_members_are_the_teachers_of_the_heads_subjects() -> None:
    place = Town("АРМ")
    survey = asked(place)
    (head,) = survey.asks(1, Роль="руководитель ШМО")
    staffed(place, "математика", "информатика", "химия", "физика; математика")
    place.sheets["Места работы"][0]["Предметы"] = "математика; информатика"
    survey.answers(reported(Q8_6=3), Человек=head, Сдан=AUGUST, **HEAD)
    assert texts(imported(book(place.sheets)), 4) == ["100 % (3 из 3)"]


def test_one_association_cannot_make_up_for_the_meetings_of_another() -> None:
    place = Town("АРМ")
    survey = asked(place)
    for held, head in zip((7, 3), survey.asks(2, Роль="руководитель ШМО"), strict=True):
        survey.answers(reported(links=(1,) * held), Человек=head, Сдан=AUGUST, **HEAD)
    assert texts(imported(book(place.sheets)), 2, 5) == ["80 % (8 из 10)", "100 % (10 из 10)"]


def test_results_of_schools_go_before_what_heads_say_of_subjects() -> None:
    def result(year: int, kind: str, value: int | None = None, good: int | None = None) -> dict[str, Any]:
        return {"Школа": "Ш6", "Год": year, "Вид": kind, "Значение": value, "n": 20, "Доля 4–5": good}

    place = Town("АРМ")
    survey = asked(place)
    (head,) = survey.asks(1, Роль="руководитель ШМО")
    survey.answers(reported(dynamics=(1, 1)), Человек=head, Сдан=AUGUST, **HEAD)
    assert texts(imported(book(place.sheets)), 8) == ["100 % (2 из 2)"]
    place.sheets["Показатели школ"] = [
        result(2024, "ЕГЭ_RU", 60), result(2025, "ЕГЭ_RU", 61), result(2024, "ВПР_RU5", good=40),
        result(2025, "ВПР_RU5", good=40), result(2024, "ВПР_MA5", good=40), result(2025, "ВПР_MA5", good=45),
        result(2024, "ВПР_MA6", good=40), result(2025, "ВПР_MA6", good=35),
    ]  # fmt: skip

    # Russian grew in the exam and fell nowhere; mathematics fell in the sixth form.
    row = figure(imported(book(place.sheets)), "SMO8", *YEAR)
    assert (row["text"], row["value"]) == ("50 % (1 из 2)", 0)


def test_what_does_not_agree_with_the_log_is_marked_for_the_expert() -> None:
    def notes(told: int, period: str = "2025/26") -> list[str]:
        place = Town("АРМ")
        survey = asked(place)
        (head,) = survey.asks(1, Роль="руководитель ШМО")
        staffed(place, *["математика"] * 5)
        place.add("Статусы школ", {"Школа": "Ш6", "Статус": "ШНОР", "С": SINCE})
        place.add("Журнал", {"Код": "Е1", "Центр": "МТКП", "Муниципалитет": "АРМ", "Форма": "семинар",
                             "Начало": date(2026, 3, 1), "Ведущие": head, "Статус": "проведено"})  # fmt: skip
        for person in place.sheets["Люди"][1:5]:
            place.add("Участие", {"Мероприятие": "Е1", "Человек": person["Код"], "Был": "да"})
        survey.answers(reported(Q8_8=told, Q8_9=2), Человек=head, Сдан=AUGUST, **HEAD)
        data = imported(book(place.sheets))
        where = ("--period", period, "--municipality", "АРМ")
        return [figure(data, code, *where)["note"] for code in ("SMO6", "SMO7")]

    assert notes(4) == ["баллы: 1", "баллы: 0; сверить: по анкетам 2, по данным 0"]
    assert notes(5)[0] == "баллы: 1; сверить: по анкетам 5, по данным 4"
    assert notes(5, "2026") == ["баллы: 1", "баллы: 0"]  # of another year than the report's


def test_an_experts_points_stand_beside_those_of_the_report() -> None:
    place = Town("АРМ")
    survey = asked(place)
    (head,) = survey.asks(1, Роль="руководитель ШМО")
    survey.answers(reported(Q8_2="1;2;3"), Человек=head, Сдан=AUGUST, **HEAD)
    place.add(
        "Экспертные баллы",
        {"Муниципалитет": "АРМ", "Показатель": "SMO1", "Год": 2026, "Балл": 1, "Причина": "протоколы без решений"},
    )
    row = figure(imported(book(place.sheets)), "SMO1", *YEAR)
    assert (row["value"], row["note"], row["percent"]) == (1, "баллы: 2, эксперт: 1", 100)


def review(**lowered: int) -> dict[str, Any]:
    """Q8.14 of an expert who accepts all but these points."""
    verdict = {f"Q8.14.{part}": 1 for part in range(1, 9)}
    for name, points in lowered.items():
        part = name.removeprefix("SMO")
        verdict |= {f"Q8.14.{part}": 2, f"Q8.14.{part}_points": points, f"Q8.14.{part}_why": "нет решений"}
    return verdict


def test_the_experts_verdict_in_the_questionnaire_lowers_points_too() -> None:
    place = Town("АРМ")
    survey = asked(place)
    head, strict_expert, kind_expert = survey.asks(3)
    judge = {"Школа": "Ш6", "Роль": "эксперт", "Сдан": AUGUST}
    survey.answers(reported(Q8_2="1;2;3"), Человек=head, Сдан=AUGUST, **HEAD)
    survey.answers(review(SMO1=0, SMO2=0), Человек=strict_expert, **judge)
    survey.answers(review(SMO1=1), Человек=kind_expert, **judge)
    score = {"Муниципалитет": "АРМ", "Показатель": "SMO2", "Год": 2026, "Балл": 1, "Причина": "пересмотр"}
    data = imported(book(place.sheets | {"Экспертные баллы": [score]}))

    rows = {part: figure(data, f"SMO{part}", *YEAR) for part in (1, 2, 5)}
    assert [row["value"] for row in rows.values()] == [0, 1, 1]
    assert [row["note"] for row in rows.values()] == ["баллы: 2, эксперт: 0", "баллы: 1, эксперт: 1", "баллы: 1"]


def test_members_of_associations_by_the_facts() -> None:
    def serious(person: str) -> dict[str, Any]:
        return {"Раунд": "август", "Учебный год": "2026/27", "Дата": date(2026, 9, 1), "Человек": person,
                "Категория": "предметная", "Уровень эксперта": "В"}  # fmt: skip

    def material(number: int, day: date) -> dict[str, Any]:
        return {"Код": f"М{number}", "Муниципалитет": "АРМ", "Название": "Разработка", "Одобрено": day}

    contest = {"Человек": "П-02", "Название": "Учитель года", "Уровень": "муниципальный", "Вид": "конкурс",
               "Дата": date(2026, 3, 1)}  # fmt: skip
    own = contest | {"Человек": "П-03", "Уровень": "школьный"}
    sheets = town(
        ["П-01", "П-02", "П-03", "П-04"],
        Диагностика=[serious("П-01"), serious("П-02")],
        ИОМ=[{"Код": "И1", "Человек": "П-01", "Учебный год": "2026/27", "Статус": "действует"}],
        Медиатека=[material(1, date(2026, 2, 1)), material(2, date(2026, 3, 1)), material(3, date(2025, 3, 1))],
    )
    sheets["Участие в конкурсах"] = [contest, own]
    data = imported(book(sheets))

    assert figure(data, "SMO3", *YEAR)["text"] == "50 % (1 из 2)"
    assert figure(data, "SMO6", *YEAR)["text"] == "25 % (1 из 4)"
    assert figure(data, "SMO7", *YEAR)["value"] == 1
    assert figure(data, "SMO", *YEAR)["note"] == "оценено 3 из 8"
