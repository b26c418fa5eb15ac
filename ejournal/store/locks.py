"""Which lessons are locked: closed checkpoints, but for journals that are reopened just then (4.3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

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
    keys = None if journals is None else sorted(set(journals))
    courses = journal_courses(connection, keys, as_of)
    of_courses = None if keys is None else sorted(set(courses.values()))
    closed: dict[int, list[Closing]] = defaultdict(list)
    for row in _rows(connection, _CLOSINGS, of_courses, as_of):
        closing = Closing(row["id"], row["course_id"], row["checkpoint"], row["until"], row["from_revision"])
        closed[closing.course_id].append(closing)
    for each in closed.values():
        each.sort(key=lambda closing: (closing.until, closing.checkpoint))
    opened: dict[int, list[Reopening]] = defaultdict(list)
    for row in _rows(connection, _REOPENINGS, keys, as_of):
        values = (row["id"], row["journal_id"], row["start"], row["until"], row["from_revision"])
        opened[row["journal_id"]].append(Reopening(*values))
    return Locks(closed, opened, courses)


def journal_courses(
    connection: sa.Connection, journals: Sequence[int] | None = None, as_of: int | None = None
) -> dict[int, int]:
    """Journal -> course, of these journals or of all that hold."""
    return {row["journal_id"]: row["course_id"] for row in _rows(connection, _COURSES, journals, as_of)}


def _rows(
    connection: sa.Connection, question: "_Question", among: Sequence[int] | None, as_of: int | None
) -> list[dict[str, Any]]:
    if as_of is None and among is not None:
        found = connection.execute(question.now, {"keys": list(among)})
    else:
        found = connection.execute(question.asked(among, as_of))
    return [dict(row) for row in found.mappings()]


@dataclass(frozen=True)
class _Question:
    """The rows of a dated table, by a key; ``now`` is made once, because making it takes as long as asking."""

    table: sa.Table
    key: sa.Column[Any]
    statement: sa.Select[Any]
    now: sa.Select[Any]

    @classmethod
    def of(cls, table: sa.Table, key: sa.Column[Any], statement: sa.Select[Any]) -> Self:
        among = key.in_(sa.bindparam("keys", expanding=True))
        return cls(table, key, statement, statement.where(current(table), among))

    def asked(self, among: Sequence[int] | None, as_of: int | None) -> sa.Select[Any]:
        found = self.statement.where(current(self.table, as_of))
        return found if among is None else found.where(self.key.in_(list(among)))


_LOAD, _COURSE = schema.registry["load"], schema.courses
_SAME = sa.and_(*(_LOAD.c[name] == _COURSE.c[name] for name in ("group_id", "discipline_id", "semester_id")))
_COURSES = _Question.of(
    _LOAD,
    _LOAD.c.id,
    sa.select(_LOAD.c.id.label("journal_id"), _COURSE.c.id.label("course_id")).join(_COURSE, _SAME),
)
_CLOSINGS = _Question.of(closings, closings.c.course_id, sa.select(closings))
_REOPENINGS = _Question.of(reopenings, reopenings.c.journal_id, sa.select(reopenings))
