"""Rows of dated tables with those that no longer hold, up to the revision that is read."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ejournal.dataset.reading import MOST_IN_LIST, Reading

Row = dict[str, Any]


def rows_of(
    reading: Reading, table: sa.Table, column: str, keys: Iterable[int], *where: sa.ColumnElement[bool]
) -> list[Row]:
    """The rows whose column holds one of these keys."""
    wanted = set(keys)
    statement = sa.select(table).where(*where)
    if len(wanted) <= MOST_IN_LIST:
        statement = statement.where(table.c[column].in_(sorted(wanted)))
    found = reading.connection.execute(statement).mappings()
    return [dict(row) for row in found if row[column] in wanted]


def all_rows(reading: Reading, table: sa.Table, column: str, keys: Iterable[int]) -> list[Row]:
    """The same of all times up to the revision: what ended after it has not ended yet."""
    if "from_revision" not in table.c:
        return rows_of(reading, table, column, keys)
    if reading.as_of is None:
        return rows_of(reading, table, column, keys)
    last = reading.as_of
    rows = rows_of(reading, table, column, keys, table.c.from_revision <= last)
    return [row | {"to_revision": None} if (row["to_revision"] or 0) > last else row for row in rows]
