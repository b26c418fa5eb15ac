"""Reads the registry workbook: tabs and columns by their titles, values as people type them, problems all at once."""

import unicodedata
from pathlib import Path

from ejournal.model import REGISTRY, Field, Tab
from ejournal.registry.data import ID_HEADER, RegistryData, RegistryRow, TabPlace
from ejournal.registry.problems import Problem
from ejournal.registry.reading_kinds import (
    DOUBLED_COLUMN,
    DOUBLED_ID,
    DOUBLED_TAB,
    FOREIGN_ID,
    MISSING_COLUMN,
    MISSING_HEADER,
    MISSING_TAB,
    UNKNOWN_CHOICE,
    UNREADABLE,
)
from ejournal.registry.values import EXAMPLES, Unreadable, cleaned, read_value
from ejournal.sheets.excel import open_workbook
from ejournal.sheets.layout import letters
from ejournal.sheets.workbook import Grid
from ejournal.store import is_public_id

MAX_ROWS = 200_000
"""Rows of a tab: memberships of a large university over many years."""
_HEADER_ROWS = 15


def read_registry(path: Path) -> RegistryData:
    """The registry workbook's rows; what cannot be read is among the problems. Raises WorkbookError."""
    book = open_workbook(path, max_rows=MAX_ROWS)
    data = RegistryData(Path(path), book.sha256, {})
    by_title: dict[str, list[Grid]] = {}
    for grid in book.grids:
        by_title.setdefault(_title(grid.title), []).append(grid)
    for tab in REGISTRY:
        grids = by_title.get(_title(tab.title), [])
        if not grids:
            data.problems.append(MISSING_TAB.at(tab.title, "", None, title=tab.title))
            continue
        data.problems += [DOUBLED_TAB.at(grid.title, "", None, title=tab.title) for grid in grids[1:]]
        _read_tab(data, tab, grids[0])
    return data


def _title(text: object) -> str:
    """A tab's or column's title as it is compared."""
    plain = unicodedata.normalize("NFC", str(text)).casefold().replace("ё", "е")
    return " ".join(plain.replace("\u00a0", " ").split()).rstrip("*: ")


def _read_tab(data: RegistryData, tab: Tab, grid: Grid) -> None:
    header = _header_row(tab, grid)
    if header is None:
        titles = ", ".join(item.title for item in tab.fields)
        data.problems.append(MISSING_HEADER.at(grid.title, "A1", None, titles=titles))
        return
    columns = _columns(data, tab, grid, header)
    data.places[tab.name] = TabPlace(grid.title, {name: letters(column) for name, column in columns.items()})
    fields = [(tab.field(name), column) for name, column in columns.items() if name != ID_HEADER]
    rows: list[RegistryRow] = []
    for number in range(header + 1, grid.height + 1):
        values = {item.name: grid.cell(number, column) for item, column in fields}
        if any(not _is_blank(value) for value in values.values()):
            row_id = cleaned(str(grid.cell(number, columns.get(ID_HEADER, 0)) or "")) or None
            rows.append(RegistryRow(number, row_id, _typed(data, tab, number, values)))
    data.tabs[tab.name] = rows
    data.problems += _id_problems(data, tab, rows)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not cleaned(value))


def _header_row(tab: Tab, grid: Grid) -> int | None:
    """The row among the first ones that holds most of the tab's titles; the upper one of several."""
    wanted = {_title(item.title) for item in tab.fields}
    best, most = None, 0
    for number, row in enumerate(grid.rows[:_HEADER_ROWS], 1):
        found = len(wanted & {_title(value) for value in row if isinstance(value, str)})
        if found > most:
            best, most = number, found
    return best


def _columns(data: RegistryData, tab: Tab, grid: Grid, header: int) -> dict[str, int]:
    """Field name (and ``id``) -> column number; missing and doubled columns become problems."""
    places: dict[str, list[int]] = {}
    for column, value in enumerate(grid.rows[header - 1], 1):
        if isinstance(value, str):
            places.setdefault(_title(value), []).append(column)
    found: dict[str, int] = {}
    optional = {ID_HEADER, *(item.name for item in tab.fields if item.added)}  # without ids keys alone tell rows apart
    for name, title in [(ID_HEADER, ID_HEADER), *((item.name, item.title) for item in tab.fields)]:
        columns = places.get(_title(title), [])
        if columns:
            found[name] = columns[0]
        elif name not in optional:
            data.problems.append(MISSING_COLUMN.at(grid.title, f"A{header}", None, title=title))
        data.problems += [
            DOUBLED_COLUMN.at(grid.title, f"{letters(column)}{header}", title, title=title) for column in columns[1:]
        ]
    return found


def _typed(data: RegistryData, tab: Tab, number: int, raw: dict[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, cell in raw.items():
        item = tab.field(name)
        try:
            value = read_value(item, cell)
        except Unreadable:
            place = data.places[tab.name]
            data.problems.append(_unreadable(place.title, f"{place.columns[name]}{number}", item, cell))
            continue
        if value is not None:
            values[name] = value
    return values


def _unreadable(title: str, cell: str, item: Field, value: object) -> Problem:
    if item.type == "choice":
        return UNKNOWN_CHOICE.at(title, cell, value, choices=", ".join(word for word, _ in item.choices))
    return UNREADABLE.at(title, cell, value, example=EXAMPLES[item.type])


def _id_problems(data: RegistryData, tab: Tab, rows: list[RegistryRow]) -> list[Problem]:
    """Rows pasted with another row's hidden id, or with one of another tab."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for row in rows:
        if row.row_id is None:
            continue
        cell = data.cell(tab.name, row, ID_HEADER)
        title = data.title(tab.name)
        if not is_public_id(row.row_id, tab.prefix):
            problems.append(FOREIGN_ID.at(title, cell, row.row_id, cell=cell))
        elif row.row_id in first:
            problems.append(DOUBLED_ID.at(title, cell, row.row_id, cell=cell, row=first[row.row_id]))
        else:
            first[row.row_id] = row.row_number
    return problems
