"""Figures by school, municipality, subject and role, and what the promise of small groups does to them."""

from datetime import date

import pytest

from indicators.compute import compute
from indicators.periods import parse
from indicators.request import Request, UnknownCode
from storage.scope import Scope
from tests.indicators.data import OPENED, Asked, Region, not_needed, received
from tests.indicators.office import Office

HIDDEN = "менее 5 ответов"


def three_schools(region: Region, mode: str = "anonymous") -> Asked:
    region.municipality("АРМ", ["Ш6", "Ш17", "Ш20"])
    survey = region.survey("Q1", "АРМ", mode)
    for school, satisfied, number in (("Ш6", 2, 3), ("Ш17", 5, 8), ("Ш20", 18, 20)):
        survey.asks(number, school)
        survey.answers(received(), satisfied, school)
        survey.answers(received(Q1_10="2"), number - satisfied, school)
    return survey


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_a_small_school_hides_the_next_smallest_and_still_enters_the_total(office: Office, mode: str) -> None:
    office.store(lambda region: three_schools(region, mode))

    rows = {row["school"]: row for row in office.rows("--code", "SAT", "--by", "school")}
    for school in ("Ш6", "Ш17"):
        row = rows[school]
        assert (row["hidden"], row["text"], row["place"]) == (True, HIDDEN, None)
        assert {row[key] for key in ("numerator", "denominator", "percent", "value", "n", "level", "note")} == {None}
    assert (rows["Ш20"]["text"], rows["Ш20"]["place"]) == ("90 % (18 из 20)", 1)
    assert office.row("SAT", "--municipality", "АРМ")["text"] == "81 % (25 из 31)"


def test_a_school_asked_for_alone_hides_what_the_list_would_hide(office: Office) -> None:
    office.store(three_schools)

    assert office.row("SAT", "--school", "Ш17")["hidden"]
    shown = office.row("SAT", "--municipality", "АРМ", "--school", "Ш20")
    assert (shown["school"], shown["municipality"], shown["text"]) == ("Ш20", "АРМ", "90 % (18 из 20)")
    assert "place" not in shown


def test_a_named_survey_keeps_nothing_back(office: Office) -> None:
    office.store(lambda region: three_schools(region, "named"))

    rows = office.rows("--code", "SAT", "--by", "school")
    assert [row["text"] for row in rows] == ["67 % (2 из 3)", "63 % (5 из 8)", "90 % (18 из 20)"]
    assert [row["place"] for row in rows] == [2, 3, 1]


def test_a_question_few_were_asked_is_hidden_inside_a_large_group(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(), 3, "Ш6")
        survey.answers(not_needed(), 7, "Ш6")

    office.store(build)

    rows = {row["code"]: row for row in office.rows("--municipality", "АРМ") if row["group"] is None}
    assert [code for code, row in rows.items() if row["hidden"]] == [
        "SAT", "SATM", "ADR_S", "ADR_S_all", "REG_S", "ARA_S", "USE",
    ]  # fmt: skip
    assert rows["ACC_S"]["text"] == "100 % (10 из 10)"


def test_all_figures_of_a_question_hide_the_same_schools(office: Office) -> None:
    """Otherwise the strict variant, with its larger base, would tell what the other hides."""

    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш1", "Ш2", "Ш3", "Ш4"])
        survey = region.survey("Q1", "АРМ")
        for school, helped, others in (("Ш1", 3, 6), ("Ш2", 6, 3), ("Ш3", 20, 0), ("Ш4", 0, 5)):
            survey.answers(received(), helped, school)
            survey.answers(not_needed(), others, school)

    office.store(build)

    hidden = {
        code: [row["school"] for row in office.rows("--code", code, "--by", "school") if row["hidden"]]
        for code in ("ADR_S", "ADR_S_all", "ARA_S", "SAT", "SATM")
    }
    assert set(map(tuple, hidden.values())) == {("Ш1", "Ш2")}


def test_schools_too_small_to_be_named_stand_together(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш1", "Ш2", "Ш3"])
        survey = region.survey("Q1", "АРМ")
        survey.asks(4, "Ш1", cell_school_id=None)
        survey.asks(3, "Ш2", cell_school_id=None)
        survey.asks(10, "Ш3")
        survey.answers(received(), 6)
        survey.answers(received(), 9, "Ш3")

    office.store(build)

    rows = office.rows("--code", "SAT", "RR", "--by", "school")
    told = [(row["code"], row["school"], row["group"], row["text"]) for row in rows]
    assert told == [
        ("RR", "Ш1", None, HIDDEN),
        ("RR", "Ш2", None, HIDDEN),
        ("RR", "Ш3", None, "90 % (9 из 10)"),
        ("RR", None, "малые школы", "86 % (6 из 7)"),
        ("SAT", "Ш1", None, HIDDEN),
        ("SAT", "Ш2", None, HIDDEN),
        ("SAT", "Ш3", None, "100 % (9 из 9)"),
        ("SAT", None, "малые школы", "100 % (6 из 6)"),
    ]


def test_how_many_answered_is_a_fact_that_is_never_hidden(office: Office) -> None:
    """WE2 shows 0 of 12: people who take part are counted, not what they said (rule 14)."""

    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6", "Ш17", "Ш20"])
        survey = region.survey("Q1", "АРМ")
        for school, asked, sent in (("Ш6", 4, 4), ("Ш17", 9, 6), ("Ш20", 3, 0)):
            survey.asks(asked, school)
            survey.answers(received(), sent, school)

    office.store(build)

    rates = office.rows("--code", "RR", "--by", "school")
    assert [(row["text"], row["hidden"], row["place"]) for row in rates] == [
        ("100 % (4 из 4)", False, 1),
        ("67 % (6 из 9)", False, 2),
        ("0 % (0 из 3)", False, 3),
    ]
    assert [row["hidden"] for row in office.rows("--code", "SAT", "--by", "school")] == [True, True, False]
    assert [row["text"] for row in office.rows("--code", "RR", "--by", "subject")] == ["63 % (10 из 16)"]


def test_a_tiny_survey_tells_how_many_answered_and_nothing_else(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.asks(4, "Ш6")
        survey.answers(received(), 4, "Ш6")

    office.store(build)

    rate = office.row("RR", "--municipality", "АРМ")
    assert (rate["numerator"], rate["denominator"], rate["percent"], rate["hidden"]) == (4, 4, 100, False)
    others = [row for row in office.rows("--municipality", "АРМ") if row["survey"] is None and row["n"] is None]
    assert {"SAT", "SATM", "ADR_S", "CONT", "NEED_UNMET"} <= {row["code"] for row in others if row["hidden"]}


def test_the_undecided_have_answered_and_make_no_group_a_small_one(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6", "Ш17"])
        survey = region.survey("Q1", "АРМ")
        for mark, times in (("5", 2), ("4", 2), ("99", 2)):
            survey.answers(received(Q1_10=mark), times, "Ш6")
        survey.answers(received(Q1_10="99"), 5, "Ш17")

    office.store(build)

    mean, nothing = office.rows("--code", "SATM", "--by", "school")
    assert (mean["hidden"], mean["value"], mean["n"], mean["note"]) == (False, 4.5, 4, "медиана 4,5")
    assert "затруднились 2" in mean["text"]
    assert (nothing["text"], nothing["hidden"]) == ("нет данных (n = 0)", False)
    assert [row["text"] for row in office.rows("--code", "SAT", "--by", "school")] == ["67 % (4 из 6)", "0 % (0 из 5)"]


def test_a_guest_from_another_municipality_is_not_told_by_subtraction(office: Office) -> None:
    """The total of the survey's municipality holds the guest's answer, whatever school the guest is from."""

    def build(region: Region) -> None:
        region.municipality("КРЫ", ["К1", "К2"])
        region.municipality("АРМ", ["Ш6", "Ш17"])
        survey = region.survey("Q1", "АРМ", "confidential")
        for school, number in (("Ш6", 6), ("Ш17", 9), ("К1", 1), ("К2", 1)):
            survey.asks(number, school)
            survey.answers(received(), number, school)

    office.store(build)

    rows = office.rows("--code", "RR", "SAT", "--by", "school", "--municipality", "АРМ")
    assert [(row["school"], row["group"], row["text"]) for row in rows] == [
        ("Ш6", None, "100 % (6 из 6)"), ("Ш17", None, "100 % (9 из 9)"), (None, "остальные", "100 % (2 из 2)"),
        ("Ш6", None, HIDDEN), ("Ш17", None, "100 % (9 из 9)"), (None, "остальные", HIDDEN),
    ]  # fmt: skip


def test_by_subject_and_role(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", "named")
        for subject, role, number in (("physics", "R_TCH", 6), ("mathematics", "R_SMO", 7), ("", "R_TCH", 2)):
            survey.asks(number, "Ш6", subject=subject, role=role)
            survey.answers(received(), number, "Ш6", subject=subject, role=role)

    office.store(build)

    subjects = office.rows("--code", "SAT", "--by", "subject")
    assert [(row["group"], row["n"]) for row in subjects] == [("математика", 7), ("физика", 6), ("остальные", 2)]
    roles = office.rows("--code", "RR", "--by", "role", "--municipality", "АРМ")
    assert [(row["group"], row["n"]) for row in roles] == [("педагог", 8), ("руководитель ШМО", 7)]
    inside = office.rows("--code", "SAT", "--by", "subject", "--school", "Ш6")
    assert [(row["school"], row["group"], row["n"]) for row in inside[:1]] == [("Ш6", "математика", 7)]
    only = office.rows("--code", "SAT", "--by", "subject", "--group", "Физика")
    assert [row["n"] for row in only] == [6]


def test_a_school_is_not_split_further_where_names_are_kept_back(office: Office) -> None:
    office.store(three_schools)

    result = office.run("--period", "2026-Q4", "--school", "Ш20", "--by", "subject")
    assert (result.exit_code, "SAT" in result.stdout) == (0, False)
    alone = office.run("--period", "2026-Q4", "--school", "Ш20", "--by", "subject", "--code", "SAT")
    assert alone.exit_code == 0
    assert "группы слишком малы" in alone.stderr


def test_the_region_median_tells_nothing_of_a_hidden_municipality(office: Office) -> None:
    def build(region: Region) -> None:
        for code, school, yes, number in (
            ("М1", "Ш1", 3, 3),
            ("М2", "Ш2", 3, 6),
            ("М3", "Ш3", 8, 10),
            ("М4", "Ш4", 10, 10),
        ):
            region.municipality(code, [school])
            survey = region.survey("Q1", code)
            survey.answers(received(), yes, school)
            survey.answers(received(Q1_10="1"), number - yes, school)

    office.store(build)

    hidden = [row["municipality"] for row in office.rows("--code", "SAT", "--by", "municipality") if row["hidden"]]
    assert hidden == ["М1", "М2"]
    assert office.row("SAT")["note"] == "медиана 90 %, данные: 4 из 4 МО"


# --- which answers ---------------------------------------------------------------------------------------------


def test_void_late_and_excluded_answers_do_not_count(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", "named")
        people = [row["person_id"] for row in survey.asks(4, "Ш6")]
        (tester,) = survey.asks(1, "Ш6", excluded="test")
        survey.answers(received(), school="Ш6", person_id=people[0])
        survey.answers(received(), school="Ш6", person_id=people[1], state="void")
        survey.answers(received(), school="Ш6", person_id=people[2], submitted_at=OPENED.replace(year=2027))
        survey.answers(received(), school="Ш6", person_id=tester["person_id"])

    office.store(build)

    assert office.row("RR", "--municipality", "АРМ")["text"] == "25 % (1 из 4)"
    assert office.row("SAT", "--municipality", "АРМ")["n"] == 1


def test_figures_as_of_an_earlier_day(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", "named")
        (person,) = survey.asks(1, "Ш6")
        later = OPENED.replace(day=20)
        (first,) = survey.answers(received(Q1_10="2"), school="Ш6", person_id=person["person_id"], state="superseded")
        survey.answers(
            received(), school="Ш6", person_id=person["person_id"], chain=first, revision=2, submitted_at=later
        )

    office.store(build)

    texts = {
        day: office.row("SAT", "--municipality", "АРМ", "--as-of", day)["text"]
        for day in ("2026-10-14", "15.10.2026", "20.10.2026")
    }
    assert list(texts.values()) == ["нет данных (n = 0)", "0 % (0 из 1)", "100 % (1 из 1)"]


def test_surveys_of_a_period_are_pooled_and_drafts_are_not_counted(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        region.survey("Q1", "АРМ", code="first").answers(received(), 6, "Ш6")
        region.survey("Q2", "АРМ", code="second").answers({"Q2.10": "3"}, 6, "Ш6")
        region.survey("Q1", "АРМ", code="draft", state="draft").answers(received(), 6, "Ш6")
        spring = (date(2026, 4, 1), date(2026, 6, 30))
        region.survey("Q1", "АРМ", code="spring", period_start=spring[0], period_end=spring[1]).answers(
            received(), 5, "Ш6"
        )

    office.store(build)

    pooled = office.row("SAT", "--municipality", "АРМ")
    assert (pooled["text"], pooled["survey"]) == ("50 % (6 из 12)", None)
    alone = office.row("SAT", "--municipality", "АРМ", "--survey", "second")
    assert (alone["text"], alone["survey"]) == ("0 % (0 из 6)", "second")


def test_demand_of_different_questionnaires_is_never_added_together(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        region.survey("Q1", "АРМ").answers(received(Q1_12="1;2"), 6, "Ш6")
        region.survey("Q6", "АРМ", "named").answers({"Q6.1": "2;7"}, 9, "Ш6")

    office.store(build)

    rows = office.rows("--code", "DEM", "--municipality", "АРМ")
    first = [row for row in rows if row["group"] == "Предметная компетентность"]
    assert [(row["text"], row["note"], row["place"]) for row in first] == [
        ("100 % (6 из 6)", "анкета Q1; высокая", 1),
        ("0 % (0 из 9)", "анкета Q6", 3),
    ]


def test_those_who_answer_one_questionnaire_say_nothing_of_another(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        first, second = region.survey("Q1", "АРМ"), region.survey("Q6", "АРМ", "named")
        first.asks(10, "Ш6")
        first.answers(received(), 6, "Ш6")
        second.asks(8, "Ш6")
        second.answers({"Q6.1": "2"}, 8, "Ш6")

    office.store(build)

    rates = [(row["text"], row["note"]) for row in office.rows("--code", "RR", "--municipality", "АРМ")]
    assert rates == [("60 % (6 из 10)", "анкета Q1"), ("100 % (8 из 8)", "анкета Q6")]
    assert office.row("RR", "--municipality", "АРМ", "--survey", "Q6-АРМ-2026")["note"] is None


def test_versions_of_a_questionnaire_are_counted_by_their_own_options(office: Office) -> None:
    """A half-done survey is carried over to a newer version: answers in both are one figure."""

    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(Q1_10="4"), 3, "Ш6")
        corrected = region.version("Q1", ("«Цифровые инструменты учителя»", "искусственный интеллект"))
        turned = region.version(
            "Q1", ("| satisfied | 4 | скорее удовлетворён(а) | | positive |", "| satisfied | 4 | так себе | | |")
        )
        survey.answers(received(Q1_10="4", Q1_12="6"), 2, "Ш6", version_id=corrected)
        survey.answers(received(Q1_10="4"), 3, "Ш6", version_id=turned)

    office.store(build)

    assert office.row("SAT", "--municipality", "АРМ")["text"] == "63 % (5 из 8)"
    demand = {row["group"]: row for row in office.rows("--code", "DEM", "--municipality", "АРМ")}
    assert demand["Предметная компетентность"]["text"] == "75 % (6 из 8)"
    assert demand["искусственный интеллект"]["hidden"]  # only two were shown this option
    assert demand["Цифровые инструменты учителя"]["text"] == "0 % (0 из 6)"


def test_answers_promised_to_appear_in_sums_only_are_kept_back_even_in_a_named_survey(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q6", "АРМ", "named")
        survey.asks(4, "Ш6")
        survey.answers({"Q6.1": "1", "Q6.9": "1"}, 4, "Ш6")

    office.store(build)

    assert office.row("CONT", "--municipality", "АРМ")["hidden"]
    assert office.row("RR", "--municipality", "АРМ")["text"] == "100 % (4 из 4)"


# --- who may see what ------------------------------------------------------------------------------------------


def test_a_reader_sees_no_further_than_the_scope(office: Office) -> None:
    places: dict[str, int] = {}

    def build(region: Region) -> None:
        three_schools(region, "named")
        region.municipality("НОВ", ["Ш1"])
        region.survey("Q1", "НОВ", "named").answers(received(Q1_10="1"), 9, "Ш1")
        places.update({**region.municipalities, **region.schools})

    office.store(build)

    def texts(scope: Scope, **parts: str) -> list[str]:
        request = Request(parse("2026-Q4"), codes=("SAT",), scope=scope, **parts)
        return [row.text for row in office.database.read_now(lambda tx: compute(tx, request))]

    own = Scope(frozenset({places["АРМ"]}))
    assert texts(own) == ["81 % (25 из 31)"]
    with pytest.raises(UnknownCode):
        texts(own, municipality="НОВ")
    with pytest.raises(UnknownCode):
        texts(own, survey="Q1-НОВ-2026")
    with pytest.raises(UnknownCode):
        texts(own, school="Ш1")
    school = Scope(own.municipalities, frozenset({places["Ш17"]}))
    assert texts(school, by="school") == ["63 % (5 из 8)"]
    assert texts(school) == []


def test_as_of_a_day_before_the_period_nothing_is_known_of_requests(office: Office) -> None:
    office.store(lambda region: region.municipality("АРМ", ["Ш6"]))

    rows = office.rows("--code", "ACC_T", "--period", "2027-Q1", "--as-of", "2026-11-17")

    assert [(row["numerator"], row["denominator"]) for row in rows] == [(0, 0)]
