"""PostgreSQL notes a transaction beside each row and keeps rows as they came: after closing neither tells anything."""

from answers import answers, q1_is_open
from city import City
from sqlalchemy import text

from storage.database import Tx

TEACHERS = ("П-17-01", "П-06-01", "П-06-02")
_NEW = "SELECT xmin::text, {} FROM {} WHERE survey_id = 2 ORDER BY ctid"


def _rows(tx: Tx, column: str, table: str) -> list[tuple[str, object]]:
    return [tuple(row) for row in tx.execute(text(_NEW.format(column, table)))]


async def test_no_transaction_joins_a_tag_with_an_answer(city: City):
    coordinator = await q1_is_open(city)
    for code in TEACHERS:
        await answers(city.someone(code))
    await coordinator.says("/menu")
    await coordinator.taps("Опросы", "🟢", "Закрыть сейчас", "Да, закрыть")

    responses = await city.db.read(lambda tx: _rows(tx, "id", "response"))
    ledger = await city.db.read(lambda tx: _rows(tx, "tag", "participation"))
    assert len(responses) == len(ledger) == 3
    assert len({transaction for transaction, _ in (*responses, *ledger)}) == 1
    assert [key for _, key in responses] == sorted(key for _, key in responses)
    assert [bytes(tag) for _, tag in ledger] == sorted(bytes(tag) for _, tag in ledger)
