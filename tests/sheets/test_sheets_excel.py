"""Every kind of broken file is told apart, and a good one read as it stands."""

import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ejournal.errors import WorkbookError
from ejournal.sheets import excel, lock_file, open_workbook, read_workbook


def _refusal(path: Path) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    assert str(path) in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook_empty"),
        (bytes(4096), "workbook_empty"),
        (b"%PDF-1.7 ...", "workbook_not_xlsx"),
        ("Фамилия;Оценка".encode(), "workbook_not_xlsx"),
        (excel.OLE_MAGIC + bytes(600), "workbook_not_xlsx"),
        (excel.OLE_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
    ],
    ids=["empty", "zeros", "pdf", "text", "xls", "password"],
)
def test_a_foreign_file_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    """Empty, foreign and encrypted files have their own codes."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert _refusal(path) == code


def test_another_zip_is_not_a_workbook(tmp_path: Path) -> None:
    """A zip without a workbook inside is no xlsx."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert _refusal(path) == "workbook_not_xlsx"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_off_file_is_unreadable(workbook: Path, share: float) -> None:
    """A half-synchronised file lacks the zip's directory at its end."""
    data = workbook.read_bytes()
    workbook.write_bytes(data[: int(len(data) * share)])
    assert _refusal(workbook) == "workbook_unreadable"


def test_damaged_parts_are_unreadable(workbook: Path) -> None:
    """A tab whose bytes were overwritten stops this workbook."""
    data = bytearray(workbook.read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 200] = bytes(200)
    workbook.write_bytes(data)
    assert _refusal(workbook) == "workbook_unreadable"


def test_broken_xml_is_unreadable(workbook: Path) -> None:
    """A sound zip around a part that is not XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook.read_bytes()))
    with zipfile.ZipFile(workbook, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if name == "xl/worksheets/sheet1.xml" else data)
    assert _refusal(workbook) == "workbook_unreadable"


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    """A file that was taken away between listing and reading."""
    assert _refusal(tmp_path / "a.xlsx") == "workbook_unreadable"


def test_a_file_that_changes_under_the_reader_is_busy(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next read takes it; half of a state is never read."""
    whole = Path.read_bytes

    def read_and_grow(path: Path) -> bytes:
        data = whole(path)
        path.write_bytes(data + b"more")
        return data

    monkeypatch.setattr(Path, "read_bytes", read_and_grow)
    assert _refusal(workbook) == "workbook_busy"


def test_a_stray_value_far_below_is_refused(tmp_path: Path) -> None:
    """A tab is read densely: one value in the last row would take gigabytes."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "ejournal:1:journal:J1")
        sheet.write_number(1_000_000, 5, 5)
    assert _refusal(path) == "workbook_unreadable"


def test_a_grid_is_safe_beyond_its_edge(workbook: Path) -> None:
    """Cells count from 1; blanks and what lies outside are None."""
    grid = read_workbook(workbook)[0]
    assert grid.cell(3, 6) == dt.date(2026, 9, 1)
    assert grid.cell(10, 6) is None
    assert grid.cell(5000, 1) is grid.cell(1, 5000) is grid.cell(0, 1) is None


def test_leading_blank_rows_and_columns_stay(tmp_path: Path) -> None:
    """Addresses hold on a tab whose first row and column are blank."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_string(4, 2, "x")
    assert read_workbook(path)[0].cell(5, 3) == "x"


def test_the_hash_is_that_of_the_bytes_read(workbook: Path) -> None:
    """An edit can be tied to the state it was made for."""
    read = open_workbook(workbook)
    assert read.sha256 == hashlib.sha256(workbook.read_bytes()).hexdigest()
    assert read.modified_ns == workbook.stat().st_mtime_ns


@pytest.mark.parametrize("name", ["~$Асанов А Т.xlsx", ".~lock.Асанов А Т.xlsx#"])
def test_an_open_workbook_has_a_lock_file(workbook: Path, name: str) -> None:
    """Excel and LibreOffice each leave one beside the file."""
    assert lock_file(workbook) is None
    lock = workbook.with_name(name)
    lock.touch()
    assert lock_file(workbook) == lock
