"""What was really meant: the outcome that a faithful reader must find, kept beside the workbooks by who filled them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

LessonKey = tuple[str, date, int]
"""Load code, date and pair."""
Key = tuple[str, date, int, str]
"""Load code, date, pair and record-book number."""
WorkKey = tuple[str, int, str]
"""Load code, row of the lesson plan and record-book number."""


Status = Literal["present", "absent", "excused"]


@dataclass(frozen=True, slots=True)
class Meant:
    """One student at one lesson; ``marks`` in the order given, present without a mark has none."""

    status: Status
    marks: tuple[int, ...] = ()


@cache
def sense(status: Status, *marks: int) -> Meant:
    """The same object for the same sense: a university has millions of them."""
    return Meant(status, marks)


@dataclass(frozen=True)
class ColumnMeant:
    """What a lesson's column says from now on; ``entries`` None: it is not complete, or a cell's sense is lost."""

    key: LessonKey
    entries: Mapping[str, Meant] | None
    held: bool = True


@dataclass
class Truth:
    """Meant so far. Only complete columns count, in them only members with a readable cell; the rest is not told.

    ``works`` are the marks of independent work.
    """

    columns: dict[LessonKey, Mapping[str, Meant]] = field(default_factory=dict)
    not_held: set[LessonKey] = field(default_factory=set)
    works: dict[WorkKey, int] = field(default_factory=dict)
    _held_works: dict[WorkKey, int] = field(default_factory=dict)
    _held_back: dict[str, list[ColumnMeant]] = field(default_factory=lambda: defaultdict(list))
    _unreadable: set[str] = field(default_factory=set)

    @property
    def cells(self) -> dict[Key, Meant]:
        """One entry per student x lesson."""
        return {(*key, number): meant for key, entries in self.columns.items() for number, meant in entries.items()}

    def say(self, column: ColumnMeant) -> None:
        """Take over what a column means now; of a tab that cannot be read it is told when it can be again."""
        if column.key[0] in self._unreadable:
            self._held_back[column.key[0]].append(column)
            return
        self.columns.pop(column.key, None)
        self.not_held.discard(column.key)
        if not column.held:
            self.not_held.add(column.key)
        elif column.entries is not None:
            self.columns[column.key] = column.entries

    def say_works(self, works: Mapping[WorkKey, int]) -> None:
        """Take over marks of independent work, with the same patience."""
        for key, value in works.items():
            (self._held_works if key[0] in self._unreadable else self.works)[key] = value

    def block(self, journal: str) -> None:
        """The journal's tab cannot be read from now on: what it said before stays true."""
        self._unreadable.add(journal)

    def unblock(self, journal: str) -> None:
        """The tab can be read again."""
        self._unreadable.discard(journal)
        for column in self._held_back.pop(journal, []):
            self.say(column)
        held, self._held_works = self._held_works, {}
        self.say_works(held)
