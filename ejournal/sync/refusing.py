"""Changes that are not taken over: kept with old value, new value and cell; the cell is to be set back (4.3)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from ejournal.decisions.outbox import PLACE, REFUSED, request, settle
from ejournal.marks import Entry, canonical
from ejournal.parameters import MarkParameters
from ejournal.store import Writer
from ejournal.store.entities import open_rows, replace_rows
from ejournal.store.schema_checkpoints import refusals, write_backs
from ejournal.sync.gate import Cause
from ejournal.sync.reading import ColumnReading, TabReading
from ejournal.sync.standing import EntryRows, Row

IGNORED = frozenset(("cell", "checkpoint", "changed_at", "author", "author_id"))
"""What makes no other refusal of one that stands already: it keeps the cell, time and author it was first seen with."""
PENDING = ("waiting", "conflict")
Place = tuple[Any, ...]


@dataclass(frozen=True)
class Addresses:
    """Where lessons, items and students stand in a tab."""

    tab: TabReading

    @cached_property
    def _places(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = json.loads(self.tab.places)
        return found

    def cell(self, kind: str, key: int, field: str, student: int | None) -> str:
        """The address of a student's cell, or of the column's head named by ``field``."""
        column = self._places[kind].get(str(key), "")
        row = self._places["rows"].get(str(student)) if field == "mark" else self._places["heads"].get(field)
        return f"{column}{row or ''}"


@dataclass
class Refusing:
    """One workbook's refusals as they are found, and which columns were looked at."""

    workbook_id: int
    marks: MarkParameters
    changed_at: datetime
    author_id: int | None
    rows: list[Row] = field(default_factory=list)
    _kept: dict[tuple[str, int, int], set[int]] = field(default_factory=dict)

    def look(self, kind: str, journal_id: int, key: int, kept: set[int]) -> None:
        """This column was read, but for the cells of the ``kept`` students."""
        self._kept[kind, journal_id, key] = kept

    def column(
        self, at: Addresses, journal_id: int, column: ColumnReading, before: Row | None, cells: "Cells", cause: Cause
    ) -> bool:
        """Refuse what differs in a lesson's column; whether anything does."""
        known = {"journal_id": journal_id, "lesson_id": column.lesson_id, "item": None}
        said: list[tuple[str, int | None, str, str]] = [("mark", *cell) for cell in cells.differences(self.marks)]
        said += [(name, None, old, new) for name, old, new in _heads(column, before) if old != new]
        for name, student, old, new in said:
            cell = at.cell("columns", column.lesson_id, name, student)
            self._refuse(known, name, student, old, new, cell, cause)
        return bool(said)

    def item(self, at: Addresses, journal_id: int, item: int, cells: "Cells", cause: Cause) -> bool:
        """Refuse what differs in a column of independent work; whether anything does."""
        known = {"journal_id": journal_id, "lesson_id": None, "item": item}
        said = list(cells.differences(self.marks))
        for student, old, new in said:
            self._refuse(known, "mark", student, old, new, at.cell("items", item, "mark", student), cause)
        return bool(said)

    def _refuse(self, known: Row, name: str, student: int | None, old: str, new: str, cell: str, cause: Cause) -> None:
        author = {"author": "known" if self.author_id else "unknown", "author_id": self.author_id}
        self.rows.append(
            {
                "workbook_id": self.workbook_id,
                **known,
                "student_id": student,
                "field": name,
                "old": old,
                "new": new,
                "cause": cause.name,
                "checkpoint": cause.checkpoint,
                "cell": cell,
                "changed_at": self.changed_at,
                **author,
            }
        )

    def store(self, writer: Writer, journals: Iterable[int], at: datetime) -> int:
        """Make these the refusals that stand in what was read, and ask for their cells. Returns how many are new."""
        keys = sorted(journals)
        old = [row for row in open_rows(writer.connection, refusals, refusals.c.journal_id.in_(keys)) if self._saw(row)]
        if not old and not self.rows:
            return 0
        inserted, _ = replace_rows(writer, refusals, old, self.rows, PLACE, ignore=IGNORED)
        self._owe(writer, keys, at)
        return inserted

    def _saw(self, row: Row) -> bool:
        kind, key = ("columns", row["lesson_id"]) if row["lesson_id"] is not None else ("items", row["item"])
        kept = self._kept.get((kind, row["journal_id"], key))
        return kept is not None and row["student_id"] not in kept

    def _owe(self, writer: Writer, journals: list[int], at: datetime) -> None:
        """One request for each refusal; a cell that says again what stands is owed nothing any more."""
        among = (write_backs.c.journal_id.in_(journals), write_backs.c.reason == REFUSED)
        pending = sa.select(write_backs).where(*among, write_backs.c.state.in_(PENDING))
        owed = {_place(row): dict(row) for row in writer.connection.execute(pending).mappings()}
        for row in self.rows:
            asked = owed.pop(_place(row), None)
            if asked is None or (asked["expected"], asked["new"]) != (row["new"], row["old"]):
                settle(writer, "withdrawn", [asked["id"]] if asked else [], at)
                _request(writer, row)
        settle(writer, "done", [row["id"] for row in owed.values() if self._saw(row)], at)


@dataclass(frozen=True)
class Cells:
    """A column's entries: as they are wanted by the workbook, and as they stand."""

    wanted: EntryRows
    old: EntryRows

    def differences(self, marks: MarkParameters) -> Iterator[tuple[int, str, str]]:
        """(student, old text, new text) of each cell that says something else; '' for a blank."""
        before, after = _texts(self.old, marks), _texts(self.wanted, marks)
        for student in sorted(before.keys() | after.keys()):
            old, new = before.get(student, ""), after.get(student, "")
            if old != new:
                yield student, old, new


def _texts(rows: EntryRows, marks: MarkParameters) -> dict[int, str]:
    by_student: dict[int, list[Entry]] = {}
    for (student, _), row in sorted(rows.items()):
        by_student.setdefault(student, []).append(Entry(row["status"], row["value"]))
    return {student: canonical(entries, marks) for student, entries in by_student.items()}


def _heads(column: ColumnReading, before: Row | None) -> Iterator[tuple[str, str, str]]:
    """(field, old text, new text) of the column's head."""
    known = before or {"work_type": None, "control_number": None}
    yield "work_type", known["work_type"] or "", column.work_type or ""
    control = known["control_number"]
    typed = column.control_typed if column.control_number is None else str(column.control_number)
    yield "control", "" if control is None else str(control), typed


def _request(writer: Writer, row: Row) -> None:
    request(
        writer,
        workbook_id=row["workbook_id"],
        journal_id=row["journal_id"],
        lesson_id=row["lesson_id"],
        item=row["item"],
        student_id=row["student_id"],
        head=None if row["field"] == "mark" else row["field"],
        expected=row["new"],
        new=row["old"],
        reason=REFUSED,
    )


def _place(row: Any) -> Place:
    return tuple(row[name] for name in PLACE)
