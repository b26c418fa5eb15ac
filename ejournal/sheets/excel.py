"""Reads journal workbooks (.xlsx) by python-calamine: one pass, values as they stand, every broken file told apart."""

import hashlib
import io
import os
import re
import zipfile
import zlib
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ejournal.errors import WorkbookError
from ejournal.sheets.layout import LISTS, MAX_ROWS, parse_marker
from ejournal.sheets.texts import TITLES
from ejournal.sheets.workbook import Grid, ReadWorkbook

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
ZIP_MAGIC = b"PK\x03\x04"
MAX_UNPACKED = 300_000_000
"""Bytes that a workbook's parts may unpack to."""
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="([0-9]+)"')
_LIST_TITLES = frozenset((TITLES[LISTS].ru, TITLES[LISTS].ky, TITLES[LISTS].en))


def lock_file(path: Path) -> Path | None:
    """The lock that Excel (``~$name``) or LibreOffice (``.~lock.name#``) holds beside an open workbook, else None."""
    for name in (f"~${path.name}", f".~lock.{path.name}#"):
        lock = path.with_name(name)
        if lock.exists():
            return lock
    return None


def read_workbook(path: Path) -> list[Grid]:
    """Every worksheet of the workbook but the hidden lists; raises WorkbookError with its code."""
    return open_workbook(path).grids


def open_workbook(path: Path, known_sha256: str | None = None, *, max_rows: int = MAX_ROWS) -> ReadWorkbook:
    """The workbook with the hash and the time of exactly the bytes read; raises WorkbookError with its code.

    A workbook whose bytes are those of ``known_sha256`` is not read any further: it has no grids. One with values
    below row ``max_rows`` is refused.
    """
    path = Path(path)
    data, modified = _stable_bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == known_sha256:
        return ReadWorkbook(path, sha256, modified, len(data), [])
    _check_container(path, data, max_rows)
    return ReadWorkbook(path, sha256, modified, len(data), _grids(path, data))


def _stable_bytes(path: Path) -> tuple[bytes, int]:
    """All bytes of a file that did not change while they were read."""
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except OSError as error:
        raise WorkbookError(
            "the file cannot be read", code="workbook_unreadable", where=str(path), value=error.strerror
        ) from error
    if _fingerprint(before) != _fingerprint(after) or len(data) != after.st_size:
        raise WorkbookError(
            "the file changed while it was read", code="workbook_busy", where=str(path), remedy="Read it again"
        )
    return data, after.st_mtime_ns


def _fingerprint(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _check_container(path: Path, data: bytes, max_rows: int) -> None:
    """Tells an empty, foreign, encrypted or cut-off file apart, and one too big to be a journal."""
    if not data.strip(b"\0"):
        raise _refused(path, "the file is empty", "workbook_empty")
    if data.startswith(OLE_MAGIC):
        raise _ole(path, data)
    if not data.startswith(ZIP_MAGIC):
        raise _refused(path, "this is not an xlsx workbook", "workbook_not_xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(path, archive, max_rows)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _refused(path, "the file is cut off or damaged", "workbook_unreadable") from error


def _ole(path: Path, data: bytes) -> WorkbookError:
    """An OLE container is an xlsx under a password, or else a workbook of the old .xls kind."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refused(path, "the workbook is encrypted with a password", "workbook_encrypted")
    return _refused(path, "this is an old .xls workbook", "workbook_not_xlsx")


def _check_parts(path: Path, archive: zipfile.ZipFile, max_rows: int) -> None:
    """Refuses a zip that is no workbook, and tabs with values so far down that a dense read would not fit."""
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.NameToInfo:
        raise _refused(path, "this is not an xlsx workbook", "workbook_not_xlsx")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _refused(path, "the workbook is too big for a journal", "workbook_unreadable")
    for part in parts:
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            _check_height(path, archive.read(part), max_rows)


def _check_height(path: Path, xml: bytes, max_rows: int) -> None:
    last_value = max(xml.rfind(b"<v>"), xml.rfind(b"<v "), xml.rfind(b"<is>"))
    row = xml.rfind(b"<row ", 0, last_value) if last_value > 0 else -1
    match = _ROW.match(xml, row) if row >= 0 else None
    if match and int(match[1]) > max_rows:
        raise WorkbookError(
            "a value stands too far below the table",
            code="workbook_unreadable",
            where=str(path),
            value=f"row {int(match[1])}",
            remedy="Delete the rows below the table and save",
        )


def _grids(path: Path, data: bytes) -> list[Grid]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [_grid(book, sheet.name) for sheet in book.sheets_metadata if _wanted(sheet)]
    except PasswordError as error:
        raise _refused(path, "the workbook is encrypted with a password", "workbook_encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise WorkbookError(
            "the workbook cannot be read", code="workbook_unreadable", where=str(path), value=str(error)
        ) from error


def _wanted(sheet: SheetMetadata) -> bool:
    """Worksheets only, and not the hidden lists, which hold nothing that people type."""
    if sheet.typ != SheetTypeEnum.WorkSheet:
        return False
    return not (sheet.visible == SheetVisibleEnum.Hidden and sheet.name in _LIST_TITLES)


def _grid(book: CalamineWorkbook, title: str) -> Grid:
    rows: list[list[object]] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)  # type: ignore[assignment]
    return Grid(title, parse_marker(rows[0][0]) if rows and rows[0] else None, rows)


def _refused(path: Path, what: str, code: str) -> WorkbookError:
    return WorkbookError(what, code=code, where=str(path))
