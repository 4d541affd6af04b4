"""What is said when a setting is wrong."""

BAD_TOKEN = "не похоже на токен бота; он выглядит как 123456789:AAE… и выдаётся @BotFather"
BAD_DATABASE = "нужен адрес вида sqlite:///путь/к/файлу или postgresql://имя:пароль@сервер/база"
BAD_ADDRESS = "нужен адрес вида https://сервер или http://сервер:порт, с портом от 1 до 65535 и без фигурных скобок"
BAD_PROXY = "нужен адрес вида http://сервер:порт или socks5://имя:пароль@сервер:порт, порт обязателен"
BAD_LISTEN = "нужны адрес и порт через двоеточие, обычными цифрами, например 127.0.0.1:8080"
BAD_FOLDER = "нужна папка, в которую программа может писать; сейчас это файл, слишком длинное имя или нет прав"
BAD_LEVEL = "подходят DEBUG, INFO, WARNING, ERROR"
WEBHOOK_NEEDS_SECRET = (
    "WEBHOOK_URL работает только вместе с WEBHOOK_SECRET: от 8 до 256 латинских букв, цифр, «_» и «-»"
)
# What the consent says until the administrator has set the organisation's particulars.
OPERATOR_NAME = "организации, координатор которой выдал Вам приглашение"
OPERATOR_ADDRESS = "этой организации"
CONSENT_UNTIL = "окончания Вашего участия"
CONSENT_ERASE_WITHIN = "30 дней"
UNREADABLE = "значение не читается: проверьте вид и границы в docs/settings.md"


def problem(name: str, reason: str) -> str:
    """A line about one setting."""
    return f"{name}: {reason}" if name else reason
