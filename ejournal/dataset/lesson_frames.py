"""Frames of what is taught: lessons with their state, and lesson plans."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pandas as pd
import sqlalchemy as sa

from ejournal import columns
from ejournal.calendar import checkpoint_of, plan_order, teacher_on
from ejournal.dataset.filters import Filters
from ejournal.dataset.places import Places, places_of
from ejournal.dataset.reading import MOST_IN_LIST, Reading
from ejournal.dataset.registry_frames import journals
from ejournal.store import public_id, schema
from ejournal.store.bulk import cast, frame

FACTS = ("lesson_id", "date", "pair", "week", "kind", "room", "meeting", "status")
STATES = (
    "lesson_id",
    "completeness",
    "reason",
    "disagrees",
    "work_type",
    "control_number",
    "counted",
    "topic",
    "completed_after",
    "completed_before",
)
PLAN = tuple(name for name in columns.PLANS.dtypes if name != "journal_id")


def lessons(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.LESSONS by date, pair and journal."""
    return reading.keep(("lessons", filters), lambda: _lessons(reading, filters))


def _lessons(reading: Reading, filters: Filters) -> pd.DataFrame:
    within = journals(reading, filters, None)
    rows = _dated(reading, within, filters)
    rows = _with_states(reading, rows)
    rows["topic"] = rows["topic"].where(rows["topic"].notna(), _planned_topics(reading, rows))
    places = places_of(reading, set(within["journal_id"]))
    rows = _with_places(rows, places)
    rows["lesson"] = [public_id("L", key) for key in rows["lesson_id"]]
    rows["checkpoint"] = _checkpoints(reading, rows)
    rows["teacher_id"] = [
        teacher_on(reading.spans.get(journal, []), journal, day)
        for journal, day in zip(rows["journal_id"], rows["date"], strict=True)
    ]
    teachers = reading.by_id("teachers")
    rows["teacher"] = [teachers.get(key or 0, {}).get("name") for key in rows["teacher_id"]]
    typed = cast(rows, columns.LESSONS.dtypes)
    return filters.dated(typed).sort_values(["date", "pair", "journal_id", "lesson_id"], ignore_index=True)


def _dated(reading: Reading, within: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The lessons of these journals with the facts that hold, and their course, group and subgroup."""
    table = schema.lessons
    named = sa.select(table.c.id.label("lesson_id"), table.c.journal_id)
    if len(within) <= MOST_IN_LIST:
        named = named.where(table.c.journal_id.in_(within["journal_id"].tolist()))
    keys = frame(reading.connection, named)
    keys = keys[keys["journal_id"].isin(within["journal_id"])]
    among = ("lesson_id", keys["lesson_id"]) if filters.narrows else None
    facts = reading.rows(schema.lesson_facts, FACTS, among)
    owners = within[["journal_id", "course_id", "group_id", "subgroup"]].astype(object)
    return keys.merge(facts, on="lesson_id").merge(owners, on="journal_id")


def _with_states(reading: Reading, rows: pd.DataFrame) -> pd.DataFrame:
    states = reading.rows(schema.lesson_states, STATES, ("lesson_id", rows["lesson_id"]))
    joined = rows.merge(states, on="lesson_id", how="left")
    unread = joined["completeness"].isna()
    joined.loc[unread, "completeness"] = "incomplete"
    joined.loc[unread, "reason"] = "empty"
    joined["disagrees"] = joined["disagrees"].eq(True)
    return joined


def _planned_topics(reading: Reading, rows: pd.DataFrame) -> pd.Series:
    """The topic of each lesson by the plan's order (4.3); a cancelled lesson takes none."""
    plan = reading.rows(schema.plan_rows, ("journal_id", "number", "topic"), ("journal_id", rows["journal_id"]))
    topics = {
        (journal, number): topic
        for journal, number, topic in zip(plan["journal_id"], plan["number"], plan["topic"], strict=True)
    }
    held = rows[rows["status"] != "cancelled"]
    slots: dict[int, list[tuple[int, date, int]]] = defaultdict(list)
    for journal, *slot in zip(held["journal_id"], held["lesson_id"], held["date"], held["pair"], strict=True):
        slots[journal].append((slot[0], slot[1], slot[2]))
    numbers = {
        lesson: (journal, number) for journal, own in slots.items() for lesson, number in plan_order(own).items()
    }
    return rows["lesson_id"].map(lambda lesson: topics.get(numbers.get(lesson, (0, 0))))


def _with_places(rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    return rows.assign(
        workbook=rows["journal_id"].map(places.workbook),
        tab=rows["journal_id"].map(places.tab),
        column=rows["lesson_id"].map(places.lesson_column),
    )


def _checkpoints(reading: Reading, rows: pd.DataFrame) -> list[int | None]:
    semester_of = {row["id"]: reading.semesters.get(row["semester_id"]) for row in reading.registry("load")}
    seen: dict[tuple[str, date], int | None] = {}
    found: list[int | None] = []
    for journal, day in zip(rows["journal_id"], rows["date"], strict=True):
        semester = semester_of.get(journal)
        if semester is None:
            found.append(None)
            continue
        key = (semester.code, day)
        if key not in seen:
            seen[key] = checkpoint_of(semester, day)
        found.append(seen[key])
    return found


def plans(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.PLANS by journal and number."""
    within = journals(reading, filters, None)["journal_id"]
    rows = reading.rows(schema.plan_rows, ("journal_id", *PLAN), ("journal_id", within))
    typed = cast(rows[_known(rows["journal_id"], within)], columns.PLANS.dtypes)
    return typed.sort_values(["journal_id", "number"], ignore_index=True)


def _known(keys: pd.Series, wanted: Iterable[int]) -> pd.Series:
    return keys.isin(set(wanted))
