"""A small clean world of one course for the rules about plans, hours, control, attendance and filling.

Each frame is given as changes to a default row; a frame that is not named holds its default rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planted import JOURNAL, LESSON, MARK, QUARANTINED

from ejournal import columns
from ejournal.rules import Inputs

Rows = Sequence[Mapping[str, object]]
PLAN: dict[str, object] = {
    "journal_id": 5,
    "number": 1,
    "week": 2,
    "date": "2026-09-14",
    "kind": "lecture",
    "hours": 2,
    "topic": "Множества",
}
DEFAULTS: dict[str, Mapping[str, object]] = {
    "lessons": LESSON | {"teacher_id": 70, "teacher": "Асанов А."},
    "marks": MARK,
    "memberships": {"group_id": 1, "valid_from": "2026-09-01"},
    "students": {"name": "Иванов Пётр"},
    "journals": JOURNAL
    | {"discipline_name": "Математика", "workbook": "w.xlsx", "tab": "Математика", "teacher": "Асанов А."},
    "courses": {
        "course_id": 1,
        "semester": "2026-1",
        "group_id": 1,
        "discipline_name": "Математика",
        "control": "exam",
    },
    "plans": PLAN,
    "quarantine": QUARANTINED,
    "outages": {},
    "semesters": {
        "semester_id": 1,
        "semester": "2026-1",
        "academic_year": "2026-2027",
        "start": "2026-09-01",
        "end": "2026-12-20",
        "checkpoint_1": "2026-10-24",
        "checkpoint_2": "2026-12-19",
    },
    "groups": {"group_id": 1, "group": "ИТ-1-25", "curator": "Асанов А."},
    "works": {"student_id": 9, "journal_id": 5, "course_id": 1, "item": 1, "status": "mark", "value": 5},
    "holidays": {"date": "2026-11-07", "name": "День истории"},
    "hours": {"journal_id": 5, "course_id": 1, "semester": "2026-1", "kind": "lecture", "independent_hours": 0},
    "spans": {"journal_id": 5, "teacher_id": 70, "substitute": False},
    "authors": {"lesson_id": 1, "journal_id": 5, "author_id": 70, "author": "Асанов А.", "at": "2026-09-14T12:00Z"},
    "listed": {"journal_id": 5, "row": 12},
    "scans": {"student_id": 9, "lesson_id": 1, "at": "2026-09-14T03:31Z"},
    "closings": {"closing_id": 1, "course_id": 1, "checkpoint": 1, "forced": False, "source_revision": 1},
    "refusals": {
        "refusal_id": 1,
        "journal_id": 5,
        "lesson_id": 1,
        "student_id": 9,
        "field": "mark",
        "cause": "checkpoint",
        "checkpoint": 1,
        "workbook": "w.xlsx",
        "tab": "Математика",
        "cell": "H12",
        "old": "3",
        "new": "5",
        "at": "2026-09-19T12:00Z",
        "state": "standing",
    },
    "reminders": {
        "course_id": 1,
        "checkpoint": 1,
        "reason": "unfilled",
        "unfilled": 2,
        "quarantined": 0,
        "by": "Эшимова Ж.",
        "at": "2026-10-25T05:00Z",
    },
    "entered": {"student_id": 9, "course_id": 1, "kind": "exam", "points": 30},
    "checks": {"check": 1, "journal_id": 5, "date": "2026-09-10", "checked_by": "Эшимова Ж."},
}
CLEAN: dict[str, Rows] = {
    "lessons": [{}],
    "marks": [{}],
    "memberships": [{"student_id": 9}, {"student_id": 8}],
    "students": [{"student_id": 9}, {"student_id": 8}],
    "journals": [{}],
    "courses": [{}],
    "plans": [{}],
    "semesters": [{}],
    "groups": [{}],
    "spans": [{}],
    "authors": [{}],
    "listed": [{"student_id": 9}, {"student_id": 8, "row": 13}],
}


def inputs(**frames: Rows) -> Inputs:
    """The clean world with these frames instead of its own; a row names only what differs from the default."""
    made: dict[str, Any] = {}
    for name in Inputs.__dataclass_fields__:
        declared, default = columns.FRAMES[name], DEFAULTS.get(name, {})
        given = frames.get(name, CLEAN.get(name, ()))
        made[name] = declared.typed([dict.fromkeys(declared.dtypes) | dict(default) | dict(row) for row in given])
    return Inputs(**made)


@dataclass(frozen=True)
class Case:
    """A planted defect of one rule: what the frames hold, the cell it is found at, and a part of the Russian sentence.

    ``sound`` are the same frames without the defect: there the rule says nothing.
    """

    rule: str
    plant: Mapping[str, Rows]
    cell: str | None
    words: str
    sound: Mapping[str, Rows] = field(default_factory=dict)
    today: date = date(2026, 9, 20)
    count: int = 1


def lessons(*days: str, **changes: object) -> list[dict[str, object]]:
    """A complete lesson on each of these days, with keys 1, 2, ... and columns H, I, ..."""
    return [
        {"lesson_id": at + 1, "lesson": f"L{at + 1}", "date": day, "column": chr(ord("H") + at), **changes}
        for at, day in enumerate(days)
    ]
