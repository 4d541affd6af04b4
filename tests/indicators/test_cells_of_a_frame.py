"""Cells of an anonymous survey: everybody who was meant is in one, and nobody is in one with fewer than five."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from services.cells import SHARED_BY, shared_cells
from storage.frames import Member

_SCHOOLS = st.sampled_from([None, 1, 2, 3])
_ROLES = st.sampled_from(["R_TCH", "R_TUT", "R_MGR", "R_SMO"])
_STRATA = st.lists(st.tuples(_SCHOOLS, _ROLES, st.sampled_from(["", "physics", "algebra"])), max_size=40)

# Tutors and mentors of no school make up a cell without a school; those who are alone in theirs have nobody but them.
_OF_NO_SCHOOL = [(None, role, "") for role in ("R_TUT", "R_TUT", "R_TUT", "R_MNT", "R_MNT", "R_MNT")]
_ALONE = [(school, "R_MGR", "") for school in range(1, 7)]


@given(_STRATA)
@example([*_OF_NO_SCHOOL, *_ALONE[:3]])
@example([*_OF_NO_SCHOOL, *_ALONE[:3], *((10 + n, "R_SMO", "") for n in range(3))])
def test_as_many_come_out_as_went_in_and_nobody_is_alone(strata: list[tuple[int | None, str, str]]):
    members = [Member(number, *stratum) for number, stratum in enumerate(strata)]

    placed = shared_cells(members)

    assert sorted(each.person_id for each in placed) == list(range(len(members)))
    shared = Counter((each.cell_school_id, each.cell_role, each.cell_subject) for each in placed)
    assert all(count >= min(SHARED_BY, len(members)) for count in shared.values())
