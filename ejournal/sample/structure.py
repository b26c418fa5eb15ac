"""What people do to a table as a whole: sort it, insert a column, paste a row twice; formulas follow as in Excel."""

import re
from copy import deepcopy

from lxml import etree

from ejournal.sample.package import Package, named, quoted, written
from ejournal.sample.sheet import MAIN, Sheet, address, column_number, letters, position

_REFERENCE = re.compile(
    r"\"(?:[^\"]|\"\")*\"|(?:'(?:[^']|'')*'|[\w.]+)![$A-Z0-9:]+|[A-Za-z_.][\w.]*\("
    r"|(?P<fixed>\$?)\b(?P<column>[A-Z]{1,3})(?P<row>\$?[0-9]+)\b"
)
_WHOLE = re.compile(r"(?P<fixed>\$?)\b(?P<column>[A-Z]{1,3})(?P<row>(?:\$?[0-9]+)?)\b")
_RANGES = ("ref", "sqref", "activeCell", "topLeftCell")
_FORMULAS = (f"{MAIN}f", f"{MAIN}formula", f"{MAIN}formula1", f"{MAIN}formula2")


def sort_rows(sheet: Sheet, rows: list[int], order: list[int]) -> None:
    """Whole rows change places, hidden cells too: the row at ``order[i]`` comes to stand at ``rows[i]``."""
    taken = {row: [deepcopy(cell) for cell in sheet.rows[row]] for row in order}
    for row, source in zip(rows, order, strict=True):
        _put(sheet.rows[row], row, taken[source])
    _moved(sheet)


def paste_row(sheet: Sheet, source: int, target: int) -> None:
    """A whole row is copied over another one."""
    _put(sheet.rows[target], target, [deepcopy(cell) for cell in sheet.rows[source]])
    _moved(sheet)


def clear_row(sheet: Sheet, row: int) -> None:
    """All cells of a row are emptied and look again like those of the row below."""
    for cell in sheet.rows[row]:
        column = position(cell.get("r", ""))[1]
        sheet.type(row, column, None)
        sheet.restyle(row, column, sheet.style(row + 1, column))


def clear_column(sheet: Sheet, column: int) -> None:
    """All cells of a column are emptied; they keep their formats."""
    for row, at in list(sheet.cells):
        if at == column:
            sheet.type(row, at, None)


def insert_column(package: Package, part: str, column: int) -> None:
    """A column before this one; it takes its format from the left, and everything that names cells follows."""
    sheet = package.sheet(part)
    for row in sheet.rows.values():
        _insert_cell(row, column)
    _shift_widths(sheet, column)
    _shift_filter(sheet, column)
    for element in sheet.root.iter():
        _shift_element(element, column)
    _moved(sheet)
    _shift_names(package, part, column)


def _put(place: etree._Element, row: int, cells: list[etree._Element]) -> None:
    for old in list(place):
        place.remove(old)
    for cell in cells:
        cell.set("r", address(row, position(cell.get("r", ""))[1]))
        place.append(cell)


def _moved(sheet: Sheet) -> None:
    sheet.index()
    sheet.changed = True


def _insert_cell(row: etree._Element, column: int) -> None:
    number, style, place = int(row.get("r", "0")), None, 0
    for cell in row:
        at = position(cell.get("r", ""))[1]
        if at < column:
            style, place = cell.get("s"), place + 1
        else:
            cell.set("r", address(number, at + 1))
    row.attrib.pop("spans", "")
    if style is not None:
        row.insert(place, etree.Element(f"{MAIN}c", r=address(number, column), s=style))


def _shift_widths(sheet: Sheet, column: int) -> None:
    for width in sheet.root.iter(f"{MAIN}col"):
        first, last = int(width.get("min", "0")), int(width.get("max", "0"))
        if last >= column - 1:
            width.set("max", str(last + 1))
        if first >= column:
            width.set("min", str(first + 1))


def _shift_filter(sheet: Sheet, column: int) -> None:
    """Buttons of the filter are counted from the filter's first column."""
    for filter_ in sheet.root.iter(f"{MAIN}autoFilter"):
        start = position(filter_.get("ref", "A1").split(":")[0])[1]
        for button in filter_:
            at = int(button.get("colId", "0"))
            button.set("colId", str(at + (start + at >= column)))


def _shift_element(element: etree._Element, column: int) -> None:
    for name in _RANGES:
        if element.get(name):
            element.set(name, _shifted(element.get(name, ""), column))
    if element.tag in _FORMULAS and element.text:
        element.text = _shifted(element.text, column)


def _shifted(text: str, column: int, pattern: re.Pattern[str] = _REFERENCE) -> str:
    """The formula or range after a column was inserted; texts and cells of other tabs stay."""

    def moved(match: re.Match[str]) -> str:
        if not match["column"]:
            return match[0]
        at = column_number(match["column"])
        return f"{match['fixed']}{letters(at + (at >= column))}{match['row']}"

    return pattern.sub(moved, text)


def _shift_names(package: Package, part: str, column: int) -> None:
    """Print area, titles and filter of this tab, among the workbook's names."""
    title = package.title(part)
    root = etree.fromstring(package.parts["xl/workbook.xml"])
    for name in root.iter(f"{MAIN}definedName"):
        moved = named(title).sub(lambda match: f"{quoted(title)}!{_shifted(match[1], column, _WHOLE)}", name.text or "")
        name.text = moved
    package.parts["xl/workbook.xml"] = written(root)
