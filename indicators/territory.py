"""The municipalities and schools that rows of figures stand for, in the order in which people list them."""

from dataclasses import dataclass

from sqlalchemy import select

from indicators.request import Request, UnknownCode
from storage import municipalities
from storage.database import Tx
from storage.scope import Scope
from storage.tables import school


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its schools."""

    id: int
    code: str
    schools: tuple[tuple[int, str], ...]  # id and code


@dataclass(frozen=True, slots=True)
class Territory:
    """What a request looks at: one municipality or all that the reader may see."""

    municipalities: tuple[Municipality, ...]
    code: str | None = None  # of the one municipality asked for; None: the region
    school_id: int | None = None  # the one school asked for

    @property
    def ids(self) -> frozenset[int]:
        """Ids of the municipalities."""
        return frozenset(each.id for each in self.municipalities)

    def visible(self, scope: Scope) -> frozenset[str] | None:
        """Codes of the only schools that the reader may see; None when it may see more than schools."""
        if scope.schools is None:
            return None
        return frozenset(code for each in self.municipalities for id_, code in each.schools if id_ in scope.schools)


def find(tx: Tx, request: Request) -> Territory:
    """The territory of a request.

    Raises UnknownCode for a code that does not exist or lies outside the reader's scope.
    """
    schools = _schools(tx)
    places = [
        Municipality(each.id, each.code, tuple(schools.get(each.id, ())))
        for each in municipalities.listed(tx, request.scope)
    ]
    if request.municipality is not None:
        places = [_called(tx, request.municipality, places)]
    return _with_school(places, request)


def _called(tx: Tx, text: str, places: list[Municipality]) -> Municipality:
    """The municipality with this code, or with another spelling that is known."""
    spelt = municipalities.by_spelling(tx, text)
    for each in places:
        if each.code == text or (spelt is not None and each.id == spelt.id):
            return each
    raise UnknownCode("municipality", text)


def _with_school(found: list[Municipality], request: Request) -> Territory:
    if request.school is None:
        return Territory(tuple(found), None if request.municipality is None else found[0].code)
    for each in found:
        for school_id, code in each.schools:
            if code == request.school and (request.scope.schools is None or school_id in request.scope.schools):
                return Territory((each,), each.code, school_id)
    raise UnknownCode("school", request.school)


def _schools(tx: Tx) -> dict[int, list[tuple[int, str]]]:
    """Schools by municipality, by number and then by name."""
    order = (school.c.number.is_(None), school.c.number, school.c.name, school.c.code)
    schools: dict[int, list[tuple[int, str]]] = {}
    for row in tx.execute(select(school.c.id, school.c.code, school.c.municipality_id).order_by(*order)):
        schools.setdefault(row.municipality_id, []).append((row.id, row.code))
    return schools
