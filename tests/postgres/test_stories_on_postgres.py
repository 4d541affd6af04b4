"""Stories that touch every kind of statement, told once more on PostgreSQL."""

from test_correcting_after_sending import test_the_last_answer_counts_in_every_mode
from test_pressing_twice import (
    test_every_button_of_a_questionnaire_pressed_twice_counts_once,
    test_the_coordinators_buttons_pressed_twice_open_and_close_once,
)
from test_the_first_full_circle import test_a_survey_goes_from_the_first_tap_to_its_closing
from test_when_the_bot_writes_first import (
    test_closing_by_the_clock_tells_the_silent_and_the_coordinator,
    test_only_the_silent_are_reminded_and_at_most_three_times,
    test_the_monthly_summary_comes_on_the_first_working_day_at_nine,
)
from test_who_sees_results import (
    test_last_years_figures_are_those_that_were_published,
    test_the_workbook_opens_in_excel,
    test_who_has_not_answered_is_a_list_only_where_names_are_kept,
)

__all__ = [
    "test_a_survey_goes_from_the_first_tap_to_its_closing",
    "test_closing_by_the_clock_tells_the_silent_and_the_coordinator",
    "test_every_button_of_a_questionnaire_pressed_twice_counts_once",
    "test_last_years_figures_are_those_that_were_published",
    "test_only_the_silent_are_reminded_and_at_most_three_times",
    "test_the_coordinators_buttons_pressed_twice_open_and_close_once",
    "test_the_last_answer_counts_in_every_mode",
    "test_the_monthly_summary_comes_on_the_first_working_day_at_nine",
    "test_the_workbook_opens_in_excel",
    "test_who_has_not_answered_is_a_list_only_where_names_are_kept",
]
