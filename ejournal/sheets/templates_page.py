"""One tab while it is written: its sheet, its formats and what it shows, with cells counted from 1."""

import datetime as dt
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from ejournal.sheets.formats import Formats
from ejournal.sheets.layout import FIRST_COLUMN, JOURNAL, PLAN_FIRST_ROW
from ejournal.sheets.templates_geometry import Geometry
from ejournal.sheets.workbook import JournalTab, WorkbookSpec

Value = str | float | dt.date | None

PROTECTION = {
    "sort": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_columns": True,
    "insert_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What stays allowed on a protected tab; there is no password, protection guards against slips."""


class JournalSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose filter shows buttons only on the number and the name, so that the counts stay readable."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula as it is: none here needs the prefixes that XlsxWriter searches for in a quarter of its time."""
        return formula.removeprefix("=")

    def _write_auto_filter(self) -> None:
        if not self.autofilter_ref:
            return
        self._xml_start_tag("autoFilter", [("ref", self.autofilter_ref)])
        first, last = self.filter_range
        for column in (*range(first, 3), *range(FIRST_COLUMN - 1, last + 1)):
            self._xml_empty_tag("filterColumn", [("colId", column - first), ("hiddenButton", 1)])
        self._xml_end_tag("autoFilter")


@dataclass(frozen=True)
class Page:
    """A journal's tab or its plan's while it is written."""

    sheet: Worksheet
    formats: Formats
    spec: WorkbookSpec
    journal: JournalTab
    place: Geometry
    titles: tuple[str, str]
    lists_row: int
    kind: str = JOURNAL

    @property
    def language(self) -> str:
        """Language of the labels."""
        return self.spec.language

    def put(self, row: int, column: int, value: Value, style: str, *, line: bool = False) -> None:
        """A value as it stands: text is never taken for a formula, a number or a link."""
        put(self.sheet, row, column, value, self.formats.cell(style, line=line))

    def merge(self, row: int, first: int, last: int, text: str, style: str) -> None:
        """One text over neighbouring cells of a row."""
        self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, text, self.formats.cell(style))

    def formula(self, row: int, column: int, text: str, value: str | float, style: str, *, line: bool = False) -> None:
        """A formula with the value that a reader sees before anything is recalculated."""
        self.sheet.write_formula(row - 1, column - 1, text, self.formats.cell(style, line=line), value)

    def plan_row(self, number: int) -> int:
        """The row of the plan's tab for the lesson of this number."""
        return PLAN_FIRST_ROW - 1 + number


def put(sheet: Worksheet, row: int, column: int, value: Value, style: object) -> None:
    """Writes text, a number or a date, or a blank cell that carries only its format."""
    at = (row - 1, column - 1)
    if value is None or value == "":
        sheet.write_blank(*at, None, style)
    elif isinstance(value, str):
        sheet.write_string(*at, value, style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*at, value, style)
    else:
        sheet.write_number(*at, value, style)
