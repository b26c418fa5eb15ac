"""The whole registry of a sample university for the autumn semester of 2026, the same for the same seed."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from random import Random

from ejournal.calendar import Semester, last_day
from ejournal.errors import EjournalError
from ejournal.parameters import load_parameters, share_folder
from ejournal.sample.catalogue import by_name, departments, institutes, most_courses
from ejournal.sample.diary import Diary
from ejournal.sample.groups import Enrolment, Group, Row, make_groups
from ejournal.sample.orders import Orders, outages
from ejournal.sample.people import Names
from ejournal.sample.staff import Staff
from ejournal.sample.teaching import Teaching

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""Registry tab -> rows of typed, coded values; references are the referred row's key."""

ACADEMIC_YEAR = "2026-2027"
SEMESTER = Semester("2026-1", date(2026, 9, 1), 16, "odd", (date(2026, 10, 24), date(2026, 12, 19)))
MOST_STUDENTS = 60
HOLIDAYS = {
    date(2026, 10, 16): "День университета, занятий нет",
    date(2026, 11, 9): "Выходной вместо воскресенья 8 ноября",
    date(2027, 3, 10): "Орозо айт",
    date(2027, 5, 17): "Курман айт",
}
"""Days off that are dated anew every year; the fixed ones stand in the parameters."""
BELLS = ((8, 0), (9, 30), (11, 0), (13, 0), (14, 30), (16, 0), (17, 30))
PAIR_MINUTES = 80


def university(groups: int, students: int, courses: int, seed: int, until: date) -> Rows:
    """A registry that passes its check: ``students`` and ``courses`` per group; orders only up to ``until``.

    Raises EjournalError where a number is out of its range.
    """
    _check(groups, students, courses, until)
    random = Random(f"university {seed}")
    found = make_groups(groups, students, SEMESTER.start.year)
    enrolment = Enrolment(found, SEMESTER.start, until, random)
    staff = Staff(Names(random))
    for department in departments():
        staff.hire(department["code"])
    teaching = Teaching(found, courses, SEMESTER.weeks, staff, random)
    timetable = teaching.timetable()
    diary = Diary(teaching, timetable, SEMESTER, days_off())
    orders = Orders(teaching, diary, groups, until, random)
    return {
        **_places(found, staff, random),
        "students": enrolment.students,
        "memberships": enrolment.memberships,
        **_calendar(),
        "curriculum": teaching.curriculum(SEMESTER.code),
        "load": teaching.load(SEMESTER.code),
        "rooms": [{"code": room.code, "building": room.building, "seats": room.seats} for room in teaching.rooms.rooms],
        "timetable": timetable,
        "changes": orders.changes,
        "substitutions": orders.substitutions,
        "teacher_changes": orders.teacher_changes,
        "outages": outages(sorted({group.speciality.institute for group in found}), SEMESTER.start, until, random),
    }


def days_off() -> set[date]:
    """Every holiday of the semester, fixed or dated anew."""
    fixed = load_parameters(share_folder("parameters")).holidays
    return {*fixed.holidays_between(SEMESTER.start, last_day(SEMESTER)), *HOLIDAYS}


def _check(groups: int, students: int, courses: int, until: date) -> None:
    ranges = {
        "groups": (groups, 1, 2000),
        "students": (students, 1, MOST_STUDENTS),
        "courses": (courses, 1, most_courses()),
    }
    for name, (value, least, most) in ranges.items():
        if not least <= value <= most:
            raise EjournalError("out of range", where=name, value=value, remedy=f"Give {least} to {most}")
    if not SEMESTER.start <= until <= last_day(SEMESTER):
        days = f"{SEMESTER.start.isoformat()} to {last_day(SEMESTER).isoformat()}"
        raise EjournalError(
            "outside the sample's semester", where="until", value=until.isoformat(), remedy=f"Give {days}"
        )


def _places(groups: list[Group], staff: Staff, random: Random) -> dict[str, list[Row]]:
    """Institutes, departments, teachers, groups with their heads and curators, and all disciplines."""
    names = Names(random)
    heads = {row["code"]: staff.of(row["code"])[0].name for row in departments()}
    taken = {teacher.name for teacher in staff.teachers}
    return {
        "institutes": [{**row, "director": names.draw(taken)} for row in institutes()],
        "departments": [{**row, "head": heads[row["code"]]} for row in departments()],
        "teachers": [
            {"name": one.name, "department": one.department, "position": one.position, "email": one.email}
            for one in sorted(staff.teachers, key=lambda teacher: teacher.name)
        ],
        "groups": [
            {
                "code": group.code,
                "institute": group.speciality.institute,
                "speciality": group.speciality.name,
                "year_of_study": group.year,
                "language": "русский" if group.order % 2 == 0 else "кыргызский",
                "curator": staff.teachers[group.order % len(staff.teachers)].name,
            }
            for group in groups
        ],
        "disciplines": [
            {"code": subject.code, "name": subject.name, "department": subject.department}
            for subject in sorted(by_name().values(), key=lambda subject: subject.code)
        ],
    }


def _calendar() -> dict[str, list[Row]]:
    first, second = SEMESTER.checkpoints
    semester: Row = {
        "code": SEMESTER.code,
        "academic_year": ACADEMIC_YEAR,
        "start": SEMESTER.start,
        "weeks": SEMESTER.weeks,
        "first_week": SEMESTER.first_week,
        "checkpoint_1": first,
        "checkpoint_2": second,
    }
    return {
        "semesters": [semester],
        "holidays": [{"date": day, "name": name} for day, name in HOLIDAYS.items()],
        "bells": [_bell(number, *start) for number, start in enumerate(BELLS, 1)],
    }


def _bell(number: int, hour: int, minute: int) -> Row:
    end = timedelta(hours=hour, minutes=minute + PAIR_MINUTES)
    return {"pair": number, "start": time(hour, minute), "end": time(end.seconds // 3600, end.seconds // 60 % 60)}
