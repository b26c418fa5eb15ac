"""Edits of single tabs of an xlsx file: only those tabs' parts change, in one step, and never under a person's hands.

An edit is refused (WorkbookError, workbook_busy) where Excel's or LibreOffice's lock file stands beside the workbook,
or where its bytes are no longer those that the edit was made for; both are looked at again right before the file is
replaced.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ejournal.errors import WorkbookError
from ejournal.sheets.excel import lock_file
from ejournal.sheets.layout import OWNED, parse_marker
from ejournal.sheets.parts_package import Package
from ejournal.sheets.parts_sheet import Cached, CellValue, Link, Sheet

__all__ = ["Cached", "CellValue", "Link", "open_package", "open_sheet", "replace_rows", "set_cells"]

Edits = Mapping[str, Mapping[str, CellValue]]
STYLE_CELLS = ("A2", "A3", "A4", "A5")
"""Cells of an owned tab that carry the styles of its heading, remark, column heads and body."""


def set_cells(
    path: Path,
    edits: Edits,
    *,
    unhide_rows: Mapping[str, Iterable[int]] | None = None,
    unhide_columns: Mapping[str, Iterable[int]] | None = None,
    expected_sha256: str | None = None,
    expected: Mapping[str, Mapping[str, str]] | None = None,
) -> set[tuple[str, str]]:
    """Writes cells by tab title and address and returns those written, as (title, address).

    A cell whose text is not the ``expected`` one is left alone and not returned. Columns are numbers from 1. Dates need
    a cell that is styled as a date. Raises WorkbookError (workbook_busy) and KeyError for a title that is not there.
    """
    package = open_package(path, expected_sha256)
    rows, columns = unhide_rows or {}, unhide_columns or {}
    sheets = {title: open_sheet(package, title) for title in {*edits, *rows, *columns}}
    written = {
        (title, at)
        for title, cells in edits.items()
        for at, value in cells.items()
        if _write(sheets[title], at, value, (expected or {}).get(title, {}))
    }
    for title, numbers in rows.items():
        for number in numbers:
            sheets[title].show_row(number)
    for title, numbers in columns.items():
        for number in numbers:
            sheets[title].show_column(number)
    if written or any(rows.values()) or any(columns.values()):
        _commit(package, sheets)
    return written


def replace_rows(
    path: Path, marker_kind: str, rows: Sequence[Sequence[CellValue]], *, expected_sha256: str | None = None
) -> bool:
    """Replaces all but the marker of an owned tab, found by its marker; False when the tab is gone or says the same.

    ``rows`` stand from row 2 on: the heading, the remark under it, the column heads, then the body.
    Raises WorkbookError (workbook_busy).
    """
    if marker_kind not in OWNED:
        raise ValueError(f"not a tab of the system: {marker_kind!r}")
    package = open_package(path, expected_sha256)
    title = _owned_title(package, marker_kind)
    if title is None:
        return False
    sheet = open_sheet(package, title)
    before = sheet.serialise()
    sheet.replace_rows(_styled(sheet, rows))
    if sheet.serialise() == before:
        return False
    _commit(package, {title: sheet})
    return True


def open_package(path: Path, expected_sha256: str | None = None) -> Package:
    """The workbook's parts, where nobody has it open and it is still the file that was read."""
    path = Path(path)
    _refuse_lock(path)
    package = Package(path, _bytes(path))
    if expected_sha256 is not None and package.sha256 != expected_sha256:
        raise _busy(path, "the workbook changed after it was read")
    return package


def open_sheet(package: Package, title: str) -> Sheet:
    """One tab of a package by its title; raises KeyError when there is none."""
    data = package.read(package.sheets[title])
    return Sheet(data, lambda: package.strings, from_1904=package.counts_from_1904)


def _write(sheet: Sheet, at: str, value: CellValue, expected: Mapping[str, str]) -> bool:
    if at in expected and sheet.text(at) != expected[at]:
        return False
    sheet.set(at, value)
    return True


def _owned_title(package: Package, kind: str) -> str | None:
    for title in package.sheets:
        marker = parse_marker(open_sheet(package, title).text("A1"))
        if marker is not None and marker.kind == kind:
            return title
    return None


def _styled(sheet: Sheet, rows: Sequence[Sequence[CellValue]]) -> list[tuple[list[CellValue], str | None]]:
    """Each row with its style; rows enough that the four styles are found again the next time."""
    styles = [sheet.style(at) for at in STYLE_CELLS]
    padded = [list(row) for row in rows] + [[]] * max(0, len(STYLE_CELLS) - len(rows))
    return [(row, styles[min(number, len(styles) - 1)]) for number, row in enumerate(padded)]


def _commit(package: Package, sheets: Mapping[str, Sheet]) -> None:
    """Writes the changed tabs' parts beside the workbook, looks once more, and puts the file in its place."""
    changed: dict[str, bytes | None] = {package.sheets[title]: sheet.serialise() for title, sheet in sheets.items()}
    if any(sheet.formulas_lost for sheet in sheets.values()):
        changed |= package.without_calculation_chain()
    path, data = package.path, package.with_parts(changed)
    temporary = _beside(path, data)
    try:
        temporary.chmod(path.stat().st_mode & 0o7777)
        _refuse_lock(path)
        if hashlib.sha256(_bytes(path)).hexdigest() != package.sha256:
            raise _busy(path, "the workbook changed while it was being edited")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """A temporary file in the workbook's folder with these bytes, safely on the disk."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Path(file.name)


def _refuse_lock(path: Path) -> None:
    lock = lock_file(path)
    if lock is not None:
        raise _busy(path, f"somebody has the workbook open ({lock.name})")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorkbookError(
            "the file cannot be read", code="workbook_unreadable", where=str(path), value=error.strerror
        ) from error


def _busy(path: Path, what: str) -> WorkbookError:
    return WorkbookError(what, code="workbook_busy", where=str(path), remedy="It is tried again in the next run")
