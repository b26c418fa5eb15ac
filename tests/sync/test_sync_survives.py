"""Everything that people do to a spreadsheet: marks reach the right student and lesson, or the tab stops (3.7, 5.1)."""

from copy import copy
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from hands import (
    CONTROL,
    DATE,
    FIRST_LECTURE,
    NAME,
    NAMES,
    PAIR,
    TOPIC,
    Hand,
    later,
    lesson_of,
    marks_of,
    quarantined,
    run_sync,
    typed,
)
from openpyxl.comments import Comment

from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook

A, B, C, D = "26-001", "26-002", "26-003", "26-004"
ONE, TWO = FIRST_LECTURE, FIRST_LECTURE + timedelta(weeks=1)
FIRST_ROW = 10
KNOWN = {(A, ONE): "5", (B, ONE): "кж", (C, ONE): "4", (D, ONE): "3", (A, TWO): "2", (B, TWO): "5", (D, TWO): "кж"}


@pytest.fixture
def filled(workspace: Config) -> Config:
    """Two lessons filled and read."""
    typed(
        workspace,
        lambda hand: hand.fill(ONE, {A: "5", B: "кж", C: "4", D: "3"}, 1),
        lambda hand: hand.fill(TWO, {A: "2", B: "5", D: "кж"}, 1),
    )
    assert marks_of(workspace) == KNOWN
    return workspace


def _body(hand: Hand) -> list[int]:
    return [hand.row(number) for number in NAMES if hand.sheet.cell(hand.row(number), 1).value]


def _values(hand: Hand, row: int, columns: range) -> list[Any]:
    return [hand.sheet.cell(row, column).value for column in columns]


def _reorder(hand: Hand, columns: range) -> None:
    """Turn the list of students upside down in these columns only."""
    rows = _body(hand)
    values = [_values(hand, row, columns) for row in rows]
    for row, own in zip(rows, reversed(values), strict=True):
        for column, value in zip(columns, own, strict=True):
            hand.sheet.cell(row, column).value = value


def _width(hand: Hand) -> int:
    return hand.sheet.max_column + 1


def test_rows_sorted_whole(filled: Config) -> None:
    """Ids, names and marks moved together: nothing happened."""
    done = typed(filled, lambda hand: _reorder(hand, range(1, _width(hand))), at=later(5))
    assert (done.events, done.quarantined) == (0, 0)
    assert marks_of(filled) == KNOWN


def test_rows_sorted_without_their_ids(filled: Config) -> None:
    """Names and marks moved, hidden ids stayed: rebound by name, and a mark typed after goes by the name."""
    hand = Hand(filled)
    _reorder(hand, range(NAME, _width(hand)))
    hand.put(C, TWO, "3")
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN | {(C, TWO): "3"}
    assert set(quarantined(filled)) == {"rebound_row"}


def test_names_alone_sorted_stop_the_tab(filled: Config) -> None:
    """Names moved, marks and ids stayed: whose marks they are cannot be told, so the tab stops."""
    hand = Hand(filled)
    _reorder(hand, range(NAME, NAME + 1))
    hand.save()
    done = run_sync(filled, later(5))
    assert done.events == 0
    assert "tab_stopped" in quarantined(filled)
    assert marks_of(filled) == KNOWN


def test_a_stopped_tab_stops_no_other(filled: Config) -> None:
    """Other journals are read in the same pass; undone, the tab goes on."""
    hand = Hand(filled)
    _reorder(hand, range(NAME, NAME + 1))
    hand.save()
    typed(filled, lambda other: other.fill(date(2026, 9, 3), {A: "4"}, 0), code="ИТ-1-26 ФИЗ", at=later(5))
    assert marks_of(filled)[A, date(2026, 9, 3)] == "4"
    typed(filled, lambda again: _reorder(again, range(NAME, NAME + 1)), at=later(10))
    assert quarantined(filled) == {}


def test_columns_inserted_left_and_between(filled: Config) -> None:
    """Columns before the names and between lessons shift everything; each mark stays with its lesson."""
    hand = Hand(filled)
    hand.sheet.insert_cols(hand.column(TWO))
    hand.save()
    assert run_sync(filled, later(5)).quarantined == 0
    hand = Hand(filled)
    hand.sheet.insert_rows(FIRST_ROW)
    hand.put(C, TWO, "4")
    hand.save()
    run_sync(filled, later(10))
    assert marks_of(filled) == KNOWN | {(C, TWO): "4"}
    assert quarantined(filled) == {}


def test_an_inserted_lesson_of_nobody_is_reported(filled: Config) -> None:
    """A column that a teacher headed with a date of their own is named and gives marks to no lesson."""
    hand = Hand(filled)
    at = hand.column(TWO)
    hand.sheet.insert_cols(at)
    hand.sheet.cell(DATE, at).value = date(2026, 9, 5)
    hand.sheet.cell(hand.row(A), at).value = "5"
    hand.save()
    run_sync(filled, later(5))
    assert list(quarantined(filled)) == ["unbound_column"]
    assert marks_of(filled) == KNOWN


def test_hidden_rows_and_columns_are_read(filled: Config) -> None:
    """Hiding is for the eye."""
    hand = Hand(filled)
    letters = hand.sheet.cell(1, hand.column(TWO)).column_letter
    hand.sheet.column_dimensions[letters].hidden = True
    hand.sheet.row_dimensions[hand.row(C)].hidden = True
    hand.put(C, TWO, "5")
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN | {(C, TWO): "5"}


def test_a_deleted_row_deletes_nothing(filled: Config) -> None:
    """The student's marks stay and the missing row is reported until it is back."""
    hand = Hand(filled)
    row = hand.row(B)
    kept = _values(hand, row, range(1, _width(hand)))
    hand.sheet.delete_rows(row)
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert list(quarantined(filled)) == ["missing_row"]
    run_sync(filled, later(6), full=True)
    assert list(quarantined(filled)) == ["missing_row"]
    hand = Hand(filled)
    hand.sheet.insert_rows(row)
    for column, value in enumerate(kept, 1):
        hand.sheet.cell(row, column).value = value
    hand.save()
    run_sync(filled, later(10))
    assert quarantined(filled) == {}


def test_a_deleted_column_deletes_nothing(filled: Config) -> None:
    """The lesson's marks stay and the missing column is reported."""
    hand = Hand(filled)
    hand.sheet.delete_cols(hand.column(TWO))
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert list(quarantined(filled)) == ["missing_column"]


def test_a_row_pasted_twice_stops_the_tab(filled: Config) -> None:
    """A doubled id stops that tab alone; both places are named."""
    hand = Hand(filled)
    below = max(_body(hand)) + 1
    for column in range(1, _width(hand)):
        hand.sheet.cell(below, column).value = hand.sheet.cell(hand.row(A), column).value
    hand.save()
    assert run_sync(filled, later(5)).events == 0
    found = quarantined(filled)
    assert len(found["doubled_row"]) == 2
    assert "tab_stopped" in found


def test_a_column_pasted_twice_stops_the_tab(filled: Config) -> None:
    """A lesson's column with its hidden id copied over another one."""
    hand = Hand(filled)
    one, two = hand.column(ONE), hand.column(TWO)
    for row in range(1, hand.sheet.max_row + 1):
        hand.sheet.cell(row, two).value = hand.sheet.cell(row, one).value
    hand.save()
    assert run_sync(filled, later(5)).events == 0
    assert len(quarantined(filled)["doubled_column"]) == 2


def test_tabs_renamed_and_reordered(filled: Config) -> None:
    """A tab is known by its marker."""
    hand = Hand(filled)
    hand.sheet.title = "Мой журнал"
    hand.tab = "Мой журнал"
    hand.book.move_sheet(hand.sheet, 3)
    hand.put(C, TWO, "5")
    hand.save()
    assert run_sync(filled, later(5)).quarantined == 0
    assert marks_of(filled) == KNOWN | {(C, TWO): "5"}
    assert lesson_of(filled)["tab"] == "Мой журнал"


def test_a_deleted_tab_deletes_nothing(filled: Config) -> None:
    """The journal's data stay, the missing tab is reported."""
    hand = Hand(filled)
    del hand.book[hand.tab]
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert list(quarantined(filled)) == ["missing_tab"]


def test_a_copied_tab_speaks_for_nobody(filled: Config) -> None:
    """The tab that keeps its title is read, its copy is reported."""
    hand = Hand(filled)
    twin = hand.book.copy_worksheet(hand.sheet)
    twin.cell(hand.row(A), hand.column(ONE)).value = "2"
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert list(quarantined(filled)) == ["doubled_tab"]


@pytest.mark.parametrize("shown", ["08.09.2026", "8.9.26", "08.09", "2026-09-08", " 08/09/2026 г."])
def test_a_date_typed_as_text(filled: Config, shown: str) -> None:
    """The column still is that day's lesson."""
    hand = Hand(filled)
    hand.sheet.cell(DATE, hand.column(TWO)).value = shown
    column = next(cell.column for cell in hand.sheet[DATE] if cell.value == shown)
    hand.sheet.cell(hand.row(C), column).value = "5"
    hand.save()
    assert run_sync(filled, later(5)).quarantined == 0
    assert marks_of(filled) == KNOWN | {(C, TWO): "5"}


def test_another_date_unbinds_the_column(filled: Config) -> None:
    """Hidden id and date disagree: nothing of it is taken over, the old marks stay."""
    hand = Hand(filled)
    at = hand.column(TWO)
    hand.sheet.cell(DATE, at).value = date(2026, 9, 9)
    hand.sheet.cell(hand.row(C), at).value = "5"
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert list(quarantined(filled)) == ["unbound_column"]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        *((five, "5") for five in (5, 5.0, "5", "  5 ", "\u00a05", "５")),
        *((absent, "кж") for absent in ("Kж", "H", "НБ")),
        *(("y", "у"), ("5 / 4", "5/4"), ("0", "0"), ("+", "+")),
    ],
)
def test_marks_in_any_dress(filled: Config, value: Any, meant: str) -> None:
    """Numbers, floats, spaces, full-width and Latin look-alike letters (3.5)."""
    hand = Hand(filled)
    hand.put(C, TWO, value)
    hand.sheet.cell(CONTROL, hand.column(TWO)).value = 1 + (meant in ("кж", "у"))
    hand.save()
    assert run_sync(filled, later(5)).quarantined == 0
    assert marks_of(filled)[C, TWO] == meant


def test_merged_cells_comments_formulas_and_junk(filled: Config) -> None:
    """None of them is a mark; a formula is read by the value that it shows, or not at all."""
    hand = Hand(filled)
    sheet = hand.sheet
    sheet.merge_cells(start_row=60, start_column=6, end_row=62, end_column=9)
    sheet.cell(60, 6).value = "Пересдача во вторник"
    sheet.cell(hand.row(C), hand.column(ONE)).comment = Comment("пересдал", "я")
    sheet.cell(hand.row(D), sheet.max_column + 3).value = "мусор"
    sheet.cell(70, 40).value = 5
    sheet.cell(hand.row(C), hand.column(TWO)).value = "=2+3"
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN
    assert quarantined(filled) == {}


def test_merged_marks_do_not_spread(filled: Config) -> None:
    """Two cells merged into one hold one mark: that of the upper one."""
    hand = Hand(filled)
    row = hand.row(C)
    hand.sheet.merge_cells(start_row=row - 1, start_column=hand.column(TWO), end_row=row, end_column=hand.column(TWO))
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled) == KNOWN


def test_a_name_typed_below_the_list(filled: Config) -> None:
    """It is a finding for the directorate, and its marks go to nobody (7.5)."""
    hand = Hand(filled)
    below = max(_body(hand)) + 4
    hand.sheet.cell(below, NAME).value = "Новенький Пётр"
    hand.sheet.cell(below, hand.column(ONE)).value = "5"
    hand.save()
    run_sync(filled, later(5))
    assert list(quarantined(filled)) == ["name_below"]
    assert marks_of(filled) == KNOWN


def test_a_changed_name_stops_the_tab(filled: Config) -> None:
    """Another name over a student's: the row is nobody's, and nothing of the tab is taken over."""
    hand = Hand(filled)
    hand.sheet.cell(hand.row(C), NAME).value = "Совсем Другой Человек"
    hand.save()
    assert run_sync(filled, later(5)).events == 0
    assert "tab_stopped" in quarantined(filled)


@pytest.mark.parametrize("shown", ["иванов пётр сергеевич", "Иванов  Петр Сергеевич", "Иванов П. С.", "26-003"])
def test_a_name_written_otherwise_is_the_same(filled: Config, shown: str) -> None:
    """Case, ё, spaces, initials and the record-book number name the same student."""
    hand = Hand(filled)
    row = hand.row(C)
    hand.sheet.cell(row, NAME).value = shown
    hand.sheet.cell(row, hand.column(TWO)).value = "5"
    hand.save()
    assert run_sync(filled, later(5)).quarantined == 0
    assert marks_of(filled) == KNOWN | {(C, TWO): "5"}


def test_a_name_changed_in_the_registry_stops_nothing(filled: Config) -> None:
    """Until the workbooks are provisioned again they show the former name, and it still is the same student."""
    book = openpyxl.load_workbook(filled.registry)
    cells = next(sheet for sheet in book if sheet.title == "Студенты").iter_rows()
    cell = next(cell for row in cells for cell in row if cell.value == NAMES[C])
    cell.value = "Петров Пётр Сергеевич"
    book.save(filled.registry)
    load_workbook(filled, load_parameters(filled.parameters), at=later(5), actor="test")
    typed(filled, lambda hand: hand.put(C, TWO, "5"), at=later(10))
    assert marks_of(filled) == KNOWN | {(C, TWO): "5"}
    assert quarantined(filled) == {}


def test_a_mark_for_one_who_is_no_member_counts_for_nothing(filled: Config) -> None:
    """It is kept and flagged, and it is not counted in the control number (7.5)."""
    hand = Hand(filled)
    hand.put("26-006", ONE, "кж")
    hand.save()
    run_sync(filled, later(5))
    assert marks_of(filled)["26-006", ONE] == "кж"
    assert lesson_of(filled, ONE)["counted"] == 1


def test_a_topic_of_the_teachers_own(filled: Config) -> None:
    """A topic typed over the plan's is the lesson's; else the plan's order gives it (4.3)."""
    hand = Hand(filled)
    plan = hand.book[f"КТП {hand.tab}"]
    for number in range(1, 4):
        row = next(row for row in range(4, 40) if plan.cell(row, 1).value == f"P{number}")
        plan.cell(row, 7).value = f"Тема {number}"
    hand.sheet.cell(TOPIC, hand.column(TWO)).value = "Своя тема"
    hand.save()
    run_sync(filled, later(5))
    topics = [lesson_of(filled, ONE + timedelta(weeks=week))["topic"] for week in range(3)]
    assert topics == ["Тема 1", "Своя тема", "Тема 3"]


def test_styles_are_nobodys_business(filled: Config) -> None:
    """Colours and number formats change nothing."""
    hand = Hand(filled)
    cell = hand.sheet.cell(hand.row(A), hand.column(ONE))
    cell.font = copy(hand.sheet.cell(PAIR, NAME).font)
    cell.number_format = "0.00"
    hand.save()
    done = run_sync(filled, later(5))
    assert (done.events, done.quarantined) == (0, 0)
