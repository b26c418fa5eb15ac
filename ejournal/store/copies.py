"""Whole datasets from place to place: out of a database in use into one SQLite file, and into an empty database."""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ejournal.errors import StoreError
from ejournal.store import schema
from ejournal.store.engine import Store
from ejournal.store.faults import mapped, shown

_BATCH = 5_000  # rows held in memory at a time
_OWN = {schema.writer_lock.name}  # tables that each database fills by itself


def copy_out(store: Store, target: Path) -> int | None:
    """The dataset as an SQLite file, all of one moment, while others read and write; the number of its revision.

    Raises StoreError when the copy is damaged, as it is when the dataset itself is.
    """
    with store.read() as connection:
        revision: int | None = connection.scalar(sa.select(sa.func.max(schema.revisions.c.id)))
        if store.sqlite:
            _copy_pages(connection, target)
        else:
            _copy_into_file(connection, target)
    _finish(target)
    return revision


def copy_in(source: Path, address: str) -> None:
    """Fill an empty database from an SQLite file. Raises StoreError where it is not empty; then it stays as it was."""
    file, store = Store.open(f"sqlite:///{source}"), Store.open(address)
    try:
        with file.read() as reading, mapped(store.url), store.engine.begin() as writing:
            if any(_count(writing, table) for table in _tables()):
                raise StoreError(
                    "the database holds a dataset already", where=shown(store.url), remedy="Give an empty database"
                )
            _copy_rows(reading, writing)
            reset_sequences(writing)
    finally:
        file.dispose()
        store.dispose()


def _copy_pages(connection: sa.Connection, target: Path) -> None:
    """SQLite's own online backup, on the connection whose snapshot is held."""
    driver: Any = connection.connection.driver_connection
    copy = sqlite3.connect(target)
    try:
        driver.backup(copy)
    finally:
        copy.close()


def _copy_into_file(connection: sa.Connection, target: Path) -> None:
    file = Store.open(f"sqlite:///{target}")
    try:
        with file.engine.begin() as writing:
            _copy_rows(connection, writing)
    finally:
        file.dispose()


def _copy_rows(reading: sa.Connection, writing: sa.Connection) -> None:
    """Every row of every table, what is referred to before what refers to it."""
    for table in _tables():
        statement = sa.select(table).order_by(*table.primary_key.columns)
        result = reading.execute(statement, execution_options={"yield_per": _BATCH})
        for rows in result.mappings().partitions():
            writing.execute(table.insert(), [dict(row) for row in rows])


def _tables() -> list[sa.Table]:
    return [table for table in schema.metadata.sorted_tables if table.name not in _OWN]


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def reset_sequences(connection: sa.Connection) -> None:
    """Let PostgreSQL number new rows after the last one there is; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in schema.metadata.sorted_tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name)))
            last = connection.scalar(sa.select(sa.func.max(column)))
            if sequence is not None and last is not None:
                connection.execute(sa.select(sa.func.setval(sequence, last)))


def _finish(file: Path) -> None:
    """Look the copy over, and make it one file without a log beside it."""
    copy = sqlite3.connect(file)
    try:
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    if found != "ok":
        raise StoreError("the dataset is damaged", where=file.name, value=found, remedy="Restore the last good backup")
