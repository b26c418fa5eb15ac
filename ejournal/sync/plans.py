"""A lesson plan tab as read (КТП, 2.2, 4.3). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ejournal.names import normalized
from ejournal.sheets import layout
from ejournal.sheets.texts import PLAN_HEADS
from ejournal.sheets.workbook import Grid
from ejournal.sync.bind import Trouble
from ejournal.sync.cells import day, number, text

_KINDS = {"лк": "lecture", "пр": "practice", "лб": "lab", "lec": "lecture", "prac": "practice", "lab": "lab"}
_HEADS = {normalized(head): name for name, heads in PLAN_HEADS.items() for head in (heads.ru, heads.ky, heads.en)}
_TYPED = ("topic", "work_type", "independent_work", "literature", "control_form")
Places = dict[str, int]


@dataclass
class PlanReading:
    """One lesson plan tab: the rows that hold anything typed, by number, and the numbers of those left blank."""

    journal: str
    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    blank: set[int] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Every topic of the plan."""
        return frozenset(row["topic"] for row in self.rows if row["topic"])

    @cached_property
    def work_types(self) -> frozenset[str]:
        """Every work type of the plan, folded as they are compared."""
        return folded(row["work_type"] for row in self.rows if row["work_type"])


def folded(words: Iterable[str]) -> frozenset[str]:
    """The words as they are compared: one space, no case."""
    return frozenset(text(word).casefold() for word in words)


def read_plan(grid: Grid, journal: str) -> PlanReading:
    """Read a lesson plan tab; a row is known by its hidden id, a doubled one is left out and reported."""
    reading = PlanReading(journal, grid.title)
    first, columns = _heads(grid)
    seen: set[int] = set()
    for row in range(first, grid.height + 1):
        key = text(grid.cell(row, columns["id"]))
        plan_number = number(key[1:]) if key.startswith("P") else None
        if plan_number is None:
            continue
        if plan_number in seen:
            reading.troubles.append(Trouble("doubled_row", layout.address(row, columns["id"]), key))
            continue
        seen.add(plan_number)
        _read_row(reading, grid, row, plan_number, columns)
    return reading


def _heads(grid: Grid) -> tuple[int, Places]:
    """The first row of the table and each field's column, by the words of the head; else as the tab was made."""
    for row in range(1, min(8, grid.height) + 1):
        cells = ((column, grid.cell(row, column)) for column in range(1, grid.width + 1))
        found = {_HEADS[normalized(value)]: at for at, value in cells if value and normalized(value) in _HEADS}
        if {"id", "topic"} <= found.keys():
            return row + 1, layout.PLAN_COLUMN | found
    return layout.PLAN_FIRST_ROW, dict(layout.PLAN_COLUMN)


def _read_row(reading: PlanReading, grid: Grid, row: int, plan_number: int, columns: Places) -> None:
    values = {name: grid.cell(row, column) for name, column in columns.items()}
    if not any(values[name] for name in (*_TYPED, "due")):
        reading.blank.add(plan_number)
        return
    typed = {name: text(values[name]) or None for name in _TYPED}
    planned = day(values["date"])
    due = day(values["due"], planned)
    if text(values["due"]) and due is None:
        place = layout.address(row, columns["due"])
        reading.troubles.append(Trouble("bad_due_date", place, text(values["due"])))
    if not any(typed.values()):
        reading.blank.add(plan_number)
        return
    hours = number(values["hours"])
    reading.rows.append(
        {
            "number": plan_number,
            "week": number(values["week"]),
            "date": planned,
            "kind": _KINDS.get(text(values["kind"]).casefold()),
            "hours": None if hours is None else float(hours),
            "due": due,
            **typed,
        }
    )
