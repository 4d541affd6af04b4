"""What is said at the door: coming in, consent, roles, help, leaving."""

from dataclasses import dataclass, replace
from datetime import date
from html import unescape

from texts import common
from texts.access_actions import (
    AskToLogOut,
    AskToWithdraw,
    ChooseRole,
    DownloadConsent,
    GiveConsent,
    InviteMyself,
    LogOut,
    RefuseConsent,
    ShowConsent,
    ShowHelp,
    ShowPrivacy,
    WithdrawConsent,
)
from texts.grammar import counted
from texts.reference import role_name
from texts.screen import Attachment, Button, Keyboard, Screen, safe
from texts.survey_actions import Menu

CONSENT_FILE = "Согласие на обработку данных.txt"

_HELP = Button("Помощь", ShowHelp())
_PRIVACY = Button("Мои данные и согласие", ShowPrivacy())
_MENU = Button("В меню", Menu())
_READ_CONSENT = Button("Прочитать согласие", ShowConsent())
_DOWNLOAD = Button("Скачать текст", DownloadConsent())
_FEW_LEFT = 3  # from here on it is worth a word how many tries are left


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as it stands in the list."""

    grant_id: int
    role: str
    place: str
    acting: bool


# --- coming in --------------------------------------------------------------------------------------------------


def welcome(contact: str) -> Screen:
    """For somebody who starts without an invitation."""
    return replace(common.not_linked(contact), rows=((_HELP, _PRIVACY),))


def linked(person_code: str, roles: list[RoleLine]) -> Screen:
    """The first words after an invitation was accepted."""
    lines = [f"Готово, теперь я Вас знаю. Ваш код участника: <b>{safe(person_code)}</b>."]
    if roles:
        lines.append("\n".join(["Ваши роли:", *(f"• {safe(_role(line))}" for line in roles)]))
    if len(roles) > 1:
        lines.append("Выбрать роль, в которой Вы действуете, можно в любое время: /role")
    return Screen("\n\n".join(lines), ((Button("Это не мой код", AskToLogOut()),),))


def linked_already(person_code: str) -> Screen:
    """For somebody who opens the same invitation again."""
    return Screen(f"Вы уже подключены. Ваш код участника: <b>{safe(person_code)}</b>.", ((_MENU,),))


def not_a_code(contact: str) -> Screen:
    """For typed text that cannot be a code."""
    return Screen(
        "Это не похоже на код приглашения. В нём десять знаков в двух половинах, например <code>AE23H-PX456</code>; "
        f"большие или маленькие буквы – неважно.{_ask(contact)}",
        ((_HELP,),),
    )


def wrong_code(left: int, contact: str) -> Screen:
    """For a code or a link that leads nowhere."""
    more = ""
    if left == 0:
        more = " На этот час попыток больше нет, потом можно попробовать снова."
    elif left <= _FEW_LEFT:
        more = f" До конца часа можно попробовать ещё {counted(left, 'раз', 'раза', 'раз')}."
    return Screen(f"Такого приглашения не нашлось. Проверьте, пожалуйста, нет ли опечатки.{more}{_ask(contact)}")


def throttled(minutes: int, contact: str) -> Screen:
    """After too many wrong codes in one hour."""
    wait = counted(minutes, "минуту", "минуты", "минут")
    return Screen(
        f"Код не подошёл много раз подряд, и я сделал паузу, чтобы никто не мог его угадать. "
        f"Попробуйте снова через {wait}.{_ask(contact)}"
    )


def expired(contact: str) -> Screen:
    """For an invitation that came too late."""
    return Screen(f"Срок этого приглашения вышел. Новое выдаст координатор, это недолго.{_ask(contact)}")


def used(contact: str) -> Screen:
    """For an invitation by which somebody came in already."""
    return Screen(
        "По этому приглашению уже вошли, а второй раз оно не действует. Если это были не Вы или Вам нужен ещё один "
        f"мессенджер, координатор выдаст новое.{_ask(contact)}"
    )


def revoked(contact: str) -> Screen:
    """For an invitation that was replaced or taken back."""
    return Screen(f"Это приглашение больше не действует: вместо него, скорее всего, выдано более новое.{_ask(contact)}")


def somebody_else() -> Screen:
    """For a personal invitation opened where another person is at home."""
    return Screen(
        "Это приглашение для другого человека, а здесь уже работаете Вы, поэтому я его не трогал. "
        "Если за этот компьютер сел коллега, сначала выйдите.",
        ((Button("Выйти", AskToLogOut()),),),
    )


def _ask(contact: str) -> str:
    return f"\n\n{common.helper(contact)}" if contact else ""


# --- consent ----------------------------------------------------------------------------------------------------


def consent(text: str, mark: str) -> Screen:
    """The consent, a document of its own: its whole text and nothing else."""
    keyboard = Keyboard().row(Button("Согласен(на)", GiveConsent(mark)), Button("Не согласен(на)", RefuseConsent(mark)))
    return Screen(_document(text), keyboard.row(_DOWNLOAD).done())


def consent_again(text: str, mark: str) -> Screen:
    """The consent for somebody who agreed to an earlier text."""
    screen = consent(text, mark)
    return screen.with_lead("Текст согласия обновился, поэтому спрашиваю ещё раз. Прежний ответ сохранён.")


def consent_file(path: str) -> Screen:
    """The same text as a file."""
    return Screen("Текст согласия – в файле.", ((_PRIVACY,), (_MENU,)), (Attachment(path, CONSENT_FILE),))


def agreed(text: str, day: date) -> Screen:
    """After «Согласен(на)»: the text stays in the chat, with the decision under it."""
    words = f"✓ Спасибо! Согласие дано {day:%d.%m.%Y}. Отозвать его можно в любое время: /privacy"
    return Screen(f"{_document(text)}\n\n{words}", ((_DOWNLOAD,),))


def _document(text: str) -> str:
    title, _, body = text.partition("\n")
    return f"<b>{safe(title)}</b>\n{safe(body)}"


def refused(contact: str) -> Screen:
    """After «Не согласен(на)», and whenever this person comes back."""
    return Screen(
        "Хорошо, без согласия я ничего о Вас не собираю. Никаких последствий по работе у отказа нет. "
        f"Передумаете – я здесь.{_write_to(contact)}",
        ((_READ_CONSENT,), (_HELP,)),
    )


def ask_to_withdraw(erase_within: str) -> Screen:
    """Before the consent is taken back."""
    return Screen(
        "Отозвать согласие? Новые данные собираться не будут, имеющиеся удалим или обезличим в срок "
        f"{safe(erase_within)}. Опросы и напоминания приходить перестанут.",
        ((Button("Да, отозвать", WithdrawConsent()),), (Button("Нет, оставить", ShowPrivacy()),)),
    )


def withdrawn(contact: str) -> Screen:
    """After the consent was taken back, and whenever this person comes back."""
    return Screen(
        "Согласие отозвано. Новых данных о Вас я не собираю, доступны только помощь и контакты. "
        f"Вернуться можно, снова дав согласие.{_write_to(contact)}",
        ((_READ_CONSENT,), (_HELP,)),
    )


def nothing_to_withdraw() -> Screen:
    """When there is no consent in force."""
    return Screen("Действующего согласия нет, отзывать нечего.", ((_PRIVACY,),))


def _write_to(contact: str) -> str:
    return f"\n\n{common.helper(contact)}" if contact else ""


# --- privacy and help -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who answers for the data and how to reach them."""

    operator: str
    address: str
    contact: str
    until: str
    erase_within: str


def privacy(keeper: Keeper, state: str, day: date | None) -> Screen:
    """Who keeps what, for how long, and what the person decided; `state` as in storage.accounts."""
    decided = f" {day:%d.%m.%Y}" if day else ""
    status = {
        "given": f"Ваше согласие действует, дано{decided}.",
        "outdated": "Вы соглашались с прежним текстом; новый ещё не подтверждён.",
        "refused": f"Вы отказались{decided}. Это Ваше право.",
        "withdrawn": "Вы отозвали согласие.",
    }.get(state, "Согласия Вы пока не давали.")
    text = (
        f"<b>Ваши данные</b>\n\n{_entrusted(keeper)}\n"
        "Зачем: учёт методической помощи, сопровождение индивидуального маршрута, мониторинги и опросы.\n"
        "Что хранится: фамилия, имя, отчество; телефон и почта, если их внёс координатор; место работы, должность, "
        "предметы и роль; квалификация и категория; результаты диагностики; записи о консультациях и мероприятиях; "
        "ответы на именные анкеты; код участника и технический номер учётной записи. "
        "Анонимные ответы с Вами не связаны.\n"
        f"Как долго: до {safe(keeper.until)}; после отзыва согласия – удаление или обезличивание в срок "
        f"{safe(keeper.erase_within)}.\n\n{status}{_write_to(keeper.contact)}"
    )
    keyboard = Keyboard()
    if state == "given":
        keyboard.row(Button("Подключить ещё один мессенджер", InviteMyself()))
    if state in ("given", "outdated"):
        keyboard.row(Button("Отозвать согласие", AskToWithdraw()))
    if state != "given":
        keyboard.row(_READ_CONSENT)
    return Screen(text, keyboard.row(_DOWNLOAD).row(_MENU).done())


def _entrusted(keeper: Keeper) -> str:
    """Who keeps the data; the address once, though the name may hold it as the consent asks."""
    post = "" if keeper.address in keeper.operator else f" Письма – по адресу {safe(keeper.address)}."
    return f"Данные доверены оператору – {safe(keeper.operator)}.{post}"


def own_card(code: str, day: date) -> Screen:
    """A code with which the same person comes in from another messenger."""
    return Screen(
        f"Откройте меня в другом мессенджере и пришлите туда код <code>{code}</code>\n\n"
        f"Код только для Вас, на один раз, до {day:%d.%m.%Y}. Никому его не передавайте.",
        Keyboard().row(_MENU).done(),
    )


def stranger_privacy(keeper: Keeper) -> Screen:
    """The same for an account that belongs to nobody: only the account's number is kept."""
    return Screen(
        f"<b>Ваши данные</b>\n\n{_entrusted(keeper)}\n"
        "Пока Вы не вошли по приглашению, я храню только технический номер этой учётной записи."
        f"{_write_to(keeper.contact)}",
        ((_HELP,),),
    )


def help_page(contact: str) -> Screen:
    """What can be asked of the bot at any time."""
    return Screen(
        "<b>Помощь</b>\n\n"
        "/menu – что можно сделать сейчас\n"
        "/role – сменить роль, если у Вас их несколько\n"
        "/privacy – Ваши данные и согласие\n"
        "/logout – выйти, если это общий компьютер\n\n"
        "Приглашение или новый код выдаёт координатор Вашего муниципалитета."
        f"{_write_to(contact)}",
        ((_PRIVACY,), (_MENU,)),
    )


# --- roles ------------------------------------------------------------------------------------------------------


def roles(lines: list[RoleLine]) -> Screen:
    """Choose the role to act in."""
    if len(lines) == 1:
        return Screen(f"У Вас одна роль: {safe(_role(lines[0]))}.", ((_MENU,),))
    listed = "\n".join(f"{'✓' if line.acting else '•'} {safe(_role(line))}" for line in lines)
    keyboard = Keyboard()
    for line in lines:
        if not line.acting:
            keyboard.row(Button(_visible(_role(line)), ChooseRole(line.grant_id)))
    return Screen(
        f"Сейчас Вы действуете в роли с галочкой. Выберите другую, если нужно:\n\n{listed}", keyboard.row(_MENU).done()
    )


def no_roles(contact: str) -> Screen:
    """For a person whose roles have all ended, or wait for an administrator's invitation."""
    return Screen(
        "Действующей роли у Вас сейчас нет, поэтому показать нечего. Если это ошибка, координатор поправит список; "
        "для роли регионального оператора или администратора нужно приглашение от администратора."
        f"{_write_to(contact)}",
        ((_HELP,), (_PRIVACY,)),
    )


def role_changed(line: RoleLine) -> Screen:
    """After a role was chosen."""
    return Screen(f"Теперь Вы действуете в роли: {safe(_role(line))}.")


def _role(line: RoleLine) -> str:
    name = role_name(line.role)
    return f"{name} · {line.place}" if line.place else name


def _visible(text: str) -> str:
    """For a button, where there is no HTML: without characters that hide or turn text around."""
    return unescape(safe(text))


# --- leaving ----------------------------------------------------------------------------------------------------


def ask_to_log_out() -> Screen:
    """Before the account is given back."""
    return Screen(
        "Выйти? Этот чат забудет, кто Вы. Все Ваши ответы останутся на месте, но чтобы войти снова, "
        "понадобится новое приглашение от координатора.",
        ((Button("Да, выйти", LogOut()),), (Button("Нет, остаться", Menu()),)),
    )


def logged_out(contact: str) -> Screen:
    """After leaving."""
    return Screen(f"Вы вышли. Чтобы войти снова, пришлите код нового приглашения.{_ask(contact)}")
