"""Bulk reads: the same frame from both databases, typed as declared and not as the rows happen to look."""

from datetime import date

import pandas as pd
import sqlalchemy as sa
from second_writer import NOW

from ejournal.store import Store, bulk, schema
from ejournal.store.entities import mint

DTYPES = {"id": "int64", "prefix": "category", "public_id": "string"}


def test_an_empty_result_has_its_columns(store: Store) -> None:
    """No rows: the declared columns and types all the same."""
    with store.read() as connection:
        frame = bulk.cast(bulk.frame(connection, sa.select(schema.entities)), DTYPES)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES
    assert frame.empty


def test_missing_values_stay_missing(store: Store) -> None:
    """A column whose first rows are empty is still numbers, dates and instants, with the empty ones missing."""
    lesson = {"date": date(2026, 9, 7), "pair": 1, "kind": "lecture", "status": "planned"}
    with store.write("test", actor="test", at=NOW) as writer:
        journal, first, second = mint(writer, "J", 1) + mint(writer, "L", 2)
        rows = [{"id": key, "journal_id": journal, "week": week} for key, week in ((first, None), (second, 3))]
        writer.connection.execute(schema.lessons.insert(), rows)
        facts = [{"lesson_id": key, "week": week, **lesson} for key, week in ((first, None), (second, 3))]
        writer.insert(schema.lesson_facts, facts)
    table = schema.lesson_facts
    with store.read() as connection:
        rows = bulk.frame(connection, sa.select(table.c.week, table.c.date, table.c.room).order_by(table.c.lesson_id))
    frame = bulk.cast(rows, {"week": "Int16", "date": "datetime64[us]", "room": "string"})
    assert [str(dtype) for dtype in frame.dtypes] == ["Int16", "datetime64[us]", "string"]
    assert frame["week"].isna().tolist() == [True, False]
    assert frame["week"].iloc[1] == 3
    assert frame["date"].tolist() == [pd.Timestamp("2026-09-07")] * 2
    assert frame["room"].isna().all()


def test_instants_are_utc_to_the_microsecond(store: Store) -> None:
    """An instant keeps its microseconds through a frame."""
    with store.write("test", actor="test", at=NOW) as writer:
        assert writer.revision
    with store.read() as connection:
        rows = bulk.frame(connection, sa.select(schema.revisions.c.at))
    assert bulk.cast(rows, {"at": "datetime64[us, UTC]"})["at"].tolist() == [pd.Timestamp(NOW)]
