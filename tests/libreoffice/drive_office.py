"""Does in a running LibreOffice what a person does: run by Debian's Python, which has its own ``uno``.

Reads a JSON object from standard input: ``pipe``, ``file`` and ``steps``, each a list of a name and its arguments; the
results are printed as a JSON list. Cells are filled as by typing, so formats, protection and formulas do what they do.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

XLSX = "Calc MS Excel 2007 XML"
PATIENCE_SECONDS = 60


def connect(pipe: str):
    """The desktop of the office that listens on this pipe."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)


def properties(**values):
    """Named arguments as the office takes them."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Person:
    """One open workbook, and the things that a person does with it."""

    def __init__(self, remote, desktop, path: Path) -> None:
        self.url = uno.systemPathToFileUrl(str(path))
        self.document = desktop.loadComponentFromURL(self.url, "_blank", 0, properties(Hidden=True))
        self.frame = self.document.CurrentController.Frame
        self.dispatcher = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", remote)

    def sheet(self, title: str):
        return self.document.Sheets.getByName(title)

    def say(self, command: str, **arguments):
        """A command of the menus."""
        self.dispatcher.executeDispatch(self.frame, f".uno:{command}", "", 0, properties(**arguments))

    def select(self, title: str, area: str) -> None:
        """Go to a tab and select cells."""
        self.document.CurrentController.setActiveSheet(self.sheet(title))
        self.say("GoToCell", ToPoint=area)

    def put(self, title: str, at: str, text: str) -> None:
        """Type into a cell and press Enter."""
        self.select(title, at)
        self.say("EnterString", StringName=text)

    def clear(self, title: str, area: str) -> None:
        """Select cells and press Delete."""
        self.select(title, area)
        self.say("ClearContents")

    def sort(self, title: str, area: str, column: int, ascending: bool) -> None:
        """Sort the rows of an area by one of its columns, counted from 1."""
        self.select(title, area)
        self.say("DataSort", ByRows=True, HasHeader=False, Col1=column, Ascending1=ascending)

    def sort_selection(self, title: str, area: str, column: int, ascending: bool) -> None:
        """The same where the office asks whether to sort the rest along, and the answer is no."""
        cells = self.sheet(title).getCellRangeByName(area)
        field = TableSortField()
        field.Field, field.IsAscending = column - 1 - cells.getRangeAddress().StartColumn, ascending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        cells.sort(properties(SortFields=fields, ContainsHeader=False))

    def insert_column(self, title: str, at: str) -> None:
        """A new column left of this cell."""
        self.select(title, at)
        self.say("InsertColumnsBefore")

    def unprotect(self, title: str) -> None:
        """Take the tab's protection off; it has no password."""
        self.sheet(title).unprotect("")

    def delete_row(self, title: str, at: str) -> None:
        """Delete the row of this cell."""
        self.select(title, at)
        self.say("DeleteRows")

    def copy_row(self, title: str, source: str, target: str) -> None:
        """Copy one row over another, hidden ids and all."""
        sheet = self.sheet(title)
        cells = sheet.getCellRangeByName(source).getRangeAddress()
        sheet.copyRange(sheet.getCellRangeByName(target).getCellByPosition(0, 0).getCellAddress(), cells)

    def rename(self, title: str, new: str) -> None:
        """Another title for a tab."""
        self.sheet(title).setName(new)

    def read(self, title: str, area: str):
        """What is shown in these cells."""
        cells = self.sheet(title).getCellRangeByName(area)
        rows, columns = cells.Rows.Count, cells.Columns.Count
        return [[cells.getCellByPosition(at, row).getString() for at in range(columns)] for row in range(rows)]

    def where(self) -> str:
        """The selected cell, as ``'Tab'!F9`` is followed to."""
        return self.document.CurrentSelection.AbsoluteName

    def follow(self, title: str, at: str) -> str:
        """Click the link of a cell; gives where it led."""
        formula = self.sheet(title).getCellRangeByName(at).getFormula()
        target = formula.split('"')[1].removeprefix("#")
        self.say("JumpToMark", Bookmark=target)
        return self.where()

    def save(self) -> None:
        """Save over the file, as xlsx."""
        self.document.storeAsURL(self.url, properties(FilterName=XLSX, Overwrite=True))

    def print(self, file: str) -> None:
        """Print into a PDF."""
        self.document.storeToURL(uno.systemPathToFileUrl(file), properties(FilterName="calc_pdf_Export"))

    def close(self) -> None:
        self.document.setModified(False)
        self.document.close(True)


def main() -> None:
    """Carry the steps out in order; whatever fails ends them."""
    wanted = json.load(sys.stdin)
    person = Person(*connect(wanted["pipe"]), Path(wanted["file"]))
    try:
        results = [getattr(person, name)(*arguments) for name, *arguments in wanted["steps"]]
    finally:
        person.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
