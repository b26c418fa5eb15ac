"""The journals of a semester: each line of the teaching load, who is to fill it, and where it stands already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.calendar import Semester, TeacherSpan, last_day, spans_by_journal, teacher_on
from ejournal.dataset.reading import Reading
from ejournal.errors import ParameterError
from ejournal.store import schema

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the teaching load = one journal, with the teacher who is to fill its workbook."""

    id: int
    journal: str
    group_id: int
    group: str
    discipline: str
    kinds: tuple[str, ...]
    subgroup: int | None
    teacher_id: int
    teacher: str


@dataclass(frozen=True)
class Place:
    """Where a journal's tab is known to stand; ``read`` when sync has seen it there."""

    path: str
    read: bool


def chosen_semester(reading: Reading, code: str, today: date) -> tuple[int, Semester]:
    """The semester of this code, else the one that runs today, else the next, else the last; with its key.

    Raises ParameterError where there is none.
    """
    found = sorted(reading.semesters.items(), key=lambda item: item[1].start)
    if code:
        found = [item for item in found if item[1].code == code]
    if not found:
        known = ", ".join(semester.code for semester in reading.semesters.values()) or "none"
        remedy = f"Known: {known}. Enter the semester in the registry and load it"
        raise ParameterError("no such semester", where="semester", value=code or None, remedy=remedy)
    return next((item for item in found if last_day(item[1]) >= today), found[-1])


def lines_of(reading: Reading, semester_id: int, today: date) -> list[Line]:
    """The semester's journals, by group, discipline and kind; the teacher is that of today, within the semester."""
    semester = reading.semesters[semester_id]
    day = min(max(today, semester.start), last_day(semester))
    spans = appointments(reading)
    groups, disciplines, teachers = (reading.by_id(name) for name in ("groups", "disciplines", "teachers"))
    lines = [
        _line(row, groups[row["group_id"]], disciplines[row["discipline_id"]], teachers, spans, reading.public, day)
        for row in reading.registry("load")
        if row["semester_id"] == semester_id and row["group_id"] in groups and row["discipline_id"] in disciplines
    ]
    return sorted(lines, key=lambda line: (line.group, line.discipline, line.kinds, line.subgroup or 0, line.id))


def appointments(reading: Reading) -> dict[int, list[TeacherSpan]]:
    """Journal -> its teachers by date, without substitutes, who fill the teacher's workbook and get none (3.5)."""
    spans = [TeacherSpan(row["id"], row["teacher_id"]) for row in reading.registry("load")]
    spans += [
        TeacherSpan(row["journal_id"], row["teacher_id"], row["valid_from"])
        for row in reading.registry("teacher_changes")
    ]
    return spans_by_journal(spans)


def _line(
    row: Row,
    group: Row,
    discipline: Row,
    teachers: Mapping[int, Row],
    spans: Mapping[int, list[TeacherSpan]],
    public: Mapping[int, str],
    day: date,
) -> Line:
    teacher = teacher_on(spans[row["id"]], row["id"], day) or row["teacher_id"]
    return Line(
        id=row["id"],
        journal=public[row["id"]],
        group_id=row["group_id"],
        group=group["code"],
        discipline=discipline["name"],
        kinds=tuple(kind.strip() for kind in row["kinds"].split(",") if kind.strip()),
        subgroup=row["subgroup"],
        teacher_id=teacher,
        teacher=teachers.get(teacher, {}).get("name", ""),
    )


def places_of(connection: sa.Connection) -> dict[int, Place]:
    """Journal -> where its tab stands."""
    tabs, books = schema.tabs.c, schema.workbooks.c
    statement = sa.select(tabs.journal_id, books.path, tabs.places).join_from(schema.tabs, schema.workbooks)
    return {row.journal_id: Place(row.path, row.places is not None) for row in connection.execute(statement)}
