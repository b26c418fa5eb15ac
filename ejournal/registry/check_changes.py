"""Change orders: each names a lesson that there is, and puts none on a holiday."""

from collections.abc import Iterator

from ejournal.calendar import unmatched_changes
from ejournal.registry.check_kinds import EXTRA_INCOMPLETE, MOVES_NOWHERE, NO_LESSON, ON_HOLIDAY
from ejournal.registry.check_lessons import Lessons
from ejournal.registry.problems import Problem


def changes(lessons: Lessons) -> Iterator[Problem]:
    """Orders that name no lesson, move it nowhere, or put it on a holiday."""
    book = lessons.book
    for code, semester in book.semesters.items():
        for change in unmatched_changes(semester, lessons.timetable[code], lessons.changes[code]):
            row = lessons.change_rows[change.id]
            if change.kind == "extra":
                missing = [name for name in ("new_date", "new_pair", "class_kind") if name not in row.values]
                yield book.at(EXTRA_INCOMPLETE, "changes", row, missing[0] if missing else "new_date")
            else:
                yield book.at(NO_LESSON, "changes", row, "pair" if change.pair is None else "date")
    for row in book.whole("changes", "kind"):
        kind = row.values["kind"]
        if kind == "moved" and not {"new_date", "new_pair", "new_room"} & row.values.keys():
            yield book.at(MOVES_NOWHERE, "changes", row, "new_date")
        name = "date" if kind == "extra" and "new_date" not in row.values else "new_date"
        if kind in ("moved", "merged", "extra") and row.values.get(name) in book.holidays:
            yield book.at(ON_HOLIDAY, "changes", row, name)
