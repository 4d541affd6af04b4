"""The codes that the database keeps for things chosen from a list; their Russian names are in texts.reference.

A list's order is the order in which people see it.
"""

# Roles of domain section 2.
TEACHER, TEAM, SMO_HEAD = "R_TCH", "R_MGR", "R_SMO"
TUTOR, MENTOR, EXPERT, CURATOR = "R_TUT", "R_MNT", "R_EXP", "R_CUR"
COORDINATOR, CENTRE_HEAD, EDUCATION_OFFICE = "R_CRD", "R_DIR", "R_UO"
REGIONAL_OPERATOR, ADMINISTRATOR = "R_REG", "R_ADM"
ROLES = (
    TEACHER, TEAM, SMO_HEAD, TUTOR, MENTOR, EXPERT, CURATOR,
    COORDINATOR, CENTRE_HEAD, EDUCATION_OFFICE, REGIONAL_OPERATOR, ADMINISTRATOR,
)  # fmt: skip

# Roles above any municipality: nobody inside one may hand them out.
REGIONAL_ROLES = frozenset({REGIONAL_OPERATOR, ADMINISTRATOR})

# Roles that see or run a whole municipality: they are not given by a slip of the finger.
POWERFUL_ROLES = REGIONAL_ROLES | {COORDINATOR, CENTRE_HEAD, EDUCATION_OFFICE}

LOW_RESULTS, HARD_CONDITIONS, PROJECT_500 = "low_results", "hard_conditions", "p500"
BIASED, MENTOR_SCHOOL, LEFT_LIST, NEEDS_SUPPORT = "biased", "mentor_school", "left_list", "needs_support"
SCHOOL_STATUSES = (LOW_RESULTS, HARD_CONDITIONS, PROJECT_500, BIASED, MENTOR_SCHOOL, LEFT_LIST, NEEDS_SUPPORT)

# A school is in the register of supported schools while it has one of these.
REGISTER_STATUSES = frozenset({LOW_RESULTS, HARD_CONDITIONS, PROJECT_500})
