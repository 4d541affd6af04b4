"""A municipality's own thresholds: read from a file at the start, used for its rows, told beside the figures."""

from pathlib import Path

import pytest

from indicators import rulebook
from indicators.rulebook import BadThresholds, RuleBook
from tests.indicators.data import Region, received
from tests.indicators.office import Office


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / rulebook.FILE


@pytest.fixture
def _own_rules(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program does at its start, taken back after the test."""
    monkeypatch.setattr(rulebook, "_applied", [RuleBook()])
    file.write_text('optimal = 90\nsmallest = 6\n["НОВ"]\noptimal = 70\nacceptable = 50\nsmallest = 5\n', "utf-8")
    rulebook.apply(file)


def two_towns(region: Region) -> None:
    for code, school in (("АРМ", "Ш6"), ("НОВ", "Ш1")):
        region.municipality(code, [school, f"{school}1"])
        survey = region.survey("Q1", code)
        survey.answers(received(), 7, school)
        survey.answers(received(Q1_10="2"), 2, school)
        survey.answers(received(), 5, f"{school}1")


@pytest.mark.usefixtures("_own_rules")
def test_each_municipality_is_judged_by_its_own_thresholds(office: Office) -> None:
    office.store(two_towns)

    rows = office.rows("--code", "SAT", "--by", "municipality")
    assert [(row["percent"], row["level"]) for row in rows] == [(86, "допустимый"), (86, "оптимальный")]
    assert office.row("SAT")["level"] == "допустимый"
    table = office.run("--period", "2026-Q4", "--code", "SAT", "--by", "municipality").stdout
    assert "Пороги уровней: оптимальный от 90 %, допустимый от 65 %." in table
    assert "Пороги уровней (НОВ): оптимальный от 70 %, допустимый от 50 %." in table


@pytest.mark.usefixtures("_own_rules")
def test_the_smallest_group_is_the_municipalitys_own_and_the_stricter_one_in_a_common_table(office: Office) -> None:
    office.store(two_towns)

    def texts(*words: str) -> list[str]:
        return [row["text"] for row in office.rows("--code", "SAT", "--by", "school", *words)]

    assert texts("--municipality", "НОВ") == ["78 % (7 из 9)", "100 % (5 из 5)"]
    assert texts("--municipality", "АРМ") == ["менее 6 ответов"] * 2
    assert texts() == ["менее 6 ответов"] * 4


def test_everything_that_is_wrong_with_the_file_is_told_at_once(file: Path) -> None:
    file.write_text('optimal = 101\nbest = 3\n["АРМ"]\nacceptable = 90\noptimal = 80\n["НОВ"]\nsmallest = 2\n', "utf-8")

    with pytest.raises(BadThresholds) as refused:
        rulebook.read(file)
    told = str(refused.value).splitlines()
    assert told[0] == "optimal: нужно целое число от 0 до 100."
    assert told[1].startswith("настройки best нет; есть optimal, acceptable,")
    assert any(line == "[НОВ]: smallest: нужно целое число от 3 до 100." for line in told)


def test_levels_the_wrong_way_round_are_refused(file: Path) -> None:
    file.write_text('["АРМ"]\nacceptable = 90\noptimal = 80\n', "utf-8")

    with pytest.raises(BadThresholds, match="не может быть выше"):
        rulebook.read(file)


@pytest.mark.parametrize("text", ["optimal = ", "optimal = 5\noptimal = 6\n"])
def test_what_is_no_toml_is_refused(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")

    with pytest.raises(BadThresholds, match="Файл не читается"):
        rulebook.read(file)
