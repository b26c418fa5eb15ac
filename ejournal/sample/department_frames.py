"""A simulated department as the frames that rules look at: ``ejournal.columns``, in one semester."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ejournal import columns
from ejournal.columns_evidence import ENTERED
from ejournal.frame import FLAG, ID, Frame
from ejournal.sample.behaviours import CHECKPOINT
from ejournal.sample.department import Department, Whole

START = pd.Timestamp("2026-09-07")
SEMESTER = "2026-1"
FIRST_ROW = 12
LETTERS = "HIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Numbered:
    """Store keys of a department: journals group x course, lessons group x course x lesson."""

    department: Department
    first: int = 1

    @property
    def journal(self) -> Whole:
        """Group x course; also the key of the course."""
        size = self.department.size
        return self.first + np.arange(size.groups * size.courses).reshape(size.groups, size.courses)

    @property
    def lesson(self) -> Whole:
        """Group x course x lesson."""
        size = self.department.size
        return ((self.journal - 1)[:, :, None] * size.lessons + np.arange(size.lessons) + 1).astype(np.int64)


def frames(department: Department, first: int = 1, name: str = "ДЕП") -> dict[str, pd.DataFrame]:
    """Frame name -> frame, for all that the objectivity rules read; keys of journals count from ``first``."""
    numbered = Numbered(department, first)
    return {
        "semesters": _semesters(department),
        "courses": _courses(numbered, name),
        "journals": _journals(numbered, name),
        "lessons": _lessons(numbered),
        "memberships": _memberships(numbered),
        "marks": _marks(numbered),
        "entered": _entered(numbered),
    }


def _semesters(department: Department) -> pd.DataFrame:
    week = pd.Timedelta(weeks=1)
    ends = {
        "start": START,
        "end": START + department.size.lessons * week,
        "checkpoint_1": START + CHECKPOINT * week - pd.Timedelta(days=1),
        "checkpoint_2": START + department.size.lessons * week - pd.Timedelta(days=1),
    }
    return _filled(columns.SEMESTERS, {"semester": SEMESTER, **ends}, 1)


def _courses(numbered: Numbered, name: str) -> pd.DataFrame:
    journal = numbered.journal
    group, course = _indices(journal)
    values = {
        "course_id": journal.ravel(),
        "group_id": numbered.first + group,
        "semester": SEMESTER,
        "discipline": [f"{name}-{one + 1}" for one in course],
        "department": name,
        "control": "exam",
    }
    return _filled(columns.COURSES, values, journal.size)


def _journals(numbered: Numbered, name: str) -> pd.DataFrame:
    journal = numbered.journal
    group, course = _indices(journal)
    values = {
        "journal_id": journal.ravel(),
        "course_id": journal.ravel(),
        "group_id": numbered.first + group,
        "teacher_id": numbered.first + numbered.department.teacher.ravel(),
        "department": name,
        "workbook": [f"{name}-{one}.xlsx" for one in group],
        "tab": [f"{one + 1}" for one in course],
    }
    return _filled(columns.JOURNALS, values, journal.size)


def _lessons(numbered: Numbered) -> pd.DataFrame:
    lesson = numbered.lesson
    group, course, week = _indices(lesson)
    date = START + pd.to_timedelta(7 * week + course % 5, unit="D")
    filled = pd.Series(START + pd.to_timedelta(7 * numbered.department.filled.ravel() + course % 5, unit="D"))
    completed = (filled + pd.Timedelta(hours=12)).dt.tz_localize("UTC")
    values = {
        "lesson_id": lesson.ravel(),
        "journal_id": numbered.journal[group, course],
        "course_id": numbered.journal[group, course],
        "group_id": numbered.first + group,
        "date": date,
        "pair": 1 + course // 5,
        "week": week + 1,
        "checkpoint": np.where(week < CHECKPOINT, 1, 2),
        "completeness": "complete",
        "completed_after": completed - pd.Timedelta(hours=3),
        "completed_before": completed,
        "tab": [f"{one + 1}" for one in course],
        "column": [f"{LETTERS[one]}" for one in week],
    }
    return _filled(columns.LESSONS, values, lesson.size)


def _memberships(numbered: Numbered) -> pd.DataFrame:
    size = numbered.department.size
    group, student = np.indices((size.groups, size.students)).reshape(2, -1)
    values = {"student_id": _students(numbered, group, student), "group_id": numbered.first + group}
    return _filled(columns.MEMBERSHIPS, {**values, "valid_from": START - pd.Timedelta(days=7)}, len(group))


def _marks(numbered: Numbered) -> pd.DataFrame:
    department = numbered.department
    group, course, lesson, student = np.nonzero((department.marks > 0) | department.away)
    value = department.marks[group, course, lesson, student]
    values = {
        "student_id": _students(numbered, group, student),
        "lesson_id": numbered.lesson[group, course, lesson],
        "journal_id": numbered.journal[group, course],
        "course_id": numbered.journal[group, course],
        "date": START + pd.to_timedelta(7 * lesson + course % 5, unit="D"),
        "ordinal": 1,
        "status": np.where(value > 0, "mark", "absent"),
        "value": pd.array(value, dtype="Int16"),
        "member": True,
        "cell": [f"{LETTERS[one]}{FIRST_ROW + row}" for one, row in zip(lesson, student, strict=True)],
    }
    made = _filled(columns.MARKS, values, len(value))
    return made.assign(value=made["value"].mask(made["status"] != "mark"))


def _entered(numbered: Numbered) -> pd.DataFrame:
    group, course, student = np.indices(numbered.department.exam.shape).reshape(3, -1)
    values = {
        "student_id": _students(numbered, group, student),
        "course_id": numbered.journal[group, course],
        "kind": "exam",
        "points": numbered.department.exam.ravel(),
    }
    return _filled(ENTERED, values, len(group))


def _students(numbered: Numbered, group: Whole, student: Whole) -> Whole:
    size = numbered.department.size
    base = (numbered.first - 1) * size.students
    return np.asarray(base + group * size.students + student + 1, np.int64)


def _indices(keys: Whole) -> Whole:
    """Index along each axis, for each key in order."""
    return np.indices(keys.shape).reshape(keys.ndim, -1)


def _filled(frame: Frame, values: dict[str, Any], rows: int) -> pd.DataFrame:
    """The frame with these columns; False, 0 or nothing in the others."""
    plain: dict[str, Any] = {FLAG: False, ID: 0}
    blank = {
        name: plain[dtype] if dtype in plain else pd.Series(index=range(rows), dtype=dtype)
        for name, dtype in frame.dtypes.items()
        if name not in values
    }
    return frame.typed(pd.DataFrame(blank | values, index=range(rows)))
