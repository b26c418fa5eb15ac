"""Whether a course's checkpoint can be closed: what is due, complete, unfilled and quarantined up to its date (4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.store.locks import Closing, Locks, Reopening, locks
from ejournal.store.schema_checkpoints import write_backs

BLOCKING = frozenset(
    (
        "unknown_mark",
        "bad_control_number",
        "unbound_row",
        "unbound_column",
        "tab_stopped",
        "missing_tab",
        "workbook_unreadable",
        "workbook_encrypted",
        "workbook_not_xlsx",
        "workbook_empty",
        "workbook_missing",
    )
)
"""Quarantined things that leave open what a course's points would be."""
UNFORCED = frozenset(("before_date", "closed", "no_points"))
"""Reasons against a closing that no force overcomes."""


@dataclass(frozen=True)
class Scope:
    """One checkpoint of one semester, and which courses of it: codes, and a course's public id; empty = all."""

    semester: str
    checkpoint: int
    institute: str = ""
    department: str = ""
    group: str = ""
    course: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The same as the dataset's frames take it."""
        names = ("semester", "institute", "department", "group", "course")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Unfilled:
    """A lesson up to the checkpoint's date that is not complete, and why."""

    journal: str
    date: date
    pair: int
    reason: str


@dataclass(frozen=True)
class CourseState:
    """One course at one checkpoint. ``state``: open, closed or reopened; ``reason`` is empty where it can be closed.

    ``due`` and ``complete`` count lessons up to ``until``; ``quarantined`` what could not be read of them; ``since`` is
    when it was closed, or reopened for as long as that is in force.
    """

    course_id: int
    course: str
    group: str
    discipline_name: str
    checkpoint: int
    until: date
    due: int
    complete: int
    quarantined: int
    disagreeing: int
    unfilled: tuple[Unfilled, ...]
    state: str = "open"
    reason: str = ""
    since: datetime | date | None = None
    by: str = ""
    document: str = ""
    closing: Closing | None = None
    reopenings: tuple[Reopening, ...] = ()
    waiting: int = 0
    conflicts: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be closed now."""
        return not self.reason

    def closable(self, *, force: bool) -> bool:
        """Whether it is closed when that is asked for, with or without force."""
        return self.ready or (force and self.reason not in UNFORCED)


@dataclass(frozen=True)
class _Ground:
    """The frames and locks that every course is judged by."""

    courses: pd.DataFrame
    lessons: Mapping[Any, pd.DataFrame]
    no_lessons: pd.DataFrame
    quarantined: Mapping[Any, int]
    locks: Locks
    outbox: Mapping[tuple[int, str], int]
    posted: Mapping[int, Mapping[Any, Any]] = field(default_factory=dict)
    opened: Mapping[int, Mapping[Any, Any]] = field(default_factory=dict)


def course_states(dataset: Dataset, scope: Scope, today: date) -> list[CourseState]:
    """The state of every course of the scope by group and discipline. Raises ParameterError for an unknown one."""
    until = checkpoint_date(dataset, scope.semester, scope.checkpoint)
    ground = _ground(dataset, scope, until)
    states = [_state(row, ground, scope.checkpoint, until, today) for row in ground.courses.to_dict("records")]
    if not states:
        raise ParameterError(
            "no course is meant", where="scope", value=str(scope.filters), remedy="See `ejournal checkpoint status`"
        )
    return sorted(states, key=lambda state: (state.group, state.discipline_name, state.course_id))


def checkpoint_date(dataset: Dataset, semester: str, checkpoint: int) -> date:
    """The last day of the checkpoint's period. Raises ParameterError where there is none."""
    rows = dataset.semesters(semester=semester)
    name = f"checkpoint_{checkpoint}"
    if rows.empty or not semester:
        known = ", ".join(dataset.semesters()["semester"].astype(str)) or "none"
        raise ParameterError("no such semester", where="semester", value=semester, remedy=f"Known: {known}")
    if name not in rows or rows[name].isna().any():
        raise ParameterError("no such checkpoint", where="checkpoint", value=checkpoint, remedy="Give 1 or 2")
    found: date = rows[name].iloc[0].date()
    return found


def _ground(dataset: Dataset, scope: Scope, until: date) -> _Ground:
    courses = dataset.courses(**scope.filters)
    journals = dataset.journals(semester=scope.semester)
    journals = journals[journals["course_id"].isin(courses["course_id"])]
    named = journals[["journal_id", "journal", "code"]]
    lessons = dataset.lessons(semester=scope.semester, end=until).merge(named, on="journal_id")
    held = locks(dataset.connection, journals["journal_id"].tolist())
    earlier = {(course, each.checkpoint) for course, own in held.closings.items() for each in own}
    passed = [(c, n) in earlier and n < scope.checkpoint for c, n in lessons[["course_id", "checkpoint"]].to_numpy()]
    lessons = lessons[(lessons["status"] != "cancelled").to_numpy() & ~np.array(passed, dtype=np.bool_)]
    closings = dataset.closings(checkpoint=scope.checkpoint, semester=scope.semester)
    return _Ground(
        courses,
        dict(iter(lessons.groupby("course_id"))),
        lessons.iloc[:0],
        _blocking(dataset, journals, lessons)["course_id"].value_counts().to_dict(),
        held,
        _outbox(dataset, held),
        {row["course_id"]: row for row in closings.to_dict("records")},
        {row["reopening_id"]: row for row in dataset.reopenings().to_dict("records")},
    )


def _blocking(dataset: Dataset, journals: pd.DataFrame, lessons: pd.DataFrame) -> pd.DataFrame:
    """Quarantined things of these journals with ``course_id``; what is of no lesson concerns the whole journal."""
    found = dataset.quarantine()
    found = found[found["code"].isin(BLOCKING)]
    whole = found[found["journal_id"].isna()].drop(columns="journal_id")
    own = found[found["journal_id"].notna()]
    placed = journals[["journal_id", "course_id", "workbook"]]
    rows = pd.concat(
        [
            own.astype({"journal_id": "int64"}).merge(placed[["journal_id", "course_id"]], on="journal_id"),
            whole.merge(placed, on="workbook"),
        ],
        ignore_index=True,
    )
    return rows[rows["lesson_id"].isna() | rows["lesson_id"].isin(lessons["lesson_id"])]


def _outbox(dataset: Dataset, held: Locks) -> dict[tuple[int, str], int]:
    """(course, state) -> cells that wait to be written or could not be."""
    table = write_backs.c
    wanted = sa.select(table.journal_id, table.state).where(table.state.in_(("waiting", "conflict")))
    found: dict[tuple[int, str], int] = {}
    for row in dataset.connection.execute(wanted):
        key = (held.courses.get(row.journal_id, 0), row.state)
        found[key] = found.get(key, 0) + 1
    return found


def _state(row: Mapping[Any, Any], ground: _Ground, checkpoint: int, until: date, today: date) -> CourseState:
    course = row["course_id"]
    lessons = ground.lessons.get(course, ground.no_lessons)
    filled = lessons["completeness"].isin(("complete", "not_held"))
    known = {
        "course_id": course,
        "course": row["course"],
        "group": row["group"],
        "discipline_name": row["discipline_name"] or row["discipline"],
        "checkpoint": checkpoint,
        "until": until,
        "due": len(lessons),
        "complete": int(filled.sum()),
        "quarantined": int(ground.quarantined.get(course, 0)),
        "disagreeing": int(lessons["disagrees"].sum()),
        "unfilled": tuple(_unfilled(each) for each in lessons[~filled].to_dict("records")),
        "waiting": ground.outbox.get((course, "waiting"), 0),
        "conflicts": ground.outbox.get((course, "conflict"), 0),
    }
    return CourseState(**known, **_decided(ground, course, checkpoint, today, _against(known, today)))


def _unfilled(row: Mapping[Any, Any]) -> Unfilled:
    return Unfilled(row["journal"], row["date"].date(), int(row["pair"]), str(row["reason"]))


def _against(known: Mapping[str, Any], today: date) -> str:
    """What stands against closing, the gravest first; empty where nothing does."""
    reasons = {
        "before_date": today < known["until"],
        "quarantined": known["quarantined"],
        "disagrees": known["disagreeing"],
        "unfilled": known["unfilled"],
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _decided(ground: _Ground, course: int, checkpoint: int, today: date, against: str) -> dict[str, Any]:
    """State, reason, since when and by whom; a reopened course may be posted anew."""
    closing = next((each for each in ground.locks.closings.get(course, ()) if each.checkpoint == checkpoint), None)
    if closing is None:
        return {"reason": against}
    posted = ground.posted[course]
    later = _reopened_since(ground.locks, closing)
    standing = {"closing": closing, "reopenings": tuple(later), "document": _text(posted["document"])}
    in_force = [each for each in later if each.lifts(closing, today)]
    if in_force:
        opened = ground.opened[in_force[-1].id]
        standing |= {"document": opened["document"]}
        return {**standing, "state": "reopened", "reason": against, "since": in_force[-1].start, "by": opened["by"]}
    since = {"since": posted["closed_at"].to_pydatetime(), "by": posted["by"]}
    return {**standing, **since, "state": "closed", "reason": against if later else "closed"}


def _reopened_since(held: Locks, closing: Closing) -> Sequence[Reopening]:
    return [
        each
        for journal, own in held.reopenings.items()
        if held.courses.get(journal) == closing.course_id
        for each in own
        if each.revision > closing.revision
    ]


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
