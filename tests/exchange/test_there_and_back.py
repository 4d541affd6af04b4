"""What is exported, brought into an empty database and exported again is the same, cell for cell."""

import pytest

from tests.exchange.books import book, cells
from tests.exchange.conftest import Office, errors
from tests.exchange.region import Region


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_whole_region_there_and_back(office: Office, other_office: Office, seed: int) -> None:
    made = Region(seed).made
    plan = office.bring(book(made))
    assert not errors(plan)
    exported = office.export()
    assert not errors(other_office.bring(exported))
    assert cells(other_office.export()) == cells(exported)
    assert {name: len(rows) for name, rows in made.items()} == {
        name: len(rows) - 1 for name, rows in cells(exported).items() if name in made
    }


def test_the_same_region_again_changes_nothing(office: Office) -> None:
    data = book(Region(4).made)
    office.bring(data)
    for again in (data, office.export()):
        assert office.bring(again).empty
