"""The dataset's note of which workbook and tab each journal stands in; the two tables carry no revision."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from ejournal.provision.placing import Book
from ejournal.store import Writer, schema

UNREAD = {"size": None, "mtime_ns": None, "sha256": None}


def register(
    writer: Writer, book: Book, titles: Mapping[str, str], owner: int | None, at: datetime, *, written: bool
) -> None:
    """Note a workbook, its owner and its tabs.

    ``titles``: journal's public id -> title of a tab that is new to the dataset. What was written is read by the next
    sync, whatever its size and time; a new workbook was surely blank at this moment.
    """
    table = schema.workbooks
    values = {"owner_id": owner} | (UNREAD if written else {}) | ({"seen_at": at} if book.new else {})
    key = writer.connection.scalar(sa.select(table.c.id).where(table.c.path == book.path))
    if key is None:
        result = writer.connection.execute(table.insert().values(path=book.path, **values))
        key = int(result.inserted_primary_key[0])  # type: ignore[index]
    else:
        writer.connection.execute(table.update().where(table.c.id == key).values(values))
    _register_tabs(writer, book, titles, key)


def _register_tabs(writer: Writer, book: Book, titles: Mapping[str, str], workbook: int) -> None:
    tabs = schema.tabs
    rows = [
        {"journal_id": line.id, "workbook_id": workbook, "title": titles[line.journal]}
        for line in book.lines
        if line.journal in titles
    ]
    if rows:
        keys = [row["journal_id"] for row in rows]
        writer.connection.execute(tabs.delete().where(tabs.c.journal_id.in_(keys)))
        writer.connection.execute(tabs.insert(), rows)
