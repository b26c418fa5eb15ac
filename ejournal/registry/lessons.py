"""Courses and dated lessons, made from the registry that stands in the dataset (1.4)."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.calendar import ChangeRow, DatedLesson, Semester, TimetableRow, dated_lessons
from ejournal.model import WEEKDAYS
from ejournal.store import Writer, schema
from ejournal.store.entities import mint, open_rows, replace_rows

LessonKey = tuple[int, int | None, int | None, int | None]
Row = dict[str, Any]


def store_courses(writer: Writer) -> None:
    """A course for each group x discipline x semester that the load or the curriculum names."""
    names = ("group_id", "discipline_id", "semester_id")
    known = {tuple(row) for row in writer.connection.execute(sa.select(*(schema.courses.c[name] for name in names)))}
    wanted: dict[tuple[int, ...], None] = {}
    for table in (schema.registry["load"], schema.registry["curriculum"]):
        for row in open_rows(writer.connection, table):
            wanted.setdefault(tuple(row[name] for name in names))
    new = [course for course in wanted if course not in known]
    rows = [
        {"id": key, **dict(zip(names, course, strict=True))}
        for key, course in zip(mint(writer, "C", len(new)), new, strict=True)
    ]
    if rows:
        writer.connection.execute(schema.courses.insert(), rows)


def store_lessons(writer: Writer, public_holidays: frozenset[date]) -> tuple[int, int, int]:
    """Bring lessons and their dated facts up to the registry. Returns the numbers added, changed and retired.

    A lesson that comes back after it was retired is the same lesson, and counts as changed.
    """
    planned = _planned(writer.connection, public_holidays)
    known = _known(writer.connection)
    new = [key for key in planned if key not in known]
    numbers = mint(writer, "L", len(new))
    names = ("journal_id", "timetable_id", "week", "change_id")
    rows = [{"id": number, **dict(zip(names, key, strict=True))} for number, key in zip(numbers, new, strict=True)]
    if rows:
        writer.connection.execute(schema.lessons.insert(), rows)
    known |= dict(zip(new, numbers, strict=True))
    facts = [_fact(known[key], lesson) for key, lesson in planned.items()]
    old = open_rows(writer.connection, schema.lesson_facts)
    inserted, _ = replace_rows(writer, schema.lesson_facts, old, facts, ("lesson_id",))
    retired = {row["lesson_id"] for row in old} - {fact["lesson_id"] for fact in facts}
    return len(new), inserted - len(new), len(retired)


def _planned(connection: sa.Connection, public_holidays: frozenset[date]) -> dict[LessonKey, DatedLesson]:
    semester_of = {row["id"]: row["semester_id"] for row in open_rows(connection, schema.registry["load"])}
    rooms = {row["id"]: row["code"] for row in open_rows(connection, schema.registry["rooms"])}
    timetable: dict[int | None, list[TimetableRow]] = defaultdict(list)
    for row in open_rows(connection, schema.registry["timetable"]):
        timetable[semester_of.get(row["journal_id"])].append(_timetable_row(row, rooms))
    changes: dict[int | None, list[ChangeRow]] = defaultdict(list)
    for row in open_rows(connection, schema.registry["changes"]):
        changes[semester_of.get(row["journal_id"])].append(_change_row(row, rooms))
    holidays = public_holidays | {row["date"] for row in open_rows(connection, schema.registry["holidays"])}
    return {
        _lesson_key(lesson): lesson
        for key, semester in _semesters(connection).items()
        for lesson in dated_lessons(semester, timetable[key], changes[key], holidays)
    }


def _semesters(connection: sa.Connection) -> dict[int, Semester]:
    return {
        row["id"]: Semester(
            row["code"], row["start"], row["weeks"], row["first_week"], (row["checkpoint_1"], row["checkpoint_2"])
        )
        for row in open_rows(connection, schema.registry["semesters"])
    }


def _lesson_key(lesson: DatedLesson) -> LessonKey:
    if lesson.change_id is not None:
        return (lesson.journal_id, None, None, lesson.change_id)
    return (lesson.journal_id, lesson.timetable_id, lesson.week, None)


def _known(connection: sa.Connection) -> dict[LessonKey, int]:
    rows = connection.execute(sa.select(schema.lessons))
    return {(row.journal_id, row.timetable_id, row.week, row.change_id): row.id for row in rows}


def _fact(lesson_id: int, lesson: DatedLesson) -> Row:
    names = ("date", "pair", "week", "kind", "room", "meeting", "status")
    return {"lesson_id": lesson_id, **{name: getattr(lesson, name) for name in names}}


def _timetable_row(row: Row, rooms: dict[int, str]) -> TimetableRow:
    return TimetableRow(
        id=row["id"],
        journal_id=row["journal_id"],
        weekday=WEEKDAYS.index(row["weekday"]) + 1,
        pair=row["pair"],
        parity=row["parity"],
        kind=row["kind"],
        room=rooms.get(row["room_id"]),
        stream=row["stream"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _change_row(row: Row, rooms: dict[int, str]) -> ChangeRow:
    plain = ("id", "journal_id", "kind", "date", "pair", "new_date", "new_pair", "class_kind")
    return ChangeRow(**{name: row[name] for name in plain}, new_room=rooms.get(row["new_room_id"]))
