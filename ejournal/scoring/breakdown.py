"""One student's subject in one checkpoint, cell by cell: what ``points`` counts for everybody at once (3.5). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ejournal.parameters import RatingScheme
from ejournal.scoring.membership import Membership, days

Row = Mapping[str, Any]
ABSENT, EXCUSED = "absent", "excused"


@dataclass(frozen=True)
class CountedLesson:
    """One lesson as it counts in participation.

    ``status`` is present, absent, excused, not_entered, not_member or unreadable; ``held`` and ``attended`` say whether
    it stands in denominator and numerator; ``why`` is the code of why it is not held for this student, else ''.
    """

    lesson_id: int
    status: str
    held: bool
    attended: bool
    why: str = ""


@dataclass(frozen=True)
class CountedMark:
    """One mark that counts in performance: a lesson's, an item's of independent work, or a 0 for an absence."""

    source: str
    value: int
    lesson_id: int | None = None
    item: int | None = None
    cell: str | None = None


def counted_lessons(
    lessons: pd.DataFrame, marks: pd.DataFrame, memberships: pd.DataFrame, unread: Iterable[int], scheme: RatingScheme
) -> list[CountedLesson]:
    """Every lesson of the subject in the checkpoint; marks and memberships are those of one student.

    ``unread``: lessons where the student's cell holds something that could not be read.
    """
    entered: dict[int, set[str]] = {}
    for lesson, status in zip(marks["lesson_id"], marks["status"], strict=True):
        entered.setdefault(int(lesson), set()).add(str(status))
    unknown = set(unread)
    return [
        _lesson(row, member, entered.get(int(row["lesson_id"]), set()), int(row["lesson_id"]) in unknown, scheme)
        for row, member in zip(_records(lessons), _belongs(lessons, memberships), strict=True)
    ]


def _lesson(row: Row, member: bool, entered: set[str], unread: bool, scheme: RatingScheme) -> CountedLesson:
    key = int(row["lesson_id"])
    if not member:
        return CountedLesson(key, "not_member", False, False, "not_member")
    status = next((each for each in (ABSENT, EXCUSED) if each in entered), "present" if entered else "not_entered")
    if row["completeness"] != "complete":
        why = "not_held" if row["completeness"] == "not_held" else str(row["reason"])
        return CountedLesson(key, status, False, False, why)
    if unread and not entered:
        return CountedLesson(key, "unreadable", False, False, "unreadable")
    if status == EXCUSED and scheme.excused.value == "neutral":
        return CountedLesson(key, EXCUSED, False, False, "excused_neutral")
    if status in (ABSENT, EXCUSED):
        return CountedLesson(key, status, True, False)
    return CountedLesson(key, "present", True, True)


def counted_marks(
    lessons: Iterable[CountedLesson],
    marks: pd.DataFrame,
    works: pd.DataFrame,
    period: tuple[date | None, date | None],
    scheme: RatingScheme,
) -> list[CountedMark]:
    """The marks that count: of lessons while the student was a member, of independent work where the scheme says so.

    ``period``: independent work counts when due after the first date and not after the second; None = no such border.
    """
    own = list(lessons)
    members = {each.lesson_id for each in own if each.status != "not_member"}
    given = marks[(marks["status"] == "mark") & marks["value"].notna() & marks["lesson_id"].isin(members)]
    found = [
        CountedMark("lesson", int(row["value"]), int(row["lesson_id"]), cell=row["cell"]) for row in _records(given)
    ]
    if scheme.independent_work_counts.value:
        found += [
            CountedMark("work", int(row["value"]), item=int(row["item"]), cell=row["cell"])
            for row in _records(works[(works["status"] == "mark") & works["value"].notna() & works["due"].notna()])
            if _within(row["due"].date(), period)
        ]
    if scheme.mean.value == "absence_as_zero":
        missed = [each for each in own if each.held and not each.attended]
        found += [CountedMark("absence", 0, each.lesson_id) for each in missed]
    return found


def _within(day: date, period: tuple[date | None, date | None]) -> bool:
    after, until = period
    return (after is None or day > after) and (until is None or day <= until)


def _belongs(lessons: pd.DataFrame, memberships: pd.DataFrame) -> list[bool]:
    """Whether the one student of these memberships belonged to each lesson's group and subgroup on its day."""
    membership = Membership.of(memberships)
    student = np.zeros(len(lessons), dtype=np.int64)
    scope = membership.scope_of(lessons["group_id"], lessons["subgroup"])
    return [bool(one) for one in membership.covers(student, scope, days(lessons["date"]))]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]
