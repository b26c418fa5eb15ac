"""The editor of XML parts, held against openpyxl: what is typed is there, and nothing else is lost or moved."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ejournal.sample.comments import comment
from ejournal.sample.package import Package
from ejournal.sample.sheet import typed_day
from ejournal.sample.structure import clear_row, insert_column, paste_row, sort_rows

TAB = "Физика лб"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A table of three names and three numbers each, with sums, colours, a drop-down, a filter and a print area."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        red = workbook.add_format({"font_color": "red"})
        sheet = workbook.add_worksheet(TAB)
        for row, name in enumerate(("Бакыт", "Айгүл", "Өмүр"), 1):
            sheet.write_row(row, 0, [f"S{row}", name, row, row * 10, row * 100])
        sheet.write_row(0, 0, ["id", "Имя"])
        for column in "CDE":
            sheet.write_formula(f"{column}1", f"=SUM({column}2:{column}4)", None, 0)
        sheet.write_formula("F2", "=$D$2+Лист!D2+LOG10(D3)", red, 1)
        sheet.conditional_format("C2:E4", {"type": "formula", "criteria": "=C$1>5", "format": red})
        sheet.data_validation("D2:D4", {"validate": "list", "source": ["1", "2"]})
        sheet.autofilter("A1:E4")
        sheet.print_area("A1:E4")
        sheet.set_column("D:D", 33)
        sheet.protect()
        workbook.add_worksheet("Лист").write("D2", "там")
    return path


def _tab(package: Package) -> str:
    return package.tabs()[0].part


def _cells(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[TAB].iter_rows()]


def test_typing_changes_one_cell_and_no_other_part(book: Path) -> None:
    """Text, number and nothing are typed; every part but the sheet and its texts stays byte for byte."""
    with zipfile.ZipFile(book) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    package = Package(book)
    sheet = package.sheet(_tab(package))
    sheet.type(2, 3, "кж ")
    sheet.type(3, 3, 4.0)
    sheet.type(4, 3, "")
    sheet.type(9, 2, "Ниже")
    package.save()
    cells = _cells(book)
    assert [row[2] for row in cells[1:4]] == ["кж ", 4, None]
    assert cells[8][1] == "Ниже"
    with zipfile.ZipFile(book) as archive:
        changed = {name for name in archive.namelist() if archive.read(name) != before[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}


def test_an_inserted_column_takes_everything_along(book: Path) -> None:
    """Cells, sums, colours, drop-downs, filter, widths and print area move; what names another tab does not."""
    package = Package(book)
    insert_column(package, _tab(package), 4)
    package.sheet(_tab(package)).type(2, 4, "моё")
    package.save()
    workbook = openpyxl.load_workbook(book)
    sheet = workbook[TAB]
    assert [sheet.cell(1, column).value for column in range(3, 7)] == [
        "=SUM(C2:C4)",
        None,
        "=SUM(E2:E4)",
        "=SUM(F2:F4)",
    ]
    assert sheet["G2"].value == "=$E$2+Лист!D2+LOG10(E3)"
    assert [sheet.cell(2, column).value for column in range(3, 7)] == [1, "моё", 10, 100]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C2:F4"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "E2:E4"
    assert sheet.auto_filter.ref == "A1:F4"
    assert sheet.column_dimensions["E"].width > 30
    assert sheet.print_area == f"'{TAB}'!$A$1:$F$4"
    assert sheet.protection.sheet


def test_sorting_moves_whole_rows(book: Path) -> None:
    """Hidden ids go with their names and numbers."""
    package = Package(book)
    sort_rows(package.sheet(_tab(package)), [2, 3, 4], [3, 2, 4])
    package.save()
    assert [row[:3] for row in _cells(book)[1:4]] == [["S2", "Айгүл", 2], ["S1", "Бакыт", 1], ["S3", "Өмүр", 3]]


def test_a_row_pasted_and_cleared(book: Path) -> None:
    """The copy holds all that the row holds; cleared, nothing of it is left."""
    package = Package(book)
    sheet = package.sheet(_tab(package))
    sheet.type(6, 1, "x")
    paste_row(sheet, 2, 6)
    assert [sheet.value(6, column) for column in range(1, 6)] == ["S1", "Бакыт", 1, 10, 100]
    clear_row(sheet, 6)
    package.save()
    assert set(_cells(book)[5]) == {None}


def test_a_title_of_one_word_is_found_without_apostrophes(tmp_path: Path) -> None:
    """XlsxWriter and Excel write such titles plainly in the workbook's names."""
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for title in ("Физика", "Астрофизика"):
            sheet = workbook.add_worksheet(title)
            sheet.write("A1", title)
            sheet.print_area("A1:E4")
    package = Package(path)
    insert_column(package, _tab(package), 3)
    package.rename(_tab(package), "Химия")
    package.save()
    book = openpyxl.load_workbook(path)
    assert [sheet.print_area for sheet in book] == ["'Химия'!$A$1:$F$4", "'Астрофизика'!$A$1:$E$4"]


def test_a_renamed_tab_keeps_its_print_area(book: Path) -> None:
    """The workbook's names speak of the new title, also one with an apostrophe."""
    package = Package(book)
    package.rename(_tab(package), "Физика д'Аламбер")
    package.save()
    sheet = openpyxl.load_workbook(book)["Физика д'Аламбер"]
    assert sheet.print_area == "'Физика д''Аламбер'!$A$1:$E$4"
    assert sheet.auto_filter.ref == "A1:E4"


def test_a_comment_stands_beside_its_cell(book: Path) -> None:
    """Author and text are read back; a second comment on the tab is refused."""
    package = Package(book)
    assert comment(package, _tab(package), 3, 4, "Асанов & Ко", "см. <ведомость>")
    assert not comment(package, _tab(package), 4, 4, "", "")
    package.save()
    found = openpyxl.load_workbook(book)[TAB]["D3"].comment
    assert found is not None
    assert (found.author, found.text) == ("Асанов & Ко", "см. <ведомость>")


@pytest.mark.parametrize("text", ["4.9.2026", "04.09.26", " 04/09/2026 "])
def test_dates_typed_as_text_are_dates(text: str) -> None:
    """The ways in which teachers retype a date."""
    assert typed_day(text) == dt.date(2026, 9, 4)
    assert typed_day("итог") is None
