"""A teacher's hands in tests: types into a journal's tab by openpyxl, finding rows by name and columns by date."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from university import STUDENTS

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.sync import SyncSummary, sync

LECTURE, LAB, PHYSICS = "ИТ-1-26 БД лк", "ИТ-1-26 БД лб 1", "ИТ-1-26 ФИЗ"
NAMES = dict(STUDENTS)
EVENING = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
FIRST_LECTURE = date(2026, 9, 1)
DATE, PAIR, TOPIC, WORK_TYPE, CONTROL = 3, 4, 6, 7, 8
NAME = 5


class Hand:
    """One open workbook at one journal's tab; nothing is on the disk before ``save``."""

    def __init__(self, config: Config, code: str = LECTURE) -> None:
        with Dataset(config) as dataset:
            journals = dataset.journals()
        journal = journals[journals["code"] == code].iloc[0]
        self.journal = str(journal["journal"])
        self.path: Path = config.journals / str(journal["workbook"])
        self.book = openpyxl.load_workbook(self.path)
        self.tab = str(journal["tab"])

    @property
    def sheet(self) -> Worksheet:
        """The journal's tab."""
        return self.book[self.tab]

    def row(self, number: str) -> int:
        """The row where this student's name stands."""
        cells = (cell for cell in self.sheet.iter_cols(NAME, NAME).__next__() if cell.value == NAMES[number])
        return next(cell.row for cell in cells)

    def column(self, day: date, pair: int | None = None) -> int:
        """The column of this day's lesson."""
        for cell in self.sheet[DATE]:
            at = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            if at == day and pair in (None, self.sheet.cell(PAIR, cell.column).value):
                return int(cell.column)
        raise LookupError(day)

    def put(self, number: str, day: date, value: Any) -> str:
        """Type into a student's cell; gives its address."""
        cell = self.sheet.cell(self.row(number), self.column(day))
        cell.value = value
        return str(cell.coordinate)

    def fill(self, day: date, marks: dict[str, Any], control: Any, work_type: Any = "Лекция") -> None:
        """A whole lesson: marks by record-book number, work type, and the number of those who were not there."""
        for number, value in marks.items():
            self.put(number, day, value)
        self.sheet.cell(WORK_TYPE, self.column(day)).value = work_type
        self.sheet.cell(CONTROL, self.column(day)).value = control

    def save(self) -> Path:
        """Save the workbook over itself."""
        self.book.save(self.path)
        return self.path


def run_sync(config: Config, at: datetime = EVENING, **options: Any) -> SyncSummary:
    """One pass at this moment."""
    return sync(config, load_parameters(config.parameters), at=at, **options)


def typed(config: Config, *edits: Callable[[Hand], object], code: str = LECTURE, at: datetime = EVENING) -> SyncSummary:
    """Open, edit, save and sync."""
    hand = Hand(config, code)
    for edit in edits:
        edit(hand)
    hand.save()
    return run_sync(config, at)


def marks_of(config: Config, as_of: int | datetime | None = None) -> dict[tuple[str, date], str]:
    """(record-book number, day) -> what the dataset holds, as a cell would say it."""
    with Dataset(config, as_of) as dataset:
        frame = dataset.marks().merge(dataset.students(), on="student_id")
    found: dict[tuple[str, date], str] = {}
    for row in frame.sort_values("ordinal").itertuples():
        word = {"absent": "кж", "excused": "у", "present": "+"}.get(str(row.status)) or str(row.value)
        key = (str(row.number), row.date.date())  # type: ignore[union-attr]
        found[key] = f"{found[key]}/{word}" if key in found else word
    return found


def lesson_of(config: Config, day: date = FIRST_LECTURE, code: str = LECTURE) -> dict[str, Any]:
    """The dataset's row of one lesson."""
    with Dataset(config) as dataset:
        journals = dataset.journals()
        key = journals.loc[journals["code"] == code, "journal_id"].iloc[0]
        lessons = dataset.lessons()
    rows = lessons[(lessons["journal_id"] == key) & (lessons["date"].dt.date == day)]
    return dict(rows.iloc[0])


def quarantined(config: Config) -> dict[str, list[str | None]]:
    """Code -> cells that stand in quarantine."""
    with Dataset(config) as dataset:
        frame = dataset.quarantine()
    found: dict[str, list[str | None]] = {}
    for row in frame.astype(object).where(frame.notna(), None).itertuples():
        found.setdefault(str(row.code), []).append(row.cell)  # type: ignore[arg-type]
    return found


def later(minutes: int) -> datetime:
    """That many minutes after the evening of the first lesson."""
    return EVENING + timedelta(minutes=minutes)
