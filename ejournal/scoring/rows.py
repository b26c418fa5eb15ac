"""What was counted per line, as the rows of columns.SCORES."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ejournal import columns
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme
from ejournal.scoring.counts import Ground
from ejournal.scoring.membership import Truth, Whole

REASONS = ("did_not_come", "no_lessons_held", "no_marks", "not_entered")
DID_NOT_COME, NO_LESSONS, NO_MARKS, NOT_ENTERED = range(len(REASONS))
NO_REASON = -1
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """One component, a value per line: points (NaN = missing), what they were made of, and the reason's number.

    ``has`` marks the lines that have the component at all.
    """

    name: str
    cap: Whole
    points: Numbers
    numerator: Numbers
    denominator: Numbers
    reason: Whole
    has: Truth


def caps_of(courses: pd.DataFrame, scheme: RatingScheme) -> dict[str, tuple[str, Whole]]:
    """Component -> what it measures and its cap on each course, in hundredths of a point; 0 = the course has none.

    Raises ParameterError where the scheme lacks a course's form of control.
    """
    controls = courses["control"].astype(object)
    unknown = sorted({str(control) for control in controls.unique()} - set(scheme.controls))
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


def rows_of(parts: Sequence[Part], ground: Ground, scheme: RatingScheme, checkpoint: int) -> pd.DataFrame:
    """A frame of columns.SCORES by course and student, each line's components in the scheme's order."""
    lines = ground.lines
    if not parts or not len(lines.key):
        return columns.SCORES.empty()
    course, student = ground.subjects.course_id[lines.course], ground.membership.students[lines.student]
    order = np.lexsort((student, course))
    chosen = _woven([part.has for part in parts], order)
    names = sorted({part.name for part in parts})
    component = np.tile([names.index(part.name) for part in parts], len(order))[chosen]

    def woven(values: list[Numbers]) -> pd.arrays.FloatingArray:
        numbers = _woven(values, order)[chosen]
        missing = np.isnan(numbers)
        return pd.arrays.FloatingArray(np.where(missing, 1.0, numbers), missing)

    reason = _woven([part.reason for part in parts], order)[chosen]
    count = int(chosen.sum())
    frame = {
        "student_id": np.repeat(student[order], len(parts))[chosen],
        "course_id": np.repeat(course[order], len(parts))[chosen],
        "checkpoint": pd.array(np.full(count, checkpoint, dtype=np.int16), dtype="Int16"),
        "component": pd.Categorical.from_codes(component, pd.Index(names)).remove_unused_categories(),
        "points": woven([part.points for part in parts]),
        "cap": woven([part.cap / 100 for part in parts]),
        "numerator": woven([part.numerator for part in parts]),
        "denominator": woven([part.denominator for part in parts]),
        "reason": pd.Categorical.from_codes(reason, pd.Index(REASONS)).remove_unused_categories(),
        "scheme": pd.Series([scheme.label], dtype="string").take(np.zeros(count, dtype=np.int64)).array,
    }
    return pd.DataFrame(frame, copy=False)[list(columns.SCORES.dtypes)]


def _woven(values: Sequence[npt.NDArray[Any]], order: Whole) -> npt.NDArray[Any]:
    """One array a part into one array in which the parts of a line stand together."""
    return np.stack(values, axis=1)[order].ravel()
