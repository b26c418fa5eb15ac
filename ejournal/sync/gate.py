"""What a workbook may no longer change: lessons that a checkpoint locks, and first completions that are too late."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ejournal.decisions.lateness import Outage, is_late
from ejournal.parameters import MarkParameters, Parameters
from ejournal.store import schema
from ejournal.store.entities import open_rows
from ejournal.store.locks import Locks, locks
from ejournal.store.schema_checkpoints import closings

_ANY_CLOSING = sa.select(closings.c.id).where(closings.c.to_revision.is_(None)).limit(1)


@dataclass(frozen=True)
class Ruling:
    """The rules of entry: the university's parameters and zone."""

    parameters: Parameters
    zone: ZoneInfo

    @property
    def marks(self) -> MarkParameters:
        """The words in which a cell is set back."""
        return self.parameters.marks


@dataclass(frozen=True)
class Cause:
    """Why a change is refused: checkpoint (and which), or late."""

    name: str
    checkpoint: int | None = None


@dataclass(frozen=True)
class Moments:
    """When a change came about: after the last pass that saw the workbook, known since, and read."""

    after: datetime | None
    known: datetime
    read: datetime


@dataclass(frozen=True)
class Gate:
    """Judges one workbook's changes by the decisions that hold in the transaction that applies it."""

    ruling: Ruling
    moments: Moments
    locks: Locks = field(default_factory=Locks)
    outages: Mapping[int, Sequence[Outage]] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: sa.Connection, journals: Iterable[int], ruling: Ruling, moments: Moments) -> Self:
        """The decisions on these journals as they stand now."""
        keys = set(journals)
        closed = connection.scalar(_ANY_CLOSING) is not None
        refusing = ruling.parameters.entry.after_grace.value == "refuse"
        return cls(
            ruling,
            moments,
            locks(connection, keys) if closed or refusing else Locks(),
            _outages(connection, keys) if refusing else {},
        )

    def locked(self, journal_id: int, day: date) -> Cause | None:
        """The lock on what is of this local day; one that did not hold when it was changed, or read, lets it pass."""
        found = [self.locks.of_journal(journal_id, day, on) for on in self._days]
        closing = found[0]
        return Cause("checkpoint", closing.checkpoint) if closing and all(found) else None

    def against(self, journal_id: int, day: date, *, first: bool, completes: bool) -> Cause | None:
        """What stands against a change of a lesson's column.

        ``first``: the lesson never was complete; ``completes``: it would be now.
        """
        entry = self.ruling.parameters.entry
        cause = self.locked(journal_id, day)
        if cause:
            return None if first and entry.after_lock.value == "accept_and_flag" else cause
        if not (first and completes) or entry.after_grace.value != "refuse" or self._reopened(journal_id):
            return None
        outages = self.outages.get(journal_id, ())
        moments, grace, zone = self.moments, entry.grace_days.value, self.ruling.zone
        late = is_late(moments.after, moments.known, day, grace, zone, outages)
        return Cause("late") if late else None

    @property
    def _days(self) -> set[date]:
        """The local days on which the change came about and was read."""
        return {moment.astimezone(self.ruling.zone).date() for moment in (self.moments.known, self.moments.read)}

    def _reopened(self, journal_id: int) -> bool:
        """Whether the journal is reopened: filling it late is what that is for."""
        return any(self.locks.is_reopened(journal_id, on) for on in self._days)


def _outages(connection: sa.Connection, journals: set[int]) -> dict[int, list[Outage]]:
    """Journal -> the recorded outages of everybody, of its group and of its institute."""
    institutes = {row["id"]: row["code"] for row in open_rows(connection, schema.registry["institutes"])}
    groups = {row["id"]: row for row in open_rows(connection, schema.registry["groups"])}
    by_scope: dict[str, list[Outage]] = defaultdict(list)
    for row in open_rows(connection, schema.registry["outages"]):
        by_scope[row["scope"] or ""].append((row["start"], row["end"]))
    load = schema.registry["load"]
    found: dict[int, list[Outage]] = {}
    for row in open_rows(connection, load, load.c.id.in_(sorted(journals))):
        group: dict[str, Any] = groups.get(row["group_id"], {})
        scopes = ("", group.get("code"), institutes.get(group.get("institute_id", 0)))
        found[row["id"]] = [outage for scope in scopes if scope is not None for outage in by_scope.get(scope, ())]
    return found
