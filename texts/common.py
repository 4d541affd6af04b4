"""Words that belong to no one part: the menu, what cannot be understood, what went wrong."""

from texts.access_actions import AskToLogOut, ChooseRole
from texts.reference import role_name
from texts.screen import Button, Keyboard, Screen, safe
from texts.survey_actions import Menu, MySurveys

# What the consent and the screens tell people to write, and the commands that are meant.
PHRASES = {"отозвать согласие": "withdraw", "меню": "menu", "мои опросы": "surveys", "помощь": "help"}

PLAIN_WORDS = frozenset({"help"})  # of these the phrase may well be an answer, where any words are asked for

ONLY_IN_PRIVATE = "Я отвечаю только в личном чате."
NOT_FOUND = "Не нашлось. Возможно, это уже закрыто или относится к другому муниципалитету."


def helper(contact: str) -> str:
    """Whom to turn to: a person, a telephone or an address."""
    return f"Куда обратиться за помощью: {safe(contact)}."


def not_linked(contact: str) -> Screen:
    """For an account that nobody has been linked to yet."""
    where = f"\n\n{helper(contact)}" if contact else ""
    return Screen(
        "Здравствуйте! Я Наставник – помогаю школам и тем, кто их поддерживает.\n\n"
        "Чтобы я узнал Вас, откройте личную ссылку-приглашение от координатора или пришлите сюда код с карточки, "
        f"например <code>AE23H-PX456</code>.{where}"
    )


def unknown_button() -> Screen:
    """For a press that none of our buttons could have carried."""
    return Screen("Эта кнопка мне незнакома. Откройте меню: /menu")


def not_understood(*, waiting: bool = False) -> Screen:
    """For text when nothing is being asked; `waiting` when a survey could be answered."""
    keys = Keyboard()
    text = "Сейчас я ни о чём не спрашиваю. Всё, что можно сделать, – в меню: /menu"
    if waiting:
        keys.row(Button("Мои опросы", MySurveys()))
        text = "Если хотите ответить на опрос, нажмите кнопку."
    return Screen(text, keys.row(Button("Меню", Menu())).done())


def a_code_of_no_use(person_code: str, role: str) -> Screen:
    """For the code of an invitation from somebody who is in already, one's own or another's."""
    keys = Keyboard().row(Button("Меню", Menu())).row(Button("Это не я", AskToLogOut()))
    here = f"Вы здесь – {safe(person_code)}" + (f", роль: {role_name(role)}" if role else "")
    return Screen(
        f"Похоже на код приглашения, но Вы уже подключены: {here}. Код Вам здесь не нужен. Если он для другого человека, "
        "пусть пришлёт его из своего мессенджера; если за этим устройством теперь другой человек, сначала выйдите.",
        keys.done(),
    )


def other_role(grant: int, role: str) -> Screen:
    """For something that another of the person's roles may do."""
    keys = Keyboard().row(Button(f"Перейти в роль: {role_name(role)}", ChooseRole(grant)))
    return Screen(f"Это доступно Вам в другой роли: {role_name(role)}.", keys.done())


def not_found() -> Screen:
    """For an object that is not there or is somebody else's: the same words for both."""
    return Screen(NOT_FOUND)


def failed(code: str) -> Screen:
    """After an update that could not be handled in several tries."""
    return Screen(
        "Не получилось: это наша ошибка, не Ваша. Ответы, которые уже сохранены, на месте.\n"
        f"Попробуйте ещё раз: /menu. Если повторится, назовите координатору код <code>{safe(code)}</code>."
    )


def too_heavy(name: str) -> str:
    """In place of a file that no messenger takes."""
    return f"Файл «{safe(name)}» больше 50 МБ, мессенджер такой не передаёт. Попросите его у администратора."


def too_fast() -> Screen:
    """When somebody presses more quickly than can be meant."""
    return Screen("Слишком быстро, не успеваю. Подождите, пожалуйста, несколько секунд.")


def dropped() -> Screen:
    """When so much came at once that part of it was not looked at."""
    return Screen(
        "Пришло слишком много сообщений сразу, часть из них я не прочитал. Ответы, которые видны выше, сохранены."
    )


def edited() -> Screen:
    """After somebody changed a message that was sent before."""
    return Screen(
        "Вы поправили отправленное сообщение, но записанный ответ от этого не меняется. "
        "Чтобы изменить ответ, нажмите «Назад» под вопросом или пришлите новое сообщение."
    )
