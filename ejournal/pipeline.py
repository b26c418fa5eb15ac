"""Validation and scoring: what computes and stores.

Notebooks call the same functions and show the result; with ``as_of`` nothing is written.
"""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.incremental import Checkpoint, Task, found_of, renew_findings, renew_scores, scored
from ejournal.parameters import load_parameters

AsOf = int | datetime | None


def validate(
    workspace: Path, *, today: date, as_of: AsOf = None, at: datetime | None = None, full: bool = False
) -> pd.DataFrame:
    """Apply the rules (2.1): all findings that stand, open and dismissed, a frame of columns.FINDINGS.

    They are stored, looking only at what changed since the last validation of this day unless ``full``; with ``as_of``
    nothing is stored, and a finding has the life that was known of it then. ``at`` is the instant that the revision
    carries, now unless given.
    """
    config = load_config(workspace)
    task = _task(config, "validation", "", today, at)
    if as_of is None:
        renew_findings(task, full=full)
        with Dataset(config) as dataset:
            found = dataset.findings(state="all")
        return found[found["state"] != "resolved"].reset_index(drop=True)
    with Dataset(config, as_of) as dataset:
        return dataset.living(found_of(dataset, task))


def renew(workspace: Path, *, today: date, at: datetime | None = None, full: bool = False) -> Counter[str]:
    """Bring the stored findings up to date as :func:`validate` does, and only count the open ones, by severity."""
    return renew_findings(_task(load_config(workspace), "validation", "", today, at), full=full)


def score(
    workspace: Path,
    *,
    semester: str,
    checkpoint: int,
    today: date,
    as_of: AsOf = None,
    at: datetime | None = None,
    full: bool = False,
) -> pd.DataFrame:
    """Points of a checkpoint for all courses of a semester (3.5): a frame of columns.SCORES, stored unless ``as_of``.

    Lessons after ``today`` count for nobody. Only the courses that changed since the last scoring are computed unless
    ``full``. Raises ParameterError for an unknown semester.
    """
    config = load_config(workspace)
    task, asked = _scoring(config, semester, checkpoint, today, as_of, at)
    if as_of is None:
        renew_scores(task, asked, full=full)
        with Dataset(config) as dataset:
            return dataset.scores(semester=semester, checkpoint=checkpoint)
    with Dataset(config, as_of) as dataset:
        return scored(dataset, task, asked)


def rescore(
    workspace: Path, *, semester: str, checkpoint: int, today: date, at: datetime | None = None, full: bool = False
) -> int:
    """Bring the stored points up to date as :func:`score` does, and only count the rows that stand."""
    task, asked = _scoring(load_config(workspace), semester, checkpoint, today, None, at)
    return renew_scores(task, asked, full=full)


def _task(config: Config, kind: str, subject: str, today: date, at: datetime | None) -> Task:
    return Task(config, load_parameters(config.parameters), kind, subject, today, at or datetime.now(UTC))


def _scoring(
    config: Config, semester: str, checkpoint: int, today: date, as_of: AsOf, at: datetime | None
) -> tuple[Task, Checkpoint]:
    task = _task(config, "scoring", f"{semester}/{checkpoint}", today, at)
    with Dataset(config, as_of) as dataset:
        scheme = task.parameters.rating(academic_year(dataset, semester))
    return task, Checkpoint(semester, checkpoint, scheme)


def academic_year(dataset: Dataset, semester: str) -> str:
    """The academic year of a semester, by which the rating scheme is chosen. Raises ParameterError."""
    found = dataset.semesters(semester=semester)["academic_year"]
    if found.empty:
        known = ", ".join(dataset.semesters()["semester"].astype(str)) or "none"
        raise ParameterError("no such semester", where="semester", value=semester, remedy=f"Known: {known}")
    return str(found.iloc[0])
