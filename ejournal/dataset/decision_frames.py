"""Frames of checkpoints: closings with their posted points, reminders, reopenings and refused changes (4.3)."""

from collections.abc import Iterable

import pandas as pd
import sqlalchemy as sa

from ejournal import columns_decisions as columns
from ejournal.dataset.filters import Filters
from ejournal.dataset.reading import Reading
from ejournal.dataset.registry_frames import courses, journals
from ejournal.store import schema, schema_checkpoints
from ejournal.store.bulk import cast, frame

POSTED = tuple(columns.POSTED_POINTS.dtypes)


def closings(reading: Reading, filters: Filters, checkpoint: int | None) -> pd.DataFrame:
    """columns.CLOSINGS that stand, of the courses asked for; a corrected posting gives way to its correction."""
    table = schema_checkpoints.closings
    named = {"id": "closing_id", "actor": "by"}
    names = ("course_id", "checkpoint", "until", "document", "forced", "source_revision", "corrects")
    rows = _dated(reading, table, names, named, "closed_at", ("course_id", courses(reading, filters)["course_id"]))
    return _of_checkpoint(cast(rows, columns.CLOSINGS.dtypes), checkpoint, ["course_id", "checkpoint"])


def posted_points(reading: Reading, filters: Filters, checkpoint: int | None) -> pd.DataFrame:
    """columns.POSTED_POINTS that stand, of the courses asked for."""
    within = ("course_id", courses(reading, filters)["course_id"])
    rows = cast(reading.rows(schema_checkpoints.posted_points, POSTED, within), columns.POSTED_POINTS.dtypes)
    return _of_checkpoint(rows, checkpoint, ["course_id", "student_id", "checkpoint", "component"])


def reminders(reading: Reading, filters: Filters, checkpoint: int | None) -> pd.DataFrame:
    """columns.REMINDERS that stand, of the courses asked for."""
    table = schema_checkpoints.reminders
    names = ("course_id", "checkpoint", "reason", "unfilled", "quarantined")
    rows = _dated(reading, table, names, {"actor": "by"}, "at", ("course_id", courses(reading, filters)["course_id"]))
    return _of_checkpoint(cast(rows, columns.REMINDERS.dtypes), checkpoint, ["course_id", "checkpoint"])


def reopenings(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.REOPENINGS of the journals asked for, past ones too."""
    table = schema_checkpoints.reopenings
    named = {"id": "reopening_id", "actor": "by"}
    names = ("journal_id", "start", "until", "reason", "document")
    within = ("journal_id", journals(reading, filters, None)["journal_id"])
    rows = _dated(reading, table, names, named, "at", within)
    return cast(rows, columns.REOPENINGS.dtypes).sort_values(["start", "reopening_id"], ignore_index=True)


def refusals(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.REFUSALS of the journals asked for; those that are closed stay, for the refused value is kept here."""
    rows = frame(reading.connection, _refused(reading.as_of))
    rows = rows[rows["journal_id"].isin(journals(reading, filters, None)["journal_id"])]
    rows = rows.assign(state=rows["closed_at"].isna().map({True: "standing", False: "closed"}))
    return cast(rows, columns.REFUSALS.dtypes).sort_values("refusal_id", ignore_index=True)


def _refused(as_of: int | None) -> sa.Select[tuple[object, ...]]:
    """Refusals recorded by the revision; one that closed later still stood then."""
    table, books, tabs = schema_checkpoints.refusals, schema.workbooks, schema.tabs
    teachers, ended = schema.registry["teachers"], schema.revisions
    closed = ended.c.id == table.c.to_revision
    teacher = sa.and_(teachers.c.id == table.c.author_id, teachers.c.to_revision.is_(None))
    names = ("journal_id", "lesson_id", "item", "student_id", "field", "cause", "checkpoint", "cell", "old", "new")
    statement = (
        sa.select(
            table.c.id.label("refusal_id"),
            *(table.c[name] for name in names),
            books.c.path.label("workbook"),
            tabs.c.title.label("tab"),
            table.c.changed_at.label("at"),
            teachers.c.name.label("author"),
            table.c.author.label("authorship"),
            ended.c.at.label("closed_at"),
        )
        .join(books, books.c.id == table.c.workbook_id)
        .outerjoin(tabs, tabs.c.journal_id == table.c.journal_id)
        .outerjoin(teachers, teacher)
        .outerjoin(ended, closed if as_of is None else sa.and_(closed, ended.c.id <= as_of))
    )
    return statement if as_of is None else statement.where(table.c.from_revision <= as_of)


def _dated(
    reading: Reading,
    table: sa.Table,
    names: Iterable[str],
    named: dict[str, str],
    moment: str,
    within: tuple[str, pd.Series],
) -> pd.DataFrame:
    """Columns of the rows that hold, some under another name, and the moment of the revision that made each."""
    made = schema.revisions
    statement = (
        sa.select(
            *(table.c[name] for name in names),
            *(table.c[name].label(label) for name, label in named.items()),
            made.c.at.label(moment),
        )
        .join(made, made.c.id == table.c.from_revision)
        .where(reading.holds(table))
    )
    rows = frame(reading.connection, statement)
    return rows[rows[within[0]].isin(within[1])]


def _of_checkpoint(rows: pd.DataFrame, checkpoint: int | None, order: list[str]) -> pd.DataFrame:
    if checkpoint is not None:
        rows = rows[rows["checkpoint"] == checkpoint]
    return rows.sort_values(order, ignore_index=True)
