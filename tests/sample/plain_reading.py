"""Workbooks read by openpyxl the plain way, as a person reads them: by labels, names, dates and pairs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ejournal.sample import Meant

NAMES = 5
SAME_LETTERS = str.maketrans("khby", "кнбу")


@dataclass
class PlainColumn:
    """One lesson's column: what stands beside each name, the work type and the number of those not there."""

    path: Path
    tab: str
    day: date
    pair: int
    work: str
    control: object
    cells: dict[str, object] = field(default_factory=dict)

    @property
    def away(self) -> int:
        """Names beside which an absence stands."""
        return sum(is_away(value) for value in self.cells.values())

    @property
    def agrees(self) -> bool:
        """Whether a work type is named and the number equals the absences (3.5, 4.3)."""
        return bool(self.work) and str(self.control if self.control is not None else "").strip() == str(self.away)


def sense(value: object) -> Meant | None:
    """What a cell says; None where it cannot be understood."""
    text = str("" if value is None else value).strip().casefold().translate(SAME_LETTERS)
    if text in ("", "+"):
        return Meant("present")
    if text in ("кж", "н", "н/б", "нб", "у"):
        return Meant("excused" if text == "у" else "absent")
    marks = text.split("/")
    return Meant("present", tuple(map(int, marks))) if all(mark in tuple("012345") for mark in marks) else None


def is_away(value: object) -> bool:
    """Whether the cell says that somebody was not there, also with a mark beside it."""
    text = str(value or "").strip()
    meant = sense(text) or sense(text.partition("/")[0])
    return meant is not None and meant.status != "present"


def columns_of(path: Path) -> list[PlainColumn]:
    """All lesson columns of a workbook."""
    book = openpyxl.load_workbook(path)
    return [column for sheet in book if label_rows(sheet) for column in _columns(path, sheet)]


def label_rows(sheet: Worksheet) -> dict[str, int]:
    """Label in the column of names -> its row; none where the tab is no journal."""
    found = {str(sheet.cell(row, NAMES).value): row for row in range(1, 12)}
    return found if {"Дата", "Пара", "Вид работы", "Нет"} <= found.keys() else {}


def _columns(path: Path, sheet: Worksheet) -> list[PlainColumn]:
    labels = label_rows(sheet)
    names = {row: str(name) for row in range(10, sheet.max_row + 1) if (name := sheet.cell(row, NAMES).value)}
    found = []
    for column in range(NAMES + 1, sheet.max_column + 1):
        day, pair = _day(sheet.cell(labels["Дата"], column).value), sheet.cell(labels["Пара"], column).value
        if day is None or pair is None:
            continue
        work, control = (sheet.cell(labels[label], column).value for label in ("Вид работы", "Нет"))
        cells = {name: sheet.cell(row, column).value for row, name in names.items()}
        found.append(PlainColumn(path, sheet.title, day, int(str(pair)), str(work or ""), control, cells))
    return found


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    parts = str(value or "").split(".")
    if len(parts) != 3:
        return None
    return date(int(parts[2]) % 100 + 2000, int(parts[1]), int(parts[0]))
