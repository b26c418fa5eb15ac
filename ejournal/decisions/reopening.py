"""Reopening one journal for limited days, by a named person, with reason and document; then the lock stands (4.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from ejournal.config import Config
from ejournal.decisions.outbox import withdraw
from ejournal.entry import EntryRules
from ejournal.errors import ParameterError
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import current
from ejournal.store.locks import locks
from ejournal.store.schema_checkpoints import reopenings


@dataclass(frozen=True)
class Reopened:
    """A journal's key, and the first and last local day on which its changes are taken over; the revision made."""

    journal_id: int
    start: date
    until: date
    revision: int


@dataclass(frozen=True)
class Grant:
    """A reopening asked for: ``days`` from the local day ``today`` on; person, reason and document are needed."""

    days: int
    by: str
    reason: str
    document: str
    today: date


def reopen(config: Config, journal: str, grant: Grant, *, rules: EntryRules, at: datetime) -> Reopened:
    """Reopen a journal, given by public id or by the code of its line of the teaching load.

    Its workbook is read anew by the next sync, so that a change which was refused and still stands is taken over.
    Raises ParameterError for what is missing, for a journal that does not exist, and for one that nothing closes:
    neither a checkpoint nor, by the ``rules``, late entry.
    """
    _check(grant, rules.reopening_days.value)
    store = Store.open(config.database_address)
    try:
        with store.write("reopening", actor=grant.by, at=at) as writer:
            journal_id = _journal(writer.connection, journal)
            held = locks(writer.connection, [journal_id])
            closed = held.closings.get(held.courses.get(journal_id, 0))
            if not closed and rules.after_grace.value != "refuse":
                raise ParameterError("nothing of this journal is closed", where="--journal", value=journal)
            until = grant.today + timedelta(days=grant.days - 1)
            _store(writer, journal_id, grant, until)
            return Reopened(journal_id, grant.today, until, writer.revision)
    finally:
        store.dispose()


def _check(grant: Grant, most_days: int) -> None:
    for name in ("by", "reason", "document"):
        if not getattr(grant, name).strip():
            raise ParameterError("this is needed to reopen a journal", where=f"--{name}", remedy="Give it in words")
    if not 1 <= grant.days <= most_days:
        raise ParameterError("days are out of range", where="--days", value=grant.days, remedy=f"1 to {most_days}")


def _journal(connection: sa.Connection, journal: str) -> int:
    load, entities = schema.registry["load"], schema.entities
    named = sa.or_(load.c.code == journal, entities.c.public_id == journal)
    statement = sa.select(load.c.id).join(entities, entities.c.id == load.c.id).where(named, current(load))
    found = connection.scalar(statement)
    if found is None:
        raise ParameterError("no such journal", where="--journal", value=journal, remedy="Public id J... or its code")
    return int(found)


def _store(writer: Writer, journal_id: int, grant: Grant, until: date) -> None:
    values = {"journal_id": journal_id, "start": grant.today, "until": until, "actor": grant.by}
    writer.insert(reopenings, [{**values, "reason": grant.reason, "document": grant.document}])
    withdraw(writer, journal_id)
    mine = sa.select(schema.tabs.c.workbook_id).where(schema.tabs.c.journal_id == journal_id).scalar_subquery()
    unread = {"size": None, "mtime_ns": None, "sha256": None}
    writer.connection.execute(schema.workbooks.update().where(schema.workbooks.c.id == mine).values(unread))
