"""Frames of what the system found and computed: quarantine, scores, and recorded outages."""

import pandas as pd
import sqlalchemy as sa

from ejournal import columns
from ejournal.dataset.filters import Filters
from ejournal.dataset.reading import Reading
from ejournal.dataset.registry_frames import courses, journals
from ejournal.store import schema
from ejournal.store.bulk import cast, frame

QUARANTINED = ("code", "tab", "cell", "raw", "journal_id", "lesson_id", "student_id")


def quarantine(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.QUARANTINE; with a filter, only what concerns a journal asked for."""
    table = schema.quarantine
    statement = (
        sa.select(
            *(table.c[name] for name in QUARANTINED),
            schema.workbooks.c.path.label("workbook"),
            schema.revisions.c.at.label("since"),
        )
        .join(schema.workbooks, schema.workbooks.c.id == table.c.workbook_id)
        .join(schema.revisions, schema.revisions.c.id == table.c.from_revision)
        .where(reading.holds(table))
    )
    typed = cast(frame(reading.connection, statement), columns.QUARANTINE.dtypes)
    found = _of_journals(reading, filters, typed)
    return found.sort_values(["workbook", "tab", "cell", "code"], ignore_index=True)


def _of_journals(reading: Reading, filters: Filters, rows: pd.DataFrame) -> pd.DataFrame:
    if not filters.narrows:
        return rows
    return rows[rows["journal_id"].isin(journals(reading, filters, None)["journal_id"])]


def scores(reading: Reading, filters: Filters, checkpoint: int | None) -> pd.DataFrame:
    """columns.SCORES as stored by the last scoring."""
    within = courses(reading, filters)["course_id"]
    rows = reading.rows(schema.scores, tuple(columns.SCORES.dtypes), ("course_id", within))
    typed = cast(rows, columns.SCORES.dtypes)
    if checkpoint is not None:
        typed = typed[typed["checkpoint"] == checkpoint]
    return typed.sort_values(["course_id", "student_id", "checkpoint", "component"], ignore_index=True)


def outages(reading: Reading) -> pd.DataFrame:
    """columns.OUTAGES."""
    rows = [{name: row[name] for name in columns.OUTAGES.dtypes} for row in reading.registry("outages")]
    frame_of = pd.DataFrame(rows, columns=list(columns.OUTAGES.dtypes), dtype=object)
    return cast(frame_of, columns.OUTAGES.dtypes)
