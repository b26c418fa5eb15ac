"""One tab while it is extended: what stands where by hidden id, which reserve slots are free, and the edits so far."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property

from ejournal.sheets import layout
from ejournal.sheets.layout import COL_ID, COL_NUMBER, FIRST_COLUMN, FIRST_STUDENT_ROW, address
from ejournal.sheets.parts_sheet import Sheet
from ejournal.sheets.parts_values import CellValue
from ejournal.sheets.texts import INDEPENDENT
from ejournal.sheets.workbook import Grid

_INDEPENDENT = frozenset((INDEPENDENT.ru, INDEPENDENT.ky, INDEPENDENT.en))
_LESSON_HEADS = (layout.ROW_DATE, layout.ROW_PAIR, layout.ROW_KIND, layout.ROW_WORK_TYPE, layout.ROW_CONTROL)
_ITEM_HEADS = (layout.ROW_DATE, layout.ROW_TOPIC)


class TabEdit:
    """Edits of one tab by address, with the rows and columns to unhide; the sheet's XML is parsed only when needed."""

    def __init__(self, grid: Grid, journal: str, load: Callable[[], Sheet]) -> None:
        self.grid = grid
        self.journal = journal
        self.edits: dict[str, CellValue] = {}
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.said: list[str] = []
        self._load = load

    @cached_property
    def sheet(self) -> Sheet:
        """The tab's XML, which knows where formulas stand."""
        return self._load()

    def say(self, line: str) -> None:
        """Notes what was done, or could not be."""
        self.said.append(line)

    def change(self, row: int, column: int, value: str | float | dt.date | None) -> bool:
        """Plans an edit where the cell does not hold this value already, and says whether it did."""
        if same(self.grid.cell(row, column), value):
            return False
        self.edits[address(row, column)] = value
        return True

    def value(self, row: int, column: int) -> object:
        """What the cell will hold after the edits so far."""
        at = address(row, column)
        return self.edits[at] if at in self.edits else self.grid.cell(row, column)

    def student_rows(self) -> dict[str, int]:
        """Student's public id -> row."""
        return {str(key): row for row in self._body() if (key := self.grid.cell(row, COL_ID)) is not None}

    def columns_by_id(self) -> dict[str, int]:
        """Lesson's or item's id -> column."""
        ids = ((self.grid.cell(layout.ROW_ID, column), column) for column in self._columns())
        return {str(key): column for key, column in ids if key is not None}

    def take_row(self) -> int | None:
        """The next free reserve row: numbered, and otherwise blank."""
        return next(self._free_rows, None)

    def take_lesson_column(self) -> int | None:
        """The next free reserve column of lessons: it counts (a formula in ``Отмечено``) and is blank."""
        return next(self._free_lessons, None)

    def take_item_column(self) -> int | None:
        """The next free reserve column of independent work."""
        return next(self._free_items, None)

    @cached_property
    def _free_rows(self) -> Iterator[int]:
        return (row for row in self._body() if self._is_free_row(row))

    @cached_property
    def _free_lessons(self) -> Iterator[int]:
        counted = layout.ROW_COUNTED
        return (
            column
            for column in self._columns()
            if self._is_blank(column, _LESSON_HEADS) and self.sheet.has_formula(address(counted, column))
        )

    @cached_property
    def _free_items(self) -> Iterator[int]:
        kind = layout.ROW_KIND
        return (
            column
            for column in self._columns()
            if self.grid.cell(kind, column) in _INDEPENDENT and self._is_blank(column, _ITEM_HEADS)
        )

    def _is_free_row(self, row: int) -> bool:
        filled = {at for at, value in enumerate(self.grid.rows[row - 1], 1) if value != ""}
        return filled == {COL_NUMBER} and isinstance(self.grid.cell(row, COL_NUMBER), int | float)

    def _is_blank(self, column: int, heads: tuple[int, ...]) -> bool:
        rows = (layout.ROW_ID, *heads, *self._body())
        return all(self.grid.cell(row, column) is None for row in rows)

    def _body(self) -> range:
        return range(FIRST_STUDENT_ROW, self.grid.height + 1)

    def _columns(self) -> range:
        return range(FIRST_COLUMN, self.grid.width + 1)


def same(found: object, wanted: object) -> bool:
    """Whether a cell as read says the wanted value: dates without time, 5.0 as 5, blanks as None or ''."""
    if isinstance(found, dt.datetime) and not isinstance(wanted, dt.datetime):
        found = found.date()
    if isinstance(found, str) and isinstance(wanted, str):
        return found.strip() == wanted.strip()
    return found == (None if wanted == "" else wanted)
