"""Findings into the store: each keeps its id, what is gone is ended, and all in one revision or none."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.dataset.finding_frames import known_ids
from ejournal.incremental.changes import seen_digests
from ejournal.incremental.ground import Task, note
from ejournal.incremental.scope import Keys
from ejournal.rules.life import identities
from ejournal.store import Store, Writer, schema, schema_findings
from ejournal.store.entities import mint, open_rows, replace_rows

Row = dict[str, Any]
MOST_IN_LIST = 30_000


@dataclass(frozen=True)
class Found:
    """Findings (columns.FOUND), and which stored ones they replace: all, or those of these rules and journals.

    Findings in no journal are replaced too, where they name one of the ``students`` or no student.
    """

    frame: pd.DataFrame
    journals: Keys | None = None
    students: Keys = frozenset()
    rules: frozenset[str] = frozenset()

    def replaces(self, row: Row) -> bool:
        """Whether this stored finding is one that was looked for again."""
        if self.journals is None:
            return True
        if row["rule"] not in self.rules:
            return False
        if row["journal_id"] is None:
            return row["student_id"] is None or row["student_id"] in self.students
        return row["journal_id"] in self.journals


def store_findings(task: Task, found: Found | None, revision: int, digests: dict[int, str]) -> None:
    """Make what stands equal to what was found (nothing changes with None) as seen in this state of the dataset."""
    rows = [] if found is None else plain(found.frame)
    if found is not None:
        for row, identity in zip(rows, identities(found.frame), strict=True):
            row["identity"] = identity
    store = Store.open(task.config.database_address)
    try:
        with store.write(task.kind, actor=task.kind, at=task.at) as writer:
            if found is not None:
                _replace(writer, task, found, rows)
            _remember_tabs(writer, digests)
            note(writer, task, revision)
    finally:
        store.dispose()


def _replace(writer: Writer, task: Task, found: Found, rows: list[Row]) -> None:
    table = schema.findings
    old = [row for row in open_rows(writer.connection, table, *_where(found)) if found.replaces(row)]
    ids = known_ids(writer.connection, [row["identity"] for row in rows])
    fresh = [row["identity"] for row in rows if row["identity"] not in ids]
    if fresh:
        ids |= _mint(writer, task, fresh)
    new = [{**row, "finding_id": ids[row["identity"]]} for row in rows]
    for row in new:
        del row["identity"]
    unnamed = [row["id"] for row in old if row["finding_id"] is None]
    writer.close(table, unnamed)
    replace_rows(writer, table, [row for row in old if row["finding_id"] is not None], new, ("finding_id",))


def _where(found: Found) -> list[sa.ColumnElement[bool]]:
    """A first, rough choice of the stored findings, made by the database."""
    if found.journals is None or len(found.journals) > MOST_IN_LIST:
        return []
    key = schema.findings.c.journal_id
    return [sa.or_(key.is_(None), key.in_(sorted(found.journals)))]


def _mint(writer: Writer, task: Task, fresh: list[str]) -> dict[str, int]:
    """New findings get their ids, and the instant at which they were first seen."""
    ids = dict(zip(fresh, mint(writer, "F", len(fresh)), strict=True))
    rows = [{"id": key, "identity": identity, "first_seen": task.at} for identity, key in ids.items()]
    writer.connection.execute(schema_findings.known_findings.insert(), rows)
    return ids


def _remember_tabs(writer: Writer, digests: dict[int, str]) -> None:
    """Where tabs stood; a state of work and no part of the dataset, so that it is simply overwritten."""
    seen = seen_digests(writer.connection)
    changed = [journal for journal, digest in digests.items() if seen.get(journal) != digest]
    table = schema_findings.seen_tabs
    if changed:
        gone = table.c.journal_id == sa.bindparam("key")
        writer.connection.execute(table.delete().where(gone), [{"key": journal} for journal in changed])
        rows = [{"journal_id": journal, "digest": digests[journal]} for journal in changed]
        writer.connection.execute(table.insert(), rows)


def plain(frame: pd.DataFrame) -> list[Row]:
    """Rows of plain values, None for what is missing."""
    objects = frame.astype(object)
    rows: list[Row] = objects.where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows
