"""The person who acts, with the roles held on the day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force: its code of domain section 2 (R_TCH, R_CRD …) and where it holds."""

    id: int
    role: str
    municipality_id: int | None
    school_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and in which role: `acting` is the one that was chosen, and until then the first of several."""

    person_id: int
    grants: tuple[Grant, ...]
    acting: Grant | None

    @property
    def role(self) -> str:
        """Code of the role acted in, "" for a person without any."""
        return self.acting.role if self.acting else ""
