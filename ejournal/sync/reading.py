"""One tab's state as read: each lesson's column with its completeness, independent work, and the lesson plan. Pure.

A column is complete when a work type is named and ``Нет`` equals the count of absent and excused members (3.5, 4.3).
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ejournal.marks import Entries, Entry, MarkReader
from ejournal.sheets import layout
from ejournal.sheets.workbook import Grid
from ejournal.sync.bind import Binding, Cells, Trouble, bind
from ejournal.sync.cells import day, number, text
from ejournal.sync.roster import Journal

_AWAY = ("absent", "excused")
_HEAD = ""


@dataclass
class ColumnReading:
    """One lesson's column. ``kept``: students whose cell could not be read, or whose row is not there."""

    lesson_id: int
    completeness: str = "incomplete"
    reason: str | None = "empty"
    work_type: str | None = None
    control_number: int | None = None
    counted: int = 0
    topic: str | None = None
    entries: dict[int, tuple[tuple[Entry, ...], str]] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    @property
    def blank(self) -> bool:
        """Whether nobody typed anything into the column."""
        return not (self.entries or self.kept or self.work_type or self.control_number is not None or self.topic)


@dataclass
class ItemReading:
    """One column of independent work."""

    item: int
    due: date | None
    entries: dict[int, tuple[tuple[Entry, ...], str]] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)


@dataclass
class TabReading:
    """One journal tab. ``cells`` and ``places`` are JSON texts as the store keeps them."""

    journal: str
    title: str
    stopped: bool = False
    cells: str = "{}"
    places: str = "{}"
    bound: set[int] = field(default_factory=set)
    columns: list[ColumnReading] = field(default_factory=list)
    items: list[ItemReading] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass
class PlanReading:
    """One lesson plan tab: the rows that hold anything, by number."""

    journal: str
    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def read_tab(
    grid: Grid,
    journal: Journal,
    reader: MarkReader,
    not_held: tuple[str, ...],
    plan: dict[int, str],
    before: str | None,
) -> TabReading:
    """Read a journal tab. ``plan``: lesson key -> topic by the plan; ``before``: the cells of the last read, JSON."""
    known: Cells = json.loads(before) if before else {}
    binding = bind(grid, journal, known)
    reading = TabReading(journal.public_id, grid.title, binding.stopped, troubles=list(binding.troubles))
    if binding.stopped:
        return reading
    reading.bound = {student.id for student in binding.rows.values()}
    raw: Cells = {}
    for column, (key, lesson) in binding.columns.items():
        members = journal.members(lesson.date)
        found = _column(grid, binding, column, lesson.id, members, reader, reading.troubles)
        _read_heads(found, grid, binding, column, not_held, plan.get(lesson.id), reading.troubles)
        found.kept |= journal.periods.keys() - reading.bound
        reading.columns.append(found)
        _note_raw(raw, key, grid, binding, column)
    _read_items(reading, grid, binding, journal, reader, raw)
    reading.cells = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    reading.places = _places(binding)
    return reading


def _cells(grid: Grid, binding: Binding, column: int) -> list[tuple[int, object]]:
    rows = grid.rows
    if column >= grid.width:
        return []
    return [(row, value) for row in binding.rows if (value := rows[row][column]) != ""]


def _column(
    grid: Grid,
    binding: Binding,
    column: int,
    lesson_id: int,
    members: set[int],
    reader: MarkReader,
    troubles: list[Trouble],
) -> ColumnReading:
    found = ColumnReading(lesson_id)
    letters = layout.letters(column + 1)
    for row, value in _cells(grid, binding, column):
        reading = reader.read(value)
        if reading is None:
            continue
        student = binding.rows[row].id
        if isinstance(reading, Entries):
            found.entries[student] = (reading.entries, f"{letters}{row + 1}")
            if student in members and any(entry.status in _AWAY for entry in reading.entries):
                found.counted += 1
        else:
            found.kept.add(student)
            troubles.append(Trouble("unknown_mark", f"{letters}{row + 1}", text(value), lesson_id, student))
    return found


def _read_heads(
    found: ColumnReading,
    grid: Grid,
    binding: Binding,
    column: int,
    not_held: tuple[str, ...],
    planned_topic: str | None,
    troubles: list[Trouble],
) -> None:
    found.work_type = text(grid.cell(binding.heads["work_type"] + 1, column + 1)) or None
    typed = grid.cell(binding.heads["control"] + 1, column + 1)
    found.control_number = number(typed)
    if text(typed) and found.control_number is None:
        place = layout.address(binding.heads["control"] + 1, column + 1)
        troubles.append(Trouble("bad_control_number", place, text(typed), found.lesson_id))
    if "topic" in binding.heads:
        topic = text(grid.cell(binding.heads["topic"] + 1, column + 1))
        found.topic = topic if topic and topic not in (planned_topic, "0") else None
    found.completeness, found.reason = _completeness(found, not_held)


def _completeness(found: ColumnReading, not_held: tuple[str, ...]) -> tuple[str, str | None]:
    named = (found.work_type or "").casefold()
    if named and any(named == text(word).casefold() for word in not_held):
        return "not_held", None
    if found.blank:
        return "incomplete", "empty"
    if not named:
        return "incomplete", "no_work_type"
    if found.control_number is None:
        return "incomplete", "no_control_number"
    if found.control_number != found.counted:
        return "incomplete", "disagrees"
    return "complete", None


def _note_raw(raw: Cells, key: str, grid: Grid, binding: Binding, column: int) -> None:
    cells = {binding.rows[row].public_id: text(value) for row, value in _cells(grid, binding, column)}
    heads = (text(grid.cell(binding.heads[name] + 1, column + 1)) for name in ("work_type", "control"))
    joined = "\t".join(heads)
    if joined != "\t":
        cells[_HEAD] = joined
    if cells:
        raw[key] = cells


def _read_items(
    reading: TabReading, grid: Grid, binding: Binding, journal: Journal, reader: MarkReader, raw: Cells
) -> None:
    for column, item in binding.items.items():
        due_cell = grid.cell(binding.heads["date"] + 1, column + 1)
        column_reading = _column(grid, binding, column, 0, set(), reader, [])
        troubles = [
            Trouble("unknown_mark", layout.address(row + 1, column + 1), text(value), None, binding.rows[row].id)
            for row, value in _cells(grid, binding, column)
            if binding.rows[row].id in column_reading.kept
        ]
        reading.troubles += troubles
        kept = column_reading.kept | (journal.periods.keys() - reading.bound)
        reading.items.append(ItemReading(item, day(due_cell), column_reading.entries, kept))
        _note_raw(raw, f"W{item}", grid, binding, column)


def _places(binding: Binding) -> str:
    """Where lessons (key -> column letters), items and students (key -> row) stand, and the rows of the heads."""
    return json.dumps(
        {
            "heads": {name: row + 1 for name, row in binding.heads.items()},
            "columns": {lesson.id: layout.letters(column + 1) for column, (_, lesson) in binding.columns.items()},
            "items": {item: layout.letters(column + 1) for column, item in binding.items.items()},
            "rows": {student.id: row + 1 for row, student in binding.rows.items()},
        },
        separators=(",", ":"),
    )


_KINDS = {"лк": "lecture", "пр": "practice", "лб": "lab", "lec": "lecture", "prac": "practice", "lab": "lab"}


def read_plan(grid: Grid, journal: str) -> PlanReading:
    """Read a lesson plan tab (2.2, 4.3); a row is known by its hidden id, a doubled one is left out and reported."""
    reading = PlanReading(journal, grid.title)
    seen: set[int] = set()
    for row in range(2, grid.height + 1):
        key = text(grid.cell(row, layout.COL_ID))
        plan_number = number(key[1:]) if key.startswith("P") else None
        if plan_number is None:
            continue
        if plan_number in seen:
            reading.troubles.append(Trouble("doubled_row", layout.address(row, layout.COL_ID), key))
            continue
        seen.add(plan_number)
        found = _plan_row(grid, row, plan_number, reading.troubles)
        if found:
            reading.rows.append(found)
    return reading


def _plan_row(grid: Grid, row: int, plan_number: int, troubles: list[Trouble]) -> dict[str, Any] | None:
    values = {name: grid.cell(row, column) for name, column in layout.PLAN_COLUMN.items()}
    typed = {
        name: text(values[name]) or None
        for name in ("topic", "work_type", "independent_work", "literature", "control_form")
    }
    planned = day(values["date"])
    due = day(values["due"], planned)
    if text(values["due"]) and due is None:
        place = layout.address(row, layout.PLAN_COLUMN["due"])
        troubles.append(Trouble("bad_due_date", place, text(values["due"])))
    if not any(typed.values()):
        return None
    hours = number(values["hours"])
    return {
        "number": plan_number,
        "week": number(values["week"]),
        "date": planned,
        "kind": _KINDS.get(text(values["kind"]).casefold()),
        "hours": None if hours is None else float(hours),
        "due": due,
        **typed,
    }
