"""What stands in a journal's tab: its lessons, students, plan and independent work, as the dataset has them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from ejournal.calendar import Semester, last_day, plan_order
from ejournal.dataset.reading import Reading
from ejournal.names import shown_name, sort_key
from ejournal.parameters import WorkTypes
from ejournal.provision.lines import Line
from ejournal.sheets import LessonColumn, PlanRow, StudentRow, WorkItem
from ejournal.store import schema
from ejournal.store.entities import current

HOURS = 2
"""Academic hours of a pair."""
CANCELLED = "cancelled"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Contents:
    """All that the tabs of some journals need, by the journals' and groups' keys; read in two queries."""

    lessons: Mapping[int, Sequence[Row]]
    plans: Mapping[int, Sequence[Row]]


@dataclass
class Roll:
    """Who is in which group when, and how each student is and was shown."""

    semester: Semester
    memberships: dict[int, list[Row]] = field(default_factory=dict)
    students: dict[int, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, semester: Semester, names: str) -> "Roll":
        """From the registry; ``names``: the setting that says how students are shown."""
        roll = cls(semester)
        by_group: dict[int, list[Row]] = defaultdict(list)
        for row in reading.registry("memberships"):
            by_group[row["group_id"]].append(row)
        roll.memberships = dict(by_group)
        former = _former(reading.connection, names)
        for row in reading.registry("students"):
            shown = shown_name(names, row["name"], row["number"])
            roll.students[row["id"]] = (reading.public[row["id"]], shown, tuple(former[row["id"]] - {shown}))
        return roll

    def students_of(self, line: Line) -> tuple[StudentRow, ...]:
        """Everyone who is or was in the journal's group and subgroup in the semester, by name.

        One row holds one period, from the first day to the last. Who left before the semester is ``known_only``.
        """
        periods: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        for row in self.memberships.get(line.group_id, ()):
            if row["student_id"] in self.students and line.subgroup in (None, row["subgroup"]):
                periods[row["student_id"]].append((row["valid_from"], row["valid_to"]))
        rows = [self._row(student, own) for student, own in periods.items()]
        return tuple(sorted((row for row in rows if row is not None), key=lambda row: (sort_key(row.shown), row.id)))

    def _row(self, student: int, periods: Sequence[tuple[date, date | None]]) -> StudentRow | None:
        public, shown, former = self.students[student]
        first, last = self.semester.start, last_day(self.semester)
        within = [(start, end) for start, end in periods if start <= last and (end is None or end >= first)]
        if not within and min(start for start, _ in periods) > last:
            return None
        ends = [end for _, end in within or periods]
        end = None if None in ends else max(end for end in ends if end is not None)
        return StudentRow(public, shown, min(start for start, _ in within or periods), end, former, not within)


def _former(connection: sa.Connection, names: str) -> dict[int, set[str]]:
    """Student's key -> every way in which the registry ever named the student."""
    table = schema.registry["students"]
    former: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(sa.select(table.c.id, table.c.name, table.c.number)):
        former[row.id].add(shown_name(names, row.name, row.number))
    return former


def read_contents(connection: sa.Connection, journals: Collection[int]) -> Contents:
    """Lessons and plans of these journals."""
    lessons, facts, entities = schema.lessons, schema.lesson_facts, schema.entities
    names = ("date", "pair", "week", "kind", "status")
    found = (
        sa.select(lessons.c.id, lessons.c.journal_id, entities.c.public_id, *(facts.c[name] for name in names))
        .join(facts, facts.c.lesson_id == lessons.c.id)
        .join(entities, entities.c.id == lessons.c.id)
        .where(current(facts), lessons.c.journal_id.in_(journals))
        .order_by(lessons.c.journal_id, facts.c.date, facts.c.pair, lessons.c.id)
    )
    plans = schema.plan_rows
    planned = (
        sa.select(plans)
        .where(current(plans), plans.c.journal_id.in_(journals))
        .order_by(plans.c.journal_id, plans.c.number)
    )
    return Contents(_by_journal(connection, found), _by_journal(connection, planned))


def _by_journal(connection: sa.Connection, statement: sa.Select[Any]) -> dict[int, list[Row]]:
    rows = connection.execute(statement).mappings()
    return {key: [dict(row) for row in own] for key, own in groupby(rows, key=lambda row: row["journal_id"])}


def lesson_columns(
    lessons: Sequence[Row], plan: Iterable[Row], semester: Semester, types: WorkTypes
) -> tuple[LessonColumn, ...]:
    """The journal's lessons by date and pair, with the topics that the plan gives them (4.3)."""
    held = [row for row in lessons if row["status"] != CANCELLED]
    numbers = plan_order((row["id"], row["date"], row["pair"]) for row in held)
    topics = {row["number"]: row["topic"] or "" for row in plan}
    ends = _checkpoint_ends(held, semester)
    return tuple(
        LessonColumn(
            id=row["public_id"],
            date=row["date"],
            pair=row["pair"],
            kind=row["kind"],
            topic=topics.get(numbers.get(row["id"], 0), ""),
            work_types=types.of(row["kind"]),
            checkpoint_end=row["id"] in ends,
            cancelled=row["status"] == CANCELLED,
        )
        for row in lessons
    )


def _checkpoint_ends(lessons: Sequence[Row], semester: Semester) -> set[int]:
    """The last lesson up to the date of each checkpoint."""
    last = ([row["id"] for row in lessons if row["date"] <= day][-1:] for day in semester.checkpoints)
    return {key for keys in last for key in keys}


def plan_rows(lessons: Iterable[Row], plan: Iterable[Row]) -> tuple[PlanRow, ...]:
    """A row a lesson with week, date, kind and hours, and what teachers entered before (2.2, 4.3)."""
    entered = {row["number"]: row for row in plan}
    held = [row for row in lessons if row["status"] != CANCELLED]
    count = max(len(held), max(entered, default=0))
    return tuple(
        _plan_row(number, held[number - 1] if number <= len(held) else {}, entered.get(number, {}))
        for number in range(1, count + 1)
    )


def _plan_row(number: int, lesson: Row, entered: Row) -> PlanRow:
    """What the teacher entered wins over what the timetable says."""
    planned: Row = {**lesson, "hours": HOURS} if lesson else {}
    typed = ("topic", "work_type", "independent_work", "literature", "control_form")
    return PlanRow(
        number=number,
        week=entered.get("week") or planned.get("week"),
        date=entered.get("date") or planned.get("date"),
        kind=entered.get("kind") or planned.get("kind", ""),
        hours=entered.get("hours") or planned.get("hours"),
        due=entered.get("due"),
        **{name: entered.get(name) or "" for name in typed},
    )


def work_items(plan: Iterable[Row]) -> tuple[WorkItem, ...]:
    """Each piece of independent work that the plan names (2.8, 3.5)."""
    return tuple(
        WorkItem(f"W{row['number']}", row["independent_work"], row["due"]) for row in plan if row["independent_work"]
    )
