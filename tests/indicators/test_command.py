"""The command line: what it takes, how it answers, how it refuses."""

import csv
import io
import json

import pytest

from indicators.registry import passports
from storage import municipalities
from storage.scope import EVERYTHING
from tests.indicators.data import Region, received
from tests.indicators.office import Office

WORDS = ("numerator", "denominator", "exclusions", "source", "periods")


def one_school(region: Region) -> None:
    region.municipality("АРМ", ["Ш6"])
    survey = region.survey("Q1", "АРМ")
    survey.asks(8, "Ш6")
    survey.answers(received(), 6, "Ш6")


def test_codes_may_follow_each_other_and_be_repeated(office: Office) -> None:
    office.store(one_school)

    rows = office.rows("--code", "SAT", "CONT", "--by", "school", "--code", "RR")
    assert [row["code"] for row in rows] == ["RR", "SAT", "CONT"]
    codes = list(dict.fromkeys(row["code"] for row in office.rows("--municipality", "АРМ")))
    lines = {code for code, passport in passports().items() if passport.rule.get("split")}  # none may occur
    assert [code for code in codes if code not in lines] == [code for code in passports() if code not in lines]


def test_codes_groups_and_periods_are_understood_in_any_case(office: Office) -> None:
    office.store(one_school)

    (row,) = office.rows("--period", "2026-q4", "--code", "sat", "--municipality", "АРМ")
    assert (row["code"], row["period"], row["text"]) == ("SAT", "2026-Q4", "100 % (6 из 6)")
    (late,) = office.rows("--period", "2026/27-ii", "--code", "iom4_LATE", "adr_c_ANY")[:1]
    assert (late["code"], late["period"]) == ("ADR_C_any", "2026/27-II")
    (half,) = office.rows("--period", "2026/27-1П", "--code", "HLP", "--group", "СЕМИНАРЫ")
    assert (half["period"], half["group"], half["value"]) == ("2026/27-1п", "семинары", 0)


def test_a_municipality_is_found_by_any_known_spelling(office: Office) -> None:
    def build(region: Region) -> None:
        one_school(region)
        places = municipalities.listed(region.tx, EVERYTHING)
        municipalities.set_spellings(region.tx, {places[0].id: ["Армавирский округ"]})

    office.store(build)

    row = office.row("SAT", "--municipality", "армавирский  округ")
    assert (row["municipality"], row["text"]) == ("АРМ", "100 % (6 из 6)")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--municipality", "НЕТ"], "Нет муниципалитета с кодом «НЕТ»"),
        (["--school", "Ш99"], "Нет школы с кодом «Ш99»"),
        (["--survey", "Q9"], "Нет опроса с кодом «Q9»"),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(office: Office, words: list[str], reason: str) -> None:
    office.store(one_school)

    result = office.run("--period", "2026-Q4", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--period", "2026-Q5"],
        ["--period", "2026-Q4", "--code", "NOPE"],
        ["--period", "2026-Q4", "--by", "weather"],
        ["--period", "2026-Q4", "SAT"],
        ["--period", "2026-Q4", "--as-of", "31.02.2026"],
        ["--period", "2026-Q4", "--format", "xml"],
    ],
)
def test_wrong_usage_is_another_matter(office: Office, words: list[str]) -> None:
    result = office.run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_csv_and_table_tell_the_same(office: Office) -> None:
    office.store(one_school)

    words = ("--period", "2026-Q4", "--municipality", "АРМ", "--code", "SAT", "--format")
    (row,) = csv.DictReader(io.StringIO(office.run(*words, "csv").stdout))
    assert (row["code"], row["percent"], row["school"], row["text"]) == ("SAT", "100", "", "100 % (6 из 6)")
    table = office.run(*words, "table").stdout.splitlines()
    assert table[0].split()[:2] == ["Код", "Показатель"]
    assert "100 % (6 из 6)" in table[2]


def test_every_passport_is_printed_with_all_its_words(office: Office) -> None:
    printed = office.run("--list").stdout
    for passport in passports().values():
        assert f"{passport.code} – {passport.name}" in printed
        for part in WORDS:
            assert getattr(passport, part) in printed
    assert {entry["code"] for entry in json.loads(office.run("--list", "--format", "json").stdout)} == set(passports())


def test_a_breakdown_that_nothing_offers_says_so_and_is_no_error(office: Office) -> None:
    office.store(one_school)

    result = office.run("--period", "2026-Q4", "--code", "SAT", "--by", "format", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "Показывать нечего" in result.stderr


def test_a_table_of_everything_fits_a_window_and_is_told_by_families(office: Office) -> None:
    office.store(one_school)

    lines = office.run("--period", "2026-Q4").stdout.splitlines()
    assert max(map(len, lines)) <= 120
    survey_lines = lines[lines.index("ОПРОСЫ") :]
    assert any(line.startswith("SAT ") and "100 % (6 из 6)" in line for line in survey_lines)
