"""Teachers who work in LibreOffice: every mark reaches its student and lesson, or the tab stops with a finding."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hands import LECTURE, Hand, later, lesson_of, marks_of, quarantined, run_sync
from university import STUDENTS

from ejournal.config import Config
from ejournal.sheets import layout, read_workbook

pytestmark = pytest.mark.full
TAB, PLAN = "Базы данных лк", "КТП Базы данных лк"
NUMBERS = [number for number, _ in STUDENTS]
FIRST, SECOND = date(2026, 9, 1), date(2026, 9, 8)
WHOLE = "A10:AV15"
"""The list with its hidden ids, as the filter's button sorts it."""
NAMES_ALONE = "E10:E15"
Steps = Callable[..., list[Any]]

FILLED = (
    ("put", TAB, "F10", "5/4"),
    ("put", TAB, "F11", "кж"),
    ("put", TAB, "F12", "3"),
    ("put", TAB, "F14", "у"),
    ("put", TAB, "F7", "Лекция"),
    ("put", TAB, "F8", "2"),
)
MARKS = {("26-001", FIRST): "5/4", ("26-002", FIRST): "кж", ("26-003", FIRST): "3", ("26-005", FIRST): "у"}


@pytest.fixture
def path(workspace: Config) -> Path:
    """The workbook of the lectures, as provisioned."""
    return Hand(workspace).path


def test_a_lesson_is_typed_and_read(workspace: Config, path: Path, person: Steps) -> None:
    """Marks stay text (5/4 is no date), the count beside the control number is made, and the column is complete."""
    *_, counted = person(path, *FILLED, ("save",), ("read", TAB, "F9:F14"))
    assert [row[0] for row in counted] == ["2", "5/4", "кж", "3", "", "у"]
    assert run_sync(workspace).quarantined == 0
    assert marks_of(workspace) == MARKS
    lesson = lesson_of(workspace)
    assert (lesson["completeness"], lesson["control_number"], lesson["counted"]) == ("complete", 2, 2)


def test_a_count_that_differs_is_told(workspace: Config, path: Path, person: Steps) -> None:
    """A forgotten absence leaves the column incomplete, here and in the dataset."""
    person(path, *FILLED, ("clear", TAB, "F11"), ("save",))
    run_sync(workspace)
    assert lesson_of(workspace)["reason"] == "disagrees"
    assert read_workbook(path)[0].cell(layout.ROW_COUNTED, 6) == 1


def test_all_that_the_workbook_needs_survives_a_save(workspace: Config, path: Path, person: Steps) -> None:
    """Drop-downs, hidden ids, protection, open cells and the owned tabs' looks are as they were."""
    before = _facts(path)
    person(path, *FILLED, ("save",))
    assert _facts(path) == before
    grid = read_workbook(path)[0]
    assert str(grid.marker).startswith("ejournal:1:journal:J")
    assert [str(grid.cell(row, 1))[:1] for row in range(10, 16)] == ["S"] * 6


def _facts(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    sheet = book[TAB]
    rules = sheet.data_validations.dataValidation
    offered = {at: _rule(rules, at) for at in ("F10", "T15", "F7", "G7", "F8")}
    open_cells = {at: sheet[at].protection.locked for at in ("A10", "E10", "F10", "F6", "F7", "F8", "F3", "F9", "A1")}
    return {
        "offered": offered,
        "locked": open_cells,
        "protected": {name: book[name].protection.sheet for name in book.sheetnames},
        "hidden": [sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden, book["Списки"].sheet_state],
        "text": sheet["F10"].number_format,
        "filter": bool(sheet.auto_filter.ref),
        "formulas": [sheet[at].data_type for at in ("F6", "F9")],
        "colours": len(sheet.conditional_formatting) > 0,
        "looks": len({book["Баллы"].cell(1, column).style_id for column in range(2, 15)}),
    }


def _rule(rules: list[Any], at: str) -> tuple[str, str]:
    """Where the drop-down of a cell takes its words from, whatever ranges the rules were cut into."""
    rule = next(rule for rule in rules if at in rule.sqref)
    return rule.type, str(rule.formula1).replace("$", "").replace("'", "")


def test_the_whole_table_sorted(workspace: Config, path: Path, person: Steps) -> None:
    """Marks move with their names and ids; nothing changes for the dataset."""
    person(path, *FILLED, ("save",))
    run_sync(workspace)
    *_, names = person(path, ("sort", TAB, WHOLE, 5, False), ("save",), ("read", TAB, NAMES_ALONE))
    assert [row[0] for row in names] == [name for _, name in reversed(STUDENTS)]
    done = run_sync(workspace, later(10))
    assert (done.changed, done.events, quarantined(workspace)) == (1, 0, {})
    assert marks_of(workspace) == MARKS


def test_the_names_alone_sorted_stop_the_tab(workspace: Config, path: Path, person: Steps) -> None:
    """Names moved over marks that stayed: nobody gets another one's mark, and the finding names the cell."""
    person(path, *FILLED, ("save",))
    run_sync(workspace)
    person(path, ("sort_selection", TAB, NAMES_ALONE, 5, False), ("save",))
    assert [grid.cell(10, 5) for grid in read_workbook(path)[:1]] == [STUDENTS[-1][1]]
    run_sync(workspace, later(10))
    assert "tab_stopped" in quarantined(workspace)
    assert marks_of(workspace) == MARKS


def test_names_and_marks_sorted_without_the_ids_are_told_apart(workspace: Config, path: Path, person: Steps) -> None:
    """The marks moved with the names and the hidden ids stayed: each mark is still its student's, or nobody's."""
    person(path, *FILLED, ("save",))
    run_sync(workspace)
    person(path, ("sort_selection", TAB, "D10:AV15", 5, False), ("save",))
    grid = read_workbook(path)[0]
    assert [grid.cell(15, 5), grid.cell(15, 6)] == [STUDENTS[0][1], "5/4"]
    run_sync(workspace, later(10))
    found = quarantined(workspace)
    assert found.keys() & {"rebound_row", "tab_stopped"}
    assert marks_of(workspace) == MARKS


def test_names_sorted_in_a_new_workbook_misbind_nothing(workspace: Config, path: Path, person: Steps) -> None:
    """Sorted wrongly before the first read and then filled in: a mark is its named student's, or nobody's."""
    person(path, ("sort_selection", TAB, NAMES_ALONE, 5, False), ("put", TAB, "F10", "4"), ("save",))
    run_sync(workspace)
    assert marks_of(workspace) in ({}, {("26-006", FIRST): "4"})
    assert quarantined(workspace)


def test_an_inserted_column_moves_the_others(workspace: Config, path: Path, person: Steps) -> None:
    """What stands right of it is still the same lesson's, and its drop-down goes along."""
    steps = (("put", TAB, "G10", "4"), ("insert_column", TAB, "G12"), ("put", TAB, "G10", "5"), ("save",))
    person(path, *FILLED, *steps)
    assert [read_workbook(path)[0].cell(10, column) for column in (6, 7, 8)] == ["5/4", "5", "4"]
    run_sync(workspace)
    assert marks_of(workspace) == {**MARKS, ("26-001", SECOND): "4"}
    rules = openpyxl.load_workbook(path)[TAB].data_validations.dataValidation
    assert _rule(rules, "H7")[0] == "list"


def test_a_copied_row_stops_the_tab(workspace: Config, path: Path, person: Steps) -> None:
    """A row with its hidden id twice: neither is believed, what was read stays."""
    person(path, *FILLED, ("save",))
    run_sync(workspace)
    person(path, ("unprotect", TAB), ("copy_row", TAB, "A10:AV10", "A16:AV16"), ("save",))
    run_sync(workspace, later(10))
    assert {"doubled_row", "tab_stopped"} <= quarantined(workspace).keys()
    assert marks_of(workspace) == MARKS


def test_a_deleted_row_deletes_nothing(workspace: Config, path: Path, person: Steps) -> None:
    """Without protection a row can go; the student's marks stay and the loss is told."""
    person(path, *FILLED, ("save",))
    run_sync(workspace)
    person(path, ("unprotect", TAB), ("delete_row", TAB, "E11"), ("save",))
    assert read_workbook(path)[0].cell(11, 5) == STUDENTS[2][1]
    run_sync(workspace, later(10))
    assert "missing_row" in quarantined(workspace)
    assert marks_of(workspace) == MARKS


def test_a_renamed_tab_is_the_same_journal(workspace: Config, path: Path, person: Steps) -> None:
    """The marker counts, not the title; topics still come from the plan."""
    new = "Мой журнал"
    steps = (("rename", TAB, new), ("put", PLAN, "G4", "Введение"), ("put", new, "F10", "5"), ("save",))
    *_, topic = person(path, *steps, ("read", new, "F6"))
    assert topic == [["Введение"]]
    run_sync(workspace)
    assert marks_of(workspace) == {("26-001", FIRST): "5"}
    assert lesson_of(workspace, code=LECTURE)["topic"] == "Введение"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("КЖ", "кж"), ("h", "кж"), ("5 4", "5/4"), ("5.0", None), ("12", None), (" у ", "у"), ("+", "+")],
)
def test_what_people_type_is_read_or_quarantined(
    workspace: Config, path: Path, person: Steps, typed: str, read: str | None
) -> None:
    """Whatever LibreOffice makes of the keys pressed, nothing is guessed."""
    person(path, ("put", TAB, "F10", typed), ("save",))
    run_sync(workspace)
    assert marks_of(workspace) == ({("26-001", FIRST): read} if read else {})
    assert quarantined(workspace) == ({} if read else {"unknown_mark": ["F10"]})
