"""Marks of independent work (СРС) that count in a checkpoint, where the scheme says that they count at all (3.5)."""

import numpy as np
import pandas as pd

from ejournal.parameters import RatingScheme
from ejournal.scoring.membership import Membership, Whole, days, positions
from ejournal.scoring.subjects import Lines, Subjects


def marked_works(
    works: pd.DataFrame | None,
    lessons: pd.DataFrame,
    subjects: Subjects,
    membership: Membership,
    lines: Lines,
    scheme: RatingScheme,
    checkpoint: int,
) -> pd.DataFrame:
    """One row per mark of an item due in the checkpoint: ``line`` (student x subject) and ``value`` (0-5).

    An item belongs to the first checkpoint whose last lesson is not before its due date, and after all lessons to the
    last checkpoint. An item without a due date belongs to none.
    """
    if works is None or works.empty or not scheme.independent_work_counts.value:
        return pd.DataFrame({"line": np.empty(0, np.int64), "value": np.empty(0, np.int64)})
    marked = (works["status"] == "mark").fillna(False) & works["value"].notna() & works["due"].notna()
    course = positions(subjects.course_id, works["course_id"].to_numpy(np.int64))
    chosen = np.flatnonzero(marked.to_numpy(np.bool_) & (course >= 0))
    rows, course = works.iloc[chosen], course[chosen]
    due = days(rows["due"])
    before, until = _borders(lessons, subjects, checkpoint)
    semester = subjects.semester[course]
    within = due > before[semester]
    if checkpoint != scheme.checkpoints.value:
        within &= due <= until[semester]
    student = positions(membership.students, rows["student_id"].to_numpy(np.int64))
    line = lines.of(student, subjects.subject[course])
    within &= (student >= 0) & (line >= 0)
    return pd.DataFrame({"line": line[within], "value": rows["value"].to_numpy(np.int64)[within]})


def _borders(lessons: pd.DataFrame, subjects: Subjects, checkpoint: int) -> tuple[Whole, Whole]:
    """Per semester: last day of the lessons of earlier checkpoints, and of this one; -1 = no such lesson."""
    course = positions(subjects.course_id, lessons["course_id"].to_numpy(np.int64))
    number = lessons["checkpoint"].fillna(0).to_numpy(np.int64)
    known = (course >= 0) & lessons["date"].notna().to_numpy() & (number > 0)
    day = days(lessons["date"])
    count = int(subjects.semester.max(initial=-1)) + 1
    before, until = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    for border, chosen in ((before, known & (number < checkpoint)), (until, known & (number <= checkpoint))):
        np.maximum.at(border, subjects.semester[course[chosen]], day[chosen])
    return before, until
