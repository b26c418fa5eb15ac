"""Journal workbooks: their layout, what is written and read, and edits that leave all other parts untouched."""

from ejournal.sheets.excel import lock_file, open_workbook, read_workbook
from ejournal.sheets.extend import extend_workbook
from ejournal.sheets.layout import Marker, parse_marker
from ejournal.sheets.owned import OwnedRow, Replaced, replace_owned
from ejournal.sheets.parts import Cached, CellValue, Fingerprint, Link, set_cells
from ejournal.sheets.templates import write_workbook
from ejournal.sheets.templates_geometry import tab_titles
from ejournal.sheets.workbook import (
    Grid,
    JournalTab,
    LessonColumn,
    PlanRow,
    ReadWorkbook,
    StudentRow,
    WorkbookSpec,
    WorkItem,
)

__all__ = [
    "Cached",
    "CellValue",
    "Fingerprint",
    "Grid",
    "JournalTab",
    "LessonColumn",
    "Link",
    "Marker",
    "OwnedRow",
    "PlanRow",
    "ReadWorkbook",
    "Replaced",
    "StudentRow",
    "WorkItem",
    "WorkbookSpec",
    "extend_workbook",
    "lock_file",
    "open_workbook",
    "parse_marker",
    "read_workbook",
    "replace_owned",
    "set_cells",
    "tab_titles",
    "write_workbook",
]
