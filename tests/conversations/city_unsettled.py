"""What keeps a city from resting, in one statement: it is asked every few milliseconds."""

from sqlalchemy import ColumnElement, ScalarSelect, Table, bindparam, func, select

from storage.tables import inbox, outbox

EXPECTED = ["expired", "unreachable"]  # why messages may rightly stay unsent


def _rows(of: Table, which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(of).where(which).scalar_subquery()


def _unsent() -> ScalarSelect[str]:
    """Why a message could not be sent, one of them; NULL when there is none."""
    lost = outbox.c.state.in_(["dead", "uncertain"]) & outbox.c.error.not_in(EXPECTED)
    return select(func.min(outbox.c.error)).where(lost).scalar_subquery()


_by_now = outbox.c.not_before.is_(None) | (outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type))

UNSETTLED = select(
    _rows(inbox, (inbox.c.tries > 0) | (inbox.c.state == "poison")).label("failed"),
    _rows(inbox, inbox.c.state == "new").label("waiting"),
    _rows(outbox, outbox.c.state.in_(["new", "sending"]) & _by_now).label("unsaid"),
    _unsent().label("dead"),
)
