"""What the store holds of one workbook's journals before it is applied, had in four questions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

import sqlalchemy as sa

from ejournal.store import schema
from ejournal.store.entities import current

Row = dict[str, Any]
EntryRows = dict[tuple[int, int], Row]
"""(student, ordinal) -> row of a mark or of an item's mark."""


@dataclass
class Standing:
    """Open rows by key: states and marks by lesson, items' marks by (journal, item), plan rows by journal."""

    states: dict[int, Row] = field(default_factory=dict)
    marks: dict[int, EntryRows] = field(default_factory=lambda: defaultdict(dict))
    works: dict[tuple[int, int], EntryRows] = field(default_factory=lambda: defaultdict(dict))
    plans: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, connection: sa.Connection, journals: Iterable[int], lessons: Iterable[int]) -> Self:
        """What stands of these journals and lessons."""
        found, keys = cls(), list(journals)
        found.states = {row["lesson_id"]: row for row in _rows(connection, _STATES, lessons)}
        for row in _rows(connection, _MARKS, found.states):
            found.marks[row["lesson_id"]][row["student_id"], row["ordinal"]] = row
        for row in _rows(connection, _WORKS, keys):
            found.works[row["journal_id"], row["item"]][row["student_id"], row["ordinal"]] = row
        for row in _rows(connection, _PLANS, keys):
            found.plans[row["journal_id"]].append(row)
        return found


def _rows(connection: sa.Connection, statement: sa.Select[Any], keys: Iterable[int]) -> list[Row]:
    wanted = list(keys)
    return [dict(row) for row in connection.execute(statement, {"keys": wanted}).mappings()] if wanted else []


def _open(table: sa.Table, key: str, names: Iterable[str] = ()) -> sa.Select[Any]:
    """The open rows of a table whose key is among ``:keys``; made once, because making it takes as long as asking."""
    columns: list[Any] = [table.c[name] for name in names]
    among = table.c[key].in_(sa.bindparam("keys", expanding=True))
    return sa.select(*(columns or [table])).where(current(table), among)


_ENTRY = ("id", "student_id", "ordinal", "status", "value", "cell")
_STATES = _open(schema.lesson_states, "lesson_id")
_MARKS = _open(schema.marks, "lesson_id", (*_ENTRY, "lesson_id"))
_WORKS = _open(schema.works, "journal_id", (*_ENTRY, "journal_id", "item", "due"))
_PLANS = _open(schema.plan_rows, "journal_id")
