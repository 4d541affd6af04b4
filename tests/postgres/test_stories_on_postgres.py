"""Stories that touch every kind of statement, told once more on PostgreSQL."""

from test_the_first_full_circle import test_a_survey_goes_from_the_first_tap_to_its_closing

__all__ = ["test_a_survey_goes_from_the_first_tap_to_its_closing"]
