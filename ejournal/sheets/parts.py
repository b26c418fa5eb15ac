"""Edits of single tabs of an xlsx file: only those tabs' parts change, in one step, and never under a person's hands.

An edit is refused (WorkbookError, workbook_busy) where Excel's or LibreOffice's lock file stands beside the workbook,
or where its bytes are no longer those that the edit was made for; both are looked at again right before the file is
replaced. With ``keep_time`` the file keeps its time, because that says when a person last saved it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ejournal.errors import WorkbookError
from ejournal.sheets.excel import lock_file
from ejournal.sheets.parts_package import Package
from ejournal.sheets.parts_sheet import Sheet
from ejournal.sheets.parts_values import Cached, CellValue, Link

__all__ = ["Cached", "CellValue", "Fingerprint", "Link", "commit", "open_package", "open_sheet", "set_cells"]

Edits = Mapping[str, Mapping[str, CellValue]]


@dataclass(frozen=True)
class Fingerprint:
    """Size, time and hash of exactly the bytes that were put in a workbook's place."""

    size: int
    mtime_ns: int
    sha256: str


def set_cells(
    path: Path,
    edits: Edits,
    *,
    unhide_rows: Mapping[str, Iterable[int]] | None = None,
    unhide_columns: Mapping[str, Iterable[int]] | None = None,
    expected_sha256: str | None = None,
    expected: Mapping[str, Mapping[str, str]] | None = None,
    keep_time: bool = False,
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
        commit(package, sheets, keep_time=keep_time)
    return written


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


def commit(package: Package, sheets: Mapping[str, Sheet], *, keep_time: bool) -> Fingerprint:
    """Writes the changed tabs' parts beside the workbook, looks once more, and puts the file in its place.

    The fingerprint is taken before that, so a save that follows at once is never mistaken for these bytes.
    """
    changed: dict[str, bytes | None] = {package.sheets[title]: sheet.serialise() for title, sheet in sheets.items()}
    if any(sheet.formulas_lost for sheet in sheets.values()):
        changed |= package.without_calculation_chain()
    path, data = package.path, package.with_parts(changed)
    temporary = _beside(path, data)
    try:
        before = path.stat()
        temporary.chmod(before.st_mode & 0o7777)
        if keep_time:
            os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
        written = temporary.stat()
        _refuse_lock(path)
        if hashlib.sha256(_bytes(path)).hexdigest() != package.sha256:
            raise _busy(path, "the workbook changed while it was being edited")
        temporary.replace(path)
        return Fingerprint(written.st_size, written.st_mtime_ns, hashlib.sha256(data).hexdigest())
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
