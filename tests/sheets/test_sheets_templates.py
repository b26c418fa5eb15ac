"""What a new workbook holds, read back by the product's reader and by openpyxl."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ejournal.sheets import StudentRow, WorkbookSpec, layout, read_workbook, write_workbook
from ejournal.sheets.templates_geometry import geometry, tab_titles
from ejournal.sheets.templates_rules import spellings


def test_tabs_stand_in_their_order(workbook: Path) -> None:
    """Each journal, its plan beside it, then the tabs of the system; the lists are not read."""
    grids = read_workbook(workbook)
    assert [str(grid.marker) for grid in grids] == [
        "ejournal:1:journal:J0001",
        "ejournal:1:plan:J0001",
        "ejournal:1:journal:J0002",
        "ejournal:1:plan:J0002",
        "ejournal:1:findings",
        "ejournal:1:points",
        "ejournal:1:help",
    ]
    assert openpyxl.load_workbook(workbook)["Списки"].sheet_state == "hidden"


def test_a_journal_reads_back(workbook: Path, spec: WorkbookSpec) -> None:
    """Ids, dates, pairs, topics and names stand where the layout says."""
    grid, journal = read_workbook(workbook)[0], spec.journals[0]
    for column, lesson in enumerate(journal.lessons, layout.FIRST_COLUMN):
        assert grid.cell(layout.ROW_ID, column) == lesson.id
        assert grid.cell(layout.ROW_DATE, column) == lesson.date
        assert grid.cell(layout.ROW_PAIR, column) == lesson.pair
        assert grid.cell(layout.ROW_KIND, column) == "лк"
        assert grid.cell(layout.ROW_TOPIC, column) == lesson.topic
        assert grid.cell(layout.ROW_COUNTED, column) == 0
    for row, student in enumerate(journal.students, layout.FIRST_STUDENT_ROW):
        assert grid.cell(row, layout.COL_ID) == student.id
        assert grid.cell(row, layout.COL_FROM) == student.member_from
        assert grid.cell(row, layout.COL_TO) is None
        assert grid.cell(row, layout.COL_NAME) == student.shown


def test_independent_work_stands_after_the_lesson_reserve(workbook: Path, spec: WorkbookSpec) -> None:
    """Its column carries the plan row's id, the due date and the task (2.8, 3.5)."""
    grid, place = read_workbook(workbook)[0], geometry(spec, spec.journals[0])
    assert grid.cell(layout.ROW_ID, place.first_item) == "W2"
    assert grid.cell(layout.ROW_DATE, place.first_item) == dt.date(2026, 9, 30)
    assert grid.cell(layout.ROW_TOPIC, place.first_item) == "Реферат"


def test_the_plan_reads_back(workbook: Path) -> None:
    """The plan is prefilled and has numbered spare rows (4.3)."""
    grid = read_workbook(workbook)[1]
    found = [grid.cell(layout.PLAN_FIRST_ROW, layout.PLAN_COLUMN[name]) for name in layout.PLAN_COLUMNS[:7]]
    assert found == ["P1", 1, 1, dt.date(2026, 9, 1), "лк", 2, "Тема 1"]
    assert grid.cell(layout.PLAN_FIRST_ROW + 13, 1) == "P14"


def test_reserve_rows_and_columns_are_hidden(workbook: Path, spec: WorkbookSpec) -> None:
    """The ids and the reserve do not show; the lessons, the names and the notes do."""
    sheet, place = openpyxl.load_workbook(workbook).worksheets[0], geometry(spec, spec.journals[0])
    hidden_rows = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
    assert hidden_rows == {1, place.last_student - 1, place.last_student}
    hidden = {
        column
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for column in range(shape.min, shape.max + 1)
    }
    assert hidden == {1, 2, 3, place.last_lesson - 1, place.last_lesson, place.last_item}


def test_names_never_become_formulas(tmp_path: Path, spec: WorkbookSpec) -> None:
    """A name that looks like a formula, a number or a link stays the text it is."""
    names = ("=1+1", "+996", "007", "http://example.org", "@SUM(A1)")
    students = tuple(StudentRow(f"S{at}", name) for at, name in enumerate(names))
    path = tmp_path / "a.xlsx"
    write_workbook(path, replace(spec, journals=(replace(spec.journals[0], students=students),)))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [sheet.cell(layout.FIRST_STUDENT_ROW + at, layout.COL_NAME) for at in range(len(names))]
    assert tuple(cell.value for cell in cells) == names
    assert {cell.data_type for cell in cells} == {"s"}


def test_mark_cells_are_text_and_open(workbook: Path) -> None:
    """``5/4`` must not become a date, and sorting needs every cell of a row unlocked; the header is guarded."""
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    assert sheet["F10"].number_format == "@"
    assert sheet.protection.sheet
    assert not sheet.protection.sort
    assert not any(sheet[at].protection.locked for at in ("A10", "B10", "D10", "E10", "F10", "F6", "F7", "F8"))
    assert all(sheet[at].protection.locked for at in ("F1", "F3", "F4", "F5", "F9"))


def test_drop_downs_never_reject(workbook: Path) -> None:
    """Every validation only informs; the plan's work type stands before the list."""
    rules = openpyxl.load_workbook(workbook).worksheets[0].data_validations.dataValidation
    assert {rule.errorStyle for rule in rules} == {"information"}
    sources = {str(rule.sqref): rule.formula1 for rule in rules}
    assert sources["F7"] == "'Списки'!$B$5:$E$5"
    assert sources["F10:M14"] == "'Списки'!$C$2:$L$2"
    offered = [cell.value for cell in openpyxl.load_workbook(workbook)["Списки"][2]][2:12]
    assert offered == ["5", "4", "3", "2", "1", "0", "+", "кж", "у", "5/4"]


def test_the_lists_begin_with_the_plans_type(workbook: Path) -> None:
    """A lesson's row: the plan's cell, then the work types with the ones not held last (3.5)."""
    row = [cell.value for cell in openpyxl.load_workbook(workbook)["Списки"][5]]
    assert "'КТП Информатика лк'!$H$4:$H$17" in row[1]
    assert row[2:5] == ["Опрос", "Тест", "Не проведено: болезнь"]


def test_the_same_spec_gives_the_same_bytes(tmp_path: Path, spec: WorkbookSpec) -> None:
    """A template can be checked to be current by its bytes."""
    write_workbook(tmp_path / "a.xlsx", spec)
    write_workbook(tmp_path / "b.xlsx", spec)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_the_first_view_is_at_today(workbook: Path) -> None:
    """The last lesson up to today is the first column right of the names."""
    view = openpyxl.load_workbook(workbook).worksheets[0].sheet_view
    assert (view.pane.xSplit, view.pane.ySplit, view.pane.topLeftCell) == (5, 9, "H10")


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_every_language_can_be_written(tmp_path: Path, spec: WorkbookSpec, language: str) -> None:
    """The tabs are found by their markers whatever their titles say."""
    path = tmp_path / "a.xlsx"
    write_workbook(path, replace(spec, language=language))
    kinds = [grid.marker.kind for grid in read_workbook(path) if grid.marker]
    assert kinds == ["journal", "plan", "journal", "plan", "findings", "points", "help"]


def test_an_empty_journal_can_be_written(tmp_path: Path, spec: WorkbookSpec) -> None:
    """No lessons, students or plan yet: the tab is there all the same."""
    empty = replace(spec.journals[0], lessons=(), students=(), items=(), plan=())
    path = tmp_path / "a.xlsx"
    write_workbook(path, replace(spec, journals=(empty,), reserve_lessons=0, reserve_students=0, reserve_items=0))
    assert str(read_workbook(path)[0].marker) == "ejournal:1:journal:J0001"


def test_titles_are_short_clean_and_unique(spec: WorkbookSpec) -> None:
    """Excel allows 31 characters, not all of them, and each title once."""
    long = "Информационные системы и сети: лк/пр"
    journals = tuple(replace(spec.journals[0], id=f"J{at}", title=long) for at in range(3))
    titles = [title for pair in tab_titles(replace(spec, journals=journals)).values() for title in pair]
    assert all(len(title) <= layout.MAX_TITLE for title in titles)
    assert len({title.casefold() for title in titles}) == 6
    assert not any(set(title) & set("[]:*?/\\") for title in titles)


def test_words_are_counted_in_either_keyboard_layout() -> None:
    """Letters that look the same count the same (3.5)."""
    assert spellings(("КЖ", "н")) == ["кж", "kж", "н", "h"]
