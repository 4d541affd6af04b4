"""Changes between periods: of a share, and of the same people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.changes import Change, SamePeople, of_answers
from indicators.shares import Share
from tests.indicators.data import Asked, Region, received
from tests.indicators.office import Office


def change(before: tuple[int, int], after: tuple[int, int]) -> Change:
    return Change(Share(*before), Share(*after))


def test_a_change_is_told_in_tenths_of_a_point_with_halves_away_from_zero() -> None:
    assert str(change((10, 20), (13, 20))) == "было 50 % (10 из 20): +15,0 п. п., рост"
    assert str(change((13, 20), (10, 20))) == "было 65 % (13 из 20): −15,0 п. п., снижение"
    assert change((0, 2000), (1, 2000)).tenths is not None
    assert [change((0, 2000), (1, 2000)).tenths, change((1, 2000), (0, 2000)).tenths] == [1, -1]
    assert str(change((2, 3), (14, 20))) == ""
    assert str(change((3, 6), (4, 6))) == "было 50 % (3 из 6): +16,7 п. п., без существенных изменений"


def test_only_a_large_difference_of_many_answers_is_called_a_change() -> None:
    assert change((10, 20), (11, 20)).substantial  # exactly five points
    assert not change((100, 200), (109, 200)).substantial
    assert not change((10, 19), (20, 20)).substantial
    assert not change((10, 20), (19, 19)).substantial


def test_without_data_there_is_no_change() -> None:
    assert change((0, 0), (5, 10)).points is None
    assert str(change((5, 10), (0, 0))) == ""


@given(st.integers(5, 200), st.integers(5, 200), st.data())
def test_the_way_back_is_the_opposite(first: int, second: int, data: st.DataObject) -> None:
    before = (data.draw(st.integers(0, first)), first)
    after = (data.draw(st.integers(0, second)), second)
    there, back = change(before, after).tenths, change(after, before).tenths
    assert there is not None
    assert back == -there
    assert -1000 <= there <= 1000


def test_marks_of_the_same_people_in_two_named_surveys(office: Office) -> None:
    asked: list[Asked] = []

    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        people = [region.person() for _ in range(5)]
        for code, marks in (("весна", ("3", "4", "5", "99", "2")), ("осень", ("5", "4", "4", "5", ""))):
            survey = region.survey("Q1", "АРМ", "named", code=code)
            for person, mark in zip(people, marks, strict=True):
                if mark:
                    survey.answers(received(Q1_10=mark), school="Ш6", person_id=person)
            asked.append(survey)

    office.store(build)

    found = office.database.read_now(lambda tx: of_answers(tx, asked[0].id, asked[1].id, "overall"))
    assert found == SamePeople(better=1, same=1, worse=1, newcomers=1, leavers=1)
    assert str(found) == "сравнили 3: лучше 1, так же 1, хуже 1; новых 1, выбыли 1"


def test_answers_without_names_are_never_laid_side_by_side(office: Office) -> None:
    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"])
        region.survey("Q1", "АРМ", "named", code="весна")
        region.survey("Q1", "АРМ", "confidential", code="осень")

    office.store(build)

    with pytest.raises(ValueError, match="named"):
        office.database.read_now(lambda tx: of_answers(tx, 1, 2, "overall"))
