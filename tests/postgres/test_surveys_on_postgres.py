"""Surveys in the workbook, answers from other forms and on paper, tried on PostgreSQL."""

from test_a_survey_in_the_workbook import (
    test_its_own_export_changes_nothing,
    test_nobody_changes_anothers_answer_with_a_book,
)
from test_answers_from_other_forms import test_next_time_only_what_is_new_is_asked
from test_answers_on_paper import (
    test_a_paper_answer_counts_and_is_marked,
    test_where_names_are_kept_the_person_is_chosen_among_the_silent,
)
from test_one_answer_a_person import (
    test_an_answer_that_was_corrected_in_the_chat_stays_corrected_when_the_table_comes_again,
    test_who_had_begun_in_the_chat_before_the_table_came_counts_once,
)

__all__ = [
    "test_a_paper_answer_counts_and_is_marked",
    "test_an_answer_that_was_corrected_in_the_chat_stays_corrected_when_the_table_comes_again",
    "test_its_own_export_changes_nothing",
    "test_next_time_only_what_is_new_is_asked",
    "test_nobody_changes_anothers_answer_with_a_book",
    "test_where_names_are_kept_the_person_is_chosen_among_the_silent",
    "test_who_had_begun_in_the_chat_before_the_table_came_counts_once",
]
