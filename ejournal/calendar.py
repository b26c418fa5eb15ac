"""Timetable x academic calendar x change orders -> dated lessons; pure: no I/O, no clock, "today" is never asked.

A lesson is one class of one journal on one date and pair (1.4). Its key names the timetable row and the teaching week
it was planned for, so it stays the same lesson when an order moves it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Parity = Literal["odd", "even"]
Day = date  # a field called ``date`` would hide the type from the fields below it
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Semester:
    """One semester: ``weeks`` Monday-based weeks from the one that holds ``start``; two checkpoint dates."""

    code: str
    start: date
    weeks: int
    first_week: Parity
    checkpoints: tuple[date, date]


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One weekly class of a journal; ``weekday`` 1-7 from Monday, ``parity`` every | odd | even."""

    id: int
    journal_id: int
    weekday: int
    pair: int
    parity: str
    kind: str
    room: str | None = None
    stream: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change order; ``kind`` cancelled | moved | merged | extra | remote; ``date`` and ``pair`` name the lesson."""

    id: int
    journal_id: int
    kind: str
    date: Day | None = None
    pair: int | None = None
    new_date: Day | None = None
    new_pair: int | None = None
    new_room: str | None = None
    class_kind: str | None = None


@dataclass(frozen=True, slots=True)
class DatedLesson:
    """One lesson of a journal; an extra one has ``change_id`` instead of ``timetable_id``."""

    journal_id: int
    timetable_id: int | None
    week: int | None
    change_id: int | None
    date: Day
    pair: int
    kind: str
    room: str | None
    meeting: str | None
    status: str

    @property
    def key(self) -> tuple[int, ...]:
        """(journal, timetable row, teaching week), or (journal, change order) of an extra lesson."""
        if self.timetable_id is None or self.week is None:
            return (self.journal_id, self.change_id or 0)
        return (self.journal_id, self.timetable_id, self.week)


@dataclass(frozen=True, slots=True)
class TeacherSpan:
    """One teacher's right to one journal, first and last day included; ``substitute`` ones go first (3.5)."""

    journal_id: int
    teacher_id: int
    valid_from: date | None = None
    valid_to: date | None = None
    substitute: bool = False


def monday_of(day: date) -> date:
    """The Monday of the day's calendar week."""
    return day - timedelta(days=day.weekday())


def week_of(semester: Semester, day: date) -> int:
    """The teaching week of a day, from 1; below 1 before the semester, above ``weeks`` after it."""
    return (monday_of(day) - monday_of(semester.start)) // WEEK + 1


def last_day(semester: Semester) -> date:
    """The Sunday of the semester's last teaching week."""
    return monday_of(semester.start) + semester.weeks * WEEK - timedelta(days=1)


def checkpoint_of(semester: Semester, day: date) -> int | None:
    """The checkpoint whose period holds the day; None before the semester and after the second checkpoint."""
    first, second = semester.checkpoints
    if day < semester.start or day > second:
        return None
    return 1 if day <= first else 2


def parity_of(semester: Semester, week: int) -> Parity:
    """Whether a teaching week counts as odd or even; the first one as the semester says."""
    other: Parity = "even" if semester.first_week == "odd" else "odd"
    return semester.first_week if week % 2 else other


def plan_order(lessons: Iterable[tuple[int, date, int]]) -> dict[int, int]:
    """Lesson's key -> its row of the lesson plan: topics follow the plan's order, from 1, by (date, pair) (4.3)."""
    ordered = sorted(lessons, key=lambda lesson: (lesson[1], lesson[2], lesson[0]))
    return {key: number for number, (key, _, _) in enumerate(ordered, 1)}


def dated_lessons(
    semester: Semester,
    timetable: Iterable[TimetableRow],
    changes: Iterable[ChangeRow],
    holidays: Collection[date],
) -> list[DatedLesson]:
    """All lessons of the semester's journals by (date, pair, journal); takes only this semester's rows and orders.

    A holiday's lessons are left out unless an order put them there; cancelled lessons stay, with their status.
    """
    return _resolve(semester, timetable, changes, frozenset(holidays))[0]


def unmatched_changes(
    semester: Semester,
    timetable: Iterable[TimetableRow],
    changes: Iterable[ChangeRow],
) -> list[ChangeRow]:
    """The change orders that name no lesson, or too little of an extra one; :func:`dated_lessons` passes them over."""
    return _resolve(semester, timetable, changes, frozenset())[1]


def teacher_on(spans: Iterable[TeacherSpan], journal_id: int, day: date) -> int | None:
    """Who held the right to the journal that day: the substitute, else the teacher; the latest start wins."""
    held = [span for span in spans if span.journal_id == journal_id and _covers(span.valid_from, span.valid_to, day)]
    if not held:
        return None
    return max(held, key=lambda span: (span.substitute, span.valid_from or date.min)).teacher_id


def spans_by_journal(spans: Iterable[TeacherSpan]) -> dict[int, list[TeacherSpan]]:
    """The spans of each journal, so that :func:`teacher_on` need not look through all of them."""
    found: dict[int, list[TeacherSpan]] = defaultdict(list)
    for span in spans:
        found[span.journal_id].append(span)
    return dict(found)


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One lesson while orders are applied: as planned, as it stands, and whether an order chose its date."""

    planned: DatedLesson
    now: DatedLesson
    stream: str | None
    placed: bool = False

    def result(self) -> DatedLesson:
        """The lesson as it stands, with the meeting that its stream shares at that date and pair."""
        if not self.stream:
            return self.now
        return replace(self.now, meeting=f"{self.stream} {self.now.date.isoformat()} {self.now.pair}")


def _resolve(
    semester: Semester,
    timetable: Iterable[TimetableRow],
    changes: Iterable[ChangeRow],
    holidays: frozenset[date],
) -> tuple[list[DatedLesson], list[ChangeRow]]:
    rows = sorted(timetable, key=lambda row: row.id)
    orders: dict[int, list[ChangeRow]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: change.id):
        orders[change.journal_id].append(change)
    entries: dict[int, list[_Entry]] = defaultdict(list)
    for row in rows:
        entries[row.journal_id].extend(_planned(semester, row))
    unmatched: list[ChangeRow] = []
    for journal_id, own in orders.items():
        unmatched += _apply_all(semester, entries[journal_id], own)
    lessons = [
        entry.result()
        for own_entries in entries.values()
        for entry in own_entries
        if entry.placed or entry.now.date not in holidays
    ]
    return sorted(lessons, key=_order), sorted(unmatched, key=lambda change: change.id)


def _order(lesson: DatedLesson) -> tuple[date, int, int, int, int, int]:
    rest = (lesson.timetable_id or 0, lesson.week or 0, lesson.change_id or 0)
    return (lesson.date, lesson.pair, lesson.journal_id, *rest)


def _planned(semester: Semester, row: TimetableRow) -> Iterable[_Entry]:
    """The row's lessons of each teaching week of its parity, before holidays and orders."""
    first = monday_of(semester.start) + timedelta(days=row.weekday - 1)
    stream = (row.stream or "").strip() or None
    for week in range(1, semester.weeks + 1):
        day = first + (week - 1) * WEEK
        if day < semester.start or not _covers(row.valid_from, row.valid_to, day):
            continue
        if row.parity == "every" or row.parity == parity_of(semester, week):
            lesson = DatedLesson(row.journal_id, row.id, week, None, day, row.pair, row.kind, row.room, None, "planned")
            yield _Entry(lesson, lesson, stream)


def _apply_all(semester: Semester, entries: list[_Entry], changes: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Carry one journal's orders out on its lessons, in order; returns those that name no lesson."""
    kinds = {entry.planned.kind for entry in entries}
    only_kind = next(iter(kinds)) if len(kinds) == 1 else None
    unmatched = []
    for change in changes:
        if change.kind == "extra":
            extra = _extra(semester, change, only_kind)
            entries += [extra] if extra else []
            matched = extra is not None
        else:
            matched = _apply(entries, change)
        if not matched:
            unmatched.append(change)
    return unmatched


def _extra(semester: Semester, change: ChangeRow, only_kind: str | None) -> _Entry | None:
    """The extra lesson of an order; None when date, pair or kind of class cannot be told."""
    day, pair, kind = change.new_date or change.date, change.new_pair or change.pair, change.class_kind or only_kind
    if day is None or pair is None or kind is None:
        return None
    week = week_of(semester, day)
    lesson = DatedLesson(change.journal_id, None, week, change.id, day, pair, kind, change.new_room, None, "extra")
    return _Entry(lesson, lesson, None, placed=True)


def _apply(entries: list[_Entry], change: ChangeRow) -> bool:
    """Carry one order out on the lessons it names; False when it names none."""
    named = _named(entries, change.date, change.pair)
    for index, from_plan in named:
        entry = entries[index]
        before = entry.planned if from_plan else entry.now
        placed = entry.planned.status == "extra" if from_plan else entry.placed
        after, moved = _changed(before, change)
        entries[index] = replace(entry, now=after, placed=placed or moved)
    return bool(named)


def _named(entries: Sequence[_Entry], day: date | None, pair: int | None) -> list[tuple[int, bool]]:
    """The lessons that stand at this slot, else the cancelled ones there, else those planned there (then True)."""
    here = [i for i, entry in enumerate(entries) if (entry.now.date, entry.now.pair) == (day, pair)]
    live = [i for i in here if entries[i].now.status != "cancelled"]
    if here:
        return [(i, False) for i in live or here]
    return [(i, True) for i, entry in enumerate(entries) if (entry.planned.date, entry.planned.pair) == (day, pair)]


def _changed(lesson: DatedLesson, change: ChangeRow) -> tuple[DatedLesson, bool]:
    """The lesson after the order, and whether the order chose its date."""
    if change.kind == "remote":
        return replace(lesson, room=None, status="remote"), False
    if change.kind == "cancelled":
        return replace(lesson, status="cancelled"), False
    moved = replace(
        lesson,
        date=change.new_date or lesson.date,
        pair=change.new_pair or lesson.pair,
        room=change.new_room or lesson.room,
        status=change.kind,
    )
    return moved, change.new_date is not None
