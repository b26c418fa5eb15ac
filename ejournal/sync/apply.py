"""One workbook's reading into the store: what differs becomes events of one revision; nothing typed is overwritten."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ejournal.marks import Entry
from ejournal.store import Writer, schema
from ejournal.sync.gate import Gate, Moments
from ejournal.sync.plans import PlanReading
from ejournal.sync.reading import ColumnReading, ItemReading, TabReading
from ejournal.sync.refusing import Addresses, Cells, Refusing
from ejournal.sync.standing import EntryRows, Row, Standing

_COMPLETE = ("complete", "not_held")
_STATE = ("completeness", "work_type", "control_number", "counted", "topic")
_COMPLETED = ("completed_after", "completed_before")


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

    @property
    def moments(self) -> Moments:
        """When the changes that this read finds came about."""
        return Moments(self.seen_at, self.known_since, self.read_at)


class Applier:
    """Compares one workbook's tabs with what stands, and stores the differences at ``flush``.

    ``gate`` says what may no longer change; ``days`` are the lessons' local dates.
    """

    def __init__(self, read: WorkbookRead, standing: Standing, gate: Gate, days: Mapping[int, date]) -> None:
        self.read = read
        self.standing = standing
        self.gate = gate
        self.days = days
        self.refusing = Refusing(read.workbook_id, gate.ruling.marks, read.known_since, read.owner_id)
        self.events = 0
        self._inserted: dict[sa.Table, list[Row]] = defaultdict(list)
        self._closed: dict[sa.Table, list[int]] = defaultdict(list)

    def apply_tab(self, journal_id: int, tab: TabReading) -> None:
        """Take over a journal tab; a stopped one changes nothing but its findings."""
        if tab.stopped:
            return
        at = Addresses(tab)
        for column in tab.columns:
            self.refusing.look("columns", journal_id, column.lesson_id, column.kept)
            if column.lesson_id in self.standing.states or not column.blank:
                self._take_column(journal_id, column, at)
        for item in tab.items:
            self.refusing.look("items", journal_id, item.item, item.kept)
            self._take_item(journal_id, item, at)

    def _take_column(self, journal_id: int, column: ColumnReading, at: Addresses) -> None:
        """Apply the column, unless what differs in it is refused: then only its topic is taken over."""
        before = self.standing.states.get(column.lesson_id)
        first = before is None or (before["completeness"] == "incomplete" and before["completed_before"] is None)
        completes = column.completeness in _COMPLETE
        cause = self.gate.against(journal_id, self.days[column.lesson_id], first=first, completes=completes)
        if cause is None or not self.refusing.column(at, journal_id, column, before, self._cells(column), cause):
            self._apply_column(column, before)
        elif before is not None and before["topic"] != column.topic:
            kept = {name: before[name] for name in ("lesson_id", "reason", "disagrees", *_STATE, *_COMPLETED)}
            self._change(schema.lesson_states, [{**kept, "topic": column.topic}], [before["id"]])

    def _cells(self, column: ColumnReading) -> Cells:
        old = self.standing.marks.get(column.lesson_id, {})
        return Cells(_wanted(column.entries, column.kept, old), old)

    def _apply_column(self, column: ColumnReading, before: Row | None) -> None:
        """A complete column that stopped agreeing keeps its marks; every other one says what its marks are."""
        if column.completeness in _COMPLETE or before is None or before["completeness"] != "complete":
            cells = self._cells(column)
            self._differ(schema.marks, cells.wanted, cells.old, {"lesson_id": column.lesson_id})
        after = self._state(column, before)
        if before is None or any(before[name] != value for name, value in after.items()):
            self._change(schema.lesson_states, [after], [] if before is None else [before["id"]])

    def _state(self, column: ColumnReading, before: Row | None) -> Row:
        key = {"lesson_id": column.lesson_id, "reason": column.reason}
        completed = {name: before[name] if before else None for name in _COMPLETED}
        if before is not None and before["completeness"] == "complete" and column.completeness == "incomplete":
            return {**key, **{name: before[name] for name in _STATE}, "disagrees": True, **completed}
        # The first completion stands for good: correcting before the lock is a duty, and never late (4.3).
        if column.completeness in _COMPLETE and completed["completed_before"] is None:
            completed = {"completed_after": self.read.seen_at, "completed_before": self.read.known_since}
        return {**key, **{name: getattr(column, name) for name in _STATE}, "disagrees": False, **completed}

    def _take_item(self, journal_id: int, item: ItemReading, at: Addresses) -> None:
        """Independent work is locked by the due date that stands, so that another date opens nothing again."""
        old = self.standing.works.get((journal_id, item.item), {})
        cells = Cells(_wanted(item.entries, item.kept, old), old)
        due = next((row["due"] for row in old.values()), item.due)
        cause = self.gate.locked(journal_id, due) if due else None
        if cause is None:
            place = {"journal_id": journal_id, "item": item.item, "due": item.due}
            self._differ(schema.works, cells.wanted, old, place)
        else:
            self.refusing.item(at, journal_id, item.item, cells, cause)

    def apply_plan(self, journal_id: int, plan: PlanReading) -> None:
        """Take over a lesson plan; a row that vanished from the tab deletes nothing, a cleared one is cleared."""
        old = {row["number"]: row for row in self.standing.plans.get(journal_id, ())}
        changed = [row for row in plan.rows if not _same(old.get(row["number"]), row)]
        gone = [row["number"] for row in changed] + sorted(plan.blank)
        closed = [old[number]["id"] for number in gone if number in old]
        self._change(schema.plan_rows, [{"journal_id": journal_id, **row} for row in changed], closed)

    def _differ(self, table: sa.Table, wanted: EntryRows, old: EntryRows, place: Row) -> None:
        """Entries that are new, changed or gone."""
        inserted: list[Row] = []
        closed = [old[key]["id"] for key in old.keys() - wanted.keys()]
        for key, row in wanted.items():
            before = old.get(key)
            said = {**place, "status": row["status"], "value": row["value"]}
            if before is None or any(before[name] != value for name, value in said.items()):
                inserted.append({"student_id": key[0], "ordinal": key[1], "cell": row["cell"], **said})
                closed += [] if before is None else [before["id"]]
        self._change(table, inserted, closed)

    def _change(self, table: sa.Table, inserted: list[Row], closed: list[int]) -> None:
        self._inserted[table] += inserted
        self._closed[table] += closed
        self.events += max(len(inserted), len(closed))

    def flush(self, writer: Writer) -> None:
        """Store what differs; where nothing does, no revision is made."""
        if not self.events:
            return
        read_id = self._store_read(writer)
        for table in (schema.marks, schema.lesson_states, schema.works, schema.plan_rows):
            writer.close(table, self._closed[table])
            writer.insert(table, [{**row, "read_id": read_id} for row in self._inserted[table]])

    def _store_read(self, writer: Writer) -> int:
        values = {
            "workbook_id": self.read.workbook_id,
            "revision": writer.revision,
            "sha256": self.read.sha256,
            "file_time": self.read.file_time,
            "read_at": self.read.read_at,
            "author_id": self.read.owner_id,
            "author": "known" if self.read.owner_id else "unknown",
        }
        result = writer.connection.execute(schema.reads.insert(), values)
        return int(result.inserted_primary_key[0])  # type: ignore[index]


def _wanted(entries: dict[int, tuple[tuple[Entry, ...], str]], kept: set[int], old: EntryRows) -> EntryRows:
    """What is to stand: the entries read, and as they were those of cells that could not be read."""
    wanted = {key: row for key, row in old.items() if key[0] in kept}
    for student, (found, cell) in entries.items():
        for ordinal, entry in enumerate(found, 1):
            wanted[student, ordinal] = {"status": entry.status, "value": entry.value, "cell": cell}
    return wanted


def _same(before: Row | None, after: dict[str, Any]) -> bool:
    return before is not None and all(before[name] == value for name, value in after.items())
