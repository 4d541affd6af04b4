"""The main figures of facts by school, in SQL as one writes it by hand for SQLite; raced by benchmarks.region.

It leaves out what the region of the benchmark has none of, which is in its favour: needs of teams, corrections of the
production calendar, requests that were withdrawn.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from storage.calendar import PRODUCTION

Found = dict[tuple[int, str, str | None], tuple[int, int | None]]  # school, code, line: numerator and denominator

START, END, LAST = "2026-10-01", "2027-01-01", "2026-12-31"
FAIR = "2026-12-18"  # needs that were confirmed from this day on cannot be served in time
_ON_LAST = f"since <= '{LAST}' and (until is null or until >= '{LAST}')"
_REGISTER = "('low_results', 'hard_conditions', 'p500')"

_HOME = f"""
    create temp table home (person_id integer primary key, school_id, subject);
    insert into home
    select person_id, school_id, iif(instr(subjects, ';'), substr(subjects, 1, instr(subjects, ';') - 1), subjects)
    from (select *, row_number() over (partition by person_id order by
            (until is null or until >= '{LAST}') desc, iif(until < '{LAST}', until, null) desc,
            main desc, since desc, id) place
          from affiliation where since <= '{LAST}')
    where place = 1;
"""  # noqa: S608 - constants

_SEEN = f"""
    create temp table seen as
    select t.activity_id, t.person_id, a.starts, a.format,
        (select w.school_id from affiliation w where w.person_id = t.person_id and w.since <= a.starts
            and (w.until is null or w.until >= a.starts) order by w.main desc, w.since desc, w.id limit 1) school_id
    from activity a join attendance t on t.activity_id = a.id
    left join activity_leader l on l.activity_id = a.id and l.person_id = t.person_id
    where a.status = 'held' and a.starts >= '{START}' and a.starts < '{END}' and t.attended = 1
        and (t.part = 'participant' or t.part = '' and l.person_id is null);
    create temp table helped (person_id integer primary key);
    insert into helped select distinct person_id from seen;
    create temp table met as select distinct activity_id, school_id from seen;
"""  # noqa: S608 - constants

_SERVED = f"""
    create temp table served (person_id integer primary key, school_id);
    insert into served select s.person_id, h.school_id from (
        select person_id from (
            select person_id, first, last, max(last) over (partition by person_id order by first, last, id
                rows between unbounded preceding and 1 preceding) known
            from (select id, person_id, max(julianday(since), julianday('{START}')) first,
                    min(coalesce(julianday(until), julianday('{LAST}')), julianday('{LAST}')) last
                from assignment where kind = 'tutor' and since < '{END}' and (until is null or until >= '{START}')))
        group by person_id having sum(max(0, last - max(first, coalesce(known + 1, first)) + 1)) >= 60) s
    join home h on h.person_id = s.person_id;
    create temp table contact (person_id integer, starts, primary key (person_id, starts)) without rowid;
    insert or ignore into contact select person_id, starts from seen where format in
        ('consultation', 'school_visit', 'lesson_observation', 'supervision', 'consulting', 'psy_consulting');
"""  # noqa: S608 - constants

_UNITS = f"""
    create temp table unit as
    select n.id, n.person_id, n.category, n.subject taught, h.school_id,
        iif(n.confirmed >= '2026-09-17', n.confirmed, '{START}') since
    from need n join home h on h.person_id = n.person_id
    where (n.kind = 'request' or n.level in ('A', 'B') or n.level = 'C' and n.wanted)
        and (n.status in ('confirmed', 'in_work') or n.closed is not null)
        and n.confirmed < '{FAIR}' and (n.closed is null or n.closed >= '{START}');
"""  # noqa: S608 - constants

_TEACHERS = f"""
    create temp table teacher (person_id integer primary key, school_id, subject);
    insert into teacher
    select distinct g.person_id, h.school_id, h.subject from role_grant g join home h on h.person_id = g.person_id
    where g.role = 'R_TCH' and g.since <= '{LAST}' and (g.until is null or g.until >= '{LAST}')
        and h.school_id in (select school_id from school_status where status in {_REGISTER} and {_ON_LAST});
"""  # noqa: S608 - constants

_TARGETED = f"""
    exists (select 1 from activity_need n join activity a on a.id = n.activity_id
            join attendance t on t.activity_id = a.id and t.person_id = u.person_id
            where n.need_id = u.id and a.status = 'held' and a.starts >= u.since and a.starts < '{END}'
                and t.attended = 1 %s)
"""  # noqa: S608 - constants
_ASSIGNED = """
    and exists (select 1 from activity_leader l join assignment g on g.who_id = l.person_id
                where l.activity_id = a.id and g.since <= a.starts and (g.until is null or g.until >= a.starts)
                    and (g.kind = 'tutor' and g.person_id = u.person_id
                            and (u.taught = '' or g.subject in ('', u.taught))
                        or g.kind = 'mentor' and g.school_id = u.school_id and u.category = 'MGMT'))
"""
_COVERED = f"""
    create temp table judged as
    select u.person_id, u.school_id, {_TARGETED % ""} any_, {_TARGETED % _ASSIGNED} covered from unit u;
"""  # noqa: S608 - constants

# Each gives: school, line, and numerator with denominator of each of the codes.
_FIGURES: dict[tuple[str, ...], str] = {
    ("ADR_C", "ADR_C_any"): """
        select school_id, null, sum(covered), count(*), sum(any_), count(*) from judged group by school_id""",
    ("ADR_CT", "ADR_CT1"): """
        select school_id, null, sum(covered = needs), count(*), sum(covered > 0), count(*) from (
            select person_id, school_id, sum(covered) covered, count(*) needs from judged group by person_id)
        group by school_id""",
    ("ADR_W", "RMT"): """
        select m.school_id, null, sum(aimed and linked), sum(aimed), sum(remote), count(*)
        from met m join (
            select a.id, a.format not in ('meeting', 'community_session') aimed,
                a.mode in ('remote', 'recorded', 'mixed') remote,
                exists (select 1 from activity_need l join need n on n.id = l.need_id where l.activity_id = a.id
                    and (n.kind = 'request' or n.level in ('A', 'B') or n.level = 'C' and n.wanted)
                    and (n.status in ('confirmed', 'in_work') or n.closed is not null)
                    and n.confirmed is not null)
                or a.id in (select p.part_of_id from activity p join activity_need l on l.activity_id = p.id
                    join need n on n.id = l.need_id where p.part_of_id is not null and p.status = 'held'
                    and (n.kind = 'request' or n.level in ('A', 'B') or n.level = 'C' and n.wanted)
                    and (n.status in ('confirmed', 'in_work') or n.closed is not null)
                    and n.confirmed is not null) linked
            from activity a where a.part_of_id is null) a on a.id = m.activity_id
        group by m.school_id""",
    ("HLP",): """
        select m.school_id, a.format, count(*), null from met m
        join activity a on a.id = m.activity_id where a.part_of_id is null group by m.school_id, a.format""",
    ("HLP_P",): "select school_id, null, count(distinct person_id), null from seen group by school_id",
    ("REG_C",): """
        select school_id, null, sum((select count(distinct substr(starts, 1, 7)) from contact c
            where c.person_id = s.person_id) >= 2), count(*) from served s group by school_id""",
    ("GAP",): f"""
        select school_id, null, avg(longest), null from (
            select school_id, longest, row_number() over (partition by school_id order by longest) place,
                count(*) over (partition by school_id) people
            from served join (
                select person_id, max(max(gap), julianday('{END}') - julianday(max(starts))) longest from (
                    select person_id, starts, julianday(starts) - lag(julianday(starts), 1, julianday('{START}'))
                        over (partition by person_id order by starts) gap
                    from contact)
                group by person_id
                union all select person_id, julianday('{END}') - julianday('{START}') from served
                where person_id not in (select person_id from contact)) using (person_id))
        where place in ((people + 1) / 2, (people + 2) / 2) group by school_id""",  # noqa: S608 - constants
    ("COV",): f"""
        select school_id, 'teachers', sum(person_id in helped), count(*) from (
            select distinct u.person_id, u.school_id from unit u where not (
                exists (select 1 from role_grant g where g.person_id = u.person_id and g.role = 'R_MGR' and {_ON_LAST})
                and not exists (select 1 from role_grant g where g.person_id = u.person_id and g.role = 'R_TCH'
                    and {_ON_LAST})))
        group by school_id
        union all
        select s.id, 'teams', s.id in (
            select coalesce(g.school_id, v.school_id) from role_grant g join seen v on v.person_id = g.person_id
            where g.role = 'R_MGR' and g.since <= v.starts and (g.until is null or g.until >= v.starts)), 1
        from school s where exists (select 1 from school_status t where t.school_id = s.id and t.status in {_REGISTER}
            and t.since <= '{LAST}' and (t.until is null or t.until >= '{START}'))
        union all
        select school_id, 'associations', sum(helped), count(*) from (
            select k.school_id, max(m.person_id in helped) helped
            from role_grant g join home k on k.person_id = g.person_id join affiliation w on w.person_id = k.person_id
            join affiliation m on m.school_id = k.school_id and m.since <= '{LAST}'
                and (m.until is null or m.until >= '{LAST}')
                and (m.person_id = g.person_id or w.subjects = '' or instr('; ' || w.subjects || '; ', '; ' ||
                    iif(instr(m.subjects, ';'), substr(m.subjects, 1, instr(m.subjects, ';') - 1), m.subjects) || '; '))
            where g.role = 'R_SMO' and g.since <= '{LAST}' and (g.until is null or g.until >= '{LAST}')
            group by g.person_id, k.school_id
            having max(m.person_id in (select person_id from unit)))
        group by school_id""",  # noqa: S608 - constants
    ("ACC_T", "ACC_D"): f"""
        select school_id, null, sum(first <= answer), count(answer), sum(done <= help or held), count(help) from (
            select (select w.school_id from affiliation w where w.person_id = r.person_id and w.since <= t.day
                    and (w.until is null or w.until >= t.day)
                    order by w.main desc, w.since desc, w.id limit 1) school_id,
                t.answer, t.help, date(coalesce(r.answered_at, r.accepted_at, r.done_at)) first, date(r.done_at) done,
                exists (select 1 from activity_need n join activity a on a.id = n.activity_id
                    where n.need_id = r.need_id and a.status = 'held' and a.starts between t.day and t.help) held
            from request r join term t on t.day = date(r.created_at)
            where r.created_at >= '{START}' and r.created_at < '{END}')
        group by school_id""",  # noqa: S608 - constants
    ("ACC_A",): f"""
        select school_id, 'teachers', sum(exists (select 1 from assignment g where g.person_id = t.person_id
            and g.kind = 'tutor' and g.since <= '{LAST}' and (g.until is null or g.until >= '{LAST}')
            and (g.subject = '' or t.subject = '' or g.subject = t.subject))), count(*)
        from teacher t group by school_id
        union all
        select school_id, 'schools',
            school_id in (select school_id from assignment where kind = 'mentor' and {_ON_LAST}), 1
        from (select distinct school_id from school_status where status in {_REGISTER} and {_ON_LAST})""",  # noqa: S608 - constants
    ("PK", "DIA0", "DIA3"): f"""
        select school_id, null, sum(taught), count(*), sum(found), count(*), sum(taught), count(*) from (
            select school_id, exists (select 1 from course c where c.person_id = t.person_id and c.ends > '2025-12-31'
                and c.ends <= '{LAST}') taught,
                person_id in (select person_id from diagnosis where held >= '{START}' and held < '{END}') found
            from teacher t)
        group by school_id""",  # noqa: S608 - constants
    ("CNT", "INN"): f"""
        select school_id, 'teachers', sum(person_id in (select person_id from contest
                where kind in ('', 'contest', 'conference') and held between '2026-01-01' and '{LAST}')), count(*),
            sum(person_id in (select person_id from contest
                where kind = 'innovation' and held between '2026-01-01' and '{LAST}')), count(*)
        from teacher group by school_id""",  # noqa: S608 - constants
    ("IOM1",): """
        select h.school_id, null, sum(exists (select 1 from iom i where i.person_id = l.person_id
            and i.school_year = '2026/27' and i.status <> 'draft' and i.approved <= '2026-09-30')), count(*)
        from (select distinct person_id from (
            select person_id, coalesce(instr('DCBA', nullif(expert_level, '')) - 1,
                    case when test_percent < 50 then 3 when test_percent < 70 then 2 when test_percent < 85 then 1
                        when test_percent is not null then 0 end,
                    case when self_score >= 2.25 then 3 when self_score >= 1.25 then 2 when self_score >= 0.5 then 1
                        when self_score is not null then 0 end) severity,
                row_number() over (partition by person_id, category, subject order by
                    case when expert_level <> '' then 3 when test_percent is not null then 2 else 1 end desc,
                    iif(expert_level = '', test_percent, 0) desc, held desc, id desc) place
            from diagnosis where school_year = '2026/27'
                and (expert_level <> '' or test_percent is not null or self_score is not null))
            where place = 1 and severity >= 2) l
        join home h on h.person_id = l.person_id group by h.school_id""",
    ("IOM2", "IOM3"): f"""
        select h.school_id, null, sum(i.status = 'done' and i.accepted), count(*),
            sum(i.status = 'done' and i.accepted and coalesce(i.done <= i.due_until, 0)), count(*)
        from iom_item i join iom r on r.id = i.iom_id join home h on h.person_id = r.person_id
        where r.status <> 'draft' and i.status <> 'dropped' and i.due_until >= '{START}' and i.due_until < '{END}'
        group by h.school_id""",  # noqa: S608 - constants
}


def _checkins(side: str) -> str:
    """Check-ins of one side: in the window, accepted a little late; routes of which nobody asked are owed as well."""
    return f"""
        with asked as materialized (
            select k.municipality_id, h.school_id, c.period, c.submitted_at, c.opens, c.closes,
                r.status in ('finished', 'stopped') and c.submitted_at is null and not exists (
                    select 1 from iom_checkin f where f.iom_id = r.id and f.opens > c.opens) ended
            from iom_checkin c join iom r on r.id = c.iom_id join home h on h.person_id = r.person_id
            join school k on k.id = h.school_id
            where c.period = '2026-Q4' and c.side = '{side}' and r.status <> 'draft')
        select school_id, null, sum(given between opens and closes), count(*),
            sum(given >= opens and (given <= closes or given <= late)), count(*) from (
            select a.school_id, date(a.submitted_at) given, a.opens, a.closes, t.late
            from asked a left join term t on t.day = a.closes where not a.ended
            union all
            select h.school_id, null, w.opens, w.closes, null from iom r cross join home h on h.person_id = r.person_id
            cross join school k on k.id = h.school_id
            cross join (select municipality_id, period, min(opens) opens, max(closes) closes from asked
                group by municipality_id, period) w on w.municipality_id = k.municipality_id
            where r.status = 'active' and (r.approved is null or r.approved <= w.opens) and r.school_year = '2026/27'
                and not exists (select 1 from iom_checkin c
                    where c.iom_id = r.id and c.period = w.period and c.side = '{side}'))
        group by school_id"""  # noqa: S608 - constants


_FIGURES[("IOM4", "IOM4_late")] = _checkins("teacher")
_FIGURES[("IOM4T", "")] = _checkins("tutor")
CODES = tuple(code for codes in _FIGURES for code in codes if code)
_TABLES = ("home", "seen", "helped", "met", "served", "contact", "unit", "judged", "teacher", "term")


def measured(database: sqlite3.Connection) -> list[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """The rows of each statement."""
    for name in _TABLES:
        database.execute(f"drop table if exists temp.{name}")
    for script in (_HOME, _SEEN, _SERVED, _UNITS, _TEACHERS, _COVERED):
        database.executescript(script)
    database.execute("create temp table term (day date primary key, answer, help, late)")
    database.executemany("insert into term values (?, ?, ?, ?)", _terms())
    return [(codes, database.execute(statement).fetchall()) for codes, statement in _FIGURES.items()]


def found(rows: list[tuple[tuple[str, ...], list[tuple[Any, ...]]]]) -> Found:
    """The same as figures."""
    return {
        (school_id, code, line): (numbers[2 * place] or 0, numbers[2 * place + 1])
        for codes, listed in rows
        for school_id, line, *numbers in listed
        for place, code in enumerate(codes)
        if code
    }


def _terms() -> Iterator[tuple[str, str | None, str | None, str | None]]:
    """For each day the third and the fifteenth working day after it within the quarter, and the fifth at all."""
    day, last = date(2026, 10, 1), date(2026, 12, 31)
    while day < date(2027, 2, 1):
        ends = [_later(day, number) for number in (3, 15, 5)]
        within = [end.isoformat() if end <= last else None for end in ends[:2]]
        yield (day.isoformat(), within[0], within[1], ends[2].isoformat())
        day += timedelta(days=1)


def _later(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= PRODUCTION.is_working(day)
    return day
