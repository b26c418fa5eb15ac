"""Courses and dated lessons, made from the registry that stands in the dataset (1.4)."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.calendar import ChangeRow, DatedLesson, Semester, TimetableRow, dated_lessons
from ejournal.model import WEEKDAYS
from ejournal.store import Writer, schema
from ejournal.store.entities import mint, open_rows, replace_rows

LessonKey = tuple[int, int | None, int | None, int | None]


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


def semesters(connection: sa.Connection) -> dict[int, Semester]:
    """The semesters that hold now, by key."""
    return {
        row["id"]: Semester(
            row["code"], row["start"], row["weeks"], row["first_week"], (row["checkpoint_1"], row["checkpoint_2"])
        )
        for row in open_rows(connection, schema.registry["semesters"])
    }


def store_lessons(writer: Writer, public_holidays: frozenset[date]) -> tuple[int, int, int]:
    """Bring lessons and their dated facts up to the registry. Returns the numbers added, changed and retired."""
    planned = _planned(writer.connection, public_holidays)
    known = _known(writer.connection)
    new = [key for key in planned if key not in known]
    names = ("journal_id", "timetable_id", "week", "change_id")
    rows = [
        {"id": number, **dict(zip(names, key, strict=True))}
        for number, key in zip(mint(writer, "L", len(new)), new, strict=True)
    ]
    if rows:
        writer.connection.execute(schema.lessons.insert(), rows)
    known |= {key: row["id"] for key, row in zip(new, rows, strict=True)}
    facts = [_fact(known[key], lesson) for key, lesson in planned.items()]
    old = open_rows(writer.connection, schema.lesson_facts)
    inserted, closed = replace_rows(writer, schema.lesson_facts, old, facts, ("lesson_id",))
    retired = len({row["lesson_id"] for row in old} - {fact["lesson_id"] for fact in facts})
    return len(new), inserted - len(new), retired if closed else 0


def _planned(connection: sa.Connection, public_holidays: frozenset[date]) -> dict[LessonKey, DatedLesson]:
    load = {row["id"]: row["semester_id"] for row in open_rows(connection, schema.registry["load"])}
    rooms = {row["id"]: row["code"] for row in open_rows(connection, schema.registry["rooms"])}
    timetable = open_rows(connection, schema.registry["timetable"])
    changes = open_rows(connection, schema.registry["changes"])
    holidays = public_holidays | {row["date"] for row in open_rows(connection, schema.registry["holidays"])}
    result: dict[LessonKey, DatedLesson] = {}
    for key, semester in semesters(connection).items():
        lessons = dated_lessons(
            semester,
            [_timetable_row(row, rooms) for row in timetable if load.get(row["journal_id"]) == key],
            [_change_row(row, rooms) for row in changes if load.get(row["journal_id"]) == key],
            holidays,
        )
        result |= {_lesson_key(lesson): lesson for lesson in lessons}
    return result


def _lesson_key(lesson: DatedLesson) -> LessonKey:
    if lesson.change_id is not None:
        return (lesson.journal_id, None, None, lesson.change_id)
    return (lesson.journal_id, lesson.timetable_id, lesson.week, None)


def _known(connection: sa.Connection) -> dict[LessonKey, int]:
    rows = connection.execute(sa.select(schema.lessons))
    return {(row.journal_id, row.timetable_id, row.week, row.change_id): row.id for row in rows}


def _fact(lesson_id: int, lesson: DatedLesson) -> dict[str, Any]:
    names = ("date", "pair", "week", "kind", "room", "meeting", "status")
    return {"lesson_id": lesson_id, **{name: getattr(lesson, name) for name in names}}


def _timetable_row(row: dict[str, Any], rooms: dict[int, str]) -> TimetableRow:

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


def _change_row(row: dict[str, Any], rooms: dict[int, str]) -> ChangeRow:
    plain = ("id", "journal_id", "kind", "date", "pair", "new_date", "new_pair", "class_kind")
    return ChangeRow(**{name: row[name] for name in plain}, new_room=rooms.get(row["new_room_id"]))
