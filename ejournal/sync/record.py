"""Stores one workbook's reading in one transaction, and remembers which state of the file it was."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ejournal.store import Store, Writer, schema
from ejournal.sync.apply import Applier, WorkbookRead
from ejournal.sync.bind import Trouble
from ejournal.sync.files import Known, instant
from ejournal.sync.workbooks import Ground, Reading

Placed = tuple[str | None, int | None, Trouble]


@dataclass(frozen=True)
class Stamp:
    """The pass's instant and name, as its revisions carry them."""

    at: datetime
    run: str


@dataclass
class Recorder:
    """Writes readings; counts the events stored and the quarantined things that stand in what was read."""

    store: Store
    ground: Ground
    stamp: Stamp
    registry_revision: int | None
    present: set[str]
    events: int = 0
    quarantined: int = 0
    _claimed: dict[int, str] = field(default_factory=dict)

    def store_reading(self, known: Known | None, reading: Reading) -> int:
        """Store one reading; 1 where the file differs from the one last read, else 0. Raises StoreBusy."""
        if known is not None and reading.sha256 is not None and known.sha256 == reading.sha256:
            with self._write() as writer:
                Applier(writer, self._workbook_read(known.id, known, reading)).keep_troubles()
                self._remember(writer, known.id, reading)
            return 0
        with self._write() as writer:
            workbook_id = known.id if known else _new_workbook(writer, reading)
            read = self._workbook_read(workbook_id, known, reading)
            applier = Applier(writer, read)
            if reading.failure:
                self.quarantined += applier.keep_troubles(Trouble(reading.failure, None, reading.failure_text or None))
            else:
                self.quarantined += applier.apply_troubles(self._apply(writer, applier, reading))
            self._remember(writer, workbook_id, reading)
        self.events += applier.events
        return 1

    def finish(self, known: dict[str, Known], read: list[str]) -> None:
        """Note that the unread files were seen unchanged, and which workbooks are gone with their journals."""
        unread = [book for path, book in known.items() if path in self.present - set(read)]
        gone = [book for path, book in known.items() if path not in self.present]
        if unread:
            with self._write() as writer:
                statement = schema.workbooks.update().where(schema.workbooks.c.id == sa.bindparam("key"))
                seen = [{"key": book.id} for book in unread]
                writer.connection.execute(statement.values(seen_at=self.stamp.at), seen)
        for book in gone:
            self._report_gone(book)

    def _report_gone(self, book: Known) -> None:
        """A vanished workbook deletes nothing; it is reported while journals still stand in it."""
        with self._write() as writer:
            owned = writer.connection.scalar(
                sa.select(sa.func.count()).select_from(schema.tabs).where(schema.tabs.c.workbook_id == book.id)
            )
            read = WorkbookRead(book.id, book.owner_id, "", self.stamp.at, self.stamp.at, book.seen_at)
            applier = Applier(writer, read)
            if owned:
                self.quarantined += applier.keep_troubles(Trouble("workbook_missing"))
            else:
                applier.apply_troubles([])

    def _write(self) -> Any:
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

    def _apply(self, writer: Writer, applier: Applier, reading: Reading) -> list[Placed]:
        """Plans, then tabs; a journal whose tab stands in another workbook, too, is read there alone."""
        troubles: list[Placed] = [(title, self._key(key), trouble) for key, title, trouble in reading.troubles]
        for plan in reading.plans:
            if self._claims(writer, plan.journal, reading):
                applier.apply_plan(self._key(plan.journal), plan)
                troubles += [(plan.title, self._key(plan.journal), trouble) for trouble in plan.troubles]
        for tab in reading.tabs:
            key = self._key(tab.journal)
            if not self._claims(writer, tab.journal, reading):
                troubles.append((tab.title, key, Trouble("doubled_tab", "A1", tab.title)))
                continue
            applier.apply_tab(key, tab)
            applier.remember_tab(key, tab)
            troubles += [(tab.title, key, trouble) for trouble in tab.troubles]
        return troubles + self._missing(writer, applier.read.workbook_id, reading)

    def _key(self, journal: str) -> int:
        return self.ground.journals[journal].id

    def _claims(self, writer: Writer, journal: str, reading: Reading) -> bool:
        """Whether this workbook may speak for the journal: no other one that is still there does."""
        key = self._key(journal)
        if key not in self._claimed:
            statement = sa.select(schema.workbooks.c.path).join(
                schema.tabs, schema.tabs.c.workbook_id == schema.workbooks.c.id
            )
            path = writer.connection.scalar(statement.where(schema.tabs.c.journal_id == key))
            self._claimed[key] = path if path in self.present else reading.file.path
        return self._claimed[key] == reading.file.path

    def _missing(self, writer: Writer, workbook_id: int, reading: Reading) -> list[Placed]:
        """Tabs of this workbook that are gone from it: their data stay."""
        there = {self._key(tab.journal) for tab in reading.tabs} | {
            self._key(key) for key, _, trouble in reading.troubles if trouble.code == "doubled_tab"
        }
        tabs = schema.tabs.c
        rows = writer.connection.execute(sa.select(tabs.journal_id, tabs.title).where(tabs.workbook_id == workbook_id))
        return [
            (row.title, row.journal_id, Trouble("missing_tab", None, row.title))
            for row in rows
            if row.journal_id not in there
        ]

    def _remember(self, writer: Writer, workbook_id: int, reading: Reading) -> None:
        """Size, time and hash of the state read; left open where the registry changed meanwhile, to be read again."""
        settled = writer.connection.scalar(registry_revision()) == self.registry_revision
        values = {
            "size": (reading.size or reading.file.size) if settled else None,
            "mtime_ns": (reading.mtime_ns or reading.file.mtime_ns) if settled else None,
            "sha256": reading.sha256 if settled else None,
            "seen_at": self.stamp.at,
        }
        table = schema.workbooks
        writer.connection.execute(table.update().where(table.c.id == workbook_id).values(values))


def registry_revision() -> sa.Select[Any]:
    """The last revision in which the registry changed: what was bound by an older one must be bound again."""
    revisions = schema.revisions.c
    return sa.select(sa.func.max(revisions.id)).where(revisions.kind == "registry")


def _new_workbook(writer: Writer, reading: Reading) -> int:
    result = writer.connection.execute(schema.workbooks.insert().values(path=reading.file.path))
    return int(result.inserted_primary_key[0])  # type: ignore[index]
