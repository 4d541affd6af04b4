"""Terms in working days: the table in SQL and the calendar that the clock keeps say the same."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from indicators.relations.workdays import terms
from indicators.tallies import Cut
from storage import calendar
from storage.tables import day_off, metadata, municipality

FIRST, LAST = date(2026, 12, 1), date(2027, 1, 31)
MUNICIPALITIES = (1, 2)
DAYS = st.dates(FIRST, LAST)
CORRECTIONS = st.dictionaries(st.tuples(st.sampled_from([None, *MUNICIPALITIES]), DAYS), st.booleans(), max_size=12)


@given(CORRECTIONS)
@settings(max_examples=25, deadline=None)
def test_every_day_of_the_new_year_holidays(corrections: dict[tuple[int | None, date], bool]) -> None:
    with create_engine("sqlite://").begin() as tx:
        metadata.create_all(tx, [municipality, day_off])
        places = [{"id": n, "code": f"М{n}", "full_name": f"М{n}", "short_name": f"М{n}"} for n in MUNICIPALITIES]
        tx.execute(insert(municipality), places)
        for (place, day), working in corrections.items():
            tx.execute(insert(day_off).values(municipality_id=place, day=day, working=working))
        cut = Cut(frozenset(MUNICIPALITIES), "municipality", None, None, None, None)
        told = tx.execute(select(terms(cut, FIRST, LAST, soon=1, answer=3))).all()
        kept = calendar.of_all(tx, MUNICIPALITIES)

    assert len(told) == len(MUNICIPALITIES) * ((LAST - FIRST).days + 1)
    for place, day, *ends in told:
        for end, number in zip(ends, (1, 3), strict=True):
            later = kept[place].later(day, number)
            assert end == (later if later <= LAST else None)
