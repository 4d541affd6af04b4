"""What typer says of usage, wrong and right, in Russian."""

import re

# The library's sentence → ours; what is not known here is repeated as it is.
_SAID = (
    (r"Missing argument '(.+)'\.", "Не указано: {0}."),
    (r"Missing option '(.+)'\.", "Не указано: {0}."),
    (r"Missing command\.", "Не указана команда."),
    (r"No such option: ([^ ]+).*", "Такой возможности нет: {0}."),
    (r"No such command '(.+?)'\. Did you mean '(.+?)'.*", "Команды «{0}» нет. Возможно, имелась в виду «{1}»."),
    (r"No such command '(.+?)'.*", "Команды «{0}» нет."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "Лишнее: {0}. Название с пробелами возьмите в кавычки."),
    (r"Option '(.+)' requires an argument\.", "После {0} нужно значение."),
    (r"Option '(.+)' does not take a value\.", "После {0} значение не нужно."),
    (r"Invalid value.*'(.+?)' is not one of (.+)\.", "Значение «{0}» не подходит. Подойдёт одно из: {1}."),
    (r"Invalid value(?: for ([^:]+))?: (.+)", "{1}"),
)

# What stands around our own words on a page of help.
_FRAME = {
    r"\AUsage: ": "Запуск: ",
    r"\[OPTIONS\]": "[ПАРАМЕТРЫ]",
    r"COMMAND \[ARGS\]\.\.\.": "КОМАНДА …",
    r"\{(\w+)\}": r"\1",
    r" <path>(?=  )": "",
    r"^Options:$": "Параметры:",
    r"^Arguments:$": "Что указать:",
    r"^Commands:$": "Команды:",
    r"Show this message and exit\.": "Показать эту справку.",
    r"\[required\]": "[обязательно]",
    r"\[default: ": "[без него – ",
}


def told(said: str) -> str:
    """The sentence for people."""
    for pattern, ours in _SAID:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            sentence = ours.format(*found.groups()).replace("'", "")
            return sentence[:1].upper() + sentence[1:]
    return said


def twice(option: str) -> str:
    """For an option that takes one value and was given two."""
    return f"{option} можно указать только один раз."


def written_so(usage: str, command: str) -> str:
    """How the command is written, and where there is more about it."""
    return f"Команда пишется так: {usage}\nПодробнее: {command} --help"


def framed(page: str) -> str:
    """A page of help, or the line that says how a command is written."""
    for theirs, ours in _FRAME.items():
        page = re.sub(theirs, ours, page, flags=re.MULTILINE)
    return page
