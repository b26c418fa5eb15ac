"""One worksheet's XML while it is edited: cells keep their styles, and what is not named stays as it was."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from openpyxl.formula.translate import Translator

from ejournal.sheets.layout import address, column_of, parse_address
from ejournal.sheets.parts_package import parse, plain_text, serialise, tag
from ejournal.sheets.parts_values import Cached, CellValue, fill, show

MAX_WIDTHS = 100
_LETTERS = re.compile("[A-Z]+")


class Sheet:
    """A worksheet part; addresses as ``F7``. ``formulas_lost`` says that a formula was overwritten."""

    def __init__(self, data: bytes, strings: Callable[[], list[str]], *, from_1904: bool = False) -> None:
        self._root = parse(data)
        self._strings = strings
        self._epoch = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
        found = self._root.find(tag("sheetData"))
        self._data = found if found is not None else etree.SubElement(self._root, tag("sheetData"))
        self._rows = {int(row.get("r", 0)): row for row in self._data}
        self.formulas_lost = False

    def serialise(self) -> bytes:
        """The part's bytes."""
        return serialise(self._root)

    def text(self, at: str) -> str:
        """What a cell holds, as text: ``5`` for the number 5, '' for a blank."""
        cell = self._find(*parse_address(at))
        return "" if cell is None else self._text(cell)

    def has_formula(self, at: str) -> bool:
        """Whether a formula stands in the cell."""
        cell = self._find(*parse_address(at))
        return cell is not None and cell.find(tag("f")) is not None

    def style(self, at: str) -> str | None:
        """The cell's style number, or None."""
        cell = self._find(*parse_address(at))
        return None if cell is None else cell.get("s")

    def set(self, at: str, value: CellValue) -> None:
        """Puts a value into a cell and keeps its style; a new cell takes a neighbour's style."""
        row, column = parse_address(at)
        cell = self._cell(row, column)
        if isinstance(value, Cached):
            show(cell, value.value)
            return
        if cell.find(tag("f")) is not None:
            self._unshare(cell)
            self.formulas_lost = True
        fill(cell, value, self._epoch)

    def show_row(self, number: int) -> None:
        """Unhides a row."""
        row = self._rows.get(number)
        if row is not None:
            row.attrib.pop("hidden", "")

    def show_column(self, number: int) -> None:
        """Unhides one column, which may mean cutting the range of columns that it stands in."""
        columns = self._root.find(tag("cols"))
        for item in () if columns is None else list(columns):
            first, last = int(item.get("min", 0)), int(item.get("max", 0))
            if first <= number <= last and item.get("hidden") in ("1", "true"):
                _split(item, number, first, last)

    def texts(self, first_row: int) -> dict[tuple[int, int], str]:
        """Row and column -> text of every cell from this row on that holds any."""
        cells = (cell for number, row in self._rows.items() if number >= first_row for cell in row)
        found = {parse_address(str(cell.get("r"))): self._text(cell) for cell in cells}
        return {place: text for place, text in found.items() if text}

    def widths(self) -> dict[int, float]:
        """Column -> width in letters, of the columns whose width is set."""
        columns = self._root.find(tag("cols"))
        return {
            number: float(item.get("width", 0))
            for item in (() if columns is None else columns)
            for number in range(int(item.get("min", 0)), min(int(item.get("max", 0)), MAX_WIDTHS) + 1)
        }

    def replace_rows(self, rows: Iterable[tuple[Iterable[tuple[CellValue, str | None]], float]]) -> None:
        """New rows from 2 on: values with their styles, and the height in points; row 1 with the marker stays."""
        for row in [row for number, row in self._rows.items() if number > 1]:
            self._data.remove(row)
        self._rows = {number: row for number, row in self._rows.items() if number == 1}
        widest = 1
        for number, (cells, height) in enumerate(rows, 2):
            widest = max(widest, self._append(number, cells, height))
        self._resize(max(self._rows, default=1), widest)

    def _append(self, number: int, cells: Iterable[tuple[CellValue, str | None]], height: float) -> int:
        shape = {"r": str(number), "ht": str(height), "customHeight": "1"}
        row = etree.SubElement(self._data, tag("row"), shape)
        self._rows[number] = row
        column = 0
        for column, (value, style) in enumerate(cells, 1):
            cell = etree.SubElement(row, tag("c"), {"r": address(number, column)})
            if style is not None:
                cell.set("s", style)
            fill(cell, value, self._epoch)
        return column

    def _resize(self, last_row: int, last_column: int) -> None:
        dimension = self._root.find(tag("dimension"))
        if dimension is not None:
            dimension.set("ref", f"A1:{address(last_row, last_column)}")

    def _text(self, cell: etree._Element) -> str:
        kind, value = cell.get("t"), cell.findtext(tag("v")) or ""
        if kind == "s":
            return self._strings()[int(value)]
        if kind == "inlineStr":
            inline = cell.find(tag("is"))
            return "" if inline is None else plain_text(inline)
        return value.removesuffix(".0") if kind in (None, "n") else value

    def _find(self, row: int, column: int) -> etree._Element | None:
        found = self._rows.get(row)
        wanted = address(row, column)
        return None if found is None else next((cell for cell in found if cell.get("r") == wanted), None)

    def _cell(self, row: int, column: int) -> etree._Element:
        """The cell, made in its place when it is not there yet."""
        found = self._find(row, column)
        if found is not None:
            return found
        parent = self._row(row)
        style = self._neighbour_style(parent, row, column)
        cell = etree.Element(tag("c"), {"r": address(row, column)} | ({"s": style} if style else {}))
        before = sum(1 for other in parent if _column(other) < column)
        parent.insert(before, cell)
        parent.attrib.pop("spans", "")
        return cell

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(tag("row"), {"r": str(number)})
            self._data.insert(sum(1 for other in self._rows if other < number), row)
            self._rows[number] = row
        return self._rows[number]

    def _neighbour_style(self, parent: etree._Element, row: int, column: int) -> str | None:
        """The style of the nearest cell to the left, else to the right, else above."""
        nearest = sorted(parent, key=lambda cell: (_column(cell) > column, abs(_column(cell) - column)))
        above = self._find(row - 1, column) if not nearest else None
        cells = [*nearest[:1], *([] if above is None else [above])]
        return next((cell.get("s") for cell in cells), None)

    def _unshare(self, cell: etree._Element) -> None:
        """Writes out the formulas that were shared from this cell, which is about to lose its own."""
        formula = cell.find(tag("f"))
        if formula is None or formula.get("t") != "shared" or not formula.text:
            return
        for other, dependent in self._sharing(str(formula.get("si"))):
            if other is not cell:
                translator = Translator("=" + formula.text, origin=str(cell.get("r")))
                text = str(translator.translate_formula(str(other.get("r")))).removeprefix("=")
                dependent.attrib.clear()
                dependent.text = text

    def _sharing(self, group: str) -> Iterator[tuple[etree._Element, etree._Element]]:
        for formula in self._data.iter(tag("f")):
            parent = formula.getparent()
            if formula.get("t") == "shared" and formula.get("si") == group and parent is not None:
                yield parent, formula


def _column(cell: etree._Element) -> int:
    match = _LETTERS.match(str(cell.get("r")))
    return column_of(match[0]) if match else 0


def _split(item: etree._Element, number: int, first: int, last: int) -> None:
    """Cuts the range first..last around one column and shows that one."""
    parent = item.getparent()
    if parent is None:
        return
    at = parent.index(item)
    parent.remove(item)
    for low, high, shown in ((first, number - 1, False), (number, number, True), (number + 1, last, False)):
        if low <= high:
            piece = etree.Element(item.tag, {**_attributes(item), "min": str(low), "max": str(high)})
            if shown:
                piece.attrib.pop("hidden")
            parent.insert(at, piece)
            at += 1


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
