"""What every check of the registry needs again and again: rows, rows by key, semesters, and problems at a cell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from ejournal.calendar import Parity, Semester
from ejournal.model import TABS, Tab
from ejournal.registry.data import RegistryData, RegistryRow
from ejournal.registry.problems import Kind, Problem
from ejournal.registry.words import shown_word

MOST_WEEKS = 60


@dataclass
class Book:
    """The registry while it is checked; ``holidays`` are the public ones and the registry's own."""

    data: RegistryData
    holidays: Collection[date]

    def rows(self, tab: str) -> list[RegistryRow]:
        """The rows of a tab, in the workbook's order; none of a tab that is not there."""
        return self.data.tabs.get(tab, [])

    def whole(self, tab: str, *names: str) -> list[RegistryRow]:
        """The rows that have all these fields; what is missing is another check's business."""
        return [row for row in self.rows(tab) if all(name in row.values for name in names)]

    def by_key(self, tab: str) -> dict[Any, RegistryRow]:
        """Value of the tab's first key field -> its first row, in the workbook's order."""
        if tab not in self._by_key:
            found: dict[Any, RegistryRow] = {}
            for row in self.whole(tab, TABS[tab].key[0]):
                found.setdefault(row.values[TABS[tab].key[0]], row)
            self._by_key[tab] = found
        return self._by_key[tab]

    def at(self, kind: Kind, tab: str, row: RegistryRow, name: str, /, **words: object) -> Problem:
        """A problem of this kind at a row's field."""
        place = self.data.cell(tab, row, name)
        return kind.at(self.data.title(tab), place, shown_value(TABS[tab], row, name), **words)

    @cached_property
    def _by_key(self) -> dict[str, dict[Any, RegistryRow]]:
        return {}

    @cached_property
    def semesters(self) -> dict[str, Semester]:
        """Code -> semester, of those that say enough."""
        names = ("code", "start", "weeks", "first_week", "checkpoint_1", "checkpoint_2")
        found = {}
        for row in self.whole("semesters", *names):
            code, start, weeks, first, *checkpoints = (cast(Any, row.values[name]) for name in names)
            if 0 < weeks <= MOST_WEEKS:
                found[code] = Semester(code, start, weeks, cast(Parity, first), (checkpoints[0], checkpoints[1]))
        return found

    def semester_of(self, journal: object) -> Semester | None:
        """The semester of a line of the load, by its code."""
        line = self.by_key("load").get(journal)
        return self.semesters.get(str(line.values.get("semester"))) if line else None


def shown_value(tab: Tab, row: RegistryRow, name: str) -> object:
    """A field's value as the workbook shows it."""
    value, item = row.values.get(name), tab.field(name)
    if item.type == "kinds" and isinstance(value, tuple):
        return ", ".join(shown_word(item, code) for code in value)
    return shown_word(item, value) if item.type == "choice" and value is not None else value
