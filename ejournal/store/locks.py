"""Which lessons are locked: closed checkpoints, but for journals that are reopened just then (4.3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ejournal.store import schema
from ejournal.store.entities import current
from ejournal.store.schema_checkpoints import closings, reopenings


@dataclass(frozen=True)
class Closing:
    """One course's closed checkpoint; it locks lessons up to ``until``, a local date."""

    id: int
    course_id: int
    checkpoint: int
    until: date
    revision: int


@dataclass(frozen=True)
class Reopening:
    """One journal's reopening, from its first to its last local day."""

    id: int
    journal_id: int
    start: date
    until: date
    revision: int

    def lifts(self, closing: Closing, on: date) -> bool:
        """Whether it holds on this day against this closing; a posting made after it ends it."""
        return self.revision > closing.revision and self.start <= on <= self.until


@dataclass(frozen=True)
class Locks:
    """Closings by course, the first date first, reopenings by journal, and the course of each journal."""

    closings: Mapping[int, Sequence[Closing]] = field(default_factory=dict)
    reopenings: Mapping[int, Sequence[Reopening]] = field(default_factory=dict)
    courses: Mapping[int, int] = field(default_factory=dict)

    def is_locked(self, course_id: int, journal_id: int, lesson_date: date, on: date) -> Closing | None:
        """The closed checkpoint that locks this lesson on the day ``on``, or None; both are local dates."""
        opened = self.reopenings.get(journal_id, ())
        for closing in self.closings.get(course_id, ()):
            if closing.until >= lesson_date and not any(each.lifts(closing, on) for each in opened):
                return closing
        return None

    def is_reopened(self, journal_id: int, on: date) -> bool:
        """Whether the journal is reopened on this local day; a posting of its course made since then ended that."""
        posted = max((each.revision for each in self.closings.get(self.courses.get(journal_id, 0), ())), default=0)
        opened = self.reopenings.get(journal_id, ())
        return any(each.revision > posted and each.start <= on <= each.until for each in opened)

    def of_journal(self, journal_id: int, lesson_date: date, on: date) -> Closing | None:
        """The same, of the journal's own course."""
        return self.is_locked(self.courses.get(journal_id, 0), journal_id, lesson_date, on)


def locks(connection: sa.Connection, journals: Iterable[int] | None = None, as_of: int | None = None) -> Locks:
    """The locks that hold now or as of a revision: of these journals' courses, or of all."""
    among = None if journals is None else set(journals)
    courses = journal_courses(connection, among, as_of)
    of_courses = None if among is None else set(courses.values())
    closed: dict[int, list[Closing]] = defaultdict(list)
    for row in _rows(connection, closings, closings.c.course_id, of_courses, as_of):
        closing = Closing(row["id"], row["course_id"], row["checkpoint"], row["until"], row["from_revision"])
        closed[closing.course_id].append(closing)
    for each in closed.values():
        each.sort(key=lambda closing: (closing.until, closing.checkpoint))
    opened: dict[int, list[Reopening]] = defaultdict(list)
    for row in _rows(connection, reopenings, reopenings.c.journal_id, among, as_of):
        values = (row["id"], row["journal_id"], row["start"], row["until"], row["from_revision"])
        opened[row["journal_id"]].append(Reopening(*values))
    return Locks(closed, opened, courses)


def journal_courses(
    connection: sa.Connection, journals: set[int] | None = None, as_of: int | None = None
) -> dict[int, int]:
    """Journal -> course, of these journals or of all that hold."""
    load, course = schema.registry["load"], schema.courses
    same = [load.c[name] == course.c[name] for name in ("group_id", "discipline_id", "semester_id")]
    statement = sa.select(load.c.id, course.c.id.label("course_id")).join(course, sa.and_(*same))
    statement = statement.where(current(load, as_of))
    if journals is not None:
        statement = statement.where(load.c.id.in_(sorted(journals)))
    return {row.id: row.course_id for row in connection.execute(statement)}


def _rows(
    connection: sa.Connection, table: sa.Table, key: sa.Column[Any], among: set[int] | None, as_of: int | None
) -> list[dict[str, Any]]:
    statement = sa.select(table).where(current(table, as_of))
    if among is not None:
        statement = statement.where(key.in_(sorted(among)))
    return [dict(row) for row in connection.execute(statement).mappings()]
