"""A teacher, a room or a group in two places at one pair, on the dates that really are: after orders and substitutions.

Lessons of one stream share teacher and room, a merged lesson joins another one, and two subgroups of a group may be
apart. Of many lessons at one place each is told against the first that it clashes with, once, on the row that came
last, with its first date and the number of dates.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

from ejournal.calendar import DatedLesson, TeacherSpan, spans_by_journal, teacher_on
from ejournal.registry.check_kinds import GROUP_TWICE, ROOM_TWICE, TEACHER_TWICE
from ejournal.registry.check_lessons import Lessons
from ejournal.registry.data import RegistryRow
from ejournal.registry.problems import Problem

_KINDS = {"room": ROOM_TWICE, "teacher": TEACHER_TWICE, "group": GROUP_TWICE}
_RANKS = {"timetable": 0, "changes": 1, "substitutions": 2}
_TEACHERS = ("load", "teacher_changes", "substitutions")


class Cause(NamedTuple):
    """The row that puts a lesson where it is, and the field that says so; the one that came last sorts last."""

    rank: int
    number: int
    tab: str
    name: str


@dataclass
class Clash:
    """Two rows that want the same teacher, room or group: the days and the pair."""

    rows: tuple[RegistryRow, RegistryRow]
    pair: int
    days: set[date] = field(default_factory=set)


def places(lessons: Lessons) -> Iterator[Problem]:
    """Every clash once."""
    clashes: dict[tuple[str, str, Cause, Cause], Clash] = {}
    finder = _Finder(lessons)
    for (what, who, day, pair), here in finder.slots().items():
        for number, lesson in enumerate(here):
            other = next((each for each in here[:number] if not finder.share(what, each, lesson)), None)
            if other is not None:
                causes = sorted((finder.cause(what, each) for each in (other, lesson)), key=lambda item: item[0])
                (first, first_row), (last, last_row) = causes
                clash = clashes.setdefault((what, who, first, last), Clash((first_row, last_row), pair))
                clash.days.add(day)
    for (what, who, first, last), clash in clashes.items():
        yield _problem(lessons, what, who, first, last, clash)


def _problem(lessons: Lessons, what: str, who: str, first: Cause, last: Cause, clash: Clash) -> Problem:
    book, (other, row) = lessons.book, clash.rows
    place = f"{book.data.title(first.tab)} {book.data.cell(first.tab, other, first.name)}"
    words = {"who": who, "day": min(clash.days), "pair": clash.pair, "days": len(clash.days)}
    told = f"{other.values.get('journal')}, {place}"
    return book.at(_KINDS[what], last.tab, row, last.name, other=told, **words)


class _Finder:
    """Who and what is where, by the lessons' dates."""

    def __init__(self, lessons: Lessons) -> None:
        self.lessons = lessons
        self.timetable = dict(enumerate(lessons.book.rows("timetable"), 1))
        self.orders = lessons.change_rows
        self.names: list[str] = []
        self.substitutions: dict[int, list[RegistryRow]] = defaultdict(list)
        self.spans = self._spans()

    def slots(self) -> dict[tuple[str, str, date, int], list[DatedLesson]]:
        """(What, who, date, pair) -> the lessons there."""
        found: dict[tuple[str, str, date, int], list[DatedLesson]] = defaultdict(list)
        for lesson in self.lessons.dated:
            group = self.lessons.lines[lesson.journal_id].values.get("group")
            taken = (("room", lesson.room), ("teacher", self._teacher(lesson)), ("group", group))
            for what, who in taken:
                if who is not None:
                    found[what, str(who), lesson.date, lesson.pair].append(lesson)
        return found

    def share(self, what: str, one: DatedLesson, other: DatedLesson) -> bool:
        """Whether two lessons at one pair may have this in common."""
        if what == "group":
            subgroups = [self.lessons.lines[each.journal_id].values.get("subgroup") for each in (one, other)]
            return None not in subgroups and subgroups[0] != subgroups[1]
        if "merged" in (one.status, other.status):
            return True
        return one.meeting is not None and one.meeting == other.meeting

    def cause(self, what: str, lesson: DatedLesson) -> tuple[Cause, RegistryRow]:
        """The row to correct: a substitution, else an order, else the timetable's row."""
        substitution = self._substitution(lesson) if what == "teacher" else None
        if substitution is not None:
            return _cause("substitutions", substitution, "teacher")
        order = self._order(lesson)
        if order is not None:
            name = "new_room" if what == "room" and "new_room" in order.values else "new_date"
            return _cause("changes", order, name if name in order.values else "date")
        return _cause("timetable", self.timetable[lesson.timetable_id or 0], "room" if what == "room" else "journal")

    def _order(self, lesson: DatedLesson) -> RegistryRow | None:
        if lesson.change_id is not None and lesson.status == "extra":
            return self.orders[lesson.change_id]
        if lesson.status in ("planned", "remote"):
            return None
        return self.lessons.moves.get((lesson.journal_id, lesson.date, lesson.pair))

    def _substitution(self, lesson: DatedLesson) -> RegistryRow | None:
        held = [
            row
            for row in self.substitutions.get(lesson.journal_id, ())
            if cast(date, row.values["valid_from"]) <= lesson.date <= cast(date, row.values["valid_to"])
        ]
        return max(held, key=lambda row: cast(date, row.values["valid_from"]), default=None)

    def _teacher(self, lesson: DatedLesson) -> str | None:
        spans = self.spans.get(lesson.journal_id, [])
        number = spans[0].teacher_id if len(spans) == 1 else teacher_on(spans, lesson.journal_id, lesson.date)
        return None if number is None else self.names[number]

    def _spans(self) -> dict[int, list[TeacherSpan]]:
        """Journal -> who holds the right to it when (3.5); a teacher is the place of the name in ``names``."""
        numbers: dict[object, int] = {}
        spans: list[TeacherSpan] = []
        for tab in _TEACHERS:
            for row in self.lessons.book.whole(tab, "code" if tab == "load" else "journal", "teacher"):
                journal = self.lessons.journals.get(row.values["code" if tab == "load" else "journal"])
                span = self._span(tab, row, journal, numbers.setdefault(row.values["teacher"], len(numbers)))
                spans += [span] if span else []
        self.names = [str(name) for name in numbers]
        return spans_by_journal(spans)

    def _span(self, tab: str, row: RegistryRow, journal: int | None, teacher: int) -> TeacherSpan | None:
        start, end = cast(date | None, row.values.get("valid_from")), cast(date | None, row.values.get("valid_to"))
        if journal is None or (tab != "load" and start is None) or (tab == "substitutions" and end is None):
            return None
        if tab == "substitutions":
            self.substitutions[journal].append(row)
        return TeacherSpan(journal, teacher, start, end, substitute=tab == "substitutions")


def _cause(tab: str, row: RegistryRow, name: str) -> tuple[Cause, RegistryRow]:
    return Cause(_RANKS[tab], row.row_number, tab, name), row
