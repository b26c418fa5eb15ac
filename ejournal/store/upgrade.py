"""The schema of an existing dataset, brought to this program's version: copied aside first, a newer one refused."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ejournal.errors import StoreError
from ejournal.store import schema
from ejournal.store.faults import shown

MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 0x656A6F75  # a number of our own for PostgreSQL's advisory lock


def head() -> str:
    """The schema version that this program writes."""
    return str(ScriptDirectory.from_config(_alembic()).get_current_head())


def is_known(version: str) -> bool:
    """Whether this program can upgrade from this schema version (it is no newer than its own)."""
    return version in {item.revision for item in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def upgrade(engine: sa.Engine, busy_milliseconds: int) -> None:
    """Bring the schema to this program's version. Raises StoreError where that is not possible.

    Two processes that come at once do it one after the other, and the second finds nothing to do (or StoreBusy, when
    that takes longer than ``busy_milliseconds``). Before an upgrade an
    SQLite file is copied beside itself, and PostgreSQL's tables into a schema ``before_upgrade_from_...``.
    """
    with engine.connect() as connection:
        if _current(connection, engine.url) == head():
            return
    with engine.connect().execution_options(ejournal_writer=True) as connection:
        _keep_references(connection, False)
        try:
            with connection.begin():
                _lock(connection, busy_milliseconds)
                _upgrade(connection, engine)
        finally:
            _keep_references(connection, True)


def _lock(connection: sa.Connection, busy_milliseconds: int) -> None:
    """One upgrade at a time; SQLite's BEGIN IMMEDIATE has seen to it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SET LOCAL lock_timeout = {busy_milliseconds}"))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))


def _upgrade(connection: sa.Connection, engine: sa.Engine) -> None:
    before = _current(connection, engine.url)
    if before == head():
        return
    if before is None:
        _check_empty(connection, engine.url)
    else:
        _copy_aside(connection, engine, f"before-upgrade-from-{before}-{int(time.time())}")
    config = _alembic()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.scalar(sa.select(sa.func.count()).select_from(schema.writer_lock)) == 0:
        connection.execute(schema.writer_lock.insert().values(id=1))
    _check_references(connection, engine.url)


def _current(connection: sa.Connection, url: sa.URL) -> str | None:
    """The dataset's schema version; None for an empty database. Raises StoreError for a newer one."""
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None or is_known(current):
        return current
    raise StoreError(
        f"the dataset has the newer schema {current}, this program knows up to {head()}",
        where=shown(url),
        remedy="Install the program's newer version",
    )


def _check_empty(connection: sa.Connection, url: sa.URL) -> None:
    foreign = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
    if foreign:
        raise StoreError(
            "the database holds something else",
            where=shown(url),
            value=", ".join(sorted(foreign)[:5]),
            remedy="Give an empty database of its own to the dataset",
        )


def _copy_aside(connection: sa.Connection, engine: sa.Engine, name: str) -> None:
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        copy_file(file, file.with_name(f"{file.name}.{name}"))
        return
    place = name.replace("-", "_")
    connection.execute(sa.schema.CreateSchema(place))
    quote = connection.dialect.identifier_preparer.quote
    for table in sa.inspect(connection).get_table_names():
        connection.execute(sa.text(f"CREATE TABLE {quote(place)}.{quote(table)} AS TABLE {quote(table)}"))


def copy_file(source: Path, target: Path) -> None:
    """A consistent copy of an SQLite file, as last committed, while others read and write it."""
    with sqlite3.connect(source) as reading, sqlite3.connect(target) as writing:
        reading.backup(writing)
    reading.close()
    writing.close()


def _keep_references(connection: sa.Connection, kept: bool) -> None:
    """SQLite rebuilds a table to alter it, which its references forbid; they are checked before the commit instead."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys = {'ON' if kept else 'OFF'}")


def _check_references(connection: sa.Connection, url: sa.URL) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StoreError("the upgrade would leave dangling references", where=shown(url), value=broken[0][0])


def _alembic() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
