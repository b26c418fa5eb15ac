"""One journal's teacher at a workbook: finds rows, columns and tabs by what is shown, types, and notes mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ejournal.sample.edits import Defect, Edit, Planted
from ejournal.sample.journals import Slot
from ejournal.sample.package import Package
from ejournal.sample.sheet import Value, address
from ejournal.sample.tabs import JournalTab, PlanTab, journal_tab, plan_tab
from ejournal.sample.truth import WorkKey

_AWAY = frozenset({"кж", "kж", "н", "h", "н/б", "нб", "у", "y"})
"""Words for absence, in small letters, as far as these teachers type them; also in Latin letters that look the same."""


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
    """What came of a workbook's edits: whether the file changed, what was planted, which works were marked.

    ``damaged``: the file is to lose its end.
    """

    changed: bool = False
    damaged: bool = False
    planted: list[Planted] = field(default_factory=list)
    works: dict[WorkKey, int] = field(default_factory=dict)


class Hand:
    """Types into one journal's tabs; ``edit`` is the one that is carried out."""

    def __init__(self, package: Package, place: Place, name: str, outcome: Outcome) -> None:
        self.package, self.place, self.name, self.outcome = package, place, name, outcome
        self.edit: Edit | None = None
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

    def row(self, number: str) -> int | None:
        """The row of a student, where the list has one."""
        return self.tab.rows.get(self.place.shown[number])

    def type(self, row: int, column: int, value: Value) -> None:
        """Type into a cell of the journal's tab."""
        self.tab.sheet.type(row, column, value)
        self.outcome.changed = True

    def type_plan(self, row: int, column: int, value: Value) -> None:
        """Type into a cell of the plan's tab."""
        self.plan.sheet.type(row, column, value)
        self.outcome.changed = True

    def look_again(self) -> None:
        """Rows or columns are not where they were."""
        self._tab = None
        self.outcome.changed = True

    def note(self, kind: str, row: int, column: int, defect: Defect | None = None, part: str = "") -> None:
        """A mistake stands in this cell now."""
        title = self.package.title(part or self.place.part)
        self._note(defect or Defect(kind), title, address(row, column))

    def note_at(
        self, defects: tuple[Defect, ...], row: int = 0, column: int = 0, part: str = "", nowhere: bool = False
    ) -> None:
        """These mistakes stand in this cell now; without a row in the tab, without a part in the file, or nowhere."""
        title = self.package.title(part) if part else ""
        for defect in defects:
            self._note(defect, title, address(row, column) if row else "", "" if nowhere else self.name)

    def _note(self, defect: Defect, title: str, cell: str, name: str | None = None) -> None:
        if self.edit is None:
            raise ValueError("nothing is being typed")
        where = self.name if name is None else name
        planted = Planted(defect.kind, where, title, cell, self.edit.moment, defect.mended, because=defect.because)
        self.outcome.planted.append(planted)

    def note_all(self, slot: Slot, defects: tuple[Defect, ...]) -> None:
        """The mistakes that were made in a lesson's column."""
        for defect in defects:
            row = self.tab.heads.get(defect.where) or self.row(defect.where)
            if row:
                self.note(defect.kind, row, self.tab.columns[slot], defect)

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
            row = self.row(number)
            if row and any(first <= day <= last for first, last in periods):
                found += self.tab.sheet.text(row, column).casefold() in _AWAY
        return found
