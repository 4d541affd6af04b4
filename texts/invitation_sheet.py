"""Words on the printed cards with invitations."""

from datetime import datetime

TITLE = "Приглашения в Наставник"
NO_SCHOOL = "Без школы"
FOR_THE_ONE_WHO_CUTS = (
    "Разрежьте по пунктиру и отдайте каждому в руки. Карточка личная: по ней входит один человек и один раз."
)
WITHOUT_LINK = "Найдите бота в мессенджере и пришлите ему код:"


def with_link(bot: str) -> str:
    """Beside the square; `bot` is the name under which the messenger finds the bot."""
    return f"Наведите камеру телефона на квадрат и откройте ссылку. Не получается – найдите бота @{bot} и пришлите ему код:"


def heading(school: str) -> str:
    """Over the cards of one school."""
    return f"{TITLE}. {school or NO_SCHOOL}"


def valid_until(moment: datetime) -> str:
    """A local moment."""
    return f"Действует до {moment:%d.%m.%Y, %H:%M}"
