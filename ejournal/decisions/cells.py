"""Compare and set of a workbook's cells: found by the tab's places, written only where they hold what is expected."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from ejournal.marks import MarkReader
from ejournal.sheets import CellValue, Fingerprint
from ejournal.sheets.parts import commit, open_package, open_sheet


@dataclass(frozen=True)
class Cell:
    """A cell as tab and address; the address is None where its row or column is not in the tab any more."""

    tab: str
    address: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """Of a row with lesson_id or item, student_id or the head's field, and the tab's title and places."""
        places = json.loads(row["places"] or "{}")
        kind, key = ("items", row["item"]) if row["lesson_id"] is None else ("columns", row["lesson_id"])
        column = places.get(kind, {}).get(str(key))
        if row["field"] == "mark":
            number = places.get("rows", {}).get(str(row["student_id"]))
        else:
            number = places.get("heads", {}).get(row["field"])
        return cls(row["title"], f"{column}{number}" if column and number else None)


@dataclass(frozen=True)
class Wanted:
    """A cell to be written: what it must hold now, and then; '' for nothing."""

    id: int
    cell: Cell
    field: str
    expected: str
    new: str

    @property
    def value(self) -> CellValue:
        """What is put into the cell: marks and work types as text, the number of those away as a number."""
        if self.field == "control" and self.new.isdecimal():
            return int(self.new)
        return self.new or None


@dataclass
class WrittenCells:
    """Keys of what stands as wanted, of what held something else, and the file's new state where one was written."""

    done: list[int] = field(default_factory=list)
    conflicts: list[int] = field(default_factory=list)
    fingerprint: Fingerprint | None = None


def write_cells(path: Path, known_sha256: str, wanted: Iterable[Wanted], reader: MarkReader | None) -> WrittenCells:
    """Write into the file of exactly this hash; it keeps its time, which says when a person last saved it.

    Raises WorkbookError (workbook_busy) where the file is open, or not that state any more.
    """
    package = open_package(path, known_sha256)
    titles = set(package.sheets)
    sheets = {each: open_sheet(package, each) for each in {item.cell.tab for item in wanted} & titles}
    result = WrittenCells()
    changed = False
    for item in wanted:
        sheet, at = sheets.get(item.cell.tab), item.cell.address
        held = sheet.text(at) if sheet and at else None
        if held is None or not (same(held, item.new, reader) or same(held, item.expected, reader)):
            result.conflicts.append(item.id)
            continue
        if sheet and at and not same(held, item.new, reader):
            sheet.set(at, item.value)
            changed = True
        result.done.append(item.id)
    if changed:
        result.fingerprint = commit(package, sheets, keep_time=True)
    return result


def same(held: str, said: str, reader: MarkReader | None) -> bool:
    """Whether two texts of a cell say the same: but for spaces, or as marks are read."""
    first, second = (" ".join(text.replace("\u200b", "").split()) for text in (held, said))
    if first == second:
        return True
    return bool(reader and first and second and reader.read(first) == reader.read(second))
