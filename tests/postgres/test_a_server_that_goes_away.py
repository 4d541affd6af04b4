"""The server is stopped while people write: they hear of it, and once it is back all goes on by itself."""

import asyncio
from functools import partial
from pathlib import Path

from cluster import running
from storeroom import opened, place, places

from storage import news, trouble
from storage.database import Database, Tx


def place_and_tell(tx: Tx, code: str) -> None:
    place(tx, code)
    news.tell(tx, code)


async def are_told_that_it_passes(db: Database, *codes: str) -> None:
    writing = [db.write(partial(place_and_tell, code=code)) for code in codes]
    async with asyncio.timeout(20):
        ends = await asyncio.gather(*writing, return_exceptions=True)
    assert all(isinstance(end, Exception) and trouble.passes(end) for end in ends)


async def is_stored_in_the_end(db: Database, code: str) -> None:
    """The first try may still meet the connection that was lost."""
    async with asyncio.timeout(20):
        while (error := await failed(db, code)) is not None:
            assert trouble.passes(error)


async def failed(db: Database, code: str) -> BaseException | None:
    (end,) = await asyncio.gather(db.write(partial(place_and_tell, code=code)), return_exceptions=True)
    return end


async def test_when_the_server_is_back_everybody_writes_and_is_heard_again(tmp_path: Path) -> None:
    with running() as server:
        url = server.address.replace("postgresql://", "postgresql+psycopg://")
        with opened(url, tmp_path) as db:
            heard: list[str] = []
            db.listen(heard.extend)
            await db.write(partial(place_and_tell, code="М1"))

            server.stop()
            try:
                await are_told_that_it_passes(db, "М2")
                await are_told_that_it_passes(db, "М2", "М3", "М4")
            finally:
                server.start()

            await is_stored_in_the_end(db, "М5")
            await is_stored_in_the_end(db, "М6")
            foreseen = await db.foresee(places)
            assert foreseen.result == {"М1", "М5", "М6"} == set(heard)
            await db.write(partial(place, code="М7"))
            assert not await db.write(foreseen.holds)
