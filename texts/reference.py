"""Russian names of everything chosen from a list: the code in the database, the name shown, the other spellings read.

The first spelling is the one that is shown and exported; all of them and the code itself are accepted at import.
"""

Spellings = dict[str, tuple[str, ...]]

ROLES: Spellings = {
    "R_TCH": ("педагог", "педагог (тьюторант)", "тьюторант", "учитель"),
    "R_MGR": ("управленец", "член управленческой команды", "управленческая команда"),
    "R_SMO": ("руководитель ШМО",),
    "R_TUT": ("тьютор", "муниципальный тьютор"),
    "R_MNT": ("наставник",),
    "R_EXP": ("эксперт",),
    "R_CUR": ("куратор", "куратор школы (500+)", "куратор школы"),
    "R_CRD": ("координатор", "муниципальный координатор"),
    "R_DIR": ("руководитель центра", "руководитель ИМЦ/ЦРО (подписант)", "руководитель ИМЦ/ЦРО"),
    "R_UO": ("управление образования", "специалист управления образования"),
    "R_REG": ("региональный оператор",),
    "R_ADM": ("администратор", "технический администратор"),
}

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

SCHOOL_STATUSES: Spellings = {
    "low_results": ("ШНОР",),
    "hard_conditions": ("ШССУ",),
    "p500": ("500+",),
    "biased": ("необъективность",),
    "mentor_school": ("школа-наставник",),
    "left_list": ("вышла из списка",),
    "needs_support": ("нуждается в поддержке",),
}

ASSIGNMENT_KINDS: Spellings = {"mentor": ("наставник",), "tutor": ("тьютор",), "curator": ("куратор",)}

SCHOOL_KINDS: Spellings = {
    "secondary": ("СОШ", "средняя общеобразовательная школа"),
    "basic": ("ООШ", "основная общеобразовательная школа"),
    "primary": ("НОШ", "начальная общеобразовательная школа"),
    "gymnasium": ("гимназия",),
    "lyceum": ("лицей",),
}

MUNICIPALITY_KINDS: Spellings = {
    "city": ("город", "городской округ"),
    "district": ("район", "муниципальный район"),
    "okrug": ("округ", "муниципальный округ"),
}

SUBJECTS: Spellings = {
    "russian": ("русский язык",),
    "literature": ("литература",),
    "mathematics": ("математика",),
    "physics": ("физика",),
    "chemistry": ("химия",),
    "biology": ("биология",),
    "history": ("история",),
    "social_studies": ("обществознание",),
    "informatics": ("информатика",),
    "foreign_language": ("иностранный язык",),
    "primary_classes": ("начальные классы",),
    "geography": ("география",),
    "safety": ("ОБЗР",),
    "technology": ("технология (труд)", "технология", "труд", "труд (технология)"),
    "physical_education": ("физическая культура", "физкультура"),
    "arts": ("искусство/музыка",),
    "ethics": ("ОДНКНР/ОРКСЭ", "ОДНКНР", "ОРКСЭ"),
    "other_subject": ("иной",),
}

# By the name that the workbook's layout uses.
LISTS: dict[str, Spellings] = {
    "role": ROLES,
    "school_status": SCHOOL_STATUSES,
    "assignment_kind": ASSIGNMENT_KINDS,
    "school_kind": SCHOOL_KINDS,
    "municipality_kind": MUNICIPALITY_KINDS,
    "subject": SUBJECTS,
}


def _shown(names: Spellings, code: str) -> str:
    return names[code][0] if code in names else code


def role_name(code: str) -> str:
    """«педагог» for R_TCH."""
    return _shown(ROLES, code)


def status_name(code: str) -> str:
    """«ШНОР» for low_results."""
    return _shown(SCHOOL_STATUSES, code)


def subject_name(code: str) -> str:
    """«математика» for mathematics; a subject outside the list is its own name."""
    return _shown(SUBJECTS, code)
