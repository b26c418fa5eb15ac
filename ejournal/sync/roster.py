"""What the dataset knows of each journal before its workbook is read: lessons, students, and who was a member when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.names import initials, normalized
from ejournal.store import public_id, schema
from ejournal.store.entities import current, open_rows

Slot = tuple[date, int]
MOST_IN_LIST = 30_000


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


def journal_ids(connection: sa.Connection) -> dict[int, str]:
    """Key -> public id of every journal that holds now."""
    load = schema.registry["load"]
    return {key: public_id("J", key) for key in connection.scalars(sa.select(load.c.id).where(current(load)))}


def load_rosters(connection: sa.Connection, only: Collection[int] | None = None) -> dict[str, Journal]:
    """Public id -> roster of every journal that holds now, or of those with these keys."""
    load, members = schema.registry["load"], schema.registry["memberships"]
    chosen = [row for row in open_rows(connection, load) if only is None or row["id"] in only]
    groups = {row["group_id"] for row in chosen}
    by_group: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in open_rows(connection, members, *_among(members.c.group_id, groups, only)):
        by_group[row["group_id"]].append(row)
    students = _students(connection, {row["student_id"] for own in by_group.values() for row in own}, only)
    lessons = _lessons(connection, only)
    journals = {}
    for row in chosen:
        journal = Journal(row["id"], public_id("J", row["id"]), lessons=lessons.get(row["id"], {}))
        _enrol(journal, by_group[row["group_id"]], row["subgroup"], students)
        journals[journal.public_id] = journal
    return journals


def _among(column: sa.Column[int], keys: Collection[int], only: Collection[int] | None) -> list[sa.ColumnElement[bool]]:
    """The condition for these keys, where only some journals are asked for and the keys are few enough to name."""
    return [column.in_(sorted(keys))] if only is not None and len(keys) <= MOST_IN_LIST else []


def _students(connection: sa.Connection, keys: Collection[int], only: Collection[int] | None) -> dict[int, Student]:
    """Students by key; a workbook may still show the name that one had before it was changed in the registry."""
    table = schema.registry["students"].c
    shown: dict[int, set[str]] = defaultdict(set)
    open_: set[int] = set()
    named = sa.select(table.id, table.name, table.number, table.to_revision).where(*_among(table.id, keys, only))
    for row in connection.execute(named):
        shown[row.id] |= {normalized(form) for form in (row.name, initials(row.name), row.number)}
        open_ |= {row.id} if row.to_revision is None else set()
    return {key: Student(key, public_id("S", key), frozenset(shown[key])) for key in open_}


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


def _lessons(connection: sa.Connection, only: Collection[int] | None) -> dict[int, dict[str, Lesson]]:
    slots: dict[int, set[Slot]] = defaultdict(set)
    now: dict[int, date] = {}
    facts, table = schema.lesson_facts.c, schema.lessons.c
    own = sa.select(table.id, table.journal_id).where(*_among(table.journal_id, only or (), only))
    lessons = connection.execute(own).all()
    dated = sa.select(facts.lesson_id, facts.date, facts.pair, facts.to_revision)
    for row in connection.execute(dated.where(*_among(facts.lesson_id, {each.id for each in lessons}, only))):
        slots[row.lesson_id].add((row.date, row.pair))
        if row.to_revision is None:
            now[row.lesson_id] = row.date
    result: dict[int, dict[str, Lesson]] = defaultdict(dict)
    for lesson in lessons:
        if lesson.id in now:
            known = Lesson(lesson.id, now[lesson.id], frozenset(slots[lesson.id]))
            result[lesson.journal_id][public_id("L", lesson.id)] = known
    return result
