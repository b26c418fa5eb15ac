"""Everything that is wrong with the registry, at once: each problem with its tab, cell, value and remedy."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import cast

from ejournal.model import REGISTRY
from ejournal.registry.check_book import Book
from ejournal.registry.check_changes import changes
from ejournal.registry.check_columns import columns
from ejournal.registry.check_dates import dates
from ejournal.registry.check_hours import hours
from ejournal.registry.check_kinds import MISSING_VALUE
from ejournal.registry.check_lessons import Lessons
from ejournal.registry.check_members import members
from ejournal.registry.check_places import places
from ejournal.registry.check_references import references
from ejournal.registry.data import RegistryData
from ejournal.registry.problems import Problem
from ejournal.sheets.layout import parse_address


def check_registry(data: RegistryData, holidays: Collection[date]) -> list[Problem]:
    """All problems in the workbook's order; ``holidays`` are the public ones, the registry's own are added."""
    own = {cast(date, row.values["date"]) for row in data.tabs.get("holidays", ()) if "date" in row.values}
    book = Book(data, frozenset(holidays) | own)
    unreadable = {(problem.tab, problem.cell) for problem in data.problems}
    found = [
        problem
        for problem in _checked(book)
        if problem.code != MISSING_VALUE.code or (problem.tab, problem.cell) not in unreadable
    ]
    titles = {data.title(tab.name): number for number, tab in enumerate(REGISTRY)}
    return sorted([*data.problems, *found], key=lambda problem: (titles.get(problem.tab, -1), _place(problem)))


def _checked(book: Book) -> Iterator[Problem]:
    for check in (columns, references, dates, members, hours):
        yield from check(book)
    lessons = Lessons(book)
    yield from places(lessons)
    yield from changes(lessons)


def _place(problem: Problem) -> tuple[int, int]:
    return parse_address(problem.cell) if problem.cell else (0, 0)
