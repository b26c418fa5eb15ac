"""One worksheet's XML: cells are read and typed into as a spreadsheet program would, everything else is left alone."""

from datetime import date, timedelta
from functools import cache

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH = date(1899, 12, 30)
Value = str | float | None


class Strings:
    """The workbook's shared texts: what Excel keeps once and cells point at."""

    def __init__(self, content: bytes) -> None:
        self._root = etree.fromstring(content)
        items = self._root.findall(f"{MAIN}si")
        self._texts = ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items]
        self._places = {text: place for place, text in enumerate(self._texts)}
        self.changed = False

    def text(self, place: int) -> str:
        """The text at this place."""
        return self._texts[place]

    def place(self, text: str) -> int:
        """Where the text stands; a new one is put at the end."""
        if text not in self._places:
            self._places[text] = len(self._texts)
            self._texts.append(text)
            item = etree.SubElement(etree.SubElement(self._root, f"{MAIN}si"), f"{MAIN}t")
            item.text = text
            item.set(_SPACE, "preserve")
            self.changed = True
        return self._places[text]

    def root(self) -> etree._Element:
        """The part's XML; the counts, which are only hints, are kept true."""
        self._root.set("uniqueCount", str(len(self._texts)))
        self._root.set("count", str(max(len(self._texts), int(self._root.get("count", "0")))))
        return self._root


class Sheet:
    """Cells of one worksheet, rows and columns counted from 1."""

    def __init__(self, content: bytes, strings: Strings) -> None:
        self.root = etree.fromstring(content)
        self.changed = False
        self._strings = strings
        data = self.root.find(f"{MAIN}sheetData")
        if data is None:
            raise ValueError("a worksheet without sheetData")
        self.data = data
        self.index()

    def index(self) -> None:
        """Look at the XML anew, after rows or columns were moved in it."""
        self.rows = {int(row.get("r", "0")): row for row in self.data}
        self.cells = {position(cell.get("r", "")): cell for row in self.rows.values() for cell in row}

    @property
    def width(self) -> int:
        """The last column that holds a cell."""
        return max((column for _, column in self.cells), default=0)

    @property
    def height(self) -> int:
        """The last row that holds a cell."""
        return max(self.rows, default=0)

    def value(self, row: int, column: int) -> Value:
        """What the cell shows: text, a number, or None."""
        cell = self.cells.get((row, column))
        if cell is None:
            return None
        if cell.get("t") == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(f"{MAIN}t")) or None
        content = cell.findtext(f"{MAIN}v")
        if not content:
            return None
        if cell.get("t") == "s":
            return self._strings.text(int(content)) or None
        return content if cell.get("t") in ("str", "e") else float(content)

    def text(self, row: int, column: int) -> str:
        """The same as text without spaces around; a whole number has no point."""
        value = self.value(row, column)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else value.strip()

    def day(self, row: int, column: int) -> date | None:
        """The cell as a date, also where somebody typed it as text."""
        value = self.value(row, column)
        if isinstance(value, str):
            return typed_day(value)
        return None if value is None else _EPOCH + timedelta(days=int(value))

    def type(self, row: int, column: int, value: Value) -> None:
        """Type into a cell; it keeps its format, None and "" clear it."""
        cell = self.cell(row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", "")
        if isinstance(value, str) and value:
            cell.set("t", "s")
            etree.SubElement(cell, f"{MAIN}v").text = str(self._strings.place(value))
        elif value is not None and value != "":
            etree.SubElement(cell, f"{MAIN}v").text = f"{value:g}"
        self.changed = True

    def recalculate(self, row: int, column: int, value: Value) -> None:
        """The result that a formula's cell shows; a cell without a formula is left alone."""
        cell = self.cells.get((row, column))
        if cell is None or cell.find(f"{MAIN}f") is None:
            return
        old = cell.find(f"{MAIN}v")
        result = etree.SubElement(cell, f"{MAIN}v") if old is None else old
        cell.attrib.pop("t", "")
        if isinstance(value, str):
            cell.set("t", "str")
        result.text = value if isinstance(value, str) else f"{value or 0:g}"
        self.changed = True

    def formula(self, row: int, column: int) -> str:
        """The cell's formula, else nothing."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.findtext(f"{MAIN}f") or ""

    def style(self, row: int, column: int) -> str | None:
        """The number of the cell's format."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.get("s")

    def restyle(self, row: int, column: int, style: str | None) -> None:
        """Give the cell a format, as pasting from elsewhere does."""
        if style is not None:
            self.cell(row, column).set("s", style)
            self.changed = True

    def cell(self, row: int, column: int) -> etree._Element:
        """The cell's element, made in its place where it is missing."""
        found = self.cells.get((row, column))
        if found is None:
            place = self._row(row)
            found = etree.Element(f"{MAIN}c", r=address(row, column))
            after = [index for index, cell in enumerate(place) if position(cell.get("r", ""))[1] < column]
            place.insert(after[-1] + 1 if after else 0, found)
            self.cells[row, column] = found
        return found

    def _row(self, row: int) -> etree._Element:
        if row not in self.rows:
            self.rows[row] = etree.Element(f"{MAIN}row", r=str(row))
            self.data.insert(sum(1 for number in self.rows if number < row), self.rows[row])
        return self.rows[row]

    def is_hidden(self, row: int) -> bool:
        """Whether people see the row."""
        return row in self.rows and self.rows[row].get("hidden") in ("1", "true")


def typed_day(text: str) -> date | None:
    """A date typed by hand: ``14.9.2026``, ``14/09/26``."""
    parts = text.strip().replace("/", ".").split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    day, month, year = map(int, parts)
    return date(year + 2000 if year < 100 else year, month, day)


@cache
def letters(column: int) -> str:
    """Column 28 -> ``AB``."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(65 + last)


@cache
def column_number(text: str) -> int:
    """``AB`` -> column 28."""
    number = 0
    for letter in text:
        number = 26 * number + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Row 7, column 28 -> ``AB7``."""
    return f"{letters(column)}{row}"


@cache
def position(text: str) -> tuple[int, int]:
    """``AB7`` -> row 7, column 28."""
    column = text.rstrip("0123456789")
    return int(text[len(column) :]), column_number(column)
