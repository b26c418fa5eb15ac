"""The one door to the database: opening, upgrading, reading pinned, writing one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ejournal.store import schema, upgrade
from ejournal.store.faults import mapped, parsed
from ejournal.store.inserts import insert_rows

BUSY_SECONDS = 5.0
_LAST_REVISION = sa.select(sa.func.max(schema.revisions.c.id))


class Writer:
    """One write transaction. Its revision is numbered at the first row that needs it, under the writer's lock."""

    def __init__(self, connection: sa.Connection, kind: str, actor: str, at: datetime, run: str | None) -> None:
        self.connection = connection
        self._values = {"kind": kind, "actor": actor, "at": at, "run": run}
        self._revision: int | None = None

    @property
    def revision(self) -> int:
        """The number of this transaction's revision; asking for it makes it."""
        if self._revision is None:
            self._revision = (self.connection.scalar(_LAST_REVISION) or 0) + 1
            self.connection.execute(schema.revisions.insert(), {"id": self._revision, **self._values})
        return self._revision

    @property
    def changed(self) -> bool:
        """Whether anything needed a revision."""
        return self._revision is not None

    def insert(self, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        """These rows, valid from this revision on."""
        if rows:
            revision = self.revision
            insert_rows(self.connection, table, [{**row, "from_revision": revision} for row in rows])

    def close(self, table: sa.Table, keys: list[int]) -> None:
        """End the rows with these primary keys at this revision: the only UPDATE of such a row."""
        if keys:
            key = next(iter(table.primary_key.columns))
            statement = (
                table.update()
                .where(key == sa.bindparam("key"), table.c.to_revision.is_(None))
                .values(to_revision=self.revision)
            )
            self.connection.execute(statement, [{"key": each} for each in keys])


class Store:
    """An open dataset. ``address`` is an SQLAlchemy address; errors are StoreError and StoreBusy.

    A writer waits ``busy_seconds`` for another one to end.
    """

    def __init__(self, address: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.url = parsed(address)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.busy_milliseconds = max(1, round(busy_seconds * 1000))  # to PostgreSQL 0 means for ever
        self.engine = sa.create_engine(self.url, connect_args={"timeout": busy_seconds} if self.sqlite else {})
        if self.sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)

    @classmethod
    def open(cls, address: str, *, busy_seconds: float = BUSY_SECONDS) -> "Store":
        """Open an existing dataset, upgraded to this program's schema. Raises StoreError when it cannot be used."""
        store = cls(address, busy_seconds=busy_seconds)
        try:
            store.upgrade()
        except BaseException:
            store.dispose()
            raise
        return store

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One snapshot: what other processes commit meanwhile is not seen."""
        isolation = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with (
            mapped(self.url),
            self.engine.connect().execution_options(**isolation) as connection,
            connection.begin(),
        ):
            connection.execute(sa.select(schema.writer_lock))  # the snapshot is taken at the first statement
            yield connection

    @contextmanager
    def write(self, kind: str, *, actor: str, at: datetime, run: str | None = None) -> Iterator[Writer]:
        """One write transaction: committed whole or not at all. Raises StoreBusy when another writer does not end."""
        with (
            mapped(self.url),
            self.engine.connect().execution_options(ejournal_writer=True) as connection,
            connection.begin(),
        ):
            if not self.sqlite:
                connection.execute(sa.text(f"SET LOCAL lock_timeout = {self.busy_milliseconds}"))
                connection.execute(sa.select(schema.writer_lock).with_for_update())
                connection.execute(sa.text("SET LOCAL lock_timeout TO DEFAULT"))
            yield Writer(connection, kind, actor, at, run)

    def upgrade(self) -> None:
        """Bring the schema to this program's version; the dataset is copied aside first."""
        with mapped(self.url):
            upgrade.upgrade(self.engine, self.busy_milliseconds)


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, in the mode that is needed
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writer = connection.get_execution_options().get("ejournal_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
