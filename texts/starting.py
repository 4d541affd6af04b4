"""What the program says on the terminal when it starts, or why it does not."""

from texts.grammar import counted

DISK_FULL = (
    "На диске нет места, поэтому программа не запускается. Освободите место и запустите снова; данные не тронуты."
)


def newer_schema(version: str) -> str:
    """The database is ahead of the program."""
    return f"База записана более новой версией программы (схема {version}). Обновите программу, данные не тронуты."


def database_refuses(kind: str) -> str:
    """The driver's word on a database that cannot be opened."""
    return f"База данных не открывается ({kind}). Проверьте DATABASE_URL и BOT_DATA_DIR: путь, права, свободное место."


def broken_links(count: int) -> str:
    """Rows that point nowhere."""
    rows = counted(count, "строка", "строки", "строк")
    return f"В базе {rows} с неверными ссылками. Восстановите её из копии: папка backups рядом с базой."


def database_missing(path: str) -> str:
    """The file was there once."""
    return (
        f"Файла базы {path} нет, хотя программа здесь уже работала. Верните его из копии (папка backups) "
        "или, если хотите начать с пустой базы, удалите файл installation.json из папки данных."
    )


def database_emptied(path: str) -> str:
    """The file is there, what was in it is not."""
    return (
        f"Файл базы {path} пуст, хотя программа здесь уже работала. Верните его из копии (папка backups) "
        "или, если хотите начать с пустой базы, удалите файл installation.json из папки данных."
    )


DATABASE_LOCKED = (
    "Базу держит другая программа, например просмотрщик SQLite или копирование. "
    "Закройте её и запустите снова; данные не тронуты."
)


def database_unreadable(path: str, reason: str) -> str:
    """The file cannot be read at present."""
    return (
        f"Файл базы {path} сейчас не читается ({reason}). Проверьте место на диске и права и запустите снова; "
        "данные не тронуты, восстанавливать их не нужно."
    )


def database_broken(path: str, reason: str) -> str:
    """The file is damaged or is no database."""
    return (
        f"Файл базы {path} повреждён или это не база ({reason}). Восстановите его из копии: папка backups рядом с ним."
    )


def already_running(pid: int | None) -> str:
    """Another process works in the data folder."""
    who = f" (процесс {pid})" if pid else ""
    return f"Программа уже работает с этой папкой данных{who}. Остановите её или задайте другую BOT_DATA_DIR."


def lease_taken() -> str:
    """Another machine works with the database."""
    return "С этой базой уже работает другая копия программы. Остановите её или подождите минуту и запустите снова."


def bad_settings(lines: str) -> str:
    """Settings with mistakes, a line each."""
    return f"Настройки с ошибками:\n{lines}"


def bad_lists(path: str, lines: str) -> str:
    """The installation's own lists with mistakes, a line each."""
    return f"Списки с ошибками, файл {path}:\n{lines}"


def token_refused() -> str:
    """Telegram does not know the token."""
    return "Telegram не принимает токен: он введён с ошибкой или отозван. Проверьте BOT_TOKEN."


def another_receiver() -> str:
    """Somebody else takes this bot's updates."""
    return (
        "Сообщения этого бота забирает другая программа с тем же токеном. Остановите её или смените токен у @BotFather."
    )


def address_taken(setting: str, reason: str) -> str:
    """The program cannot listen where it is told to."""
    return f"Этот адрес не подходит ({reason}). Задайте другой в {setting}."


def folder_refuses(path: str, reason: str) -> str:
    """The data folder cannot be made."""
    return f"Папка данных {path} не создаётся ({reason}). Задайте в BOT_DATA_DIR папку, в которую можно писать."


def demo_at(url: str) -> str:
    """Where the demo chat is."""
    return f"Демонстрация открыта: {url}  (остановить – Ctrl+C)"


def serving(name: str) -> str:
    """The messenger that is being served."""
    return f"Бот работает: {name}. Остановить – Ctrl+C."


def migrated(version: str) -> str:
    """The database is up to date."""
    return f"База готова, схема {version}."
