"""The journals of a registry as their teachers know them: dated lessons, and who is in the group on which day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from ejournal.calendar import ChangeRow, DatedLesson, Semester, TimetableRow, dated_lessons, last_day
from ejournal.model import WEEKDAYS
from ejournal.parameters import load_parameters, share_folder
from ejournal.sample.university import Rows

Slot = tuple[date, int]


@dataclass(frozen=True)
class Lesson:
    """One lesson of a journal; ``number`` counts the lessons that are held or to be held, from 1."""

    number: int
    date: date
    pair: int
    kind: str
    cancelled: bool
    status: str = "planned"

    @property
    def slot(self) -> Slot:
        """Its date and pair."""
        return self.date, self.pair


@dataclass(frozen=True)
class Member:
    """A student of a journal's group or subgroup, and the days, both included, of each time of belonging to it."""

    number: str
    name: str
    periods: tuple[tuple[date, date], ...]

    def on(self, day: date) -> bool:
        """Whether the student belongs to the group on this day."""
        return any(first <= day <= last for first, last in self.periods)


@dataclass(frozen=True)
class Journal:
    """One line of the teaching load."""

    code: str
    group: str
    discipline: str
    teacher: str
    kinds: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    members: tuple[Member, ...]
    outages: tuple[tuple[datetime, datetime], ...]

    def lesson(self, slot: Slot) -> Lesson:
        """The lesson of this date and pair; raises StopIteration when there is none."""
        return next(lesson for lesson in self.lessons if lesson.slot == slot)


def journals_of(rows: Rows) -> list[Journal]:
    """All journals of the registry's rows in their order; a journal without lessons is left out."""
    lessons = _lessons(rows)
    names = {str(row["number"]): str(row["name"]) for row in rows["students"]}
    disciplines = {row["code"]: str(row["name"]) for row in rows["disciplines"]}
    institutes = {row["code"]: row["institute"] for row in rows["groups"]}
    members = _members(rows)
    return [
        Journal(
            code=str(row["code"]),
            group=str(row["group"]),
            discipline=disciplines[row["discipline"]],
            teacher=str(row["teacher"]),
            kinds=cast(tuple[str, ...], row["kinds"]),
            lessons=tuple(lessons[str(row["code"])]),
            members=tuple(
                Member(number, names[number], tuple(periods))
                for number, periods in members(str(row["group"]), cast("int | None", row.get("subgroup")))
            ),
            outages=_outages(rows, {row["group"], institutes[row["group"]]}),
        )
        for row in rows["load"]
        if str(row["code"]) in lessons
    ]


def _members(rows: Rows) -> Any:
    by_group: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows["memberships"]:
        by_group[str(row["group"])].append(row)

    def members(group: str, subgroup: int | None) -> list[tuple[str, list[tuple[date, date]]]]:
        found: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for row in by_group[group]:
            if subgroup is None or row.get("subgroup") == subgroup:
                period = cast(date, row["valid_from"]), cast("date | None", row.get("valid_to")) or date.max
                found[str(row["student"])].append(period)
        return list(found.items())

    return members


def _outages(rows: Rows, scopes: set[object]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(
        (cast(datetime, row["start"]), cast(datetime, row["end"]))
        for row in rows.get("outages", ())
        if row.get("scope") in scopes or not row.get("scope")
    )


def _lessons(rows: Rows) -> dict[str, list[Lesson]]:
    """Load code -> its dated lessons, changes of the timetable carried out."""
    codes = [str(row["code"]) for row in rows["load"]]
    keys = {code: number for number, code in enumerate(codes)}
    semesters = {str(row["code"]): _semester(row) for row in rows["semesters"]}
    of_semester = {str(row["code"]): str(row["semester"]) for row in rows["load"]}
    fixed = load_parameters(share_folder("parameters")).holidays
    found: dict[str, list[Lesson]] = defaultdict(list)
    for name, semester in semesters.items():
        own = {code for code, semester_code in of_semester.items() if semester_code == name}
        timetable = [
            _timetable_row(at, row, keys) for at, row in enumerate(rows["timetable"], 1) if row["journal"] in own
        ]
        changes = [
            _change_row(at, row, keys) for at, row in enumerate(rows.get("changes", ()), 1) if row["journal"] in own
        ]
        holidays = {*fixed.holidays_between(semester.start, last_day(semester))}
        holidays |= {cast(date, row["date"]) for row in rows.get("holidays", ())}
        for lesson in dated_lessons(semester, timetable, changes, holidays):
            of_journal = found[codes[lesson.journal_id]]
            of_journal.append(_lesson(lesson, of_journal))
    return found


def _lesson(lesson: DatedLesson, before: list[Lesson]) -> Lesson:
    cancelled = lesson.status == "cancelled"
    held = sum(not one.cancelled for one in before)
    return Lesson(held + (not cancelled), lesson.date, lesson.pair, lesson.kind, cancelled, lesson.status)


def _semester(row: Mapping[str, Any]) -> Semester:
    checkpoints = row["checkpoint_1"], row["checkpoint_2"]
    return Semester(row["code"], row["start"], row["weeks"], row["first_week"], checkpoints)


def _timetable_row(number: int, row: Mapping[str, Any], keys: Mapping[str, int]) -> TimetableRow:
    return TimetableRow(
        id=number,
        journal_id=keys[row["journal"]],
        weekday=WEEKDAYS.index(row["weekday"]) + 1,
        pair=row["pair"],
        parity=row["parity"],
        kind=row["kind"],
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )


def _change_row(number: int, row: Mapping[str, Any], keys: Mapping[str, int]) -> ChangeRow:
    names = ("date", "pair", "new_date", "new_pair", "class_kind")
    return ChangeRow(number, keys[row["journal"]], row["kind"], **{name: row.get(name) for name in names})
