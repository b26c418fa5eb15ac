"""Each column by itself (pandera, all failures at once), then doubled keys."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd

from ejournal.i18n import Text
from ejournal.model import REGISTRY, TABS, Field, Tab
from ejournal.registry.check_book import MOST_WEEKS, Book
from ejournal.registry.check_kinds import DOUBLED_KEY, MISSING_VALUE, OUT_OF_RANGE
from ejournal.registry.problems import Problem

_HOURS = (0, 1000)
_RANGES: dict[tuple[str, str], tuple[float, float]] = {
    ("groups", "year_of_study"): (1, 7),
    ("memberships", "subgroup"): (1, 9),
    ("load", "subgroup"): (1, 9),
    ("load", "hours"): (1, 1000),
    ("semesters", "weeks"): (1, MOST_WEEKS),
    ("curriculum", "credits"): (0, 60),
    ("curriculum", "lecture_hours"): _HOURS,
    ("curriculum", "practice_hours"): _HOURS,
    ("curriculum", "lab_hours"): _HOURS,
    ("curriculum", "independent_hours"): _HOURS,
    ("rooms", "seats"): (0, 5000),
    ("bells", "pair"): (1, 12),
}
_PATTERNS: dict[tuple[str, str], tuple[str, Text]] = {
    ("semesters", "code"): (
        r"\d{4}-\d\Z",
        Text("год и номер: 2026-1", "жыл жана номер: 2026-1", "year and number: 2026-1"),
    ),
    ("semesters", "academic_year"): (
        r"\d{4}-\d{4}\Z",
        Text("два года: 2026-2027", "эки жыл: 2026-2027", "two years: 2026-2027"),
    ),
}
_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)


def columns(book: Book) -> Iterator[Problem]:
    """Missing values, values out of range, and keys that stand twice."""
    for tab in REGISTRY:
        if book.rows(tab.name):
            yield from _failures(book, tab)
            yield from _doubled_keys(book, tab)


def _failures(book: Book, tab: Tab) -> Iterator[Problem]:
    import pandera.pandas as pa

    rows = book.rows(tab.name)
    there = [item.name for item in tab.fields if book.data.has(tab.name, item.name)]
    frame = pd.DataFrame([[row.values.get(name) for name in there] for row in rows], columns=there, dtype=object)
    try:
        _schema(tab.name, tuple(there)).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as failures:
        for failure in failures.failure_cases.itertuples():
            row, name = rows[int(failure.index)], str(failure.column)
            if failure.check == "not_nullable":
                yield book.at(MISSING_VALUE, tab.name, row, name, title=tab.field(name).title)
            else:
                yield book.at(OUT_OF_RANGE, tab.name, row, name, expected=_expected(tab.name, tab.field(name)))


@lru_cache(maxsize=64)
def _schema(name: str, there: tuple[str, ...]) -> Any:
    """The tab's columns as the model and the limits above declare them."""
    import pandera.pandas as pa

    tab = TABS[name]
    return pa.DataFrameSchema(
        {
            each: pa.Column(checks=_checks(name, tab.field(each)), nullable=not tab.field(each).required)
            for each in there
        }
    )


def _checks(tab: str, item: Field) -> list[Any]:
    import pandera.pandas as pa

    if (tab, item.name) in _PATTERNS:
        return [pa.Check.str_matches(_PATTERNS[tab, item.name][0])]
    limits = _limits(tab, item)
    return [pa.Check.in_range(*limits)] if limits else []


def _limits(tab: str, item: Field) -> tuple[Any, Any] | None:
    if item.type == "date":
        return _FIRST, _LAST
    if item.type == "instant":
        return datetime.combine(_FIRST, datetime.min.time()), datetime.combine(_LAST, datetime.min.time())
    return _RANGES.get((tab, item.name))


def _expected(tab: str, item: Field) -> Text:
    if (tab, item.name) in _PATTERNS:
        return _PATTERNS[tab, item.name][1]
    limits = _limits(tab, item) or ()
    low, high = (limit.year if isinstance(limit, date) else limit for limit in limits)
    return Text(f"от {low} до {high}", f"{low} - {high} аралыгында", f"{low} to {high}")


def _doubled_keys(book: Book, tab: Tab) -> Iterator[Problem]:
    unreadable = {(problem.tab, problem.cell) for problem in book.data.problems}
    fields = ", ".join(f"«{tab.field(name).title}»" for name in tab.key)
    required = [name for name in tab.key if tab.field(name).required]
    first: dict[tuple[object, ...], int] = {}
    for row in book.whole(tab.name, *required):
        if any((book.data.title(tab.name), book.data.cell(tab.name, row, name)) in unreadable for name in tab.key):
            continue
        key = tuple(row.values.get(name) for name in tab.key)
        if key in first:
            yield book.at(DOUBLED_KEY, tab.name, row, tab.key[0], row=first[key], fields=fields)
        first.setdefault(key, row.row_number)
