"""The table of permissions, domain section 2: which role may do what, and how far.

A row of the dossier that means two things («propose» and «set», names and counts) stands here as two rows.

    self     about the person who acts
    own      entrusted to the person in this role: a tutor's teachers, a mentor's or curator's schools, an expert's
             cases, the members of a methodical association
    agreed   own, and this member agreed to be seen by name
    school   of the school where the role holds
    silent   the same school, of a survey that asks for names
    total    the municipality as a whole, not one of its schools
    centre   about the role's own centre, of tutors or of mentors, in the municipality
    mun      anything in the municipality
    counts   the same, but nothing about one person
    people   people and roles in the municipality, but no role above it
    coords   coordinators of any municipality
    totals   any municipality as a whole, or the region
    unnamed  whatever is not about a person
    region   what belongs to no municipality
    all      everything
"""

from enum import StrEnum, auto

from storage import reference


class Action(StrEnum):
    """What may be asked for."""

    ANSWER_SURVEY = auto()  # and correct the answers until closing
    SEE_OWN_RECORD = auto()  # deficits, routes, log entries about oneself
    MAKE_REQUEST = auto()
    LOG_HELP = auto()
    CONFIRM_ATTENDANCE = auto()
    SEE_DEFICITS = auto()  # confirmed ones, by name
    SEE_UNCONFIRMED = auto()  # self-ratings, test items, free text of a diagnosis
    COUNT_DEFICITS = auto()
    PROPOSE_LEVEL = auto()
    SET_LEVEL = auto()
    SEE_ROUTES = auto()  # individual routes by name
    COUNT_ROUTES = auto()
    SEE_ANSWERS = auto()  # one's own, raw
    SEE_ANSWER_ROWS = auto()  # raw, without names
    SEE_AGGREGATES = auto()
    SEE_SILENT = auto()  # who has not answered
    EDIT_PLAN = auto()
    APPROVE_PLAN = auto()
    READ_PLAN = auto()
    MANAGE_SURVEY = auto()  # open, change the frame, extend, close
    EXPORT_NAMES = auto()
    DRAFT_DOCUMENT = auto()
    SIGN_DOCUMENT = auto()
    READ_DOCUMENT = auto()
    SEE_ROLL_UP = auto()
    WRITE_LETTER = auto()
    MANAGE_PEOPLE = auto()  # roster, roles, invitations
    SEE_JOURNAL = auto()
    SEE_TECHNICAL_LOG = auto()
    VOID_RESPONSE = auto()  # with a reason; nobody changes what another person answered


_TABLE = """
                    TCH    MGR           SMO     TUT     MNT     EXP  CUR         CRD     DIR     UO      REG      ADM
answer_survey       self   self          self    self    self    -    -           -       -       -       -        -
see_own_record      self   self          self    -       -       -    -           -       -       -       -        -
make_request        self   self+school   own     -       -       -    -           mun     -       -       -        -
log_help            -      -             -       own     own     -    own         mun     -       -       -        -
confirm_attendance  self   self          self    -       -       -    -           -       -       -       -        -
see_deficits        self   school        agreed  own     -       own  -           mun     -       -       -        -
see_unconfirmed     self   -             -       own     -       own  -           mun     -       -       -        -
count_deficits      self   school        own     own     -       own  -           mun     -       counts  -        -
propose_level       -      -             -       own     -       -    -           -       -       -       -        -
set_level           -      -             -       -       -       own  -           mun     -       -       -        -
see_routes          self   school        own     own     -       -    own+school  mun     -       -       -        -
count_routes        self   school        own     own     -       -    own+school  mun     counts  counts  -        -
see_answers         self   -             -       -       -       -    -           -       -       -       -        -
see_answer_rows     -      -             -       -       -       -    -           mun     -       -       -        -
see_aggregates      total  school+total  school  centre  centre  mun  own+school  mun     mun     mun     totals   -
see_silent          -      silent        -       -       -       -    -           mun     -       -       -        -
edit_plan           -      own           own     own     own     -    own         mun     -       -       -        -
approve_plan        -      -             -       -       -       -    -           -       mun     mun     -        -
read_plan           -      own           own     own     own     -    own         mun     mun     mun     unnamed  -
manage_survey       -      -             -       -       -       -    -           mun     -       -       region   -
export_names        -      school        -       own     own     -    -           mun     mun     -       -        -
draft_document      -      -             -       -       -       -    -           mun     -       -       -        -
sign_document       -      -             -       -       -       -    -           -       mun     -       -        -
read_document       -      -             -       -       -       -    -           mun     mun     mun     -        -
see_roll_up         -      -             -       -       -       -    -           mun     mun     mun     totals   -
write_letter        -      -             -       -       -       -    -           -       -       -       totals   -
manage_people       -      -             -       -       -       -    -           people  -       -       coords   all
see_journal         -      -             -       -       -       -    -           mun     mun     -       -        -
see_technical_log   -      -             -       -       -       -    -           -       -       -       -        all
void_response       -      -             -       -       -       -    -           mun     -       -       -        -
"""

Reaches = dict[Action, dict[str, tuple[str, ...]]]


def _read(table: str) -> Reaches:
    head, *lines = table.strip().splitlines()
    columns = [f"R_{word}" for word in head.split()]
    assert set(columns) == set(reference.ROLES)
    return {
        Action(name): {
            role: () if cell == "-" else tuple(cell.split("+")) for role, cell in zip(columns, cells, strict=True)
        }
        for name, *cells in map(str.split, lines)
    }


REACHES = _read(_TABLE)
"""Action → role → how far."""
