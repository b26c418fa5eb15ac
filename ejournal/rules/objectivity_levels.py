"""How far journals' levels of marks are from a reference that is known for the same students."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal.rules.declaration import Inputs
from ejournal.rules.objectivity_figures import Graded, Journals, mean_per, medians, pairs
from ejournal.rules.statistics import (
    Real,
    Whole,
    false_discovery,
    padded,
    robust_scores,
    two_sided,
    without_one,
)

LEAST_SCALE = 0.15
"""Courses are taken to differ by at least so many marks (standard deviation)."""
PART = 0.7
"""Part of the journals whose differences are taken to be ordinary when their scale is measured."""
LEAST_ALIKE = 2
"""What is usual is told by the journals that are alike where there are at least so many others."""


@dataclass(frozen=True)
class Far:
    """Journals that are far, and what to say of each: mean marks here and by the reference, students compared, how
    large the difference usually is, and how much it differs between journals (standard deviation, marks)."""

    journal: Whole
    here: Real
    there: Real
    students: Whole
    usual: Real
    scale: Real


@dataclass(frozen=True)
class Limits:
    """What it takes to judge a journal, and to call it far."""

    least_students: int
    least_judged: int
    least_difference: float
    discovery: float


def far_journals(
    journals: Journals, journal: Whole, here: Real, there: Real, limits: Limits, alike: Whole | None = None
) -> Far:
    """Of rows of student x journal (mean mark here, and by the reference) those journals that are far.

    A journal's difference is the median of its students'. What is usual for it is the median of the other journals of
    the same number in ``alike``, where there are enough, else of the semester; what is left is scored among those
    judged in the same way. The score is taken of the stretched means, the least difference of marks.
    """
    students = np.bincount(journal, minlength=len(journals))
    judged = np.flatnonzero(students >= limits.least_students)
    among = np.zeros(len(judged), np.int64) if alike is None else alike[judged]
    raw = medians(journal, here - there, len(journals))[judged]
    stretched = medians(journal, _stretched(here) - _stretched(there), len(journals))[judged]
    excess, within = _excess(stretched, among, journals.semester[judged], alike is not None)
    usual = raw - _excess(raw, among, journals.semester[judged], alike is not None)[0]
    _, _, score = robust_scores(excess, within, least=limits.least_judged, least_scale=LEAST_SCALE, part=PART)
    _, scale, _ = robust_scores(raw - usual, within, least=limits.least_judged, least_scale=LEAST_SCALE, part=PART)
    far = false_discovery(two_sided(score), journals.family[judged]) <= limits.discovery
    far &= np.abs(raw - usual) >= limits.least_difference
    found = judged[far]
    level, reference = (mean_per(journal, side, len(journals))[0][found] for side in (here, there))
    return Far(found, level, reference, students[found], usual[far], scale[far])


def paired(journals: Journals, graded: Graded, marks_each: int, least_courses: int) -> tuple[Whole, Real, Real]:
    """Rows of student x journal with enough marks: journal, mean there, median of their other courses' means."""
    who, _, line = pairs(graded.student, journals.course[graded.journal])
    mean, number = mean_per(line, graded.value, len(who))
    enough = number >= marks_each
    table, column = padded(who[enough], mean[enough], graded.students)
    others = np.count_nonzero(~np.isnan(table), axis=1)[who[enough]] - 1
    reference = np.full(len(who), np.nan)
    reference[enough] = np.where(others >= least_courses, without_one(table)[who[enough], column], np.nan)
    _, journal, place = pairs(graded.student, graded.journal)
    here, number = mean_per(place, graded.value, len(journal))
    there = np.full(len(journal), np.nan)
    there[place] = reference[line]
    kept = (number >= marks_each) & ~np.isnan(there)
    return journal[kept], here[kept], there[kept]


def course_means(inputs: Inputs, marks_each: int) -> pd.DataFrame:
    """Mean mark of each student_id x course_id with enough marks: column ``mean``."""
    marks = inputs.marks
    chosen = marks[(marks["status"] == "mark") & marks["value"].notna() & marks["member"]]
    values = chosen[["student_id", "course_id"]].assign(value=chosen["value"].astype("float64"))
    means = values.groupby(["student_id", "course_id"], as_index=False)["value"].agg(["mean", "size"])
    return means[means["size"] >= marks_each]


def _excess(difference: Real, alike: Whole, semester: Whole, by_alike: bool) -> tuple[Real, Whole]:
    """Each difference less the usual one, and with which others what is left can be compared, as a number."""
    if not len(difference):
        return difference, semester
    overall = difference - medians(semester, difference, int(semester.max()) + 1)[semester]
    if not by_alike:
        return overall, semester
    table, column = padded(alike, difference, int(alike.max()) + 1)
    enough = np.count_nonzero(~np.isnan(table), axis=1)[alike] > LEAST_ALIKE
    left = difference - without_one(table)[alike, column]
    return np.where(enough, left, overall), 2 * semester + enough


def _stretched(mean: Real) -> Real:
    """Mean marks on a scale without ends (log odds between 1.5 and 5.5), where the top leaves room for a difference."""
    within = np.clip(mean, 1.6, 5.0)
    return np.log((within - 1.5) / (5.5 - within))
