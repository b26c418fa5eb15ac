"""The history of journals: every event with what stood there before and after, from whom, when and in which cell.

Nothing is kept for it: a row of the store says from which revision to which it held, so an event is where one ends and
another begins. An event's id names its revision, its kind and the row that began or ended (``E12-M345``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import sqlalchemy as sa

from ejournal import columns
from ejournal.dataset.filters import Filters
from ejournal.dataset.history_changes import Change, Said, as_cell, as_fields, as_work, changes_of
from ejournal.dataset.history_rows import all_rows
from ejournal.dataset.history_source import Sources
from ejournal.dataset.named import find_journal, find_lesson, find_student
from ejournal.dataset.reading import Reading
from ejournal.dataset.registry_frames import journals as journals_frame
from ejournal.store import schema
from ejournal.store.bulk import cast

Row = dict[str, Any]
_PLAN = ("week", "date", "kind", "hours", "topic", "work_type", "independent_work", "due", "literature", "control_form")
_ORDER = ("teacher", "valid_from", "valid_to", "reason")


@dataclass(frozen=True)
class Kind:
    """One kind of event: its letter in the ids, its table, what makes a row's key, and how old and new are said."""

    letter: str
    name: str
    table: sa.Table
    scope: str
    key: tuple[str, ...]
    said: Said


KINDS = (
    Kind("M", "mark", schema.marks, "lesson_id", ("lesson_id", "student_id"), as_cell),
    Kind("W", "work", schema.works, "journal_id", ("journal_id", "item", "student_id"), as_work),
    Kind(
        "L",
        "lesson",
        schema.lesson_states,
        "lesson_id",
        ("lesson_id",),
        as_fields("completeness", "disagrees", "work_type", "control_number", "topic"),
    ),
    Kind("P", "plan", schema.plan_rows, "journal_id", ("journal_id", "number"), as_fields(*_PLAN)),
    Kind("D", "date", schema.lesson_facts, "lesson_id", ("lesson_id",), as_fields("date", "pair", "room", "status")),
    Kind(
        "B",
        "membership",
        schema.registry["memberships"],
        "group_id",
        ("id",),
        as_fields("subgroup", "valid_from", "valid_to", "reason"),
    ),
    Kind("J", "teacher", schema.registry["load"], "id", ("id",), as_fields("teacher")),
    Kind("N", "teacher", schema.registry["teacher_changes"], "journal_id", ("id",), as_fields(*_ORDER)),
    Kind("Z", "teacher", schema.registry["substitutions"], "journal_id", ("id",), as_fields(*_ORDER)),
)


@dataclass
class _Asked:
    """Journals asked for by key, and lesson -> its row of ``lessons``; a lesson or student that was asked for."""

    journals: dict[int, Row]
    lessons: dict[int, Row]
    lesson: int | None = None
    student: int | None = None

    def scope(self, column: str) -> set[int]:
        """The keys that a kind's rows are chosen by."""
        if column == "lesson_id":
            return {self.lesson} if self.lesson is not None else set(self.lessons)
        if column == "group_id":
            return {row["group_id"] for row in self.journals.values()}
        return set(self.journals)


def history(
    reading: Reading, filters: Filters, zone: ZoneInfo, journal: str = "", student: str = "", lesson: str = ""
) -> pd.DataFrame:
    """columns.HISTORY by time; ``journal``, ``student`` and ``lesson`` as named.py takes them.

    Raises ParameterError for a journal, student or lesson that there is not, and for a lesson without its journal.
    """
    asked = _asked(reading, filters, journal, student, lesson)
    found = [(kind, change) for kind in KINDS for change in _changes(reading, kind, asked)]
    sources = Sources.of(reading, asked.journals, {change.revision for _, change in found}, zone)
    rows = [row for kind, change in found for row in _events(kind, change, asked, sources)]
    return _frame(reading, rows, asked)


def _asked(reading: Reading, filters: Filters, journal: str, student: str, lesson: str) -> _Asked:
    if journal:
        one = find_journal(reading, journal)
        chosen = {one["id"]: one}
    else:
        within = set(journals_frame(reading, filters, None)["journal_id"])
        chosen = {row["id"]: row for row in reading.registry("load") if row["id"] in within}
    rows = all_rows(reading, schema.lessons, "journal_id", chosen)
    asked = _Asked(chosen, {row["id"]: row for row in rows})
    if lesson:
        asked.lesson = find_lesson(reading, find_journal(reading, journal), lesson)
    if student:
        asked.student = find_student(reading, student)["id"]
    return asked


def _changes(reading: Reading, kind: Kind, asked: _Asked) -> Iterator[Change]:
    if asked.lesson is not None and kind.scope != "lesson_id":
        return
    if asked.student is not None and kind.name not in ("mark", "work", "membership"):
        return
    rows = all_rows(reading, kind.table, kind.scope, asked.scope(kind.scope))
    if asked.student is not None:
        rows = [row for row in rows if row["student_id"] == asked.student]
    if "teacher_id" in kind.table.c:
        names = {row["id"]: row["name"] for row in reading.registry("teachers")}
        rows = [row | {"teacher": names.get(row["teacher_id"])} for row in rows]
    yield from changes_of(rows, kind.key)


def _events(kind: Kind, change: Change, asked: _Asked, sources: Sources) -> Iterator[Row]:
    """The event of a change; one a journal of the group where it is a membership, none where nothing seen changed."""
    old, new = kind.said(change.before, change.after)
    row = change.row
    if old == new or (kind.name == "date" and not change.before and row["status"] == "planned"):
        return
    for journal in _concerned(kind, row, asked):
        origin = sources.origin(journal, change.revision, row.get("read_id") if change.after else None)
        yield {
            "event": event_id(change.revision, kind.letter, row),
            "revision": change.revision,
            "at": origin.at,
            "kind": kind.name,
            "journal_id": journal,
            "lesson_id": row.get("lesson_id"),
            "item": row.get("item", row.get("number")),
            "due": row.get("due"),
            "student_id": row.get("student_id"),
            "old": old,
            "new": new,
            "author": origin.author,
            "authorship": origin.authorship,
            "source": origin.source,
            "workbook": origin.workbook,
            "cell": row.get("cell"),
            "document": row.get("document") or origin.document,
        }


def _concerned(kind: Kind, row: Row, asked: _Asked) -> Iterable[int]:
    if kind.scope == "lesson_id":
        return [asked.lessons[row["lesson_id"]]["journal_id"]]
    if kind.scope == "group_id":
        return [
            key
            for key, journal in asked.journals.items()
            if journal["group_id"] == row["group_id"] and journal["subgroup"] in (None, row["subgroup"])
        ]
    return [row["id"] if kind.scope == "id" else row["journal_id"]]


def event_id(revision: int, letter: str, row: Row) -> str:
    """The id of an event: its revision, and the kind and key of the row that began or ended there."""
    return f"E{revision}-{letter}{row['row'] if 'row' in row else row['id']}"


def _frame(reading: Reading, rows: list[Row], asked: _Asked) -> pd.DataFrame:
    names = [*columns.HISTORY.dtypes, "due"]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    keys = {key for name in ("journal_id", "lesson_id", "student_id") for key in frame[name].dropna()}
    public = {row["id"]: row["public_id"] for row in all_rows(reading, schema.entities, "id", keys)}
    for name in ("journal", "lesson", "student"):
        frame[name] = frame[f"{name}_id"].map(public).astype(object)
    people = all_rows(reading, schema.registry["students"], "id", set(frame["student_id"].dropna()))
    frame["name"] = frame["student_id"].map({row["id"]: row["name"] for row in people}).astype(object)
    held = all_rows(reading, schema.lesson_facts, "lesson_id", set(frame["lesson_id"].dropna()))
    slots = {row["lesson_id"]: row for row in held if row["to_revision"] is None}
    frame["date"] = [
        slots[key]["date"] if key in slots else due for key, due in zip(frame["lesson_id"], frame["due"], strict=True)
    ]
    frame["pair"] = [slots[key]["pair"] if key in slots else None for key in frame["lesson_id"]]
    typed = cast(_with_orders(reading, frame, asked), columns.HISTORY.dtypes)
    return typed.sort_values(["at", "revision", "journal_id", "event"], kind="stable", ignore_index=True)


def _with_orders(reading: Reading, frame: pd.DataFrame, asked: _Asked) -> pd.DataFrame:
    """The document of the order that changed a lesson's date: the journal's order of that revision that names it."""
    orders = {
        (row["journal_id"], row["from_revision"], day): row["document"] or row["reason"]
        for row in all_rows(reading, schema.registry["changes"], "journal_id", asked.journals)
        for day in (row["date"], row["new_date"])
    }
    for at in frame.index[frame["kind"] == "date"]:
        said = " ".join(str(frame.at[at, name] or "") for name in ("old", "new"))
        for (journal, revision, day), document in orders.items():
            named = str(day) in said or day == frame.at[at, "date"]
            if (journal, revision) == (frame.at[at, "journal_id"], frame.at[at, "revision"]) and named:
                frame.at[at, "document"] = document
    return frame
