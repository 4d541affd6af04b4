"""The database door, the due rows, the kept schemas and what is prepared beforehand, tried once more on PostgreSQL."""

from test_due_rows import *  # noqa: F403 - every test of the file
from test_released_schemas import *  # noqa: F403 - the same
from test_the_database_door import *  # noqa: F403 - the same
from test_what_was_prepared_beforehand import (
    test_a_look_that_goes_straight_to_the_driver_counts,
    test_a_statement_that_goes_straight_to_the_driver_counts,
    test_it_holds_until_somebody_writes_to_a_table_that_it_looked_at,
    test_somebody_who_has_begun_to_write_but_not_finished_counts,
    test_what_another_process_has_written_is_noticed,
    test_what_is_written_elsewhere_does_not_matter,
    test_what_the_same_transaction_has_written_counts,
)

__all__ = [
    "test_a_look_that_goes_straight_to_the_driver_counts",
    "test_a_statement_that_goes_straight_to_the_driver_counts",
    "test_it_holds_until_somebody_writes_to_a_table_that_it_looked_at",
    "test_somebody_who_has_begun_to_write_but_not_finished_counts",
    "test_what_another_process_has_written_is_noticed",
    "test_what_is_written_elsewhere_does_not_matter",
    "test_what_the_same_transaction_has_written_counts",
]
