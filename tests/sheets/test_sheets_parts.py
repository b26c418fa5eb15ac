"""Edits of single tabs: what is not named stays byte for byte, and an open or changed workbook is left alone."""

import datetime as dt
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ejournal.errors import WorkbookError
from ejournal.sheets import Cached, open_workbook, parts, read_workbook, set_cells
from ejournal.sheets.parts import open_package, open_sheet

TAB = "Информатика лк"


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    assert list(before) == list(after)
    return [name for name in before if before[name] != after[name]]


def _rewrite(path: Path, changes: dict[str, bytes]) -> None:
    """The same workbook with some parts as another program would have written them."""
    parts_before = _parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts_before | changes).items():
            archive.writestr(name, data)


def test_only_the_edited_tab_changes(workbook: Path) -> None:
    """Every other part keeps its bytes and its place, and the file its mode."""
    workbook.chmod(0o640)
    before = _parts(workbook)
    written = set_cells(workbook, {TAB: {"F10": "5/4", "F8": 2, "G3": dt.date(2026, 9, 9)}})
    assert written == {(TAB, "F10"), (TAB, "F8"), (TAB, "G3")}
    assert _changed(before, _parts(workbook)) == ["xl/worksheets/sheet1.xml"]
    assert workbook.stat().st_mode & 0o777 == 0o640
    grid = read_workbook(workbook)[0]
    assert [grid.cell(10, 6), grid.cell(8, 6), grid.cell(3, 7)] == ["5/4", 2, dt.date(2026, 9, 9)]
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_cells_keep_their_styles(workbook: Path) -> None:
    """A value changes, its format and everyone else's do not."""
    before = {cell.coordinate: cell.style_id for row in openpyxl.load_workbook(workbook)[TAB] for cell in row}
    set_cells(workbook, {TAB: {"F10": "=1+1", "F11": None, "E11": "Ырысбек <&> \x0b\"'"}})
    sheet = openpyxl.load_workbook(workbook)[TAB]
    assert {cell.coordinate: cell.style_id for row in sheet for cell in row} == before
    assert sheet["F10"].data_type != "f"
    assert sheet["E11"].value == "Ырысбек <&> \"'"
    assert sheet["F11"].value is None


def test_a_new_cell_takes_its_neighbours_style(workbook: Path) -> None:
    """A cell that is not in the file yet looks like the one left of it and stands in its order."""
    set_cells(workbook, {TAB: {"T10": "заметка", "T60": 1}})
    sheet = openpyxl.load_workbook(workbook)[TAB]
    assert sheet["T10"].value == "заметка"
    assert sheet["T10"].style_id == sheet["R10"].style_id
    assert sheet["T60"].value == 1


def test_nothing_is_written_when_nothing_is_asked(workbook: Path) -> None:
    """No edit, no new file."""
    before = workbook.stat().st_ino
    assert set_cells(workbook, {TAB: {}}) == set()
    assert workbook.stat().st_ino == before


def test_a_cell_is_written_only_over_the_expected_text(workbook: Path) -> None:
    """What somebody changed in between stays (write-backs)."""
    set_cells(workbook, {TAB: {"F10": "5", "F8": 3}})
    wanted = {"F10": "4", "F11": "4", "F8": 0}
    written = set_cells(workbook, {TAB: wanted}, expected={TAB: {"F10": "кж", "F11": "", "F8": "3"}})
    assert written == {(TAB, "F11"), (TAB, "F8")}
    assert read_workbook(workbook)[0].cell(10, 6) == "5"


@pytest.mark.parametrize("name", ["~${}", ".~lock.{}#"])
def test_an_open_workbook_is_left_alone(workbook: Path, name: str) -> None:
    """A lock file beside it refuses the edit."""
    workbook.with_name(name.format(workbook.name)).touch()
    before = workbook.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        set_cells(workbook, {TAB: {"F10": "5"}})
    assert caught.value.code == "workbook_busy"
    assert workbook.read_bytes() == before


def test_a_changed_workbook_is_left_alone(workbook: Path) -> None:
    """An edit made for an older state is refused."""
    old = open_workbook(workbook).sha256
    set_cells(workbook, {TAB: {"F10": "5"}}, expected_sha256=old)
    with pytest.raises(WorkbookError) as caught:
        set_cells(workbook, {TAB: {"F10": "4"}}, expected_sha256=old)
    assert caught.value.code == "workbook_busy"


def test_a_save_in_the_last_moment_wins(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at again right before it is replaced, and nothing is left beside it."""
    beside = parts._beside

    def save_meanwhile(path: Path, data: bytes) -> Path:
        path.write_bytes(b"somebody's save")
        return beside(path, data)

    monkeypatch.setattr(parts, "_beside", save_meanwhile)
    with pytest.raises(WorkbookError):
        set_cells(workbook, {TAB: {"F10": "5"}})
    assert workbook.read_bytes() == b"somebody's save"
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_the_files_time_is_kept_where_asked(workbook: Path) -> None:
    """The time says when a person last saved; an edit of the system's own must not look like one."""
    os.utime(workbook, ns=(1, 1_700_000_000_123_456_789))
    set_cells(workbook, {TAB: {"F10": "5"}}, keep_time=True)
    assert workbook.stat().st_mtime_ns == 1_700_000_000_123_456_789
    set_cells(workbook, {TAB: {"F10": "4"}})
    assert workbook.stat().st_mtime_ns > 1_700_000_000_123_456_789


def test_one_column_of_a_hidden_range_is_shown(workbook: Path) -> None:
    """The range of hidden columns is cut around it; a row's hidden mark goes."""
    set_cells(workbook, {}, unhide_columns={TAB: [2]}, unhide_rows={TAB: [1]})
    sheet = openpyxl.load_workbook(workbook)[TAB]
    xml = _parts(workbook)["xl/worksheets/sheet1.xml"].decode()
    assert 'min="1" max="1"' in xml
    assert 'min="3" max="3"' in xml
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.column_dimensions["B"].hidden
    assert sheet.column_dimensions["C"].hidden
    assert not sheet.row_dimensions[1].hidden


def test_a_formulas_shown_value_can_be_renewed(workbook: Path) -> None:
    """The formula stays, the value that a reader sees is the new one."""
    set_cells(workbook, {TAB: {"F9": Cached(3), "F6": Cached("Новая тема")}})
    assert [read_workbook(workbook)[0].cell(row, 6) for row in (9, 6)] == [3, "Новая тема"]
    assert openpyxl.load_workbook(workbook)[TAB]["F9"].data_type == "f"


def test_an_overwritten_formula_takes_the_calculation_chain_along(workbook: Path) -> None:
    """Excel calls a workbook damaged whose chain names a cell without a formula."""
    before = _parts(workbook)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    override = '<Override PartName="/xl/calcChain.xml" ContentType="a/b"/></Types>'
    relations = before["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation.encode())
    types = before["[Content_Types].xml"].replace(b"</Types>", override.encode())
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="F6" i="1"/></calcChain>'
    )
    names = ("xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/calcChain.xml")
    _rewrite(workbook, dict(zip(names, (relations, types, chain), strict=True)))
    set_cells(workbook, {TAB: {"F10": "5"}})
    assert "xl/calcChain.xml" in _parts(workbook)
    set_cells(workbook, {TAB: {"F6": "Своя тема"}})
    after = _parts(workbook)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"] + after["[Content_Types].xml"]


def test_formulas_shared_from_an_overwritten_cell_survive(workbook: Path) -> None:
    """Excel saves a row of like formulas once; the others get their own when the first one goes."""
    sheet = _parts(workbook)["xl/worksheets/sheet1.xml"].decode()
    first, rest = sheet.index('<c r="F9"'), sheet.index('<c r="H9"')
    shared = (
        '<c r="F9"><f t="shared" ref="F9:G9" si="0">F8+$B$1</f><v>0</v></c><c r="G9"><f t="shared" si="0"/><v>0</v></c>'
    )
    _rewrite(workbook, {"xl/worksheets/sheet1.xml": (sheet[:first] + shared + sheet[rest:]).encode()})
    set_cells(workbook, {TAB: {"F9": 1}})
    assert openpyxl.load_workbook(workbook)[TAB]["G9"].value == "=G8+$B$1"


def test_shared_strings_and_numbers_read_as_text(workbook: Path) -> None:
    """Whatever program wrote the cell, its text is the same."""
    sheet = open_sheet(open_package(workbook), TAB)
    assert [sheet.text(at) for at in ("E3", "F4", "F10", "ZZ1")] == ["Дата", "2", "", ""]
    assert sheet.has_formula("F9")
    assert not sheet.has_formula("F10")


def test_a_damaged_package_is_named(tmp_path: Path) -> None:
    """An edit of a broken file raises the reader's error."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(WorkbookError) as caught:
        set_cells(path, {TAB: {"F10": "5"}})
    assert caught.value.code == "workbook_unreadable"
