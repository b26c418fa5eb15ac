"""What the dataset knows of each journal before its workbook is read: lessons, students, and who was a member when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.names import initials, normalized
from ejournal.store import schema
from ejournal.store.entities import open_rows, public_ids

Slot = tuple[date, int]


@dataclass(frozen=True)
class Student:
    """One student: key, public id, and every way in which the name may stand in a workbook (normalized)."""

    id: int
    public_id: str
    shown: frozenset[str]


@dataclass(frozen=True)
class Lesson:
    """One lesson: key, date today, and every date and pair that it ever had."""

    id: int
    date: date
    slots: frozenset[Slot]


@dataclass
class Journal:
    """One journal's roster. ``periods``: student key -> first and last days of membership of group and subgroup."""

    id: int
    public_id: str
    lessons: dict[str, Lesson] = field(default_factory=dict)
    students: dict[str, Student] = field(default_factory=dict)
    periods: dict[int, list[tuple[date, date]]] = field(default_factory=dict)

    def is_member(self, student: int, day: date) -> bool:
        """Whether the student was a member of group and subgroup on this day."""
        return any(first <= day <= last for first, last in self.periods.get(student, ()))


def load_rosters(connection: sa.Connection) -> dict[str, Journal]:
    """Public id -> roster of every journal that holds now."""
    texts = public_ids(connection)
    students = _students(connection, texts)
    by_group: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in open_rows(connection, schema.registry["memberships"]):
        by_group[row["group_id"]].append(row)
    lessons = _lessons(connection, texts)
    journals = {}
    for row in open_rows(connection, schema.registry["load"]):
        journal = Journal(row["id"], texts[row["id"]], lessons=lessons.get(row["id"], {}))
        _enrol(journal, by_group[row["group_id"]], row["subgroup"], students)
        journals[journal.public_id] = journal
    return journals


def _students(connection: sa.Connection, texts: dict[int, str]) -> dict[int, Student]:
    """Students by key; a workbook may still show the name that one had before it was changed in the registry."""
    table = schema.registry["students"].c
    shown: dict[int, set[str]] = defaultdict(set)
    open_: set[int] = set()
    for row in connection.execute(sa.select(table.id, table.name, table.number, table.to_revision)):
        shown[row.id] |= {normalized(form) for form in (row.name, initials(row.name), row.number)}
        open_ |= {row.id} if row.to_revision is None else set()
    return {key: Student(key, texts[key], frozenset(shown[key])) for key in open_}


def _enrol(
    journal: Journal, rows: Iterable[dict[str, Any]], subgroup: int | None, students: dict[int, Student]
) -> None:
    for row in rows:
        student = students.get(row["student_id"])
        if student is None or (subgroup is not None and row["subgroup"] != subgroup):
            continue
        journal.students[student.public_id] = student
        period = (row["valid_from"], row["valid_to"] or date.max)
        journal.periods.setdefault(student.id, []).append(period)


def _lessons(connection: sa.Connection, texts: dict[int, str]) -> dict[int, dict[str, Lesson]]:
    slots: dict[int, set[Slot]] = defaultdict(set)
    now: dict[int, date] = {}
    facts = schema.lesson_facts.c
    for row in connection.execute(sa.select(facts.lesson_id, facts.date, facts.pair, facts.to_revision)):
        slots[row.lesson_id].add((row.date, row.pair))
        if row.to_revision is None:
            now[row.lesson_id] = row.date
    result: dict[int, dict[str, Lesson]] = defaultdict(dict)
    for lesson in connection.execute(sa.select(schema.lessons.c.id, schema.lessons.c.journal_id)):
        if lesson.id in now:
            result[lesson.journal_id][texts[lesson.id]] = Lesson(lesson.id, now[lesson.id], frozenset(slots[lesson.id]))
    return result
