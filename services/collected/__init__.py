"""Answers collected in other programs' forms: their own exports, read as answers to one of our questionnaires."""
