"""Columns put back to what they held: new rows in the dataset, and requests for the workbook's cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ejournal.dataset.history_changes import entries_of
from ejournal.decisions.outbox import request
from ejournal.marks import Completeness, canonical, folded
from ejournal.parameters import Parameters
from ejournal.store import Writer, schema
from ejournal.store.entities import open_rows

Row = dict[str, Any]
HEADS = {"work_type": "work_type", "control": "control_number"}
_STATE = ("completeness", "reason", "disagrees", "work_type", "control_number", "counted", "topic")


@dataclass
class Column:
    """A lesson's column, or one of independent work; the entries that cells are to hold, and the heads, if reverted."""

    journal_id: int
    lesson_id: int | None
    item: int | None
    day: date | None = None
    cells: dict[int, list[Row]] = field(default_factory=dict)
    heads: Row | None = None


def put_back(writer: Writer, columns: Sequence[Column], parameters: Parameters, reason: str, at: datetime) -> list[str]:
    """Store the columns as they are to be and request their cells; public ids of the lessons whose number disagrees."""
    disagreeing = []
    for column in columns:
        workbook = writer.connection.scalar(
            sa.select(schema.tabs.c.workbook_id).where(schema.tabs.c.journal_id == column.journal_id)
        )
        task = _Task(writer, column, int(workbook or 0), parameters, reason, _read(writer, int(workbook or 0), at))
        task.put_cells()
        if column.lesson_id is not None and task.put_state():
            disagreeing.append(column.lesson_id)
    ids = schema.entities.c
    named = sa.select(ids.public_id).where(ids.id.in_(disagreeing)).order_by(ids.id)
    return [str(each) for each in writer.connection.scalars(named)]


def _read(writer: Writer, workbook: int, at: datetime) -> int:
    """The row of ``reads`` that says where the new rows come from: this decision, known by its revision's actor."""
    values = {"workbook_id": workbook, "revision": writer.revision, "sha256": "", "file_time": at, "read_at": at}
    result = writer.connection.execute(schema.reads.insert(), {**values, "author_id": None, "author": "known"})
    return int(result.inserted_primary_key[0])  # type: ignore[index]


@dataclass(frozen=True)
class _Task:
    writer: Writer
    column: Column
    workbook_id: int
    parameters: Parameters
    reason: str
    read_id: int

    @property
    def _place(self) -> Row:
        names = ("journal_id", "lesson_id", "item")
        return {name: getattr(self.column, name) for name in names}

    def put_cells(self) -> None:
        """Each cell's entries replaced by those that stood before, and the cell requested."""
        table = schema.marks if self.column.lesson_id is not None else schema.works
        same = [table.c[name] == value for name, value in self._place.items() if value is not None and name in table.c]
        for student, before in self.column.cells.items():
            now = open_rows(self.writer.connection, table, *same, table.c.student_id == student)
            self.writer.close(table, [row["id"] for row in now])
            new = [self._renewed(row) for row in before]
            self.writer.insert(table, new)
            said = (canonical(entries_of(rows), self.parameters.marks) for rows in (now, before))
            self._request(*said, student_id=student)

    def _renewed(self, row: Row) -> Row:
        left_out = ("id", "from_revision", "to_revision")
        return {name: value for name, value in row.items() if name not in left_out} | {"read_id": self.read_id}

    def put_state(self) -> bool:
        """The lesson's state as sync would find it in the column put back; whether its number disagrees."""
        states = schema.lesson_states
        standing = open_rows(self.writer.connection, states, states.c.lesson_id == self.column.lesson_id)
        if not standing:
            return False
        before = standing[0]
        heads = before if self.column.heads is None else self.column.heads
        for head, name in HEADS.items():
            old, new = ("" if row.get(name) is None else str(row[name]) for row in (before, heads))
            if old != new:
                self._request(old, new, head=head)
        after = self._state(before, heads)
        if any(before[name] != after[name] for name in _STATE):
            self.writer.close(states, [before["id"]])
            self.writer.insert(states, [after])
        return bool(after["reason"] == "disagrees")

    def _state(self, before: Row, heads: Row) -> Row:
        away, anybody = self._away()
        found = Completeness.of(
            heads.get("work_type"),
            heads.get("control_number"),
            away,
            blank=not anybody and not before["topic"],
            not_held=folded(self.parameters.work_types.not_held),
        )
        renewed = self._renewed(before)
        if before["completeness"] == "complete" and found.code == "incomplete" and self.column.heads is None:
            return renewed | {"disagrees": True, "reason": found.reason}
        said = {"work_type": heads.get("work_type"), "control_number": heads.get("control_number"), "counted": away}
        return renewed | said | {"completeness": found.code, "reason": found.reason, "disagrees": False}

    def _away(self) -> tuple[int, bool]:
        """How many members are absent or excused in the column as it stands now, and whether anything is entered."""
        marks = schema.marks
        rows = open_rows(self.writer.connection, marks, marks.c.lesson_id == self.column.lesson_id)
        away = {row["student_id"] for row in rows if row["status"] in ("absent", "excused")}
        return len(away & self._members()), bool(rows)

    def _members(self) -> set[int]:
        load, table, day = schema.registry["load"], schema.registry["memberships"], self.column.day
        journal = open_rows(self.writer.connection, load, load.c.id == self.column.journal_id)[0]
        rows = open_rows(self.writer.connection, table, table.c.group_id == journal["group_id"])
        return {
            row["student_id"]
            for row in rows
            if journal["subgroup"] in (None, row["subgroup"])
            and day is not None
            and row["valid_from"] <= day <= (row["valid_to"] or date.max)
        }

    def _request(self, expected: str, new: str, *, student_id: int | None = None, head: str | None = None) -> None:
        asked = {"expected": expected, "new": new, "reason": self.reason, "student_id": student_id, "head": head}
        request(self.writer, workbook_id=self.workbook_id, **self._place, **asked)  # type: ignore[arg-type]
