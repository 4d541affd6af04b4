"""How the groups are called from which an answer on paper may come."""

from datetime import UTC, date, datetime

import pytest

from services.paper import Group, called, groups_called
from storage.paper import Cell
from texts import paper
from texts.surveys import Facts


def test_beside_a_subject_the_rest_is_called_other_subjects() -> None:
    cells = [Cell(17, "R_TCH", ""), Cell(17, "R_TCH", "mathematics"), Cell(6, "R_TCH", "")]
    assert called({17: "МБОУ СОШ № 17", 6: "МБОУ СОШ № 6"}, cells) == [
        "МБОУ СОШ № 17, педагог, другие предметы",
        "МБОУ СОШ № 17, педагог, математика",
        "МБОУ СОШ № 6, педагог",
    ]


KNOWN = [
    Group(place, name, 1)
    for place, name in enumerate(["МБОУ СОШ № 6, педагог", "МБОУ СОШ № 16, педагог", "МАОУ гимназия № 16", "", "лицей"])
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6", [0]),
        ("Школа № 6", [0]),
        ("16", [1, 2]),
        ("гимназия 16", [2]),
        ("ЛИЦЕЙ", [4]),
        ("17", []),
        ("не знаю", []),
        ("…", []),
    ],
)
def test_a_group_is_found_by_what_people_call_it(written: str, meant: list[int]) -> None:
    assert [group.place for group in groups_called(KNOWN, written)] == meant


def test_a_group_of_others_is_called_so_only_beside_another_one() -> None:
    zone, day, closes = "Europe/Moscow", date(2026, 12, 1), datetime(2026, 12, 16, tzinfo=UTC)
    facts = Facts(1, "Опрос", "anonymous", "open", closes, zone, (day, day))

    alone = paper.choose_group(facts, [paper.Group(0, "", 1)], 0)
    beside = paper.choose_group(facts, [paper.Group(0, "школа № 6", 5), paper.Group(1, "", 1)], 0)

    assert alone.rows[0][0].label == "все, кого спрашивали – ждём ещё 1"
    assert beside.rows[1][0].label == "остальные – ждём ещё 1"
