"""The registry's rows as the calendar takes them, and where each dated lesson comes from."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ejournal.calendar import ChangeRow, DatedLesson, Semester, TimetableRow, dated_lessons
from ejournal.model import WEEKDAYS
from ejournal.registry.check_book import Book
from ejournal.registry.data import RegistryRow

_ROW = ("pair", "parity", "kind", "room", "stream", "valid_from", "valid_to")
_CHANGE = ("kind", "date", "pair", "new_date", "new_pair", "new_room", "class_kind")


@dataclass
class Lessons:
    """The dated lessons of a registry; journals, rows and orders are numbered by their place in their tab, from 1."""

    book: Book
    timetable: dict[str, list[TimetableRow]] = field(default_factory=lambda: defaultdict(list))
    changes: dict[str, list[ChangeRow]] = field(default_factory=lambda: defaultdict(list))
    change_rows: dict[int, RegistryRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = self.book.by_key("load")
        self.journals: dict[object, int] = {code: number for number, code in enumerate(lines, 1)}
        self.lines: dict[int, RegistryRow] = dict(enumerate(lines.values(), 1))
        for number, row in enumerate(self.book.rows("timetable"), 1):
            self._add_row(number, row)
        for number, row in enumerate(sorted(self.book.rows("changes"), key=_order), 1):
            self._add_change(number, row)

    def _add_row(self, number: int, row: RegistryRow) -> None:
        semester = self._semester(row, "weekday", "pair", "parity", "kind")
        if semester:
            values: dict[str, Any] = dict.fromkeys(_ROW) | row.values
            self.timetable[semester.code].append(
                TimetableRow(
                    id=number,
                    journal_id=self.journals[values["journal"]],
                    weekday=WEEKDAYS.index(values["weekday"]) + 1,
                    **{name: values[name] for name in _ROW},
                )
            )

    def _add_change(self, number: int, row: RegistryRow) -> None:
        semester = self._semester(row, "kind")
        if semester:
            values: dict[str, Any] = dict.fromkeys(_CHANGE) | row.values
            self.change_rows[number] = row
            self.changes[semester.code].append(
                ChangeRow(
                    id=number,
                    journal_id=self.journals[values["journal"]],
                    **{name: values[name] for name in _CHANGE},
                )
            )

    def _semester(self, row: RegistryRow, *names: str) -> Semester | None:
        """The row's semester, where the row says enough to be a lesson or an order."""
        if not all(name in row.values for name in ("journal", *names)):
            return None
        return self.book.semester_of(row.values["journal"])

    @cached_property
    def dated(self) -> list[DatedLesson]:
        """All lessons that are held, of all semesters."""
        return [
            lesson
            for code, semester in self.book.semesters.items()
            for lesson in dated_lessons(semester, self.timetable[code], self.changes[code], self.book.holidays)
            if lesson.status != "cancelled"
        ]

    @cached_property
    def moves(self) -> dict[tuple[object, ...], RegistryRow]:
        """(Journal, date, pair) -> the last order that put a lesson there."""
        found: dict[tuple[object, ...], RegistryRow] = {}
        for changes in self.changes.values():
            for change in changes:
                slot = (change.journal_id, change.new_date or change.date, change.new_pair or change.pair)
                found[slot] = self.change_rows[change.id]
        return found


def _order(row: RegistryRow) -> tuple[bool, int, str, int]:
    """Orders hold in the order in which they were first loaded, which their ids tell; new ones come last."""
    return row.row_id is None, len(row.row_id or ""), row.row_id or "", row.row_number
