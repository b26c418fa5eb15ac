"""Points of a checkpoint, of all courses at once (regulation 3.5).

The formulas stand in domain terms in the rating scheme: participation is the cap times lessons attended over lessons
held; performance is the cap times the mean mark over the scale; a test's points are those entered.
"""

import numpy as np
import pandas as pd

from ejournal import columns
from ejournal.parameters import RatingScheme
from ejournal.scoring.counts import Counts, Ground, counts_of
from ejournal.scoring.homework import marked_works
from ejournal.scoring.membership import Membership, Whole, positions
from ejournal.scoring.rounding import share_of_cap
from ejournal.scoring.rows import DID_NOT_COME, NO_LESSONS, NO_MARKS, NO_REASON, NOT_ENTERED, Part, caps_of, rows_of
from ejournal.scoring.subjects import lines_of, subjects_of
from ejournal.scoring.tallies import held, timetable_of


def points(
    lessons: pd.DataFrame,
    marks: pd.DataFrame,
    memberships: pd.DataFrame,
    courses: pd.DataFrame,
    scheme: RatingScheme,
    checkpoint: int,
    *,
    works: pd.DataFrame | None = None,
    quarantine: pd.DataFrame | None = None,
    entered: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Points of one checkpoint: a frame of columns.SCORES, one row per student x course x component.

    ``lessons`` holds whole semesters, because the checkpoint's period runs from its first to its last lesson in them.
    Everyone who was in the course's group during the period gets rows; who moved has the lessons of both groups on the
    course of the later one. Participation without a lesson held is missing; performance without a mark is 0 with a
    reason. A quarantined cell without a mark counts neither as attended nor as held. A test has rows on a course as
    soon as one of its students has points in ``entered``; the others' are missing with a reason. Raises ParameterError
    where the scheme lacks a course's form of control.
    """
    courses = courses.sort_values("course_id", ignore_index=True)
    if courses.empty:
        return columns.SCORES.empty()
    subjects = subjects_of(courses)
    membership = Membership.of(memberships)
    ground = Ground(
        subjects,
        membership,
        timetable_of(lessons, subjects, membership, checkpoint),
        lines_of(courses, subjects, lessons, membership, checkpoint),
    )
    counts = counts_of(ground, marks, quarantine, scheme)
    homework = marked_works(works, lessons, subjects, membership, ground.lines, scheme, checkpoint)
    parts = []
    for name, (measure, caps) in caps_of(courses, scheme).items():
        cap = caps[ground.lines.course]
        if measure == "attendance":
            parts.append(_attendance(name, cap, ground, counts, scheme))
        elif measure == "mean_mark":
            parts.append(_mean_mark(name, cap, ground, counts, homework, scheme))
        elif entered is not None:
            parts.append(_entered(name, cap, ground, entered, checkpoint))
    return rows_of(parts, ground, scheme, checkpoint)


def _attendance(name: str, cap: Whole, ground: Ground, counts: Counts, scheme: RatingScheme) -> Part:
    """Lessons attended over lessons held; missing where none was held."""
    total = held(ground.timetable, ground.subjects, ground.membership, ground.lines) - counts.outside
    attended = total - counts.missed
    value = share_of_cap(cap, attended, total, scheme.rounding.value.component_decimals)
    reason = np.where(total == 0, NO_LESSONS, NO_REASON)
    return Part(name, cap, value, attended.astype(float), total.astype(float), reason, cap > 0)


def _mean_mark(
    name: str, cap: Whole, ground: Ground, counts: Counts, homework: pd.DataFrame, scheme: RatingScheme
) -> Part:
    """Sum of marks over their number and the scale; 0 without a mark, and an absence may count as a 0 in the mean."""
    line = homework["line"].to_numpy(np.int64)
    sums = counts.sums + ground.count(line, homework["value"].to_numpy(np.int64))
    given = counts.marks + ground.count(line)
    total = given + (counts.missed if scheme.mean.value == "absence_as_zero" else 0)
    value = share_of_cap(cap, sums, total * scheme.scale.value, scheme.rounding.value.component_decimals)
    value = np.where(total == 0, 0.0, value)
    reason = np.where(given == 0, NO_MARKS, NO_REASON)
    return Part(name, cap, value, sums.astype(float), total.astype(float), reason, cap > 0)


def _entered(name: str, cap: Whole, ground: Ground, entered: pd.DataFrame, checkpoint: int) -> Part:
    """Points of the checkpoint's test; of a student who moved, those of the course that reports the points go first."""
    own = entered[((entered["kind"] == "test") & (entered["checkpoint"] == checkpoint)).fillna(False)]
    course = positions(ground.subjects.course_id, own["course_id"].to_numpy(np.int64))
    student = positions(ground.membership.students, own["student_id"].to_numpy(np.int64))
    line = ground.lines.of(student, ground.subjects.subject[course])
    known = (course >= 0) & (student >= 0) & (line >= 0)
    line, course = line[known], course[known]
    reports = ground.lines.course[line] == course
    order = np.argsort(reports, kind="stable")  # of several rows of a line the last one written below stands
    value = np.full(len(cap), np.nan)
    reason = np.full(len(cap), NOT_ENTERED)
    given = own["points"].to_numpy(np.float64, na_value=np.nan)[known][order]
    value[line[order]] = given
    reason[line[order]] = np.where(np.isnan(given), DID_NOT_COME, NO_REASON)
    asked = np.zeros(len(ground.subjects.course_id), dtype=np.bool_)
    asked[ground.lines.course[line]] = True
    bottom = np.where(np.isnan(value), np.nan, cap / 100)
    return Part(name, cap, value, value, bottom, reason, (cap > 0) & asked[ground.lines.course])
