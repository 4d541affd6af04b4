"""Several roles of one person, switching, and roles that end."""

from datetime import UTC, date, datetime

import pytest
from town import Town

from services import granting, roles
from services.access import NotFound, Object, may
from services.granting import Where
from services.matrix import Action
from storage.grants import NewGrant
from texts import access as screens


def held(town: Town, user: str) -> list[screens.RoleLine]:
    account = town.account(user)
    return town.do(lambda uow: roles.held(uow, account))


def switch(town: Town, user: str, grant_id: int) -> None:
    account = town.account(user)
    town.do(lambda uow: roles.switch(uow, account, grant_id, town.now))


@pytest.fixture
def armavir(town: Town) -> int:
    return town.municipality("armavir", "МО город Армавир")


def test_a_tutor_who_teaches_too_chooses_the_role(town: Town, armavir: int) -> None:
    person = town.person("П-17-03")
    teaching = town.role(person, "R_TCH", school_id=town.school("Ш17", armavir, "МБОУ СОШ № 17"))
    tutoring = town.role(person, "R_TUT", municipality_id=armavir)
    town.let_in("100", person)

    page = screens.roles(held(town, "100"))
    assert "педагог · МБОУ СОШ № 17" in page.text
    assert "тьютор · МО город Армавир" in page.text
    assert town.actor("100").role == "R_TCH"

    switch(town, "100", tutoring)
    assert town.actor("100").role == "R_TUT"
    assert town.actor("100").acting.municipality_id == armavir
    switch(town, "100", teaching)
    assert town.actor("100").role == "R_TCH"


def test_the_choice_stays_in_its_own_messenger(town: Town, armavir: int) -> None:
    person = town.person("П-17-03")
    town.role(person, "R_TCH", municipality_id=armavir)
    tutoring = town.role(person, "R_TUT", municipality_id=armavir)
    town.let_in("100", person, "telegram")
    town.let_in("900", person, "max")
    switch(town, "100", tutoring)
    assert (town.actor("100").role, town.actor("900", "max").role) == ("R_TUT", "R_TCH")


def test_a_colleagues_role_cannot_be_taken(town: Town, armavir: int) -> None:
    teacher, coordinator = town.person("П-17-03"), town.person("К-1")
    town.role(teacher, "R_TCH", municipality_id=armavir)
    high = town.role(coordinator, "R_CRD", municipality_id=armavir)
    town.let_in("100", teacher)
    for forged in (high, 0, 10**18):
        with pytest.raises(NotFound):
            switch(town, "100", forged)
    assert town.actor("100").role == "R_TCH"


def test_a_school_role_knows_its_municipality(town: Town, armavir: int) -> None:
    """The roster may name the school alone."""
    person = town.person("П-17-03")
    town.role(person, "R_MGR", school_id=town.school("Ш17", armavir))
    town.let_in("100", person)
    assert town.actor("100").acting.municipality_id == armavir


def test_a_role_holds_from_its_first_day_to_its_last_by_the_local_calendar(town: Town) -> None:
    """The last day is over in Kamchatka nine hours before it is over in Moscow."""
    here, there = town.person("П-1"), town.person("П-2")
    term = {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}
    town.role(here, "R_TCH", municipality_id=town.municipality("moscow"), **term)
    town.role(there, "R_TCH", municipality_id=town.municipality("kamchatka", timezone="Asia/Kamchatka"), **term)
    town.let_in("1", here)
    town.let_in("2", there)

    def at_work(moment: datetime) -> list[str]:
        town.now = moment
        return [user for user in ("1", "2") if town.actor(user).acting]

    assert at_work(datetime(2026, 9, 30, 11, 59, tzinfo=UTC)) == []
    assert at_work(datetime(2026, 9, 30, 12, 0, tzinfo=UTC)) == ["2"]
    assert at_work(datetime(2026, 9, 30, 21, 0, tzinfo=UTC)) == ["1", "2"]
    assert at_work(datetime(2026, 10, 31, 11, 59, tzinfo=UTC)) == ["1", "2"]
    assert at_work(datetime(2026, 10, 31, 12, 0, tzinfo=UTC)) == ["1"]
    assert at_work(datetime(2026, 10, 31, 20, 59, tzinfo=UTC)) == ["1"]
    assert at_work(datetime(2026, 10, 31, 21, 0, tzinfo=UTC)) == []


def test_a_role_that_ended_yesterday_by_the_local_calendar_is_nobodys_to_take(town: Town) -> None:
    """In Vladivostok the day begins ten hours before it begins in Greenwich."""
    place = town.municipality("vladivostok", timezone="Asia/Vladivostok")
    coordinator, teacher = town.person("К-1"), town.person("П-1")
    town.role(coordinator, "R_CRD", municipality_id=place)
    ended = town.role(teacher, "R_TCH", municipality_id=place, until=date(2026, 10, 5))
    town.let_in("crd", coordinator)
    town.now = datetime(2026, 10, 5, 23, tzinfo=UTC)  # nine in the morning of the 6th
    actor = town.actor("crd")

    assert town.do(lambda uow: granting.card(uow, actor, town.now, teacher)).held == ()
    assert town.do(lambda uow: granting.take(uow, actor, town.now, teacher, ended)) is None


def test_the_school_of_somebody_who_begins_there_today_is_known_in_the_morning(town: Town) -> None:
    place = town.municipality("vladivostok", timezone="Asia/Vladivostok")
    school, teacher, administrator = town.school("Ш1", place), town.person("П-1"), town.person("А-1")
    town.works(teacher, school, since=date(2026, 10, 6))
    town.role(administrator, "R_ADM")
    town.let_in("adm", administrator)
    town.now = datetime(2026, 10, 5, 23, tzinfo=UTC)
    actor, wanted = town.actor("adm"), NewGrant(teacher, "R_TCH", None, None)

    assert town.do(lambda uow: granting.where(uow, actor, town.now, wanted)) == Where(place, school)


def test_the_dismissed_have_no_access_from_the_next_action(town: Town, armavir: int) -> None:
    person = town.person("К-1")
    town.role(person, "R_CRD", municipality_id=armavir, until=date(2026, 10, 5))
    town.let_in("crd", person)
    place = Object(municipality_id=armavir, person_id=person)
    assert may(town.actor("crd"), Action.MANAGE_SURVEY, place)
    town.later(days=1)
    assert not [action for action in Action if may(town.actor("crd"), action, place)]
    assert "Действующей роли" in screens.no_roles("").text


def test_when_the_chosen_role_ends_the_other_one_remains(town: Town, armavir: int) -> None:
    person = town.person("П-17-03")
    town.role(person, "R_TCH", municipality_id=armavir)
    ending = town.role(person, "R_CRD", municipality_id=armavir, until=date(2026, 10, 5))
    town.let_in("100", person)
    switch(town, "100", ending)
    assert town.actor("100").role == "R_CRD"
    town.later(days=1)
    assert town.actor("100").role == "R_TCH"
    with pytest.raises(NotFound):
        switch(town, "100", ending)
