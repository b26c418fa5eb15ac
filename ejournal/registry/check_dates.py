"""Dates and times that are out of order, or outside the semester that they belong to."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, cast

from ejournal.calendar import last_day
from ejournal.registry.check_book import Book
from ejournal.registry.check_kinds import (
    BELLS_OVERLAP,
    CHECKPOINT_OUTSIDE,
    ENDS_BEFORE_START,
    OUTSIDE_SEMESTER,
    YEAR_DISAGREES,
)
from ejournal.registry.data import RegistryRow
from ejournal.registry.problems import Problem

_DAYS = ("memberships", "timetable", "substitutions")
_MOMENTS = ("bells", "outages")


def dates(book: Book) -> Iterator[Problem]:
    """Ends before starts, overlapping bells, semesters that disagree with themselves, dates outside a semester."""
    for tab in _DAYS:
        yield from _ends(book, tab, "valid_from", "valid_to")
    for tab in _MOMENTS:
        yield from _ends(book, tab, "start", "end")
    yield from _bells(book)
    yield from _semesters(book)
    yield from _outside(book)


def _ends(book: Book, tab: str, start: str, end: str) -> Iterator[Problem]:
    """A day may be the first and the last one; a pair and an outage have a length."""
    for row in book.whole(tab, start, end):
        first, last = cast(Any, row.values[start]), cast(Any, row.values[end])
        if last < first or (last == first and tab in _MOMENTS):
            yield book.at(ENDS_BEFORE_START, tab, row, end, start=first)


def _bells(book: Book) -> Iterator[Problem]:
    rows = sorted(book.whole("bells", "pair", "start", "end"), key=lambda row: cast(int, row.values["pair"]))
    for before, after in pairwise(rows):
        if cast(Any, after.values["start"]) < cast(Any, before.values["end"]):
            words = {"pair": before.values["pair"], "end": before.values["end"]}
            yield book.at(BELLS_OVERLAP, "bells", after, "start", **words)


def _semesters(book: Book) -> Iterator[Problem]:
    for row in book.whole("semesters", "code"):
        semester = book.semesters.get(str(row.values["code"]))
        if semester is None:
            continue
        first, second = semester.checkpoints
        end = last_day(semester)
        words = {"start": semester.start, "end": end}
        inside = semester.start <= first <= end
        if not inside:
            yield book.at(CHECKPOINT_OUTSIDE, "semesters", row, "checkpoint_1", **words)
        if not (first if inside else semester.start) < second <= end:
            yield book.at(CHECKPOINT_OUTSIDE, "semesters", row, "checkpoint_2", **words)
        if not _years_agree(row, semester.start):
            yield book.at(YEAR_DISAGREES, "semesters", row, "code")


def _years_agree(row: RegistryRow, start: date) -> bool:
    """The code begins with the academic year's first year, and the semester starts in one of its two years."""
    code, years = str(row.values["code"])[:4], str(row.values.get("academic_year", "")).split("-")
    if not code.isdigit() or len(years) != 2 or not all(year.isdigit() for year in years):
        return True  # told as a value out of range
    first, second = (int(year) for year in years)
    return int(code) == first and second == first + 1 and start.year in (first, second)


def _outside(book: Book) -> Iterator[Problem]:
    """Rows of the timetable, changes of teacher and substitutions that never take hold; lessons put elsewhere."""
    for tab in ("timetable", "substitutions", "teacher_changes"):
        yield from _beyond(book, tab, "valid_from", late=True)
    for tab in ("timetable", "substitutions"):
        yield from _beyond(book, tab, "valid_to", early=True)
    yield from _beyond(book, "changes", "new_date", early=True, late=True)


def _beyond(book: Book, tab: str, name: str, *, early: bool = False, late: bool = False) -> Iterator[Problem]:
    """Days before the semester's start where ``early`` matters, after its last day where ``late`` does."""
    for row in book.whole(tab, "journal", name):
        semester, day = book.semester_of(row.values["journal"]), cast(date, row.values[name])
        if semester and ((early and day < semester.start) or (late and day > last_day(semester))):
            words = {"semester": semester.code, "start": semester.start, "end": last_day(semester)}
            yield book.at(OUTSIDE_SEMESTER, tab, row, name, **words)
