"""Screens on which the audience of a survey is chosen, and the audience in words."""

from collections.abc import Iterable

from texts import survey_actions as act
from texts.reference import ROLES_PLURAL, SUBJECTS, status_name
from texts.screen import Button, Keyboard, Screen, safe
from texts.surveys import short


def audience_words(
    roles: Iterable[str], schools: Iterable[str], subjects: Iterable[str], statuses: Iterable[str]
) -> str:
    """«педагоги; школы № 6, № 17; предметы: физика; статус школы: ШНОР, ШССУ»."""
    parts = [", ".join(ROLES_PLURAL[role] for role in roles)]
    if named := list(schools):
        parts.append(f"{'школа' if len(named) == 1 else 'школы'}: {', '.join(map(safe, named))}")
    if named := list(subjects):
        parts.append(f"предметы: {', '.join(safe(SUBJECTS.get(each, (each,))[0]) for each in named)}")
    if named := list(statuses):
        parts.append(f"статус школы: {', '.join(status_name(each) for each in named)}")
    return "; ".join(parts)


def choose_audience(survey: int, words: str) -> Screen:
    """Which part of the audience to change."""
    keys = Keyboard()
    keys.row(Button("Роли", act.ChooseRoles(survey)), Button("Школы", act.ChooseSchools(survey, 0)))
    keys.row(Button("Предметы", act.ChooseSubjects(survey)), Button("Статус школы", act.ChooseStatuses(survey)))
    return Screen(f"<b>Кому</b>: {words}\n\nЧто изменить?", keys.row(Button("К опросу", act.SurveyCard(survey))).done())


def choose_roles(survey: int, chosen: Iterable[str], offered: Iterable[str]) -> Screen:
    """Roles of the audience, with marks."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(_marked(ROLES_PLURAL[role], on=role in marked), act.ToggleRole(survey, role, role not in marked))
            for role in offered
        ],
        1,
    )
    return Screen("Какие роли?", keys.row(Button("Готово", act.ChooseAudience(survey))).done())


def choose_schools(survey: int, chosen: Iterable[int], schools: list[tuple[int, str]], page: int) -> Screen:
    """Schools of the audience; none marked means all."""
    marked, size = set(chosen), 8
    keys = Keyboard()
    for school, name in schools[page * size : (page + 1) * size]:
        keys.row(
            Button(
                _marked(short(name), on=school in marked), act.ToggleSchool(survey, school, school not in marked, page)
            )
        )
    way = [Button("◀", act.ChooseSchools(survey, page - 1))] if page else []
    if (page + 1) * size < len(schools):
        way.append(Button("▶", act.ChooseSchools(survey, page + 1)))
    if way:
        keys.row(*way)
    return Screen("Какие школы? Ни одной отметки – все.", keys.row(Button("Готово", act.ChooseAudience(survey))).done())


def choose_subjects(survey: int, chosen: Iterable[str], offered: list[str]) -> Screen:
    """Subjects taught here; none marked means all."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(
                _marked(SUBJECTS.get(subject, (subject,))[0], on=subject in marked),
                act.ToggleSubject(survey, place, subject not in marked),
            )
            for place, subject in enumerate(offered)
        ],
        2,
    )
    return Screen(
        "Какие предметы? Ни одной отметки – все.", keys.row(Button("Готово", act.ChooseAudience(survey))).done()
    )


def choose_statuses(survey: int, chosen: Iterable[str], offered: Iterable[str]) -> Screen:
    """School statuses; none marked means all schools."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(
                _marked(status_name(status), on=status in marked),
                act.ToggleStatus(survey, status, status not in marked),
            )
            for status in offered
        ],
        2,
    )
    return Screen(
        "Школы с каким статусом? Ни одной отметки – любые.",
        keys.row(Button("Готово", act.ChooseAudience(survey))).done(),
    )


def _marked(label: str, *, on: bool) -> str:
    return f"✅ {label}" if on else label
