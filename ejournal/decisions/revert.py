"""Undoing events by new events: what stood before is put back, and the cell is owed to the workbook (design, 4.3).

Nothing is deleted: the revert is a revision of its own, by a named person with a reason, and stands in the history as
any other event. All events of one call are undone together or none is.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ejournal.config import Config
from ejournal.dataset.history import KINDS, Kind, event_id
from ejournal.dataset.history_changes import Change, as_cell, changes_of
from ejournal.decisions.reverted_columns import Column, put_back
from ejournal.errors import ParameterError
from ejournal.parameters import Parameters
from ejournal.store import Store, schema
from ejournal.store.locks import Locks, locks

EVENT = re.compile(r"E(\d+)-([A-Z])(\d+)")
UNDOABLE = {kind.letter: kind for kind in KINDS if kind.letter in ("M", "W", "L")}
Row = dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """Who reverts, why, by which document, and the local day on which locks are looked at."""

    by: str
    reason: str
    document: str
    today: date

    @property
    def words(self) -> str:
        """Reason and document, as they are kept with the cells owed."""
        return "; ".join(["revert", *(part for part in (self.reason, self.document) if part)])


@dataclass(frozen=True)
class Undone:
    """One event and its cell: what stands now, and what is put back; missing = nothing."""

    event: str
    kind: str
    now: str | None
    back: str | None


@dataclass(frozen=True)
class Hindrance:
    """Why an event cannot be undone, and what stands in its way.

    ``why`` is later, locked, disagrees, not_undoable, topic_only or no_tab.
    """

    event: str
    why: str
    by: str = ""


@dataclass
class RevertSummary:
    """What was undone, or would be in a preview; what hinders it; lessons whose number then disagrees; the revision."""

    undone: list[Undone] = field(default_factory=list)
    hindrances: list[Hindrance] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)
    revision: int | None = None


@dataclass(frozen=True)
class _Undo:
    """One cell or head with the events of it to be undone: the first one's before is what comes back."""

    kind: Kind
    journal_id: int
    day: date | None
    changes: Sequence[Change]

    @property
    def events(self) -> list[str]:
        return [event_id(change.revision, self.kind.letter, change.row) for change in self.changes]


def revert(
    config: Config,
    parameters: Parameters,
    events: Sequence[str],
    decision: Decision,
    *,
    at: datetime,
    preview: bool = False,
) -> RevertSummary:
    """Undo these events of the history (marks, independent work, lessons' heads), all together or, if hindered, none.

    A later event of the same cell, a locked lesson, and a column that disagrees with itself hinder. Raises
    ParameterError for an event that there is not, and where name or reason are missing.
    """
    _check(events, decision)
    store = Store.open(config.database_address)
    try:
        with store.write("revert", actor=decision.by, at=at) as writer:
            undos = _undos(writer.connection, events)
            summary = _judged(writer.connection, undos, decision)
            if preview or summary.hindrances:
                return summary
            summary.disagreeing = put_back(writer, _columns(undos), parameters, decision.words, at)
            summary.revision = writer.revision
            return summary
    finally:
        store.dispose()


def _check(events: Sequence[str], decision: Decision) -> None:
    for name in ("by", "reason"):
        if not getattr(decision, name).strip():
            raise ParameterError("this is needed to revert", where=f"--{name}", remedy="Give it in words")
    for event in events:
        if not EVENT.fullmatch(event):
            raise ParameterError("not an event", where="EVENTS", value=event, remedy="See `ejournal history`")


def _undos(connection: sa.Connection, events: Sequence[str]) -> list[_Undo]:
    """The events by the cell they belong to, in the order they came about."""
    found: dict[tuple[str, tuple[Any, ...]], list[Change]] = defaultdict(list)
    for event in dict.fromkeys(events):
        kind, change = _change(connection, event)
        found[kind.letter, change.key].append(change)
    undos = []
    for (letter, _), changes in found.items():
        ordered = sorted(changes, key=lambda change: change.revision)
        undos.append(_Undo(_kind(letter), *_where(connection, ordered[0].row), ordered))
    return undos


def _kind(letter: str) -> Kind:
    return next(kind for kind in KINDS if kind.letter == letter)


def _change(connection: sa.Connection, event: str) -> tuple[Kind, Change]:
    """The change that an event's id names. Raises ParameterError."""
    _, letter, number = EVENT.fullmatch(event).groups()  # type: ignore[union-attr]
    kind = next((kind for kind in KINDS if kind.letter == letter), None)
    if kind is not None:
        key = next(iter(kind.table.primary_key.columns))
        row = connection.execute(sa.select(kind.table).where(key == int(number))).mappings().first()
        for change in _history(connection, kind, dict(row)) if row else ():
            if event_id(change.revision, letter, change.row) == event:
                return kind, change
    raise ParameterError("there is no such event", where="EVENTS", value=event, remedy="See `ejournal history`")


def _history(connection: sa.Connection, kind: Kind, row: Row) -> list[Change]:
    """Every change of the cell that this row belongs to."""
    same = [kind.table.c[name] == row[name] for name in kind.key]
    rows = [dict(each) for each in connection.execute(sa.select(kind.table).where(*same)).mappings()]
    return list(changes_of(rows, kind.key))


def _where(connection: sa.Connection, row: Row) -> tuple[int, date | None]:
    """The journal of an event's row, and the local date by which it is locked."""
    if "lesson_id" not in row:
        return int(row["journal_id"] if "journal_id" in row else row["id"]), row.get("due")
    lessons, facts = schema.lessons.c, schema.lesson_facts.c
    statement = (
        sa.select(lessons.journal_id, facts.date)
        .join_from(schema.lessons, schema.lesson_facts)
        .where(lessons.id == row["lesson_id"], facts.to_revision.is_(None))
    )
    found = connection.execute(statement).one()
    return int(found.journal_id), found.date


def _judged(connection: sa.Connection, undos: Sequence[_Undo], decision: Decision) -> RevertSummary:
    held = locks(connection, {undo.journal_id for undo in undos})
    summary = RevertSummary()
    for undo in undos:
        hindrance = _hindrance(connection, undo, held, decision.today)
        summary.hindrances += [Hindrance(undo.events[0], *hindrance)] if hindrance else []
        said = as_cell if undo.kind.letter == "M" else undo.kind.said
        back, now = said(undo.changes[0].before, undo.changes[-1].after)
        summary.undone.append(Undone(", ".join(undo.events), undo.kind.name, now, back))
    return summary


def _hindrance(connection: sa.Connection, undo: _Undo, held: Locks, today: date) -> tuple[str, str] | None:
    if undo.kind.letter not in UNDOABLE:
        return "not_undoable", undo.kind.name
    undone = {change.revision for change in undo.changes}
    for change in _history(connection, undo.kind, undo.changes[0].row):
        old, new = undo.kind.said(change.before, change.after)
        if change.revision > min(undone) and change.revision not in undone and old != new:
            return "later", event_id(change.revision, undo.kind.letter, change.row)
    closing = held.of_journal(undo.journal_id, undo.day, today) if undo.day else None
    if closing:
        return "locked", f"checkpoint {closing.checkpoint}"
    tab = connection.scalar(sa.select(schema.tabs.c.workbook_id).where(schema.tabs.c.journal_id == undo.journal_id))
    if tab is None:
        return "no_tab", ""
    return _column_hindrance(connection, undo)


def _column_hindrance(connection: sa.Connection, undo: _Undo) -> tuple[str, str] | None:
    """A column whose last good state stands against its sheet must be set right first; a topic is not written back."""
    if undo.kind.letter == "W":
        return None
    states = schema.lesson_states
    own = (states.c.lesson_id == undo.changes[0].row["lesson_id"], states.c.to_revision.is_(None))
    state = connection.execute(sa.select(states.c.disagrees).where(*own)).first()
    if state is not None and state.disagrees:
        return "disagrees", ""
    if undo.kind.letter == "L":
        before, after = ((rows[-1] if rows else {}) for rows in (undo.changes[0].before, undo.changes[-1].after))
        if all(before.get(name) == after.get(name) for name in ("work_type", "control_number")):
            return "topic_only", ""
    return None


def _columns(undos: Sequence[_Undo]) -> list[Column]:
    """What to put back, by lesson's column and by column of independent work."""
    found: dict[tuple[Any, ...], Column] = {}
    for undo in undos:
        row, before = undo.changes[0].row, undo.changes[0].before
        key = (undo.journal_id, row.get("lesson_id"), row.get("item"))
        column = found.setdefault(key, Column(*key, day=undo.day))
        if undo.kind.letter == "L":
            column.heads = dict(before[-1]) if before else {}
        else:
            column.cells[row["student_id"]] = before
    return list(found.values())
