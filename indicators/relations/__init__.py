"""What indicators of facts count: relations of units, by the name that passports call them.

A relation is a function from a cut to a select with one row a unit; see indicators.units for the columns.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select

from indicators.relations import (
    association_reports,
    associations,
    centres,
    diagnosis,
    documents,
    facilities,
    progress,
    routes,
    taught,
    teachers,
)
from indicators.relations.checkins import teacher_checkins, tutor_checkins
from indicators.relations.contacts import accompanied
from indicators.relations.coverage import groups_in_need
from indicators.relations.events import events, helped
from indicators.relations.needs import needs, needy_people
from indicators.relations.plans import plan_items
from indicators.relations.requests import requests
from indicators.relations.supported import supported
from indicators.tallies import Cut

Relation = Callable[[Cut], Select[Any] | CompoundSelect[Any]]

# Relations that look at the same things are asked in one statement, which finds these things once. There is no more
# in it than that: SQLite takes the longer over each thing the more tables a statement has.
_TOGETHER: Sequence[Mapping[str, Relation]] = (
    {
        "needs": needs,
        "needy_people": needy_people,
    },
    {
        "groups_in_need": groups_in_need,
        "accompanied": accompanied,
        "helped": helped,
        "events": events,
        "joint_events": facilities.joint_events,
        "schools_in_contact": centres.schools_in_contact,
        "members": associations.members,
    },
    {
        "supported": supported,
        "diagnosed_teachers": diagnosis.diagnosed_teachers,
        "category_lines": diagnosis.category_lines,
        "advanced_teachers": diagnosis.advanced_teachers,
        "taught_results": taught.taught_results,
    },
    {
        "levels_found": diagnosis.levels_found,
        "level_lines": diagnosis.level_lines,
        "change_lines": diagnosis.change_lines,
        "one_year_people": diagnosis.one_year_people,
        "members_to_guide": associations.members_to_guide,
        "team_members": progress.team_members,
        "tutored_teachers": progress.tutored_teachers,
    },
    {
        "routes": routes.routes,
        "route_items": routes.route_items,
        "teacher_checkins": teacher_checkins,
        "tutor_checkins": tutor_checkins,
    },
)
_ALONE: Mapping[str, Relation] = {
    "requests": requests,
    "plan_items": plan_items,
    "ways_in": facilities.ways_in,
    "library": facilities.library,
    "agreements": facilities.agreements,
    "people_to_guide": routes.people_to_guide,
    "route_needs": routes.route_needs,
    "tested_people": diagnosis.tested_people,
    "mnc_documents": documents.required_documents("mnc"),
    "mtkp_documents": documents.required_documents("mtkp"),
    "management_mechanism": documents.stages("management_mechanism", "MGMT"),
    "teaching_mechanism": documents.stages("teaching_mechanism", "PRED", "METH", "ASSESS"),
    "deficit_procedures": documents.procedures,
    "schools_in_transition": documents.schools_in_transition,
    "mentors": centres.staff("mnc"),
    "tutors": centres.staff("mtkp"),
    "decisions_due": centres.decisions_due,
    "schools_that_left": centres.schools_that_left,
    "serious_deficits": progress.serious_deficits,
    "shared_materials": associations.shared_materials,
    "association_documents": association_reports.documents,
    "association_meetings": association_reports.meetings,
    "association_visits": association_reports.visits,
    "association_topics": association_reports.topics,
    "participants_told": association_reports.participants_told,
    "materials_told": association_reports.materials_told,
    "association_subjects": association_reports.subjects,
    "subject_results": taught.subject_results,
    "open_risks": centres.open_risks,
    "register_schools": teachers.register_schools,
}
RELATIONS: Mapping[str, Relation] = {name: each for group in (*_TOGETHER, _ALONE) for name, each in group.items()}


def statement_of(name: str) -> str:
    """The name of the first of the relations that are asked together with this one."""
    return next((next(iter(group)) for group in _TOGETHER if name in group), name)
