"""The demo's made-up world: two municipalities that do not exist and people with names out of a hat."""

from dataclasses import dataclass

BOT_NAME = "Наставник"
ORGANISATION = {
    "operator_name": "МКУ «Центр развития образования» (вымышленное), г. Златополье, ул. Школьная, 1, ИНН 0000000000",
    "operator_address": "г. Златополье, ул. Школьная, 1",
    "consent_until": "окончания участия в проекте",
    "consent_erase_within": "30 дней",
    "help_contact": "координатор, кабинет 12, тел. 0-00-00",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the demo."""

    code: str
    full_name: str
    short_name: str
    kind: str


PLACES = (
    Place("ЗЛТ", "муниципальное образование город Златополье", "МО город Златополье", "city"),
    Place("ТХО", "муниципальное образование Тихоозёрский район", "МО Тихоозёрский район", "district"),
)

# Code, municipality, name, kind, number, status.
SCHOOLS = (
    ("Ш6", "ЗЛТ", "МБОУ СОШ № 6", "secondary", 6, "low_results"),
    ("Ш17", "ЗЛТ", "МБОУ СОШ № 17", "secondary", 17, "hard_conditions"),
    ("Г1", "ЗЛТ", "МБОУ гимназия № 1", "gymnasium", 1, "mentor_school"),
    ("ТШ3", "ТХО", "МБОУ СОШ № 3", "secondary", 3, "low_results"),
)

TEACHERS = {"Ш6": 28, "Ш17": 22, "ТШ3": 12}

LAST_NAMES = (
    "Ясенева", "Полынина", "Вересова", "Камышова", "Осокина", "Ковылина", "Чабрецова", "Душицына", "Мятлева", "Зверобоева",
    "Клеверова", "Ромашкина", "Лютикова", "Незабудкина", "Барвинкова", "Шалфеева", "Тимьянова", "Иванчаева", "Пижмина",
    "Цикориева", "Донникова", "Люпинова", "Подорожная", "Солнцева", "Рябинина", "Калинкина", "Боярышникова", "Шиповникова",
)  # fmt: skip
FIRST_NAMES = ("Анна", "Мария", "Ольга", "Елена", "Татьяна", "Ирина", "Наталья", "Светлана", "Галина", "Вера")
PATRONYMICS = ("Андреевна", "Борисовна", "Викторовна", "Дмитриевна", "Ивановна", "Михайловна", "Павловна", "Сергеевна")


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody in whose shoes a visitor can stand."""

    code: str
    name: tuple[str, str, str]
    role: str
    place: str
    school: str
    caption: str
    group: str


CAST = (
    Cast(
        "П-06-01", ("Ясенева", "Анна", "Андреевна"), "R_TCH", "ЗЛТ", "Ш6", "учитель математики, школа № 6", "Педагоги"
    ),
    Cast(
        "П-06-02",
        ("Полынина", "Мария", "Борисовна"),
        "R_TCH",
        "ЗЛТ",
        "Ш6",
        "учитель русского языка, школа № 6",
        "Педагоги",
    ),
    Cast(
        "П-17-01", ("Вересова", "Ольга", "Викторовна"), "R_TCH", "ЗЛТ", "Ш17", "учитель физики, школа № 17", "Педагоги"
    ),
    Cast("Т-01", ("Липина", "Ирина", "Павловна"), "R_TUT", "ЗЛТ", "Г1", "тьютор, математика", "Сопровождение"),
    Cast(
        "Н-01",
        ("Дубравин", "Пётр", "Сергеевич"),
        "R_MNT",
        "ЗЛТ",
        "Г1",
        "наставник, директор гимназии № 1",
        "Сопровождение",
    ),
    Cast("Р-06-01", ("Кленова", "Вера", "Ильинична"), "R_MGR", "ЗЛТ", "Ш6", "директор школы № 6", "Школа"),
    Cast(
        "К-01",
        ("Берёзкина", "Елена", "Львовна"),
        "R_CRD",
        "ЗЛТ",
        "",
        "координатор, г. Златополье",
        "Координаторы и регион",
    ),
    Cast(
        "К-02",
        ("Сосновский", "Олег", "Юрьевич"),
        "R_CRD",
        "ТХО",
        "",
        "координатор, Тихоозёрский район",
        "Координаторы и регион",
    ),
    Cast("РО-01", ("Кедрова", "Нина", "Егоровна"), "R_REG", "", "", "региональный оператор", "Координаторы и регион"),
)
POSTS = {"R_TCH": "учитель", "R_MGR": "директор", "R_TUT": "учитель, тьютор", "R_MNT": "директор, наставник"}


def code(letter: str, school: str, number: int) -> str:
    """«П-06-01»: the person's code in the demo."""
    digits = "".join(char for char in school if char.isdigit())
    return f"{letter}-{int(digits):02}-{number:02}" if school != "ТШ3" else f"{letter}-Т3-{number:02}"


def greeting() -> str:
    """The first line that each of the demo's people says."""
    return "/menu"
