"""Instruments: those that come with the program, those a coordinator publishes, and newer versions of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from services import askable, built_in, consent, form_reading
from services import surveys as running
from services.access import NotFound, Object, require, scope_of
from services.consent import CONSENT
from services.matrix import Action
from storage import audit, files, forms, surveys
from storage.actor import Actor
from storage.files import StoredFile
from storage.forms import Publication, Version
from storage.surveys import Survey
from storage.unit import Uow
from surveys.form import Form, titled


@dataclass(frozen=True, slots=True)
class Source:
    """Where a version's workbook comes from: the author's bytes, or the name of one of our own instruments."""

    code: str
    workbook: bytes | None


def offered(uow: Uow, actor: Actor) -> list[Version]:
    """Every instrument this coordinator may use, but the consent."""
    _require(actor)
    return [version for version in forms.latest(uow.tx, scope_of(actor)) if version.code != CONSENT]


def _require(actor: Actor) -> int:
    municipality_id = actor.acting.municipality_id if actor.acting else None
    require(actor, Action.MANAGE_SURVEY, Object(municipality_id=municipality_id))
    if municipality_id is None:
        raise NotFound
    return municipality_id


def open_(uow: Uow, actor: Actor, version_id: int) -> tuple[Version, Form]:
    """One version with its form; NotFound for another municipality's."""
    _require(actor)
    version = forms.version(uow.tx, version_id, scope_of(actor))
    if version is None:
        raise NotFound
    return version, uow.shelf.forms.form(uow.tx, version_id)


def roles_of(form: Form) -> list[str]:
    """The roles a form is meant for; a teacher's when its author did not say."""
    return [role.strip() for role in form.settings.get("audience", "").split(";") if role.strip()] or ["R_TCH"]


def source(uow: Uow, actor: Actor, version_id: int) -> tuple[str, Source]:
    """File name and source of a version, to be turned into a workbook outside the transaction."""
    version, _ = open_(uow, actor, version_id)
    return f"{version.code}-{version.number}.xlsx", Source(version.code, forms.workbook(uow.tx, version_id))


def as_workbook(source_: Source) -> bytes:
    """The bytes of the .xlsx; takes a moment, so it runs off the event loop."""
    from surveys.reader import workbook_bytes

    if source_.workbook is not None:
        return source_.workbook
    return workbook_bytes(built_in.text(source_.code))


def sent(uow: Uow, actor: Actor, file_id: int) -> StoredFile:
    """A workbook that this coordinator has sent."""
    _require(actor)
    file = files.get(uow.tx, file_id)
    if file is None or file.media != f"form:{actor.person_id}":
        raise NotFound
    return file


def read_kept(folder: Path, file: StoredFile) -> tuple[Form, bytes]:
    """Compile a workbook that was read without complaint when it came."""
    path = folder / file.path
    form = form_reading.read_form(path)
    if not isinstance(form, Form):
        raise NotFound
    return titled(form, file.name), path.read_bytes()


def publish(uow: Uow, actor: Actor, now: datetime, form: Form, workbook: bytes) -> tuple[Version, list[Survey]]:
    """Publish a coordinator's form for the own municipality; returns open surveys that could move on to it."""
    municipality_id = _require(actor)
    digest = sha256(workbook).hexdigest()
    version = forms.publish(uow.tx, Publication(form, digest, workbook, municipality_id, actor.person_id, now))
    audit.note(uow.tx, now, actor, "form.publish", f"version:{version.id}")
    running_now = [survey for survey in surveys.open_now(uow.tx) if survey.municipality_id == municipality_id]
    same = [survey for survey in running_now if survey.instrument == version.code and survey.version_id != version.id]
    return version, same


def upgrade(uow: Uow, actor: Actor, now: datetime, survey_id: int, version_id: int) -> Survey:
    """Let an open survey go on with a newer version of its form; each half-done run follows at its next step.

    Raises NotAskable for a version that cannot be asked.
    """
    survey = running.own(uow, actor, survey_id)
    version, form = open_(uow, actor, version_id)
    askable.require(form)
    if survey.state != "open" or version.code != survey.instrument:
        raise NotFound
    surveys.change(uow.tx, survey_id, {"version_id": version_id})
    audit.note(uow.tx, now, actor, "survey.upgrade", f"survey:{survey_id}")
    return survey


def publish_ours(uow: Uow, now: datetime, particulars: Mapping[str, str] | None = None) -> int:
    """Publish what is new or changed among the instruments that come with the program; returns how many that were.

    The consent is counted apart: it is also new when the operator or other particulars in its text have changed.
    """
    consent.publish(uow, now, particulars or {})
    return built_in.publish(uow.tx, (code for code in built_in.codes() if code != CONSENT), now)
