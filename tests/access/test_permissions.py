"""Who may do what: the dossier's table, written out once more by hand and walked from outside.

One person, No. 1, works in Armavir at school No. 6. The objects around this person are named below; a word of the
table says exactly which of them the person may touch, and every other one must be refused.
"""

import pytest

from services.access import NOWHERE, NotFound, Object, OtherRole, may, require, scope_of
from services.matrix import Action
from storage.actor import Actor, Grant
from storage.reference import ROLES
from storage.scope import EVERYTHING

ARMAVIR, KRYMSK = 10, 20
SIX, SEVEN, FIRST_IN_KRYMSK = 106, 107, 201


def around(role: str) -> dict[str, Object]:
    entrusted = frozenset({(role, 1)})
    as_something_else = frozenset({("R_TCH" if role != "R_TCH" else "R_TUT", 1)})
    return {
        "я": Object(municipality_id=ARMAVIR, school_id=SIX, person_id=1),
        "я в Крымске": Object(municipality_id=KRYMSK, school_id=FIRST_IN_KRYMSK, person_id=1),
        "коллега": Object(municipality_id=ARMAVIR, school_id=SIX, person_id=2),
        "сосед": Object(municipality_id=ARMAVIR, school_id=SEVEN, person_id=4),
        "подопечный": Object(municipality_id=ARMAVIR, school_id=SEVEN, person_id=3, entrusted=entrusted),
        "согласный": Object(municipality_id=ARMAVIR, school_id=SEVEN, person_id=3, entrusted=entrusted, agreed=True),
        "чужой подопечный": Object(municipality_id=ARMAVIR, school_id=SEVEN, person_id=5, entrusted=as_something_else),
        "школа": Object(municipality_id=ARMAVIR, school_id=SIX),
        "школа, именной": Object(municipality_id=ARMAVIR, school_id=SIX, named=True),
        "другая школа": Object(municipality_id=ARMAVIR, school_id=SEVEN),
        "город": Object(municipality_id=ARMAVIR),
        "МТКП": Object(municipality_id=ARMAVIR, centre="mtkp"),
        "МНЦ": Object(municipality_id=ARMAVIR, centre="mnc"),
        "крымчанин": Object(municipality_id=KRYMSK, school_id=FIRST_IN_KRYMSK, person_id=6),
        "подопечный в Крымске": Object(
            municipality_id=KRYMSK, school_id=FIRST_IN_KRYMSK, person_id=7, entrusted=entrusted
        ),
        "школа в Крымске": Object(municipality_id=KRYMSK, school_id=FIRST_IN_KRYMSK, named=True),
        "Крымск": Object(municipality_id=KRYMSK),
        "МТКП Крымска": Object(municipality_id=KRYMSK, centre="mtkp"),
        "край": Object(),
    }


SELF = {"я", "я в Крымске"}
OWN = {"подопечный", "согласный"}
SCHOOL = {"я", "коллега", "школа", "школа, именной"}
TOTAL = {"город", "МТКП", "МНЦ"}
TOWN = SCHOOL | OWN | TOTAL | {"сосед", "чужой подопечный", "другая школа"}
EVERYTHING_THERE_IS = set(around("R_TCH"))

MEANS = {
    "–": set(),
    "сам": SELF,
    "свои": OWN,
    "согласные": {"согласный"},
    "школа": SCHOOL,
    "именные": {"школа, именной"},
    "итог": TOTAL,
    "МТКП": {"МТКП"},
    "МНЦ": {"МНЦ"},
    "МО": TOWN,
    "счёт": TOTAL | {"школа", "школа, именной", "другая школа"},
    "итоги": TOTAL | {"Крымск", "МТКП Крымска", "край"},
    "безымянное": TOTAL
    | {"школа", "школа, именной", "другая школа", "школа в Крымске", "Крымск", "МТКП Крымска", "край"},
    "край": {"край"},
    "всё": EVERYTHING_THERE_IS,
    "сам/школа": SELF | SCHOOL,
    "школа/итог": SCHOOL | TOTAL,
    "школа/свои": SCHOOL | OWN,
}

ORDER = ("TCH", "MGR", "SMO", "TUT", "MNT", "EXP", "CUR", "CRD", "DIR", "UO", "REG", "ADM")

#                      TCH   MGR         SMO         TUT     MNT     EXP     CUR         CRD   DIR  UO   REG    ADM
EXPECTED = """
answer_survey          сам   сам         сам         сам     сам     –       –           –     –    –    –      –
see_own_record         сам   сам         сам         –       –       –       –           –     –    –    –      –
make_request           сам   сам/школа   свои        –       –       –       –           МО    –    –    –      –
log_help               –     –           –           свои    свои    –       свои        МО    –    –    –      –
confirm_attendance     сам   сам         сам         –       –       –       –           –     –    –    –      –
see_deficits           сам   школа       согласные   свои    –       свои    –           МО    –    –    –      –
see_unconfirmed        сам   –           –           свои    –       свои    –           МО    –    –    –      –
count_deficits         сам   школа       свои        свои    –       свои    –           МО    –    счёт –      –
propose_level          –     –           –           свои    –       –       –           –     –    –    –      –
set_level              –     –           –           –       –       свои    –           МО    –    –    –      –
see_routes             сам   школа       свои        свои    –       –       школа/свои  МО    –    –    –      –
count_routes           сам   школа       свои        свои    –       –       школа/свои  МО    счёт счёт –      –
see_answers            сам   –           –           –       –       –       –           –     –    –    –      –
see_answer_rows        –     –           –           –       –       –       –           МО    –    –    –      –
see_aggregates         итог  школа/итог  школа       МТКП    МНЦ     МО      школа/свои  МО    МО   МО   итоги  –
see_silent             –     именные     –           –       –       –       –           МО    –    –    –      –
edit_plan              –     свои        свои        свои    свои    –       свои        МО    –    –    –      –
approve_plan           –     –           –           –       –       –       –           –     МО   МО   –      –
read_plan              –     свои        свои        свои    свои    –       свои        МО    МО   МО   безымянное –
manage_survey          –     –           –           –       –       –       –           МО    –    –    край   –
export_names           –     школа       –           свои    свои    –       –           МО    МО   –    –      –
draft_document         –     –           –           –       –       –       –           МО    –    –    –      –
sign_document          –     –           –           –       –       –       –           –     МО   –    –      –
read_document          –     –           –           –       –       –       –           МО    МО   МО   –      –
see_roll_up            –     –           –           –       –       –       –           МО    МО   МО   итоги  –
write_letter           –     –           –           –       –       –       –           –     –    –    итоги  –
manage_people          –     –           –           –       –       –       –           МО    –    –    –      всё
see_journal            –     –           –           –       –       –       –           МО    МО   –    –      –
see_technical_log      –     –           –           –       –       –       –           –     –    –    –      всё
void_response          –     –           –           –       –       –       –           МО    –    –    –      –
"""

ROWS = {name: dict(zip(ORDER, cells, strict=True)) for name, *cells in map(str.split, EXPECTED.strip().splitlines())}


def acting(role: str, municipality_id: int | None = ARMAVIR, school_id: int | None = SIX) -> Actor:
    grant = Grant(1, role, municipality_id, school_id)
    return Actor(1, (grant,), grant)


def test_the_table_speaks_of_every_action_and_role() -> None:
    assert set(ROWS) == {str(action) for action in Action}
    assert [f"R_{role}" for role in ORDER] == list(ROLES)


@pytest.mark.parametrize("role", ORDER)
def test_exactly_what_the_dossier_allows(role: str) -> None:
    code = f"R_{role}"
    wrong = [
        f"{name}: {'allowed' if may(acting(code), Action(name), obj) else 'refused'} for {what}"
        for name, cells in ROWS.items()
        for what, obj in around(code).items()
        if may(acting(code), Action(name), obj) != (what in MEANS[cells[role]])
    ]
    assert wrong == []


def test_without_a_role_nothing_is_allowed() -> None:
    nobody = Actor(1, (), None)
    assert not [action for action in Action for obj in around("R_TCH").values() if may(nobody, action, obj)]


def test_a_role_that_nobody_knows_opens_nothing() -> None:
    stranger = acting("R_BOSS")
    assert not [action for action in Action for obj in around("R_TCH").values() if may(stranger, action, obj)]


def test_a_role_without_a_place_reaches_nobody_else() -> None:
    """A roster row that names neither municipality nor school must not open what has no municipality either."""
    for role in ROLES:
        if role in ("R_REG", "R_ADM"):
            continue
        lost = acting(role, None, None)
        reached = {what for action in Action for what, obj in around(role).items() if may(lost, action, obj)}
        assert reached <= SELF, role


def test_one_role_does_not_lend_its_rights_to_another() -> None:
    """Somebody who is coordinator and teacher acts as one of them at a time."""
    coordinator, teacher = Grant(1, "R_CRD", ARMAVIR, None), Grant(2, "R_TCH", ARMAVIR, SIX)
    town = Object(municipality_id=ARMAVIR)
    assert may(Actor(1, (coordinator, teacher), coordinator), Action.MANAGE_SURVEY, town)
    assert not may(Actor(1, (coordinator, teacher), teacher), Action.MANAGE_SURVEY, town)


def test_nobody_reads_or_voids_single_answers_about_himself() -> None:
    """A coordinator who is a tutor too does not see what was answered about this tutor."""
    answers = Object(municipality_id=ARMAVIR, judged=frozenset({1}))
    for action in (Action.SEE_ANSWER_ROWS, Action.VOID_RESPONSE):
        assert not may(acting("R_CRD"), action, answers)
        assert may(acting("R_CRD"), action, Object(municipality_id=ARMAVIR, judged=frozenset({2})))


def test_the_region_never_reaches_a_teacher() -> None:
    teacher = Object(municipality_id=ARMAVIR, school_id=SIX, person_id=2)
    reached = {action for action in Action if may(acting("R_REG", None, None), action, teacher)}
    assert reached == set()


GIVEN_BY = {
    "R_CRD": {"R_TCH", "R_MGR", "R_SMO", "R_TUT", "R_MNT", "R_EXP", "R_CUR", "R_CRD", "R_DIR", "R_UO"},
    "R_REG": {"R_CRD"},
    "R_ADM": set(ROLES),
}


@pytest.mark.parametrize("giver", ROLES)
def test_roles_are_given_only_downwards_and_never_to_oneself(giver: str) -> None:
    someone = {role: Object(municipality_id=ARMAVIR, person_id=2, role=role) for role in ROLES}
    given = {role for role, obj in someone.items() if may(acting(giver), Action.MANAGE_PEOPLE, obj)}
    assert given == GIVEN_BY.get(giver, set())
    myself = (Object(municipality_id=ARMAVIR, person_id=1, role=role) for role in ROLES)
    assert not [obj.role for obj in myself if may(acting(giver), Action.MANAGE_PEOPLE, obj)]


def test_a_coordinator_gives_roles_at_home_only() -> None:
    abroad = Object(municipality_id=KRYMSK, person_id=2, role="R_TCH")
    assert not may(acting("R_CRD"), Action.MANAGE_PEOPLE, abroad)


def test_a_refusal_does_not_tell_what_exists() -> None:
    with pytest.raises(NotFound) as refusal:
        require(acting("R_CRD"), Action.MANAGE_SURVEY, Object(municipality_id=KRYMSK))
    assert str(refusal.value) == ""
    require(acting("R_CRD"), Action.MANAGE_SURVEY, Object(municipality_id=ARMAVIR))


def test_a_person_is_told_which_other_role_would_do() -> None:
    coordinator, teacher = Grant(1, "R_CRD", ARMAVIR, None), Grant(2, "R_TCH", ARMAVIR, SIX)
    me = Actor(1, (coordinator, teacher), teacher)
    with pytest.raises(OtherRole) as refusal:
        require(me, Action.MANAGE_SURVEY, Object(municipality_id=ARMAVIR))
    assert refusal.value.grant == coordinator
    with pytest.raises(NotFound) as abroad:
        require(me, Action.MANAGE_SURVEY, Object(municipality_id=KRYMSK))
    assert not isinstance(abroad.value, OtherRole)


def test_how_far_lists_and_searches_look() -> None:
    assert scope_of(acting("R_TCH")).schools == {SIX}
    assert scope_of(acting("R_TCH", school_id=None)).schools == frozenset()
    assert scope_of(acting("R_CRD", school_id=None)).municipalities == {ARMAVIR}
    assert scope_of(acting("R_CRD", school_id=None)).schools is None
    assert scope_of(acting("R_REG", None, None)) == EVERYTHING
    assert scope_of(acting("R_CRD", None, None)) == NOWHERE
    assert scope_of(Actor(1, (), None)) == NOWHERE
