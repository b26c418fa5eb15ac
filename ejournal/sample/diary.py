"""The dated lessons of the sample university, and who is busy on which day and pair, orders included."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from random import Random

from ejournal.calendar import (
    DatedLesson,
    Semester,
    TimetableRow,
    dated_lessons,
    last_day,
    monday_of,
    parity_of,
    week_of,
)
from ejournal.model import WEEKDAYS
from ejournal.sample.groups import Row
from ejournal.sample.teaching import Class, Teaching
from ejournal.sample.week import DAYS, PAIRS, Key, Slot


class Diary:
    """Lessons by class; an order takes a new place only where everybody needed is free that day."""

    def __init__(
        self, teaching: Teaching, timetable: list[Row], semester: Semester, holidays: Collection[date]
    ) -> None:
        self.semester, self.holidays = semester, frozenset(holidays)
        self._week = teaching.week
        self._extra: dict[tuple[date, int], set[Key]] = defaultdict(set)
        codes = sorted({str(row["journal"]) for row in timetable})
        keys = {code: number for number, code in enumerate(codes, 1)}
        rows = [_timetable_row(number, row, keys) for number, row in enumerate(timetable, 1)]
        self._lessons: dict[str, list[DatedLesson]] = defaultdict(list)
        for lesson in dated_lessons(semester, rows, (), self.holidays):
            self._lessons[codes[lesson.journal_id - 1]].append(lesson)

    def lessons(self, class_: Class, first: date, last: date) -> list[DatedLesson]:
        """The class's planned lessons in these days, both included."""
        return [lesson for lesson in self._lessons[class_.lines[0].code] if first <= lesson.date <= last]

    def is_free(self, keys: Iterable[Key], day: date, pair: int) -> bool:
        """Whether none of them has anything there; never true on a holiday, a Sunday or outside the semester."""
        if day in self.holidays or day.weekday() >= DAYS or not self.semester.start <= day <= last_day(self.semester):
            return False
        keys = list(keys)
        mask = Slot(day.weekday(), pair, parity_of(self.semester, week_of(self.semester, day))).mask
        return not self._week.mask(keys) & mask and not self._extra[day, pair] & set(keys)

    def take(self, keys: Iterable[Key], day: date, pair: int) -> None:
        """They are busy there from now on."""
        self._extra[day, pair] |= set(keys)

    def place_near(self, keys: Iterable[Key], day: date, random: Random) -> tuple[date, int] | None:
        """A free place in that week's rest or the two weeks after it; it is taken."""
        keys = list(keys)
        end = monday_of(day) + timedelta(days=20)
        days = [day + timedelta(days=shift) for shift in range(1, (end - day).days)]
        places = [(one, pair) for one in days for pair in range(1, PAIRS) if self.is_free(keys, one, pair)]
        if not places:
            return None
        # One of the first few: made up soon, and not always at the same pair.
        place = random.choice(places[:6])
        self.take(keys, *place)
        return place


def _timetable_row(number: int, row: Row, keys: dict[str, int]) -> TimetableRow:
    return TimetableRow(
        id=number,
        journal_id=keys[str(row["journal"])],
        weekday=WEEKDAYS.index(str(row["weekday"])) + 1,
        pair=int(str(row["pair"])),
        parity=str(row["parity"]),
        kind=str(row["kind"]),
        room=str(row["room"]),
    )
