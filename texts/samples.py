"""Made-up values that stand in while somebody only tries out a form."""

from surveys.session import Choice

_ROSTERS = {
    "my_schools": ("Школа № 1 (пример)", "Школа № 2 (пример)"),
    "my_teachers": ("П-01 (пример)", "П-02 (пример)"),
    "my_members": ("П-01 (пример)", "П-02 (пример)", "П-03 (пример)"),
    "open_needs": ("Методика: работа с разноуровневым классом (пример)", "Оценивание: анализ ВПР (пример)"),
    "route_items": ("Посетить мастер-класс (пример)", "Провести открытый урок (пример)"),
    "modules_done": ("Методическая компетентность (пример)",),
    "plan_items": ("Семинар по анализу ВПР (пример)", "Неделя открытых уроков (пример)"),
    "categories": ("предметная подготовка", "методика и качество урока", "оценивание результатов"),
    "subjects": ("русский язык", "математика", "физика"),
    "my_subjects": ("русский язык", "литература"),
}


# Columns that forms look at, by roster.
_COLUMNS = {"open_needs": {"person": "1", "school": "1"}, "route_items": {"status": "выполнено"}}


def roster(name: str) -> tuple[Choice, ...]:
    """A few made-up rows of a roster."""
    labels = _ROSTERS.get(name, ("Пример 1", "Пример 2"))
    return tuple(Choice(str(place), label, _COLUMNS.get(name, {})) for place, label in enumerate(labels, 1))


def values() -> dict[str, str]:
    """Values that a form takes from the program."""
    return {
        "period": "2026 год",
        "school_year": "2026/27",
        "confirm_until": "30 сентября",
        "close_date": "30 ноября 2026 г.",
        "event_title": "Семинар (пример)",
        "event_date": "12 ноября 2026 г.",
        "staff_count": "5",
        "contacts": "2",
        "teacher": "П-01 (пример)",
        "smo_title": "ШМО учителей математики (пример)",
        "smo_subjects": "математика, информатика",
        "level_ab_count": "3",
        "iom_count": "2",
        "year_end": "2027-08-31",
        "assignment_start": "2026-09-01",
    }
