"""The one door to the database: opening, upgrading, reading pinned, writing one at a time."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ejournal.errors import StoreBusy, StoreError
from ejournal.store import schema

BUSY_SECONDS = 5
_BUSY_WORDS = ("database is locked", "lock timeout", "lock_timeout", "LockNotAvailable")


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
            last = self.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id))) or 0
            self._revision = last + 1
            self.connection.execute(schema.revisions.insert().values(id=self._revision, **self._values))
        return self._revision

    @property
    def changed(self) -> bool:
        """Whether anything needed a revision."""
        return self._revision is not None

    def insert(self, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        """These rows, valid from this revision on."""
        if rows:
            revision = self.revision
            self.connection.execute(table.insert(), [{**row, "from_revision": revision} for row in rows])

    def close(self, table: sa.Table, keys: list[int]) -> None:
        """End the rows with these primary keys at this revision: the only UPDATE of such a row."""
        if keys:
            key = next(iter(table.primary_key.columns))
            statement = table.update().where(key == sa.bindparam("key")).values(to_revision=self.revision)
            self.connection.execute(statement, [{"key": each} for each in keys])


class Store:
    """An open dataset. ``address`` is an SQLAlchemy address; errors are StoreError and StoreBusy."""

    def __init__(self, address: str) -> None:
        self.url = sa.make_url(address)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}} if self.sqlite else {}
        self.engine = sa.create_engine(self.url, **options)
        if self.sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)

    @classmethod
    def open(cls, address: str) -> "Store":
        """Open an existing dataset, upgraded to this program's schema. Raises StoreError when it cannot be used."""
        store = cls(address)
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
        with self.engine.connect().execution_options(**isolation) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, kind: str, *, actor: str, at: datetime, run: str | None = None) -> Iterator[Writer]:
        """One write transaction: committed whole or not at all. Raises StoreBusy when another writer does not end."""
        with self.engine.connect().execution_options(ejournal_writer=True) as connection:
            try:
                transaction = connection.begin()
                if not self.sqlite:
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                    connection.execute(sa.select(schema.writer_lock).with_for_update())
            except sa.exc.OperationalError as error:
                raise _mapped(error) from None
            with transaction:
                yield Writer(connection, kind, actor, at, run)

    def upgrade(self) -> None:
        """Bring the schema to this program's version; an SQLite file is copied aside first."""
        config = _alembic(self.engine)
        script = ScriptDirectory.from_config(config)
        try:
            with self.engine.connect() as connection:
                current = MigrationContext.configure(connection).get_current_revision()
        except sa.exc.OperationalError as error:
            raise _mapped(error) from None
        except sa.exc.DatabaseError as error:
            place = self.url.render_as_string(hide_password=True)
            raise StoreError(f"not a dataset: {error.orig}", where=place, remedy="Restore a backup") from None
        if current == script.get_current_head():
            return
        if current is not None and current not in {item.revision for item in script.walk_revisions()}:
            raise StoreError(
                f"the dataset has the newer schema {current}",
                where=self.url.render_as_string(hide_password=True),
                remedy="Install the program's newer version",
            )
        if current is not None and self.sqlite:
            self._copy_aside(current)
        self._run_upgrade(config)

    def _run_upgrade(self, config: AlembicConfig) -> None:
        with self.engine.connect().execution_options(ejournal_writer=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.scalar(sa.select(sa.func.count()).select_from(schema.writer_lock)) == 0:
                connection.execute(schema.writer_lock.insert().values(id=1))

    def _copy_aside(self, version: str) -> None:
        file = Path(str(self.url.database))
        with self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(file, file.with_name(f"{file.name}.before-upgrade-from-{version}-{int(time.time())}"))


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, in the mode that is needed
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writer = connection.get_execution_options().get("ejournal_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _mapped(error: sa.exc.OperationalError) -> StoreError:
    text = str(error.orig)
    if any(word in text or word in type(error.orig).__name__ for word in _BUSY_WORDS):
        return StoreBusy("another process is writing", remedy="Try again in a minute")
    return StoreError(f"the database does not answer: {text.strip()}", remedy="See docs/operations.md")


def _alembic(engine: sa.Engine) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
