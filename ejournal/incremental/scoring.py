"""The stored points of a checkpoint made equal to what scoring gives now, for the students whose courses changed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.dataset import Dataset
from ejournal.incremental.changes import Changes, changed_since
from ejournal.incremental.ground import Last, Task, last_of, note
from ejournal.incremental.scope import Keys, Links
from ejournal.incremental.storing import plain
from ejournal.parameters import RatingScheme
from ejournal.scoring import points
from ejournal.store import Store, schema
from ejournal.store.entities import current, open_rows, replace_rows

SCORE_KEY = ("student_id", "course_id", "checkpoint", "component")


@dataclass(frozen=True)
class Part:
    """Whose points to renew, the journals and courses to read for that, and the courses that may report them."""

    students: Keys
    journals: Keys
    courses: Keys
    reporting: Keys


@dataclass(frozen=True)
class Checkpoint:
    """One checkpoint of one semester, with the scheme that its points follow."""

    semester: str
    number: int
    scheme: RatingScheme


def renew_scores(task: Task, checkpoint: Checkpoint, *, full: bool = False) -> int:
    """Bring the stored points up to date; the number of rows that stand then."""
    with Dataset(task.config) as dataset:
        revision = dataset.revision or 0
        part = None if full else part_of(dataset, task, checkpoint)
        found = scored(dataset, task, checkpoint, part)
        courses = frozenset(dataset.courses(semester=checkpoint.semester)["course_id"]) if part is None else frozenset()
    store = Store.open(task.config.database_address)
    try:
        with store.write(task.kind, actor=task.kind, at=task.at) as writer:
            among = courses if part is None else part.reporting
            old = _stored(writer.connection, checkpoint.number, among)
            if part is not None:
                old = [row for row in old if row["student_id"] in part.students]
            replace_rows(writer, schema.scores, old, plain(found), SCORE_KEY)
            note(writer, task, revision)
            return _count(writer.connection, checkpoint)
    finally:
        store.dispose()


def _count(connection: sa.Connection, checkpoint: Checkpoint) -> int:
    table, courses, semesters = schema.scores, schema.courses, schema.registry["semesters"]
    own = (
        sa.select(courses.c.id)
        .join(semesters, semesters.c.id == courses.c.semester_id)
        .where(semesters.c.code == checkpoint.semester)
    )
    where = (current(table), table.c.checkpoint == checkpoint.number, table.c.course_id.in_(own))
    return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0


def _stored(connection: sa.Connection, checkpoint: int, courses: Keys) -> list[dict[str, Any]]:
    table = schema.scores
    among = table.c.course_id.in_(sorted(courses))
    return open_rows(connection, table, table.c.checkpoint == checkpoint, among)


def scored(dataset: Dataset, task: Task, checkpoint: Checkpoint, part: Part | None = None) -> pd.DataFrame:
    """Points of all courses of the semester, or of the part's students: a frame of columns.SCORES."""
    within: dict[str, Any] = {"semester": checkpoint.semester}
    named = {} if part is None else {"courses": part.courses}
    courses = dataset.courses(**within, **named)
    if part is not None:
        within["journals"] = part.journals
    lessons = dataset.lessons(**within)
    ahead = lessons["date"] > pd.Timestamp(task.today)
    lessons["completeness"] = lessons["completeness"].astype(object).where(~ahead, "incomplete")
    optional = {"entered": dataset.entered(semester=checkpoint.semester)} if hasattr(dataset, "entered") else {}
    found = points(
        lessons,
        dataset.marks(**within),
        dataset.memberships() if part is None else dataset.memberships(groups=frozenset(courses["group_id"])),
        courses,
        checkpoint.scheme,
        checkpoint.number,
        works=dataset.works(**within),
        quarantine=dataset.quarantine(**within),
        **optional,
    )
    return found if part is None else found[found["student_id"].isin(part.students)].reset_index(drop=True)


def part_of(dataset: Dataset, task: Task, checkpoint: Checkpoint) -> Part | None:
    """What may have changed since the last scoring of this checkpoint; None = everything."""
    last = last_of(dataset.connection, task)
    if last is None:
        return None
    changes = changed_since(dataset.connection, last.revision)
    _add_counting(dataset, task, last, changes)
    if changes.everything:
        return None
    links = Links.of(dataset.connection)
    students = links.students_of(links.groups_of(changes.journals))
    groups = frozenset(group for student in students for group in links.groups[student])
    semester, borders = checkpoint.semester, frozenset(_borders(dataset, checkpoint.semester))
    own = frozenset(dataset.courses(semester=semester, groups=groups)["course_id"])
    ends = frozenset(dataset.journals(semester=semester, journals=borders)["course_id"])
    return Part(students, links.journals_of(groups) | borders, own | ends, own)


def _add_counting(dataset: Dataset, task: Task, last: Last, changes: Changes) -> None:
    """On another day lessons filled in ahead of their day begin to count, or cease to."""
    first, final = sorted((last.today, task.today))
    facts, lessons, states = schema.lesson_facts, schema.lessons, schema.lesson_states
    statement = (
        sa.select(lessons.c.journal_id)
        .join(facts, facts.c.lesson_id == lessons.c.id)
        .join(states, states.c.lesson_id == lessons.c.id)
        .where(current(facts), current(states), facts.c.date > first, facts.c.date <= final)
        .distinct()
    )
    if first != final:
        changes.journals |= set(dataset.connection.scalars(statement))


def _borders(dataset: Dataset, semester: str) -> set[int]:
    """Journals that hold the first and the last lesson of the semester and of each checkpoint's period.

    The periods of scoring run from lesson to lesson over all courses, so those are read whoever changed.
    """
    facts, lessons, load = schema.lesson_facts, schema.lessons, schema.registry["load"]
    row = dataset.semesters(semester=semester).iloc[0]
    own = sa.select(load.c.id).where(current(load), load.c.semester_id == int(row["semester_id"]))
    start, first, second = (row[name].date() for name in ("start", "checkpoint_1", "checkpoint_2"))
    day = facts.c.date
    periods = (sa.true(), day.between(start, first), sa.and_(day > first, day <= second))
    ends = [end(sa.case((period, day))) for period in periods for end in (sa.func.min, sa.func.max)]
    statement = (
        sa.select(lessons.c.journal_id, *ends)
        .join(facts, facts.c.lesson_id == lessons.c.id)
        .where(current(facts), lessons.c.journal_id.in_(own))
        .group_by(lessons.c.journal_id)
    )
    rows = dataset.connection.execute(statement).all()
    found = set()
    for at in range(1, len(ends) + 1):
        dated = [(each[at], each[0]) for each in rows if each[at] is not None]
        found |= {(min if at % 2 else max)(dated)[1]} if dated else set()
    return found
