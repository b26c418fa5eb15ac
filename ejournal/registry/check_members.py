"""Memberships: a student is in one group and one subgroup at a time, and a subgroup that is taught has members."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import cast

from ejournal.calendar import last_day
from ejournal.model import TABS
from ejournal.registry.check_book import Book
from ejournal.registry.check_kinds import LEFT_WITHOUT_DATE, MEMBERSHIPS_OVERLAP, NOT_READMITTED, SUBGROUP_EMPTY
from ejournal.registry.data import RegistryRow
from ejournal.registry.problems import Problem
from ejournal.registry.words import shown_word

Period = tuple[date, date]
LEFT = ("academic_leave", "expelled")


def members(book: Book) -> Iterator[Problem]:
    """Overlapping memberships of one student, who left or came back, and subgroups of the load without members."""
    by_student: dict[object, list[RegistryRow]] = defaultdict(list)
    for row in book.whole("memberships", "student", "group", "valid_from"):
        by_student[row.values["student"]].append(row)
    for rows in by_student.values():
        if len(rows) > 1:
            yield from _overlaps(book, rows)
        yield from _left(book, sorted(rows, key=lambda row: _period(row)[0]))
    if book.data.has("memberships", "subgroup"):
        yield from _empty_subgroups(book)


def _overlaps(book: Book, rows: list[RegistryRow]) -> Iterator[Problem]:
    ordered = sorted(rows, key=lambda row: (_period(row)[0], row.row_number))
    longest = ordered[0]
    for row in ordered[1:]:
        start, end = _period(longest)
        if _period(row)[0] <= end:
            group, subgroup = longest.values["group"], longest.values.get("subgroup")
            words = {"group": group if subgroup is None else f"{group} / {subgroup}", "row": longest.row_number}
            yield book.at(MEMBERSHIPS_OVERLAP, "memberships", row, "valid_from", **words, start=start, end=_shown(end))
        if _period(row)[1] > end:
            longest = row


def _left(book: Book, rows: list[RegistryRow]) -> Iterator[Problem]:
    """Who is expelled or on leave has a last day, and comes back by being readmitted."""
    field = TABS["memberships"].field("reason")
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        reason = row.values.get("reason")
        if reason not in LEFT:
            continue
        word = shown_word(field, reason)
        if "valid_to" not in row.values:
            yield book.at(LEFT_WITHOUT_DATE, "memberships", row, "valid_to", reason=word)
        elif following is not None and "reason" not in following.values:
            yield book.at(NOT_READMITTED, "memberships", following, "reason", reason=word, row=row.row_number)


def _period(row: RegistryRow) -> Period:
    """First and last day of a membership; one whose end was typed before its start counts as a single day."""
    start = cast(date, row.values["valid_from"])
    return start, max(cast(date, row.values.get("valid_to") or date.max), start)


def _shown(end: date) -> object:
    return "..." if end == date.max else end


def _empty_subgroups(book: Book) -> Iterator[Problem]:
    periods: dict[tuple[object, object], list[Period]] = defaultdict(list)
    for row in book.whole("memberships", "group", "subgroup", "valid_from"):
        periods[row.values["group"], row.values["subgroup"]].append(_period(row))
    for row in book.whole("load", "group", "subgroup"):
        group, subgroup = row.values["group"], row.values["subgroup"]
        semester = book.semesters.get(str(row.values.get("semester")))
        first, last = (semester.start, last_day(semester)) if semester else (date.min, date.max)
        if not any(start <= last and first <= end for start, end in periods[group, subgroup]):
            yield book.at(SUBGROUP_EMPTY, "load", row, "subgroup", subgroup=subgroup, group=group)
