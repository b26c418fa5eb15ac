"""Layout version 1 of a journal workbook: where everything stands, counted from 1, and the markers that say so.

A tab is known by the marker in its A1 (``ejournal:1:journal:J...``), never by its title, which people rename.
"""

import re
from dataclasses import dataclass

VERSION = 1
STAMP = f"ejournal layout {VERSION}"
SUFFIX = ".xlsx"

JOURNAL = "journal"
PLAN = "plan"
FINDINGS = "findings"
POINTS = "points"
HELP = "help"
LISTS = "lists"
OWNED = (FINDINGS, POINTS, HELP, LISTS)
"""Kinds of tab that the system owns and that are never read as input."""

OWNED_STYLES = (
    "title",
    "remark",
    "section",
    "head",
    "text",
    "centre",
    "number",
    "total",
    "link",
    "error",
    "warning",
    "notice",
    "small",
)
"""Looks of the rows of the tabs of remarks and points; each has its blank cell in row 1, from column B on."""

ROW_ID = 1
ROW_TITLE = 2
ROW_DATE = 3
ROW_PAIR = 4
ROW_KIND = 5
ROW_TOPIC = 6
ROW_WORK_TYPE = 7
ROW_CONTROL = 8
ROW_COUNTED = 9
FIRST_STUDENT_ROW = 10

COL_ID = 1
COL_FROM = 2
COL_TO = 3
COL_NUMBER = 4
COL_NAME = 5
FIRST_COLUMN = 6

PLAN_HEAD_ROW = 3
PLAN_FIRST_ROW = 4
PLAN_COLUMNS = (
    "id",
    "number",
    "week",
    "date",
    "kind",
    "hours",
    "topic",
    "work_type",
    "independent_work",
    "due",
    "literature",
    "control_form",
)
"""Fields of a plan row from column A on."""
PLAN_COLUMN = {name: position for position, name in enumerate(PLAN_COLUMNS, 1)}
"""Field of a plan row -> column number."""
PLAN_SPARE_ROWS = 10

MAX_TITLE = 31
"""Characters that Excel allows in a tab's title."""
MAX_ROWS = 20_000
"""Rows with values beyond which a tab is refused: reading is dense, one stray cell far below would take gigabytes."""
MAX_COLUMNS = 16_384

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_MARKER = re.compile(r"ejournal:([0-9]{1,4}):([a-z]+)(?::([A-Za-z0-9-]+))?\Z")
_WORK = re.compile(r"W([1-9][0-9]{0,3})\Z")


@dataclass(frozen=True)
class Marker:
    """What A1 of a tab says: layout version, kind of tab and, for a journal or plan, the journal's public id."""

    version: int
    kind: str
    id: str = ""

    def __str__(self) -> str:
        return f"ejournal:{self.version}:{self.kind}" + (f":{self.id}" if self.id else "")


def marker(kind: str, journal: str = "") -> Marker:
    """The marker of this layout version for a kind of tab."""
    return Marker(VERSION, kind, journal)


def parse_marker(value: object) -> Marker | None:
    """The marker written in A1, or None when the tab has none."""
    match = _MARKER.match(value.strip()) if isinstance(value, str) else None
    return Marker(int(match[1]), match[2], match[3] or "") if match else None


def is_lesson(column_id: object) -> bool:
    """Whether a column id of row 1 is a lesson's public id."""
    return isinstance(column_id, str) and column_id.startswith("L") and len(column_id) > 1


def work_number(column_id: object) -> int | None:
    """The plan row that an independent-work column's id (``W3``) stands for, else None."""
    match = _WORK.match(column_id) if isinstance(column_id, str) else None
    return int(match[1]) if match else None


def letters(column: int) -> str:
    """Column 28 -> ``AB``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """``AB`` -> column 28."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Row 7, column 28 -> ``AB7``."""
    return f"{letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int]:
    """``AB7`` -> (row 7, column 28); raises ValueError for anything else."""
    match = _ADDRESS.match(text)
    if not match:
        raise ValueError(f"not a cell address: {text!r}")
    return int(match[2]), column_of(match[1])


def area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """The range of these corners with everything fixed: ``$F$10:$AX$50``."""
    first, last = letters(first_column), letters(last_column)
    return f"${first}${first_row}:${last}${last_row}"


def quoted(title: str) -> str:
    """A tab's title as a formula writes it."""
    return "'" + title.replace("'", "''") + "'"
