"""Closing a checkpoint: the points are posted, frozen with where they came from, and the lessons locked (4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.course_state import CourseState, Scope
from ejournal.decisions.readiness import course_states
from ejournal.errors import ParameterError, StoreBusy
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import current
from ejournal.store.schema_checkpoints import closings, posted_points, reminders

POINTS = ("student_id", "course_id", "checkpoint", "component", "points", "cap", "numerator", "denominator")
COLUMNS = (*POINTS, "reason", "scheme")
TRIES = 5
"""How often the points are read anew where others wrote between reading and posting."""


@dataclass(frozen=True)
class Order:
    """Who closes, by which document, on which local day; ``force`` closes what is not filled, too."""

    by: str
    today: date
    document: str = ""
    force: bool = False


@dataclass
class ClosingSummary:
    """Courses that were closed, those whose teachers are reminded, those closed before, and the revision made."""

    closed: list[CourseState] = field(default_factory=list)
    reminded: list[CourseState] = field(default_factory=list)
    unchanged: list[CourseState] = field(default_factory=list)
    revision: int | None = None


@dataclass(frozen=True)
class _Read:
    """The courses and their points as of one revision."""

    states: list[CourseState]
    scores: dict[int, list[dict[str, Any]]]
    posted: dict[int, list[dict[str, Any]]]
    revision: int


def close_checkpoint(config: Config, scope: Scope, order: Order, *, at: datetime) -> ClosingSummary:
    """Post the points as last scored of every ready course of the scope, in one transaction and revision.

    Of the rest each gets a reminder. A course that was reopened since is posted anew, and names the old posting.
    Raises ParameterError for an unknown scope or nobody named, and StoreBusy where others do not stop writing.
    """
    if not order.by.strip():
        raise ParameterError("nobody is named", where="--by", remedy="Name who closes the checkpoint")
    store = Store.open(config.database_address)
    try:
        for _ in range(TRIES):
            read = _look(config, scope, order.today)
            with store.write("checkpoint", actor=order.by, at=at) as writer:
                if writer.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id))) == read.revision:
                    return _close(writer, scope, order, read)
    finally:
        store.dispose()
    raise StoreBusy("the dataset keeps changing", remedy="Try again when sync has ended")


def _look(config: Config, scope: Scope, today: date) -> _Read:
    with Dataset(config) as dataset:
        scores = _by_course(dataset.scores(checkpoint=scope.checkpoint, **scope.filters))
        posted = _by_course(dataset.posted_points(checkpoint=scope.checkpoint, **scope.filters))
        found = course_states(dataset, scope, today)
        states = [_with_points(state, bool(scores.get(state.course_id))) for state in found]
        return _Read(states, scores, posted, dataset.revision or 0)


def _with_points(state: CourseState, scored: bool) -> CourseState:
    """A course without any row of points has nothing to post."""
    return state if scored or state.reason in ("closed", "before_date") else replace(state, reason="no_points")


def _close(writer: Writer, scope: Scope, order: Order, read: _Read) -> ClosingSummary:
    summary = ClosingSummary()
    for state in read.states:
        if _nothing_to_do(state, read):
            summary.unchanged.append(state)
        elif state.closable(force=order.force):
            summary.closed.append(state)
        else:
            summary.reminded.append(state)
    if summary.closed:
        _post(writer, summary.closed, order, read)
    touched = [state.course_id for state in (*summary.closed, *summary.reminded)]
    _remind(writer, scope.checkpoint, touched, summary.reminded, order.by)
    summary.revision = writer.revision if writer.changed else read.revision
    return summary


def _nothing_to_do(state: CourseState, read: _Read) -> bool:
    """Closed already, reopened and yet with the points that stand posted, or without lessons and points at all."""
    if state.state == "closed":
        same = read.scores.get(state.course_id) == read.posted.get(state.course_id)
        return same or state.reason == "closed"
    return state.reason == "no_points" and not state.due


def _post(writer: Writer, states: list[CourseState], order: Order, read: _Read) -> None:
    """Closings and their points; earlier postings of the same courses end, and are named."""
    old = [state.closing.id for state in states if state.closing]
    gone = sa.select(posted_points.c.id).where(posted_points.c.closing_id.in_(old), current(posted_points))
    writer.close(posted_points, list(writer.connection.scalars(gone)) if old else [])
    writer.close(closings, old)
    last = writer.connection.scalar(sa.select(sa.func.max(closings.c.id))) or 0
    keyed = list(enumerate(states, last + 1))
    writer.insert(closings, [_closing(key, state, order, read.revision) for key, state in keyed])
    points = [{"closing_id": key, **row} for key, state in keyed for row in read.scores[state.course_id]]
    writer.insert(posted_points, points)


def _closing(key: int, state: CourseState, order: Order, revision: int) -> dict[str, Any]:
    return {
        "id": key,
        "course_id": state.course_id,
        "checkpoint": state.checkpoint,
        "until": state.until,
        "actor": order.by,
        "document": order.document or None,
        "forced": not state.ready,
        "source_revision": revision,
        "corrects": state.closing.id if state.closing else None,
    }


def _remind(
    writer: Writer, checkpoint: int, touched: Iterable[int], reminded: Iterable[CourseState], actor: str
) -> None:
    """Reminders of these courses alone stand; those of courses closed meanwhile end."""
    among = (reminders.c.checkpoint == checkpoint, reminders.c.course_id.in_(list(touched)), current(reminders))
    writer.close(reminders, list(writer.connection.scalars(sa.select(reminders.c.id).where(*among))))
    rows = [
        {
            "course_id": state.course_id,
            "checkpoint": checkpoint,
            "reason": state.reason,
            "unfilled": len(state.unfilled),
            "quarantined": state.quarantined,
            "actor": actor,
        }
        for state in reminded
    ]
    writer.insert(reminders, rows)


def _by_course(frame: pd.DataFrame) -> dict[int, list[dict[str, Any]]]:
    """Course -> rows of points as plain values, None for what is missing, in order of student and component."""
    ordered = frame.astype({"component": str}).sort_values(["course_id", "student_id", "component"])
    objects = ordered[list(COLUMNS)].astype(object)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in objects.where(objects.notna(), None).to_dict("records"):
        found.setdefault(row["course_id"], []).append({str(name): value for name, value in row.items()})
    return found
