"""Q4 and Q4T: every item of the route and every open need has its questions."""

from walking import Respondent, rows

from surveys.session import Choice
from texts.filling import question

ITEMS = rows("Посетить урок наставника", "Курсы по оцениванию", "Открытый урок")
NEEDS = rows("разбор заданий повышенного уровня")
TUTOR = {"teacher": "П-17-03", "contacts": "4"}


def teacher(**rosters: tuple[Choice, ...]) -> Respondent:
    lists = {"route_items": ITEMS, "open_needs": NEEDS, **rosters}
    return Respondent("Q4", {"year_end": "2027-08-31"}, **lists)


def test_each_item_is_asked_by_its_name() -> None:
    person = teacher().goes_to("Q4.1")
    assert person.question.label == "Пункт 1: «Посетить урок наставника» – что с ним?"
    person.answers("2")
    assert person.question.label == "Пункт 2: «Курсы по оцениванию» – что с ним?"


def test_the_route_is_announced_with_its_length() -> None:
    person = teacher()
    assert person.question.name == "Q4.0"
    assert "просроченных: 3." in person.question.label


def test_done_items_are_asked_for_date_and_evidence_and_unfinished_ones_for_the_reason() -> None:
    person = teacher()
    person.goes_to("Q4.1").answers("1")
    assert person.question.name == "Q4.2"
    person.answers("вчера")
    person.answers("2")
    assert person.question.name == "Q4.4"
    person.skips()
    person.answers("3")
    assert person.question.name == "Q4.5"
    person.answers("1")
    assert person.question.name == "Q4.6"
    person.answers("01.12.2026")
    person.answers("4")
    person.answers("4")
    response = person.finishes(Q4__9="1")
    assert response["Q4.2[1]"] == "2026-10-14"
    assert response["Q4.6[2]"] == "2026-12-01"
    assert response["Q4.5[3]"] == "4"
    assert "Q4.6[3]" not in response
    assert "Q4.10" not in response


def test_a_new_term_lies_between_today_and_the_end_of_the_year() -> None:
    person = teacher().goes_to("Q4.6", Q4__1="3")
    for day in ("вчера", "1 сентября 2027"):
        refused = person.answers(day)
        assert refused is not None
        assert "31 августа" in refused.params["message"]
    assert person.answers("31 августа 2027") is None


def test_a_link_is_asked_for_when_no_file_is_at_hand() -> None:
    person = teacher().goes_to("Q4.3_file", Q4__1="1", Q4__3="1")
    person.skips()
    assert person.question.name == "Q4.3_link"
    with_file = teacher()
    with_file.finishes(Q4__1="1", Q4__3="1")
    assert "Q4.3_link" not in with_file.shown


def test_every_open_need_is_marked() -> None:
    person = teacher(open_needs=rows("дроби", "ОВЗ")).goes_to("Q4.7")
    assert person.question.label == "Потребность «дроби»: трудности сейчас"
    response = person.finishes(Q4__7="2")
    assert response["Q4.7[1]"] == response["Q4.7[2]"] == "2"


def test_an_empty_route_leaves_the_general_questions() -> None:
    person = teacher(route_items=(), open_needs=())
    person.finishes(Q4__9="1")
    assert person.shown == ["Q4.8", "Q4.9", "Q4.11"]


def test_a_wish_for_help_opens_a_request() -> None:
    person = teacher(route_items=(), open_needs=()).goes_to("Q4.11", Q4__9="2")
    wish = person.form.question("Q4.11")
    assert wish is not None
    assert [option.attributes.get("opens") for option in wish.choices] == ["F2", None]


def test_the_tutor_sees_what_the_teacher_said() -> None:
    items = (Choice("i1", "Посетить урок", {"status": "выполнено"}), Choice("i2", "Курсы", {"status": ""}))
    tutor = Respondent("Q4T", TUTOR, route_items=items, open_needs=NEEDS)
    assert "П-17-03" in tutor.question.label
    tutor.goes_to("Q4T.1")
    assert tutor.question.label == "Пункт 1 («Посетить урок»): педагог отметил «выполнено». Подтверждаете?"
    tutor.answers("1")
    tutor.answers("1")
    assert tutor.question.label == "Пункт 2 («Курсы»): педагог пока не отчитался. Подтверждаете?"
    response = tutor.finishes(Q4T__1="3", Q4T__4="1", Q4T__5="2")
    assert response["Q4T.2[1]"] == "1"
    assert "Q4T.2[2]" not in response
    assert response["Q4T.5[1]"] == "2"


def test_a_level_is_not_given_its_letter_twice() -> None:
    tutor = Respondent("Q4T", TUTOR, route_items=(), open_needs=NEEDS).goes_to("Q4T.3")
    shown = question(1, tutor.question).text
    assert "\nА – системные" in shown
    assert "\nD – дефицитов нет" in shown
    assert "A – А" not in shown


def test_the_tutor_confirms_the_number_of_contacts() -> None:
    tutor = Respondent("Q4T", TUTOR, route_items=(), open_needs=()).goes_to("Q4T.9", Q4T__6="1")
    assert tutor.question.label == "Контактов по журналу: 4. Верно?"


def test_no_corrections_stand_alone() -> None:
    tutor = Respondent("Q4T", TUTOR, route_items=(), open_needs=()).goes_to("Q4T.6")
    assert tutor.answers("1;2") is not None
    assert tutor.answers("2;4") is None


def test_a_call_for_the_coordinator_is_explained() -> None:
    tutor = Respondent("Q4T", TUTOR, route_items=(), open_needs=())
    tutor.finishes(Q4T__7="2", Q4T__7_text="Нет часов на посещение уроков")
    assert tutor.recorded["Q4T.7_text"] == "Нет часов на посещение уроков"
