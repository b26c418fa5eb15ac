"""Rows of the store as of one revision, and what frames need from them again and again."""

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.calendar import Semester, TeacherSpan, spans_by_journal
from ejournal.errors import ParameterError
from ejournal.store import schema
from ejournal.store.bulk import frame
from ejournal.store.entities import current, open_rows, public_ids

MOST_IN_LIST = 30_000


class Reading:
    """One snapshot of the store. ``as_of`` is a revision, or None for the newest that the snapshot holds."""

    def __init__(self, connection: sa.Connection, as_of: int | None) -> None:
        self.connection = connection
        self.as_of = as_of
        self._registry: dict[str, list[dict[str, Any]]] = {}
        self._kept: dict[Hashable, pd.DataFrame] = {}

    def keep(self, key: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A frame that other frames are made from, made once; a copy, so that nobody changes what others get."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key].copy()

    def registry(self, name: str) -> list[dict[str, Any]]:
        """The rows of one registry tab; read once."""
        if name not in self._registry:
            table = schema.registry[name]
            self._registry[name] = (
                open_rows(self.connection, table)
                if self.as_of is None
                else [dict(r) for r in self.connection.execute(sa.select(table).where(self.holds(table))).mappings()]
            )
        return self._registry[name]

    def some(self, name: str, column: str, keys: Collection[int] | None) -> list[dict[str, Any]]:
        """The rows of one registry tab with these keys (None = all); only they are read where they are few."""
        if keys is None or name in self._registry or len(keys) > MOST_IN_LIST:
            return [row for row in self.registry(name) if keys is None or row[column] in keys]
        table = schema.registry[name]
        named = sa.select(table).where(self.holds(table), table.c[column].in_(sorted(keys)))
        return [dict(row) for row in self.connection.execute(named).mappings()]

    def by_id(self, name: str) -> dict[int, dict[str, Any]]:
        """Key -> row of one registry tab."""
        return {row["id"]: row for row in self.registry(name)}

    def holds(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """The condition for rows of a dated table that hold."""
        return current(table, self.as_of)

    def rows(
        self, table: sa.Table, names: Iterable[str], among: tuple[str, Iterable[int]] | None = None
    ) -> pd.DataFrame:
        """Columns of the dated table's rows that hold, as object columns; ``among`` keeps those with these keys."""
        statement = sa.select(*(table.c[name] for name in names)).where(self.holds(table))
        if among is None:
            return frame(self.connection, statement)
        column, keys = among[0], {int(key) for key in among[1]}
        if len(keys) <= MOST_IN_LIST:
            return frame(self.connection, statement.where(table.c[column].in_(sorted(keys))))
        found = frame(self.connection, statement)
        return found[found[column].isin(keys)].reset_index(drop=True)

    @cached_property
    def public(self) -> dict[int, str]:
        """Key -> public id of everything that has one."""
        return public_ids(self.connection)

    @cached_property
    def semesters(self) -> dict[int, Semester]:
        """Key -> semester."""
        return {
            row["id"]: Semester(
                row["code"], row["start"], row["weeks"], row["first_week"], (row["checkpoint_1"], row["checkpoint_2"])
            )
            for row in self.registry("semesters")
        }

    @cached_property
    def courses(self) -> dict[tuple[int, int, int], int]:
        """(group, discipline, semester) -> course."""
        names = ("group_id", "discipline_id", "semester_id", "id")
        rows = self.connection.execute(sa.select(*(schema.courses.c[name] for name in names)))
        return {(row.group_id, row.discipline_id, row.semester_id): row.id for row in rows}

    @cached_property
    def spans(self) -> dict[int, list[TeacherSpan]]:
        """Journal -> who held the right to it when: the load's teacher, changes of teacher, substitutes (3.5)."""
        spans = [TeacherSpan(row["id"], row["teacher_id"]) for row in self.registry("load")]
        spans += [
            TeacherSpan(row["journal_id"], row["teacher_id"], row["valid_from"])
            for row in self.registry("teacher_changes")
        ]
        spans += [
            TeacherSpan(row["journal_id"], row["teacher_id"], row["valid_from"], row["valid_to"], substitute=True)
            for row in self.registry("substitutions")
        ]
        return spans_by_journal(spans)


def revision_of(connection: sa.Connection, as_of: int | datetime | None) -> int | None:
    """The revision asked for: itself, the last one at or before a moment, or None for the newest.

    Raises ParameterError for a revision that does not exist and for a moment before the first one.
    """
    revisions = schema.revisions.c
    if as_of is None:
        return None
    if isinstance(as_of, datetime):
        found = connection.scalar(sa.select(sa.func.max(revisions.id)).where(revisions.at <= as_of))
    else:
        found = connection.scalar(sa.select(revisions.id).where(revisions.id == as_of))
    if found is None:
        first = connection.scalar(sa.select(sa.func.min(revisions.at)))
        remedy = f"The first revision is of {first:%Y-%m-%d %H:%M} UTC" if first else "Nothing was loaded yet"
        raise ParameterError("there is no such revision", where="as_of", value=str(as_of), remedy=remedy)
    return int(found)


def dates(values: Iterable[date | None]) -> pd.Series:
    """Local dates as the frames hold them."""
    return pd.to_datetime(pd.Series(list(values), dtype=object)).astype("datetime64[us]")
