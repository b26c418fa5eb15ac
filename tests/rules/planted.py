"""Rows of a clean journal, and the ways to plant a defect in them."""

from datetime import date

import pandas as pd

from ejournal import columns

TODAY = date(2026, 9, 20)
LESSON: dict[str, object] = {
    "lesson_id": 1,
    "lesson": "L1",
    "journal_id": 5,
    "course_id": 1,
    "group_id": 1,
    "date": "2026-09-14",
    "pair": 2,
    "week": 2,
    "kind": "lecture",
    "status": "planned",
    "checkpoint": 1,
    "completeness": "complete",
    "disagrees": False,
    "work_type": "Лекция",
    "control_number": 0,
    "counted": 0,
    "topic": "Множества",
    "completed_after": "2026-09-14T02:00Z",
    "completed_before": "2026-09-14T12:00Z",
    "workbook": "w.xlsx",
    "tab": "Математика",
    "column": "H",
}
MARK: dict[str, object] = {
    "student_id": 9,
    "lesson_id": 1,
    "journal_id": 5,
    "course_id": 1,
    "date": "2026-09-14",
    "pair": 2,
    "ordinal": 1,
    "status": "mark",
    "value": 5,
    "member": True,
    "workbook": "w.xlsx",
    "tab": "Математика",
    "cell": "H12",
}
JOURNAL: dict[str, object] = {"journal_id": 5, "journal": "J5", "course_id": 1, "group_id": 1, "group": "ИТ-1-25"}
QUARANTINED: dict[str, object] = {"workbook": "w.xlsx", "tab": "Математика", "cell": "H14", "raw": "7", "journal_id": 5}


def _rows(declared: columns.Frame, *rows: dict[str, object]) -> pd.DataFrame:
    return declared.typed([dict.fromkeys(declared.dtypes) | row for row in rows]) if rows else declared.empty()


def lesson_frame(**changes: object) -> pd.DataFrame:
    """One complete lesson, with these columns changed."""
    return _rows(columns.LESSONS, LESSON | changes)


def marks_frame(*changes: dict[str, object]) -> pd.DataFrame:
    """A mark per argument, each with these columns changed."""
    return _rows(columns.MARKS, *(MARK | change for change in changes))


def quarantine_frame(code: str, **changes: object) -> pd.DataFrame:
    """One quarantined thing of this code."""
    return _rows(columns.QUARANTINE, QUARANTINED | {"code": code} | changes)


def outages_frame(start: str, end: str | None, scope: str | None = None) -> pd.DataFrame:
    """One outage."""
    return _rows(columns.OUTAGES, {"start": start, "end": end, "scope": scope})


def journals_frame() -> pd.DataFrame:
    """The journal, of group ИТ-1-25 in the institute ИТ."""
    return _rows(columns.JOURNALS, JOURNAL | {"institute": "ИТ"})
