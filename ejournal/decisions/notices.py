"""Noting that findings were told: written into a workbook or a report for the first time (5.3)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from ejournal.store import Store, schema, schema_findings
from ejournal.store.entities import current


def notify(store: Store, findings: Iterable[str], place: str, at: datetime) -> int:
    """Note that these findings (public ids) stood in a ``place`` (workbook | report); those told before stay as noted.

    One revision for all of them, none when nothing is new. Returns how many are new.
    """
    wanted = set(findings)
    table, entities = schema_findings.notices, schema.entities.c
    if not wanted:
        return 0
    with store.write("notice", actor=place, at=at) as writer:
        told = sa.select(table.c.finding_id).where(current(table))
        statement = sa.select(entities.id, entities.public_id).where(entities.prefix == "F", entities.id.not_in(told))
        new = [row.id for row in writer.connection.execute(statement) if row.public_id in wanted]
        writer.insert(table, [{"finding_id": key, "at": at, "place": place} for key in sorted(new)])
    return len(new)
