"""Whether a course's checkpoint can be closed: what is due, complete, unfilled and quarantined up to its date (4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from ejournal.dataset import Dataset
from ejournal.decisions.course_state import CourseState, Scope, Unfilled
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


@dataclass
class _Lessons:
    """A course's lessons up to the checkpoint's date, counted; one frame for all courses is gone through once."""

    due: int = 0
    complete: int = 0
    disagreeing: int = 0
    unfilled: list[Unfilled] = field(default_factory=list)


@dataclass(frozen=True)
class _Ground:
    """The frames, counts and locks that every course is judged by."""

    courses: pd.DataFrame
    lessons: Mapping[int, _Lessons]
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
        _counted(lessons),
        _blocking(dataset, journals, lessons)["course_id"].value_counts().to_dict(),
        held,
        _outbox(dataset, held),
        {row["course_id"]: row for row in closings.to_dict("records")},
        {row["reopening_id"]: row for row in dataset.reopenings().to_dict("records")},
    )


def _counted(lessons: pd.DataFrame) -> dict[int, _Lessons]:
    """Course -> its lessons, counted."""
    found: dict[int, _Lessons] = {}
    names = ("course_id", "completeness", "disagrees", "journal", "date", "pair", "reason")
    for course, completeness, disagrees, *place in zip(*(lessons[name] for name in names), strict=True):
        own = found.setdefault(course, _Lessons())
        filled = completeness in ("complete", "not_held")
        own.due += 1
        own.complete += filled
        own.disagreeing += disagrees
        if not filled:
            journal, day, pair, reason = place
            own.unfilled.append(Unfilled(journal, day.date(), int(pair), str(reason)))
    return found


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
    lessons = ground.lessons.get(course, _Lessons())
    known = {
        "course_id": course,
        "course": row["course"],
        "group": row["group"],
        "discipline_name": row["discipline_name"] or row["discipline"],
        "checkpoint": checkpoint,
        "until": until,
        "due": lessons.due,
        "complete": lessons.complete,
        "quarantined": int(ground.quarantined.get(course, 0)),
        "disagreeing": lessons.disagreeing,
        "unfilled": tuple(lessons.unfilled),
        "waiting": ground.outbox.get((course, "waiting"), 0),
        "conflicts": ground.outbox.get((course, "conflict"), 0),
    }
    return CourseState(**known, **_decided(ground, course, checkpoint, today, _against(known, today)))


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
