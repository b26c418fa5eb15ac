"""Writes the tabs that the system owns (``Проверка``, ``Баллы``) in one replacement of the file, only when they differ.

Row 1 of such a tab is hidden: its marker stands in A1, and right of it a blank cell for each look that a row may have.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ejournal.sheets.layout import FINDINGS, OWNED_STYLES, POINTS, address, parse_marker
from ejournal.sheets.lines import height_of, lines_of
from ejournal.sheets.parts import Fingerprint, commit, open_package, open_sheet
from ejournal.sheets.parts_package import Package
from ejournal.sheets.parts_sheet import Sheet
from ejournal.sheets.parts_values import CellValue, shown
from ejournal.sheets.texts import TITLES

FIRST_ROW = 2
WRAPPED = frozenset({"head", "text", "centre", "link"})
HEIGHTS = {"title": 24.0, "section": 26.0}
DEFAULT_WIDTH = 9.0
_FIRST_STYLE_COLUMN = 2


@dataclass(frozen=True)
class OwnedRow:
    """One row: its cells, and the look (one of layout.OWNED_STYLES) of each, or of all where only one is named.

    A ``stamp`` says when and from what the tab was written; that alone is no reason to write it.
    """

    cells: tuple[CellValue, ...] = ()
    styles: tuple[str, ...] = ("text",)
    stamp: bool = False

    def styled(self) -> Iterator[tuple[CellValue, str]]:
        """Each cell with its look."""
        for number, value in enumerate(self.cells):
            yield value, self.styles[min(number, len(self.styles) - 1)]


@dataclass(frozen=True)
class Replaced:
    """What became of it: the file's new fingerprint (None = it said so already), and kinds of tab that are gone."""

    fingerprint: Fingerprint | None
    missing: tuple[str, ...] = ()


def replace_owned(path: Path, tabs: Mapping[str, Sequence[OwnedRow]], expected_sha256: str | None = None) -> Replaced:
    """Replaces all but the marker of the owned tabs, found by their markers, where their text differs.

    ``tabs``: kind of tab -> its rows from row 2 on. The file keeps its time. Raises WorkbookError (workbook_busy).
    """
    if not tabs.keys() <= {FINDINGS, POINTS}:
        raise ValueError(f"not a tab of the system: {sorted(tabs)}")
    package = open_package(path, expected_sha256)
    found = _sheets(package, set(tabs))
    changed = {title: sheet for kind, (title, sheet) in found.items() if _replace(sheet, tabs[kind])}
    missing = tuple(kind for kind in tabs if kind not in found)
    return Replaced(commit(package, changed, keep_time=True) if changed else None, missing)


def _sheets(package: Package, kinds: set[str]) -> dict[str, tuple[str, Sheet]]:
    """Kind -> title and sheet; the tabs that still have the usual title are looked at first, as parsing takes time."""
    usual = {title for kind in kinds for title in (TITLES[kind].ru, TITLES[kind].ky, TITLES[kind].en)}
    found: dict[str, tuple[str, Sheet]] = {}
    for title in sorted(package.sheets, key=lambda title: title not in usual):
        if len(found) == len(kinds):
            break
        sheet = open_sheet(package, title)
        marker = parse_marker(sheet.text("A1"))
        if marker is not None and marker.kind in kinds:
            found.setdefault(marker.kind, (title, sheet))
    return found


def _replace(sheet: Sheet, rows: Sequence[OwnedRow]) -> bool:
    """Puts the rows in, and says whether anything but a stamp differs from what stood there."""
    stamps = {number for number, row in enumerate(rows, FIRST_ROW) if row.stamp}
    before = {place: _plain(text) for place, text in sheet.texts(FIRST_ROW).items() if place[0] not in stamps}
    after = {place: _plain(text) for place, text in _texts(rows) if text and place[0] not in stamps}
    if before == after:
        return False
    styles = {name: sheet.style(address(1, column)) for column, name in enumerate(OWNED_STYLES, _FIRST_STYLE_COLUMN)}
    widths = sheet.widths()
    sheet.replace_rows(
        [([(value, styles[style]) for value, style in row.styled()], _height(row, widths)) for row in rows]
    )
    return True


def _height(row: OwnedRow, widths: Mapping[int, float]) -> float:
    """Points for the longest of the row's texts that wrap; a heading is higher."""
    lines = [
        lines_of(shown(value), widths.get(column, DEFAULT_WIDTH))
        for column, (value, style) in enumerate(row.styled(), 1)
        if style in WRAPPED
    ]
    return HEIGHTS.get(row.styles[0], height_of(max(lines, default=1)))


def _plain(text: str) -> str:
    """Numbers as they are compared: Excel saves 8.4 as 8.4000000000000004."""
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text.strip()


def _texts(rows: Iterable[OwnedRow]) -> Iterator[tuple[tuple[int, int], str]]:
    for number, row in enumerate(rows, FIRST_ROW):
        for column, value in enumerate(row.cells, 1):
            yield (number, column), shown(value)
