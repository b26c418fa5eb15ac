"""A CSV file of points as lines of text: separators, heads and encodings as spreadsheets save them."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ejournal.decisions.entry_words import EntryProblem, problem
from ejournal.errors import ParameterError

HEADS = {
    "student": ("student", "студент", "фио", "номер", "№ зачётной книжки", "номер зачётной книжки", "number"),
    "course": ("course", "дисциплина", "предмет", "discipline"),
    "points": ("points", "баллы", "балл", "упай", "упайлар"),
}
ENCODINGS = ("utf-8-sig", "cp1251")


@dataclass(frozen=True)
class EntryLine:
    """One line: its number in the file, and what stands there; no ``course`` where the file has no such column."""

    line: int
    student: str
    course: str
    points: str


def read_entries(path: Path, *, course_needed: bool) -> tuple[list[EntryLine], list[EntryProblem]]:
    """The lines of a file and what its heads lack. Raises ParameterError for a file that cannot be read."""
    rows = list(csv.reader(io.StringIO(_text(path)), delimiter=_delimiter(_text(path))))
    heads = {_head(cell): place for place, cell in enumerate(rows[0] if rows else []) if _head(cell)}
    needed = ("student", "points", *(("course",) if course_needed else ()))
    lacking = [problem("no_column", 1, name, "", column=name) for name in needed if name not in heads]
    if lacking:
        return [], lacking
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in heads.items()}
        if any(cells.values()):
            lines.append(EntryLine(number, cells["student"], cells.get("course", ""), cells["points"]))
    return lines, []


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ParameterError("the file cannot be read", where=str(path), value=error.strerror) from None
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ParameterError("the file is no text", where=str(path), remedy="Save it as CSV in UTF-8")


def _delimiter(text: str) -> str:
    """The separator that the first line has most of: points may be written with a comma."""
    first = text.split("\n", 1)[0]
    return max((";", "\t", ","), key=first.count)


def _head(cell: str) -> str:
    word = " ".join(cell.split()).casefold()
    return next((name for name, words in HEADS.items() if word in words), "")
