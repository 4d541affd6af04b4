"""What indicators of facts count: relations of units, by the name that passports call them.

A relation is a function from a cut to a select with one row a unit; see indicators.units for the columns.
"""

from collections.abc import Callable, Mapping
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

RELATIONS: Mapping[str, Callable[[Cut], Select[Any] | CompoundSelect[Any]]] = {
    "needs": needs,
    "needy_people": needy_people,
    "events": events,
    "helped": helped,
    "accompanied": accompanied,
    "requests": requests,
    "supported": supported,
    "groups_in_need": groups_in_need,
    "plan_items": plan_items,
    "ways_in": facilities.ways_in,
    "library": facilities.library,
    "agreements": facilities.agreements,
    "joint_events": facilities.joint_events,
    "people_to_guide": routes.people_to_guide,
    "route_items": routes.route_items,
    "route_needs": routes.route_needs,
    "routes": routes.routes,
    "teacher_checkins": teacher_checkins,
    "tutor_checkins": tutor_checkins,
    "diagnosed_teachers": diagnosis.diagnosed_teachers,
    "category_lines": diagnosis.category_lines,
    "tested_people": diagnosis.tested_people,
    "levels_found": diagnosis.levels_found,
    "level_lines": diagnosis.level_lines,
    "change_lines": diagnosis.change_lines,
    "one_year_people": diagnosis.one_year_people,
    "advanced_teachers": diagnosis.advanced_teachers,
    "mnc_documents": documents.required_documents("mnc"),
    "mtkp_documents": documents.required_documents("mtkp"),
    "management_mechanism": documents.stages("management_mechanism", "MGMT"),
    "teaching_mechanism": documents.stages("teaching_mechanism", "PRED", "METH", "ASSESS"),
    "deficit_procedures": documents.procedures,
    "schools_in_transition": documents.schools_in_transition,
    "mentors": centres.staff("mnc"),
    "tutors": centres.staff("mtkp"),
    "schools_in_contact": centres.schools_in_contact,
    "decisions_due": centres.decisions_due,
    "schools_that_left": centres.schools_that_left,
    "serious_deficits": progress.serious_deficits,
    "team_members": progress.team_members,
    "tutored_teachers": progress.tutored_teachers,
    "members_to_guide": associations.members_to_guide,
    "members": associations.members,
    "shared_materials": associations.shared_materials,
    "association_documents": association_reports.documents,
    "association_meetings": association_reports.meetings,
    "association_visits": association_reports.visits,
    "association_topics": association_reports.topics,
    "participants_told": association_reports.participants_told,
    "materials_told": association_reports.materials_told,
    "association_subjects": association_reports.subjects,
    "taught_results": taught.taught_results,
    "subject_results": taught.subject_results,
    "open_risks": centres.open_risks,
    "register_schools": teachers.register_schools,
}
