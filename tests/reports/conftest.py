"""A small group's month as frames: 6 students, 2 courses, 4 weeks of October 2026, the same each time."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from stub_notebook import CELLS, write_stub

from ejournal.columns import FRAMES
from ejournal.reports.context import Context
from ejournal.reports.kernels import Kernel

GROUP = 1
NAMES = (
    "Абдыкеримова Айгүл Төлөгөновна",
    "Бөкөнбаев Өмүрбек Жеңишович",
    "Сыдыков Нурлан Маратович",
    "Токтогулова Үмүт Асановна",
    "Усенов Данияр Кубанычович",
    "Эшимова Жаңыл Эркиновна",
)
COURSES = ((1, "Базы данных", "exam"), (2, "Физика", "credit_test"))
TODAY = datetime.date(2026, 10, 25)


@dataclass(frozen=True)
class Month:
    """The frames of the group's month."""

    students: pd.DataFrame
    memberships: pd.DataFrame
    courses: pd.DataFrame
    journals: pd.DataFrame
    lessons: pd.DataFrame
    register: pd.DataFrame
    marks: pd.DataFrame
    timeliness: pd.Series
    group: int = GROUP
    today: datetime.date = TODAY


def frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as the declared frame; columns that they leave out are missing, or False."""
    declared = FRAMES[name]
    blank: dict[str, object] = {
        column: {"bool": False, "int64": 0}.get(dtype) for column, dtype in declared.dtypes.items()
    }
    return declared.typed([{**blank, **row} for row in rows])


def _lessons() -> list[dict[str, object]]:
    """Two lessons a week of course 1, one of course 2; one cancelled, one not held, the last empty."""
    rows: list[dict[str, object]] = []
    for week in range(4):
        monday = pd.Timestamp(2026, 10, 5) + pd.Timedelta(weeks=week)
        rows += [
            {"lesson_id": 10 + week, "journal_id": 1, "course_id": 1, "date": monday},
            {"lesson_id": 20 + week, "journal_id": 1, "course_id": 1, "date": monday + pd.Timedelta(days=2)},
            {"lesson_id": 30 + week, "journal_id": 2, "course_id": 2, "date": monday + pd.Timedelta(days=4)},
        ]
        for row in rows[-3:]:
            row |= {"week": week + 5, "status": "planned", "completeness": "complete", "group_id": GROUP}
    by_id = {row["lesson_id"]: row for row in rows}
    by_id[11]["status"] = "cancelled"
    by_id[31]["completeness"] = "not_held"
    by_id[22]["completeness"] = "incomplete"
    return rows


def _status(student: int, lesson: int) -> str:
    if student == 6 and lesson >= 30:
        return "absent"
    return "excused" if (student, lesson) == (1, 10) else "present"


def _register(lessons: list[dict[str, object]]) -> list[dict[str, object]]:
    complete = [int(str(row["lesson_id"])) for row in lessons if row["completeness"] == "complete"]
    return [
        {"student_id": student, "lesson_id": lesson, "status": _status(student, lesson)}
        for lesson in complete
        for student in range(1, 7)
    ]


def _marks() -> list[dict[str, object]]:
    """Course 1, lesson 10: 5 5 4 3 2 and no mark for the sixth; the fourth earns a 4 too and so 3.5."""
    values = [(1, 10, 5), (2, 10, 5), (3, 10, 4), (4, 10, 3), (4, 12, 4), (5, 10, 2)]
    return [
        {"student_id": student, "lesson_id": lesson, "course_id": 1, "journal_id": 1, "ordinal": 1}
        | {"status": "mark", "value": value, "member": True}
        for student, lesson, value in values
    ]


@pytest.fixture(scope="session")
def month() -> Month:
    """The month's frames; nobody changes them."""
    lessons = _lessons()
    late = {12: "late", 30: "undetermined"}
    journals = [
        {"journal_id": 1, "group": "ИТ-1-25", "discipline_name": "Базы данных", "kinds": "lecture, practice"},
        {"journal_id": 2, "group": "ИТ-1-25", "discipline_name": "Физика", "kinds": "lab", "subgroup": 1},
    ]
    for row, teacher in zip(journals, ("Асанов А. Т.", "Жээнбекова Н. Ө."), strict=True):
        row |= {"course_id": row["journal_id"], "group_id": GROUP, "teacher": teacher}
    members = [
        {"student_id": number, "group_id": GROUP, "valid_from": pd.Timestamp(2026, 9, 1)} for number in range(1, 7)
    ]
    left = {"student_id": 7, "group_id": GROUP, "valid_from": "2026-09-01", "valid_to": "2026-10-01"}
    courses = [{"course_id": key, "discipline_name": name, "control": control} for key, name, control in COURSES]
    lesson_frame = frame("lessons", lessons)
    return Month(
        students=frame("students", [{"student_id": at, "name": name} for at, name in enumerate(NAMES, 1)]),
        memberships=frame("memberships", [*members, left]),
        courses=frame("courses", courses),
        journals=frame("journals", journals),
        lessons=lesson_frame,
        register=frame("register", _register(lessons)),
        marks=frame("marks", _marks()),
        timeliness=lesson_frame["lesson_id"].map(lambda key: late.get(key, "on_time")),
    )


@pytest.fixture
def stub(tmp_path: Path) -> Context:
    """A workspace with one small notebook, known by its context alone: two groups, one semester, no dataset."""
    folder = tmp_path / "ws {1}"
    write_stub(folder, *CELLS)
    return Context(
        workspace=folder,
        archive=folder / "archive",
        parameters=folder / "parameters",
        digest="d" * 64,
        filled={"today": "2026-10-31", "language": "ru", "semester": "2026-1"},
        known={"group": ["ИТ-1-26", "ИТ-2-26", "ИТ-3-26"], "semester": ["2026-1"]},
        years={"2026-1": "2026-2027"},
    )


@pytest.fixture(scope="session")
def kernel() -> Iterator[Kernel]:
    """One warm kernel for all runs of these tests."""
    with Kernel() as warm:
        yield warm
