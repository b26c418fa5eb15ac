"""Points of tests, exams, defences and retakes from a file: all of it, or with any problem nothing (3.5, 5.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.entry_check import Entered, Ground, check_lines
from ejournal.decisions.entry_file import read_entries
from ejournal.errors import EntryError, ParameterError, StoreBusy
from ejournal.parameters import Parameters
from ejournal.scoring.attempts import Entry, entry_of
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import open_rows, replace_rows
from ejournal.store.locks import locks
from ejournal.store.schema_finals import entered_points

TRIES = 5
KEY = ("student_id", "course_id", "control")
SEALED = ("approved", "signed")
CONTROLS = "checkpoint-1, checkpoint-2, exam, credit-test, thesis, retake-1, retake-2, summer"


@dataclass(frozen=True)
class EntryOrder:
    """Which control, who enters, on which local day, for which semester and course; ``document`` opens the window."""

    control: str
    by: str
    today: date
    semester: str = ""
    course: str = ""
    document: str = ""


@dataclass(frozen=True)
class EntrySummary:
    """How many points are new, changed and as they were, and the revision made; None = nothing changed."""

    control: str
    added: int
    changed: int
    unchanged: int
    revision: int | None


def import_points(
    config: Config, parameters: Parameters, path: Path, order: EntryOrder, *, at: datetime
) -> EntrySummary:
    """Take over a file of points in one transaction and revision.

    Raises EntryError with all problems, and nothing is taken; ParameterError for an unknown control or semester, a
    file that cannot be read, and nobody named; StoreBusy where others do not stop writing.
    """
    entry = entry_of(order.control)
    if entry is None:
        raise ParameterError("no such control", where="--control", value=order.control, remedy=f"One of {CONTROLS}")
    if not order.by.strip():
        raise ParameterError("nobody is named", where="--by", remedy="Name who enters the points")
    lines, problems = read_entries(path, course_needed=not order.course)
    store = Store.open(config.database_address)
    try:
        for _ in range(TRIES):
            with Dataset(config) as dataset:
                ground, revision = _ground(dataset, parameters, entry, order), dataset.revision
            found, wrong = check_lines(lines, ground)
            if problems or wrong:
                raise EntryError("the points were not taken over", where=str(path), problems=[*problems, *wrong])
            with store.write("points", actor=order.by, at=at) as writer:
                if writer.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id))) == revision:
                    return _store(writer, entry, order, found)
    finally:
        store.dispose()
    raise StoreBusy("the dataset keeps changing", remedy="Try again when sync has ended")


def _store(writer: Writer, entry: Entry, order: EntryOrder, found: list[Entered]) -> EntrySummary:
    """What differs is closed and written anew; who entered the points before stays with those that are equal."""
    courses = {each.course_id for each in found}
    own = (entered_points.c.control == entry.name, entered_points.c.course_id.in_(sorted(courses)))
    asked = {(each.student_id, each.course_id) for each in found}
    before = [row for row in open_rows(writer.connection, entered_points, *own) if (row[KEY[0]], row[KEY[1]]) in asked]
    rows: list[dict[str, Any]] = [
        {
            "student_id": each.student_id,
            "course_id": each.course_id,
            "control": entry.name,
            "points": each.points,
            "actor": order.by,
            "document": order.document or None,
        }
        for each in found
    ]
    ignore = frozenset(("actor", "document"))
    inserted, closed = replace_rows(writer, entered_points, before, rows, KEY, ignore=ignore)
    revision = writer.revision if writer.changed else None
    return EntrySummary(entry.name, inserted - closed, closed, len(found) - inserted, revision)


def _ground(dataset: Dataset, parameters: Parameters, entry: Entry, order: EntryOrder) -> Ground:
    term = _semester(dataset, order)
    code = str(term["semester"])
    courses = dataset.courses(semester=code)
    members = dataset.memberships()
    start, end = term["start"], term["end"]
    there = members[(members["valid_from"] <= end) & ~(members["valid_to"] < start)]
    ends = term.get(f"checkpoint_{entry.checkpoint}", end)
    results = dataset.results(on=order.today, semester=code) if entry.kind in ("exam", "retake") else pd.DataFrame()
    return Ground(
        entry,
        parameters.rating(str(term["academic_year"])),
        order.today,
        pd.Timestamp(ends).date(),
        order.course,
        order.document,
        _by_key(dataset.students(), "student_id"),
        _by_key(courses, "course_id"),
        {
            int(str(key)): list(dict.fromkeys(rows))
            for key, rows in there.sort_values("valid_from").groupby("student_id")["group_id"]
        },
        {(row["student_id"], row["course_id"]): row for row in _plain(results)},
        _posted(dataset, entry, code, order.today),
        _sealed(dataset, entry, code),
    )


def _semester(dataset: Dataset, order: EntryOrder) -> dict[str, Any]:
    """The semester asked for, else the last one that began by today."""
    rows = _plain(dataset.semesters(semester=order.semester))
    if not order.semester:
        rows = [row for row in rows if row["start"].date() <= order.today][-1:]
    if not rows:
        raise ParameterError("no such semester", where="--semester", value=order.semester)
    return rows[-1]


def _posted(dataset: Dataset, entry: Entry, semester: str, today: date) -> set[int]:
    """Courses whose points of this checkpoint are posted, and none of whose journals is reopened on this day (4.3)."""
    if entry.checkpoint is None:
        return set()
    held = locks(dataset.connection)
    closed = set(dataset.closings(checkpoint=entry.checkpoint, semester=semester)["course_id"])
    return {
        course
        for course in map(int, closed)
        if not any(
            each.lifts(closing, today)
            for closing in held.closings.get(course, ())
            if closing.checkpoint == entry.checkpoint
            for journal, of in held.courses.items()
            if of == course
            for each in held.reopenings.get(journal, ())
        )
    }


def _sealed(dataset: Dataset, entry: Entry, semester: str) -> set[int]:
    """Courses whose grade sheet of this control stands approved or signed."""
    control = entry.name if entry.kind in ("retake", "summer") else "final"
    sheets = dataset.grade_sheets(semester=semester)
    own = sheets[(sheets["control"] == control) & sheets["state"].isin(SEALED)]
    return set() if entry.kind == "test" else {int(key) for key in own["course_id"]}


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain values, None for what is missing."""
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def _by_key(frame: pd.DataFrame, key: str) -> dict[int, dict[str, Any]]:
    return {int(row[key]): row for row in _plain(frame)}
