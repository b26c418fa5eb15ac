"""Dismissing a finding, by a named person for a reason, and taking that back; the finding itself is never deleted.

A dismissed finding stays dismissed while it says the same, also when it goes away and comes back; one that says
something else (another number, another reason) is open again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ejournal.config import Config
from ejournal.errors import ParameterError
from ejournal.rules.life import facts
from ejournal.store import Store, Writer, schema, schema_findings
from ejournal.store.entities import current

DISMISSALS = schema_findings.dismissals


@dataclass(frozen=True)
class Decided:
    """A finding that was dismissed or restored, by public id, and the revision that says so."""

    finding: str
    rule: str
    revision: int


def dismiss(config: Config, finding: str, *, by: str, reason: str, at: datetime) -> Decided:
    """Dismiss a finding that stands; dismissed anew it has the new reason.

    Raises ParameterError for a finding that does not exist or does not stand, and where name or reason is missing.
    """
    _check(by, reason)
    store = Store.open(config.database_address)
    try:
        with store.write("dismissal", actor=by.strip(), at=at) as writer:
            key, row = _standing(writer.connection, finding)
            _end(writer, key)
            values = {"finding_id": key, "facts": facts(row.arguments), "dismissed_by": by.strip()}
            writer.insert(DISMISSALS, [{**values, "reason": reason.strip()}])
            return Decided(finding, row.rule, writer.revision)
    finally:
        store.dispose()


def restore(config: Config, finding: str, *, by: str, reason: str, at: datetime) -> Decided:
    """Take a dismissal back; who did it and why stands in its revision.

    Raises ParameterError for a finding that is not dismissed, and where name or reason is missing.
    """
    _check(by, reason)
    store = Store.open(config.database_address)
    try:
        with store.write("restoring", actor=by.strip(), at=at, run=reason.strip()) as writer:
            key = _key(writer.connection, finding)
            if not _end(writer, key):
                raise ParameterError("the finding is not dismissed", where="finding", value=finding)
            rule = writer.connection.scalar(
                sa.select(schema.findings.c.rule).where(schema.findings.c.finding_id == key).limit(1)
            )
            return Decided(finding, str(rule), writer.revision)
    finally:
        store.dispose()


def _check(by: str, reason: str) -> None:
    for name, value in (("--by", by), ("--reason", reason)):
        if not value.strip():
            raise ParameterError("a decision names who made it and why", where=name, remedy="Give it in words")


def _key(connection: sa.Connection, finding: str) -> int:
    table = schema.entities.c
    key = connection.scalar(sa.select(table.id).where(table.public_id == finding, table.prefix == "F"))
    if key is None:
        raise ParameterError(
            "no such finding", where="finding", value=finding, remedy="Its id, F..., stands in `ejournal findings`"
        )
    return int(key)


def _standing(connection: sa.Connection, finding: str) -> tuple[int, Any]:
    """Key of the finding, and its rule and arguments as it stands."""
    key, table = _key(connection, finding), schema.findings
    asked = sa.select(table.c.rule, table.c.arguments).where(current(table), table.c.finding_id == key)
    row = connection.execute(asked).first()
    if row is None:
        raise ParameterError("the finding is resolved already", where="finding", value=finding)
    return key, row


def _end(writer: Writer, key: int) -> bool:
    """End the dismissal that holds; whether there was one."""
    asked = sa.select(DISMISSALS.c.id).where(current(DISMISSALS), DISMISSALS.c.finding_id == key)
    held = list(writer.connection.scalars(asked))
    writer.close(DISMISSALS, held)
    return bool(held)
