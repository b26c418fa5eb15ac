"""Hours: the timetable's against the load's, the load's against the curriculum's by kind of class (2.10).

A pair is 2 academic hours. Planned are all teaching weeks of a row's parity within its dates; holidays are not
subtracted, because what falls on them is made up, and change orders neither add nor take hours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, cast

from ejournal.calendar import WEEK, Semester, monday_of, parity_of
from ejournal.i18n import KINDS, LANGUAGES, Text
from ejournal.model import KIND_CODES, TABS, WEEKDAYS
from ejournal.registry.check_book import Book, shown_value
from ejournal.registry.check_kinds import CURRICULUM_HOURS, KIND_OUTSIDE_LOAD, NO_CURRICULUM, TIMETABLE_HOURS
from ejournal.registry.data import RegistryRow
from ejournal.registry.problems import Problem

HOURS_A_PAIR = 2
Course = tuple[object, object, object]


def hours(book: Book) -> Iterator[Problem]:
    """Kinds of class that the load lacks, and hours that do not add up."""
    yield from _kinds(book, "timetable", "kind")
    yield from _kinds(book, "changes", "class_kind")
    yield from _timetable(book)
    yield from _curriculum(book)


def _kinds(book: Book, tab: str, name: str) -> Iterator[Problem]:
    for row in book.whole(tab, "journal", name):
        line = book.by_key("load").get(row.values["journal"])
        allowed = cast(tuple[str, ...], line.values.get("kinds", ())) if line else ()
        if line and allowed and row.values[name] not in allowed:
            yield book.at(KIND_OUTSIDE_LOAD, tab, row, name, kinds=shown_value(TABS["load"], line, "kinds"))


def _timetable(book: Book) -> Iterator[Problem]:
    """Lines of the load whose classes do not add up; of semesters that have a timetable at all."""
    planned: dict[object, float] = defaultdict(float)
    begun: set[str] = set()
    for row in book.whole("timetable", "journal", "weekday", "parity"):
        semester = book.semester_of(row.values["journal"])
        if semester:
            begun.add(semester.code)
            planned[row.values["journal"]] += HOURS_A_PAIR * planned_weeks(semester, row)
    for row in book.whole("load", "code", "hours", "semester"):
        total = planned[row.values["code"]]
        if row.values["semester"] in begun and total != row.values["hours"]:
            yield book.at(TIMETABLE_HOURS, "load", row, "hours", planned=total, hours=row.values["hours"])


def planned_weeks(semester: Semester, row: RegistryRow) -> int:
    """The teaching weeks in which a row of the timetable holds, by its parity and dates.

    The first week counts whole, also where the semester starts in its middle.
    """
    offset = timedelta(days=WEEKDAYS.index(str(row.values["weekday"])))
    start, end = cast(Any, row.values.get("valid_from")), cast(Any, row.values.get("valid_to"))
    count = 0
    for week in range(1, semester.weeks + 1):
        day = max(monday_of(semester.start) + (week - 1) * WEEK + offset, semester.start)
        held = (start is None or start <= day) and (end is None or day <= end)
        count += held and row.values["parity"] in ("every", parity_of(semester, week))
    return count


def _curriculum(book: Book) -> Iterator[Problem]:
    """Courses without a row of the curriculum, and kinds of class whose hours differ from it."""
    plans = {_course(row): row for row in book.whole("curriculum", "group", "discipline", "semester")}
    lines: dict[Course, list[RegistryRow]] = defaultdict(list)
    for row in book.whole("load", "group", "discipline", "semester"):
        lines[_course(row)].append(row)
    unknown = {
        course for course, own in lines.items() if not all({"kinds", "hours"} <= row.values.keys() for row in own)
    }
    begun = {(group, semester) for group, _, semester in lines}
    for course, own in lines.items():
        if course not in plans and book.data.has("curriculum", "discipline"):
            words = {"group": course[0], "semester": course[2]}
            yield book.at(NO_CURRICULUM, "load", own[0], "discipline", **words)
    for course, plan in plans.items():
        if (course[0], course[2]) in begun and course not in unknown:
            yield from _course_hours(book, plan, lines.get(course, []))


def _course(row: RegistryRow) -> Course:
    return row.values["group"], row.values["discipline"], row.values["semester"]


def _course_hours(book: Book, plan: RegistryRow, lines: list[RegistryRow]) -> Iterator[Problem]:
    """Every subgroup is taught the course's hours: its own lines and those of the whole group."""
    subgroups = {line.values.get("subgroup") for line in lines} - {None} or {None}
    told: set[tuple[str, str]] = set()
    for subgroup in sorted(subgroups, key=str):
        own = [line for line in lines if line.values.get("subgroup") in (None, subgroup)]
        for problem in _audience(book, plan, own):
            if (problem.tab, problem.cell) not in told:
                yield problem
            told.add((problem.tab, problem.cell))


def _audience(book: Book, plan: RegistryRow, lines: list[RegistryRow]) -> Iterator[Problem]:
    for kinds in _together(lines):
        taught = [line for line in lines if set(cast(Any, line.values["kinds"])) & kinds]
        planned = sum(cast(float, plan.values.get(f"{kind}_hours", 0.0)) for kind in kinds)
        given = sum(cast(float, line.values["hours"]) for line in taught)
        if planned == given:
            continue
        words = {"kinds": _named(kinds), "hours": given, "planned": planned}
        if taught:
            yield book.at(CURRICULUM_HOURS, "load", taught[-1], "hours", **words)
        else:
            yield book.at(CURRICULUM_HOURS, "curriculum", plan, f"{min(kinds)}_hours", **words)


def _together(lines: list[RegistryRow]) -> list[set[str]]:
    """The kinds of class, joined where one line of the load gives its hours to several of them."""
    parts: list[set[str]] = [{kind} for kind in KIND_CODES.values()]
    for line in lines:
        touched = [part for part in parts if part & set(cast(Any, line.values["kinds"]))]
        parts = [part for part in parts if part not in touched] + [set().union(*touched)]
    return parts


def _named(kinds: Iterable[str]) -> Text:
    ordered = [KINDS[code] for code in KIND_CODES.values() if code in set(kinds)]
    return Text(*("+".join(name[language] for name in ordered) for language in LANGUAGES))
