"""Minting of keys and public ids, and the dated lists of one table."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ejournal.store import schema
from ejournal.store.engine import Writer
from ejournal.store.ids import public_id


def mint(writer: Writer, prefix: str, count: int) -> list[int]:
    """``count`` new keys, each with its public id, never used before."""
    if not count:
        return []
    last = writer.connection.scalar(sa.select(sa.func.max(schema.entities.c.id))) or 0
    keys = list(range(last + 1, last + 1 + count))
    rows = [{"id": key, "prefix": prefix, "public_id": public_id(prefix, key)} for key in keys]
    writer.connection.execute(schema.entities.insert(), rows)
    return keys


def public_ids(connection: sa.Connection, prefixes: str = "") -> dict[int, str]:
    """Key -> public id, of the entities with these prefixes (all when empty)."""
    statement = sa.select(schema.entities.c.id, schema.entities.c.public_id)
    if prefixes:
        statement = statement.where(schema.entities.c.prefix.in_(list(prefixes)))
    return {row.id: row.public_id for row in connection.execute(statement)}


def current(table: sa.Table, as_of: int | None = None) -> sa.ColumnElement[bool]:
    """The condition for rows that hold now, or as of a revision."""
    if as_of is None:
        return table.c.to_revision.is_(None)
    return sa.and_(
        table.c.from_revision <= as_of,
        sa.or_(table.c.to_revision.is_(None), table.c.to_revision > as_of),
    )


def open_rows(connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    """The rows that hold now, as dictionaries."""
    statement = sa.select(table).where(current(table), *where)
    return [dict(row) for row in connection.execute(statement).mappings()]


def replace_rows(
    writer: Writer,
    table: sa.Table,
    old: Iterable[dict[str, Any]],
    new: Iterable[dict[str, Any]],
    key: tuple[str, ...],
    *,
    ignore: frozenset[str] = frozenset(),
) -> tuple[int, int]:
    """Make the open rows equal ``new``: what differs is closed and inserted, what is equal stays.

    ``key`` names the columns that identify a row, ``ignore`` those that do not make a difference (the read it came
    from). Returns the numbers of rows inserted and closed.
    """
    primary = next(iter(table.primary_key.columns)).name
    plain = [
        column.name for column in table.columns if column.name not in {primary, "from_revision", "to_revision"} | ignore
    ]
    old_by_key = {tuple(row[name] for name in key): row for row in old}
    inserted: list[dict[str, Any]] = []
    closed: list[int] = []
    for row in new:
        before = old_by_key.pop(tuple(row[name] for name in key), None)
        if before is not None and all(before[name] == row.get(name) for name in plain):
            continue
        if before is not None:
            closed.append(before[primary])
        inserted.append(row)
    closed.extend(row[primary] for row in old_by_key.values())
    writer.close(table, closed)
    writer.insert(table, inserted)
    return len(inserted), len(closed)
