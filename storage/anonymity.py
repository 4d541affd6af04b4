"""Rewriting what an anonymous survey stored, so that neither the place of a row nor its transaction tells an order."""

from sqlalchemy import delete, insert, select

from storage.database import Tx
from storage.tables import answer, participation, response


def stir(tx: Tx, survey_id: int) -> None:
    """Write the ledger and the answers anew in the order of their random keys, all in this one transaction.

    A database puts new rows where there is room and, on PostgreSQL, notes the transaction beside each: without this,
    the n-th answer in the file would be that of the n-th person.
    """
    ours = select(response.c.id).where(response.c.survey_id == survey_id)
    ledger = tx.execute(select(participation).where(participation.c.survey_id == survey_id)).mappings().all()
    responses = tx.execute(select(response).where(response.c.survey_id == survey_id)).mappings().all()
    answers = tx.execute(select(answer).where(answer.c.response_id.in_(ours))).mappings().all()
    tx.execute(delete(answer).where(answer.c.response_id.in_(ours)))
    tx.execute(delete(response).where(response.c.survey_id == survey_id))
    tx.execute(delete(participation).where(participation.c.survey_id == survey_id))
    for table, rows in ((participation, ledger), (response, responses), (answer, answers)):
        if rows:
            tx.execute(insert(table), sorted(map(dict, rows), key=lambda row: tuple(row.values())[:3]))
