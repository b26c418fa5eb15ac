"""Edits carried out in one workbook's file, as somebody at the screen would: cells are found by what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatchmethod
from pathlib import Path

from ejournal.sample.comments import comment
from ejournal.sample.edits import (
    Column,
    Comment,
    Defect,
    Edit,
    InsertColumn,
    NameBelow,
    Note,
    PastedDate,
    PasteRow,
    Plan,
    Planted,
    Rename,
    RetypeDate,
    Sort,
    Works,
)
from ejournal.sample.journals import Slot
from ejournal.sample.package import Package
from ejournal.sample.sheet import address
from ejournal.sample.structure import clear_row, insert_column, paste_row, sort_rows
from ejournal.sample.tabs import JournalTab, PlanTab, journal_tab, plan_tab

_EPOCH = date(1899, 12, 30)
_AWAY = frozenset({"кж", "kж", "н", "h", "н/б", "нб", "у", "y"})
"""Words for absence, in small letters, as far as these teachers type them; also in Latin letters that look the same."""
_TITLE = 31


@dataclass(frozen=True)
class Place:
    """Where a journal stands: its tab's and its plan's parts in the file, and how each student is shown there.

    ``periods``: record-book number -> days of membership, by which the column's counter counts.
    """

    journal: str
    part: str
    plan_part: str
    shown: Mapping[str, str]
    periods: Mapping[str, tuple[tuple[date, date], ...]]
    author: str
    cancelled: frozenset[Slot] = frozenset()


@dataclass
class Outcome:
    """What came of a workbook's edits: whether the file changed, what was planted, which works were marked."""

    changed: bool = False
    planted: list[Planted] = field(default_factory=list)
    works: dict[tuple[str, int, str], int] = field(default_factory=dict)


def apply_edits(path: Path, name: str, places: Mapping[str, Place], edits: list[Edit]) -> Outcome:
    """Carry out the edits in their order and save the file, if anything was typed; ``name`` is its path as planted."""
    outcome = Outcome()
    package = Package(path)
    hands = {journal: Hand(package, place, name, outcome) for journal, place in places.items()}
    for edit in edits:
        hands[edit.journal].do(edit)
    if outcome.changed:
        for journal in {edit.journal for edit in edits}:
            hands[journal].recalculate()
        package.save()
    return outcome


class Hand:
    """Does one journal's edits in a workbook."""

    def __init__(self, package: Package, place: Place, name: str, outcome: Outcome) -> None:
        self.package, self.place, self.name, self.outcome = package, place, name, outcome
        self._tab: JournalTab | None = None
        self._plan: PlanTab | None = None

    @property
    def tab(self) -> JournalTab:
        """The journal's tab, looked at anew after rows or columns moved."""
        if self._tab is None:
            self._tab = journal_tab(self.package.sheet(self.place.part))
        if self._tab is None:
            raise ValueError(f"{self.name}: no journal where {self.place.journal} was")
        return self._tab

    @property
    def plan(self) -> PlanTab:
        """The tab of its lesson plan."""
        if self._plan is None:
            self._plan = plan_tab(self.package.sheet(self.place.plan_part))
        if self._plan is None:
            raise ValueError(f"{self.name}: no lesson plan where that of {self.place.journal} was")
        return self._plan

    def do(self, edit: Edit) -> None:
        """Carry out one edit, and note what was planted by it."""
        self._edit = edit
        self._do(edit.action)

    def recalculate(self) -> None:
        """Topics and counters as the spreadsheet program computes them when it saves."""
        tab, sheet = self.tab, self.tab.sheet
        for place, (slot, column) in enumerate(sorted(tab.columns.items(), key=lambda item: item[1]), 1):
            sheet.recalculate(tab.heads["topic"], column, self.plan.topic(place))
            if "counted" in tab.heads:
                sheet.recalculate(tab.heads["counted"], column, float(self._counted(slot[0], column)))

    def _counted(self, day: date, column: int) -> int:
        found = 0
        for number, periods in self.place.periods.items():
            row = self.tab.rows.get(self.place.shown[number])
            if row and any(first <= day <= last for first, last in periods):
                found += self.tab.sheet.text(row, column).casefold() in _AWAY
        return found

    def _row(self, number: str) -> int | None:
        return self.tab.rows.get(self.place.shown[number])

    def _note(self, kind: str, row: int, column: int, defect: Defect | None = None, part: str = "") -> None:
        title = self.package.title(part or self.place.part)
        mended = defect.mended if defect else None
        cell, moment = address(row, column), self._edit.moment
        self.outcome.planted.append(Planted(kind, self.name, title, cell, moment, mended))

    def _type(self, row: int, column: int, value: object) -> None:
        self.tab.sheet.type(row, column, value)  # type: ignore[arg-type]
        self.outcome.changed = True

    def _defects(self, slot: Slot, defects: tuple[Defect, ...]) -> None:
        for defect in defects:
            label = defect.where if defect.where in self.tab.heads else ""
            row = self.tab.heads[label] if label else self._row(defect.where)
            if row:
                self._note(defect.kind, row, self.tab.columns[slot], defect)

    @singledispatchmethod
    def _do(self, action: object) -> None:
        raise TypeError(type(action).__name__)

    @_do.register
    def _column(self, action: Column) -> None:
        if action.slot in self.place.cancelled and action.slot not in self.tab.columns:
            return  # a lesson that was called off need not have a column
        if action.work is not None:
            self._type(*self.tab.head("work", action.slot), action.work)
        if action.control is not None:
            self._type(*self.tab.head("control", action.slot), action.control)
        for number, value in action.cells.items():
            if row := self._row(number):
                column = self.tab.columns[action.slot]
                self._type(row, column, value)
                self.tab.sheet.restyle(row, column, self._usual_style(row, column))
        self._defects(action.slot, action.defects)

    def _usual_style(self, row: int, column: int) -> str | None:
        """The format of the cells above and below, which a pasted cell may have lost."""
        here, above = self.tab.sheet.style(row, column), self.tab.sheet.style(row - 1, column)
        below = self.tab.sheet.style(row + 1, column)
        return above if above == below and row > self.tab.first else here

    @_do.register
    def _plan_rows(self, action: Plan) -> None:
        for number, fields in action.rows.items():
            row = self.plan.rows.get(number)
            for label, value in fields.items():
                if row and label in self.plan.columns:
                    typed = float((value - _EPOCH).days) if isinstance(value, date) else value
                    self.plan.sheet.type(row, self.plan.columns[label], typed)
                    self.outcome.changed = True
        for number in action.missing:
            if row := self.plan.rows.get(number):
                self._note("no_topic", row, self.plan.columns["topic"], part=self.place.plan_part)

    @_do.register
    def _works(self, action: Works) -> None:
        column = self.tab.works.get(action.text)
        if column is None:
            return  # the column comes with the next provisioning
        for number, value in action.cells.items():
            if row := self._row(number):
                self._type(row, column, value)
                self.outcome.works[self.place.journal, action.row, number] = int(str(value))

    @_do.register
    def _pasted_date(self, action: PastedDate) -> None:
        if row := self._row(action.number):
            column = self.tab.columns[action.slot]
            self._type(row, column, float((action.day - _EPOCH).days))
            self.tab.sheet.restyle(row, column, self.tab.sheet.style(*self.tab.head("date", action.slot)))
            self._defects(action.slot, action.defects)

    @_do.register
    def _name_below(self, action: NameBelow) -> None:
        row = next(self.tab.free_rows(), None)
        if row is None:
            return
        self._type(row, self.tab.names, action.name)
        for slot, value in action.cells.items():
            self._type(row, self.tab.columns[slot], value)
        self._note("name_below", row, self.tab.names)
        self._tab = None

    @_do.register
    def _sort(self, action: Sort) -> None:
        rows = sorted(self.tab.rows.values())
        names = {row: self.tab.sheet.text(row, self.tab.names) for row in rows}
        order = sorted(rows, key=lambda row: names[row], reverse=action.backwards)
        sort_rows(self.tab.sheet, rows, order)
        self._restructured("sorted", rows[0], self.tab.names)

    @_do.register
    def _insert_column(self, action: InsertColumn) -> None:
        column = self.tab.columns[action.before]
        insert_column(self.package, self.place.part, column)
        self._tab = None
        self._type(self.tab.heads["date"], column, action.head)
        for number, value in action.cells.items():
            if row := self._row(number):
                self._type(row, column, value)
        self._restructured("column_inserted", self.tab.heads["date"], column)

    @_do.register
    def _paste_row(self, action: PasteRow) -> None:
        copies = self.tab.doubles(self.place.shown[action.number])
        if action.undo and len(copies) > 1:
            clear_row(self.tab.sheet, copies[-1])
        elif not action.undo and copies and (target := next(self.tab.free_rows(), None)):
            paste_row(self.tab.sheet, copies[0], target)
            self._note("row_pasted_twice", target, self.tab.names, Defect("", "", action.mended))
        self.outcome.changed = True
        self._tab = None

    @_do.register
    def _note_beside(self, action: Note) -> None:
        row = self._row(action.number)
        free = [column for column in self.tab.notes if row and not self.tab.sheet.text(row, column)]
        if row and free:
            self._type(row, free[0], action.text)
            self._note("note", row, free[0])

    @_do.register
    def _comment(self, action: Comment) -> None:
        row, column = self._row(action.number), self.tab.columns[action.slot]
        if row and comment(self.package, self.place.part, row, column, self.place.author, action.text):
            self.outcome.changed = True
            self._note("comment", row, column)

    @_do.register
    def _rename(self, action: Rename) -> None:
        taken = {tab.title.casefold() for tab in self.package.tabs()}
        titles = (action.title[:_TITLE], *(f"{action.title[: _TITLE - 2]} {number}" for number in range(2, 10)))
        title = next((title for title in titles if title.casefold() not in taken), None)
        if title:
            self.package.rename(self.place.part, title)
            self._restructured("tab_renamed", 1, 1)

    @_do.register
    def _retype_date(self, action: RetypeDate) -> None:
        place = self.tab.head("date", action.slot)
        self._type(*place, action.text)
        self._note("date_as_text", *place)

    def _restructured(self, kind: str, row: int, column: int) -> None:
        self._note(kind, row, column)
        self.outcome.changed = True
        self._tab = None
