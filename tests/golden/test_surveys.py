"""The worked examples and golden cases of surveys, from a workbook to the command line's JSON."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

import json
import os
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.golden.books import book, figure, figures, imported
from tests.golden.towns import Town, helped, not_needed, together, unmet

Q4 = ("--period", "2026-Q4", "--municipality", "АРМ")
ROOT = Path(__file__).parents[2]


def codes(data: Path, *words: str) -> dict[str, dict[str, Any]]:
    """The figures by their codes, splits left out."""
    return {row["code"]: row for row in figures(data, *words) if row["group"] is None}


def test_we1_the_undecided_stay_in_the_denominator_and_halves_round_up() -> None:
    town = Town()
    survey = town.survey()
    survey.asks(10)
    for mark in (5, 5, 4, 4, 4, 3, 2, 99):
        survey.answers(helped(Q1_10=mark), Школа="Ш6")

    rows = codes(imported(book(town.sheets)), *Q4)
    assert (rows["RR"]["numerator"], rows["RR"]["denominator"], rows["RR"]["percent"]) == (8, 10, 80)
    satisfied = rows["SAT"]
    assert (satisfied["numerator"], satisfied["denominator"], satisfied["n"]) == (5, 8, 8)
    assert satisfied["percent"] == 63
    assert satisfied["percent"] not in (71, 62)  # without the undecided; rounded to the even
    assert (rows["SATM"]["value"], rows["SATM"]["note"]) == (3.86, "медиана 4")
    assert "затруднились 1" in rows["SATM"]["text"]


def test_we2_nobody_answered() -> None:
    town = Town(schools=("Ш6", "Ш17"))
    town.survey().asks(12)

    data = imported(book(town.sheets))
    rows = codes(data, *Q4)
    assert (rows["RR"]["numerator"], rows["RR"]["denominator"], rows["RR"]["percent"]) == (0, 12, 0)
    for code in ("SAT", "ADR_S", "CONT"):
        assert rows[code]["text"] == "нет данных (n = 0)"
        assert (rows[code]["percent"], rows[code]["level"]) == (None, None)
    assert all(row["place"] is None for row in figures(data, *Q4, "--code", "SAT", "--by", "school"))


def corrected(mode: str, *, with_person: bool) -> Town:
    """WE6: p1 answers 2, corrects it to 4 in time and to 5 too late."""
    town = Town()
    survey = town.survey(Режим=mode)
    people = survey.asks(5)

    def of(place: int) -> dict[str, Any]:
        return {"Человек": people[place]} if with_person else {"Школа": "Ш6"}

    first = survey.answers(helped(Q1_10=2), Сдан=datetime(2026, 12, 3, 10), **of(0))
    survey.answers(helped(Q1_10=4), first, Сдан=datetime(2026, 12, 5, 10), Редакция=2, **of(0))
    survey.answers(helped(Q1_10=5), first, Сдан=datetime(2026, 12, 16, 10), Редакция=3, **of(0))
    for place, mark in enumerate((5, 4, 3, 5), 1):
        survey.answers(helped(Q1_10=mark), **of(place))
    return town


@pytest.mark.parametrize(("mode", "with_person"), [("конфиденциально", True), ("анонимно", False), ("именной", True)])
def test_we6_the_last_revision_sent_in_time_counts(mode: str, with_person: bool) -> None:
    data = imported(book(corrected(mode, with_person=with_person).sheets))

    rows = codes(data, *Q4)
    assert (rows["SAT"]["numerator"], rows["SAT"]["denominator"], rows["SAT"]["percent"]) == (4, 5, 80)
    assert rows["SAT"]["percent"] != 67  # both revisions counted
    assert rows["SATM"]["value"] == 4.2
    assert rows["RR"]["text"] == "100 % (5 из 5)"
    before = codes(data, *Q4, "--as-of", "2026-12-04")
    assert (before["SATM"]["value"], before["SAT"]["percent"]) == (3.8, 60)


def test_we9_the_region_is_pooled_and_tells_the_median() -> None:
    towns = []
    for code, yes, everybody in (("МО-1", 9, 10), ("МО-2", 30, 60), ("МО-3", 0, 0)):
        towns.append(Town(code, (f"Ш-{code}",)))
        survey = towns[-1].survey()
        survey.asks(max(everybody, 3))
        for place in range(everybody):
            survey.answers({"Q1.10": 5 if place < yes else 1})

    data = imported(book(together(*towns)))
    region = figure(data, "SAT", "--period", "2026-Q4")
    assert (region["numerator"], region["denominator"], region["percent"]) == (39, 70, 56)
    assert region["percent"] not in (70, 47)
    assert region["note"] == "медиана 70 %, данные: 2 из 3 МО"
    by_code = {
        row["municipality"]: row
        for row in figures(data, "--period", "2026-Q4", "--code", "SAT", "--by", "municipality")
    }
    assert [by_code[code]["percent"] for code in ("МО-1", "МО-2", "МО-3")] == [90, 50, None]
    assert [by_code[code]["place"] for code in ("МО-1", "МО-2", "МО-3")] == [1, 2, None]


@pytest.mark.parametrize(
    ("yes", "everybody", "text"),
    [
        (1, 8, "13 % (1 из 8)"),
        (199, 200, "более 99 % (199 из 200)"),
        (1, 300, "менее 1 % (1 из 300)"),
        (0, 5, "0 % (0 из 5)"),
        (5, 5, "100 % (5 из 5)"),
    ],
)
def test_we12_no_false_extremes(yes: int, everybody: int, text: str) -> None:
    town = Town()
    survey = town.survey()
    for place in range(everybody):
        survey.answers({"Q1.11": 1 if place < yes else 4})

    assert figure(imported(book(town.sheets)), "CONT", *Q4)["text"] == text


def test_we14_modules_in_demand() -> None:
    town = Town()
    survey = town.survey()
    for chosen in ["1;2;3"] * 3 + ["1; 2"] * 2 + ["2;3"] * 2 + [1, 8]:
        survey.answers(helped(Q1_12=chosen))

    rows = {row["group"]: row for row in figures(imported(book(town.sheets)), *Q4, "--code", "DEM")}
    wanted = [
        "Предметная компетентность",
        "Методическая компетентность (качество урока)",
        "Оценочная деятельность педагога",
    ]
    assert [(rows[name]["numerator"], rows[name]["denominator"]) for name in wanted] == [(6, 9), (7, 9), (5, 9)]
    assert [rows[name]["percent"] for name in wanted] == [67, 78, 56]
    assert [name for name, row in rows.items() if row["note"] == "высокая"] == wanted


def test_we16_hidden_questions_stay_out_of_the_denominator() -> None:
    town = Town()
    survey = town.survey()
    for answers in [helped()] * 6 + [unmet()] * 3 + [not_needed()]:
        survey.answers(answers)

    rows = codes(imported(book(town.sheets)), *Q4)
    denominators = {code: rows[code]["denominator"] for code in ("ADR_S", "ACC_S", "SAT", "CONT")}
    assert denominators == {"ADR_S": 6, "ACC_S": 10, "SAT": 9, "CONT": 10}
    assert rows["NEED_UNMET"]["text"] == "30 % (3 из 10)"


def armavir() -> Town:
    """The survey behind the published 92 % and 94 %."""
    town = Town(schools=("Ш6", "Ш17"))
    survey = town.survey()
    survey.asks(28, "Ш6")
    survey.asks(22, "Ш17")
    proposals = [1] * 38 + [2] * 9 + [3, 4, 5]
    marks = [(5, 4, 5)] * 46 + [(3, 5, 5), (5, 2, 4), (4, 4, 1), (1, 1, 99)]
    for place, (proposal, (fits, regular, accessible)) in enumerate(zip(proposals, marks, strict=True)):
        given = helped(Q1_4=fits, Q1_5=regular, Q1_6=accessible, Q1_11=proposal)
        survey.answers(given, Школа="Ш6" if place < 28 else "Ш17")
    return town


def test_g1_and_g2_the_published_shares() -> None:
    data = imported(book(armavir().sheets))

    rows = codes(data, *Q4)
    assert (rows["ARA_S"]["text"], rows["ARA_S"]["level"]) == ("92 % (46 из 50)", "оптимальный")
    assert [rows[code]["text"] for code in ("ADR_S", "REG_S", "ACC_S")] == ["96 % (48 из 50)"] * 3
    assert rows["CONT"]["text"] == "94 % (47 из 50)"
    assert rows["RR"]["text"] == "100 % (50 из 50)"
    by_school = figures(data, *Q4, "--code", "RR", "--by", "school")
    assert {row["school"]: row["text"] for row in by_school} == {"Ш6": "100 % (28 из 28)", "Ш17": "100 % (22 из 22)"}


def test_a_process_says_the_same(tmp_path: Path) -> None:
    path = book(armavir().sheets)
    environment = {**os.environ, "BOT_DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}

    def bot(*words: str) -> str:
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, text=True).stdout

    assert bot("import", str(path)).splitlines()[-1] == "Записано."
    (row,) = json.loads(bot("indicators", *Q4, "--code", "ARA_S", "--format", "json"))
    assert row["text"] == "92 % (46 из 50)"


# --- what counts -------------------------------------------------------------------------------------------------


def test_the_last_second_of_the_day_counts_and_the_extension_prolongs() -> None:
    def rate(**window: Any) -> str:
        town = Town()
        survey = town.survey(Режим="именной", **window)
        for person, sent in zip(
            survey.asks(5),
            (
                datetime(2026, 11, 30, 23, 59),
                datetime(2026, 12, 1, 0, 0),
                datetime(2026, 12, 14, 23, 59, 59),
                datetime(2026, 12, 15, 0, 0),
                datetime(2026, 12, 18, 12, 0),
            ),
            strict=True,
        ):
            survey.answers(helped(), Человек=person, Сдан=sent)
        return str(figure(imported(book(town.sheets)), "RR", *Q4)["text"])

    assert rate() == "40 % (2 из 5)"
    assert rate(Закрыт=datetime.combine(date(2026, 12, 14), time(12))) == "20 % (1 из 5)"
    assert rate(**{"Продлён до": date(2026, 12, 17)}) == "60 % (3 из 5)"
    assert rate(Закрыт=None) == "80 % (4 из 5)"


def test_times_are_those_of_the_municipality() -> None:
    town = Town()
    town.sheets["Муниципалитеты"][0]["Часовой пояс"] = "Asia/Vladivostok"
    survey = town.survey(Режим="именной")
    survey.asks(2)
    survey.answers(helped(), Сдан=datetime(2026, 12, 14, 23, 30))
    survey.answers(helped(), Сдан=datetime(2026, 12, 15, 0, 30))

    assert figure(imported(book(town.sheets)), "RR", *Q4)["text"] == "50 % (1 из 2)"


def test_drafts_void_ones_gaps_and_outsiders_do_not_count() -> None:
    town = Town()
    survey = town.survey(Режим="именной")
    people = survey.asks(6)
    stranger, left = town.person("Ш6"), survey.asks(1, Исключён="декретный отпуск")[0]
    survey.answers(helped(), Человек=people[0])
    survey.answers(helped(), Человек=people[1], Сдан=None)
    survey.answers(helped(), Человек=people[2], Статус="аннулирован")
    survey.answers(helped(Q1_11=None), Человек=people[3])
    survey.answers(helped(Q1_14=None), Человек=people[4])
    survey.answers(helped(), Человек=stranger)
    survey.answers(helped(), Человек=left)

    rows = codes(imported(book(town.sheets)), *Q4)
    assert rows["RR"]["text"] == "33 % (2 из 6)"
    assert rows["CONT"]["denominator"] == 2


def test_a_person_who_answered_twice_is_counted_once() -> None:
    town = Town()
    survey = town.survey(Режим="именной")
    people = survey.asks(5)
    for person, mark in zip(people, (1, 4, 4, 4, 4), strict=True):
        survey.answers(helped(Q1_10=mark), Человек=person)
    survey.answers(helped(Q1_10=5), Человек=people[0], Сдан=datetime(2026, 12, 7))

    data = imported(book(town.sheets))
    assert figure(data, "RR", *Q4)["text"] == "100 % (5 из 5)"
    assert figure(data, "SAT", *Q4)["text"] == "100 % (5 из 5)"
    assert figure(data, "SAT", *Q4, "--as-of", "2026-12-04")["text"] == "80 % (4 из 5)"


def test_school_and_role_come_from_the_list_or_from_the_roster_of_the_opening_day() -> None:
    town = Town(schools=("Ш6", "Ш17"))
    survey = town.survey(Режим="именной")
    people = survey.asks(5, "Ш6", Школа=None) + survey.asks(5, "Ш17")
    for person in people[:3] + people[5:]:
        survey.answers(helped(), Человек=person)

    data = imported(book(town.sheets))
    rows = figures(data, *Q4, "--code", "RR", "--by", "school")
    assert {row["school"]: row["text"] for row in rows} == {"Ш6": "60 % (3 из 5)", "Ш17": "100 % (5 из 5)"}
    (role,) = figures(data, *Q4, "--code", "RR", "--by", "role")
    assert (role["group"], role["text"]) == ("педагог", "80 % (8 из 10)")


def test_more_answers_than_people_are_told_as_they_are_with_a_remark() -> None:
    town = Town()
    survey = town.survey()
    survey.asks(3)
    survey.asks(1, Исключён="отпуск")
    for _ in range(5):
        survey.answers(helped(), Школа="Ш6")

    rate = figure(imported(book(town.sheets)), "RR", *Q4)
    assert (rate["text"], rate["note"]) == ("167 % (5 из 3)", "ответов больше, чем людей в списке")


def test_the_extremes_of_the_remarks() -> None:
    town = Town()
    survey = town.survey()
    survey.asks(10)
    for place in range(6):
        survey.answers(helped(Q1_12="1;2" if place < 3 else 2), Школа="Ш6")

    data = imported(book(town.sheets))
    assert figure(data, "RR", *Q4)["note"] is None  # 60 % are enough
    demand = {row["group"]: (row["text"], row["note"]) for row in figures(data, "--code", "DEM", *Q4)}
    assert demand["Предметная компетентность"] == ("50 % (3 из 6)", "высокая")


def test_who_left_after_the_first_question_answered_too() -> None:
    town = Town()
    survey = town.survey(instrument="Q7")
    survey.asks(8)
    whole = {"Q7.1": 1, "Q7.2": 5, "Q7.3": 4, "Q7.4": 2, "Q7.5": 4, "Q7.6": 1, "Q7.7": 2, "Q7.8": 4, "Q7.9": 1}
    for mark in (3, 4, 4, 4, 4, 4):
        survey.answers(whole | {"Q7.8": mark}, Школа="Ш6")
    for _ in range(2):
        survey.answers({"Q7.1": 7}, Школа="Ш6")  # took no part in anything

    rows = codes(imported(book(town.sheets)), *Q4)
    texts = [rows[code]["text"] for code in ("RR", "SAT", "ADR_S", "CONT")]
    assert texts == ["100 % (8 из 8)", "83 % (5 из 6)", "100 % (6 из 6)", "75 % (6 из 8)"]


def test_one_person_asked_by_two_surveys_is_asked_twice_and_the_small_survey_stays_hidden() -> None:
    town = Town()
    first, second = town.survey("A"), town.survey("B")
    people = first.asks(6)
    for person in people[:4]:
        town.add("Список опроса", {"Опрос": "B", "Человек": person, "Школа": "Ш6"})
    for _ in range(5):
        first.answers(helped(), Школа="Ш6")
    for _ in range(3):
        second.answers(helped(Q1_10=1), Школа="Ш6")

    data = imported(book(town.sheets))
    assert [figure(data, code, *Q4)["text"] for code in ("RR", "SAT")] == ["80 % (8 из 10)", "63 % (5 из 8)"]
    small = codes(data, *Q4, "--survey", "B")
    assert (small["RR"]["text"], small["SAT"]["hidden"]) == ("75 % (3 из 4)", True)


def test_small_groups_of_anonymous_answers_are_hidden_and_cannot_be_reckoned() -> None:
    town = Town(schools=("Ш6", "Ш17", "Ш22"))
    survey = town.survey()
    for school, number in (("Ш6", 9), ("Ш17", 6), ("Ш22", 4)):
        survey.asks(number, school)
        for _ in range(number):
            survey.answers(helped(), Школа=school, Роль="педагог")

    rows = {row["school"]: row for row in figures(imported(book(town.sheets)), *Q4, "--code", "SAT", "--by", "school")}
    assert [rows[school]["hidden"] for school in ("Ш6", "Ш17", "Ш22")] == [False, True, True]
    assert rows["Ш22"]["text"] == "менее 5 ответов"
