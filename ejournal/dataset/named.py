"""Which journal, student, lesson or course a person means, by what people write; asks only for what is needed."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.dataset.reading import Reading
from ejournal.errors import ParameterError
from ejournal.names import normalized
from ejournal.store import schema

Row = dict[str, Any]
_ENTITIES = schema.entities.c


def find_journal(reading: Reading, text: str) -> Row:
    """The line of the teaching load with this public id or code. Raises ParameterError."""
    table = schema.registry["load"]
    found = _one(reading, table, table.c.id == _key(reading, text)) or _one(reading, table, table.c.code == text)
    if found is None:
        raise ParameterError(
            "no such journal", where="journal", value=text, remedy="Give its id (J...) or its code of the teaching load"
        )
    return found


def find_student(reading: Reading, text: str) -> Row:
    """The student with this public id, record-book number or name. Raises ParameterError, too where names are alike."""
    table = schema.registry["students"]
    asked = (table.c.id == _key(reading, text), table.c.number == text)
    for condition in asked:
        if found := _one(reading, table, condition):
            return found
    alike = [row for row in reading.registry("students") if normalized(text) == normalized(row["name"])]
    if len(alike) != 1:
        numbers = ", ".join(str(row["number"]) for row in alike)
        raise ParameterError(
            "several students have this name" if alike else "no such student",
            where="student",
            value=text,
            remedy=f"Give the record-book number: {numbers}" if alike else "Give the id (S...), number or full name",
        )
    return alike[0]


def find_lesson(reading: Reading, journal: Row, text: str) -> int:
    """The key of the journal's lesson with this public id, or at this ``DATE/PAIR`` by the dates that hold.

    Raises ParameterError.
    """
    lessons, facts = schema.lessons.c, schema.lesson_facts
    own = sa.select(lessons.id).where(lessons.journal_id == journal["id"])
    found = reading.connection.scalar(own.where(lessons.id == _key(reading, text)))
    if found is None and (slot := _slot(text)):
        at = sa.and_(facts.c.date == slot[0], facts.c.pair == slot[1]) if slot[1] else facts.c.date == slot[0]
        held = sa.select(facts.c.lesson_id).where(reading.holds(facts), at, facts.c.lesson_id.in_(own))
        keys = reading.connection.scalars(held).all()
        found = keys[0] if len(keys) == 1 else None
    if found is None:
        raise ParameterError(
            "no such lesson of this journal",
            where="lesson",
            value=text,
            remedy="Give its id (L...) or its date and pair: 2026-09-01/1",
        )
    return int(found)


def find_course(reading: Reading, student: Row, text: str) -> int:
    """The key of the course with this public id, or of the student's newest one in the discipline of this code or name.

    Raises ParameterError.
    """
    key = reading.connection.scalar(sa.select(schema.courses.c.id).where(schema.courses.c.id == _key(reading, text)))
    if key is not None:
        return int(key)
    groups = {row["group_id"] for row in reading.registry("memberships") if row["student_id"] == student["id"]}
    meant = {
        row["id"]
        for row in reading.registry("disciplines")
        if text == row["code"] or normalized(text) == normalized(row["name"])
    }
    own = [
        (semester, course)
        for (group, discipline, semester), course in reading.courses.items()
        if group in groups and discipline in meant
    ]
    if not own:
        raise ParameterError(
            "the student has no such course",
            where="course",
            value=text,
            remedy="Give its id (C...), or the code or name of the discipline",
        )
    return max(own, key=lambda pair: (reading.semesters[pair[0]].start, pair[1]))[1]


def _key(reading: Reading, text: str) -> int | None:
    return reading.connection.scalar(sa.select(_ENTITIES.id).where(_ENTITIES.public_id == text))


def _one(reading: Reading, table: sa.Table, condition: sa.ColumnElement[bool]) -> Row | None:
    row = reading.connection.execute(sa.select(table).where(reading.holds(table), condition)).mappings().first()
    return dict(row) if row else None


def _slot(text: str) -> tuple[date, int] | None:
    """``2026-09-01/2`` as date and pair; without a pair the pair is 0."""
    day, _, pair = text.partition("/")
    try:
        return date.fromisoformat(day), int(pair or 0)
    except ValueError:
        return None
