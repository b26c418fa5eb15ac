"""Where lessons, students and independent work stood when their tab was last read: cells for people to find."""

import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ejournal.dataset.reading import MOST_IN_LIST, Reading
from ejournal.store import schema


@dataclass
class Places:
    """Keys -> column letters and row numbers; students and items by journal, because each has one row per tab."""

    workbook: dict[int, str] = field(default_factory=dict)
    tab: dict[int, str] = field(default_factory=dict)
    lesson_column: dict[int, str] = field(default_factory=dict)
    student_row: dict[tuple[int, int], int] = field(default_factory=dict)
    item_column: dict[tuple[int, int], str] = field(default_factory=dict)


def places_of(reading: Reading, journals: set[int]) -> Places:
    """The places of these journals' tabs."""
    tabs = schema.tabs.c
    statement = sa.select(tabs.journal_id, tabs.title, tabs.places, schema.workbooks.c.path)
    if len(journals) <= MOST_IN_LIST:
        statement = statement.where(tabs.journal_id.in_(sorted(journals)))
    found = Places()
    for row in reading.connection.execute(statement.join_from(schema.tabs, schema.workbooks)):
        if row.journal_id in journals:
            found.workbook[row.journal_id] = row.path
            found.tab[row.journal_id] = row.title
            _note(found, row.journal_id, json.loads(row.places) if row.places else {})
    return found


def _note(found: Places, journal: int, places: dict[str, Any]) -> None:
    found.lesson_column |= {int(key): column for key, column in places.get("columns", {}).items()}
    found.student_row |= {(journal, int(key)): row for key, row in places.get("rows", {}).items()}
    found.item_column |= {(journal, int(key)): column for key, column in places.get("items", {}).items()}
