"""Which workbook and tab each journal stands in: told by the dates and pairs at its head and the names in its list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ejournal.errors import EjournalError
from ejournal.parallel import in_order
from ejournal.sample.hand import Place
from ejournal.sample.journals import Journal, Slot
from ejournal.sample.package import Package
from ejournal.sample.tabs import JournalTab, journal_tab, plan_tab, shown_forms

FEW = 24
"""Workbooks that are not worth the start of a second process."""


@dataclass(frozen=True)
class Book:
    """One workbook below the journals folder: its name as a path with ``/``, and journal -> place."""

    path: Path
    name: str
    places: dict[str, Place]


def find_books(folder: Path, journals: Iterable[Journal]) -> list[Book]:
    """Every workbook that holds journals, by path. Raises EjournalError where a journal has no tab."""
    wanted = {journal.code: journal for journal in journals}
    by_slot: dict[Slot, list[Journal]] = defaultdict(list)
    for journal in wanted.values():
        for lesson in journal.lessons:
            by_slot[lesson.slot].append(journal)
    paths = sorted(path for path in folder.rglob("*.xlsx") if not path.name.startswith(("~", ".")))
    found = in_order(_places, paths, few=FEW, shared=(dict(by_slot),))
    books = [
        Book(path, path.relative_to(folder).as_posix(), places)
        for path, places in zip(paths, found, strict=True)
        if places
    ]
    missing = wanted.keys() - {code for book in books for code in book.places}
    if missing:
        raise EjournalError("no workbook holds this journal", where=str(folder), value=min(missing))
    return books


def _places(by_slot: dict[Slot, list[Journal]], path: Path) -> dict[str, Place]:
    package = Package(path)
    tabs = [tab for tab in package.tabs() if tab.visible]
    found: dict[str, Place] = {}
    for tab, beside in pairwise(tabs):
        journal_sheet = journal_tab(package.sheet(tab.part))
        if journal_sheet is None or plan_tab(package.sheet(beside.part)) is None:
            continue
        for journal in by_slot.get(min(journal_sheet.columns, default=(None, 0)), []):  # type: ignore[arg-type]
            shown = _shown(journal, journal_sheet)
            if shown is not None and _same_lessons(journal, journal_sheet):
                found[journal.code] = _place(journal, tab.part, beside.part, shown)
    return found


def _same_lessons(journal: Journal, tab: JournalTab) -> bool:
    """All lessons held have their column, and no column is another journal's."""
    slots = tab.columns.keys()
    held = {lesson.slot for lesson in journal.lessons if not lesson.cancelled}
    return held <= slots <= {lesson.slot for lesson in journal.lessons}


def _shown(journal: Journal, tab: JournalTab) -> dict[str, str] | None:
    """Record-book number -> name as the tab shows it; None where other people stand in the list."""
    for form in range(3):
        shown = {member.number: shown_forms(member.name, member.number)[form] for member in journal.members}
        if tab.rows and tab.rows.keys() <= set(shown.values()):
            return shown
    return None


def _place(journal: Journal, part: str, plan_part: str, shown: dict[str, str]) -> Place:
    return Place(
        journal=journal.code,
        part=part,
        plan_part=plan_part,
        shown=shown,
        periods={member.number: member.periods for member in journal.members},
        author=journal.teacher,
        cancelled=frozenset(lesson.slot for lesson in journal.lessons if lesson.cancelled),
    )
