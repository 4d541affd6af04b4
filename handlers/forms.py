"""Instruments: the list, trying one out as any role, taking it as a file, publishing one's own."""

from handlers.dispatch import on_press
from handlers.showing import show_outcome
from handlers.turn import Chat, Turn
from services import askable, instruments, runs
from services.askable import NotAskable
from services.audiences import ASKED_ROLES
from storage import files
from texts import askable as askable_texts
from texts import forms as texts
from texts import survey_actions as act


@on_press(act.FormList)
def form_list(turn: Turn, _press: act.FormList) -> None:
    """What surveys can be made of."""
    versions = instruments.offered(turn.uow, turn.me)
    lines = [(version.id, version.code, version.title, version.number) for version in versions]
    turn.show(texts.form_list(lines, may_upload=True))


@on_press(act.FormCard)
def form_card(turn: Turn, press: act.FormCard) -> None:
    """One instrument."""
    version, form = instruments.open_(turn.uow, turn.me, press.version)
    own = tuple(instruments.roles_of(form))
    roles = texts.Audience(own, tuple(role for role in ASKED_ROLES if role not in own))
    lack = askable.lack_of(form)
    not_yet = askable_texts.why(lack.thing, lack.values) if lack else ""
    turn.show(texts.form_card(version.id, version.title, roles, texts.size(len(form.questions)), not_yet))


@on_press(act.TryForm)
def try_form(turn: Turn, press: act.TryForm) -> None:
    """Walk through the form; nothing is kept."""
    instruments.open_(turn.uow, turn.me, press.version)
    show_outcome(turn, runs.preview(turn.uow, turn.me, turn.now, press.version, press.role))


@on_press(act.DownloadForm)
async def download(chat: Chat, press: act.DownloadForm) -> None:
    """The form as .xlsx, to be changed in Excel and sent back."""
    name, source = await chat.turn(lambda turn: instruments.source(turn.uow, turn.me, press.version), last=False)
    data = await chat.house.slow(instruments.as_workbook, source)
    digest = await chat.slow_on_shelf(files.keep, data)
    await chat.turn(lambda turn: turn.show(texts.workbook(files.path_of(digest), name)))


@on_press(act.PublishForm)
async def publish(chat: Chat, press: act.PublishForm) -> None:
    """Publish a form that was sent and read without complaint."""
    sent = await chat.turn(lambda turn: instruments.sent(turn.uow, turn.me, press.file), last=False)
    form, data = await chat.slow_on_shelf(instruments.read_kept, sent)

    def step(turn: Turn) -> None:
        version, upgradable = instruments.publish(turn.uow, turn.me, turn.now, form, data)
        turn.show(texts.published(version.id, version.code, version.number, upgradable))

    await chat.turn(step)


@on_press(act.UpgradeSurvey)
def upgrade(turn: Turn, press: act.UpgradeSurvey) -> None:
    """Carry an open survey over to the newer version; half-done answers stay."""
    try:
        survey = instruments.upgrade(turn.uow, turn.me, turn.now, press.survey, press.version)
    except NotAskable as refused:
        turn.show(askable_texts.refused(refused.title, askable_texts.why(refused.lack.thing, refused.lack.values)))
        return
    turn.show(texts.upgraded(survey.title))
