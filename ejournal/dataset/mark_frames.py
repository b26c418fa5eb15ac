"""Frames of what teachers entered: marks, the register made of them, and independent work."""

import numpy as np
import pandas as pd

from ejournal import columns
from ejournal.dataset.filters import Filters
from ejournal.dataset.lesson_frames import lessons
from ejournal.dataset.places import Places, places_of
from ejournal.dataset.reading import Reading
from ejournal.dataset.registry_frames import journals, memberships
from ejournal.scoring import Membership, days, positions
from ejournal.store import schema
from ejournal.store.bulk import cast

ENTRY = ("student_id", "ordinal", "status", "value", "cell")
AWAY = ("absent", "excused")


def marks(reading: Reading, filters: Filters, held: pd.DataFrame | None = None) -> pd.DataFrame:
    """columns.MARKS by lesson, student and ordinal; ``held``: the lessons, where they are at hand."""
    within = lessons(reading, filters) if held is None else held
    among = ("lesson_id", within["lesson_id"]) if filters.narrows else None
    rows = reading.rows(schema.marks, ("lesson_id", *ENTRY), among)
    about = within[["lesson_id", "journal_id", "course_id", "group_id", "subgroup", "date", "pair", "workbook", "tab"]]
    joined = rows.merge(about.assign(lesson_id=about["lesson_id"].astype(object)), on="lesson_id")
    joined["member"] = _belongs(reading, joined, filters)
    if reading.as_of is None:
        joined["cell"] = _cells(joined, places_of(reading, set(about["journal_id"])))
    typed = cast(joined, columns.MARKS.dtypes)
    return typed.sort_values(["date", "pair", "lesson_id", "student_id", "ordinal"], ignore_index=True)


def _belongs(reading: Reading, rows: pd.DataFrame, filters: Filters) -> np.ndarray:
    """Whether each row's student belonged to the lesson's group and subgroup on its day."""
    groups = frozenset(int(group) for group in rows["group_id"].unique()) if filters.narrows else None
    asked = Filters(group=filters.group, institute=filters.institute, groups=groups)
    membership = Membership.of(memberships(reading, asked))
    student = positions(membership.students, rows["student_id"].to_numpy(np.int64))
    scope = membership.scope_of(rows["group_id"], rows["subgroup"])
    return membership.covers(student, scope, days(rows["date"]))


def _cells(rows: pd.DataFrame, places: Places) -> list[str]:
    """Where each mark stands now; where it was read when its row or column is gone."""
    found = []
    named = zip(rows["lesson_id"], rows["journal_id"], rows["student_id"], rows["cell"], strict=True)
    for lesson, journal, student, cell in named:
        column, row = places.lesson_column.get(lesson), places.student_row.get((journal, student))
        found.append(f"{column}{row}" if column and row else cell)
    return found


def register(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.REGISTER by lesson and student: the six values of a cell, told apart (3.5)."""
    within = lessons(reading, filters)
    rows = _everyone(reading, within, filters)
    entered = _entered(marks(reading, filters, within))
    rows = rows.merge(entered, on=["lesson_id", "student_id"], how="left")
    complete = rows["completeness"].eq("complete").to_numpy(bool)
    blank = np.where(complete, "present", "not_entered")
    status = rows["entered"].where(rows["entered"].notna(), pd.Series(blank, index=rows.index, dtype=object))
    member = _belongs(reading, rows, filters)
    rows["status"] = status.where(member, "not_member")
    rows["value"] = rows["value"].where(member)
    return cast(rows, columns.REGISTER.dtypes)


def _everyone(reading: Reading, within: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Every lesson x every student who was ever in its group."""
    belonging = memberships(reading, Filters(group=filters.group, institute=filters.institute))
    people = belonging[["group_id", "student_id"]].drop_duplicates()
    about = within[["lesson_id", "group_id", "subgroup", "date", "completeness"]]
    return about.merge(people, on="group_id").sort_values(["lesson_id", "student_id"], ignore_index=True)


def _entered(entries: pd.DataFrame) -> pd.DataFrame:
    """One row per cell: absent, excused or present (a mark, 0 too, says that the student was there), and the last mark.

    A cell with an absence and a mark counts as the absence that it names; a rule reports the contradiction.
    """
    rank = entries["status"].map({"absent": 0, "excused": 1, "mark": 2, "present": 2}).astype("int64")
    ordered = entries.assign(rank=rank).sort_values(["lesson_id", "student_id", "rank", "ordinal"], kind="stable")
    cells = ordered.groupby(["lesson_id", "student_id"], sort=False, observed=True)
    first = cells["rank"].min().map({0: "absent", 1: "excused", 2: "present"})
    value = entries.sort_values("ordinal").groupby(["lesson_id", "student_id"], sort=False)["value"].last()
    return pd.DataFrame({"entered": first.astype(object), "value": value}).reset_index()


def works(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.WORKS by journal, item and student."""
    within = journals(reading, filters, None)[["journal_id", "course_id"]]
    names = ("journal_id", "student_id", "item", "due", "status", "value", "cell")
    rows = reading.rows(schema.works, names, ("journal_id", within["journal_id"]))
    joined = rows.merge(within.assign(journal_id=within["journal_id"].astype(object)), on="journal_id")
    typed = cast(joined, columns.WORKS.dtypes)
    return typed.sort_values(["journal_id", "item", "student_id"], ignore_index=True)
