"""A small workbook of two journals, written anew for each test."""

import datetime as dt
from pathlib import Path

import pytest

from ejournal.sheets import JournalTab, LessonColumn, PlanRow, StudentRow, WorkbookSpec, WorkItem, write_workbook

FIRST_DAY = dt.date(2026, 9, 1)


def lesson(number: int, journal: int = 1) -> LessonColumn:
    """The lesson of this number, one a week."""
    day = FIRST_DAY + dt.timedelta(weeks=number - 1)
    return LessonColumn(f"L{journal}{number:04}", day, 2, "lecture", f"Тема {number}")


def plan_row(number: int) -> PlanRow:
    """The plan's row for that lesson; the second one has independent work."""
    day = FIRST_DAY + dt.timedelta(weeks=number - 1)
    work = "Реферат" if number == 2 else ""
    return PlanRow(number, number, day, "lecture", topic=f"Тема {number}", independent_work=work)


def student(number: int) -> StudentRow:
    """The student of this number, a member from the first day."""
    return StudentRow(f"S{number:04}", f"Студент {number}", FIRST_DAY)


def journal(number: int, title: str, students: int = 3, lessons: int = 4) -> JournalTab:
    """A journal with one item of independent work."""
    return JournalTab(
        f"J{number:04}",
        title,
        f"{title} · лк · ИТ-1-25 · Асанов А. Т.",
        ("lecture",),
        tuple(lesson(at, number) for at in range(1, lessons + 1)),
        tuple(student(at) for at in range(1, students + 1)),
        (WorkItem("W2", "Реферат", dt.date(2026, 9, 30)),),
        tuple(plan_row(at) for at in range(1, lessons + 1)),
    )


@pytest.fixture
def spec() -> WorkbookSpec:
    """Two journals with a reserve of two students, two lessons and one item."""
    return WorkbookSpec(
        journals=(journal(1, "Информатика лк"), journal(2, "Базы данных лк")),
        language="ru",
        mark_values=("5", "4", "3", "2", "1", "0", "+", "кж", "у"),
        work_types=("Опрос", "Тест", "Не проведено: болезнь"),
        absent_words=("кж", "н", "н/б"),
        excused_words=("у",),
        today=dt.date(2026, 9, 16),
        more_marks=("5/4",),
        reserve_students=2,
        reserve_lessons=2,
        reserve_items=1,
        help="# Каждый день\nОтметьте, кого нет.",
    )


@pytest.fixture
def workbook(tmp_path: Path, spec: WorkbookSpec) -> Path:
    """That workbook on the disk."""
    path = tmp_path / "Асанов А Т.xlsx"
    write_workbook(path, spec)
    return path
