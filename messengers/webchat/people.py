"""The people in whose shoes a visitor of the demo can stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person of the list on the left; `user_id` is the messenger's number of the account, as text."""

    user_id: str
    name: str
    caption: str
    group: str
