"""The workbook's way there and back, what a scope reaches, and what is noted of changes, tried on PostgreSQL."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.exchange.conftest import Office
from tests.exchange.test_rows_that_contradict_themselves import (
    test_a_change_of_a_route_in_force_is_noted_and_of_a_draft_is_not,
    test_a_row_keeps_the_moment_when_it_came_in_first,
)
from tests.exchange.test_scope_of_the_field import (
    region,
    test_a_leader_from_elsewhere_is_known_where_the_event_was,
    test_a_neighbours_need_that_the_region_linked_stays_linked,
    test_a_row_that_stands_there_unseen_is_told_and_stays,
    test_of_a_helper_from_elsewhere_nothing_personal_is_shown_or_taken,
    test_the_own_export_holds_nothing_foreign_and_comes_back_unchanged,
)
from tests.exchange.test_survey_sheets import (
    test_a_coordinator_brings_in_only_own_surveys,
    test_a_later_book_corrects_the_window_and_the_answers,
)
from tests.exchange.test_there_and_back import (
    test_a_whole_region_there_and_back,
    test_the_same_region_again_changes_nothing,
)
from tests.exchange.test_what_comes_between import (
    test_an_event_that_came_in_meanwhile_under_the_same_code_stops_all_of_it,
    test_events_added_meanwhile_and_those_of_the_book_keep_their_own_people,
)

__all__ = [
    "region",
    "test_a_change_of_a_route_in_force_is_noted_and_of_a_draft_is_not",
    "test_a_coordinator_brings_in_only_own_surveys",
    "test_a_later_book_corrects_the_window_and_the_answers",
    "test_a_leader_from_elsewhere_is_known_where_the_event_was",
    "test_a_neighbours_need_that_the_region_linked_stays_linked",
    "test_a_row_keeps_the_moment_when_it_came_in_first",
    "test_a_row_that_stands_there_unseen_is_told_and_stays",
    "test_a_whole_region_there_and_back",
    "test_an_event_that_came_in_meanwhile_under_the_same_code_stops_all_of_it",
    "test_events_added_meanwhile_and_those_of_the_book_keep_their_own_people",
    "test_of_a_helper_from_elsewhere_nothing_personal_is_shown_or_taken",
    "test_the_own_export_holds_nothing_foreign_and_comes_back_unchanged",
    "test_the_same_region_again_changes_nothing",
]

_NUMBERS = count(1)


@pytest.fixture
def office(server: str, tmp_path: Path) -> Iterator[Office]:
    yield from _office(server, tmp_path)


@pytest.fixture
def other_office(server: str, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "other"
    folder.mkdir()
    yield from _office(server, folder)


def _office(server: str, folder: Path) -> Iterator[Office]:
    name = f"office{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    address = server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres", f"/{name}")
    made = Office(folder, address)
    yield made
    made.db.close()
