"""Cells that a revert is about to write: until then the workbook's old text there is no new change (design)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ejournal.decisions.outbox import REFUSED
from ejournal.marks import Entries
from ejournal.store.schema_checkpoints import write_backs
from ejournal.sync.reading import ColumnReading, ItemReading, TabReading, Words
from ejournal.sync.roster import Journal

Row = dict[str, Any]
_WAITING = sa.select(write_backs).where(write_backs.c.state == "waiting", write_backs.c.reason != REFUSED)


def owed_cells(connection: sa.Connection, journals: Iterable[int]) -> list[Row]:
    """What waits to be written into these journals' tabs, but for refused changes, which are judged anew."""
    among = write_backs.c.journal_id.in_(sorted(journals))
    return [dict(row) for row in connection.execute(_WAITING.where(among)).mappings()]


def lay_over(tab: TabReading, journal: Journal, words: Words, owed: Iterable[Row]) -> None:
    """Read the tab as it will be once these cells are written; one that says something else by now is left as read."""
    columns = {column.lesson_id: column for column in tab.columns}
    items = {item.item: item for item in tab.items}
    touched = set()
    for row in owed:
        if row["lesson_id"] is None:
            if row["item"] in items:
                _lay_cell(items[row["item"]], row, words)
            continue
        column = columns.get(row["lesson_id"])
        if column is not None and (_lay_cell(column, row, words) or _lay_head(column, row)):
            touched.add(row["lesson_id"])
    days = {lesson.id: lesson.date for lesson in journal.lessons.values()}
    for key in touched:
        column = columns[key]
        column.counted = sum(journal.is_member(student, days[key]) for student in column.away)
        column.judge(words.not_held)


def _lay_cell(column: ColumnReading | ItemReading, row: Row, words: Words) -> bool:
    """A student's cell; whether it was laid over."""
    student = row["student_id"]
    if row["field"] != "mark" or student in column.kept:
        return False
    entries, cell = column.entries.get(student, ((), ""))
    if entries != _entries(row["expected"], words):
        return False
    new = _entries(row["new"], words)
    if new:
        column.entries[student] = (new, cell)
    else:
        column.entries.pop(student, None)
    return True


def _entries(said: str, words: Words) -> tuple[Any, ...]:
    read = words.reader.read(said)
    return read.entries if isinstance(read, Entries) else ()


def _lay_head(column: ColumnReading, row: Row) -> bool:
    """The work type or the number of those away; whether it was laid over."""
    if row["field"] == "work_type" and (column.work_type or "") == row["expected"]:
        column.work_type = row["new"] or None
    elif row["field"] == "control" and _text(column.control_number) == row["expected"]:
        column.control_number = int(row["new"]) if row["new"] else None
    else:
        return False
    return True


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
