"""Coming in: a personal link or a short code, once, in time, by the person it was made for."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from town import MORNING, Town

from services import invitations, rosters
from services.access import NotFound
from services.invitations import (
    Expired,
    Linked,
    NotACode,
    Revoked,
    SomebodyElse,
    Throttled,
    Used,
    Wrong,
)
from storage import accounts
from storage.unit import Shelf, Uow
from texts import codes


@pytest.fixture
def armavir(town: Town) -> int:
    return town.municipality("armavir", "МО город Армавир")


@pytest.fixture
def teacher(town: Town, armavir: int) -> int:
    person = town.person("П-17-03")
    town.role(person, "R_TCH", school_id=town.school("Ш17", armavir))
    return person


def test_a_link_brings_its_person_in(town: Town, teacher: int) -> None:
    token = town.invite(teacher)[0].token
    assert town.account("100").actor is None
    assert town.enter("100", token) == Linked("П-17-03")
    assert town.actor("100").person_id == teacher
    assert town.actor("100").role == "R_TCH"


def test_a_token_fits_a_deep_link(town: Town, teacher: int) -> None:
    """Telegram drops a start payload with anything but these characters."""
    tokens = {town.invite(teacher)[0].token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 22 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


@pytest.mark.parametrize(
    "typing",
    [
        lambda code: code,
        lambda code: f"  {code.lower()} ",
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " – "),
        " ".join,
        lambda code: code.translate(str.maketrans("AEKMHPCTYX", "АЕКМНРСТУХ")),
        lambda code: code.translate(str.maketrans("AEKMHPCTYX", "АЕКМНРСТУХ")).lower(),
        lambda code: code.replace("3", "З").replace("2", "z").replace("8", "в"),
    ],
    ids=[
        "as printed",
        "small",
        "in one piece",
        "dash and spaces",
        "spelled",
        "Cyrillic",
        "small Cyrillic",
        "look-alikes",
    ],
)
def test_a_code_is_typed_as_people_type(town: Town, teacher: int, typing) -> None:
    code = town.invite(teacher)[0].code
    assert len(code) == 11
    assert code[5] == "-"
    assert town.enter("100", typing(code)) == Linked("П-17-03")


def test_a_link_may_be_pasted_as_it_is(town: Town, teacher: int) -> None:
    token = town.invite(teacher)[0].token
    assert town.enter("100", f"https://t.me/nastavnik_bot?start={token} ") == Linked("П-17-03")


@pytest.mark.parametrize("chatter", ["Здравствуйте!", "Не знаю, что писать", "12345", "", "🙂", "х" * 5000])
def test_chatter_is_no_attempt(town: Town, chatter: str) -> None:
    for _ in range(20):
        assert town.enter("100", chatter) == NotACode()


def test_an_invitation_works_once(town: Town, teacher: int) -> None:
    issued = town.invite(teacher)[0]
    assert town.enter("100", issued.token) == Linked("П-17-03")
    assert town.enter("200", issued.token) == Used()
    assert town.enter("200", issued.code) == Used()
    assert town.account("200").actor is None


async def test_fifty_people_with_one_invitation_at_once(town: Town, teacher: int) -> None:
    token = town.invite(teacher)[0].token
    guests = [str(number) for number in range(50)]

    def come(user: str):
        def work(tx):
            uow = Uow(tx, Shelf(town.folder))
            account = accounts.load(tx, "telegram", user, user, town.now)
            return invitations.redeem(uow, account, token, town.now)

        return work

    outcomes = await asyncio.gather(*(town.db.write(come(user)) for user in guests))
    assert outcomes.count(Linked("П-17-03")) == 1
    assert outcomes.count(Used()) == 49
    assert sum(town.account(user).actor is not None for user in guests) == 1


def test_opening_ones_own_link_twice_does_no_harm(town: Town, teacher: int) -> None:
    token = town.invite(teacher)[0].token
    town.enter("100", token)
    assert town.enter("100", token) == Linked("П-17-03", again=True)
    assert town.actor("100").person_id == teacher


def test_an_invitation_lives_seven_days(town: Town, teacher: int) -> None:
    early, late = town.invite(teacher)[0], None
    town.later(days=7, seconds=-1)
    assert town.enter("100", early.token) == Linked("П-17-03")
    late = town.invite(teacher)[0]
    town.later(days=7)
    assert town.enter("200", late.token) == Expired()
    assert town.enter("200", late.code) == Expired()


def test_another_term_can_be_set(town: Town, teacher: int) -> None:
    issued = town.do(lambda uow: invitations.issue(uow, [teacher], None, town.now, timedelta(hours=1)))[0]
    assert issued.expires_at == MORNING + timedelta(hours=1)
    town.later(hours=1)
    assert town.enter("100", issued.token) == Expired()


def test_a_new_invitation_ends_the_older(town: Town, teacher: int) -> None:
    older, newer = town.invite(teacher)[0], town.invite(teacher)[0]
    assert town.enter("100", older.token) == Revoked()
    assert town.enter("100", older.code) == Revoked()
    assert town.enter("100", newer.code) == Linked("П-17-03")


def test_an_invitation_can_be_taken_back(town: Town, teacher: int) -> None:
    issued = town.invite(teacher)[0]
    assert town.do(lambda uow: invitations.revoke(uow, teacher, None, town.now))
    assert town.enter("100", issued.token) == Revoked()
    assert not town.do(lambda uow: invitations.revoke(uow, teacher, None, town.now))


def test_somebody_elses_invitation_does_not_move_an_account(town: Town, teacher: int, armavir: int) -> None:
    colleague = town.person("П-17-04")
    town.role(colleague, "R_TCH", municipality_id=armavir)
    town.let_in("100", teacher)
    token = town.invite(colleague)[0].token
    assert town.enter("100", token) == SomebodyElse()
    assert town.actor("100").person_id == teacher
    assert town.enter("200", token) == Linked("П-17-04")  # it was not spent


def test_several_messengers_one_person(town: Town, teacher: int) -> None:
    town.let_in("100", teacher, "telegram")
    town.let_in("9000", teacher, "max")
    assert town.actor("100", "telegram").person_id == town.actor("9000", "max").person_id == teacher


def test_the_same_number_in_another_messenger_is_somebody_else(town: Town, teacher: int) -> None:
    town.let_in("100", teacher, "telegram")
    assert town.account("100", "max").actor is None


def test_a_shared_computer_is_handed_over(town: Town, teacher: int, armavir: int) -> None:
    colleague = town.person("П-17-04")
    town.role(colleague, "R_TCH", municipality_id=armavir)
    account = town.let_in("pc", teacher, "web")
    town.do(lambda uow: invitations.log_out(uow, account, town.now))
    assert town.account("pc", "web").actor is None
    assert town.let_in("pc", colleague, "web").person_code == "П-17-04"


# --- guessing ---------------------------------------------------------------------------------------------------


def test_ten_thousand_guesses_find_nothing(town: Town, teacher: int) -> None:
    real = town.invite(teacher)[0]

    def guess(uow: Uow) -> list[invitations.Outcome]:
        account = accounts.load(uow.tx, "telegram", "666", "666", town.now)
        guesses = (f"{number:010d}".translate(str.maketrans("01", "AE")) for number in range(10_000))
        outcomes = [invitations.redeem(uow, account, code, town.now) for code in guesses]
        return [*outcomes, invitations.redeem(uow, account, real.code, town.now)]

    outcomes = town.do(guess)
    until = MORNING + timedelta(hours=1)
    assert outcomes[:10] == [Wrong(left) for left in range(9, -1, -1)]
    assert set(outcomes[10:]) == {Throttled(until)}  # even the right code, until the hour is over
    assert town.account("666").actor is None


def test_after_the_hour_the_right_code_works(town: Town, teacher: int) -> None:
    code = town.invite(teacher)[0].code
    for _ in range(12):
        town.enter("100", "AAAAA-AAAAA")
    assert isinstance(town.enter("100", code), Throttled)
    town.later(minutes=60)
    assert town.enter("100", code) == Linked("П-17-03")


def test_the_hour_begins_with_the_first_guess(town: Town, teacher: int) -> None:
    code = town.invite(teacher)[0].code
    town.enter("100", "AAAAA-AAAAA")
    town.later(minutes=30)
    for _ in range(9):
        town.enter("100", "AAAAA-AAAAA")
    for _ in range(5):
        town.later(minutes=5)
        assert isinstance(town.enter("100", code), Throttled)
    town.later(minutes=5)
    assert town.enter("100", code) == Linked("П-17-03")


def test_one_persons_mistakes_do_not_stop_another(town: Town, teacher: int) -> None:
    token = town.invite(teacher)[0].token
    for _ in range(12):
        town.enter("666", "AAAAA-AAAAA")
    assert town.enter("100", token) == Linked("П-17-03")


def test_a_stolen_database_does_not_open_the_door(town: Town, teacher: int) -> None:
    issued = town.invite(teacher)[0]
    bare = codes.read(issued.code)
    assert bare is not None
    stored = town.stored()
    for secret in (issued.token, issued.code, bare):
        assert secret.encode() not in stored
    assert sha256(issued.token.encode()).digest() in stored
    assert sha256(bare.encode()).digest() not in stored  # the code is short: its hash needs the key beside the database
    key = town.folder / "keys" / "invitations.secret"
    assert key.stat().st_mode & 0o077 == 0


def test_secrets_do_not_slip_into_logs(town: Town, teacher: int) -> None:
    issued = town.invite(teacher)[0]
    assert issued.token not in repr(issued)
    assert issued.code not in f"{issued}"


# --- who may invite ---------------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(town: Town, armavir: int) -> int:
    person = town.person("К-1")
    town.role(person, "R_CRD", municipality_id=armavir)
    town.let_in("crd", person)
    return person


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_invites_at_home_only(town: Town, teacher: int) -> None:
    stranger = town.person("П-99")
    town.role(stranger, "R_TCH", municipality_id=town.municipality("krymsk"))
    assert [one.person_id for one in town.invite(teacher, by=town.actor("crd"))] == [teacher]
    with pytest.raises(NotFound):
        town.invite(teacher, stranger, by=town.actor("crd"))


def test_a_teacher_invites_nobody(town: Town, teacher: int, coordinator: int) -> None:
    me = town.let_in("100", teacher).actor
    with pytest.raises(NotFound):
        town.invite(coordinator, by=me)
    with pytest.raises(NotFound):
        town.do(lambda uow: invitations.revoke(uow, coordinator, me, town.now))


@pytest.mark.usefixtures("coordinator")
def test_an_invitation_is_no_way_into_a_role_elsewhere(town: Town, armavir: int) -> None:
    """Who comes in as this person gets all the person's roles, so all of them must be the coordinator's business."""
    both = town.person("П-50")
    town.role(both, "R_TCH", municipality_id=armavir)
    town.role(both, "R_CRD", municipality_id=town.municipality("krymsk"))
    with pytest.raises(NotFound):
        town.invite(both, by=town.actor("crd"))
    assert both not in [one.person_id for one in to_invite(town, "crd")]


def to_invite(town: Town, user: str, school_id: int | None = None):
    actor = town.actor(user)
    return town.do(lambda uow: invitations.to_invite(uow, actor, town.now, school_id))


@pytest.mark.usefixtures("coordinator")
def test_the_list_of_those_not_linked_yet(town: Town, armavir: int, teacher: int) -> None:
    gone = town.person("П-12")
    town.role(gone, "R_TCH", municipality_id=armavir, until=MORNING.date() - timedelta(days=1))
    abroad = town.person("П-99")
    town.role(abroad, "R_TCH", municipality_id=town.municipality("krymsk"))
    assert [one.code for one in to_invite(town, "crd")] == ["П-17-03"]
    town.let_in("100", teacher)
    assert to_invite(town, "crd") == []


def test_whoever_begins_today_by_the_local_calendar_is_invited_in_the_morning(town: Town) -> None:
    """In Vladivostok the day begins ten hours before it begins in Greenwich."""
    place = town.municipality("vladivostok", timezone="Asia/Vladivostok")
    coordinator, new, gone = town.person("К-7"), town.person("П-71"), town.person("П-72")
    town.role(coordinator, "R_CRD", municipality_id=place)
    town.role(new, "R_TCH", municipality_id=place, since=date(2026, 10, 6))
    town.role(gone, "R_TCH", municipality_id=place, until=date(2026, 10, 5))
    town.let_in("crd", coordinator)
    town.now = datetime(2026, 10, 5, 23, tzinfo=UTC)  # nine in the morning of the 6th

    assert [one.code for one in to_invite(town, "crd")] == ["П-71"]
    cards = town.do(lambda uow: rosters.invite_all(uow, (), (None, "vladivostok"), town.now))
    assert [card.person for card in cards] == ["П-71"]


# --- roles above the municipality -------------------------------------------------------------------------------


@pytest.mark.usefixtures("coordinator")
def test_a_regional_role_does_not_come_by_a_coordinators_link(town: Town, armavir: int) -> None:
    """The coordinator invites a colleague who becomes an administrator later: the old link must not be enough."""
    colleague = town.person("А-1")
    town.role(colleague, "R_EXP", municipality_id=armavir)
    town.enter("200", town.invite(colleague, by=town.actor("crd"))[0].token)
    town.role(colleague, "R_ADM")
    assert [grant.role for grant in town.actor("200").grants] == ["R_EXP"]
    with pytest.raises(NotFound):
        town.invite(colleague, by=town.actor("crd"))

    town.enter("200", town.invite(colleague)[0].token)  # from the command line
    assert [grant.role for grant in town.actor("200").grants] == ["R_EXP", "R_ADM"]


def test_an_administrator_vouches_for_a_regional_operator(town: Town) -> None:
    administrator, operator = town.person("А-1"), town.person("Р-1")
    town.role(administrator, "R_ADM")
    town.role(operator, "R_REG")
    town.let_in("adm", administrator)
    town.enter("reg", town.invite(operator, by=town.actor("adm"))[0].code)
    assert town.actor("reg").role == "R_REG"


def test_the_region_invites_coordinators_and_nobody_else(town: Town, teacher: int, coordinator: int) -> None:
    operator = town.person("Р-1")
    town.role(operator, "R_REG")
    town.let_in("reg", operator)
    assert len(town.invite(coordinator, by=town.actor("reg"))) == 1
    for other in (teacher, operator):
        with pytest.raises(NotFound):
            town.invite(other, by=town.actor("reg"))
