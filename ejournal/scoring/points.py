"""Points of participation and performance of a checkpoint, of all courses at once (regulation 3.5).

Both formulas stand in domain terms in the rating scheme: participation is the cap times lessons attended over lessons
held; performance is the cap times the mean mark over the scale.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal import columns
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme
from ejournal.scoring.homework import marked_works
from ejournal.scoring.membership import Membership, Truth, Whole
from ejournal.scoring.rounding import share_of_cap
from ejournal.scoring.subjects import Lines, Subjects, lines_of, subjects_of
from ejournal.scoring.tallies import Cells, Timetable, cells_of, held, per_line, timetable_of


@dataclass(frozen=True)
class _Ground:
    """What every count of one checkpoint stands on."""

    subjects: Subjects
    membership: Membership
    timetable: Timetable
    lines: Lines

    def cells(self, frame: pd.DataFrame) -> Cells:
        return cells_of(frame, self.timetable, self.subjects, self.membership, self.lines)

    def count(self, line: Whole, weights: Whole | None = None) -> Whole:
        return per_line(self.lines, line, weights)


@dataclass(frozen=True)
class _Measure:
    """Numerator and denominator of a component per line, and the reason given where it has one."""

    numerator: Whole
    denominator: Whole
    reason: str
    has_reason: Truth


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
) -> pd.DataFrame:
    """Points of one checkpoint: a frame of columns.SCORES, one row per student x course x component.

    ``lessons`` holds whole semesters, because the checkpoint's period runs from its first to its last lesson in them.
    Everyone who was in the course's group during the period gets rows; who moved has the lessons of both groups on the
    course of the later one. Participation without a lesson held is missing; performance without a mark is 0 with a
    reason. A quarantined cell without a mark counts neither as attended nor as held. Raises ParameterError where the
    scheme lacks a course's form of control.
    """
    courses = courses.sort_values("course_id", ignore_index=True)
    if courses.empty:
        return columns.SCORES.empty()
    subjects = subjects_of(courses)
    membership = Membership.of(memberships)
    ground = _Ground(
        subjects,
        membership,
        timetable_of(lessons, subjects, membership, checkpoint),
        lines_of(courses, subjects, lessons, membership, checkpoint),
    )
    cells = ground.cells(marks)
    missed, outside = _missed(ground, cells, marks, scheme, quarantine)
    zeros = missed if scheme.mean.value == "absence_as_zero" else np.zeros_like(missed)
    homework = marked_works(works, lessons, subjects, membership, ground.lines, scheme, checkpoint)
    measures = {
        "attendance": _attendance(ground, missed, outside),
        "mean_mark": _mean_mark(ground, cells, marks, zeros, homework),
    }
    return _scores(ground, courses, measures, scheme, checkpoint)


def _is(column: pd.Series, value: str) -> Truth:
    return (column == value).fillna(False).to_numpy(np.bool_)


def _missed(
    ground: _Ground, cells: Cells, marks: pd.DataFrame, scheme: RatingScheme, quarantine: pd.DataFrame | None
) -> tuple[Whole, Whole]:
    """Lessons missed per line, and held lessons that count for nobody: excused where neutral, and unreadable cells."""
    complete = ground.timetable.complete[cells.lesson]
    absent = _is(marks["status"], "absent")[cells.row] & complete
    excused = _is(marks["status"], "excused")[cells.row] & complete
    if scheme.excused.value == "absence":
        absent, excused = absent | excused, np.zeros_like(excused)
    missed = cells.once(absent)
    neutral = cells.once(excused & ~np.isin(cells.cell, missed.cell))
    unread = _unread(ground, cells, quarantine)
    return ground.count(missed.line), ground.count(np.concatenate([neutral.line, unread]))


def _unread(ground: _Ground, cells: Cells, quarantine: pd.DataFrame | None) -> Whole:
    """Lines of the cells of complete lessons that hold something unreadable and no earlier good mark."""
    if quarantine is None or quarantine.empty:
        return np.empty(0, dtype=np.int64)
    known = quarantine["student_id"].notna() & quarantine["lesson_id"].notna()
    rows = quarantine[known & pd.Series(_is(quarantine["code"], "unknown_mark"), index=quarantine.index)]
    found = ground.cells(rows)
    once = found.once(ground.timetable.complete[found.lesson] & ~np.isin(found.cell, cells.cell))
    return once.line


def _attendance(ground: _Ground, missed: Whole, outside: Whole) -> _Measure:
    total = held(ground.timetable, ground.subjects, ground.membership, ground.lines) - outside
    return _Measure(total - missed, total, "no_lessons_held", total == 0)


def _mean_mark(ground: _Ground, cells: Cells, marks: pd.DataFrame, zeros: Whole, homework: pd.DataFrame) -> _Measure:
    """Sum and number of marks per line; an absence that counts as 0 adds to the number alone."""
    value = marks["value"].fillna(-1).to_numpy(np.int64)[cells.row]
    given = _is(marks["status"], "mark")[cells.row] & (value >= 0)
    line = np.concatenate([cells.line[given], homework["line"].to_numpy(np.int64)])
    sums = ground.count(line, np.concatenate([value[given], homework["value"].to_numpy(np.int64)]))
    counts = ground.count(line)
    return _Measure(sums, counts + zeros, "no_marks", counts == 0)


def _scores(
    ground: _Ground,
    courses: pd.DataFrame,
    measures: dict[str, _Measure],
    scheme: RatingScheme,
    checkpoint: int,
) -> pd.DataFrame:
    caps = _caps(courses, scheme)
    parts = [
        _component(ground, courses, name, cap[ground.lines.course], measures[measure], measure, scheme)
        for name, (measure, cap) in caps.items()
        if measure in measures
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else columns.SCORES.empty()
    frame = frame.assign(checkpoint=checkpoint, scheme=scheme.label)
    frame = frame.sort_values(["course_id", "student_id"], kind="stable", ignore_index=True)
    return columns.SCORES.typed(frame)


def _caps(courses: pd.DataFrame, scheme: RatingScheme) -> dict[str, tuple[str, Whole]]:
    """Component -> what it measures and its cap on each course, in hundredths of a point; 0 = the course has none."""
    controls = courses["control"].astype(object)
    unknown = sorted({str(control) for control in controls} - set(scheme.controls))
    if unknown:
        raise ParameterError(
            "the rating scheme lacks a form of control",
            where=f"{scheme.label}: controls",
            value=unknown[0],
            remedy="Add it to the rating file, or correct the form of control in the registry",
        )
    caps: dict[str, tuple[str, Whole]] = {}
    for control, setting in scheme.controls.items():
        for name, component in setting.components.items():
            cap = caps.setdefault(name, (component.measure, np.zeros(len(courses), dtype=np.int64)))[1]
            cap[(controls == control).to_numpy(np.bool_)] = component.hundredths
    return caps


def _component(
    ground: _Ground,
    courses: pd.DataFrame,
    name: str,
    cap: Whole,
    measure: _Measure,
    kind: str,
    scheme: RatingScheme,
) -> pd.DataFrame:
    """Rows of one component; a mean mark without any mark is 0 points, attendance without lessons is missing."""
    bottom = measure.denominator * (scheme.scale.value if kind == "mean_mark" else 1)
    value = share_of_cap(cap, measure.numerator, bottom, scheme.rounding.value.component_decimals)
    if kind == "mean_mark":
        value = np.where(bottom == 0, 0.0, value)
    lines = ground.lines
    frame = pd.DataFrame(
        {
            "student_id": ground.membership.students[lines.student],
            "course_id": ground.subjects.course_id[lines.course],
            "component": name,
            "points": pd.array(value, dtype="Float64"),
            "cap": pd.array(cap / 100, dtype="Float64"),
            "numerator": pd.array(measure.numerator.astype(float), dtype="Float64"),
            "denominator": pd.array(measure.denominator.astype(float), dtype="Float64"),
            "reason": pd.Series([measure.reason] * len(cap), dtype="string").where(measure.has_reason),
        }
    )
    return frame[cap > 0]
