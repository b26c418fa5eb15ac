"""What the cells of a checkpoint say, counted per line (student x subject) in one pass over the marks."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal.parameters import RatingScheme
from ejournal.scoring.membership import Membership, Truth, Whole
from ejournal.scoring.subjects import Lines, Subjects
from ejournal.scoring.tallies import Cells, Timetable, cells_of, per_line


@dataclass(frozen=True)
class Ground:
    """What every count of one checkpoint stands on."""

    subjects: Subjects
    membership: Membership
    timetable: Timetable
    lines: Lines

    def cells(self, frame: pd.DataFrame) -> Cells:
        """The cells that a frame's rows are about."""
        return cells_of(frame, self.timetable, self.subjects, self.membership, self.lines)

    def count(self, line: Whole, weights: Whole | None = None) -> Whole:
        """Rows per line, or the sum of their weights."""
        return per_line(self.lines, line, weights)


@dataclass(frozen=True)
class Counts:
    """Per line: sum and number of marks, lessons missed, and held lessons that count for nobody."""

    sums: Whole
    marks: Whole
    missed: Whole
    outside: Whole


@dataclass(frozen=True)
class _Code:
    """What a row says as one small number: the value of a mark, or one of three more."""

    missed: int
    neutral: int
    nothing: int

    @property
    def width(self) -> int:
        return self.nothing + 1


def counts_of(ground: Ground, marks: pd.DataFrame, quarantine: pd.DataFrame | None, scheme: RatingScheme) -> Counts:
    """Counts of one checkpoint's marks; a quarantined cell without a mark is outside (3.5)."""
    cells = ground.cells(marks)
    value = marks["value"].to_numpy(np.int64, na_value=-1)
    best = max(scheme.scale.value, int(value.max(initial=0)))
    code = _Code(best + 1, best + 2, best + 3)
    said = _said(marks, value, code, scheme)
    _forget_incomplete(said, cells, ground.timetable.complete, code)
    _count_once(said, marks, cells, code)
    # Line -1, which is nobody's, is counted in the first row and left out.
    table = np.bincount((cells.line + 1) * code.width + said, minlength=(len(ground.lines.key) + 1) * code.width)
    table = table.reshape(-1, code.width)[1:]
    values = table[:, : best + 1]
    outside = table[:, code.neutral] + ground.count(_unread(ground, cells, quarantine))
    return Counts(values @ np.arange(best + 1), values.sum(axis=1), table[:, code.missed], outside)


def _said(marks: pd.DataFrame, value: Whole, code: _Code, scheme: RatingScheme) -> Whole:
    """Row by row: the value of a mark, an absence, an excused one that counts for nobody, or nothing."""
    status = pd.Categorical(marks["status"])
    excused = code.missed if scheme.excused.value == "absence" else code.neutral
    meaning = {"absent": code.missed, "excused": excused, "mark": -1}
    by_code = [meaning.get(str(name), code.nothing) for name in status.categories]
    said = np.array([*by_code, code.nothing])[status.codes]  # a missing status has the code -1 and reads the last
    said = np.where(said < 0, value, said)
    said[said < 0] = code.nothing
    return said


def _forget_incomplete(said: Whole, cells: Cells, complete: Truth, code: _Code) -> None:
    """An absence says something only where its lesson is complete; a mark counts wherever it stands."""
    if len(complete) and not complete.all():
        said[(said > code.missed - 1) & ~complete[cells.lesson]] = code.nothing


def _count_once(said: Whole, marks: pd.DataFrame, cells: Cells, code: _Code) -> None:
    """A cell is missed once, however often it says so, and an absence goes before an excuse in the same cell."""
    more = marks["ordinal"].to_numpy(np.int64, na_value=1) > 1
    if not np.any(more & (said >= code.missed) & (said < code.nothing)):
        return
    known = cells.line >= 0
    away = np.concatenate([np.flatnonzero(known & (said == each)) for each in (code.missed, code.neutral)])
    kept = cells.once(away)
    meant = said[kept]
    said[away] = code.nothing
    said[kept] = meant


def _unread(ground: Ground, cells: Cells, quarantine: pd.DataFrame | None) -> Whole:
    """Lines of the cells of complete lessons that hold something unreadable and no earlier good mark."""
    if quarantine is None or quarantine.empty:
        return np.empty(0, dtype=np.int64)
    known = quarantine["student_id"].notna() & quarantine["lesson_id"].notna()
    found = ground.cells(quarantine[known & (quarantine["code"] == "unknown_mark").fillna(False)])
    rows = np.flatnonzero(found.line >= 0)
    rows = found.once(rows[ground.timetable.complete[found.lesson[rows]]])
    touched = np.zeros(len(ground.lines.key) + 1, dtype=np.bool_)
    touched[found.line[rows]] = True
    marked = cells.key(np.flatnonzero(touched[cells.line]))  # line -1 reads the last place, which nothing touches
    return found.line[rows[~np.isin(found.key(rows), marked)]]
