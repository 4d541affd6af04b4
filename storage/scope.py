"""How far a reader may see; every statement about people and surveys takes one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The municipalities and schools that may be seen; None means all of them."""

    municipalities: frozenset[int] | None
    schools: frozenset[int] | None = None


EVERYTHING = Scope(None)
