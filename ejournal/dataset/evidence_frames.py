"""Frames that rules weigh beside the journal: hours, orders, rights, authors, lists, days off."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal import columns_evidence as columns
from ejournal.calendar import last_day
from ejournal.dataset.filters import Filters
from ejournal.dataset.places import places_of
from ejournal.dataset.reading import MOST_IN_LIST, Reading, dates
from ejournal.dataset.registry_frames import journals
from ejournal.frame import Frame
from ejournal.parameters import Holidays
from ejournal.store import schema
from ejournal.store.bulk import cast, frame

Row = dict[str, Any]


def _made(declared: Frame, rows: list[Row]) -> pd.DataFrame:
    return cast(pd.DataFrame(rows, columns=list(declared.dtypes), dtype=object), declared.dtypes)


def holidays(reading: Reading, fixed: Holidays, language: str) -> pd.DataFrame:
    """columns.HOLIDAYS by date: the fixed ones of the years that have semesters, and those of the registry's tab."""
    days: dict[date, str | None] = {}
    spans = [(each.start, last_day(each)) for each in reading.semesters.values()]
    if spans:
        days |= fixed.holidays_between(min(s for s, _ in spans), max(e for _, e in spans), language)
    days |= {row["date"]: row["name"] for row in reading.registry("holidays")}
    rows = [{"date": day, "name": name} for day, name in sorted(days.items())]
    made = pd.DataFrame(rows, columns=["date", "name"], dtype=object)
    return cast(made.assign(date=dates(made["date"])), columns.HOLIDAYS.dtypes)


def hours(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.HOURS by journal and kind.

    The curriculum's hours of a kind are each subgroup's: a line of one subgroup has them whole.
    """
    within = set(journals(reading, filters, None)["journal_id"])
    plans = {(r["group_id"], r["discipline_id"], r["semester_id"]): r for r in reading.registry("curriculum")}
    rows: list[Row] = []
    for line in reading.registry("load"):
        key = (line["group_id"], line["discipline_id"], line["semester_id"])
        if line["id"] in within and key in reading.courses:
            rows += _hours(reading, line, plans.get(key, {}), reading.courses[key])
    return _made(columns.HOURS, rows).sort_values(["journal_id", "kind"], ignore_index=True)


def _hours(reading: Reading, line: Row, plan: Row, course: int) -> list[Row]:
    semester = reading.semesters.get(line["semester_id"])
    return [
        {
            "journal_id": line["id"],
            "course_id": course,
            "semester": semester.code if semester else None,
            "kind": kind,
            "hours": plan.get(f"{kind}_hours"),
            "independent_hours": plan.get("independent_hours"),
            "load_hours": line["hours"],
        }
        for kind in line["kinds"].split(",")
    ]


def changes(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.CHANGES of the journals asked for, by key."""
    within = set(journals(reading, filters, None)["journal_id"])
    rows = [row | {"change_id": row["id"]} for row in reading.registry("changes") if row["journal_id"] in within]
    named = [{name: row.get(name, row.get(f"{name}_id")) for name in columns.CHANGES.dtypes} for row in rows]
    return _made(columns.CHANGES, named).sort_values("change_id", ignore_index=True)


def spans(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.SPANS of the journals asked for: a teacher of the load holds the journal until the next one is named."""
    within = set(journals(reading, filters, None)["journal_id"])
    rows: list[Row] = []
    for journal, held in reading.spans.items():
        if journal in within:
            regular = sorted((s for s in held if not s.substitute), key=lambda span: span.valid_from or date.min)
            following = [span.valid_from for span in regular[1:]]
            ends = {id(s): nxt for s, nxt in zip(regular, following, strict=False)}
            rows += [
                {
                    "journal_id": journal,
                    "teacher_id": span.teacher_id,
                    "valid_from": span.valid_from,
                    "valid_to": span.valid_to if span.substitute else _day_before(ends.get(id(span))),
                    "substitute": span.substitute,
                }
                for span in held
            ]
    return _made(columns.SPANS, rows).sort_values(["journal_id", "substitute", "valid_from"], ignore_index=True)


def _day_before(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() - 1)


def authors(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.AUTHORS: known authors of what now stands, by lesson; one that nobody known filled in has none."""
    within = journals(reading, filters, None)["journal_id"]
    table, reads = schema.lessons.c, schema.reads.c
    named = sa.select(table.id.label("lesson_id"), table.journal_id)
    if len(within) <= MOST_IN_LIST:
        named = named.where(table.journal_id.in_(within.tolist()))
    keys = frame(reading.connection, named)
    keys = keys[keys["journal_id"].isin(within)]
    among = ("lesson_id", keys["lesson_id"]) if filters.narrows else None
    states = reading.rows(schema.lesson_states, ("lesson_id", "read_id"), among)
    known = sa.select(reads.id.label("read_id"), reads.author_id, reads.file_time.label("at"))
    known = known.where(reads.author == "known", reads.author_id.is_not(None))
    found = keys.merge(states, on="lesson_id").merge(frame(reading.connection, known), on="read_id")
    teachers = reading.by_id("teachers")
    names = [teachers.get(key, {}).get("name") for key in found["author_id"]]
    found["author"] = pd.Series(names, dtype=object, index=found.index)
    return cast(found, columns.AUTHORS.dtypes).sort_values(["lesson_id", "author_id"], ignore_index=True)


def listed(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.LISTED of the journals asked for, by journal and row."""
    within = set(journals(reading, filters, None)["journal_id"])
    rows = places_of(reading, within).student_row
    made = [{"journal_id": journal, "student_id": student, "row": row} for (journal, student), row in rows.items()]
    return _made(columns.LISTED, made).sort_values(["journal_id", "row"], ignore_index=True)


def scans(filters: Filters) -> pd.DataFrame:
    """columns.SCANS: no part of the system takes check-ins yet, so whatever is asked for, there are none."""
    return columns.SCANS.empty()
