"""What is to be written into a journal workbook, and what was read from one."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from ejournal.sheets.layout import Marker


@dataclass(frozen=True)
class LessonColumn:
    """One lesson: one date and pair. ``kind`` is a code (lecture, practice, lab); ``topic`` as the plan gives it.

    ``work_types`` are what its drop-down offers (empty: all of the workbook's); ``checkpoint_end`` draws a line after
    the column. A ``cancelled`` lesson gets no column, but one that has it keeps it and takes no row of the plan.
    """

    id: str
    date: dt.date
    pair: int
    kind: str
    topic: str = ""
    work_types: tuple[str, ...] = ()
    checkpoint_end: bool = False
    cancelled: bool = False


@dataclass(frozen=True)
class StudentRow:
    """One student as shown (name, initials or record-book number); membership includes both its days.

    ``former`` are the ways in which the same student was shown before: those the system may correct. One who is
    ``known_only`` (left long ago) gets no row, but the row that there is gets the dates.
    """

    id: str
    shown: str
    member_from: dt.date | None = None
    member_to: dt.date | None = None
    former: tuple[str, ...] = ()
    known_only: bool = False


@dataclass(frozen=True)
class WorkItem:
    """One item of independent work; ``id`` is ``W`` and the number of its plan row."""

    id: str
    text: str
    due: dt.date | None = None


@dataclass(frozen=True)
class PlanRow:
    """One row of the lesson plan (КТП, 4.3); ``hours`` in academic hours."""

    number: int
    week: int | None
    date: dt.date | None
    kind: str
    hours: float | None = 2
    topic: str = ""
    work_type: str = ""
    independent_work: str = ""
    due: dt.date | None = None
    literature: str = ""
    control_form: str = ""

    @property
    def id(self) -> str:
        """The row's hidden id, ``P`` and its number."""
        return f"P{self.number}"


@dataclass(frozen=True)
class JournalTab:
    """One journal: its tab's title (at most 31 characters), the heading shown above it, and all it holds."""

    id: str
    title: str
    heading: str
    kinds: tuple[str, ...] = ()
    lessons: tuple[LessonColumn, ...] = ()
    students: tuple[StudentRow, ...] = ()
    items: tuple[WorkItem, ...] = ()
    plan: tuple[PlanRow, ...] = ()


@dataclass(frozen=True)
class WorkbookSpec:
    """A whole workbook. ``work_types`` end with the ones that say a lesson was not held; ``today`` is a local date.

    ``mark_values`` are offered for a mark's cell, ``more_marks`` (other spellings, two marks) taken without a warning.
    """

    journals: tuple[JournalTab, ...]
    language: str
    mark_values: tuple[str, ...]
    work_types: tuple[str, ...]
    absent_words: tuple[str, ...]
    excused_words: tuple[str, ...]
    today: dt.date
    more_marks: tuple[str, ...] = ()
    reserve_students: int = 12
    reserve_lessons: int = 10
    reserve_items: int = 12
    notes: int = 5
    help: str = ""


@dataclass(frozen=True)
class Grid:
    """One tab as read: ``rows`` from A1, 0-based, blanks as '', numbers as float, dates as date or datetime."""

    title: str
    marker: Marker | None
    rows: list[list[object]] = field(repr=False)

    def cell(self, row: int, column: int) -> object:
        """The value at this row and column, counted from 1; None when blank or beyond the edge."""
        if row < 1 or column < 1 or row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][column - 1]
        return None if value == "" else value

    @property
    def height(self) -> int:
        """Rows up to the last one with a value."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Columns up to the last one with a value."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class ReadWorkbook:
    """One state of a workbook file: all its tabs but the hidden lists, and the hash of exactly the bytes read."""

    path: Path
    sha256: str
    modified_ns: int
    size: int
    grids: list[Grid] = field(repr=False)
