"""What the objectivity rules look at: marks as arrays, the journals they stand in, and where a finding points."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal.rules.declaration import Inputs
from ejournal.rules.places import DATE_ROW, at_head
from ejournal.rules.statistics import Real, Truth, Whole

MARKS = np.arange(6)
"""The marks that there are."""


@dataclass(frozen=True)
class Journals:
    """One entry per journal: its course and what it is compared within, each as a number.

    ``taught`` is teacher x discipline x semester, ``cohort`` group x semester, ``teacher`` teacher x semester, and
    ``family`` department x semester, within which false findings are held down.
    """

    frame: pd.DataFrame
    course: Whole
    taught: Whole
    cohort: Whole
    semester: Whole
    family: Whole
    teacher: Whole

    def __len__(self) -> int:
        """Number of journals."""
        return len(self.frame)

    @property
    def cohorts(self) -> int:
        """Number of groups x semesters."""
        return int(self.cohort.max(initial=-1)) + 1


@dataclass(frozen=True)
class Graded:
    """One entry per mark of a member: position of its journal and lesson, student x semester, and the mark (0-5)."""

    journal: Whole
    lesson: Whole
    student: Whole
    value: Whole

    @property
    def students(self) -> int:
        """Number of students x semesters."""
        return int(self.student.max(initial=-1)) + 1


def journals_of(inputs: Inputs) -> Journals:
    """The journals, with what they are compared within."""
    kept = inputs.journals.drop_duplicates("journal_id").sort_values("journal_id")
    frame = kept.merge(
        inputs.courses[["course_id", "semester", "discipline"]].drop_duplicates("course_id"), "left", "course_id"
    )
    semester = _codes(frame["semester"])
    teacher = _together(frame["teacher_id"].fillna(-frame["journal_id"]).to_numpy(np.int64), semester)
    return Journals(
        frame,
        _codes(frame["course_id"]),
        _together(teacher, _codes(frame["discipline"])),
        _together(_codes(frame["group_id"]), semester),
        semester,
        _together(_codes(frame["department"]), semester),
        teacher,
    )


def graded_of(inputs: Inputs, journals: Journals) -> Graded:
    """The marks (not absences and pluses) of members in these journals' lessons."""
    marks = inputs.marks
    chosen = (marks["status"] == "mark") & marks["value"].notna() & marks["member"]
    rows = np.flatnonzero(chosen.to_numpy(np.bool_))
    journal = positions(journals.frame["journal_id"], marks["journal_id"])[rows]
    lesson = positions(inputs.lessons["lesson_id"], marks["lesson_id"])[rows]
    known = (journal >= 0) & (lesson >= 0)
    rows, journal, lesson = rows[known], journal[known], lesson[known]
    value = marks["value"].to_numpy(np.int64, na_value=0)[rows].clip(0, MARKS[-1])
    student = _together(marks["student_id"].to_numpy(np.int64)[rows], journals.semester[journal])
    return Graded(journal, lesson, student, value)


def tallies(owner: Whole, value: Whole, owners: int) -> Real:
    """How often each owner has each mark: owner x value."""
    counts = np.bincount(owner * len(MARKS) + value, minlength=owners * len(MARKS))
    return counts.reshape(owners, len(MARKS)).astype(np.float64)


def shares_of(counts: Real) -> tuple[Real, Whole]:
    """Each row as shares (0 throughout where it is empty), and its sum."""
    number = counts.sum(axis=1)
    return counts / np.maximum(number, 1e-9)[:, None], np.rint(number).astype(np.int64)


def pairs(first: Whole, second: Whole) -> tuple[Whole, Whole, Whole]:
    """The distinct pairs of these two columns: the first's value, the second's, and each row's pair."""
    if not len(first):
        return first, second, first
    span = int(second.max()) + 1
    keys, pair = np.unique(first * span + second, return_inverse=True)
    return keys // span, keys % span, pair.astype(np.int64)


def positions(among: pd.Series, ids: pd.Series) -> Whole:
    """Position of each id in ``among``, -1 where it is not there."""
    return np.asarray(pd.Index(among).get_indexer(pd.Index(ids)), np.int64)


def mean_per(owner: Whole, value: Whole | Real, owners: int) -> tuple[Real, Whole]:
    """Mean of each owner's values (0 where there is none), and their number."""
    number = np.bincount(owner, minlength=owners).astype(np.int64)
    total = np.bincount(owner, weights=value, minlength=owners).astype(np.float64)
    return total / np.maximum(number, 1), number


def medians(owner: Whole, value: Real, owners: int) -> Real:
    """Median of each owner's values; NaN where there is none."""
    middle = pd.Series(value).groupby(owner).median().reindex(range(owners))
    return np.asarray(middle, np.float64)


def at_journals(inputs: Inputs, journals: Journals, chosen: Truth | Whole) -> pd.DataFrame:
    """A row per chosen journal; ``cell`` is the date of its first lesson's column."""
    frame = journals.frame.iloc[np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen]
    dated = inputs.lessons[inputs.lessons["journal_id"].isin(frame["journal_id"])]
    dated = dated[dated["column"].notna()].sort_values(["date", "pair"], kind="stable")
    heads = at_head(dated.drop_duplicates("journal_id"), DATE_ROW).set_index("journal_id")["cell"]
    return frame.assign(cell=frame["journal_id"].map(heads))


def percent(share: Real) -> Whole:
    """Shares as whole per cents."""
    return np.rint(100 * share).astype(np.int64)


def _codes(values: pd.Series) -> Whole:
    return np.asarray(pd.factorize(values)[0], np.int64)


def _together(first: Whole, second: Whole) -> Whole:
    """One number per distinct pair."""
    low = int(second.min(initial=0))
    span = int(second.max(initial=0)) - low + 1
    return np.asarray(pd.factorize((first - first.min(initial=0)) * span + second - low)[0], np.int64)
