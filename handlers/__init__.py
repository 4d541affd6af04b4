"""What a message or a press means: recognise, call one service, show what came back.

Importing the package fills the dispatch table.
"""

from handlers import (
    announcing,
    attaching,
    audience,
    collected,
    consent,
    desk,
    entrance,
    filling,
    forms,
    granting,
    menu,
    paper,
    people,
    respondent,
    results,
    roles,
    surveys,
)

__all__ = [
    "announcing", "attaching", "audience", "collected", "consent", "desk", "entrance", "filling", "forms", "granting",
    "menu", "paper", "people", "respondent", "results", "roles", "surveys",
]  # fmt: skip
