"""Stores one workbook's reading in one transaction, and remembers which state of the file it was."""

from collections import defaultdict
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from ejournal.store import Store, Writer, schema
from ejournal.sync.apply import Applier, WorkbookRead
from ejournal.sync.bind import Trouble
from ejournal.sync.files import Known, instant
from ejournal.sync.gate import Gate, Ruling
from ejournal.sync.owed import lay_over, owed_cells
from ejournal.sync.plans import PlanReading
from ejournal.sync.quarantine import Placed, keep_troubles, store_troubles
from ejournal.sync.reading import TabReading
from ejournal.sync.standing import Standing
from ejournal.sync.workbooks import Ground, Reading

_REVISIONS = schema.revisions.c
REGISTRY_REVISION = sa.select(sa.func.max(_REVISIONS.id)).where(_REVISIONS.kind == "registry")
"""The last revision in which the registry changed: what was bound by an older one must be bound again."""
_WORKBOOK = schema.workbooks.update().where(schema.workbooks.c.id == sa.bindparam("key"))
_TAB = schema.tabs.update().where(schema.tabs.c.journal_id == sa.bindparam("key"))


@dataclass(frozen=True)
class Stamp:
    """The pass's instant and name, as its revisions carry them."""

    at: datetime
    run: str


@dataclass
class Recorder:
    """Writes readings; counts events stored, changes refused, and quarantined things that stand in what was read."""

    store: Store
    ground: Ground
    ruling: Ruling
    stamp: Stamp
    registry_revision: int | None
    present: set[str]
    events: int = 0
    refused: int = 0
    quarantined: int = 0
    _claimed: dict[int, str] = field(default_factory=dict)

    def store_reading(self, known: Known | None, reading: Reading) -> int:
        """Store one reading; 1 where the file differs from the one last read, else 0. Raises StoreBusy."""
        same = known is not None and reading.sha256 is not None and known.sha256 == reading.sha256
        with self._write() as writer:
            workbook_id = known.id if known else _new_workbook(writer, reading)
            if reading.failure or same:
                failures = [Trouble(reading.failure, None, reading.failure_text or None)] if reading.failure else []
                standing = keep_troubles(writer, workbook_id, *failures)
                self.quarantined += 0 if same else standing
            else:
                self._store_tabs(writer, self._workbook_read(workbook_id, known, reading), reading)
            self._remember(writer, workbook_id, reading)
        return 0 if same else 1

    def _store_tabs(self, writer: Writer, read: WorkbookRead, reading: Reading) -> None:
        """Plans, tabs and troubles; a journal whose tab stands in another workbook, too, is read there alone."""
        plans = [plan for plan in reading.plans if self._claims(plan.journal, reading)]
        tabs = [tab for tab in reading.tabs if self._claims(tab.journal, reading)]
        journals = {self._key(key) for key in [plan.journal for plan in plans] + [tab.journal for tab in tabs]}
        lessons = [column.lesson_id for tab in tabs for column in tab.columns]
        owed = owed_cells(writer.connection, journals)
        for tab in tabs if owed else ():
            own = [row for row in owed if row["journal_id"] == self._key(tab.journal)]
            lay_over(tab, self.ground.journals[tab.journal], self.ground.words, own)
        # Asked within this transaction: a checkpoint that was closed while the workbook was being read counts.
        gate = Gate.of(writer.connection, journals, self.ruling, read.moments)
        applier = Applier(read, Standing.of(writer.connection, journals, lessons), gate, self._days(tabs))
        for plan in plans:
            applier.apply_plan(self._key(plan.journal), plan)
        for tab in tabs:
            applier.apply_tab(self._key(tab.journal), tab)
        applier.flush(writer)
        self.refused += applier.refusing.store(writer, journals, self.stamp.at)
        self._remember_tabs(writer, read.workbook_id, tabs)
        troubles = self._troubles(reading, plans, tabs)
        self.quarantined += store_troubles(writer, read.workbook_id, troubles)
        self.events += applier.events

    def _days(self, tabs: list[TabReading]) -> dict[int, date]:
        """Lesson -> its local date."""
        return {lesson.id: lesson.date for tab in tabs for lesson in self.ground.journals[tab.journal].lessons.values()}

    def _troubles(self, reading: Reading, plans: list[PlanReading], tabs: list[TabReading]) -> list[Placed]:
        """Everything that could not be taken over, tabs that speak for nobody and tabs that are gone among it."""
        found: list[Placed] = [(title, self._key(key), trouble) for key, title, trouble in reading.troubles]
        parts: list[PlanReading | TabReading] = [*plans, *tabs]
        for part in parts:
            found += [(part.title, self._key(part.journal), trouble) for trouble in part.troubles]
        for tab in reading.tabs:
            if tab not in tabs:
                found.append((tab.title, self._key(tab.journal), Trouble("doubled_tab", "A1", tab.title)))
        return found + self._missing(reading)

    def _missing(self, reading: Reading) -> list[Placed]:
        """Tabs of this workbook that are gone from it: their data stay."""
        there = {self._key(tab.journal) for tab in reading.tabs} | {
            self._key(key) for key, _, trouble in reading.troubles if trouble.code == "doubled_tab"
        }
        return [
            (title, journal_id, Trouble("missing_tab", None, title))
            for journal_id, title in self._tabs[reading.file.path]
            if journal_id not in there
        ]

    @cached_property
    def _tabs(self) -> dict[str, list[tuple[int, str]]]:
        """Workbook's path -> journals that stood in it, with the titles of their tabs."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for journal_id, (title, path) in self.ground.tabs.items():
            found[path].append((journal_id, title))
        return found

    def _remember_tabs(self, writer: Writer, workbook_id: int, tabs: list[TabReading]) -> None:
        """Where the tabs stand and what they held, for the next read; of a stopped tab only where it stands."""
        for tab in tabs:
            values: dict[str, Any] = {"workbook_id": workbook_id, "title": tab.title}
            if not tab.stopped:
                values |= {"places": tab.places, "cells": tab.cells}
            journal_id = self._key(tab.journal)
            if writer.connection.execute(_TAB, {"key": journal_id, **values}).rowcount == 0:
                writer.connection.execute(schema.tabs.insert(), {"journal_id": journal_id, **values})

    def _key(self, journal: str) -> int:
        return self.ground.journals[journal].id

    def _claims(self, journal: str, reading: Reading) -> bool:
        """Whether this workbook may speak for the journal: no other one that is still there does."""
        path = self.ground.tabs.get(self._key(journal), ("", ""))[1]
        speaker = path if path in self.present else reading.file.path
        return self._claimed.setdefault(self._key(journal), speaker) == reading.file.path

    def finish(self, known: dict[str, Known], read: list[str]) -> None:
        """Note that the unread files were seen unchanged, and which workbooks are gone with their journals."""
        unread = [book for path, book in known.items() if path in self.present - set(read)]
        gone = [book for path, book in known.items() if path not in self.present]
        if unread:
            with self._write() as writer:
                writer.connection.execute(_WORKBOOK, [{"key": book.id, "seen_at": self.stamp.at} for book in unread])
        for book in gone:
            self._report_gone(book)

    def _report_gone(self, book: Known) -> None:
        """A vanished workbook deletes nothing; it is reported while journals still stand in it."""
        with self._write() as writer:
            owned = writer.connection.scalar(
                sa.select(sa.func.count()).select_from(schema.tabs).where(schema.tabs.c.workbook_id == book.id)
            )
            if owned:
                self.quarantined += keep_troubles(writer, book.id, Trouble("workbook_missing"))
            else:
                store_troubles(writer, book.id, [])

    def _write(self) -> AbstractContextManager[Writer]:
        return self.store.write("sync", actor="sync", at=self.stamp.at, run=self.stamp.run)

    def _workbook_read(self, workbook_id: int, known: Known | None, reading: Reading) -> WorkbookRead:
        return WorkbookRead(
            workbook_id,
            known.owner_id if known else None,
            reading.sha256 or "",
            instant(reading.mtime_ns or reading.file.mtime_ns),
            self.stamp.at,
            known.seen_at if known else None,
        )

    def _remember(self, writer: Writer, workbook_id: int, reading: Reading) -> None:
        """Size, time and hash of the state read; left open where the registry changed meanwhile, to be read again."""
        settled = writer.connection.scalar(REGISTRY_REVISION) == self.registry_revision
        values = {
            "size": (reading.size or reading.file.size) if settled else None,
            "mtime_ns": (reading.mtime_ns or reading.file.mtime_ns) if settled else None,
            "sha256": reading.sha256 if settled else None,
            "seen_at": self.stamp.at,
        }
        writer.connection.execute(_WORKBOOK, {"key": workbook_id, **values})


def _new_workbook(writer: Writer, reading: Reading) -> int:
    result = writer.connection.execute(schema.workbooks.insert().values(path=reading.file.path))
    return int(result.inserted_primary_key[0])  # type: ignore[index]
