"""Frames of the registry: groups, students, memberships, courses, journals."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal import columns
from ejournal.calendar import last_day, teacher_on
from ejournal.dataset.filters import Filters, matching
from ejournal.dataset.reading import Reading
from ejournal.store import public_id, schema
from ejournal.store.bulk import cast

Row = dict[str, Any]


def _typed(declared: columns.Frame, rows: list[Row]) -> pd.DataFrame:
    """Rows as the declared frame; each row names every column."""
    frame = pd.DataFrame(rows, columns=list(declared.dtypes), dtype=object)
    return cast(frame, declared.dtypes)


def semesters(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.SEMESTERS by start."""
    rows = [
        {
            "semester_id": row["id"],
            "semester": row["code"],
            "academic_year": row["academic_year"],
            "start": row["start"],
            "end": last_day(reading.semesters[row["id"]]),
            "checkpoint_1": row["checkpoint_1"],
            "checkpoint_2": row["checkpoint_2"],
        }
        for row in reading.registry("semesters")
    ]
    found = matching(_typed(columns.SEMESTERS, rows), semester=filters.semester)
    return found.sort_values("start", ignore_index=True)


def groups(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.GROUPS."""
    institutes, teachers = reading.by_id("institutes"), reading.by_id("teachers")
    rows = [
        {
            "group_id": row["id"],
            "group": row["code"],
            "institute_id": row["institute_id"],
            "institute": institutes.get(row["institute_id"], {}).get("code"),
            "institute_name": institutes.get(row["institute_id"], {}).get("name"),
            "speciality": row["speciality"],
            "year_of_study": row["year_of_study"],
            "curator": teachers.get(row["curator_id"], {}).get("name"),
        }
        for row in reading.registry("groups")
    ]
    own = [row for row in rows if filters.takes(group=row["group_id"])]
    return matching(_typed(columns.GROUPS, own), group=filters.group, institute=filters.institute)


def memberships(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.MEMBERSHIPS of the groups asked for."""
    own = reading.some("memberships", "group_id", filters.groups)
    frame = _typed(columns.MEMBERSHIPS, own)
    if filters.group or filters.institute:
        frame = frame[frame["group_id"].isin(groups(reading, filters)["group_id"])]
    return frame.reset_index(drop=True)


def students(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.STUDENTS: those who were ever in a group asked for, by name."""
    asked = filters.group or filters.institute or filters.groups is not None
    among = set(memberships(reading, filters)["student_id"]) if asked else None
    rows = [
        {"student_id": row["id"], "student": public_id("S", row["id"]), "number": row["number"], "name": row["name"]}
        for row in reading.some("students", "id", among)
    ]
    frame = _typed(columns.STUDENTS, rows)
    return frame.sort_values(["name", "student_id"], ignore_index=True)


def courses(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.COURSES: what the load or the curriculum names as of the revision."""
    named = {name: reading.by_id(name) for name in ("groups", "disciplines", "departments", "institutes")}
    plans = {(r["group_id"], r["discipline_id"], r["semester_id"]): r for r in reading.registry("curriculum")}
    taught = {(r["group_id"], r["discipline_id"], r["semester_id"]) for r in reading.registry("load")}
    rows = [
        _course(key, reading, named, plans.get(key, {}))
        for key in sorted({*plans, *taught}, key=lambda key: reading.courses.get(key, 0))
        if key in reading.courses and filters.takes(group=key[0], course=reading.courses[key])
    ]
    frame = pd.DataFrame(rows, columns=[*columns.COURSES.dtypes, "institute"], dtype=object)
    found = matching(
        frame,
        semester=filters.semester,
        group=filters.group,
        course=filters.course,
        department=filters.department,
        institute=filters.institute,
    )
    return cast(found.reset_index(drop=True), columns.COURSES.dtypes)


def _course(key: tuple[int, int, int], reading: Reading, named: dict[str, dict[int, Row]], plan: Row) -> Row:
    group, discipline = named["groups"].get(key[0], {}), named["disciplines"].get(key[1], {})
    semester = reading.semesters.get(key[2])
    return {
        "course_id": reading.courses[key],
        "course": public_id("C", reading.courses[key]),
        "semester": semester.code if semester else None,
        "group_id": key[0],
        "group": group.get("code"),
        "discipline": discipline.get("code"),
        "discipline_name": discipline.get("name"),
        "department": named["departments"].get(discipline.get("department_id", 0), {}).get("code"),
        "control": plan.get("control"),
        "credits": plan.get("credits"),
        "institute": named["institutes"].get(group.get("institute_id", 0), {}).get("code"),
    }


def journals(reading: Reading, filters: Filters, on: date | None) -> pd.DataFrame:
    """columns.JOURNALS; ``on``: the day whose teacher is named, else the last one appointed."""
    return reading.keep(("journals", filters, on), lambda: _journals(reading, filters, on))


def _journals(reading: Reading, filters: Filters, on: date | None) -> pd.DataFrame:
    named = {n: reading.by_id(n) for n in ("groups", "disciplines", "departments", "institutes", "teachers")}
    places = _places(reading)
    rows = [
        _journal(row, reading, named, places.get(row["id"], {}), on)
        for row in reading.some("load", *_asked(filters))
        if filters.takes(group=row["group_id"], journal=row["id"], course=_course_of(row, reading))
    ]
    frame = pd.DataFrame(rows, columns=[*columns.JOURNALS.dtypes, "semester", "course"], dtype=object)
    found = matching(
        frame,
        semester=filters.semester,
        group=filters.group,
        course=filters.course,
        teacher=filters.teacher,
        department=filters.department,
        institute=filters.institute,
    )
    return cast(found.reset_index(drop=True), columns.JOURNALS.dtypes)


def _journal(row: Row, reading: Reading, named: dict[str, dict[int, Row]], place: Row, on: date | None) -> Row:
    group = named["groups"].get(row["group_id"], {})
    discipline = named["disciplines"].get(row["discipline_id"], {})
    course = _course_of(row, reading)
    semester = reading.semesters.get(row["semester_id"])
    teacher_id = teacher_on(reading.spans.get(row["id"], []), row["id"], on or date.max)
    teacher = named["teachers"].get(teacher_id or 0, {})
    return {
        "journal_id": row["id"],
        "journal": public_id("J", row["id"]),
        "code": row["code"],
        "course_id": course,
        "course": None if course is None else public_id("C", course),
        "semester": semester.code if semester else None,
        "group_id": row["group_id"],
        "group": group.get("code"),
        "discipline_name": discipline.get("name"),
        "subgroup": row["subgroup"],
        "kinds": row["kinds"].replace(",", ", "),
        "teacher_id": teacher_id,
        "teacher": teacher.get("name"),
        "department": named["departments"].get(teacher.get("department_id", 0), {}).get("code"),
        "institute": named["institutes"].get(group.get("institute_id", 0), {}).get("code"),
        "workbook": place.get("path"),
        "tab": place.get("title"),
    }


def _asked(filters: Filters) -> tuple[str, frozenset[int] | None]:
    """The column of the load by which the fewest rows are read."""
    return ("id", filters.journals) if filters.journals is not None else ("group_id", filters.groups)


def _course_of(row: Row, reading: Reading) -> int | None:
    return reading.courses.get((row["group_id"], row["discipline_id"], row["semester_id"]))


def _places(reading: Reading) -> dict[int, Row]:
    """Journal -> path of its workbook and name of its tab when last read."""
    tabs, books = schema.tabs.c, schema.workbooks.c
    statement = sa.select(tabs.journal_id, tabs.title, books.path).join_from(schema.tabs, schema.workbooks)
    return {row["journal_id"]: dict(row) for row in reading.connection.execute(statement).mappings()}
