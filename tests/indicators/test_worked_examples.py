"""The worked examples and golden cases of the field, from stored rows to the command line's JSON."""

from tests.indicators.data import CLOSES, OPENED, Region, not_needed, received, unmet
from tests.indicators.office import Office


def satisfied(region: Region, marks: list[str]) -> None:
    region.municipality("АРМ", ["Ш6"])
    survey = region.survey("Q1", "АРМ")
    survey.asks(10, "Ш6")
    for mark in marks:
        survey.answers(received(Q1_10=mark), school="Ш6")


def test_we1_the_undecided_stay_in_the_denominator_and_halves_round_up(office: Office) -> None:
    office.store(lambda region: satisfied(region, ["5", "5", "4", "4", "4", "3", "2", "99"]))

    rate = office.row("RR", "--municipality", "АРМ")
    assert (rate["numerator"], rate["denominator"], rate["percent"], rate["text"]) == (8, 10, 80, "80 % (8 из 10)")
    share = office.row("SAT", "--municipality", "АРМ")
    assert (share["numerator"], share["denominator"], share["percent"], share["n"]) == (5, 8, 63, 8)
    assert share["text"] == "63 % (5 из 8)"
    assert share["level"] == "критический"
    mean = office.row("SATM", "--municipality", "АРМ")
    assert (mean["value"], mean["note"], mean["n"]) == (3.86, "медиана 4", 7)
    assert (mean["numerator"], mean["denominator"], mean["percent"]) == (None, None, None)
    assert "затруднились 1" in mean["text"]


def test_we2_nobody_answered(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6", "Ш17"])
        region.survey("Q1", "АРМ").asks(12, "Ш6")

    office.store(build)

    rate = office.row("RR", "--municipality", "АРМ")
    assert (rate["numerator"], rate["denominator"], rate["percent"]) == (0, 12, 0)
    assert rate["text"] == "0 % (0 из 12)"
    assert rate["note"] == "данные непоказательны"
    for code in ("SAT", "SATM", "ADR_S", "CONT"):
        row = office.row(code, "--municipality", "АРМ")
        assert row["text"] == "нет данных (n = 0)"
        assert (row["percent"], row["value"], row["level"], row["hidden"]) == (None, None, None, False)
    for row in office.rows("--code", "SAT", "--by", "school"):
        assert row["place"] is None


def test_we6_only_the_last_revision_counts(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ", mode="confidential", closes_at=CLOSES)
        people = [row["person_id"] for row in survey.asks(5, "Ш6")]
        (first,) = survey.answers(received(Q1_10="2"), school="Ш6", person_id=people[0], state="superseded")
        survey.answers(received(Q1_10="4"), school="Ш6", person_id=people[0], chain=first, revision=2)
        for person, mark in zip(people[1:], "5435", strict=True):
            survey.answers(received(Q1_10=mark), school="Ш6", person_id=person)

    office.store(build)

    share = office.row("SAT", "--municipality", "АРМ")
    assert (share["numerator"], share["denominator"], share["percent"], share["hidden"]) == (4, 5, 80, False)
    assert office.row("SATM", "--municipality", "АРМ")["value"] == 4.2


def test_we9_the_region_is_pooled_and_tells_the_median(office: Office) -> None:
    def build(region: Region) -> None:
        for code, school, yes, all_of_them in (("МО-1", "А1", 9, 10), ("МО-2", "Б2", 30, 60), ("МО-3", "В3", 0, 0)):
            region.municipality(code, [school])
            survey = region.survey("Q1", code)
            survey.asks(70, school)
            survey.answers(received(Q1_10="5"), yes, school)
            survey.answers(received(Q1_10="1"), all_of_them - yes, school)

    office.store(build)

    region = office.row("SAT")
    assert (region["numerator"], region["denominator"], region["percent"]) == (39, 70, 56)
    assert region["municipality"] is None
    assert region["note"] == "медиана 70 %, данные: 2 из 3 МО"
    by_code = {row["municipality"]: row for row in office.rows("--code", "SAT", "--by", "municipality")}
    assert [by_code[code]["percent"] for code in ("МО-1", "МО-2", "МО-3")] == [90, 50, None]
    assert [by_code[code]["place"] for code in ("МО-1", "МО-2", "МО-3")] == [1, 2, None]


def test_we12_no_false_extremes(office: Office) -> None:
    shares = {(1, 8): "13 % (1 из 8)", (199, 200): "более 99 % (199 из 200)", (1, 300): "менее 1 % (1 из 300)",
              (0, 5): "0 % (0 из 5)", (5, 5): "100 % (5 из 5)"}  # fmt: skip

    def build(region: Region) -> None:
        for place, (yes, all_of_them) in enumerate(shares):
            region.municipality(f"М{place}", [f"Ш{place}"])
            survey = region.survey("Q1", f"М{place}")
            survey.answers({"Q1.11": "1"}, yes, f"Ш{place}")
            survey.answers({"Q1.11": "4"}, all_of_them - yes, f"Ш{place}")

    office.store(build)

    texts = [office.row("CONT", "--municipality", f"М{place}")["text"] for place in range(len(shares))]
    assert texts == list(shares.values())


def test_we14_modules_in_demand(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        for chosen in ["1;2;3"] * 3 + ["1;2"] * 2 + ["2;3"] * 2 + ["1", "7"]:
            survey.answers(received(Q1_12=chosen, Q1_12_other="ещё"), school="Ш6")

    office.store(build)

    rows = {row["group"]: row for row in office.rows("--code", "DEM", "--municipality", "АРМ")}
    counted = {name: (row["numerator"], row["denominator"], row["percent"], row["place"]) for name, row in rows.items()}
    assert counted["Предметная компетентность"] == (6, 9, 67, 2)
    assert counted["Методическая компетентность (качество урока)"] == (7, 9, 78, 1)
    assert counted["Оценочная деятельность педагога"] == (5, 9, 56, 3)
    assert [row["group"] for row in rows.values() if row["note"] == "высокая"] == list(rows)[:3]
    assert counted["другое"] == (1, 9, 11, 4)
    assert counted["Цифровые инструменты учителя"] == (0, 9, 0, 5)


def test_we16_hidden_questions_stay_out_of_the_denominator(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        survey = region.survey("Q1", "АРМ")
        survey.answers(received(), 6, "Ш6")
        survey.answers(unmet(), 3, "Ш6")
        survey.answers(not_needed(), 1, "Ш6")

    office.store(build)

    rows = {row["code"]: row for row in office.rows("--municipality", "АРМ")}
    denominators = {code: rows[code]["denominator"] for code in ("ADR_S", "ACC_S", "SAT", "CONT", "ADR_S_all", "ARA_S")}
    assert denominators == {"ADR_S": 6, "ACC_S": 10, "SAT": 9, "CONT": 10, "ADR_S_all": 10, "ARA_S": 6}
    assert (rows["NEED_UNMET"]["numerator"], rows["NEED_UNMET"]["percent"]) == (3, 30)


def armavir(region: Region) -> None:
    """The survey behind the published 92 % and 94 %."""
    region.municipality("АРМ", ["Ш6", "Ш17"])
    survey = region.survey("Q1", "АРМ", code="Q1-АРМ-2025")
    survey.asks(28, "Ш6")
    survey.asks(22, "Ш17")
    proposals = ["1"] * 38 + ["2"] * 9 + ["3", "4", "5"]
    marks = [("5", "4", "5")] * 46 + [("3", "5", "5"), ("5", "2", "4"), ("4", "4", "1"), ("1", "1", "99")]
    for place, (proposal, (fits, regular, accessible)) in enumerate(zip(proposals, marks, strict=True)):
        given = received(Q1_4=fits, Q1_5=regular, Q1_6=accessible, Q1_11=proposal)
        survey.answers(given, school="Ш6" if place < 28 else "Ш17")


def test_g1_the_three_properties_at_once(office: Office) -> None:
    office.store(armavir)

    rows = {row["code"]: row for row in office.rows("--municipality", "АРМ")}
    assert rows["ARA_S"]["text"] == "92 % (46 из 50)"
    assert rows["ARA_S"]["level"] == "оптимальный"
    assert [rows[code]["text"] for code in ("ADR_S", "REG_S", "ACC_S")] == ["96 % (48 из 50)"] * 3
    assert rows["RR"]["text"] == "100 % (50 из 50)"


def test_g2_the_undecided_count_among_those_who_propose_to_go_on(office: Office) -> None:
    office.store(armavir)

    assert office.row("CONT", "--municipality", "АРМ")["text"] == "94 % (47 из 50)"
    by_school = office.rows("--code", "CONT", "--municipality", "АРМ", "--by", "school")
    assert [(row["school"], row["denominator"]) for row in by_school] == [("Ш6", 28), ("Ш17", 22)]
    assert sum(row["numerator"] for row in by_school) == 47


def test_an_element_has_the_keys_of_the_contract(office: Office) -> None:
    office.store(armavir)

    row = office.row("ADR_S", "--municipality", "АРМ", "--survey", "Q1-АРМ-2025")
    assert row == {
        "code": "ADR_S", "name": "Адресность по оценке получателей", "period": "2026-Q4", "municipality": "АРМ",
        "school": None, "group": None, "survey": "Q1-АРМ-2025", "numerator": 48, "denominator": 50, "value": None,
        "percent": 96, "text": "96 % (48 из 50)", "n": 50, "hidden": False, "level": "оптимальный", "note": None,
    }  # fmt: skip
    assert OPENED < CLOSES
