"""One workbook's reading into the store: what differs becomes events of one revision; nothing typed is overwritten."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ejournal.marks import Entry
from ejournal.store import Writer, schema
from ejournal.store.entities import current, open_rows, replace_rows
from ejournal.sync.bind import Trouble
from ejournal.sync.plans import PlanReading
from ejournal.sync.reading import ColumnReading, ItemReading, TabReading

_COMPLETE = ("complete", "not_held")
_FROM_READ = frozenset({"read_id", "cell"})
EntryRows = dict[tuple[int, int], dict[str, Any]]


@dataclass(frozen=True)
class WorkbookRead:
    """A read of one workbook: who owns it, its hash, the file's time, the read's, and the last pass that saw it."""

    workbook_id: int
    owner_id: int | None
    sha256: str
    file_time: datetime
    read_at: datetime
    seen_at: datetime | None

    @property
    def known_since(self) -> datetime:
        """When the state read was surely there: the file's time where that can be right, else the read's."""
        trusted = self.file_time <= self.read_at and (self.seen_at is None or self.file_time > self.seen_at)
        return self.file_time if trusted else self.read_at


class Applier:
    """Applies one workbook's tabs within one write transaction."""

    def __init__(self, writer: Writer, read: WorkbookRead) -> None:
        self.writer = writer
        self.read = read
        self.events = 0
        self._read_id: int | None = None

    @property
    def read_id(self) -> int:
        """The key of this read's row, made at the first event that needs it."""
        if self._read_id is None:
            values = {
                "workbook_id": self.read.workbook_id,
                "revision": self.writer.revision,
                "sha256": self.read.sha256,
                "file_time": self.read.file_time,
                "read_at": self.read.read_at,
                "author_id": self.read.owner_id,
                "author": "known" if self.read.owner_id else "unknown",
            }
            result = self.writer.connection.execute(schema.reads.insert().values(values))
            self._read_id = int(result.inserted_primary_key[0])  # type: ignore[index]
        return self._read_id

    def apply_tab(self, journal_id: int, tab: TabReading) -> None:
        """Take over a journal tab; a stopped one changes nothing but its findings."""
        if tab.stopped:
            return
        columns = {column.lesson_id: column for column in tab.columns}
        states = self._states(columns)
        columns = {key: column for key, column in columns.items() if key in states or not column.blank}
        if columns:
            self._apply_columns(columns, states)
        self._apply_items(journal_id, tab.items)

    def _states(self, columns: Iterable[int]) -> dict[int, dict[str, Any]]:
        table = schema.lesson_states
        rows = open_rows(self.writer.connection, table, table.c.lesson_id.in_(list(columns)))
        return {row["lesson_id"]: row for row in rows}

    def _apply_columns(self, columns: dict[int, ColumnReading], states: dict[int, dict[str, Any]]) -> None:
        taken = {
            key: column
            for key, column in columns.items()
            if column.completeness in _COMPLETE or key not in states or states[key]["completeness"] != "complete"
        }
        old = self._open_entries(schema.marks, schema.marks.c.lesson_id, [key for key in taken if key in states])
        inserted: list[dict[str, Any]] = []
        closed: list[int] = []
        for key, column in taken.items():
            wanted = _wanted(column.entries, column.kept, old.get(key, {}))
            _differ(wanted, old.get(key, {}), {"lesson_id": key}, inserted, closed)
        self._store(schema.marks, inserted, closed)
        self._store_states(columns, states)

    def _store_states(self, columns: dict[int, ColumnReading], states: dict[int, dict[str, Any]]) -> None:
        inserted: list[dict[str, Any]] = []
        closed: list[int] = []
        for key, column in columns.items():
            before = states.get(key)
            after = self._state(key, column, before)
            if before is not None and all(before[name] == value for name, value in after.items()):
                continue
            inserted.append(after)
            closed.extend([] if before is None else [before["id"]])
        self._store(schema.lesson_states, inserted, closed)

    def _state(self, key: int, column: ColumnReading, before: dict[str, Any] | None) -> dict[str, Any]:
        if before is not None and before["completeness"] == "complete" and column.completeness == "incomplete":
            names = ("completeness", "work_type", "control_number", "counted", "topic")
            kept = {name: before[name] for name in names}
            return {"lesson_id": key, **kept, "reason": column.reason, "disagrees": True, **_completed(before)}
        completed = _completed(before)
        if column.completeness in _COMPLETE and completed["completed_before"] is None:
            completed = {"completed_after": self.read.seen_at, "completed_before": self.read.known_since}
        return {
            "lesson_id": key,
            "completeness": column.completeness,
            "reason": column.reason,
            "disagrees": False,
            "work_type": column.work_type,
            "control_number": column.control_number,
            "counted": column.counted,
            "topic": column.topic,
            **completed,
        }

    def _apply_items(self, journal_id: int, items: list[ItemReading]) -> None:
        table = schema.works
        rows = open_rows(self.writer.connection, table, table.c.journal_id == journal_id)
        old: dict[int, EntryRows] = defaultdict(dict)
        for row in rows:
            old[row["item"]][row["student_id"], row["ordinal"]] = row
        inserted: list[dict[str, Any]] = []
        closed: list[int] = []
        for item in items:
            wanted = _wanted(item.entries, item.kept, old.get(item.item, {}))
            place = {"journal_id": journal_id, "item": item.item, "due": item.due}
            _differ(wanted, old.get(item.item, {}), place, inserted, closed)
        self._store(table, inserted, closed)

    def apply_plan(self, journal_id: int, plan: PlanReading) -> None:
        """Take over a lesson plan; a row that vanished from the tab deletes nothing, a cleared one is cleared."""
        table = schema.plan_rows
        numbers = {row["number"] for row in plan.rows} | plan.blank
        old = open_rows(self.writer.connection, table, table.c.journal_id == journal_id)
        known = [row for row in old if row["number"] in numbers]
        rows = [{"journal_id": journal_id, **row} for row in plan.rows]
        if len(known) == len(rows) and _same_plan(known, rows):
            return
        with_read = [{**row, "read_id": self.read_id} for row in rows]
        inserted, closed = replace_rows(self.writer, table, known, with_read, ("number",), ignore=_FROM_READ)
        self.events += max(inserted, closed)

    def remember_tab(self, journal_id: int, tab: TabReading) -> None:
        """Where the tab stands and what it held, for the next read; of a stopped tab only where it stands."""
        table, key = schema.tabs, schema.tabs.c.journal_id == journal_id
        values: dict[str, Any] = {"workbook_id": self.read.workbook_id, "title": tab.title}
        if not tab.stopped:
            values |= {"places": tab.places, "cells": tab.cells}
        if self.writer.connection.execute(table.update().where(key).values(values)).rowcount == 0:
            self.writer.connection.execute(table.insert().values(journal_id=journal_id, **values))

    def keep_troubles(self, *failures: Trouble) -> int:
        """What the last good read found stands; beside it the reasons, if any, why the workbook is not read now."""
        table = schema.quarantine
        standing = open_rows(self.writer.connection, table, table.c.workbook_id == self.read.workbook_id)
        kept: list[tuple[str | None, int | None, Trouble]] = [
            (
                row["tab"],
                row["journal_id"],
                Trouble(row["code"], row["cell"], row["raw"], row["lesson_id"], row["student_id"]),
            )
            for row in standing
            if not row["code"].startswith("workbook_")
        ]
        return self.apply_troubles([*kept, *((None, None, failure) for failure in failures)])

    def apply_troubles(self, troubles: list[tuple[str | None, int | None, Trouble]]) -> int:
        """Open what is new in quarantine, close what is gone: (tab, journal key, trouble). Returns how many stand."""
        table = schema.quarantine
        rows = [
            {
                "code": trouble.code,
                "workbook_id": self.read.workbook_id,
                "tab": tab,
                "cell": trouble.cell,
                "raw": trouble.raw,
                "journal_id": journal_id,
                "lesson_id": trouble.lesson_id,
                "student_id": trouble.student_id,
            }
            for tab, journal_id, trouble in troubles
        ]
        key = ("code", "tab", "cell", "raw", "journal_id", "lesson_id", "student_id")
        unique = list({tuple(row[name] for name in key): row for row in rows}.values())
        old = open_rows(self.writer.connection, table, table.c.workbook_id == self.read.workbook_id)
        replace_rows(self.writer, table, old, unique, key)
        return len(unique)

    def _open_entries(self, table: sa.Table, column: sa.ColumnElement[int], keys: list[int]) -> dict[int, EntryRows]:
        result: dict[int, EntryRows] = defaultdict(dict)
        if keys:
            statement = sa.select(table).where(current(table), column.in_(keys))
            for row in self.writer.connection.execute(statement).mappings():
                result[row[column.key or ""]][row["student_id"], row["ordinal"]] = dict(row)
        return result

    def _store(self, table: sa.Table, inserted: list[dict[str, Any]], closed: list[int]) -> None:
        if not inserted and not closed:
            return
        read_id = self.read_id
        for row in inserted:
            row["read_id"] = read_id
        self.writer.close(table, closed)
        self.writer.insert(table, inserted)
        self.events += max(len(inserted), len(closed))


def _completed(before: dict[str, Any] | None) -> dict[str, Any]:
    """The first completion stands for good: correcting before the lock is a duty, and never late (4.3)."""
    names = ("completed_after", "completed_before")
    return {name: before[name] if before else None for name in names}


def _wanted(entries: dict[int, tuple[tuple[Entry, ...], str]], kept: set[int], old: EntryRows) -> EntryRows:
    wanted = {key: row for key, row in old.items() if key[0] in kept}
    for student, (found, cell) in entries.items():
        for ordinal, entry in enumerate(found, 1):
            wanted[student, ordinal] = {"status": entry.status, "value": entry.value, "cell": cell}
    return wanted


def _differ(
    wanted: EntryRows, old: EntryRows, place: dict[str, Any], inserted: list[dict[str, Any]], closed: list[int]
) -> None:
    for key, row in wanted.items():
        before = old.get(key)
        if before is not None and (before["status"], before["value"]) == (row["status"], row["value"]):
            continue
        if before is not None:
            closed.append(before["id"])
        entry = {"status": row["status"], "value": row["value"], "cell": row["cell"]}
        inserted.append({"student_id": key[0], "ordinal": key[1], **place, **entry})
    closed.extend(old[key]["id"] for key in old.keys() - wanted.keys())


def _same_plan(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> bool:
    by_number = {row["number"]: row for row in old}
    return all(
        row["number"] in by_number and all(by_number[row["number"]][name] == value for name, value in row.items())
        for row in new
    )
