"""Cells that the system owes a workbook: written by compare and set, never under a person's hands (4.3, 7.8).

A row is requested in the transaction of the decision that it belongs to, and carried out afterwards, by whichever run
comes first: a run that dies in between loses nothing. A cell that no longer holds what was expected is left alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ejournal.config import Config
from ejournal.decisions import raw_cells
from ejournal.decisions.cells import Cell, Wanted, WrittenCells, write_cells
from ejournal.errors import WorkbookError
from ejournal.marks import MarkReader
from ejournal.parameters import load_parameters
from ejournal.sheets import lock_file
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import current
from ejournal.store.schema_checkpoints import refusals, write_backs

REFUSED = "refused"
"""The reason of a write-back that sets a refused change back."""
PLACE = ("journal_id", "lesson_id", "item", "student_id", "field")
Row = dict[str, Any]


@dataclass
class OutboxSummary:
    """Cells written, cells that held something else and were left alone, and cells that wait for the next run."""

    done: int = 0
    conflicts: int = 0
    waiting: int = 0


def request(
    writer: Writer,
    *,
    workbook_id: int,
    journal_id: int,
    expected: str,
    new: str,
    reason: str,
    lesson_id: int | None = None,
    item: int | None = None,
    student_id: int | None = None,
    head: str | None = None,
) -> None:
    """Ask for one cell to be written: a student's, or a column's ``head`` (work_type or control).

    ``expected`` is what the cell holds, ``new`` what it is to hold, '' for nothing. An earlier request for the same
    cell that still waits gives way to this one.
    """
    keys = (journal_id, lesson_id, item, student_id)
    whole = [None if key is None else int(key) for key in keys]  # a frame's integers are none to the database
    place: Row = {**dict(zip(PLACE, whole, strict=False)), "field": head or "mark"}
    same = [write_backs.c[name].is_not_distinct_from(value) for name, value in place.items()]
    _settle(writer, "withdrawn", write_backs.c.state == "waiting", *same)
    values = {"workbook_id": workbook_id, "expected": expected, "new": new, "reason": reason, "state": "waiting"}
    writer.connection.execute(write_backs.insert(), {**place, **values, "revision": writer.revision})


def withdraw(writer: Writer, journal_id: int) -> None:
    """What a lock was to set back in this journal may stay: the journal is reopened."""
    pending = write_backs.c.state.in_(("waiting", "conflict"))
    _settle(writer, "withdrawn", pending, write_backs.c.reason == REFUSED, write_backs.c.journal_id == journal_id)


def settle(writer: Writer, state: str, keys: list[int], at: datetime) -> None:
    """These requests are done, in conflict or withdrawn."""
    if keys:
        _settle(writer, state, write_backs.c.id.in_(keys), at=at)


def _settle(writer: Writer, state: str, *where: sa.ColumnElement[bool], at: datetime | None = None) -> None:
    writer.connection.execute(write_backs.update().where(*where).values(state=state, settled_at=at))


def apply_outbox(config: Config, store: Store, at: datetime) -> OutboxSummary:
    """Write what waits, workbook by workbook; for whom holds the workspace's sync lock.

    A workbook that is open, gone, or not the state last read waits. Raises StoreBusy where another writer does not end.
    """
    summary = OutboxSummary()
    waiting = _waiting(store)
    reader = MarkReader(load_parameters(config.parameters).marks) if waiting else None
    for rows in waiting.values():
        _apply(config, store, at, rows, reader, summary)
    return summary


def _waiting(store: Store) -> dict[str, list[Row]]:
    """Workbook's path -> what waits in it, each with its tab's title, places and cells as last read."""
    books, tabs = schema.workbooks, schema.tabs
    statement = (
        sa.select(write_backs, books.c.path, books.c.sha256, tabs.c.title, tabs.c.places)
        .join(books, books.c.id == write_backs.c.workbook_id)
        .join(tabs, tabs.c.journal_id == write_backs.c.journal_id)
        .where(write_backs.c.state == "waiting")
        .order_by(books.c.path, write_backs.c.id)
    )
    found: dict[str, list[Row]] = defaultdict(list)
    with store.read() as connection:
        for row in connection.execute(statement).mappings():
            found[row["path"]].append(dict(row))
    return found


def _apply(
    config: Config, store: Store, at: datetime, rows: list[Row], reader: MarkReader | None, summary: OutboxSummary
) -> None:
    path = config.journals / rows[0]["path"]
    known: str | None = rows[0]["sha256"]
    wanted = [Wanted(row["id"], Cell.of(row), row["field"], row["expected"], row["new"]) for row in rows]
    try:
        if known is None or not path.exists():
            raise WorkbookError("the workbook is to be read first", code="workbook_busy")
        written = write_cells(path, known, wanted, reader)
    except WorkbookError:
        summary.waiting += len(rows)
        if known and path.exists() and not lock_file(path):
            _read_again(store, at, rows[0]["workbook_id"], known)
        return
    _note(store, at, rows, known, written)
    summary.done += len(written.done)
    summary.conflicts += len(written.conflicts)


def _read_again(store: Store, at: datetime, workbook_id: int, known: str) -> None:
    """The file is not the state last read, whatever its size and time say: the next sync must look into it."""
    table = schema.workbooks
    with store.write("outbox", actor="outbox", at=at) as writer:
        mine = (table.c.id == workbook_id, table.c.sha256 == known)
        writer.connection.execute(table.update().where(*mine).values(size=None, mtime_ns=None))


def _note(store: Store, at: datetime, rows: list[Row], known: str, written: WrittenCells) -> None:
    """What became of each cell; refusals that were set back are closed, the file's new state is the one last read."""
    table = schema.workbooks
    with store.write("outbox", actor="outbox", at=at) as writer:
        if written.fingerprint:
            new = written.fingerprint
            values = {"size": new.size, "mtime_ns": new.mtime_ns, "sha256": new.sha256}
            mine = (table.c.id == rows[0]["workbook_id"], table.c.sha256 == known)
            writer.connection.execute(table.update().where(*mine).values(values))
        for state, keys in (("done", written.done), ("conflict", written.conflicts)):
            _settle(writer, state, write_backs.c.id.in_(keys), write_backs.c.state == "waiting", at=at)
        done = [row for row in rows if row["id"] in written.done]
        raw_cells.note(writer, done)
        for row in (row for row in done if row["reason"] == REFUSED):
            same = [refusals.c[name].is_not_distinct_from(row[name]) for name in PLACE]
            found = sa.select(refusals.c.id).where(current(refusals), *same)
            writer.close(refusals, list(writer.connection.scalars(found)))
