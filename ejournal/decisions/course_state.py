"""One course at one checkpoint: what is asked for, and what is said of it (4.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from ejournal.store.locks import Closing, Reopening

UNFORCED = frozenset(("before_date", "closed", "no_points"))
"""Reasons against a closing that no force overcomes."""


@dataclass(frozen=True)
class Scope:
    """One checkpoint of one semester, and which courses of it: codes, and a course's public id; empty = all."""

    semester: str
    checkpoint: int
    institute: str = ""
    department: str = ""
    group: str = ""
    course: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The same as the dataset's frames take it."""
        names = ("semester", "institute", "department", "group", "course")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Unfilled:
    """A lesson up to the checkpoint's date that is not complete, and why."""

    journal: str
    date: date
    pair: int
    reason: str


@dataclass(frozen=True)
class CourseState:
    """One course at one checkpoint. ``state``: open, closed or reopened; ``reason`` is empty where it can be closed.

    ``due`` and ``complete`` count lessons up to ``until``; ``quarantined`` what could not be read of them; ``since`` is
    when it was closed, or reopened for as long as that is in force.
    """

    course_id: int
    course: str
    group: str
    discipline_name: str
    checkpoint: int
    until: date
    due: int
    complete: int
    quarantined: int
    disagreeing: int
    unfilled: tuple[Unfilled, ...]
    state: str = "open"
    reason: str = ""
    since: datetime | date | None = None
    by: str = ""
    document: str = ""
    closing: Closing | None = None
    reopenings: tuple[Reopening, ...] = ()
    waiting: int = 0
    conflicts: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be closed now."""
        return not self.reason

    def closable(self, *, force: bool) -> bool:
        """Whether it is closed when that is asked for, with or without force."""
        return self.ready or (force and self.reason not in UNFORCED)
