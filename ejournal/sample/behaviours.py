"""What the objectivity rules ask about, planted one by one into a simulated department."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ejournal.sample.department import Department, drawn

CHECKPOINT = 8
"""Lessons before the first checkpoint."""


@dataclass(frozen=True)
class Place:
    """Where a behaviour was planted: a journal (group, course), one of its lessons, or a teacher's journals."""

    group: int
    course: int
    lesson: int | None = None
    teacher: int | None = None


Plant = Callable[[Department, int, int], Place]


def plant_all(department: Department) -> dict[str, Place]:
    """Each behaviour once, all in different journals; the id of the rule that asks about it -> its place.

    A teacher's level is planted first, because the teacher's marks are drawn anew.
    """
    lots = department.lots
    strict = int(lots.integers(department.size.teachers))
    places = {"far-from-department": _far_teacher(department, strict)}
    free = np.argwhere(department.teacher != strict)
    for (rule, plant), (group, course) in zip(BEHAVIOURS.items(), lots.permutation(free), strict=False):
        places[rule] = plant(department, int(group), int(course))
    return places


def _far_teacher(department: Department, teacher: int) -> Place:
    """All journals of one teacher 1.5 marks below or above what others would give."""
    own = department.teacher == teacher
    department.level[own] += float(department.lots.choice([-1.5, 1.5]))
    department.marks[own] = drawn(department)[own]
    group, course = np.argwhere(own)[0]
    return Place(int(group), int(course), teacher=teacher)


def _no_spread(department: Department, group: int, course: int) -> Place:
    """The same mark for 97 of 100."""
    marks = department.marks[group, course]
    alike = (marks > 0) & (department.lots.random(marks.shape) < 0.97)
    marks[alike] = department.lots.choice([4, 5])
    return Place(group, course)


def _one_mark_lesson(department: Department, group: int, course: int) -> Place:
    """One lesson in which everybody present gets the same 4 or 5."""
    lesson = int(department.lots.integers(department.size.lessons))
    there = ~department.away[group, course, lesson]
    department.marks[group, course, lesson][there] = department.lots.choice([4, 5])
    return Place(group, course, lesson)


def _one_mark_students(department: Department, group: int, course: int) -> Place:
    """Each student always the mark that they are thought to be worth."""
    marks = department.marks[group, course]
    worth = np.clip(np.rint(department.level[group, course]), 2, 5).astype(np.int64)
    department.marks[group, course] = np.where(marks > 0, worth, 0)
    return Place(group, course)


def _bunched(department: Department, group: int, course: int) -> Place:
    """The first checkpoint's columns all filled in its last week."""
    department.filled[group, course, :CHECKPOINT] = CHECKPOINT - 1
    return Place(group, course, CHECKPOINT - 1)


def _far_course(department: Department, group: int, course: int) -> Place:
    """One group's marks in one course 1.5 marks above or below."""
    department.level[group, course] += float(department.lots.choice([-1.5, 1.5]))
    department.marks[group, course] = drawn(department)[group, course]
    return Place(group, course)


def _far_exam(department: Department, group: int, course: int) -> Place:
    """The exam of one group 1.5 marks below what its marks say."""
    department.exam[group, course] = np.maximum(8, department.exam[group, course] - 12)
    return Place(group, course)


def _copied(department: Department, group: int, course: int) -> Place:
    """A column copied into a later lesson of the journal."""
    first, second = np.sort(department.lots.choice(department.size.lessons, 2, replace=False))
    department.marks[group, course, second] = department.marks[group, course, first]
    department.away[group, course, second] = department.away[group, course, first]
    return Place(group, course, int(second))


def _never_away(department: Department, group: int, course: int) -> Place:
    """No absence is ever entered."""
    department.away[group, course] = False
    return Place(group, course)


BEHAVIOURS: dict[str, Plant] = {
    "no-spread": _no_spread,
    "one-mark-lesson": _one_mark_lesson,
    "one-mark-students": _one_mark_students,
    "marks-bunched": _bunched,
    "far-from-other-courses": _far_course,
    "far-from-exam": _far_exam,
    "copied-column": _copied,
    "attendance-never-varies": _never_away,
}
