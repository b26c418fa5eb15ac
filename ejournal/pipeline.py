"""Validation and scoring: what computes and stores.

Notebooks call the same functions and show the result; with ``as_of`` nothing is written.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.parameters import load_parameters
from ejournal.rules import Inputs, run
from ejournal.scoring import points
from ejournal.store import Store, schema
from ejournal.store.entities import open_rows, replace_rows

FINDING_KEY = ("rule", "journal_id", "lesson_id", "student_id", "workbook", "tab", "cell", "arguments")
SCORE_KEY = ("student_id", "course_id", "checkpoint", "component")
AsOf = int | datetime | None


def validate(workspace: Path, *, today: date, as_of: AsOf = None, at: datetime | None = None) -> pd.DataFrame:
    """Apply the rules to the whole dataset (2.1): a frame of columns.FINDINGS, stored unless ``as_of`` names a state.

    ``at`` is the instant that the revision carries, now unless given.
    """
    config = load_config(workspace)
    with Dataset(config, as_of) as dataset:
        frames = Inputs(**{name: getattr(dataset, name)() for name in Inputs.__dataclass_fields__})
    found = run(frames, today, load_parameters(config.parameters), zone=config.zone)
    found = found.drop_duplicates(list(FINDING_KEY), ignore_index=True)
    if as_of is None:
        _store(config, "validation", schema.findings, found, FINDING_KEY, at)
    return found


def score(
    workspace: Path, *, semester: str, checkpoint: int, today: date, as_of: AsOf = None, at: datetime | None = None
) -> pd.DataFrame:
    """Points of a checkpoint for all courses of a semester (3.5): a frame of columns.SCORES, stored unless ``as_of``.

    Lessons after ``today`` count for nobody. Raises ParameterError for an unknown semester.
    """
    config = load_config(workspace)
    with Dataset(config, as_of) as dataset:
        lessons = dataset.lessons(semester=semester)
        lessons.loc[lessons["date"] > pd.Timestamp(today), "completeness"] = "incomplete"
        courses = dataset.courses(semester=semester)
        found = points(
            lessons,
            dataset.marks(semester=semester),
            dataset.memberships(),
            courses,
            load_parameters(config.parameters).rating(academic_year(dataset, semester)),
            checkpoint,
            works=dataset.works(semester=semester),
            quarantine=dataset.quarantine(semester=semester),
        )
    if as_of is None:
        own = schema.scores.c.checkpoint == checkpoint
        among = schema.scores.c.course_id.in_(courses["course_id"].tolist())
        _store(config, "scoring", schema.scores, found, SCORE_KEY, at, own, among)
    return found


def academic_year(dataset: Dataset, semester: str) -> str:
    """The academic year of a semester, by which the rating scheme is chosen. Raises ParameterError."""
    found = dataset.semesters(semester=semester)["academic_year"]
    if found.empty:
        known = ", ".join(dataset.semesters()["semester"].astype(str)) or "none"
        raise ParameterError("no such semester", where="semester", value=semester, remedy=f"Known: {known}")
    return str(found.iloc[0])


def _store(
    config: Config,
    kind: str,
    table: sa.Table,
    frame: pd.DataFrame,
    key: tuple[str, ...],
    at: datetime | None,
    *where: sa.ColumnElement[bool],
) -> None:
    """Make the stored rows equal the frame's in one revision; none when they do already."""
    rows = _plain(frame)
    store = Store.open(config.database_address)
    try:
        with store.write(kind, actor=kind, at=at or datetime.now(UTC)) as writer:
            replace_rows(writer, table, open_rows(writer.connection, table, *where), rows, key)
    finally:
        store.dispose()


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain values, None for what is missing."""
    objects = frame.astype(object)
    rows: list[dict[str, Any]] = objects.where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows
