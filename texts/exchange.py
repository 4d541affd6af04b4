"""Words about the exchange workbook: what is wrong with it and what to do, what an import changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from texts import survey_problems
from texts.grammar import listed, quoted
from texts.workbook import NO, YES, Column, Level

YES_WORDS = (YES, "1", "истина", "true")
NO_WORDS = (NO, "0", "ложь", "false")
EMPTY = "пусто"
YEAR = "г"  # 01.09.2026 г.
SCHOOL_YEAR_TAILS = ("", "учебный год", "уч. год", "уч.год", "уч. г.", "уч.г.")
MARK_AUTHOR = "Наставник"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a workbook: where, what kind, with which details. A warning stops nothing."""

    kind: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    level: Level = "error"

    @property
    def cell(self) -> str:
        """Address of the cell, such as D7; "" when the problem is not about one."""
        return f"{self.letter}{self.row}" if self.letter and self.row else ""

    def as_warning(self) -> "Problem":
        """The same, but it stops nothing."""
        return replace(self, level="warning")


_ROWS = 5  # numbers that are told of a problem that many rows have
_SAVE_AS = "Откройте файл в Excel или LibreOffice и сохраните как «Книга Excel (.xlsx)»."
_DATE = "Напишите день, месяц и год так: 01.09.2026."

# Kind of problem → what is wrong, what to do.
_WORDS: dict[str, tuple[str, str]] = survey_problems.WORDS | {
    # the file as a whole
    "empty_file": ("Файл пустой.", "Проверьте, что он сохранён, и попробуйте ещё раз."),
    "too_large": ("Файл больше {limit} МБ.", "Разделите книгу на части: листы можно загружать по очереди."),
    "not_excel": ("Это не книга Excel.", _SAVE_AS),
    "csv": ("Это текстовый файл (например, CSV), а не книга Excel.", _SAVE_AS),
    "old_excel": ("Это книга старого Excel (.xls).", _SAVE_AS),
    "binary_excel": ("Это двоичная книга Excel (.xlsb).", _SAVE_AS),
    "ods": ("Это таблица LibreOffice (.ods).", _SAVE_AS),
    "word": ("Это документ Word.", "Данные принимаются в книге Excel (.xlsx)."),
    "encrypted": ("Книга закрыта паролем.", "Снимите пароль: «Файл – Сведения – Защита книги» – и сохраните."),
    "macros": ("В книге есть макросы.", "Сохраните её без макросов: «Сохранить как – Книга Excel (.xlsx)»."),
    "external_links": (
        "Книга ссылается на другие файлы или источники данных.",
        "Скопируйте данные и вставьте их как значения, а связи удалите: «Данные – Изменить связи».",
    ),
    "doctype": ("Внутри файла есть то, чего в книгах Excel не бывает (DOCTYPE).", _SAVE_AS),
    "damaged": ("Файл повреждён и не читается.", _SAVE_AS),
    "bomb": (
        "Файл распаковывается в слишком большой объём.",
        "Удалите лишние листы и пустые строки и сохраните книгу заново.",
    ),
    "too_heavy": (
        "Книга слишком большая: её не удалось прочитать за отведённые время и память.",
        "Разделите её на части: листы можно загружать по очереди.",
    ),
    "no_sheets": (
        "В книге нет ни одного знакомого листа.",
        "Возьмите пустой шаблон: листы называются {sheets} и так далее.",
    ),
    # a sheet
    "unknown_sheet": ("Незнакомый лист, он не читается.", "{suggestion}"),
    "sheet_twice": ("Таких листов в книге два.", "Оставьте один лист с этим названием."),
    "no_headings": ("В первой строке нет знакомых заголовков.", "В первой строке должны стоять заголовки: {names}."),
    "headings_not_first": ("Заголовки стоят не в первой строке.", "Удалите строки над заголовками."),
    "missing_column": ("Нет обязательной колонки «{name}».", "Добавьте колонку с таким заголовком и заполните её."),
    "heading_twice": ("Заголовок «{name}» стоит дважды: {first} и {second}.", "Оставьте одну такую колонку."),
    "no_heading": (
        "В колонке {letter} есть данные, а заголовка нет: она не читается.",
        "Если эти данные нужны, впишите заголовок.",
    ),
    "unknown_column": ("Незнакомая колонка «{name}», она не читается.", "{suggestion}"),
    "too_many_rows": (
        "На листе больше {limit} строк: есть заполненная ячейка {cell}.",
        "Удалите лишнее или разделите лист на две книги.",
    ),
    "too_many_columns": ("На листе больше {limit} колонок: есть заполненная ячейка {cell}.", "Удалите лишние колонки."),
    # a cell
    "required": ("Не заполнено.", "Здесь обязательно должно стоять значение."),
    "merged": (
        "Ячейка объединена с соседними, и для этой строки значения нет.",
        "Разъедините ячейки и заполните каждую.",
    ),
    "no_value": (
        "Здесь формула, а её значения в файле нет.",
        "Откройте книгу в Excel и сохраните ещё раз или вставьте значение вместо формулы.",
    ),
    "excel_error": ("В ячейке ошибка Excel: {value}.", "Исправьте формулу или впишите значение."),
    "bad_date": ("«{value}» – не похоже на дату.", _DATE),
    "unclear_date": ("«{value}» можно прочитать по-разному.", _DATE),
    "number_for_date": (
        "Здесь число {value}, а не дата.",
        "Задайте ячейке формат «Дата» или напишите так: 01.09.2026.",
    ),
    "far_date": ("Дата {value} слишком далека от наших дней.", "Проверьте год."),
    "bad_flag": ("«{value}» – непонятно, да или нет.", "Напишите «да» или «нет»."),
    "bad_moment": ("«{value}» – не похоже на дату и время.", "Напишите так: 01.10.2026 14:05."),
    "bad_school_year": (
        "«{value}» – не похоже на учебный год.",
        "Напишите два года подряд через косую черту: 2026/27.",
    ),
    "bad_period": (
        "«{value}» – не похоже на период.",
        "Напишите, например, 2026-Q4 (IV квартал), 2026-10 (октябрь) или 2026/27-II (II четверть).",
    ),
    "text_is_date": ("Excel превратил запись в дату {value}.", "Задайте колонке формат «Текст» и впишите заново."),
    "number_is_date": ("Excel превратил число в дату {value}.", "Задайте ячейке формат «Числовой» и впишите заново."),
    "bad_decimal": ("«{value}» – не число.", "Напишите только цифры; дробную часть отделите запятой: 2,15."),
    "small_percent": (
        "Здесь записано {value} – это не больше одного процента.",
        "Если в Excel видно, например, 85 %, напишите просто 85.",
    ),
    "too_small": ("{value} меньше {limit}.", "Здесь может стоять число не меньше {limit}."),
    "too_big": ("{value} больше {limit}.", "Здесь может стоять число не больше {limit}."),
    "bad_integer": ("«{value}» – не целое число.", "Напишите только цифры."),
    "not_in_list": ("Значения «{value}» нет в списке.", "Подойдёт одно из: {names}.{suggestion}"),
    "unknown_word": (
        "Слова «{value}» нет в списке, записано будет как есть.",
        "Если это опечатка, исправьте.{suggestion}",
    ),
    "bad_timezone": ("Часового пояса «{value}» нет.", "Напишите, например, Europe/Moscow."),
    "code_is_date": ("Excel превратил код в дату {value}.", "Задайте колонке формат «Текст» и впишите код заново."),
    "long_number": ("Excel округлил длинное число: {value}.", "Задайте колонке формат «Текст» и впишите номер заново."),
    "long_code": ("Код длиннее {limit} знаков.", "Придумайте код покороче."),
    "code_with_semicolon": ("В коде «{value}» есть точка с запятой.", "Она разделяет списки: уберите её из кода."),
    "long_text": ("Текст длиннее {limit} знаков.", "Сократите его."),
    # a row beside the others
    "not_found": (
        "«{value}» не найдено.",
        "Проверьте код: такой строки нет ни на листе «{target}», ни в базе.{suggestion}",
    ),
    "none_of": ("Не заполнено ни {names}.", "Заполните одну из этих колонок."),
    "more_than_one": ("Заполнены и {names}.", "Будет записано то, что стоит в колонке «{first}»."),
    "out_of_order": (
        "«{last}» ({until}) раньше, чем «{first}» ({since}).",
        "Проверьте обе даты: записано будет как есть.",
    ),
    "state_needs": (
        "Стоит «{value}», а колонка «{name}» пустая.",
        "Заполните её: без этого запись может не попасть в показатели.",
    ),
    "state_denies": ("Стоит «{value}», а колонка «{name}» заполнена.", "Проверьте, какое из двух верно."),
    "circle": (
        "Запись «{value}» оказывается частью самой себя: {way}.",
        "Оставьте «Часть мероприятия» пустой у главного мероприятия.",
    ),
    "until_before_since": ("«{until}» раньше, чем «{since}».", "Поменяйте даты местами или исправьте одну из них."),
    "code_twice": (
        "Код «{value}» уже стоит в строке {first}, и там написано другое.",
        "Оставьте одну строку или дайте второй другой код.",
    ),
    "key_twice": ("Эта же запись уже стоит в строке {first}, и там написано другое.", "Оставьте одну из двух строк."),
    "row_twice": ("Строка повторяет строку {first}.", "Она будет записана один раз."),
    "overlap": ("Сроки пересекаются: {other}.", "Если это одно и то же, закончите прежнюю запись датой «По»."),
    "second_tutor": (
        "У этого педагога по этому предмету в эти дни уже есть тьютор: {other}.",
        "Закончите одно закрепление датой «По» или поставьте «да» в колонке «Совместно».",
    ),
    "second_route": (
        "На этот учебный год уже есть согласованный или действующий ИОМ: {other}.",
        "Правки вносят в тот же маршрут; если маршрут новый, завершите или прекратите прежний.",
    ),
    "two_main": (
        "Два основных места работы в одни и те же дни: {other}.",
        "Оставьте «да» в колонке «Основное» у одного.",
    ),
    "similar_code": (
        "Код «{value}» похож на «{other}».",
        "Если это одно и то же, исправьте: могли смениться раскладка или регистр букв либо пропасть ноль.",
    ),
    "namesake": (
        "Есть человек с такими же именем и фамилией: код «{other}».",
        "Если это один человек, оставьте один код.",
    ),
    "spelling_taken": (
        "Написание «{value}» уже ведёт к другому муниципалитету.",
        "Одно написание может вести только к одному муниципалитету.",
    ),
    "school_elsewhere": ("Школа «{school}» относится к другому муниципалитету.", "Проверьте муниципалитет и школу."),
    # what a coordinator may not do
    "foreign_municipality": (
        "Муниципалитет «{value}» не найден.",
        "Координатор загружает данные только своего муниципалитета; новый заводит региональный оператор.{suggestion}",
    ),
    "code_taken": (
        "Код «{value}» использовать нельзя.",
        "Возьмите другой, например с буквами Вашего муниципалитета впереди.",
    ),
    "untied_person": (
        "Непонятно, где работает этот человек.",
        "Добавьте в эту же книгу строку на лист «Места работы» или «Роли» в Вашем муниципалитете.",
    ),
    "forbidden_role": ("Роль «{value}» даёт только администратор.", "Удалите эту строку из книги."),
    "needs_place": ("Не указан муниципалитет.", "Координатор заполняет колонку «{name}» своим муниципалитетом."),
    "clash": (
        "Такая запись уже есть, но Вам она не видна.",
        "Попросите регионального оператора проверить лист «{sheet}».",
    ),
    "role_needs_place": ("Не указано, где действует роль «{value}».", "Заполните колонку «{name}»."),
    "too_many_problems": ("И ещё замечаний: не меньше {count}.", "Исправьте эти и проверьте книгу снова."),
}


def what(problem: Problem) -> str:
    """What is wrong."""
    return _WORDS[problem.kind][0].format_map(problem.details)


def remedy(problem: Problem) -> str:
    """What to do about it."""
    return _WORDS[problem.kind][1].format_map(problem.details).strip()


def place(problem: Problem) -> str:
    """«Лист «Школы», строка 7, колонка «Тип» (D7)»; "" for the file as a whole."""
    parts = [f"Лист «{problem.sheet}»"] if problem.sheet else []
    if problem.row:
        parts.append(f"строка {problem.row}" if parts else f"Строка {problem.row}")
    if problem.column:
        parts.append(f"колонка «{problem.column}»" + (f" ({problem.cell})" if problem.cell else ""))
    return ", ".join(parts)


def line(problem: Problem) -> str:
    """The whole problem on one line: where, what, what to do."""
    lead = "Предупреждение. " if problem.level == "warning" else ""
    where = place(problem)
    words = " ".join(part for part in (what(problem), remedy(problem)) if part)
    return f"{lead}{where}: {words}" if where else f"{lead}{words}"


def folded(problems: Iterable[Problem]) -> list[str]:
    """The problems as lines, the same one of several rows of a column told once."""
    alike: dict[tuple[str, str, str, str], list[Problem]] = {}
    for each in problems:
        alike.setdefault((each.sheet, each.column, what(each), remedy(each)), []).append(each)
    return [line(same[0]) if len(same) == 1 else _of_rows(same) for same in alike.values()]


def _of_rows(same: Sequence[Problem]) -> str:
    numbers = [str(each.row) for each in same]
    rows = ", ".join(numbers[:_ROWS]) + (f" и ещё {len(numbers) - _ROWS}" if len(numbers) > _ROWS else "")
    column = f", колонка «{same[0].column}»" if same[0].column else ""
    return f"Лист «{same[0].sheet}»{column}, строки {rows}: {what(same[0])} {remedy(same[0])}".strip()


def hint(column: Column) -> str:
    """What to write into a column, for whoever fills in the empty book."""
    lines = ["Обязательно." if column.required else "Можно не заполнять.", column.hint]
    if column.list:
        names = ", ".join(spellings[0] for spellings in column.choices.values())
        lines.append(f"Например: {names}." if column.open else f"Одно из: {names}.")
    return "\n".join(line for line in lines if line)


def perhaps(word: str, *, layout: bool = False) -> str:
    """« Возможно, имелось в виду «Ш6».», to stand behind a remedy; "" without a word."""
    if not word:
        return ""
    hint = " (проверьте раскладку: латинские и русские буквы выглядят одинаково)" if layout else ""
    return f" Возможно, имелось в виду «{word}»{hint}."


def neither(names: list[str]) -> str:
    """««Человек», ни «Школа»», to stand behind «ни»."""
    return ", ни ".join(f"«{name}»" for name in names)


def both(names: list[str]) -> str:
    """««Человек», и «Школа»», to stand behind «и»."""
    return ", и ".join(f"«{name}»" for name in names)


def row_number(number: int) -> str:
    """«строка 7» for a row of the book."""
    return f"строка {number}"


def already_stored(words: str) -> str:
    """A row that is in the database and not in the book."""
    return f"уже записано – {words}"


# --- what an import does ------------------------------------------------------------------------------------------


def difference(column: str, was: str, now: str) -> str:
    """«название – было «…», стало «…»»; «стёрто – телефон, было «…»»."""
    if not now:
        return f"стёрто – {_lower(column)}, было {_quoted(was)}"
    return f"{_lower(column)} – было {_quoted(was)}, стало {_quoted(now)}"


def changed_unseen(columns: Sequence[tuple[str, bool]]) -> list[str]:
    """Changes whose values are personal and not repeated; of each column whether it is emptied."""
    changed = [_lower(column) for column, emptied in columns if not emptied]
    emptied = [_lower(column) for column, emptied in columns if emptied]
    told = (("изменено", changed), ("стёрто", emptied))
    return [f"{word} – {listed(names)}" for word, names in told if names]


def row_line(row: str, differences: list[str]) -> str:
    """«Школа Ш6: название – было …, стало …»."""
    return f"{row[:1].upper()}{row[1:]}: {'; '.join(differences)}"


def sheet_line(name: str, added: int, changed: int, unchanged: int) -> str:
    """«Школы: добавится 3, изменится 1, без изменений 5»; what does not happen is left out."""
    return _counts(name, {"добавится": added, "изменится": changed, "без изменений": unchanged})


def stored_line(name: str, added: int, changed: int, unchanged: int) -> str:
    """«Школы: добавлено 3, изменено 1, без изменений 5»."""
    return _counts(name, {"добавлено": added, "изменено": changed, "без изменений": unchanged})


def _counts(name: str, counts: Mapping[str, int]) -> str:
    return f"{name}: {', '.join(f'{word} {count}' for word, count in counts.items() if count)}"


def will_erase(cells: int) -> str:
    """How many filled cells an import would empty."""
    return f"Будет стёрто значений: {cells}"


def erased(cells: int) -> str:
    """How many filled cells the import has emptied."""
    return f"Стёрто значений: {cells}"


OTHERS_UNCHANGED = "Остальные листы без изменений"


NO_ROWS = "В книге нет ни одной строки. Заполните её и попробуйте ещё раз."
NOTHING_CHANGES = "Всё уже записано, изменений нет."
NOTHING_STORED = "Ничего не записано."
DRY_RUN = "Это проверка, ничего не записано."
STORED = "Записано."


def exported(path: str) -> str:
    """After an export on the command line."""
    return f"Выгружено в {path}."


def no_municipality(code: str) -> str:
    """For an unknown code on the command line."""
    return f"Муниципалитета «{code}» нет. Проверьте код."


def not_a_book_name(path: str) -> str:
    """For a path on the command line whose ending promises another kind of file."""
    return f"Книга сохраняется в формате Excel: назовите файл с окончанием .xlsx, а не {path}."


def cannot_write(path: str) -> str:
    """For a path on the command line where nothing can be written."""
    return f"Не удалось записать файл {path}. Проверьте папку и права."


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _quoted(value: str) -> str:
    return quoted(value) if value else EMPTY
