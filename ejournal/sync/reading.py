"""One journal tab's state as read: each lesson's column with its completeness, and independent work. Pure.

A column is complete when a work type is named and ``Нет`` equals the count of absent and excused members (3.5, 4.3).
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from ejournal.marks import Completeness, Entries, Entry, MarkReader
from ejournal.parameters import Parameters
from ejournal.sheets import layout
from ejournal.sheets.workbook import Grid
from ejournal.sync.bind import Binding, Cells, Trouble, bind
from ejournal.sync.cells import day, number, text
from ejournal.sync.plans import PlanReading, folded
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
    control_typed: str = ""
    counted: int = 0
    topic: str | None = None
    entries: dict[int, tuple[tuple[Entry, ...], str]] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    @property
    def away(self) -> list[int]:
        """The students of whom the column says that they were not there, for whatever reason."""
        return [
            student for student, (entries, _) in self.entries.items() if any(entry.status in _AWAY for entry in entries)
        ]

    def judge(self, not_held: frozenset[str]) -> None:
        """Say whether the column is complete, by what stands in it and how many of its members are away."""
        heads = (self.work_type, self.control_number)
        judged = Completeness.of(*heads, self.counted, blank=self.blank, not_held=not_held)
        self.completeness, self.reason = judged.code, judged.reason

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


@dataclass(frozen=True)
class Words:
    """What a tab is read by: the marks' words, the work types that are known, and those that say "not held"."""

    reader: MarkReader
    work_types: frozenset[str]
    not_held: frozenset[str]

    @classmethod
    def of(cls, parameters: Parameters) -> Self:
        """By the university's parameters."""
        types = parameters.work_types
        return cls(MarkReader(parameters.marks), folded(types.all), folded(types.not_held))


@dataclass(frozen=True)
class LastRead:
    """A tab as the store remembers it: raw cells and places, JSON texts; None when it was never read."""

    cells: str | None = None
    places: str | None = None

    @property
    def seen(self) -> dict[str, set[int]]:
        """Keys of the ``lessons`` and ``students`` that ever had a column or row in the tab."""
        places = json.loads(self.places) if self.places else {}
        return {name: set(places.get(name, ())) for name in ("lessons", "students")}


def read_tab(grid: Grid, journal: Journal, words: Words, plan: PlanReading, last: LastRead) -> TabReading:
    """Read a journal tab; ``plan``: its lesson plan as it stands in the same workbook."""
    known: Cells = json.loads(last.cells) if last.cells else {}
    seen = last.seen
    binding = bind(grid, journal, known, seen)
    reading = TabReading(journal.public_id, grid.title, binding.stopped, troubles=list(binding.troubles))
    if binding.stopped:
        return reading
    reading.bound = {student.id for student in binding.rows.values()}
    raw: Cells = {}
    for column, (key, lesson) in binding.columns.items():
        found = ColumnReading(lesson.id)
        _read_cells(found, grid, binding, column, words.reader, reading.troubles)
        found.counted = sum(journal.is_member(student, lesson.date) for student in found.away)
        _read_heads(found, grid, binding, column, words, plan, reading.troubles)
        found.kept |= journal.periods.keys() - reading.bound
        reading.columns.append(found)
        _note_raw(raw, key, grid, binding, column)
    _read_items(reading, grid, binding, journal, words.reader, raw)
    reading.cells = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    reading.places = _places(binding, seen)
    return reading


def _cells(grid: Grid, binding: Binding, column: int) -> list[tuple[int, object]]:
    rows = grid.rows
    if column >= grid.width:
        return []
    return [(row, value) for row in binding.rows if (value := rows[row][column]) != ""]


def _read_cells(
    found: ColumnReading | ItemReading,
    grid: Grid,
    binding: Binding,
    column: int,
    reader: MarkReader,
    troubles: list[Trouble],
) -> None:
    """The column's entries by student; what cannot be read is kept as it was, and named with its cell."""
    letters = layout.letters(column + 1)
    lesson_id = found.lesson_id if isinstance(found, ColumnReading) else None
    for row, value in _cells(grid, binding, column):
        reading = reader.read(value)
        student = binding.rows[row].id
        if isinstance(reading, Entries):
            found.entries[student] = (reading.entries, f"{letters}{row + 1}")
        elif reading is not None:
            found.kept.add(student)
            troubles.append(Trouble("unknown_mark", f"{letters}{row + 1}", text(value), lesson_id, student))


def _read_heads(
    found: ColumnReading,
    grid: Grid,
    binding: Binding,
    column: int,
    words: Words,
    plan: PlanReading,
    troubles: list[Trouble],
) -> None:
    found.work_type = text(grid.cell(binding.heads["work_type"] + 1, column + 1)) or None
    if found.work_type and found.work_type.casefold() not in words.work_types | plan.work_types:
        place = layout.address(binding.heads["work_type"] + 1, column + 1)
        troubles.append(Trouble("unknown_work_type", place, found.work_type, found.lesson_id))
    typed = grid.cell(binding.heads["control"] + 1, column + 1)
    found.control_number, found.control_typed = number(typed), text(typed)
    if found.control_typed and found.control_number is None:
        place = layout.address(binding.heads["control"] + 1, column + 1)
        troubles.append(Trouble("bad_control_number", place, found.control_typed, found.lesson_id))
    if "topic" in binding.heads:
        topic = text(grid.cell(binding.heads["topic"] + 1, column + 1))
        # The cell's formula repeats the plan; only what a teacher typed over it is a topic of its own.
        found.topic = topic if topic and topic not in plan.topics | {"0"} else None
    found.judge(words.not_held)


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
        found = ItemReading(item, day(grid.cell(binding.heads["date"] + 1, column + 1)))
        _read_cells(found, grid, binding, column, reader, reading.troubles)
        found.kept |= journal.periods.keys() - reading.bound
        reading.items.append(found)
        _note_raw(raw, f"W{item}", grid, binding, column)


def _places(binding: Binding, seen: dict[str, set[int]]) -> str:
    """Where lessons (key -> column letters), items and students (key -> row) stand, the heads' rows, all ever seen."""
    lessons = {lesson.id for _, lesson in binding.columns.values()}
    students = {student.id for student in binding.rows.values()}
    return json.dumps(
        {
            "heads": {name: row + 1 for name, row in binding.heads.items()},
            "columns": {lesson.id: layout.letters(column + 1) for column, (_, lesson) in binding.columns.items()},
            "items": {item: layout.letters(column + 1) for column, item in binding.items.items()},
            "rows": {student.id: row + 1 for row, student in binding.rows.items()},
            "lessons": sorted(seen["lessons"] | lessons),
            "students": sorted(seen["students"] | students),
        },
        separators=(",", ":"),
    )
