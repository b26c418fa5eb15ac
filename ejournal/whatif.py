"""A semester's points under another rating scheme: who crosses which threshold, by group. Nothing is written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.incremental import Checkpoint, Task, scored
from ejournal.parameters import RatingScheme, load_parameters
from ejournal.pipeline import AsOf, academic_year
from ejournal.scoring.compare import crossings, standings


@dataclass(frozen=True)
class WhatIf:
    """Labels of both schemes, the semester, and one row per student x course with both standings.

    ``rows``: student, number, name, group, course, discipline_name, and the columns of scoring.compare.crossings.
    """

    semester: str
    old_scheme: str
    new_scheme: str
    revision: int | None
    rows: pd.DataFrame

    @property
    def crossing(self) -> pd.DataFrame:
        """The rows that cross a band or the threshold of a pass."""
        return self.rows[(self.rows["band"] != "same") | (self.rows["passing"] != "same")].reset_index(drop=True)

    @property
    def by_group(self) -> pd.DataFrame:
        """One row per group: students' courses compared, and how many go up, down, gain or lose a pass."""
        flags = {
            "band_up": self.rows["band"] == "up",
            "band_down": self.rows["band"] == "down",
            "pass_gained": self.rows["passing"] == "gains",
            "pass_lost": self.rows["passing"] == "loses",
        }
        counted = self.rows.assign(results=1, **flags)
        return counted.groupby("group", as_index=False, observed=True)[["results", *flags]].sum()


def what_if(
    config: Config, scheme: RatingScheme, *, semester: str = "", group: str = "", today: date, as_of: AsOf = None
) -> WhatIf:
    """Score the semester (the one of ``today``, when none is named) by its own scheme and by this one.

    Every checkpoint that has begun counts. Raises ParameterError for a semester or group that there is not.
    """
    parameters = load_parameters(config.parameters)
    task = Task(config, parameters, "whatif", "", today, datetime.now(UTC))
    with Dataset(config, as_of) as dataset:
        code = semester or _semester_of(dataset, today)
        own = parameters.rating(academic_year(dataset, code))
        courses = dataset.courses(semester=code)
        both = [standings(_points(dataset, task, code, each), courses, each) for each in (own, scheme)]
        rows = _named(dataset, crossings(*both), courses)
        revision = dataset.revision
        if group and group not in set(dataset.groups()["group"]):
            raise ParameterError("no such group", where="--group", value=group, remedy="Give its code")
    rows = rows[rows["group"] == group] if group else rows
    return WhatIf(code, own.label, scheme.label, revision, rows.reset_index(drop=True))


def _points(dataset: Dataset, task: Task, semester: str, scheme: RatingScheme) -> pd.DataFrame:
    """Points of the checkpoints that have begun; one not begun would count as full participation of nothing."""
    row = dataset.semesters(semester=semester).iloc[0]
    starts = [row["start"], row["checkpoint_1"] + pd.Timedelta(days=1)]
    begun = [number for number, start in enumerate(starts, 1) if start <= pd.Timestamp(task.today)]
    wanted = [number for number in begun if number <= scheme.checkpoints.value]
    parts = [scored(dataset, task, Checkpoint(semester, number, scheme)) for number in wanted]
    if not parts:
        raise ParameterError("the semester has not begun", where="--today", value=str(task.today))
    return pd.concat(parts, ignore_index=True)


def _semester_of(dataset: Dataset, today: date) -> str:
    semesters = dataset.semesters()
    begun = semesters[semesters["start"] <= pd.Timestamp(today)]
    if begun.empty:
        raise ParameterError("no semester has begun", where="--today", value=str(today), remedy="Name it: --semester")
    return str(begun["semester"].iloc[-1])


def _named(dataset: Dataset, rows: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    students = dataset.students()[["student_id", "student", "number", "name"]]
    about = courses[["course_id", "course", "group", "discipline_name", "control"]]
    named = rows.merge(students, on="student_id").merge(about, on="course_id")
    return named.astype({"group": "string"}).sort_values(["group", "discipline_name", "name"], ignore_index=True)


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain values; None for what is missing."""
    objects = frame.astype(object).where(frame.notna(), None)
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in objects.itertuples(index=False, name=None)]
