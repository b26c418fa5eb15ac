"""Lessons held, lessons missed and marks per line (student x subject), by sorting and counting instead of loops."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal.scoring.membership import DAY_BITS, Membership, Truth, Whole, days, positions
from ejournal.scoring.subjects import Lines, Subjects


@dataclass(frozen=True)
class Timetable:
    """The checkpoint's lessons, sorted by key: their course (position), scope, day, and whether they are complete."""

    lesson_id: Whole
    course: Whole
    scope: Whole
    day: Whole
    complete: Truth


@dataclass(frozen=True)
class Cells:
    """A frame's rows about cells, row by row: the line they count for and their lesson's position; -1 = none."""

    line: Whole
    lesson: Whole
    lessons: int

    def key(self, rows: Whole) -> Whole:
        """One number per student x lesson of these rows, which have a line."""
        return self.line[rows] * self.lessons + self.lesson[rows]

    def once(self, rows: Whole) -> Whole:
        """Of these rows, the first of each cell."""
        return rows[np.unique(self.key(rows), return_index=True)[1]]


def timetable_of(lessons: pd.DataFrame, subjects: Subjects, membership: Membership, checkpoint: int) -> Timetable:
    """Of the lessons of this checkpoint whose course is known and which have a date."""
    course = positions(subjects.course_id, lessons["course_id"].to_numpy(np.int64))
    asked = (lessons["checkpoint"] == checkpoint).fillna(False).to_numpy(np.bool_)
    rows = np.flatnonzero(asked & (course >= 0) & lessons["date"].notna().to_numpy())
    rows = rows[np.argsort(lessons["lesson_id"].to_numpy(np.int64)[rows])]
    chosen = lessons.iloc[rows]
    return Timetable(
        chosen["lesson_id"].to_numpy(np.int64),
        course[rows],
        membership.scope_of(chosen["group_id"], chosen["subgroup"]),
        days(chosen["date"]),
        (chosen["completeness"] == "complete").to_numpy(np.bool_),
    )


def held(timetable: Timetable, subjects: Subjects, membership: Membership, lines: Lines) -> Whole:
    """Complete lessons per line that were held while the student belonged to their group and subgroup.

    Each period of a student is laid over the sorted days of each course's lessons in that scope: two searches a
    period and course instead of one comparison a student and lesson.
    """
    counted = timetable.complete & (timetable.scope >= 0)
    scopes = max(membership.scopes, 1)
    strand = (timetable.course * scopes + timetable.scope)[counted]
    calendar = np.sort(strand << DAY_BITS | timetable.day[counted])
    strands = pd.DataFrame({"strand": np.unique(strand)})
    strands["scope"] = strands["strand"] % scopes
    periods = pd.DataFrame({"scope": membership.scope, "student": membership.student})
    periods = periods.assign(first=membership.first, last=membership.last).merge(strands, on="scope")
    base = periods["strand"].to_numpy(np.int64) << DAY_BITS
    begins = np.searchsorted(calendar, base | periods["first"].to_numpy(np.int64), side="left")
    ends = np.searchsorted(calendar, base | periods["last"].to_numpy(np.int64), side="right")
    subject = subjects.subject[periods["strand"].to_numpy(np.int64) // scopes]
    line = lines.of(periods["student"].to_numpy(np.int64), subject)
    return per_line(lines, line, ends - begins)


def cells_of(
    frame: pd.DataFrame, timetable: Timetable, subjects: Subjects, membership: Membership, lines: Lines
) -> Cells:
    """The frame's rows (student_id, lesson_id); only members at a lesson of the checkpoint have a line."""
    lessons = len(timetable.lesson_id)
    if not lessons or not len(lines.key):
        nothing = np.full(len(frame), -1, dtype=np.int64)
        return Cells(nothing, nothing, lessons)
    lesson = positions(timetable.lesson_id, frame["lesson_id"].to_numpy(np.int64))
    student = positions(membership.students, frame["student_id"].to_numpy(np.int64))
    # A row without a lesson reads the last one here, and loses its line after it.
    line = lines.of(student, subjects.subject[timetable.course][lesson])
    member = membership.covers(student, timetable.scope[lesson], timetable.day[lesson])
    member &= lesson >= 0
    line[~member] = -1
    return Cells(line, lesson, lessons)


def per_line(lines: Lines, line: Whole, weights: Whole | None = None) -> Whole:
    """How many rows, or the sum of their weights, each line has; rows without a line count nowhere."""
    known = line >= 0
    # Sums stay far below 2**53, so the floats of a weighted count are exact.
    counts = np.bincount(line[known], weights=None if weights is None else weights[known], minlength=len(lines.key))
    return counts.astype(np.int64)
