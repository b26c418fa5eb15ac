"""Where one journal's tab begins and ends, and what its tabs are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ejournal.sheets.layout import FIRST_COLUMN, FIRST_STUDENT_ROW, MAX_TITLE, PLAN, PLAN_FIRST_ROW, PLAN_SPARE_ROWS
from ejournal.sheets.texts import TITLES
from ejournal.sheets.workbook import JournalTab, WorkbookSpec

ROWS_BELOW = 3
"""Unlocked rows under the reserve, for a name that the list lacks (7.5)."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Geometry:
    """First and last columns and rows of a journal's tab, counted from 1; ``last`` ones include the reserve."""

    lessons: int
    last_lesson: int
    items: int
    last_item: int
    last_note: int
    students: int
    last_student: int
    last_plan: int

    @property
    def first_item(self) -> int:
        """The first independent-work column."""
        return self.last_lesson + 1

    @property
    def first_note(self) -> int:
        """The first note column."""
        return self.last_item + 1

    @property
    def lesson_columns(self) -> range:
        """Columns of lessons, then of the lesson reserve."""
        return range(FIRST_COLUMN, self.last_lesson + 1)

    @property
    def item_columns(self) -> range:
        """Columns of independent work, then of its reserve."""
        return range(self.first_item, self.last_item + 1)

    @property
    def note_columns(self) -> range:
        """Columns of notes."""
        return range(self.first_note, self.last_note + 1)

    @property
    def rows(self) -> range:
        """Rows of students, then of the student reserve."""
        return range(FIRST_STUDENT_ROW, self.last_student + 1)


def geometry(spec: WorkbookSpec, journal: JournalTab) -> Geometry:
    """The geometry of a new tab; there is room for at least one lesson and one student."""
    lessons, students, items = len(journal.lessons), len(journal.students), len(journal.items)
    last_lesson = FIRST_COLUMN - 1 + max(1, lessons + spec.reserve_lessons)
    last_item = last_lesson + items + spec.reserve_items
    return Geometry(
        lessons=lessons,
        last_lesson=last_lesson,
        items=items,
        last_item=last_item,
        last_note=last_item + spec.notes,
        students=students,
        last_student=FIRST_STUDENT_ROW - 1 + max(1, students + spec.reserve_students),
        last_plan=PLAN_FIRST_ROW - 1 + plan_length(spec, journal),
    )


def plan_length(spec: WorkbookSpec, journal: JournalTab) -> int:
    """Rows of the plan's table with its spare ones, enough for a lesson in every reserve column."""
    return max(len(journal.plan), len(journal.lessons)) + max(PLAN_SPARE_ROWS, spec.reserve_lessons)


def tab_titles(spec: WorkbookSpec) -> dict[str, tuple[str, str]]:
    """Journal id -> titles of its tab and of its plan's, as Excel allows them and unique in the workbook."""
    taken = {TITLES[kind][spec.language].casefold() for kind in TITLES}
    prefix = TITLES[PLAN][spec.language]
    titles = {}
    for journal in spec.journals:
        title = _unique(journal.title or journal.id, taken)
        titles[journal.id] = (title, _unique(f"{prefix} {title}", taken))
    return titles


def _unique(wanted: str, taken: set[str]) -> str:
    base = _FORBIDDEN.sub(" ", wanted).strip(" '")
    title = next(title for title in _candidates(base) if title.casefold() not in taken)
    taken.add(title.casefold())
    return title


def _candidates(base: str) -> Iterator[str]:
    yield base[:MAX_TITLE].strip(" '")
    for number in range(2, 1000):
        tail = f" {number}"
        yield base[: MAX_TITLE - len(tail)].strip(" '") + tail
