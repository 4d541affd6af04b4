"""Russian names of everything chosen from a list: the code in the database, the name shown, the other spellings read.

The lists themselves are data: lists.toml, which an installation may correct. The first spelling is the one that is
shown and exported.
"""

import tomllib
from pathlib import Path

Spellings = dict[str, tuple[str, ...]]


def _read() -> dict[str, Spellings]:
    raw = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
    return {name: {code: tuple(spellings) for code, spellings in words.items()} for name, words in raw.items()}


# By the name that the workbook's layout uses.
LISTS: dict[str, Spellings] = _read()

ROLES = LISTS["role"]
SCHOOL_STATUSES = LISTS["school_status"]
SUBJECTS = LISTS["subject"]
INDIVIDUAL_FORMATS = LISTS["individual_format"].keys()

ANY_SUBJECT = "все предметы"  # of an association whose head teaches none in particular

# A form's own word for the centre it asks about → the code that permissions know.
CENTRES = {"МТКП": "mtkp", "МНЦ": "mnc"}

# «Кому: педагоги, тьюторы».
ROLES_PLURAL = {
    "R_TCH": "педагоги",
    "R_MGR": "управленческие команды",
    "R_SMO": "руководители ШМО",
    "R_TUT": "тьюторы",
    "R_MNT": "наставники",
    "R_EXP": "эксперты",
    "R_CUR": "кураторы",
    "R_CRD": "координаторы",
    "R_DIR": "руководители центров",
    "R_UO": "специалисты управления образования",
    "R_REG": "региональные операторы",
    "R_ADM": "администраторы",
}


def _shown(names: Spellings, code: str) -> str:
    return names[code][0] if code in names else code


def role_name(code: str) -> str:
    """«педагог» for R_TCH."""
    return _shown(ROLES, code)


def status_name(code: str) -> str:
    """«ШНОР» for low_results."""
    return _shown(SCHOOL_STATUSES, code)


OTHER_SUBJECTS = "другие предметы"  # of a group beside those that have a subject


def subject_name(code: str) -> str:
    """«математика» for mathematics; a subject outside the list is its own name."""
    return _shown(SUBJECTS, code)


def form_name(code: str) -> str:
    """«семинары» for seminar: the name under which events of a format are counted."""
    return _shown(LISTS["counts_as"], code)


def counted_alike() -> dict[str, str]:
    """Formats that are counted under another one's name, and that one: practice_seminar → seminar."""
    first: dict[str, str] = {}
    for code, names in LISTS["counts_as"].items():
        first.setdefault(names[0], code)
    return {code: first[names[0]] for code, names in LISTS["counts_as"].items() if first[names[0]] != code}
