"""Words of figures: shares and means with their base, levels, notes, and why a figure is not shown."""

from texts.grammar import plural

NO_DATA = "нет данных (n = 0)"
ALMOST_ALL = "более 99 %"
ALMOST_NONE = "менее 1 %"

OPTIMAL = "оптимальный"
ACCEPTABLE = "допустимый"
CRITICAL = "критический"
HIGH_DEMAND = "высокая"
UNRELIABLE = "данные непоказательны"
MORE_THAN_ASKED = "ответов больше, чем людей в списке"

SMALL_SCHOOLS = "малые школы"
OTHERS = "остальные"


def percent(whole: int) -> str:
    """«92 %»"""
    return f"{whole} %"


def share(percent_text: str, numerator: int, denominator: int) -> str:
    """«92 % (46 из 50)»"""
    return f"{percent_text} ({numerator} из {denominator})"


def fewer_than(smallest: int) -> str:
    """«менее 5 ответов», in place of a hidden figure."""
    return f"менее {smallest} {plural(smallest, 'ответа', 'ответов', 'ответов')}"


COVERED = "скрыто"  # a group with enough people: it, or the question in it, covers a smaller one


def decimal(hundredths: int) -> str:
    """«3,86»"""
    return f"{hundredths // 100},{hundredths % 100:02}"


def short_decimal(hundredths: int) -> str:
    """«4», «4,5»: no more digits than needed."""
    return decimal(hundredths).rstrip("0").rstrip(",")


def mean(hundredths: int, answers: int, unsure: int) -> str:
    """«3,86 (оценок 7, затруднились 1)»"""
    doubt = f", затруднились {unsure}" if unsure else ""
    return f"{decimal(hundredths)} (оценок {answers}{doubt})"


def median_note(hundredths: int) -> str:
    """«медиана 4»"""
    return f"медиана {short_decimal(hundredths)}"


def median(hundredths: int, number: int) -> str:
    """«14 (n = 9)»"""
    return f"{short_decimal(hundredths)} (n = {number})"


def average(hundredths: int, number: int) -> str:
    """«3,86 (n = 7)»"""
    return f"{decimal(hundredths)} (n = {number})"


def points(sum_of_them: int, largest: int) -> str:
    """«9 из 12 баллов»"""
    return f"{sum_of_them} из {largest} {plural(largest, 'балла', 'баллов', 'баллов')}"


def out_of(there: int, whole: int) -> str:
    """«2 из 3»"""
    return f"{there} из {whole}"


def assessed(parts: int, of: int) -> str:
    """«оценено 5 из 6»"""
    return f"оценено {parts} из {of}"


def region_note(median_text: str, with_data: int, all_of_them: int) -> str:
    """«медиана 70 %, данные: 2 из 3 МО»; without the median when too few municipalities can be shown."""
    data = f"данные: {with_data} из {all_of_them} МО"
    return f"медиана {median_text}, {data}" if median_text else data


def notes(*parts: str | None) -> str | None:
    """Notes in one line, None without any."""
    return "; ".join(part for part in parts if part) or None


def questionnaire(code: str) -> str:
    """«анкета Q1», where several questionnaires ask the same and are not added together."""
    return f"анкета {code}"


def pair(group: str | None, label: str) -> str:
    """The label of a split inside a group: «математика: Предметная компетентность»."""
    return f"{group}: {label}" if group else label


def module(label: str) -> str:
    """A module's name without the quotation marks that stand around it in the questionnaire."""
    return label.removeprefix("«").removesuffix("»") if label.count("«") == 1 else label


# --- the command line ------------------------------------------------------------------------------------------

HELP_PERIOD = (
    "Период: 2026-10 (месяц), 2026-Q4 (квартал), 2026 (год), 2026/27 (учебный год), "
    "2026/27-I … -IV (четверть), 2026/27-1п, -2п (полугодие)."
)
HELP_MUNICIPALITY = "Код муниципалитета; без него – регион."
HELP_SCHOOL = "Код школы."
HELP_BY = "Разрез."
HELP_SURVEY = "Код опроса; без него – все опросы периода."
HELP_CODE = "Коды показателей: несколько через пробел, можно повторять; без них – все."
HELP_GROUP = "Только строки с этой группой (модуль, форма …)."
HELP_AS_OF = "Состояние на конец этого дня: 2026-11-30 или 30.11.2026."
HELP_FORMAT = "Вид вывода."
HELP_LIST = "Показать паспорта показателей."

PERIOD_WANTED = "укажите период, например --period 2026-Q4"
NO_ROWS = (
    "Показывать нечего: в этом разрезе или с этой группой показатели не считаются либо данных за период нет. "
    "Попробуйте без --by и --group."
)
NO_ROWS_IN_SCHOOL = (
    "Показывать нечего. Внутри одной школы ответы опросов без имён не делятся по предметам и ролям: группы слишком "
    "малы. Попробуйте без --school или без --by."
)
COMPUTING = "Считаю показатели…"
REGION = "регион"
TABLE_HEADINGS = ("Код", "Показатель", "Где", "Группа", "Значение", "Уровень", "Примечание")

_NOTHING_CALLED = {
    "indicator": "Нет показателя с кодом «{}». Список: python -m bot indicators --list",
    "municipality": "Нет муниципалитета с кодом «{}».",
    "school": "Нет школы с кодом «{}»; с --municipality ищу только среди его школ.",
    "survey": "Нет опроса с кодом «{}»; с --municipality ищу только среди его опросов.",
}


def unknown(kind: str, code: str) -> str:
    """Why a code was refused and what to do."""
    return _NOTHING_CALLED[kind].format(code)


def no_such_period(text: str) -> str:
    """A period nobody can read."""
    return f"«{text}» – не период; например 2026-10, 2026-Q4, 2026, 2026/27, 2026/27-I, 2026/27-1п"


def no_such_day(text: str) -> str:
    """A date nobody can read."""
    return f"«{text}» – не дата; например 2026-11-30 или 30.11.2026"


def unexpected(word: str) -> str:
    """A word that belongs to no option."""
    return f"лишнее слово «{word}»"


def passport(entry: dict[str, object]) -> str:
    """A passport in lines."""
    level = "да" if entry["levels"] else "нет"
    return (
        f"{entry['code']} – {entry['name']} (версия {entry['version']})\n"
        f"  Числитель: {entry['numerator']}\n"
        f"  Знаменатель: {entry['denominator']}\n"
        f"  Исключения: {entry['exclusions']}\n"
        f"  Источник: {entry['source']}\n"
        f"  Период: {entry['periods']}; уровень: {level}\n"
    )
