"""The registry workbook as read: typed rows with their place, and what could not be read."""

from dataclasses import dataclass, field
from pathlib import Path

from ejournal.model import TABS
from ejournal.registry.problems import Problem
from ejournal.sheets.layout import letters

ID_HEADER = "id"
HEADER_ROW = 2
FIRST_ROW = 3


@dataclass(frozen=True)
class RegistryRow:
    """One row of a tab: its number in the workbook, its hidden id, and field name -> typed value.

    A blank or unreadable cell has no entry. Choices are codes, ``kinds`` is a tuple of codes, instants are naive local.
    """

    row_number: int
    row_id: str | None
    values: dict[str, object]


@dataclass(frozen=True)
class TabPlace:
    """How a tab stands in the workbook: its title there, and field name (or ``id``) -> column letters."""

    title: str
    columns: dict[str, str]


@dataclass
class RegistryData:
    """All rows of a registry workbook by the model's tab name; ``sha256`` is of the bytes read."""

    path: Path
    sha256: str
    tabs: dict[str, list[RegistryRow]]
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, TabPlace] = field(default_factory=dict)

    def place(self, tab: str) -> TabPlace:
        """Where the tab's columns stand; as in the template where nothing else was read."""
        return self.places.get(tab) or template_place(tab)

    def title(self, tab: str) -> str:
        """The tab's title in this workbook."""
        return self.place(tab).title

    def cell(self, tab: str, row: RegistryRow, name: str) -> str:
        """The address of a row's field: ``D17``; of the id column where the workbook lacks the field's."""
        return f"{self.place(tab).columns.get(name, 'A')}{row.row_number}"

    def has(self, tab: str, name: str) -> bool:
        """Whether the workbook has the tab and the field's column at all."""
        return tab in self.tabs and name in self.place(tab).columns


def template_place(name: str) -> TabPlace:
    """Where a tab's columns stand in the template: the id in A, the fields from B on."""
    tab = TABS[name]
    columns = {item.name: letters(number) for number, item in enumerate(tab.fields, 2)}
    return TabPlace(tab.title, {ID_HEADER: "A", **columns})
