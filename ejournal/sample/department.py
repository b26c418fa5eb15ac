"""A simulated department: a semester's marks and absences under a simple model of honest marking.

A mark is ability (group and student), what the student makes of the course, its difficulty, the teacher's leniency,
how the lesson went and chance, rounded to 2-5. The objectivity rules are measured on many such departments, with and
without planted behaviours (``ejournal.sample.behaviours``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]
DENSITIES = (0.35, 0.6, 0.9, 1.0)
"""Shares of those present whom different teachers mark in a lesson."""


@dataclass(frozen=True)
class Size:
    """How large a department is; each course has one lesson a week."""

    groups: int = 8
    courses: int = 8
    teachers: int = 12
    students: int = 25
    lessons: int = 16


@dataclass
class Department:
    """One semester: ``marks`` and ``away`` by group x course x lesson x student, marks 0 where there is none.

    ``level`` is the expected mark before a lesson's chance (group x course x student), ``exam`` the exam's points of
    40. ``filled`` is the week in which a lesson's column was completed (group x course x lesson, from 0).
    """

    size: Size
    lots: np.random.Generator
    teacher: Whole
    level: Real
    given: Truth
    marks: Whole
    away: Truth
    exam: Real
    filled: Whole


def honest(seed: int, size: Size | None = None) -> Department:
    """A department in which every teacher marks what they see."""
    size = size or Size()
    lots = np.random.default_rng(seed)
    teacher = _teachers(size, lots)
    ability = lots.normal(0, 0.3, (size.groups, 1)) + lots.normal(0, 0.7, (size.groups, size.students))
    likes = lots.normal(0, 0.35, (size.groups, size.courses, size.students))
    difficulty, leniency = lots.normal(0, 0.3, size.courses), lots.normal(0, 0.25, size.teachers)
    level = 3.9 + ability[:, None, :] + likes + difficulty[:, None] + leniency[teacher][:, :, None]
    away = _absences(size, lots)
    density = lots.choice(DENSITIES, (size.groups, size.courses, 1, 1))
    given = ~away & (lots.random(away.shape) < density)
    control = level - leniency[teacher][:, :, None] + lots.normal(0, 0.4, level.shape)
    exam = np.rint(8 * np.clip(control, 1.0, 5.0))
    weeks = np.broadcast_to(np.arange(size.lessons), away.shape[:3]).copy()
    made = Department(size, lots, teacher, level, given, np.zeros(away.shape, np.int64), away, exam, weeks)
    made.marks = drawn(made)
    return made


def drawn(department: Department) -> Whole:
    """Marks by the department's levels, where a mark is given."""
    size, lots = department.size, department.lots
    lesson = lots.normal(0, 0.2, (size.groups, size.courses, size.lessons, 1))
    latent = department.level[:, :, None, :] + lesson + lots.normal(0, 0.5, department.away.shape)
    return np.where(department.given, np.clip(np.rint(latent), 2, 5), 0).astype(np.int64)


def _teachers(size: Size, lots: np.random.Generator) -> Whole:
    """Who teaches which group which course: a course is shared by the teachers in turn, each has about as many."""
    dealt = np.arange(size.groups * size.courses) * size.teachers // (size.groups * size.courses)
    by_course = dealt.reshape(size.courses, size.groups).T
    return np.asarray(lots.permuted(by_course, axis=0), np.int64)


def _absences(size: Size, lots: np.random.Generator) -> Truth:
    """Who is away: half of it by whole days (courses of one weekday together), half by lessons."""
    missing = np.clip(lots.normal(0.075, 0.035, (size.groups, 1, 1, size.students)), 0.02, 0.2) / 2
    day = lots.random((size.groups, 5, size.lessons, size.students)) < missing
    weekday = np.arange(size.courses) % 5
    lesson = lots.random((size.groups, size.courses, size.lessons, size.students)) < missing
    return np.asarray(day[:, weekday] | lesson, np.bool_)
