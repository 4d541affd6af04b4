"""Actions around surveys: those who answer and those who run them."""

from texts.actions import Action, action

# --- somebody who is asked -------------------------------------------------------------------------------------


@action("ms")
class MySurveys(Action):
    """The list of surveys that wait for this person."""


@action("os")
class OpenSurvey(Action):
    """What a survey is about, before the first question."""

    survey: int


@action("bs")
class BeginSurvey(Action):
    """«Начать», «Продолжить»."""

    survey: int


@action("cs")
class CorrectAnswers(Action):
    """«Исправить ответы» of a survey that keeps names."""

    survey: int


@action("cr")
class CorrectByReceipt(Action):
    """«Исправить ответы» of an anonymous survey: the receipt is known to this button alone."""

    receipt: str


@action("mu")
class MuteSurvey(Action):
    """«Не напоминать»."""

    survey: int


@action("ml")
class MuteListed(Action):
    """«Не напоминать» under several surveys: a list of numbers."""

    surveys: str


@action("fs")
class FillSurvey(Action):
    """Typed text answers the current question of this survey."""

    survey: int


@action("fp")
class FillPreview(Action):
    """Typed text answers the current question of the form that is being tried out."""

    run: int


# --- somebody who runs surveys ---------------------------------------------------------------------------------


@action("me")
class Menu(Action):
    """To the menu."""


@action("sl")
class Surveys(Action):
    """The surveys of the municipality."""


@action("ns")
class NewSurvey(Action):
    """Choose an instrument for a new survey."""


@action("nd")
class DraftSurvey(Action):
    """Begin a survey with this instrument version."""

    version: int


@action("sc")
class SurveyCard(Action):
    """One survey with everything that can be done with it."""

    survey: int


@action("sm")
class ChooseMode(Action):
    """The three modes."""

    survey: int


@action("sn")
class SetMode(Action):
    """One of anonymous, confidential, named."""

    survey: int
    mode: str


@action("sd")
class ChooseLastDay(Action):
    """Until when."""

    survey: int


@action("se")
class SetLastDay(Action):
    """So many days from today."""

    survey: int
    days: int


@action("sj")
class ExtendTo(Action):
    """A later last day of an open survey, as 20261220: pressed twice it is the same day."""

    survey: int
    day: int


@action("sp")
class ChoosePeriod(Action):
    """Which period the survey speaks of."""

    survey: int


@action("sq")
class SetPeriod(Action):
    """year, half, quarter, month or school: the one that is running."""

    survey: int
    kind: str


@action("aa")
class ChooseAudience(Action):
    """Which part of the audience to change."""

    survey: int


@action("ar")
class ChooseRoles(Action):
    """Roles of the audience."""

    survey: int


@action("at")
class ToggleRole(Action):
    """A role in or out."""

    survey: int
    role: str
    on: bool


@action("ah")
class ChooseSchools(Action):
    """Schools of the audience; `page` counts from 0."""

    survey: int
    page: int


@action("ai")
class ToggleSchool(Action):
    """A school in or out."""

    survey: int
    school: int
    on: bool
    page: int


@action("aj")
class ChooseSubjects(Action):
    """Subjects of the audience."""

    survey: int


@action("ak")
class ToggleSubject(Action):
    """A subject in or out, by its place in the list of subjects taught here."""

    survey: int
    place: int
    on: bool


@action("al")
class ChooseStatuses(Action):
    """School statuses of the audience."""

    survey: int


@action("am")
class ToggleStatus(Action):
    """A status in or out."""

    survey: int
    status: str
    on: bool


@action("so")
class StartSurvey(Action):
    """«Открыть опрос»."""

    survey: int


@action("sx")
class DiscardSurvey(Action):
    """«Удалить черновик»."""

    survey: int


@action("sz")
class AskToClose(Action):
    """«Закрыть сейчас»: asks once more."""

    survey: int


@action("sy")
class CloseSurvey(Action):
    """«Да, закрыть»."""

    survey: int


@action("wr")
class WhoIsSilent(Action):
    """Who has not answered."""

    survey: int


@action("re")
class Results(Action):
    """Indicators of a closed survey, as text and picture; `by` is all, school, subject or role."""

    survey: int
    by: str


@action("rx")
class ResultsWorkbook(Action):
    """The same as an Excel workbook."""

    survey: int


@action("rf")
class AnswerFiles(Action):
    """Files that were sent as answers, as archives."""

    survey: int


@action("ta")
class PreviewTelling(Action):
    """«Сообщить участникам»: shows what they would be told."""

    survey: int


@action("tb")
class TellParticipants(Action):
    """«Отправить участникам»."""

    survey: int


# --- forms -----------------------------------------------------------------------------------------------------


@action("fl")
class FormList(Action):
    """The instruments that can be used."""


@action("fc")
class FormCard(Action):
    """One instrument."""

    version: int


@action("fr")
class TryForm(Action):
    """Walk through a form as somebody with this role."""

    version: int
    role: str


@action("fd")
class DownloadForm(Action):
    """The form as .xlsx."""

    version: int


@action("pb")
class PublishForm(Action):
    """Publish a form that was sent as a file."""

    file: int


@action("ug")
class UpgradeSurvey(Action):
    """Carry an open survey over to this newer version of its form."""

    survey: int
    version: int
