"""Consent: asked before anything else, kept with the proof of what was shown, refused or taken back at will."""

from hashlib import sha256

import pytest
from sqlalchemy import select
from town import OPERATOR, Town

from services import consent
from storage.tables import consent as consents
from texts import access as screens


@pytest.fixture
def teacher(town: Town) -> int:
    person = town.person("П-17-03")
    town.role(person, "R_TCH", municipality_id=town.municipality("armavir"))
    town.let_in("100", person)
    return person


def records(town: Town) -> list:
    return town.do(lambda uow: uow.tx.execute(select(consents).order_by(consents.c.id)).all())


def withdraw(town: Town, user: str) -> bool:
    actor = town.actor(user)
    return town.do(lambda uow: consent.withdraw(uow, actor, town.now))


def test_the_text_names_the_operator_and_leaves_no_gaps(town: Town) -> None:
    text = town.publish_consent().text
    assert text.startswith("Согласие на обработку персональных данных\n")
    for particular in ("operator", "address", "until", "erase_within"):
        assert OPERATOR[particular] in text
    assert "{" not in text


@pytest.mark.usefixtures("teacher")
def test_a_person_who_came_in_has_not_agreed_yet(town: Town) -> None:
    town.publish_consent()
    assert not town.account("100").consented


@pytest.mark.usefixtures("teacher")
def test_without_a_published_text_nobody_has_agreed(town: Town) -> None:
    text = consent.document("1", "Согласие", {})
    assert not town.decide("100", text, agreed=True).consented


def test_agreeing_is_kept_with_its_proof(town: Town, teacher: int) -> None:
    text = town.publish_consent()
    assert town.decide("100", text, agreed=True).consented
    (record,) = records(town)
    assert (record.person_id, record.version, record.decision) == (teacher, "1", "given")
    assert record.text_hash == sha256(text.text.encode()).hexdigest()
    assert (record.decided_at, record.channel) == (town.now, "telegram")


@pytest.mark.usefixtures("teacher")
def test_what_is_shown_is_what_is_hashed(town: Town) -> None:
    text = town.publish_consent()
    shown = screens.consent(text.text, text.mark).text
    assert shown.removeprefix("<b>").replace("</b>", "", 1) == text.text
    assert [button.label for row in screens.consent(text.text, text.mark).rows for button in row] == [
        "Согласен(на)",
        "Не согласен(на)",
        "Скачать текст",
    ]


@pytest.mark.usefixtures("teacher")
def test_pressing_twice_is_agreeing_once(town: Town) -> None:
    text = town.publish_consent()
    town.decide("100", text, agreed=True)
    town.later(seconds=1).decide("100", text, agreed=True)
    assert len(records(town)) == 1


@pytest.mark.usefixtures("teacher")
def test_a_refusal_is_respected_and_can_be_reconsidered(town: Town) -> None:
    text = town.publish_consent()
    assert not town.decide("100", text, agreed=False).consented
    assert town.account("100").consent == "refused"
    assert town.decide("100", text, agreed=True).consented
    assert [record.decision for record in records(town)] == ["refused", "given"]


@pytest.mark.usefixtures("teacher")
def test_taking_consent_back(town: Town) -> None:
    text = town.publish_consent()
    town.decide("100", text, agreed=True)
    town.later(days=30)
    assert withdraw(town, "100")
    assert not town.account("100").consented
    assert town.account("100").consent == "withdrawn"
    assert records(town)[0].withdrawn_at == town.now
    assert not withdraw(town, "100")
    assert town.decide("100", text, agreed=True).consented
    assert [record.withdrawn_at is None for record in records(town)] == [False, True]


@pytest.mark.usefixtures("teacher")
def test_another_text_is_asked_about_again(town: Town) -> None:
    old = town.publish_consent()
    town.decide("100", old, agreed=True)
    new = town.publish_consent("\nДополнение: фотографии с мероприятий.")
    assert new.version == "2"
    assert town.account("100").consent == "outdated"
    assert town.decide("100", new, agreed=True).consented
    hashes = [record.text_hash for record in records(town)]
    assert hashes == [old.text_hash, new.text_hash]


def test_consent_is_the_persons_and_not_the_messengers(town: Town, teacher: int) -> None:
    text = town.publish_consent()
    town.decide("100", text, agreed=True)
    assert town.let_in("900", teacher, "max").consented
    withdraw(town, "100")
    assert not town.account("900", "max").consented


def test_braces_that_are_no_placeholder_stay() -> None:
    assert consent.document("1", "{operator} {что-то}", {"operator": "{address}"}).text == "{address} {что-то}"
