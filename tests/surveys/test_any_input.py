"""Whatever is pressed or typed, in any order: no failure, no lost session, visits only grow."""

from datetime import UTC, datetime
from json import dumps, loads

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.engine import advance, start, view
from surveys.inputs import Attached, Back, Confirm, GoTo, Mark, Pick, Place, Skip, Submit, Typed
from surveys.reader import read_markdown
from surveys.session import Choice, Context, session_from_json

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
FORM = read_markdown("""
| survey | type | name | label | relevant | required | constraint | repeat_count | choice_filter | calculation | default |
| | select_one yn | a | А? | | yes | | | | | |
| | select_multiple l | b | Б? | ${a} = 'y' | | count-selected(.) <= 2 | | | | |
| | rank l | c | В? | | | | | | | |
| | integer | n | Сколько? | | | . < 4 | | | | 1 |
| | begin repeat | r | Раз | | | | ${n} | | | |
| | select_one l | d | Г? | | | | | name != ${a} and not(selected(${b}, name)) | | |
| | date | e | Когда? | ${d} != '' | yes | . <= today() | | | | today() |
| | end repeat | | | | | | | | | |
| | calculate | s | | | | | | | sum(${n}) + count-selected(${b}) | |
| | time | f | Во сколько, ${s}? | | | | | | | |
| | select_one_from_file my_teachers.csv | g | Кто? | | | | | | | |
| | image | h | Фото | ${s} > 2 | | | | | | |
| | acknowledge | i | Верно? | | yes | | | | | |
| | text | j | Ещё ${f} | | | regex(., '[^0-9]*') | | | | |
| choices | list_name | name | label |
| | yn | y | Да |
| | yn | n | Нет |
| | l | 1 | один |
| | l | 2 | два |
| | l | 3 | три |
""")  # noqa: E501 - a sheet is as wide as its columns

WORDS = st.sampled_from(
    ["да", "1", "2, 3", "пять", "вчера", "12 марта", "9.30", "", "1e9", "-", "٣", "²", "\x00", "3.3.3"]
)
INPUTS = st.one_of(
    st.builds(Pick, st.integers(-2, 5)),
    st.builds(Mark, st.integers(-2, 5), st.booleans()),
    st.builds(Place, st.integers(-2, 5), st.integers(-2, 5)),
    st.builds(Typed, st.one_of(WORDS, st.text(max_size=30))),
    st.builds(Attached, st.just("key"), st.text(max_size=8), st.sampled_from(["image", "audio", "file"])),
    st.builds(GoTo, st.integers(-2, 9)),
    st.sampled_from([Confirm(), Skip(), Back(), Submit()]),
)
CONTEXT = Context({}, {"my_teachers": (Choice("t1", "Первый"), Choice("t2", "Второй"))})


@settings(max_examples=150, deadline=None)
@given(st.lists(INPUTS, max_size=40))
def test_nothing_that_is_done_breaks_a_session(inputs):
    session, _ = start(FORM, CONTEXT, NOW)
    for each in inputs:
        session = session_from_json(loads(dumps(session.to_json())))
        before, shown = session, view(FORM, session)
        session, events = advance(FORM, session, each, NOW)
        assert events
        assert session.visit >= before.visit
        if session.visit == before.visit:
            assert view(FORM, session).visit == shown.visit
            assert session.place == before.place
        assert view(FORM, session) == view(FORM, session_from_json(loads(dumps(session.to_json()))))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["integer", "decimal", "date", "time", "dateTime"]))
def test_any_text_is_either_read_or_asked_again(text, kind):
    form = _FORMS[kind]
    session, _ = start(form, Context(), NOW)
    _, events = advance(form, session, Typed(text), NOW)
    assert events


_FORMS = {
    kind: read_markdown(f"| survey | type | name | label |\n| | {kind} | q | Вопрос |\n")
    for kind in ("integer", "decimal", "date", "time", "dateTime")
}
