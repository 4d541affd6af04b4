"""Consent to the processing of data (F0): asked before anything else, proved by version and hash, revocable."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from services import built_in
from storage import access, audit, forms
from storage.access import Decision
from storage.accounts import AccountRow
from storage.actor import Actor
from storage.forms import Publication
from storage.unit import Uow

CONSENT = "F0"
_MARK = 12  # characters of the hash that a button carries


@dataclass(frozen=True, slots=True)
class Document:
    """The text that a person sees, under the version of its form."""

    version: str
    text: str

    @property
    def text_hash(self) -> str:
        """SHA-256 of the exact text."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def mark(self) -> str:
        """Enough of the hash to recognise which text a button stood under."""
        return self.text_hash[:_MARK]


def document(version: str, template: str, particulars: Mapping[str, str]) -> Document:
    """The form's text with {operator}, {address} and the like put in; braces around other words stay."""
    text = template
    for name, value in particulars.items():
        text = text.replace(f"{{{name}}}", value)
    return Document(version, text)


def publish(uow: Uow, now: datetime, particulars: Mapping[str, str]) -> None:
    """Publish the form anew when its words, or what the settings put into them, are not those of the last version.

    Whoever agreed to an earlier version is asked again: consent to one operator is no consent to another.
    """
    digest = document("", built_in.text(CONSENT), particulars).text_hash
    if forms.last_digest(uow.tx, CONSENT) != digest:
        forms.publish(uow.tx, Publication(built_in.form(CONSENT), digest, None, None, None, now))


def decide(uow: Uow, account: AccountRow, shown: Document, now: datetime, *, agreed: bool) -> None:
    """Keep what the person said to this text; the same word twice is kept once."""
    assert account.actor is not None
    person_id = account.actor.person_id
    word = "given" if agreed else "refused"
    last = access.last_decision(uow.tx, person_id)
    said = Decision(shown.version, shown.text_hash, word, now, account.messenger)
    if last and replace(last, decided_at=now, channel=account.messenger) == said:
        return
    access.add_decision(uow.tx, person_id, said)
    audit.note(uow.tx, now, account.actor, f"consent.{word}", f"version:{shown.version}")


def withdraw(uow: Uow, actor: Actor, now: datetime) -> bool:
    """Take every consent of the person back; False when there was none."""
    if access.withdraw(uow.tx, actor.person_id, now) == 0:
        return False
    audit.note(uow.tx, now, actor, "consent.withdrawn")
    return True
